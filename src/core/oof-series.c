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

char *
oof_weekdays_to_string (OofWeekdays days)
{
  GString *text = g_string_new (NULL);

  for (gsize day = 0; day < G_N_ELEMENTS (names); day++)
    if (days & (1u << day))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", names[day][0]);
  return g_string_free (text, FALSE);
}

/* Nothing of what became of @self is its copy's. */
static void
forget_history (OofAbsence *self)
{
  g_autoptr (OofAbsence) fresh = oof_absence_new (self->person, self->zone);

  g_free (self->key);
  self->key = g_strdup (fresh->key);
  self->rev = 0;
  self->hold = FALSE;
  self->created_at = OOF_INSTANT_NONE;
  g_clear_pointer (&self->document, g_free);
}

/* The clock of the zone counts: 08:00 stays 08:00 across a change of DST. */
static OofAbsence *
create_occurrence (const OofAbsence *first, OofDay start, OofDay day, const char *series)
{
  OofAbsence *occurrence = oof_absence_copy (first);
  OofDay shift = day - start;

  forget_history (occurrence);
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

static gboolean
is_on (OofWeekdays days, OofDay day)
{
  return (days & (1u << (oof_day_get_weekday (day) - 1))) != 0;
}

GPtrArray *
oof_series_create (const OofAbsence *first, OofWeekdays days, OofDay last)
{
  GPtrArray *occurrences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_autofree char *series = g_uuid_string_random ();
  g_autoptr (OofAbsence) model = oof_absence_copy (first);
  OofDay start;

  oof_absence_get_days (first, &start, NULL);
  if (last == OOF_DAY_NONE || last > start + DAYS_AHEAD)
    {
      model->weekly = days;
      model->weekly_until = last;
      last = start + DAYS_AHEAD;
    }
  for (OofDay day = start; day <= last; day++)
    if (is_on (days, day))
      g_ptr_array_add (occurrences, create_occurrence (model, start, day, series));
  return occurrences;
}

/* What is known of one series. */
typedef struct
{
  OofAbsence *model; /* (not owned) (nullable) the last occurrence that is where it was planned */
  OofDay latest;     /* of all occurrences */
  gboolean lives;    /* something is still to come */
} Series;

static void
note_occurrence (GHashTable *known, OofAbsence *absence, OofInstant now)
{
  Series *series = g_hash_table_lookup (known, absence->series);
  gboolean live = absence->cancelled == OOF_INSTANT_NONE;
  OofDay first;

  if (series == NULL)
    {
      series = g_new0 (Series, 1);
      series->latest = OOF_DAY_NONE;
      g_hash_table_insert (known, absence->series, series);
    }
  oof_absence_get_days (absence, &first, NULL);
  if (live && absence->moved->len == 0
      && (series->latest == OOF_DAY_NONE || first >= series->latest))
    series->model = absence;
  series->latest = series->latest == OOF_DAY_NONE ? first : MAX (series->latest, first);
  series->lives |= live && oof_absence_get_range (absence).to > now;
}

static void
extend (GPtrArray *missing, const Series *series, OofInstant now)
{
  const OofAbsence *model = series->model;
  OofDay last = oof_zone_day_of (model->zone, now) + DAYS_AHEAD;
  OofDay start;

  oof_absence_get_days (model, &start, NULL);
  if (model->weekly_until != OOF_DAY_NONE)
    last = MIN (last, model->weekly_until);
  for (OofDay day = series->latest + 1; day <= last; day++)
    if (is_on (model->weekly, day))
      g_ptr_array_add (missing, create_occurrence (model, start, day, model->series));
}

GPtrArray *
oof_series_list_missing (GPtrArray *absences, OofInstant now)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (absences != NULL, missing);

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);

      if (absence->series != NULL && absence->weekly != 0)
        note_occurrence (known, absence, now);
    }
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Series *series = value;

      if (series->lives && series->model != NULL)
        extend (missing, series, now);
    }
  return missing;
}
