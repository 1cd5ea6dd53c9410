/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-list.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-table.h"
#include "format/oof-ics.h"

/* What is written out of recurring events: from last year on, so that running absences are right,
 * ten years ahead. */
#define YEARS_AHEAD 10

static void
print_json (GPtrArray *calendars)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "holidays");
  for (guint i = 0; i < calendars->len; i++)
    {
      OofHolidays *holidays = g_ptr_array_index (calendars, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "name", holidays->name);
      oof_json_writer_add_strv (writer, "places", (const char *const *) holidays->places);
      oof_json_writer_begin_array (writer, "days");
      for (guint j = 0; j < holidays->days->len; j++)
        {
          OofHoliday *holiday = g_ptr_array_index (holidays->days, j);
          g_autofree char *day = oof_day_format (holiday->day);
          oof_json_writer_begin_object (writer, NULL);
          oof_json_writer_add_string (writer, "day", day);
          oof_json_writer_add_string (writer, "name", holiday->name);
          oof_json_writer_end_object (writer);
        }
      oof_json_writer_end_array (writer);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_table (GPtrArray *calendars)
{
  const char *headings[] = { _ ("Holidays"), _ ("Places"), _ ("Days"), _ ("Last day"), NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < calendars->len; i++)
    {
      OofHolidays *holidays = g_ptr_array_index (calendars, i);
      guint n_days = holidays->days->len;
      OofHoliday *last = n_days > 0 ? g_ptr_array_index (holidays->days, n_days - 1) : NULL;
      g_autofree char *places = g_strjoinv (", ", holidays->places);
      g_autofree char *count = g_strdup_printf ("%u", n_days);
      g_autofree char *day = last != NULL ? oof_day_format (last->day) : NULL;
      oof_cli_table_add (table, holidays->name, places, count, day);
    }
  oof_cli_table_print (table);
}

int
oof_cli_holidays (OofCli *cli, char **arguments)
{
  return oof_cli_show_list (cli, arguments, oof_session_get_holidays, print_json, print_table);
}

/* A file that cannot be used is a mistake of the command line. (transfer full) */
static OofHolidays *
read_file (OofCli *cli, const char *name, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) bytes = oof_cli_read_bytes (cli, path, OOF_ICS_DEFAULT_MAX_BYTES, error);
  OofInstant now = oof_clock_now (oof_session_get_clock (cli->session));
  OofDay today = oof_zone_day_of (oof_session_get_options (cli->session)->zone, now);
  OofHolidays *holidays = NULL;
  int year;

  oof_day_get_ymd (today, &year, NULL, NULL);
  if (bytes != NULL)
    holidays = oof_ics_read_holidays (bytes, 0, name, oof_day_from_ymd (year - 1, 1, 1),
                                      oof_day_from_ymd (year + YEARS_AHEAD, 12, 31), &cause);
  if (cause != NULL)
    oof_cli_set_usage_error (error, "%s: %s", path, cause->message);
  return holidays;
}

int
oof_cli_holidays_import (OofCli *cli, char **arguments)
{
  g_auto (GStrv) places = NULL;
  const GOptionEntry options[] = {
    { "place", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &places,
      N_ ("What the directory calls the region: an office, city, state or country"), N_ ("TEXT") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 2, 2, &error);
  g_autoptr (OofHolidays) holidays = NULL;
  g_autoptr (OofHolidays) stored = NULL;

  if (words != NULL && oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    holidays = read_file (cli, words[0], words[1], &error);
  if (holidays == NULL)
    return oof_cli_fail (error);

  OofHolidays *before = oof_holidays_find (oof_session_get_holidays (cli->session), words[0]);
  if (places != NULL || before != NULL)
    {
      g_strfreev (holidays->places);
      holidays->places = g_strdupv (places != NULL ? places : before->places);
    }
  oof_session_save_holidays_async (cli->session, holidays, cli->cancellable, oof_cli_done_cb, cli);
  stored = oof_session_save_holidays_finish (cli->session, oof_cli_wait (cli), &error);
  return oof_cli_fail (error);
}

int
oof_cli_holidays_remove (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  oof_session_remove_holidays_async (cli->session, words[0], cli->cancellable, oof_cli_done_cb,
                                     cli);
  oof_session_remove_holidays_finish (cli->session, oof_cli_wait (cli), &error);
  return oof_cli_fail (error);
}
