/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-days.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-output.h"
#include "format/oof-csv.h"

static char *
dup_minute (const char *zone, OofInstant instant)
{
  int minute = oof_zone_minute_of (zone, instant);

  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

static void
append_times (GString *text, const OofAbsence *absence)
{
  OofDay first, last;
  g_autofree char *time_from = NULL;
  g_autofree char *time_to = NULL;

  oof_absence_get_days (absence, &first, &last);
  if (!absence->all_day)
    time_from = dup_minute (absence->zone, absence->window.from);
  if (!absence->all_day && !absence->open_end)
    {
      last = oof_zone_day_of (absence->zone, absence->window.to);
      time_to = dup_minute (absence->zone, absence->window.to);
    }
  g_autofree char *from = oof_day_format (first);
  g_autofree char *to = absence->open_end ? NULL : oof_day_format (last);
  oof_csv_append_field (text, from);
  oof_csv_append_field (text, to);
  oof_csv_append_field (text, time_from);
  oof_csv_append_field (text, time_to);
}

static void
append_absence (GString *text, const OofAbsence *absence)
{
  oof_csv_append_field (text, absence->key);
  oof_csv_append_field (text, absence->person);
  append_times (text, absence);
  oof_csv_append_field (text, absence->subject);
  oof_csv_append_field (text, absence->note);
  oof_csv_append_field (text, absence->template_name);
  oof_csv_append_field (text, oof_audience_to_string (absence->audience));
  oof_csv_append_field (text, absence->deputy);
  oof_csv_append_field (text, absence->forward_to);
  oof_csv_append_field (text, absence->forward_to == NULL ? NULL
                              : absence->forward_copy     ? "yes"
                                                          : "no");
  oof_csv_append_field (text, oof_calendar_mode_to_string (absence->calendar));
  oof_csv_append_field (text, absence->ticket);
  oof_csv_append_end (text);
}

int
oof_cli_absence_export (OofCli *cli, char **arguments)
{
  g_auto (OofCliDays) days = { 0 };
  const GOptionEntry options[] = { OOF_CLI_DAYS_ENTRIES (days), { NULL } };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 1, &error);
  g_autoptr (GString) text = g_string_new (
      "id,person,from,to,timeFrom,timeTo,subject,note,template,audience,deputy,forward,copy,"
      "calendar,ticket\r\n");
  guint n_closures = 0;

  if (words == NULL || !oof_cli_days_parse (&days, &error)
      || !oof_cli_days_open (&days, cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  GPtrArray *absences = oof_session_get_absences (cli->session);
  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      if (absence->cancelled != OOF_INSTANT_NONE || !oof_cli_days_touch (&days, absence))
        continue;
      if (absence->closure_id != NULL)
        n_closures++;
      else
        append_absence (text, absence);
    }
  if (n_closures > 0 && !cli->quiet)
    oof_cli_warn (ngettext ("Note: %u absence of a closure is left out; distribute it again",
                            "Note: %u absences of closures are left out; distribute them again",
                            n_closures),
                  n_closures);
  oof_cli_write_file (cli, words[0] != NULL ? words[0] : "-", text->str, &error);
  return oof_cli_fail (error);
}
