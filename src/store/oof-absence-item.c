/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-absence-item-private.h"

#include "core/oof-error.h"
#include "core/oof-subject.h"

#include <string.h>

#define PREFIX_CANCELLED   "Abgesagt: "
#define CATEGORY_PLANNED   "geplant"
#define CATEGORY_CANCELLED "abgesagt"
#define SECONDS_A_DAY      86400

void
oof_absence_item_get_echo (const OofItem *item, OofEcho *echo)
{
  if (item->all_day)
    {
      echo->start = oof_day_format (item->first_day);
      echo->end = oof_day_format (item->last_day + 1);
    }
  else
    {
      echo->start = oof_instant_format (item->range.from);
      echo->end = oof_instant_format (item->range.to);
    }
}

gboolean
oof_echo_equal (const OofEcho *a, const OofEcho *b)
{
  return g_strcmp0 (a->start, b->start) == 0 && g_strcmp0 (a->end, b->end) == 0;
}

/* Of an all-day item only the dates count (decisions 4), also where the echo holds instants. */
static gboolean
is_day (const char *text, const char *zone, OofDay wanted)
{
  OofDay day;
  OofInstant instant;

  if (oof_day_parse (text, &day, NULL))
    return day == wanted;
  return oof_instant_parse (text, &instant, NULL) && oof_zone_day_of (zone, instant) == wanted;
}

static gboolean
is_instant (const char *text, OofInstant wanted)
{
  OofInstant instant;

  return !oof_day_parse (text, &(OofDay){ 0 }, NULL) && oof_instant_parse (text, &instant, NULL)
         && instant == wanted;
}

static gboolean
echo_matches (const OofEcho *echo, const OofItem *item, const char *zone)
{
  if (item->all_day)
    return is_day (echo->start, zone, item->first_day)
           && is_day (echo->end, zone, item->last_day + 1);
  return is_instant (echo->start, item->range.from) && is_instant (echo->end, item->range.to);
}

/* Moved as a whole, not made longer or shorter. */
static gboolean
keeps_length (const OofEcho *echo, const OofItem *item)
{
  OofDay first, end;
  OofInstant from, to;

  if (item->all_day)
    return oof_day_parse (echo->start, &first, NULL) && oof_day_parse (echo->end, &end, NULL)
           && end - first == item->last_day + 1 - item->first_day;
  return oof_instant_parse (echo->start, &from, NULL) && oof_instant_parse (echo->end, &to, NULL)
         && to - from == item->range.to - item->range.from;
}

static void
adopt_dates (OofAbsence *self, const OofItem *item, const OofEcho *echo)
{
  g_autofree char *from = oof_absence_dup_from (self);
  g_autofree char *to = oof_absence_dup_to (self);

  oof_absence_add_moved (self, from, to);
  /* Somebody who drags the end of an absence without end has given it one. */
  self->open_end = self->open_end && self->all_day == item->all_day && keeps_length (echo, item);
  self->all_day = item->all_day;
  if (item->all_day)
    {
      self->first_day = item->first_day;
      self->last_day = self->open_end ? OOF_DAY_NONE : item->last_day;
      return;
    }
  self->window = item->range;
  if (self->open_end)
    self->window.to = OOF_INSTANT_FOREVER;
}

static gboolean
has_dates (const OofItem *item)
{
  if (item->all_day)
    return item->first_day != OOF_DAY_NONE && item->first_day <= item->last_day;
  return item->range.from != OOF_INSTANT_NONE && oof_range_is_valid (item->range);
}

OofAbsence *
oof_absence_item_read (const OofItem *item, GError **error)
{
  g_auto (OofEcho) echo = { NULL, NULL };
  OofAbsence *self;

  if (!item->absence)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "%s: the item has no %s", item->key,
                   OOF_PROPERTY_ABSENCE);
      return NULL;
    }
  self = oof_absence_json_read (item->key, item->absence, &echo, error);
  if (!self)
    return NULL;
  if (item->rev > 0)
    self->rev = item->rev;
  if (echo.start && has_dates (item) && !echo_matches (&echo, item, self->zone))
    adopt_dates (self, item, &echo);
  return self;
}

static char *
dup_subject (const OofAbsence *absence, const OofAbsenceLook *look)
{
  const char *name = look->person_name ? look->person_name : absence->person;
  const char *subject = look->confidential ? OOF_SUBJECT_CONFIDENTIAL : absence->subject;
  const char *prefix = absence->cancelled == OOF_INSTANT_NONE ? "" : PREFIX_CANCELLED;

  return g_strconcat (prefix, name, *subject ? ": " : NULL, subject, NULL);
}

/* The state first, then what others put there. */
static GStrv
dup_categories (const OofAbsence *absence, const OofItem *base)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean cancelled = absence->cancelled != OOF_INSTANT_NONE;

  g_strv_builder_add (builder, cancelled ? CATEGORY_CANCELLED : CATEGORY_PLANNED);
  for (char **category = base ? base->categories : NULL; category && *category; category++)
    if (!g_str_equal (*category, CATEGORY_CANCELLED) && !g_str_equal (*category, CATEGORY_PLANNED))
      g_strv_builder_add (builder, *category);
  return g_strv_builder_end (builder);
}

static void
set_days (OofItem *item, const OofAbsence *absence, OofInstant now)
{
  item->all_day = TRUE;
  item->first_day = absence->first_day;
  item->last_day = absence->last_day;
  if (absence->open_end)
    item->last_day = MAX (absence->first_day, oof_zone_day_of (absence->zone, now));
  item->range.from = oof_zone_day_start (absence->zone, item->first_day);
  item->range.to = oof_zone_day_start (absence->zone, item->last_day + 1);
}

/* An entry without end reaches one day from its start, later up to tomorrow, so that every reading
 * window round the present holds it (storage.md rule 4). */
static void
set_window (OofItem *item, const OofAbsence *absence, OofInstant now)
{
  OofDay today = oof_zone_day_of (absence->zone, now);

  item->range = absence->window;
  if (absence->open_end)
    item->range.to =
        MAX (absence->window.from + SECONDS_A_DAY, oof_zone_day_start (absence->zone, today + 1));
}

static gboolean
set_json (OofItem *item, const OofAbsence *absence, const OofStamp *stamp, GError **error)
{
  g_auto (OofEcho) echo = { NULL, NULL };

  oof_absence_item_get_echo (item, &echo);
  g_free (item->absence);
  item->absence = oof_absence_json_write (absence, &echo, stamp->rev, stamp->write_id, error);
  return item->absence != NULL;
}

OofItem *
oof_absence_item_new (const OofAbsence *absence,
                      const OofAbsenceLook *look,
                      const OofItem *base,
                      const OofStamp *stamp,
                      GError **error)
{
  gboolean none = absence->calendar == OOF_CALENDAR_NONE;
  gboolean free_time =
      absence->calendar == OOF_CALENDAR_CALENDAR_ONLY || absence->cancelled != OOF_INSTANT_NONE;
  g_autoptr (OofItem) item = oof_item_new (none ? OOF_CALENDAR_DOCUMENTS : OOF_CALENDAR_ABSENCES);

  g_free (item->subject);
  item->subject = dup_subject (absence, look);
  item->body = g_strdup (absence->note && !look->confidential ? absence->note : "");
  item->categories = dup_categories (absence, base);
  item->free_busy = free_time ? OOF_FREE_BUSY_FREE : OOF_FREE_BUSY_OOF;
  g_free (item->zone);
  item->zone = g_strdup (absence->zone);
  item->key = g_strdup (absence->key);
  item->rev = stamp->rev;
  if (absence->all_day)
    set_days (item, absence, look->now);
  else
    set_window (item, absence, look->now);
  return set_json (item, absence, stamp, error) ? g_steal_pointer (&item) : NULL;
}

OofItem *
oof_absence_item_new_cancelled (const OofAbsence *absence,
                                const OofItem *base,
                                const OofStamp *stamp,
                                GError **error)
{
  g_autoptr (OofItem) item = oof_item_copy (base);

  if (!g_str_has_prefix (base->subject, PREFIX_CANCELLED))
    {
      g_free (item->subject);
      item->subject = g_strconcat (PREFIX_CANCELLED, base->subject, NULL);
    }
  g_strfreev (item->categories);
  item->categories = dup_categories (absence, base);
  item->free_busy = OOF_FREE_BUSY_FREE;
  item->rev = stamp->rev;
  return set_json (item, absence, stamp, error) ? g_steal_pointer (&item) : NULL;
}

OofItem *
oof_absence_item_new_extended (const OofAbsence *absence,
                               const OofItem *base,
                               OofInstant now,
                               const OofStamp *stamp,
                               GError **error)
{
  g_autoptr (OofItem) item = oof_item_copy (base);

  item->rev = stamp->rev;
  if (absence->all_day)
    set_days (item, absence, now);
  else
    set_window (item, absence, now);
  return set_json (item, absence, stamp, error) ? g_steal_pointer (&item) : NULL;
}

OofItem *
oof_absence_item_new_echo (const OofAbsence *absence,
                           const OofItem *base,
                           const OofStamp *stamp,
                           GError **error)
{
  g_autoptr (OofItem) item = oof_item_copy (base);

  item->rev = stamp->rev;
  return set_json (item, absence, stamp, error) ? g_steal_pointer (&item) : NULL;
}
