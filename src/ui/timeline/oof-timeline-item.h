/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "ui/oof-absence-entry.h"

G_BEGIN_DECLS

/* One bar: an absence, or a reply that stands in Exchange without one. Days since 1970 with their
 * fraction in the person's zone; to is very large for no end. */
typedef struct
{
  OofAbsenceEntry *entry; /* (not owned) (nullable) NULL: replies on without an absence */
  double from;
  double to;
  guint lane;
  guint n_lanes; /* among those that overlap it: the share of the row's height that it has */
  gboolean in_exchange;
} OofTimelineSpan;

/* One row of a timeline: the heading of a group, or a person with their absences.
 * Signal: "changed". */
#define OOF_TYPE_TIMELINE_ITEM (oof_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (OofTimelineItem, oof_timeline_item, OOF, TIMELINE_ITEM, GObject)

OofTimelineItem *
oof_timeline_item_new_heading (const char *group, guint n_people, guint n_away, gboolean collapsed);
/* @entries: (element-type OofAbsenceEntry) (nullable) of this person by start; @zone: theirs;
 * @record: (nullable) what Exchange holds, as seen last. */
OofTimelineItem *oof_timeline_item_new_person (
    OofPerson *person, GPtrArray *entries, const char *zone, OofRecord *record, OofInstant now);
/* The same row with what is new: takes over everything of @other. */
void oof_timeline_item_update (OofTimelineItem *self, OofTimelineItem *other);
/* The same group, or the same person. */
gboolean oof_timeline_item_is_same (OofTimelineItem *self, OofTimelineItem *other);

/* (transfer none) (nullable) NULL: a heading. */
OofPerson *oof_timeline_item_get_person (OofTimelineItem *self);
const char *oof_timeline_item_get_group (OofTimelineItem *self); /* of a heading; (nullable) */
guint oof_timeline_item_get_n_people (OofTimelineItem *self);    /* of a heading */
guint oof_timeline_item_get_n_away (OofTimelineItem *self);      /* of a heading: now */
gboolean oof_timeline_item_is_collapsed (OofTimelineItem *self);
/* Somebody changed the reply after us, or absences overlap. */
gboolean oof_timeline_item_has_trouble (OofTimelineItem *self);

/* The bars, made when they are asked for the first time. (element-type OofTimelineSpan) */
GArray *oof_timeline_item_get_spans (OofTimelineItem *self);
/* The bar on @day, the one in the foremost lane. (transfer none) (nullable) */
OofTimelineSpan *oof_timeline_item_find (OofTimelineItem *self, OofDay day);
/* "Meier, Tue 24 Nov, away, Urlaub, set by Anna Meier": the cell as it is spoken. */
char *oof_timeline_item_speak (OofTimelineItem *self, OofSession *session, OofDay day);
/* The whole row for the list: "Bernd Krause: Urlaub 23 Nov – 4 Dec 2026, running". */
char *oof_timeline_item_speak_row (OofTimelineItem *self);

G_END_DECLS
