/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "app/oof-words.h"
#include "ui/views/oof-year-view-private.h"

/* Texts. */

void
_oof_year_view_clear_layouts (OofYearView *self)
{
  for (int i = 0; i < MAX_DOM; i++)
    g_clear_object (&self->figures[i]);
  for (int i = 0; i < DAYS; i++)
    g_clear_object (&self->weekdays[i]);
  for (int i = 0; i < MONTHS; i++)
    g_clear_object (&self->months[i]);
}

static PangoLayout *
create_layout (OofYearView *self, const char *text, double size, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (size));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

OofDay
_oof_year_view_get_month_start (OofYearView *self, int month)
{
  int year, first_month, dom;

  oof_day_get_ymd (self->first, &year, &first_month, &dom);
  return month < MONTHS ? oof_day_from_ymd (year, month + 1, 1) : oof_day_from_ymd (year + 1, 1, 1);
}

void
_oof_year_view_make_layouts (OofYearView *self)
{
  _oof_year_view_clear_layouts (self);
  for (int i = 0; i < MAX_DOM; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i + 1);
      self->figures[i] = create_layout (self, text, 0.9, PANGO_WEIGHT_NORMAL);
    }
  for (int i = 0; i < DAYS; i++)
    {
      g_autofree char *text = oof_words_weekday (i + 1);
      self->weekdays[i] = create_layout (self, text, 0.78, PANGO_WEIGHT_NORMAL);
    }
  for (int i = 0; i < MONTHS; i++)
    {
      g_autofree char *text = oof_words_month (_oof_year_view_get_month_start (self, i));
      self->months[i] = create_layout (self, text, 0.95, PANGO_WEIGHT_BOLD);
    }
  pango_layout_get_pixel_size (self->months[0], NULL, &self->line_height);
}

/* Places. */

int
_oof_year_view_get_n_columns (int width)
{
  return CLAMP ((width - 2 * PADDING + GAP) / (MONTH_WIDTH + GAP), 1, MAX_COLUMNS);
}

static int
get_cell_height (OofYearView *self)
{
  return self->line_height + 6;
}

int
_oof_year_view_get_month_height (OofYearView *self)
{
  return self->line_height + 8 + self->line_height + WEEKS * get_cell_height (self) + GAP;
}

/* Where the month lies, right-to-left mirrored. */
void
_oof_year_view_get_month_area (OofYearView *self, int month, graphene_rect_t *area)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)),
      columns = _oof_year_view_get_n_columns (width);
  float each = (float) (width - 2 * PADDING - (columns - 1) * GAP) / (float) columns;
  float x = PADDING + (float) (month % columns) * (each + GAP);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  graphene_rect_init (area, rtl ? (float) width - x - each : x,
                      PADDING + (float) (month / columns * _oof_year_view_get_month_height (self)),
                      each, (float) _oof_year_view_get_month_height (self));
}

/* Of the day of @month: column from the start of the week, and week of the month. */
void
_oof_year_view_get_cell (OofYearView *self, OofDay start, OofDay day, int *column, int *week)
{
  int before = (oof_day_get_weekday (start) - self->options->week_start + DAYS) % DAYS;
  int index = before + (day - start);

  *column = index % DAYS;
  *week = index / DAYS;
}

void
_oof_year_view_get_cell_area (OofYearView *self,
                              const graphene_rect_t *month,
                              int column,
                              int n_columns,
                              int week,
                              graphene_rect_t *area)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float each = month->size.width / DAYS, x = each * (float) column;
  float width = each * (float) n_columns;

  if (rtl)
    x = month->size.width - x - width;
  graphene_rect_init (area, roundf (month->origin.x + x),
                      month->origin.y + 2 * (float) self->line_height + 8
                          + (float) (week * get_cell_height (self)),
                      roundf (width), (float) get_cell_height (self));
}

/* NONE outside the days; @month: (out) the month pointed at, -1 outside. */
OofDay
_oof_year_view_get_day_at (OofYearView *self, double x, double y, int *month)
{
  for (*month = 0; *month < MONTHS; (*month)++)
    {
      graphene_rect_t area, cell;
      OofDay start = _oof_year_view_get_month_start (self, *month);
      OofDay end = _oof_year_view_get_month_start (self, *month + 1);
      _oof_year_view_get_month_area (self, *month, &area);
      if (!graphene_rect_contains_point (&area, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        continue;
      for (OofDay day = start; day < end; day++)
        {
          int column, week;
          _oof_year_view_get_cell (self, start, day, &column, &week);
          _oof_year_view_get_cell_area (self, &area, column, 1, week, &cell);
          if (graphene_rect_contains_point (&cell, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
            return day;
        }
      return OOF_DAY_NONE;
    }
  *month = -1;
  return OOF_DAY_NONE;
}
