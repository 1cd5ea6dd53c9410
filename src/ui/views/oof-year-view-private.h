/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/oof-absence-entry.h"
#include "ui/views/oof-year-view.h"

G_BEGIN_DECLS

#define MONTHS      12
#define DAYS        7
#define WEEKS       6
#define MAX_DAYS    366
#define MAX_DOM     31
#define MONTH_WIDTH 236
#define MAX_COLUMNS 4
#define GAP         18
#define PADDING     12
/* The pattern stands below the figure of the day. */
#define PATTERN_HEIGHT 5

struct _OofYearView
{
  GtkWidget parent_instance;

  GPtrArray *items;    /* (owned) OofAbsenceEntry */
  GPtrArray *subjects; /* (owned) OofSubject */
  OofOptions *options; /* (owned) */
  OofDay today;
  OofDay first; /* 1 January */
  int n_days;
  OofAbsenceEntry *entries[MAX_DAYS]; /* (not owned) (nullable) what counts on each day */
  gboolean conflicts[MAX_DAYS];
  OofDay cursor;
  OofDay anchor; /* NONE: no selection */
  gboolean dragging;
  PangoLayout *figures[MAX_DOM]; /* (owned) (nullable) */
  PangoLayout *weekdays[DAYS];   /* (owned) (nullable) */
  PangoLayout *months[MONTHS];   /* (owned) (nullable) */
  int line_height;
};

/* oof-year-view-places.c: the texts, and where everything lies. */
void _oof_year_view_clear_layouts (OofYearView *self);
OofDay _oof_year_view_get_month_start (OofYearView *self, int month);
void _oof_year_view_make_layouts (OofYearView *self);
int _oof_year_view_get_n_columns (int width);
int _oof_year_view_get_month_height (OofYearView *self);
/* Where the month lies, right-to-left mirrored. */
void _oof_year_view_get_month_area (OofYearView *self, int month, graphene_rect_t *area);
/* Of the day of @month: column from the start of the week, and week of the month. */
void _oof_year_view_get_cell (OofYearView *self, OofDay start, OofDay day, int *column, int *week);
void _oof_year_view_get_cell_area (OofYearView *self,
                                   const graphene_rect_t *month,
                                   int column,
                                   int n_columns,
                                   int week,
                                   graphene_rect_t *area);
/* NONE outside the days; @month: (out) the month pointed at, -1 outside. */
OofDay _oof_year_view_get_day_at (OofYearView *self, double x, double y, int *month);

/* oof-year-view-drawing.c */
void _oof_year_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
