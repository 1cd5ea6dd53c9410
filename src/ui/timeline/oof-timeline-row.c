/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/compat/oof-widget-color.h"
#include "ui/views/oof-bar-look.h"

#define ROW_HEIGHT  32
#define ROW_PADDING 6
#define AVATAR      20
#define EDGE        12
#define GLYPH       14
#define BAR_PADDING 5
#define MIN_BAR     3
/* Below this a bar has no room for a text. */
#define MIN_TEXT_HEIGHT 14
#define MIN_TEXT_WIDTH  28
/* A day at least this wide has a line of its own; else only the weeks have. */
#define MIN_DAY_LINE 10

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

G_DEFINE_FINAL_TYPE (OofTimelineRow, oof_timeline_row, GTK_TYPE_WIDGET)

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

/* Texts: made when the item or the style changes, never while drawing. */

static PangoLayout *
create_layout (OofTimelineRow *self, const char *text, double size, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (size));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static char *
make_bar_text (OofTimelineSpan *span, OofDay first)
{
  if (span->entry == NULL)
    return g_strdup (_ ("set by the user"));
  OofAbsence *absence = oof_absence_entry_get_absence (span->entry);
  const char *subject = *absence->subject != '\0' ? absence->subject : _ ("Absence");
  OofDay own_first, last;
  oof_absence_get_days (absence, &own_first, &last);
  if (span->from >= first || last == OOF_DAY_NONE)
    return g_strdup (subject);
  g_autofree char *end = oof_words_day_and_month (last);
  /* Translators: subject of an absence that began earlier, its last day */
  return g_strdup_printf (_ ("%s until %s"), subject, end);
}

static void
clear_texts (OofTimelineRow *self)
{
  g_clear_object (&self->name);
  g_clear_object (&self->initials);
  g_clear_object (&self->remark);
  g_ptr_array_set_size (self->texts, 0);
}

static void
make_heading (OofTimelineRow *self)
{
  g_autofree char *name = g_strdup_printf ("%s  %u", oof_timeline_item_get_group (self->item),
                                           oof_timeline_item_get_n_people (self->item));
  guint away = oof_timeline_item_get_n_away (self->item);
  g_autofree char *remark =
      away == 0 ? g_strdup (_ ("nobody away"))
                /* Translators: how many people of a group are away now */
                : g_strdup_printf (ngettext ("%u away now", "%u away now", away), away);

  self->name = create_layout (self, name, 1.0, PANGO_WEIGHT_BOLD);
  self->remark = create_layout (self, remark, 0.85, PANGO_WEIGHT_NORMAL);
  pango_layout_get_pixel_size (self->remark, &self->remark_width, NULL);
}

static void
make_texts (OofTimelineRow *self)
{
  OofDay first = oof_timeline_scale_get_first (self->scale);

  clear_texts (self);
  if (self->item == NULL)
    return;
  OofPerson *person = oof_timeline_item_get_person (self->item);
  if (person == NULL)
    {
      make_heading (self);
      return;
    }
  g_autofree char *initials = oof_person_get_initials (person);
  self->name = create_layout (self, person->name, 1.0, PANGO_WEIGHT_NORMAL);
  self->initials = create_layout (self, initials, 0.65, PANGO_WEIGHT_BOLD);
  GArray *spans = oof_timeline_item_get_spans (self->item);
  for (guint i = 0; i < spans->len; i++)
    {
      g_autofree char *text = make_bar_text (&g_array_index (spans, OofTimelineSpan, i), first);
      g_ptr_array_add (self->texts, create_layout (self, text, 0.87, PANGO_WEIGHT_NORMAL));
    }
}

/* Places. */

static void
get_bar_area (OofTimelineRow *self, const OofTimelineSpan *span, graphene_rect_t *area)
{
  guint lanes = span->n_lanes;
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self)) - 2 * BAR_PADDING;
  float lane = height / (float) lanes, x, width;
  double first = oof_timeline_scale_get_first (self->scale);
  float before = span->from >= first ? 1 : 0;

  oof_timeline_scale_get_columns (self->scale, GTK_WIDGET (self), span->from, span->to, &x, &width);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_LTR)
    x += before;
  graphene_rect_init (area, x, BAR_PADDING + lane * (float) span->lane,
                      MAX (width - 1 - before, MIN_BAR), MAX (lane - (lanes > 1 ? 1 : 0), 2));
}

static gboolean
is_shown (OofTimelineRow *self, const OofTimelineSpan *span)
{
  double first = oof_timeline_scale_get_first (self->scale);
  double last = first + oof_timeline_scale_get_n_days (self->scale);
  OofTimelineLayer layer = oof_timeline_scale_get_layer (self->scale);

  if (span->to <= first || span->from >= last)
    return FALSE;
  if (layer == OOF_LAYER_PLANNED)
    return span->entry != NULL;
  return layer == OOF_LAYER_BOTH || span->in_exchange;
}

OofTimelineSpan *
oof_timeline_row_get_span_at (OofTimelineRow *self, double x, double y)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ROW (self), NULL);

  if (self->item == NULL || oof_timeline_item_get_person (self->item) == NULL)
    return NULL;
  GArray *spans = oof_timeline_item_get_spans (self->item);
  for (guint i = spans->len; i > 0; i--)
    {
      OofTimelineSpan *span = &g_array_index (spans, OofTimelineSpan, i - 1);
      graphene_rect_t area;
      if (!is_shown (self, span))
        continue;
      get_bar_area (self, span, &area);
      if (graphene_rect_contains_point (&area, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        return span;
    }
  return NULL;
}

/* Drawing. */

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

  get_bar_area (self, span, &area);
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

static void
snapshot_avatar (OofTimelineRow *self, GtkSnapshot *snapshot, float x, float center)
{
  static const char *const pastels[][2] = {
    { "#d8c5e3", "#4f2468" }, { "#c6e6d5", "#0c4b2d" }, { "#c5dbf7", "#14407a" },
    { "#f9d5b9", "#6b3000" }, { "#f6d0d4", "#7d1014" },
  };
  OofPerson *person = oof_timeline_item_get_person (self->item);
  const char *const *pastel = pastels[g_str_hash (person->address) % G_N_ELEMENTS (pastels)];
  graphene_rect_t area = GRAPHENE_RECT_INIT (x, center - AVATAR / 2.0f, AVATAR, AVATAR);
  GskRoundedRect circle;
  GdkRGBA ground, text;
  int width, height;

  gdk_rgba_parse (&ground, pastel[0]);
  gdk_rgba_parse (&text, pastel[1]);
  gsk_rounded_rect_init_from_rect (&circle, &area, AVATAR / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &ground, &area);
  gtk_snapshot_pop (snapshot);
  pango_layout_get_pixel_size (self->initials, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (x + (AVATAR - width) / 2.0f, center - height / 2.0f));
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
  float start = EDGE + AVATAR + 10, end = names - EDGE - (trouble ? GLYPH + 6 : 0);
  GdkRGBA amber;

  snapshot_avatar (self, snapshot, mirror (self, EDGE, AVATAR), center);
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

static void
oof_timeline_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
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
        if (is_shown (self, &g_array_index (spans, OofTimelineSpan, i)))
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

/* The class. */

static void
oof_timeline_row_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  OofTimelineRow *self = OOF_TIMELINE_ROW (widget);
  int height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 300;
      *natural = 900;
      return;
    }
  if (self->name != NULL)
    pango_layout_get_pixel_size (self->name, NULL, &height);
  *minimum = *natural = MAX (ROW_HEIGHT, height + 2 * ROW_PADDING);
}

static void
oof_timeline_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (oof_timeline_row_parent_class)->css_changed (widget, change);
  make_texts (OOF_TIMELINE_ROW (widget));
  gtk_widget_queue_resize (widget);
}

static gboolean
oof_timeline_row_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  OofTimelineSpan *span = oof_timeline_row_get_span_at (OOF_TIMELINE_ROW (widget), x, y);

  if (span == NULL)
    return FALSE;
  if (span->entry == NULL)
    {
      gtk_tooltip_set_text (tooltip, _ ("Replies are on without an absence"));
      return TRUE;
    }
  OofAbsence *absence = oof_absence_entry_get_absence (span->entry);
  g_autofree char *dates = oof_words_absence_dates (absence);
  const char *deputy = oof_absence_entry_get_deputy_name (span->entry);
  g_autofree char *text = g_strdup_printf (
      "%s · %s\n%s\n%s%s%s", oof_absence_entry_get_person_name (span->entry),
      *absence->subject != '\0' ? absence->subject : _ ("Absence"), dates,
      oof_words_absence_state (oof_absence_entry_get_state (span->entry)),
      span->in_exchange ? _ (", in Exchange") : _ (", not in Exchange yet"),
      oof_absence_entry_is_in_conflict (span->entry) ? _ (", overlaps another absence") : "");
  g_autofree char *more =
      deputy != NULL ? g_strdup_printf (_ ("%s\nDeputy: %s"), text, deputy) : g_strdup (text);
  gtk_tooltip_set_text (tooltip, more);
  return TRUE;
}

static void
oof_timeline_row_dispose (GObject *object)
{
  OofTimelineRow *self = OOF_TIMELINE_ROW (object);

  oof_timeline_row_set_item (self, NULL);
  g_clear_object (&self->scale);

  G_OBJECT_CLASS (oof_timeline_row_parent_class)->dispose (object);
}

static void
oof_timeline_row_finalize (GObject *object)
{
  g_ptr_array_unref (OOF_TIMELINE_ROW (object)->texts);

  G_OBJECT_CLASS (oof_timeline_row_parent_class)->finalize (object);
}

static void
oof_timeline_row_class_init (OofTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_timeline_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = oof_timeline_row_finalize;
  widget_class->measure = oof_timeline_row_measure;
  widget_class->snapshot = oof_timeline_row_snapshot;
  widget_class->css_changed = oof_timeline_row_css_changed;
  widget_class->query_tooltip = oof_timeline_row_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "timelinerow");
}

static void
oof_timeline_row_init (OofTimelineRow *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

static void
scale_moved_cb (OofTimelineScale *scale, gpointer user_data)
{
  make_texts (OOF_TIMELINE_ROW (user_data));
}

GtkWidget *
oof_timeline_row_new (OofTimelineScale *scale)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (scale), NULL);

  OofTimelineRow *self = g_object_new (OOF_TYPE_TIMELINE_ROW, NULL);
  self->scale = g_object_ref (scale);
  g_signal_connect_object (scale, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scale, "moved", G_CALLBACK (scale_moved_cb), self, 0);
  return GTK_WIDGET (self);
}

static void
item_changed_cb (OofTimelineItem *item, gpointer user_data)
{
  make_texts (OOF_TIMELINE_ROW (user_data));
  gtk_widget_queue_draw (GTK_WIDGET (user_data));
}

void
oof_timeline_row_set_item (OofTimelineRow *self, OofTimelineItem *item)
{
  g_return_if_fail (OOF_IS_TIMELINE_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, item_changed_cb, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), self, 0);
  make_texts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
oof_timeline_row_set_position (OofTimelineRow *self, guint position)
{
  g_return_if_fail (OOF_IS_TIMELINE_ROW (self));

  self->position = position;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

OofTimelineItem *
oof_timeline_row_get_item (OofTimelineRow *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ROW (self), NULL);

  return self->item;
}

guint
oof_timeline_row_get_position (OofTimelineRow *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ROW (self), 0);

  return self->position;
}
