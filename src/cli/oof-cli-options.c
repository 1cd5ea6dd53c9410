/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-table.h"

/* The names of docs/storage-format.md. */
static void
print_json (const OofOptions *options)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
  g_autofree char *saved_at = oof_instant_format (options->saved_at);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string_or_null (writer, "savedAt", saved_at);
  oof_json_writer_add_int (writer, "leadDays", options->lead_days);
  oof_json_writer_add_int (writer, "dayDifference", options->day_difference);
  oof_json_writer_add_int (writer, "maxMonths", options->max_months);
  oof_json_writer_add_int (writer, "weekStart", options->week_start);
  oof_json_writer_add_int (writer, "workingDays", options->working_days);
  oof_json_writer_add_string_or_null (writer, "audience",
                                      oof_audience_to_string (options->audience));
  oof_json_writer_add_string (writer, "zone", options->zone);
  oof_json_writer_add_string (writer, "language", options->language);
  oof_json_writer_add_string (writer, "forwardWord", options->forward_word);
  oof_json_writer_add_bool (writer, "setOnly", options->set_only);
  oof_json_writer_add_bool (writer, "templateChoice", options->template_choice);
  oof_json_writer_add_bool (writer, "subjectFromList", options->subject_from_list);
  oof_json_writer_add_bool (writer, "timeOfDay", options->time_of_day);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
add_int (OofCliTable *table, const char *name, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  oof_cli_table_add (table, name, text);
}

static void
add_bool (OofCliTable *table, const char *name, gboolean value)
{
  oof_cli_table_add (table, name, value ? _ ("yes") : _ ("no"));
}

static void
print_table (const OofOptions *options)
{
  const char *headings[] = { _ ("Option"), _ ("Value"), NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);
  g_autofree char *saved_at = oof_instant_format (options->saved_at);

  oof_cli_table_add (table, _ ("last saved"), saved_at != NULL ? saved_at : _ ("never"));
  add_int (table, _ ("lead time in days"), options->lead_days);
  add_int (table, _ ("reading window in days"), options->day_difference);
  add_int (table, _ ("longest absence in months"), options->max_months);
  add_int (table, _ ("first day of the week"), options->week_start);
  add_int (table, _ ("working days in a week"), options->working_days);
  oof_cli_table_add (table, _ ("external audience"), oof_words_audience (options->audience));
  oof_cli_table_add (table, _ ("time zone"), options->zone);
  oof_cli_table_add (table, _ ("language"), options->language);
  oof_cli_table_add (table, _ ("word for “not” in templates"), options->forward_word);
  add_bool (table, _ ("only set, never switch off"), options->set_only);
  add_bool (table, _ ("templates can be chosen"), options->template_choice);
  add_bool (table, _ ("subjects from the list only"), options->subject_from_list);
  add_bool (table, _ ("times of day allowed"), options->time_of_day);
  oof_cli_table_print (table);
}

int
oof_cli_options_show (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  if (cli->json)
    print_json (oof_session_get_options (cli->session));
  else
    print_table (oof_session_get_options (cli->session));
  return OOF_CLI_DONE;
}
