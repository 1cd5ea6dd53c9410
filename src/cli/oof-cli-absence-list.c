/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "cli/oof-cli-absence-json.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-days.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-table.h"
#include "cli/oof-cli-values.h"

static void
print_json (GPtrArray *absences, OofInstant now)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "absences");
  for (guint i = 0; i < absences->len; i++)
    oof_cli_write_absence (writer, g_ptr_array_index (absences, i), now);
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
  g_auto (OofCliDays) days = { 0 };
  const GOptionEntry options[] = {
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state,
      N_ ("Only those planned, running, ended, cancelled or on-hold"), N_ ("STATE") },
    OOF_CLI_DAYS_ENTRIES (days),
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, G_MAXUINT, &error);

  if (words == NULL || !check_state (state, &error) || !oof_cli_days_parse (&days, &error)
      || !oof_cli_days_open (
          &days, cli, words[0] != NULL || !cli->json ? OOF_LOAD_ALL : OOF_LOAD_DATABASE, &error)
      || !oof_cli_find_addresses (cli, words, &addresses, &error))
    return oof_cli_fail (error);

  GPtrArray *absences = oof_session_get_absences (cli->session);
  OofInstant now = oof_clock_now (oof_session_get_clock (cli->session));
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  for (guint i = 0; i < absences->len; i++)
    if (is_wanted (g_ptr_array_index (absences, i), state, addresses, now)
        && oof_cli_days_touch (&days, g_ptr_array_index (absences, i)))
      g_ptr_array_add (found, g_ptr_array_index (absences, i));
  if (cli->json)
    print_json (found, now);
  else
    print_table (cli, found, now);
  return OOF_CLI_DONE;
}
