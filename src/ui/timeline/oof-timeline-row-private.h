/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/timeline/oof-timeline-row.h"

G_BEGIN_DECLS

struct _OofTimelineRow
{
  GtkWidget parent_instance;

  OofTimelineScale *scale; /* (owned) */
  OofTimelineItem *item;   /* (owned) (nullable) */
  guint position;
  PangoLayout *name;     /* (owned) */
  PangoLayout *initials; /* (owned) */
  PangoLayout *remark;   /* (owned) of a heading: how many are away */
  int remark_width;
  GPtrArray *texts; /* (owned) PangoLayout of each bar */
};

/* oof-timeline-row.c */
/* Whether @span is among the days and in the layer that are shown. */
gboolean _oof_timeline_row_is_shown (OofTimelineRow *self, const OofTimelineSpan *span);
void _oof_timeline_row_get_bar_area (OofTimelineRow *self,
                                     const OofTimelineSpan *span,
                                     graphene_rect_t *area);

/* oof-timeline-row-drawing.c */
void _oof_timeline_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
