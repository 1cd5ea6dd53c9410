/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "ui/compat/oof-widget-color.h"
#include "ui/timeline/oof-timeline-row-private.h"
#include "ui/views/oof-bar-look.h"

/* How a row looks: days, bars, the selection, the name or the heading. */

#define LEAST_AVATAR 20
#define EDGE         12
#define GLYPH        14
/* Below this a bar has no room for a text. */
#define MIN_TEXT_HEIGHT 14
#define MIN_TEXT_WIDTH  28
/* A day at least this wide has a line of its own; else only the weeks have. */
#define MIN_DAY_LINE 10

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

static void
snapshot_column (
    OofTimelineRow *self, GtkSnapshot *snapshot, double from, double to, GdkRGBA *color)
{
  float x, width;

  oof_timeline_scale_get_columns (self->scale, GTK_WIDGET (self), from, to, &x, &width);
  if (width > 0)
    gtk_snapshot_append_color (
        snapshot, color,
        &GRAPHENE_RECT_INIT (x, 0, width, (float) gtk_widget_get_height (GTK_WIDGET (self))));
}

static void
snapshot_line (OofTimelineRow *self, GtkSnapshot *snapshot, OofDay day, float alpha, GdkRGBA color)
{
  int x = oof_timeline_scale_get_x (self->scale, GTK_WIDGET (self), day);

  color.alpha = alpha;
  gtk_snapshot_append_color (
      snapshot, &color,
      &GRAPHENE_RECT_INIT ((float) x, 0, 1, (float) gtk_widget_get_height (GTK_WIDGET (self))));
}

static void
snapshot_days (OofTimelineRow *self, GtkSnapshot *snapshot, const GdkRGBA *text)
{
  OofOptions *options = oof_timeline_scale_get_options (self->scale);
  OofDay first = oof_timeline_scale_get_first (self->scale);
  int n_days = oof_timeline_scale_get_n_days (self->scale);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean day_lines = oof_timeline_scale_get_day_width (self->scale, width) >= MIN_DAY_LINE;
  GdkRGBA shade = *text;

  shade.alpha = 0.055f;
  for (OofDay day = first; day < first + n_days; day++)
    {
      gboolean is_week = oof_day_get_weekday (day) == options->week_start;
      if (!oof_options_is_working_day (options, day))
        snapshot_column (self, snapshot, day, day + 1, &shade);
      if (is_week || day_lines)
        snapshot_line (self, snapshot, day, is_week ? 0.14f : 0.05f, *text);
    }
}

static void
snapshot_now (OofTimelineRow *self, GtkSnapshot *snapshot)
{
  double now = oof_timeline_scale_get_now (self->scale);
  double first = oof_timeline_scale_get_first (self->scale);
  GdkRGBA color;

  if (now < first || now >= first + oof_timeline_scale_get_n_days (self->scale))
    return;
  gdk_rgba_parse (&color, is_dark () ? "#ff7b63" : "#a51d2d");
  int x = oof_timeline_scale_get_x (self->scale, GTK_WIDGET (self), now);
  gtk_snapshot_append_color (
      snapshot, &color,
      &GRAPHENE_RECT_INIT ((float) x - 1, 0, 2, (float) gtk_widget_get_height (GTK_WIDGET (self))));
}

static void
snapshot_glyph (OofTimelineRow *self,
                GtkSnapshot *snapshot,
                const char *icon_name,
                float x,
                float center,
                const GdkRGBA *color)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      theme, icon_name, NULL, GLYPH, gtk_widget_get_scale_factor (GTK_WIDGET (self)),
      gtk_widget_get_direction (GTK_WIDGET (self)), 0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, center - GLYPH / 2.0f));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, GLYPH, GLYPH,
                                            color, 1);
  gtk_snapshot_restore (snapshot);
}

/* No room: first the glyphs go, then the text; the tooltip stays. */
static void
snapshot_bar (OofTimelineRow *self,
              GtkSnapshot *snapshot,
              const OofTimelineSpan *span,
              PangoLayout *text)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double first = oof_timeline_scale_get_first (self->scale);
  const char *subject =
      span->entry != NULL ? oof_absence_entry_get_absence (span->entry)->subject : NULL;
  gboolean conflict = span->entry != NULL && oof_absence_entry_is_in_conflict (span->entry);
  graphene_rect_t area;
  OofBarLook look;

  _oof_timeline_row_get_bar_area (self, span, &area);
  oof_bar_look_init (&look, oof_timeline_scale_get_subjects (self->scale), subject, is_dark ());
  look.starts_before = span->from < first;
  look.ends_after = span->to > first + oof_timeline_scale_get_n_days (self->scale);
  look.only_planned = !span->in_exchange && span->entry != NULL
                      && oof_absence_entry_is_live (span->entry)
                      && oof_timeline_scale_get_layer (self->scale) == OOF_LAYER_BOTH;
  gboolean glyph = conflict && area.size.width >= 3 * GLYPH && area.size.height >= GLYPH;
  float room = oof_bar_look_get_text_width (&look, area.size.width, glyph ? GLYPH + 4 : 0);
  gboolean has_text = room >= MIN_TEXT_WIDTH && area.size.height >= MIN_TEXT_HEIGHT;
  if (has_text)
    pango_layout_set_width (text, (int) room * PANGO_SCALE);
  oof_bar_look_snapshot (&look, snapshot, &area, has_text ? text : NULL, rtl);
  if (glyph)
    snapshot_glyph (self, snapshot, "dialog-warning-symbolic",
                    rtl ? area.origin.x + 4 : area.origin.x + area.size.width - GLYPH - 4,
                    area.origin.y + area.size.height / 2, &look.colors.text);
}

static void
snapshot_selection (OofTimelineRow *self, GtkSnapshot *snapshot)
{
  guint first_row, last_row;
  OofDay first, last;
  gboolean has =
      oof_timeline_scale_get_selection (self->scale, &first_row, &last_row, &first, &last);
  GdkRGBA accent, tint;
  float x, width, height = (float) gtk_widget_get_height (GTK_WIDGET (self));

  if (self->position < first_row || self->position > last_row || first == OOF_DAY_NONE)
    return;
  if (!has && !oof_timeline_scale_get_focus (self->scale))
    return;
  gdk_rgba_parse (&accent, is_dark () ? "#78aeed" : "#1c71d8");
  tint = accent;
  tint.alpha = 0.16f;
  oof_timeline_scale_get_columns (self->scale, GTK_WIDGET (self), first, last + 1, &x, &width);
  if (width <= 0)
    return;
  if (has)
    gtk_snapshot_append_color (snapshot, &tint, &GRAPHENE_RECT_INIT (x, 0, width, height));
  float top = self->position == first_row ? 2 : 0, bottom = self->position == last_row ? 2 : 0;
  GskRoundedRect frame;
  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT (x, 0, width, height), 0);
  gtk_snapshot_append_border (snapshot, &frame, (float[4]){ top, 2, bottom, 2 },
                              (GdkRGBA[4]){ accent, accent, accent, accent });
}

/* Names: initials on a pastel ground, as in every list of people. */

/* As high as the name beside it. */
static float
get_avatar_size (OofTimelineRow *self)
{
  int height;

  pango_layout_get_pixel_size (self->name, NULL, &height);
  return (float) MAX (height, LEAST_AVATAR);
}

static void
snapshot_avatar (OofTimelineRow *self, GtkSnapshot *snapshot, float x, float center, float size)
{
  static const char *const pastels[][2] = {
    { "#d8c5e3", "#4f2468" }, { "#c6e6d5", "#0c4b2d" }, { "#c5dbf7", "#14407a" },
    { "#f9d5b9", "#6b3000" }, { "#f6d0d4", "#7d1014" },
  };
  OofPerson *person = oof_timeline_item_get_person (self->item);
  const char *const *pastel = pastels[g_str_hash (person->address) % G_N_ELEMENTS (pastels)];
  graphene_rect_t area = GRAPHENE_RECT_INIT (x, center - size / 2, size, size);
  GskRoundedRect circle;
  GdkRGBA ground, text;
  int width, height;

  gdk_rgba_parse (&ground, pastel[0]);
  gdk_rgba_parse (&text, pastel[1]);
  gsk_rounded_rect_init_from_rect (&circle, &area, size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &ground, &area);
  gtk_snapshot_pop (snapshot);
  pango_layout_get_pixel_size (self->initials, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (x + (size - (float) width) / 2, center - height / 2.0f));
  gtk_snapshot_append_layout (snapshot, self->initials, &text);
  gtk_snapshot_restore (snapshot);
}

static int
snapshot_text (OofTimelineRow *self,
               GtkSnapshot *snapshot,
               PangoLayout *layout,
               float from,
               float room,
               gboolean at_end,
               const GdkRGBA *color)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float total = (float) gtk_widget_get_width (GTK_WIDGET (self));
  PangoRectangle
      box; /* in the layout's own width, on the side that the text's direction asks for */

  pango_layout_set_width (layout, (int) MAX (room, 1) * PANGO_SCALE);
  pango_layout_get_pixel_extents (layout, NULL, &box);
  float width = (float) box.width;
  float x = at_end ? from + room - width : from;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((rtl ? total - x - width : x) - (float) box.x,
                            (float) (gtk_widget_get_height (GTK_WIDGET (self)) - box.height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
  return box.width;
}

static float
mirror (OofTimelineRow *self, float x, float width)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return rtl ? (float) gtk_widget_get_width (GTK_WIDGET (self)) - x - width : x;
}

static void
snapshot_person (OofTimelineRow *self, GtkSnapshot *snapshot, float names, const GdkRGBA *text)
{
  float center = (float) gtk_widget_get_height (GTK_WIDGET (self)) / 2;
  gboolean trouble = oof_timeline_item_has_trouble (self->item);
  float avatar = get_avatar_size (self);
  float start = EDGE + avatar + 10, end = names - EDGE - (trouble ? GLYPH + 6 : 0);
  GdkRGBA amber;

  snapshot_avatar (self, snapshot, mirror (self, EDGE, avatar), center, avatar);
  snapshot_text (self, snapshot, self->name, start, end - start, FALSE, text);
  if (!trouble)
    return;
  gdk_rgba_parse (&amber, is_dark () ? "#f8e45c" : "#905005");
  snapshot_glyph (self, snapshot, "dialog-warning-symbolic",
                  mirror (self, names - EDGE - GLYPH, GLYPH), center, &amber);
}

static void
snapshot_heading (OofTimelineRow *self, GtkSnapshot *snapshot, float names, const GdkRGBA *text)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkRGBA shade = *text;
  const char *icon = !oof_timeline_item_is_collapsed (self->item) ? "pan-down-symbolic"
                     : rtl                                        ? "pan-start-symbolic"
                                                                  : "pan-end-symbolic";

  shade.alpha = 0.055f;
  gtk_snapshot_append_color (snapshot, &shade,
                             &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  snapshot_now (self, snapshot);
  snapshot_glyph (self, snapshot, icon, mirror (self, EDGE, GLYPH), (float) height / 2, text);
  shade.alpha = 0.75f;
  float start = EDGE + GLYPH + 6, room = names - start - EDGE;
  int used = snapshot_text (self, snapshot, self->name, start, room, FALSE, text);
  if (room - (float) used - 8 >= (float) self->remark_width)
    snapshot_text (self, snapshot, self->remark, start + (float) used + 8, room - (float) used - 8,
                   TRUE, &shade);
}

void
_oof_timeline_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OofTimelineRow *self = OOF_TIMELINE_ROW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  float names = (float) oof_timeline_scale_get_name_width (self->scale, width);
  GdkRGBA text, line;

  if (self->item == NULL || self->name == NULL)
    return;
  oof_widget_get_color (widget, &text);
  line = text;
  line.alpha = 0.12f;
  if (oof_timeline_item_get_person (self->item) == NULL)
    snapshot_heading (self, snapshot, names, &text);
  else
    {
      snapshot_days (self, snapshot, &text);
      snapshot_now (self, snapshot);
      GArray *spans = oof_timeline_item_get_spans (self->item);
      for (guint i = 0; i < spans->len; i++)
        if (_oof_timeline_row_is_shown (self, &g_array_index (spans, OofTimelineSpan, i)))
          snapshot_bar (self, snapshot, &g_array_index (spans, OofTimelineSpan, i),
                        g_ptr_array_index (self->texts, i));
      snapshot_person (self, snapshot, names, &text);
    }
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT (mirror (self, names, 1), 0, 1, (float) height));
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT (0, (float) height - 1, (float) width, 1));
  snapshot_selection (self, snapshot);
}
