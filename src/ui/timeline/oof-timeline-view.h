/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "ui/timeline/oof-timeline-item.h"
#include "ui/timeline/oof-timeline-scale.h"

G_BEGIN_DECLS

/* People and days. One cell has the keyboard's frame: arrows move it, Shift + arrows or dragging
 * select a rectangle, Home and End go to the ends of the days, Page Up and Page Down over a screen
 * of people, Space folds a group, Enter plans for the selection or opens the absence under the
 * frame, the menu key opens what can be done. The frame's cell is the accessible name of the view;
 * every row speaks all its absences.
 *
 * Signals: "plan" (GPtrArray of OofPerson, int first, int last); "edit" (OofAbsence); "cancel"
 * (OofAbsence); "person-picked" (OofPerson): a double click on a name; "fold" (string group);
 * "page-wanted" (int day): the keyboard left the days shown; "selection-changed"; "menu" (double x,
 * double y): what can be done is asked for. */
#define OOF_TYPE_TIMELINE_VIEW (oof_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (OofTimelineView, oof_timeline_view, OOF, TIMELINE_VIEW, GtkWidget)

GtkWidget *oof_timeline_view_new (OofSession *session, OofTimelineScale *scale);
/* @rows: (element-type OofTimelineItem). Rows that stay keep their place on the screen. */
void oof_timeline_view_set_rows (OofTimelineView *self, GPtrArray *rows);

/* Puts the frame on today of @person and shows the row; does nothing for somebody not shown. */
void oof_timeline_view_show_person (OofTimelineView *self, OofPerson *person, OofDay today);

/* What is selected, or the one cell: the people (transfer full) (element-type OofPerson) and, where
 * it is exactly one bar, the absence under the cursor. (transfer none) (nullable) */
GPtrArray *oof_timeline_view_dup_people (OofTimelineView *self);
OofAbsence *oof_timeline_view_get_absence (OofTimelineView *self);
/* Asks for an absence for the selection. */
void oof_timeline_view_plan (OofTimelineView *self);

G_END_DECLS
