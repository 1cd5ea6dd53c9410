/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/oof-wrap-box.h"
#include "ui/timeline/oof-timeline-page.h"
#include "ui/timeline/oof-timeline-view.h"

G_BEGIN_DECLS

/* The choices of what is shown at once. */
typedef enum
{
  SPAN_WEEK,
  SPAN_TWO_WEEKS,
  SPAN_MONTH,
  SPAN_QUARTER,
  SPAN_YEAR,
  SPAN_ALL,
  N_SPANS
} Span;

struct _OofTimelinePage
{
  AdwBin parent_instance;

  OofWrapBox *toolbar;
  GtkStack *stack;
  AdwBin *frame;
  OofWrapBox *legend;
  GtkWidget *plan;
  GtkLabel *selection;
  GMenuModel *range_menu;
  GMenuModel *view_menu;
  GtkDropDown *spans;    /* (owned by the widget tree) */
  GtkDropDown *groups;   /* (owned by the widget tree) */
  GtkMenuButton *jump;   /* (owned by the widget tree) */
  GtkCalendar *calendar; /* (owned by the widget tree) */
  OofTimelineView *view; /* (owned by the widget tree) */
  GtkWidget *menu;       /* (owned by the widget tree) popover of the range */

  OofSession *session;     /* (owned) */
  OofTimelineScale *scale; /* (owned) */
  GHashTable *collapsed;   /* (owned) set of names of groups */
  GStrv group_names;       /* (owned) as the drop-down has them after "all" */
  OofPerson *person;       /* (owned) (nullable) shown last by oof_timeline_page_show_person() */
  guint show_id;           /* while the row waits for the list to have its size */
  gboolean only_absent;
  gboolean filling; /* the drop-downs are being filled, nobody chose */
};

/* oof-timeline-page-days.c: which days are shown. */
OofDay _oof_timeline_page_get_today (OofTimelinePage *self);
/* Shows the chosen span so that it holds @day. */
void _oof_timeline_page_show_day (OofTimelinePage *self, OofDay day);
/* One span on, or back (-1). */
void _oof_timeline_page_step (OofTimelinePage *self, int direction);
/* Shows @day and puts the cursor there. */
void _oof_timeline_page_go_to (OofTimelinePage *self, OofDay day);

/* oof-timeline-page-toolbar.c */
void _oof_timeline_page_add_toolbar (OofTimelinePage *self);

/* oof-timeline-page-actions.c */
void _oof_timeline_page_install_actions (GtkWidgetClass *widget_class);
/* What the menu offers for the selection. */
void _oof_timeline_page_enable_menu (OofTimelinePage *self);

/* oof-timeline-page.c: the people as groups, filter and folding leave them. */
void _oof_timeline_page_fill_rows (OofTimelinePage *self);

G_END_DECLS
