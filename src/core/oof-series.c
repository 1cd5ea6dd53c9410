/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-series.h"

#define DAYS_AHEAD 366

static const char *const names[][3] = {
  { "mo", "mo", "1" }, { "tu", "di", "2" }, { "we", "mi", "3" }, { "th", "do", "4" },
  { "fr", "fr", "5" }, { "sa", "sa", "6" }, { "su", "so", "7" },
};

static gboolean
read_weekday (const char *text, OofWeekdays *days)
{
  for (gsize day = 0; day < G_N_ELEMENTS (names); day++)
    for (gsize form = 0; form < G_N_ELEMENTS (names[day]); form++)
      if (g_ascii_strcasecmp (text, names[day][form]) == 0)
        {
          *days |= 1u << day;
          return TRUE;
        }
  return FALSE;
}

gboolean
oof_weekdays_from_string (const char *text, OofWeekdays *days)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;", -1);
  OofWeekdays read = 0;

  for (char **part = parts; *part != NULL; part++)
    if (!read_weekday (g_strstrip (*part), &read))
      return FALSE;
  if (read == 0)
    return FALSE;
  *days = read;
  return TRUE;
}

/* The clock of the zone counts: 08:00 stays 08:00 across a change of DST. */
static OofAbsence *
create_occurrence (const OofAbsence *first, OofDay start, OofDay day, const char *series)
{
  g_autoptr (OofAbsence) fresh = oof_absence_new (first->person, first->zone);
  OofAbsence *occurrence = oof_absence_copy (first);
  OofDay shift = day - start;

  g_free (occurrence->key);
  occurrence->key = g_strdup (fresh->key);
  g_free (occurrence->series);
  occurrence->series = g_strdup (series);
  if (occurrence->all_day)
    {
      occurrence->first_day += shift;
      occurrence->last_day += shift;
      return occurrence;
    }
  OofDay last = oof_zone_day_of (first->zone, first->window.to) + shift;
  occurrence->window.from =
      oof_zone_instant (first->zone, day, oof_zone_minute_of (first->zone, first->window.from));
  occurrence->window.to =
      oof_zone_instant (first->zone, last, oof_zone_minute_of (first->zone, first->window.to));
  return occurrence;
}

GPtrArray *
oof_series_create (const OofAbsence *first, OofWeekdays days, OofDay last)
{
  GPtrArray *occurrences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_autofree char *series = g_uuid_string_random ();
  OofDay start;

  oof_absence_get_days (first, &start, NULL);
  if (last == OOF_DAY_NONE || last > start + DAYS_AHEAD)
    last = start + DAYS_AHEAD;
  for (OofDay day = start; day <= last; day++)
    if (days & (1u << (oof_day_get_weekday (day) - 1)))
      g_ptr_array_add (occurrences, create_occurrence (first, start, day, series));
  return occurrences;
}
