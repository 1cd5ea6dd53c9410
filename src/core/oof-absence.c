/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-absence.h"

#include <gio/gio.h>

#include "core/oof-address.h"
#include "core/oof-error.h"
#include "core/oof-text.h"

#define REMINDER_DAYS 14
#define SUBJECT_LIMIT 255
#define NOTE_LIMIT    4000

G_DEFINE_BOXED_TYPE (OofAbsence, oof_absence, oof_absence_ref, oof_absence_unref)

static const char *const states[] = {
  [OOF_ABSENCE_PLANNED] = "planned", [OOF_ABSENCE_RUNNING] = "running",
  [OOF_ABSENCE_ENDED] = "ended",     [OOF_ABSENCE_CANCELLED] = "cancelled",
  [OOF_ABSENCE_ON_HOLD] = "on-hold",
};

static const char *const modes[] = {
  [OOF_CALENDAR_STANDARD] = "standard",
  [OOF_CALENDAR_CALENDAR_ONLY] = "calendar-only",
  [OOF_CALENDAR_NONE] = "none",
};

static void
oof_moved_free (OofMoved *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
oof_absence_clear (OofAbsence *self)
{
  g_free (self->key);
  g_free (self->person);
  g_free (self->person_id);
  g_free (self->zone);
  g_free (self->subject);
  g_free (self->note);
  g_free (self->template_name);
  g_free (self->deputy);
  g_free (self->forward_to);
  g_free (self->series);
  g_free (self->closure_id);
  g_free (self->closure_group);
  g_free (self->ticket);
  g_ptr_array_unref (self->moved);
  g_free (self->created_by);
  g_free (self->document);
}

OofAbsence *
oof_absence_new (const char *person, const char *zone)
{
  OofAbsence *self = g_atomic_rc_box_new0 (OofAbsence);
  g_autofree char *uuid = g_uuid_string_random ();

  self->key = g_strconcat ("a:", uuid, NULL);
  self->person = g_ascii_strdown (person ? person : "", -1);
  self->zone = g_strdup (zone ? zone : "");
  self->all_day = TRUE;
  self->first_day = OOF_DAY_NONE;
  self->last_day = OOF_DAY_NONE;
  self->weekly_until = OOF_DAY_NONE;
  self->window = (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  self->subject = g_strdup ("");
  self->cancelled = OOF_INSTANT_NONE;
  self->moved = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_moved_free);
  self->created_at = OOF_INSTANT_NONE;
  return self;
}

OofAbsence *
oof_absence_ref (OofAbsence *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_absence_unref (OofAbsence *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_absence_clear);
}

OofAbsence *
oof_absence_copy (const OofAbsence *self)
{
  OofAbsence *copy = g_atomic_rc_box_new0 (OofAbsence);

  *copy = *self;
  copy->key = g_strdup (self->key);
  copy->person = g_strdup (self->person);
  copy->person_id = g_strdup (self->person_id);
  copy->zone = g_strdup (self->zone);
  copy->subject = g_strdup (self->subject);
  copy->note = g_strdup (self->note);
  copy->template_name = g_strdup (self->template_name);
  copy->deputy = g_strdup (self->deputy);
  copy->forward_to = g_strdup (self->forward_to);
  copy->series = g_strdup (self->series);
  copy->closure_id = g_strdup (self->closure_id);
  copy->closure_group = g_strdup (self->closure_group);
  copy->ticket = g_strdup (self->ticket);
  copy->created_by = g_strdup (self->created_by);
  copy->document = g_strdup (self->document);
  copy->moved = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_moved_free);
  for (guint i = 0; i < self->moved->len; i++)
    {
      const OofMoved *moved = g_ptr_array_index (self->moved, i);

      oof_absence_add_moved (copy, moved->from, moved->to);
    }
  return copy;
}

/* @to: (nullable): it had no end. Only before sharing. */
void
oof_absence_add_moved (OofAbsence *self, const char *from, const char *to)
{
  OofMoved *moved = g_new0 (OofMoved, 1);

  moved->from = g_strdup (from);
  moved->to = g_strdup (to);
  g_ptr_array_add (self->moved, moved);
}

/* Days that are not set give a range that holds nothing. */
OofRange
oof_absence_get_range (const OofAbsence *self)
{
  OofRange range = self->window;

  if (self->all_day)
    {
      range.from = oof_zone_day_start (self->zone, self->first_day);
      range.to = OOF_INSTANT_NONE;
      if (self->last_day != OOF_DAY_NONE)
        range.to = oof_zone_day_start (self->zone, self->last_day + 1);
    }
  if (self->open_end && range.from != OOF_INSTANT_NONE)
    range.to = OOF_INSTANT_FOREVER;
  return range;
}

OofAbsenceState
oof_absence_get_state (const OofAbsence *self, OofInstant now)
{
  OofRange range = oof_absence_get_range (self);

  if (self->cancelled != OOF_INSTANT_NONE)
    return OOF_ABSENCE_CANCELLED;
  if (now >= range.to)
    return OOF_ABSENCE_ENDED;
  if (self->hold)
    return OOF_ABSENCE_ON_HOLD;
  return now < range.from ? OOF_ABSENCE_PLANNED : OOF_ABSENCE_RUNNING;
}

/* @first, @last: (nullable) */
void
oof_absence_get_days (const OofAbsence *self, OofDay *first, OofDay *last)
{
  OofRange range = oof_absence_get_range (self);
  OofDay first_day = self->first_day;
  OofDay last_day = self->last_day;

  if (!self->all_day)
    {
      first_day = oof_zone_day_of (self->zone, range.from);
      last_day = OOF_DAY_NONE;
      if (range.to != OOF_INSTANT_NONE && range.to != OOF_INSTANT_FOREVER)
        last_day = oof_zone_day_of (self->zone, range.to - 1);
    }
  if (first)
    *first = first_day;
  if (last)
    *last = self->open_end ? OOF_DAY_NONE : last_day;
}

char *
oof_absence_dup_from (const OofAbsence *self)
{
  return self->all_day ? oof_day_format (self->first_day) : oof_instant_format (self->window.from);
}

char *
oof_absence_dup_to (const OofAbsence *self)
{
  if (self->open_end)
    return NULL;
  return self->all_day ? oof_day_format (self->last_day) : oof_instant_format (self->window.to);
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID, what);
  return FALSE;
}

static OofDay
add_months (OofDay day, int months)
{
  GDate date;
  int year, month, dom;

  oof_day_get_ymd (day, &year, &month, &dom);
  if (year == 0)
    return OOF_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, dom, month, year);
  g_date_add_months (&date, MAX (months, 0));
  return oof_day_from_ymd (g_date_get_year (&date), g_date_get_month (&date),
                           g_date_get_day (&date));
}

/* Whole calendar months from the start on: from 1 January at most up to and with 30 June. */
OofInstant
oof_absence_get_limit (const OofAbsence *self, int max_months)
{
  OofRange range = oof_absence_get_range (self);
  OofDay limit_day = add_months (oof_zone_day_of (self->zone, range.from), max_months);
  int minute = self->all_day ? 0 : oof_zone_minute_of (self->zone, range.from);

  return limit_day != OOF_DAY_NONE ? oof_zone_instant (self->zone, limit_day, minute)
                                   : OOF_INSTANT_FOREVER;
}

static gboolean
is_too_long (const OofAbsence *self, int max_months)
{
  OofInstant limit = oof_absence_get_limit (self, max_months);
  int seconds = 59; /* of a start that is not on the minute */

  return limit != OOF_INSTANT_FOREVER && oof_absence_get_range (self).to > limit + seconds;
}

static gboolean
validate_dates (const OofAbsence *self, int max_months, GError **error)
{
  OofRange range = oof_absence_get_range (self);

  if (!oof_zone_is_known (self->zone))
    return refuse (error, "unknown time zone");
  if (range.from == OOF_INSTANT_NONE)
    return refuse (error, "the absence has no start");
  if (range.to == OOF_INSTANT_NONE)
    return refuse (error, "the absence has no end");
  if (!oof_range_is_valid (range))
    return refuse (error, "the absence ends before it starts");
  if (self->open_end || !is_too_long (self, max_months))
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "the absence is longer than %d months",
               max_months);
  return FALSE;
}

/* @address: (nullable): nobody is named, which is fine. */
static gboolean
validate_other (const OofAbsence *self, const char *address, const char *role, GError **error)
{
  if (!address)
    return TRUE;
  if (!oof_address_is_valid (address))
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s: not an SMTP address", role);
  else if (g_ascii_strcasecmp (address, self->person) == 0)
    g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s: the absent person", role);
  else
    return TRUE;
  return FALSE;
}

static gboolean
validate_texts (const OofAbsence *self, GError **error)
{
  if (!g_utf8_validate (self->subject, -1, NULL)
      || (self->note && !g_utf8_validate (self->note, -1, NULL)))
    return refuse (error, "subject or note is not UTF-8");
  if (g_utf8_strlen (self->subject, -1) > SUBJECT_LIMIT)
    return refuse (error, "the subject is longer than " G_STRINGIFY (SUBJECT_LIMIT));
  if (oof_text_has_control (self->subject))
    return refuse (error, "the subject holds a control character");
  if (self->note && g_utf8_strlen (self->note, -1) > NOTE_LIMIT)
    return refuse (error, "the note is longer than " G_STRINGIFY (NOTE_LIMIT));
  return TRUE;
}

gboolean
oof_absence_validate (const OofAbsence *self, int max_months, GError **error)
{
  if (!oof_address_is_valid (self->person))
    return refuse (error, "person: not an SMTP address");
  return validate_dates (self, max_months, error)
         && validate_other (self, self->deputy, "deputy", error)
         && validate_other (self, self->forward_to, "forward", error)
         && validate_texts (self, error);
}

gboolean
oof_absence_gives_same (const OofAbsence *a, const OofAbsence *b)
{
  OofRange range = oof_absence_get_range (a);
  OofRange other = oof_absence_get_range (b);

  return range.from == other.from && range.to == other.to && a->all_day == b->all_day
         && a->open_end == b->open_end && a->audience == b->audience
         && g_strcmp0 (a->zone, b->zone) == 0 && g_strcmp0 (a->subject, b->subject) == 0
         && g_strcmp0 (a->note, b->note) == 0 && g_strcmp0 (a->template_name, b->template_name) == 0
         && g_strcmp0 (a->deputy, b->deputy) == 0 && g_strcmp0 (a->forward_to, b->forward_to) == 0
         && a->forward_copy == b->forward_copy && a->calendar == b->calendar
         && (a->cancelled == OOF_INSTANT_NONE) == (b->cancelled == OOF_INSTANT_NONE);
}

/* Exchange keeps minutes. */
OofAbsence *
oof_absence_copy_ended (const OofAbsence *self, OofInstant now)
{
  OofRange range = oof_absence_get_range (self);
  OofAbsence *ended;

  range.to = now - now % 60;
  if (!oof_range_is_valid (range))
    return NULL;
  ended = oof_absence_copy (self);
  ended->all_day = FALSE;
  ended->open_end = FALSE;
  ended->window = range;
  return ended;
}

static gboolean
is_live (const OofAbsence *self)
{
  return self->cancelled == OOF_INSTANT_NONE && !self->hold;
}

GPtrArray *
oof_absence_list_at (GPtrArray *absences, OofInstant at)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);

      if (is_live (absence) && absence->calendar != OOF_CALENDAR_CALENDAR_ONLY
          && oof_range_contains (oof_absence_get_range (absence), at))
        g_ptr_array_add (list, oof_absence_ref (absence));
    }
  return list;
}

/* Decisions 5; the key decides last so that every reader comes to the same answer. */
static gboolean
beats (const OofAbsence *self, const OofAbsence *other)
{
  OofInstant start = oof_absence_get_range (self).from;
  OofInstant other_start = oof_absence_get_range (other).from;

  if ((self->closure_id != NULL) != (other->closure_id != NULL))
    return self->closure_id != NULL;
  if (start != other_start)
    return start > other_start;
  if (self->created_at != other->created_at)
    return self->created_at > other->created_at;
  return g_strcmp0 (self->key, other->key) > 0;
}

OofDay
oof_absence_get_reminder (const OofAbsence *self, OofInstant now)
{
  OofDay start, today;

  if (!self->open_end || oof_absence_get_state (self, now) != OOF_ABSENCE_RUNNING)
    return OOF_DAY_NONE;
  start = oof_zone_day_of (self->zone, oof_absence_get_range (self).from);
  today = oof_zone_day_of (self->zone, now);
  return today - start >= REMINDER_DAYS ? today - (today - start) % REMINDER_DAYS : OOF_DAY_NONE;
}

OofAbsence *
oof_absence_find (GPtrArray *absences, const char *key)
{
  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);

      if (g_ascii_strcasecmp (absence->key, key) == 0)
        return absence;
    }
  return NULL;
}

GPtrArray *
oof_absence_list_of (GPtrArray *absences, const char *address)
{
  GPtrArray *own = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);

      if (g_ascii_strcasecmp (absence->person, address) == 0)
        g_ptr_array_add (own, oof_absence_ref (absence));
    }
  return own;
}

GStrv
oof_absence_dup_people (GPtrArray *absences)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) people = g_strv_builder_new ();

  for (guint i = 0; i < absences->len; i++)
    {
      const OofAbsence *absence = g_ptr_array_index (absences, i);

      if (g_hash_table_add (known, absence->person))
        g_strv_builder_add (people, absence->person);
    }
  return g_strv_builder_end (people);
}

OofAbsence *
oof_absence_find_counting (GPtrArray *absences, OofInstant at)
{
  OofAbsence *counting = NULL;

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *candidate = g_ptr_array_index (absences, i);

      if (is_live (candidate) && oof_range_contains (oof_absence_get_range (candidate), at)
          && (!counting || beats (candidate, counting)))
        counting = candidate;
    }
  return counting;
}

GPtrArray *
oof_absence_find_conflicts (GPtrArray *absences, const OofAbsence *absence)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  OofRange range = oof_absence_get_range (absence);

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *other = g_ptr_array_index (absences, i);

      if (is_live (other) && g_strcmp0 (other->key, absence->key) != 0
          && g_ascii_strcasecmp (other->person, absence->person) == 0
          && oof_range_overlaps (oof_absence_get_range (other), range))
        g_ptr_array_add (conflicts, oof_absence_ref (other));
    }
  return conflicts;
}

const char *
oof_absence_state_to_string (OofAbsenceState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (states), NULL);

  return states[state];
}

const char *
oof_calendar_mode_to_string (OofCalendarMode mode)
{
  g_return_val_if_fail (mode < G_N_ELEMENTS (modes), NULL);

  return modes[mode];
}

gboolean
oof_calendar_mode_from_string (const char *text, OofCalendarMode *mode)
{
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_strcmp0 (text, modes[i]) == 0)
      {
        *mode = i;
        return TRUE;
      }
  return FALSE;
}
