/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-table.h"
#include "cli/oof-cli-values.h"

static void
write_forward (OofJsonWriter *writer, const OofAbsence *absence)
{
  if (absence->forward_to == NULL)
    {
      oof_json_writer_add_null (writer, "forward");
      return;
    }
  oof_json_writer_begin_object (writer, "forward");
  oof_json_writer_add_string (writer, "to", absence->forward_to);
  oof_json_writer_add_bool (writer, "copy", absence->forward_copy);
  oof_json_writer_end_object (writer);
}

static void
write_moved (OofJsonWriter *writer, const OofAbsence *absence)
{
  oof_json_writer_begin_array (writer, "movedFrom");
  for (guint i = 0; i < absence->moved->len; i++)
    {
      OofMoved *moved = g_ptr_array_index (absence->moved, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string_or_null (writer, "from", moved->from);
      oof_json_writer_add_string_or_null (writer, "to", moved->to);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
write_closure (OofJsonWriter *writer, const OofAbsence *absence)
{
  if (absence->closure_id == NULL)
    {
      oof_json_writer_add_null (writer, "closure");
      return;
    }
  oof_json_writer_begin_object (writer, "closure");
  oof_json_writer_add_string (writer, "id", absence->closure_id);
  oof_json_writer_add_string_or_null (writer, "group", absence->closure_group);
  oof_json_writer_end_object (writer);
}

static const char *
null_when_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static void
write_absence (OofJsonWriter *writer, const OofAbsence *absence, OofInstant now)
{
  g_autofree char *from = oof_absence_dup_from (absence);
  g_autofree char *to = oof_absence_dup_to (absence);
  OofAbsenceState state = oof_absence_get_state (absence, now);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "id", absence->key);
  oof_json_writer_add_string (writer, "person", absence->person);
  oof_json_writer_add_string (writer, "from", from);
  oof_json_writer_add_string_or_null (writer, "to", to);
  oof_json_writer_add_bool (writer, "allDay", absence->all_day);
  oof_json_writer_add_string (writer, "zone", absence->zone);
  oof_json_writer_add_string_or_null (writer, "subject", null_when_empty (absence->subject));
  oof_json_writer_add_string_or_null (writer, "note", null_when_empty (absence->note));
  oof_json_writer_add_string_or_null (writer, "template", absence->template_name);
  oof_json_writer_add_string_or_null (writer, "audience",
                                      oof_audience_to_string (absence->audience));
  oof_json_writer_add_string_or_null (writer, "deputy", absence->deputy);
  write_forward (writer, absence);
  oof_json_writer_add_string (writer, "calendar", oof_calendar_mode_to_string (absence->calendar));
  oof_json_writer_add_string (writer, "state", oof_absence_state_to_string (state));
  write_moved (writer, absence);
  oof_json_writer_add_string_or_null (writer, "series", absence->series);
  write_closure (writer, absence);
  oof_json_writer_add_string_or_null (writer, "createdBy", absence->created_by);
  oof_json_writer_end_object (writer);
}

static void
print_json (GPtrArray *absences, OofInstant now)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "absences");
  for (guint i = 0; i < absences->len; i++)
    write_absence (writer, g_ptr_array_index (absences, i), now);
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

/* The display name, or the address of somebody who is not in the directory. */
static const char *
get_name (OofCli *cli, const char *address)
{
  OofPerson *person = oof_session_get_person (cli->session, address);

  return person != NULL ? person->name : address;
}

static void
print_table (OofCli *cli, GPtrArray *absences, OofInstant now)
{
  const char *headings[] = {
    _ ("Person"), _ ("Dates"), _ ("Subject"), _ ("State"), _ ("Id"), NULL
  };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      g_autofree char *dates = oof_words_absence_dates (absence);
      oof_cli_table_add (table, get_name (cli, absence->person), dates, absence->subject,
                         oof_words_absence_state (oof_absence_get_state (absence, now)),
                         absence->key);
    }
  oof_cli_table_print (table);
}

/* @state: (nullable); @addresses: (nullable) */
static gboolean
is_wanted (const OofAbsence *absence, const char *state, char **addresses, OofInstant now)
{
  OofAbsenceState actual = oof_absence_get_state (absence, now);

  if (state != NULL && g_strcmp0 (state, oof_absence_state_to_string (actual)) != 0)
    return FALSE;
  return addresses == NULL || g_strv_contains ((const char *const *) addresses, absence->person);
}

static gboolean
check_state (const char *state, GError **error)
{
  for (OofAbsenceState known = OOF_ABSENCE_PLANNED; known <= OOF_ABSENCE_ON_HOLD; known++)
    if (state == NULL || g_strcmp0 (state, oof_absence_state_to_string (known)) == 0)
      return TRUE;
  oof_cli_set_usage_error (
      error, _ ("--state: “%s” is none of planned, running, ended, cancelled, on-hold"), state);
  return FALSE;
}

int
oof_cli_absence_list (OofCli *cli, char **arguments)
{
  g_autofree char *state = NULL;
  const GOptionEntry options[] = {
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state,
      N_ ("Only those planned, running, ended, cancelled or on-hold"), N_ ("STATE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, G_MAXUINT, &error);

  if (words == NULL || !check_state (state, &error)
      || !oof_cli_open (cli, words[0] != NULL || !cli->json ? OOF_LOAD_ALL : OOF_LOAD_DATABASE,
                        &error)
      || !oof_cli_find_addresses (cli, words, &addresses, &error))
    return oof_cli_fail (error);

  GPtrArray *absences = oof_session_get_absences (cli->session);
  OofInstant now = oof_clock_now (oof_session_get_clock (cli->session));
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  for (guint i = 0; i < absences->len; i++)
    if (is_wanted (g_ptr_array_index (absences, i), state, addresses, now))
      g_ptr_array_add (found, g_ptr_array_index (absences, i));
  if (cli->json)
    print_json (found, now);
  else
    print_table (cli, found, now);
  return OOF_CLI_DONE;
}
