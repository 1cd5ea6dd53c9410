/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/timeline/oof-timeline-item.h"
#include "ui/timeline/oof-timeline-scale.h"

G_BEGIN_DECLS

/* One row of a timeline, drawn as a whole: the name, the days, the bars. Lists recycle it. */
#define OOF_TYPE_TIMELINE_ROW (oof_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (OofTimelineRow, oof_timeline_row, OOF, TIMELINE_ROW, GtkWidget)

GtkWidget *oof_timeline_row_new (OofTimelineScale *scale);
/* @item: (nullable) NULL between two uses. */
void oof_timeline_row_set_item (OofTimelineRow *self, OofTimelineItem *item);
/* Where it stands in the list; rows before it come and go. */
void oof_timeline_row_set_position (OofTimelineRow *self, guint position);
OofTimelineItem *oof_timeline_row_get_item (OofTimelineRow *self); /* (nullable) */
guint oof_timeline_row_get_position (OofTimelineRow *self);
/* The bar at @x. (transfer none) (nullable) */
OofTimelineSpan *oof_timeline_row_get_span_at (OofTimelineRow *self, double x, double y);

G_END_DECLS
