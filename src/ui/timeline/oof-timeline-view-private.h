/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/timeline/oof-timeline-view.h"

G_BEGIN_DECLS

struct _OofTimelineView
{
  GtkWidget parent_instance;

  OofSession *session;     /* (owned) */
  OofTimelineScale *scale; /* (owned) */
  GListStore *rows;        /* (owned) OofTimelineItem */
  GtkListView *list;       /* (owned by the widget tree) */
  GtkAdjustment *vertical; /* (owned by the widget tree) */
  gboolean dragging;
};

enum
{
  OOF_TIMELINE_VIEW_PLAN,
  OOF_TIMELINE_VIEW_EDIT,
  OOF_TIMELINE_VIEW_CANCEL,
  OOF_TIMELINE_VIEW_PERSON_PICKED,
  OOF_TIMELINE_VIEW_FOLD,
  OOF_TIMELINE_VIEW_PAGE_WANTED,
  OOF_TIMELINE_VIEW_SELECTION_CHANGED,
  OOF_TIMELINE_VIEW_MENU,
  OOF_TIMELINE_VIEW_N_SIGNALS
};

extern guint _oof_timeline_view_signals[OOF_TIMELINE_VIEW_N_SIGNALS];

/* oof-timeline-view.c */
/* (transfer full) (nullable) */
OofTimelineItem *_oof_timeline_view_get_item (OofTimelineView *self, guint position);
guint _oof_timeline_view_get_n_rows (OofTimelineView *self);
/* The cell under the frame, for a screen reader. */
void _oof_timeline_view_speak (OofTimelineView *self);
void _oof_timeline_view_scroll_to_cursor (OofTimelineView *self);
/* Says where the frame is, and what is selected with it. */
void _oof_timeline_view_cursor_moved (OofTimelineView *self);

/* oof-timeline-view-input.c: keyboard and mouse. */
void _oof_timeline_view_add_controllers (OofTimelineView *self);

G_END_DECLS
