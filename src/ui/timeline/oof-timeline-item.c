/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-item.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-words.h"

#define MINUTES_PER_DAY (24.0 * 60.0)
#define NO_END          1e9

struct _OofTimelineItem
{
  GObject parent_instance;

  char *group;        /* (owned) (nullable) of a heading */
  OofPerson *person;  /* (owned) (nullable) */
  GPtrArray *entries; /* (owned) (nullable) OofAbsenceEntry */
  char *zone;         /* (owned) (nullable) */
  OofRecord *record;  /* (owned) (nullable) */
  OofInstant now;
  guint n_people;
  guint n_away;
  gboolean collapsed;
  GArray *spans; /* (owned) (nullable) OofTimelineSpan, made on demand */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofTimelineItem, oof_timeline_item, G_TYPE_OBJECT)

static void
clear (OofTimelineItem *self)
{
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->person, oof_person_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->record, oof_record_unref);
}

static void
oof_timeline_item_finalize (GObject *object)
{
  clear (OOF_TIMELINE_ITEM (object));

  G_OBJECT_CLASS (oof_timeline_item_parent_class)->finalize (object);
}

static void
oof_timeline_item_class_init (OofTimelineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_timeline_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", OOF_TYPE_TIMELINE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
oof_timeline_item_init (OofTimelineItem *self)
{
}

OofTimelineItem *
oof_timeline_item_new_heading (const char *group, guint n_people, guint n_away, gboolean collapsed)
{
  OofTimelineItem *self = g_object_new (OOF_TYPE_TIMELINE_ITEM, NULL);

  self->group = g_strdup (group);
  self->n_people = n_people;
  self->n_away = n_away;
  self->collapsed = collapsed;
  return self;
}

OofTimelineItem *
oof_timeline_item_new_person (
    OofPerson *person, GPtrArray *entries, const char *zone, OofRecord *record, OofInstant now)
{
  g_return_val_if_fail (person != NULL, NULL);

  OofTimelineItem *self = g_object_new (OOF_TYPE_TIMELINE_ITEM, NULL);
  self->person = oof_person_ref (person);
  self->entries = entries != NULL ? g_ptr_array_ref (entries) : NULL;
  self->zone = g_strdup (zone);
  self->record = record != NULL ? oof_record_ref (record) : NULL;
  self->now = now;
  return self;
}

void
oof_timeline_item_update (OofTimelineItem *self, OofTimelineItem *other)
{
  g_return_if_fail (OOF_IS_TIMELINE_ITEM (self));
  g_return_if_fail (OOF_IS_TIMELINE_ITEM (other));

  clear (self);
  self->group = g_steal_pointer (&other->group);
  self->person = g_steal_pointer (&other->person);
  self->entries = g_steal_pointer (&other->entries);
  self->zone = g_steal_pointer (&other->zone);
  self->record = g_steal_pointer (&other->record);
  self->now = other->now;
  self->n_people = other->n_people;
  self->n_away = other->n_away;
  self->collapsed = other->collapsed;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
oof_timeline_item_is_same (OofTimelineItem *self, OofTimelineItem *other)
{
  if (self->person == NULL || other->person == NULL)
    return self->person == other->person && g_strcmp0 (self->group, other->group) == 0;
  return strcmp (self->person->address, other->person->address) == 0;
}

OofPerson *
oof_timeline_item_get_person (OofTimelineItem *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ITEM (self), NULL);

  return self->person;
}

const char *
oof_timeline_item_get_group (OofTimelineItem *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ITEM (self), NULL);

  return self->group;
}

guint
oof_timeline_item_get_n_people (OofTimelineItem *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ITEM (self), 0);

  return self->n_people;
}

guint
oof_timeline_item_get_n_away (OofTimelineItem *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ITEM (self), 0);

  return self->n_away;
}

gboolean
oof_timeline_item_is_collapsed (OofTimelineItem *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ITEM (self), FALSE);

  return self->collapsed;
}

static gboolean
is_changed_outside (OofRecord *record)
{
  return record != NULL && record->absence != NULL && record->seen != NULL
         && record->returned != NULL && !oof_reply_state_equal (record->seen, record->returned);
}

gboolean
oof_timeline_item_has_trouble (OofTimelineItem *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ITEM (self), FALSE);

  if (is_changed_outside (self->record))
    return TRUE;
  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    if (oof_absence_entry_is_in_conflict (g_ptr_array_index (self->entries, i)))
      return TRUE;
  return FALSE;
}

/* The bars. */

static double
to_days (const char *zone, OofInstant instant)
{
  if (instant == OOF_INSTANT_FOREVER)
    return NO_END;
  return oof_zone_day_of (zone, instant) + oof_zone_minute_of (zone, instant) / MINUTES_PER_DAY;
}

static void
add_span (OofTimelineItem *self, OofAbsenceEntry *entry, OofRange range, gboolean in_exchange)
{
  OofAbsence *absence = entry != NULL ? oof_absence_entry_get_absence (entry) : NULL;
  OofTimelineSpan span = { .entry = entry, .in_exchange = in_exchange };
  OofDay first, last;

  if (absence != NULL && absence->all_day)
    {
      oof_absence_get_days (absence, &first, &last);
      span.from = first;
      span.to = last == OOF_DAY_NONE ? NO_END : last + 1.0;
    }
  else
    {
      span.from = to_days (self->zone, range.from);
      span.to = to_days (self->zone, range.to);
    }
  for (guint i = 0; i < self->spans->len; i++)
    {
      OofTimelineSpan *other = &g_array_index (self->spans, OofTimelineSpan, i);
      if (other->lane == span.lane && other->to > span.from && other->from < span.to)
        {
          span.lane++;
          i = G_MAXUINT; /* from the beginning, in the next lane */
        }
    }
  g_array_append_val (self->spans, span);
}

/* What answers in Exchange now although no absence says so. */
static void
add_foreign_reply (OofTimelineItem *self)
{
  OofReplyState *seen = self->record != NULL ? self->record->seen : NULL;
  OofRange range;

  if (seen == NULL || seen->status == OOF_REPLY_DISABLED)
    return;
  range = seen->status == OOF_REPLY_SCHEDULED
              ? seen->window
              : (OofRange){ self->record->seen_at, OOF_INSTANT_FOREVER };
  for (guint i = 0; i < self->spans->len; i++)
    if (g_array_index (self->spans, OofTimelineSpan, i).in_exchange)
      return;
  add_span (self, NULL, range, TRUE);
}

static void
count_lanes (GArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      OofTimelineSpan *span = &g_array_index (spans, OofTimelineSpan, i);
      span->n_lanes = span->lane + 1;
      for (guint k = 0; k < spans->len; k++)
        {
          OofTimelineSpan *other = &g_array_index (spans, OofTimelineSpan, k);
          if (other->to > span->from && other->from < span->to)
            span->n_lanes = MAX (span->n_lanes, other->lane + 1);
        }
    }
}

GArray *
oof_timeline_item_get_spans (OofTimelineItem *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ITEM (self), NULL);

  if (self->spans != NULL)
    return self->spans;
  self->spans = g_array_new (FALSE, FALSE, sizeof (OofTimelineSpan));
  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      OofAbsenceEntry *entry = g_ptr_array_index (self->entries, i);
      if (oof_absence_entry_get_state (entry) != OOF_ABSENCE_CANCELLED)
        add_span (self, entry, oof_absence_get_range (oof_absence_entry_get_absence (entry)),
                  oof_absence_entry_is_in_exchange (entry));
    }
  if (self->person != NULL)
    add_foreign_reply (self);
  count_lanes (self->spans);
  return self->spans;
}

OofTimelineSpan *
oof_timeline_item_find (OofTimelineItem *self, OofDay day)
{
  GArray *spans = oof_timeline_item_get_spans (self);
  OofTimelineSpan *found = NULL;

  for (guint i = 0; i < spans->len; i++)
    {
      OofTimelineSpan *span = &g_array_index (spans, OofTimelineSpan, i);
      if (span->from < day + 1 && span->to > day && (found == NULL || span->lane < found->lane))
        found = span;
    }
  return found;
}

/* Words. */

static const char *
get_subject (OofTimelineSpan *span)
{
  if (span->entry == NULL)
    return _ ("Replies on without an absence");
  const char *subject = oof_absence_entry_get_absence (span->entry)->subject;
  return *subject != '\0' ? subject : _ ("Absence");
}

char *
oof_timeline_item_speak (OofTimelineItem *self, OofSession *session, OofDay day)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ITEM (self), NULL);

  if (self->person == NULL)
    return g_strdup_printf (self->collapsed ? _ ("Group %s, collapsed") : _ ("Group %s"),
                            self->group);
  g_autofree char *words = oof_words_day (day);
  OofTimelineSpan *span = oof_timeline_item_find (self, day);
  if (span == NULL)
    /* Translators: a name, a day */
    return g_strdup_printf (_ ("%s, %s, present"), self->person->name, words);
  OofAbsence *absence = span->entry != NULL ? oof_absence_entry_get_absence (span->entry) : NULL;
  if (absence == NULL || absence->created_by == NULL)
    /* Translators: a name, a day, a subject */
    return g_strdup_printf (_ ("%s, %s, away, %s"), self->person->name, words, get_subject (span));
  OofPerson *creator = oof_session_get_person (session, absence->created_by);
  /* Translators: a name, a day, a subject, a name */
  return g_strdup_printf (_ ("%s, %s, away, %s, set by %s"), self->person->name, words,
                          get_subject (span),
                          creator != NULL ? creator->name : absence->created_by);
}

char *
oof_timeline_item_speak_row (OofTimelineItem *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ITEM (self), NULL);

  g_autoptr (GString) text = g_string_new (NULL);
  if (self->person == NULL)
    {
      g_string_printf (text,
                       ngettext ("Group %s, %u person", "Group %s, %u people", self->n_people),
                       self->group, self->n_people);
      return g_strdup (text->str);
    }
  GArray *spans = oof_timeline_item_get_spans (self);
  g_string_append (text, self->person->name);
  for (guint i = 0; i < spans->len; i++)
    {
      OofTimelineSpan *span = &g_array_index (spans, OofTimelineSpan, i);
      g_string_append (text, i == 0 ? ": " : "; ");
      g_string_append (text, get_subject (span));
      if (span->entry == NULL)
        continue;
      g_autofree char *dates =
          oof_words_absence_dates (oof_absence_entry_get_absence (span->entry));
      g_string_append_printf (text, " %s, %s", dates,
                              oof_words_absence_state (oof_absence_entry_get_state (span->entry)));
    }
  return g_strdup (text->str);
}
