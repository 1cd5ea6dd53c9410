/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-absences.h"
#include "app/oof-words.h"
#include "cli/oof-cli-absence-json.h"
#include "cli/oof-cli-absence-saving.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-table.h"

static void
print_json (const OofAbsence *absence, OofInstant now)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_cli_write_absence (writer, absence, now);
  oof_cli_print_json (writer);
}

static void
add_moved (OofCliTable *table, const OofAbsence *absence)
{
  for (guint i = 0; i < absence->moved->len; i++)
    {
      OofMoved *moved = g_ptr_array_index (absence->moved, i);
      g_autofree char *dates =
          g_strdup_printf ("%s – %s", moved->from, moved->to != NULL ? moved->to : "");
      oof_cli_table_add (table, _ ("Moved from"), dates);
    }
}

/* @value: (nullable): left out. */
static void
add_line (OofCliTable *table, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    oof_cli_table_add (table, name, value);
}

static void
print_table (const OofAbsence *absence, OofInstant now)
{
  const char *headings[] = { _ ("Absence"), absence->key, NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);
  g_autofree char *dates = oof_words_absence_dates (absence);

  add_line (table, _ ("Person"), absence->person);
  add_line (table, _ ("Dates"), dates);
  add_line (table, _ ("Time zone"), absence->zone);
  add_line (table, _ ("State"), oof_words_absence_state (oof_absence_get_state (absence, now)));
  add_line (table, _ ("Subject"), absence->subject);
  add_line (table, _ ("Note"), absence->note);
  add_line (table, _ ("Template"), absence->template_name);
  add_line (table, _ ("Deputy"), absence->deputy);
  add_line (table, _ ("Forwarding"), absence->forward_to);
  add_line (table, _ ("Calendar"), oof_words_calendar_mode (absence->calendar));
  add_line (table, _ ("Ticket"), absence->ticket);
  add_line (table, _ ("Series"), absence->series);
  add_line (table, _ ("Closure"), absence->closure_group);
  add_line (table, _ ("Planned by"), absence->created_by);
  add_moved (table, absence);
  oof_cli_table_print (table);
}

int
oof_cli_absence_show (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);
  OofAbsence *absence = NULL;

  if (words != NULL && oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    absence = oof_cli_find_absence (cli, words[0], &error);
  if (absence == NULL)
    return oof_cli_fail (error);

  OofInstant now = oof_clock_now (oof_session_get_clock (cli->session));
  if (cli->json)
    print_json (absence, now);
  else
    print_table (absence, now);
  return OOF_CLI_DONE;
}
