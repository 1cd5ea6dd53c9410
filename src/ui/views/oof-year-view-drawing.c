/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "ui/compat/oof-widget-color.h"
#include "ui/views/oof-bar-look.h"
#include "ui/views/oof-year-view-private.h"

static void
append_centered (GtkSnapshot *snapshot,
                 PangoLayout *layout,
                 const graphene_rect_t *area,
                 const GdkRGBA *color)
{
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (area->origin.x + (area->size.width - (float) width) / 2,
                                      area->origin.y + (area->size.height - (float) height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* A run of days of one absence within a week. */
static void
snapshot_run (OofYearView *self,
              GtkSnapshot *snapshot,
              OofDay first,
              OofDay last,
              const graphene_rect_t *month,
              OofDay start)
{
  OofAbsenceEntry *item = self->entries[first - self->first];
  OofAbsence *absence = oof_absence_entry_get_absence (item);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  OofDay own_first, own_last;
  graphene_rect_t area, strip;
  int column, week;
  OofBarLook look;

  _oof_year_view_get_cell (self, start, first, &column, &week);
  _oof_year_view_get_cell_area (self, month, column, last - first + 1, week, &area);
  graphene_rect_inset (&area, 1, 1);
  oof_absence_get_days (absence, &own_first, &own_last);
  oof_bar_look_init (&look, self->subjects, absence->subject, dark);
  OofPattern pattern = look.pattern;
  look.pattern = OOF_PATTERN_PLAIN;
  look.starts_before = own_first < first;
  look.ends_after = own_last == OOF_DAY_NONE || own_last > last;
  look.only_planned = oof_absence_entry_is_live (item) && !oof_absence_entry_is_in_exchange (item);
  oof_bar_look_snapshot (&look, snapshot, &area, NULL, rtl);
  graphene_rect_init (&strip, area.origin.x + 2,
                      area.origin.y + area.size.height - PATTERN_HEIGHT - 1, area.size.width - 4,
                      PATTERN_HEIGHT);
  oof_subject_style_snapshot (snapshot, pattern, &strip, &look.colors.base);
}

static void
snapshot_runs (OofYearView *self,
               GtkSnapshot *snapshot,
               const graphene_rect_t *month,
               OofDay start,
               OofDay end)
{
  OofDay day = start;

  while (day < end)
    {
      OofAbsenceEntry *item = self->entries[day - self->first];
      OofDay last = day;
      int column, week;
      _oof_year_view_get_cell (self, start, day, &column, &week);
      while (item != NULL && last + 1 < end && column + (last + 1 - day) < DAYS
             && self->entries[last + 1 - self->first] == item)
        last++;
      if (item != NULL)
        snapshot_run (self, snapshot, day, last, month, start);
      day = last + 1;
    }
}

static gboolean
is_selected (OofYearView *self, OofDay day)
{
  return self->anchor != OOF_DAY_NONE && day >= MIN (self->anchor, self->cursor)
         && day <= MAX (self->anchor, self->cursor);
}

static void
snapshot_day (OofYearView *self,
              GtkSnapshot *snapshot,
              OofDay day,
              int dom,
              const graphene_rect_t *cell,
              const GdkRGBA *text)
{
  OofAbsenceEntry *item = self->entries[day - self->first];
  GdkRGBA color = *text, accent;
  GskRoundedRect frame;

  gdk_rgba_parse (&accent, "#1c71d8");
  if (item == NULL && !oof_options_is_working_day (self->options, day))
    color.alpha = 0.62f;
  if (item != NULL)
    {
      OofSubjectColors colors;
      oof_subject_style_get_colors (self->subjects, oof_absence_entry_get_absence (item)->subject,
                                    adw_style_manager_get_dark (adw_style_manager_get_default ()),
                                    &colors);
      color = colors.text;
    }
  if (is_selected (self, day))
    {
      GdkRGBA tint = accent;
      tint.alpha = 0.25f;
      gtk_snapshot_append_color (snapshot, &tint, cell);
    }
  if (day == self->today)
    {
      graphene_rect_t pill = *cell;
      graphene_rect_inset (&pill, MAX ((cell->size.width - cell->size.height - 4) / 2, 0), 1);
      gsk_rounded_rect_init_from_rect (&frame, &pill, pill.size.height / 2);
      gtk_snapshot_push_rounded_clip (snapshot, &frame);
      gtk_snapshot_append_color (snapshot, &accent, &pill);
      gtk_snapshot_pop (snapshot);
      color = (GdkRGBA){ 1, 1, 1, 1 };
    }
  append_centered (snapshot, self->figures[dom - 1], cell, &color);
  if (self->conflicts[day - self->first])
    {
      GdkRGBA amber;
      gdk_rgba_parse (&amber, "#e5a50a");
      gtk_snapshot_append_color (
          snapshot, &amber,
          &GRAPHENE_RECT_INIT (cell->origin.x + cell->size.width - 7, cell->origin.y + 2, 5, 5));
    }
  if (day == self->cursor && gtk_widget_has_focus (GTK_WIDGET (self)))
    {
      gsk_rounded_rect_init_from_rect (&frame, cell, 4);
      gtk_snapshot_append_border (snapshot, &frame, (float[4]){ 2, 2, 2, 2 },
                                  (GdkRGBA[4]){ accent, accent, accent, accent });
    }
}

static void
snapshot_month (OofYearView *self, GtkSnapshot *snapshot, int month, const GdkRGBA *text)
{
  OofDay start = _oof_year_view_get_month_start (self, month),
         end = _oof_year_view_get_month_start (self, month + 1);
  GdkRGBA dim = *text;
  graphene_rect_t area, cell;

  dim.alpha = 0.72f;
  _oof_year_view_get_month_area (self, month, &area);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int width;
  pango_layout_get_pixel_size (self->months[month], &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (rtl ? area.origin.x + area.size.width - (float) width - 6
                                          : area.origin.x + 6,
                                      area.origin.y));
  gtk_snapshot_append_layout (snapshot, self->months[month], text);
  gtk_snapshot_restore (snapshot);
  for (int i = 0; i < DAYS; i++)
    {
      int weekday = (self->options->week_start - 1 + i) % DAYS;
      _oof_year_view_get_cell_area (self, &area, i, 1, 0, &cell);
      cell.origin.y -= (float) self->line_height + 2;
      cell.size.height = (float) self->line_height;
      append_centered (snapshot, self->weekdays[weekday], &cell, &dim);
    }
  snapshot_runs (self, snapshot, &area, start, end);
  for (OofDay day = start; day < end; day++)
    {
      int column, week;
      _oof_year_view_get_cell (self, start, day, &column, &week);
      _oof_year_view_get_cell_area (self, &area, column, 1, week, &cell);
      snapshot_day (self, snapshot, day, day - start + 1, &cell, text);
    }
}

void
_oof_year_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OofYearView *self = OOF_YEAR_VIEW (widget);
  GdkRGBA text;

  oof_widget_get_color (widget, &text);
  for (int month = 0; month < MONTHS; month++)
    snapshot_month (self, snapshot, month, &text);
}
