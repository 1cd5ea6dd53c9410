/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/oof-options.h"
#include "core/oof-time.h"

G_BEGIN_DECLS

/* Which absences the bars show. */
typedef enum
{
  OOF_LAYER_BOTH,       /* everything; what is not in Exchange yet is dashed */
  OOF_LAYER_PLANNED,    /* the plan alone, as if it were there */
  OOF_LAYER_IN_EXCHANGE /* only what Exchange holds */
} OofTimelineLayer;

/* What the header and all rows of a timeline share: the days that are shown and where they lie, the
 * selection, the cursor. Positions count rows.
 *
 * Signals: "changed": draw again; "moved": other days. */
#define OOF_TYPE_TIMELINE_SCALE (oof_timeline_scale_get_type ())
G_DECLARE_FINAL_TYPE (OofTimelineScale, oof_timeline_scale, OOF, TIMELINE_SCALE, GObject)

OofTimelineScale *oof_timeline_scale_new (void);

/* @subjects: (element-type OofSubject); @now: days since 1970 with their fraction, in the
 * organisation's zone. */
void oof_timeline_scale_set_data (OofTimelineScale *self,
                                  OofOptions *options,
                                  GPtrArray *subjects,
                                  double now);
OofOptions *oof_timeline_scale_get_options (OofTimelineScale *self);
GPtrArray *oof_timeline_scale_get_subjects (OofTimelineScale *self);
double oof_timeline_scale_get_now (OofTimelineScale *self);

void oof_timeline_scale_set_days (OofTimelineScale *self, OofDay first, int n_days);
OofDay oof_timeline_scale_get_first (OofTimelineScale *self);
int oof_timeline_scale_get_n_days (OofTimelineScale *self);
void oof_timeline_scale_set_layer (OofTimelineScale *self, OofTimelineLayer layer);
OofTimelineLayer oof_timeline_scale_get_layer (OofTimelineScale *self);

/* Of a widget of @width pixels: the column of names, the place of an instant (days since 1970), and
 * the day at a place (OOF_DAY_NONE over the names). Right-to-left mirrors all of them. */
int oof_timeline_scale_get_name_width (OofTimelineScale *self, int width);
double oof_timeline_scale_get_day_width (OofTimelineScale *self, int width);
int oof_timeline_scale_get_x (OofTimelineScale *self, GtkWidget *widget, double day);
/* From the start of the first column to the end of the last, as the widget draws it. */
void oof_timeline_scale_get_columns (
    OofTimelineScale *self, GtkWidget *widget, double from, double to, float *x, float *width);
OofDay oof_timeline_scale_get_day_at (OofTimelineScale *self, GtkWidget *widget, double x);

/* The rectangle of rows and days from where it began to the cursor. */
void oof_timeline_scale_set_cursor (OofTimelineScale *self, guint position, OofDay day);
guint oof_timeline_scale_get_cursor_position (OofTimelineScale *self);
OofDay oof_timeline_scale_get_cursor_day (OofTimelineScale *self);
/* The selection begins at the cursor, where there is none yet. */
void oof_timeline_scale_begin_selection (OofTimelineScale *self);
void oof_timeline_scale_clear_selection (OofTimelineScale *self);
gboolean oof_timeline_scale_has_selection (OofTimelineScale *self);
/* All inclusive. FALSE without a selection: then the cursor's cell. */
gboolean oof_timeline_scale_get_selection (
    OofTimelineScale *self, guint *first_row, guint *last_row, OofDay *first, OofDay *last);
/* Whether the keyboard's frame is shown. */
void oof_timeline_scale_set_focus (OofTimelineScale *self, gboolean focus);
gboolean oof_timeline_scale_get_focus (OofTimelineScale *self);

G_END_DECLS
