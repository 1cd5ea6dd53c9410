/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-table.h"
#include "core/oof-away.h"

/* Address -> GPtrArray of OofAbsence, not owned. */
static GHashTable *
group_absences (OofCli *cli)
{
  GPtrArray *absences = oof_session_get_absences (cli->session);
  GHashTable *groups =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      char *address = g_ascii_strdown (absence->person, -1);
      GPtrArray *group = g_hash_table_lookup (groups, address);

      if (group == NULL)
        g_hash_table_insert (groups, g_strdup (address), group = g_ptr_array_new ());
      g_ptr_array_add (group, absence);
      g_free (address);
    }
  return groups;
}

/* @absences: as group_absences() gives them */
static OofAway
get_away (OofCli *cli, GHashTable *absences, const OofPerson *person)
{
  OofSession *session = cli->session;
  GPtrArray *group = g_hash_table_lookup (absences, person->address);
  g_autoptr (GPtrArray) own = group != NULL ? g_ptr_array_ref (group) : g_ptr_array_new ();

  return oof_away_get (own, oof_session_get_record (session, person->address),
                       oof_session_get_options (session),
                       oof_clock_now (oof_session_get_clock (session)));
}

/* The directory seldom knows zone and language: a run has read them in the mailbox. */
static void
write_person (OofCli *cli, GHashTable *absences, OofJsonWriter *writer, const OofPerson *person)
{
  const OofRecord *record = oof_session_get_record (cli->session, person->address);
  const char *zone = record != NULL ? record->zone : NULL;
  const char *language = record != NULL ? record->language : NULL;

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "address", person->address);
  oof_json_writer_add_string (writer, "name", person->name);
  oof_json_writer_add_string_or_null (writer, "department", oof_person_get (person, "department"));
  oof_json_writer_add_string_or_null (writer, "zone", person->zone != NULL ? person->zone : zone);
  oof_json_writer_add_string_or_null (writer, "language",
                                      person->language != NULL ? person->language : language);
  oof_json_writer_begin_array (writer, "groups");
  for (char **group = person->groups; group != NULL && *group != NULL; group++)
    oof_json_writer_add_string (writer, NULL, *group);
  oof_json_writer_end_array (writer);
  oof_json_writer_add_string (writer, "route",
                              oof_route_to_string (oof_session_get_route (cli->session, person)));
  oof_json_writer_add_string_or_null (writer, "region", oof_person_get (person, "region"));
  oof_json_writer_add_string_or_null (writer, "workDays", oof_person_get (person, "workDays"));
  oof_json_writer_add_string_or_null (writer, "absent",
                                      oof_away_to_string (get_away (cli, absences, person)));
  oof_json_writer_end_object (writer);
}

/* (nullable) */
static const char *
words_away (OofAway away)
{
  if (away == OOF_AWAY_NOT)
    return NULL;
  return away == OOF_AWAY_PLANNED ? _ ("yes") : _ ("without an absence");
}

static void
print_json (OofCli *cli, GPtrArray *people)
{
  g_autoptr (GHashTable) absences = group_absences (cli);
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "people");
  for (guint i = 0; i < people->len; i++)
    write_person (cli, absences, writer, g_ptr_array_index (people, i));
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_table (OofCli *cli, GPtrArray *people)
{
  g_autoptr (GHashTable) absences = group_absences (cli);
  const char *headings[] = { _ ("Name"),   _ ("Address"), _ ("Department"),
                             _ ("Groups"), _ ("Absent"),  NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);
      g_autofree char *groups = person->groups != NULL ? g_strjoinv (", ", person->groups) : NULL;
      oof_cli_table_add (table, person->name, person->address,
                         oof_person_get (person, "department"), groups,
                         words_away (get_away (cli, absences, person)));
    }
  oof_cli_table_print (table);
}

int
oof_cli_people (OofCli *cli, char **arguments)
{
  g_autofree char *search = NULL;
  const GOptionEntry options[] = {
    { "search", 's', 0, G_OPTION_ARG_FILENAME, &search,
      N_ ("Only those with these words in name, address or department"), N_ ("TEXT") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 0, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_ALL, &error))
    return oof_cli_fail (error);

  GPtrArray *people = oof_session_get_people (cli->session);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  for (guint i = 0; i < people->len; i++)
    if (oof_person_matches (g_ptr_array_index (people, i), search != NULL ? search : ""))
      g_ptr_array_add (found, g_ptr_array_index (people, i));
  if (cli->json)
    print_json (cli, found);
  else
    print_table (cli, found);
  return OOF_CLI_DONE;
}
