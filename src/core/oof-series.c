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
  g_ptr_array_set_size (self->moved, 0);
  self->created_at = OOF_INSTANT_NONE;
  g_clear_pointer (&self->document, g_free);
}

/* Gives @self the dates of @model, which begins on @start, as if it began on @day. The clock of the
 * zone counts: 08:00 stays 08:00 across a change of DST. */
static void
set_dates (OofAbsence *self, const OofAbsence *model, OofDay start, OofDay day)
{
  const char *zone = model->zone;
  OofDay shift = day - start;

  self->all_day = model->all_day;
  if (model->all_day)
    {
      self->first_day = model->first_day + shift;
      self->last_day = model->last_day + shift;
      return;
    }
  OofDay last = oof_zone_day_of (zone, model->window.to) + shift;
  self->window.from = oof_zone_instant (zone, day, oof_zone_minute_of (zone, model->window.from));
  self->window.to = oof_zone_instant (zone, last, oof_zone_minute_of (zone, model->window.to));
}

static OofAbsence *
create_occurrence (const OofAbsence *first, OofDay start, OofDay day, const char *series)
{
  OofAbsence *occurrence = oof_absence_copy (first);

  forget_history (occurrence);
  g_free (occurrence->series);
  occurrence->series = g_strdup (series);
  set_dates (occurrence, first, start, day);
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
  OofAbsence *model; /* (not owned) (nullable) the last of those that were moved least often: it is
                        where the series has it */
  OofDay day;        /* on which that one begins */
  OofDay latest;     /* of all occurrences */
  OofDay until;      /* the last day; NONE: no end */
  gboolean lives;    /* something is still to come */
} Series;

static gboolean
is_better_model (const Series *series, const OofAbsence *absence, OofDay first)
{
  if (series->model == NULL || absence->moved->len != series->model->moved->len)
    return series->model == NULL || absence->moved->len < series->model->moved->len;
  return first >= series->day;
}

/* A series that was ended says so in those that were cancelled, too. */
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
      series->until = OOF_DAY_NONE;
      g_hash_table_insert (known, absence->series, series);
    }
  oof_absence_get_days (absence, &first, NULL);
  if (live && is_better_model (series, absence, first))
    {
      series->model = absence;
      series->day = first;
    }
  if (absence->weekly_until != OOF_DAY_NONE
      && (series->until == OOF_DAY_NONE || absence->weekly_until < series->until))
    series->until = absence->weekly_until;
  series->latest = series->latest == OOF_DAY_NONE ? first : MAX (series->latest, first);
  series->lives |= live && oof_absence_get_range (absence).to > now;
}

static void
extend (GPtrArray *missing, const Series *series, OofInstant now)
{
  const OofAbsence *model = series->model;
  OofDay last = oof_zone_day_of (model->zone, now) + DAYS_AHEAD;

  if (series->until != OOF_DAY_NONE)
    last = MIN (last, series->until);
  for (OofDay day = series->latest + 1; day <= last; day++)
    if (is_on (model->weekly, day))
      g_ptr_array_add (missing, create_occurrence (model, series->day, day, model->series));
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

/* One occurrence and all that follow */

static gboolean
is_live (const OofAbsence *absence, OofInstant now)
{
  return absence->cancelled == OOF_INSTANT_NONE && oof_absence_get_range (absence).to > now;
}

static gboolean
is_of_series (const OofAbsence *absence, const OofAbsence *other)
{
  return g_strcmp0 (absence->series, other->series) == 0
         && g_str_equal (absence->person, other->person);
}

static int
compare_start_cb (gconstpointer a, gconstpointer b)
{
  OofInstant x = oof_absence_get_range (*(OofAbsence *const *) a).from;
  OofInstant y = oof_absence_get_range (*(OofAbsence *const *) b).from;

  return (x > y) - (x < y);
}

GPtrArray *
oof_series_list_following (GPtrArray *absences, const OofAbsence *absence, OofInstant now)
{
  GPtrArray *following = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  g_return_val_if_fail (absences != NULL && absence != NULL, following);

  OofInstant from = oof_absence_get_range (absence).from;
  for (guint i = 0; absence->series != NULL && i < absences->len; i++)
    {
      OofAbsence *other = g_ptr_array_index (absences, i);

      if (is_of_series (other, absence) && !g_str_equal (other->key, absence->key)
          && is_live (other, now) && oof_absence_get_range (other).from >= from)
        g_ptr_array_add (following, oof_absence_ref (other));
    }
  g_ptr_array_sort (following, compare_start_cb);
  return following;
}

static void
end_before (OofAbsence *self, OofDay day)
{
  self->weekly_until =
      self->weekly_until == OOF_DAY_NONE ? day - 1 : MIN (self->weekly_until, day - 1);
}

GPtrArray *
oof_series_cancel_following (GPtrArray *absences, const OofAbsence *absence, OofInstant now)
{
  g_autoptr (GPtrArray) following = oof_series_list_following (absences, absence, now);
  GPtrArray *cancelled = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  OofDay first;

  g_ptr_array_insert (following, 0, oof_absence_ref ((OofAbsence *) absence));
  oof_absence_get_days (absence, &first, NULL);
  for (guint i = 0; i < following->len; i++)
    {
      OofAbsence *copy = oof_absence_copy (g_ptr_array_index (following, i));

      copy->cancelled = now;
      if (copy->weekly != 0)
        end_before (copy, first);
      g_ptr_array_add (cancelled, copy);
    }
  return cancelled;
}

static void
take_text (char **place, const char *before, const char *after)
{
  if (g_strcmp0 (before, after) == 0)
    return;
  g_free (*place);
  *place = g_strdup (after);
}

/* What is the same in both stays as it is: somebody may have given this one another deputy. */
static void
take_members (OofAbsence *self, const OofAbsence *before, const OofAbsence *after)
{
  take_text (&self->subject, before->subject, after->subject);
  take_text (&self->note, before->note, after->note);
  take_text (&self->template_name, before->template_name, after->template_name);
  take_text (&self->deputy, before->deputy, after->deputy);
  take_text (&self->forward_to, before->forward_to, after->forward_to);
  take_text (&self->ticket, before->ticket, after->ticket);
  if (before->audience != after->audience)
    self->audience = after->audience;
  if (before->forward_copy != after->forward_copy)
    self->forward_copy = after->forward_copy;
  if (before->calendar != after->calendar)
    self->calendar = after->calendar;
}

static gboolean
has_other_dates (const OofAbsence *a, const OofAbsence *b)
{
  OofRange left = oof_absence_get_range (a);
  OofRange right = oof_absence_get_range (b);

  return a->all_day != b->all_day || left.from != right.from || left.to != right.to;
}

static OofWeekdays
shift_weekdays (OofWeekdays days, int shift)
{
  OofWeekdays shifted = 0;

  for (int day = 0; day < 7; day++)
    if (days & (1u << day))
      shifted |= 1u << ((day + shift % 7 + 7) % 7);
  return shifted;
}

/* From here on it is a series of its own, called after its first occurrence, which begins on the
 * day @shift days on. */
static void
begin_series (OofAbsence *self, const OofAbsence *first, int shift)
{
  g_free (self->series);
  self->series = g_strdup (g_str_has_prefix (first->key, "a:") ? first->key + 2 : first->key);
  self->weekly = shift_weekdays (self->weekly, shift);
  if (self->weekly_until != OOF_DAY_NONE)
    self->weekly_until += shift;
}

/* Of the occurrences before @absence that are to come, the last one tells the task that the series
 * ends. (transfer full) (nullable) */
static OofAbsence *
create_ended (GPtrArray *absences, const OofAbsence *absence, OofInstant now)
{
  OofInstant from = oof_absence_get_range (absence).from;
  OofAbsence *last = NULL;

  for (guint i = 0; absence->weekly != 0 && i < absences->len; i++)
    {
      OofAbsence *other = g_ptr_array_index (absences, i);
      OofInstant start = oof_absence_get_range (other).from;

      if (is_of_series (other, absence) && is_live (other, now) && start < from
          && (last == NULL || start > oof_absence_get_range (last).from))
        last = other;
    }
  if (last == NULL)
    return NULL;
  OofAbsence *ended = oof_absence_copy (last);
  OofDay first;
  oof_absence_get_days (absence, &first, NULL);
  end_before (ended, first);
  return ended;
}

GPtrArray *
oof_series_change_following (GPtrArray *absences,
                             const OofAbsence *before,
                             const OofAbsence *after,
                             OofInstant now)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  g_return_val_if_fail (absences != NULL && before != NULL && after != NULL, changed);
  g_return_val_if_fail (!after->open_end, changed);

  g_autoptr (GPtrArray) following = oof_series_list_following (absences, before, now);
  gboolean moved = has_other_dates (before, after);
  OofDay first, start;

  oof_absence_get_days (before, &first, NULL);
  oof_absence_get_days (after, &start, NULL);
  g_ptr_array_add (changed, oof_absence_copy (after));
  for (guint i = 0; i < following->len; i++)
    {
      OofAbsence *copy = oof_absence_copy (g_ptr_array_index (following, i));
      OofDay day;

      take_members (copy, before, after);
      oof_absence_get_days (copy, &day, NULL);
      if (moved)
        set_dates (copy, after, start, day + (start - first));
      g_ptr_array_add (changed, copy);
    }
  if (!moved)
    return changed;
  for (guint i = 0; i < changed->len; i++)
    begin_series (g_ptr_array_index (changed, i), before, start - first);
  OofAbsence *ended = create_ended (absences, before, now);
  if (ended != NULL)
    g_ptr_array_add (changed, ended);
  return changed;
}
