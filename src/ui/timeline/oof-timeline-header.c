/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-header.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/oof-words.h"
#include "ui/compat/oof-widget-color.h"

#define DAYS      7
#define MAX_DAYS  31
#define PADDING   6
#define EDGE      12
#define MARK      3
#define PILL_EDGE 5

/* What needs how much room a day. */
#define MIN_DAY_LABEL  18
#define DAY_GAP        2
#define MIN_WEEK_LABEL 5

struct _OofTimelineHeader
{
  GtkWidget parent_instance;

  OofTimelineScale *scale;     /* (owned) */
  PangoLayout *days[MAX_DAYS]; /* (owned) (nullable) "1" … "31" */
  PangoLayout *weekdays[DAYS]; /* (owned) (nullable) "Mo" … "Su" */
  PangoLayout *people;         /* (owned) (nullable) heading of the names */
  GPtrArray *months;           /* (owned) PangoLayout of the months shown */
  GPtrArray *weeks;            /* (owned) PangoLayout of the weeks shown */
  GArray *month_days;          /* (owned) OofDay: first day shown of each month */
  GArray *week_days;           /* (owned) OofDay: first day of each week */
  int line_height;
};

G_DEFINE_FINAL_TYPE (OofTimelineHeader, oof_timeline_header, GTK_TYPE_WIDGET)

static void
clear_layouts (OofTimelineHeader *self)
{
  for (int i = 0; i < MAX_DAYS; i++)
    g_clear_object (&self->days[i]);
  for (int i = 0; i < DAYS; i++)
    g_clear_object (&self->weekdays[i]);
  g_clear_object (&self->people);
  g_ptr_array_set_size (self->months, 0);
  g_ptr_array_set_size (self->weeks, 0);
  g_array_set_size (self->month_days, 0);
  g_array_set_size (self->week_days, 0);
}

static PangoLayout *
create_layout (OofTimelineHeader *self, const char *text, double size, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (size));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static void
add_month (OofTimelineHeader *self, OofDay day)
{
  g_autofree char *name = oof_words_month (day);

  g_array_append_val (self->month_days, day);
  g_ptr_array_add (self->months, create_layout (self, name, 0.9, PANGO_WEIGHT_BOLD));
}

static void
add_week (OofTimelineHeader *self, OofDay day)
{
  /* Translators: a week of the year in the heading of the timeline */
  int week_start = oof_timeline_scale_get_options (self->scale)->week_start;
  g_autofree char *name = g_strdup_printf (_ ("Wk %d"), oof_day_get_week_number (day, week_start));

  g_array_append_val (self->week_days, day);
  g_ptr_array_add (self->weeks, create_layout (self, name, 0.8, PANGO_WEIGHT_NORMAL));
}

static void
make_months_and_weeks (OofTimelineHeader *self)
{
  OofDay first = oof_timeline_scale_get_first (self->scale);
  int n_days = oof_timeline_scale_get_n_days (self->scale);
  int week_start = oof_timeline_scale_get_options (self->scale)->week_start;

  for (OofDay day = first; day < first + n_days; day++)
    {
      int year, month, dom;
      oof_day_get_ymd (day, &year, &month, &dom);
      if (day == first || dom == 1)
        add_month (self, day);
      if (day == first || oof_day_get_weekday (day) == week_start)
        add_week (self, day);
    }
}

static void
make_layouts (OofTimelineHeader *self)
{
  clear_layouts (self);
  for (int i = 0; i < MAX_DAYS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i + 1);
      self->days[i] = create_layout (self, text, 0.87, PANGO_WEIGHT_NORMAL);
    }
  for (int i = 0; i < DAYS; i++)
    {
      g_autofree char *text = oof_words_weekday (i + 1);
      self->weekdays[i] = create_layout (self, text, 0.78, PANGO_WEIGHT_NORMAL);
    }
  self->people = create_layout (self, _ ("Person"), 0.87, PANGO_WEIGHT_BOLD);
  make_months_and_weeks (self);
  pango_layout_get_pixel_size (self->days[0], NULL, &self->line_height);
}

static void
append_layout (OofTimelineHeader *self,
               GtkSnapshot *snapshot,
               PangoLayout *layout,
               float x,
               float y,
               const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static float
get_month_height (OofTimelineHeader *self)
{
  return (float) self->line_height + 2 * PADDING - 2;
}

/* Below the months and the weeks. */
static float
get_days_top (OofTimelineHeader *self)
{
  return get_month_height (self) + (float) self->line_height + 2;
}

/* Within [from, to), at its start or in its middle; nothing where it has no room. */
static float
append_within (OofTimelineHeader *self,
               GtkSnapshot *snapshot,
               PangoLayout *layout,
               double from,
               double to,
               gboolean centered,
               float y,
               const GdkRGBA *color)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float x, room;
  int width;

  oof_timeline_scale_get_columns (self->scale, GTK_WIDGET (self), from, to, &x, &room);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if ((float) width + (centered ? 0 : 8) > room)
    return 0;
  if (centered)
    x += (room - (float) width) / 2;
  else
    x += rtl ? room - (float) width - 8 : 8;
  append_layout (self, snapshot, layout, x, y, color);
  return (float) width + 8;
}

static void
snapshot_months (OofTimelineHeader *self, GtkSnapshot *snapshot, const GdkRGBA *text)
{
  double end =
      oof_timeline_scale_get_first (self->scale) + oof_timeline_scale_get_n_days (self->scale);
  float height = get_month_height (self);
  GdkRGBA line = *text;

  line.alpha = 0.14f;
  for (guint i = 0; i < self->months->len; i++)
    {
      OofDay from = g_array_index (self->month_days, OofDay, i);
      double to = i + 1 < self->months->len ? g_array_index (self->month_days, OofDay, i + 1) : end;
      append_within (self, snapshot, g_ptr_array_index (self->months, i), from, to, FALSE,
                     PADDING - 1, text);
      if (i > 0)
        gtk_snapshot_append_color (snapshot, &line,
                                   &GRAPHENE_RECT_INIT ((float) oof_timeline_scale_get_x (
                                                            self->scale, GTK_WIDGET (self), from),
                                                        0, 1, height));
    }
}

/* Each over its first day, in a line below the months: alone there where days are narrow. */
static void
snapshot_weeks (OofTimelineHeader *self, GtkSnapshot *snapshot, gboolean wide, const GdkRGBA *text)
{
  float top = get_month_height (self), height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float y = wide ? top + 2 : top + (height - top - (float) self->line_height) / 2;
  OofDay end =
      oof_timeline_scale_get_first (self->scale) + oof_timeline_scale_get_n_days (self->scale);
  GdkRGBA dim = *text, line = *text;

  dim.alpha = 0.72f;
  line.alpha = 0.14f;
  for (guint i = 0; i < self->weeks->len; i++)
    {
      OofDay from = g_array_index (self->week_days, OofDay, i);
      OofDay to = i + 1 < self->weeks->len ? g_array_index (self->week_days, OofDay, i + 1) : end;
      append_within (self, snapshot, g_ptr_array_index (self->weeks, i), from, to, FALSE, y, &dim);
      if (i > 0)
        gtk_snapshot_append_color (snapshot, &line,
                                   &GRAPHENE_RECT_INIT ((float) oof_timeline_scale_get_x (
                                                            self->scale, GTK_WIDGET (self), from),
                                                        top, 1, height - top));
    }
}

static void
snapshot_day (OofTimelineHeader *self, GtkSnapshot *snapshot, OofDay day, const GdkRGBA *text)
{
  gboolean today = day == (OofDay) floor (oof_timeline_scale_get_now (self->scale));
  float top = get_days_top (self), bottom = top + (float) self->line_height - 2, x, width;
  int year, month, dom;
  GdkRGBA color = *text, dim = *text;

  oof_day_get_ymd (day, &year, &month, &dom);
  dim.alpha = 0.72f;
  append_within (self, snapshot, self->weekdays[oof_day_get_weekday (day) - 1], day, day + 1, TRUE,
                 top, &dim);
  if (today)
    {
      int natural;
      GdkRGBA red;
      GskRoundedRect pill;
      gdk_rgba_parse (&red, "#c01c28");
      gdk_rgba_parse (&color, "#ffffff");
      oof_timeline_scale_get_columns (self->scale, GTK_WIDGET (self), day, day + 1, &x, &width);
      pango_layout_get_pixel_size (self->days[dom - 1], &natural, NULL);
      float pill_width = MIN ((float) natural + 2 * PILL_EDGE, width);
      graphene_rect_t area = GRAPHENE_RECT_INIT (x + (width - pill_width) / 2, bottom, pill_width,
                                                 (float) self->line_height);
      gsk_rounded_rect_init_from_rect (&pill, &area, (float) self->line_height / 2);
      gtk_snapshot_push_rounded_clip (snapshot, &pill);
      gtk_snapshot_append_color (snapshot, &red, &area);
      gtk_snapshot_pop (snapshot);
    }
  append_within (self, snapshot, self->days[dom - 1], day, day + 1, TRUE, bottom, &color);
}

static void
snapshot_shade (OofTimelineHeader *self, GtkSnapshot *snapshot, const GdkRGBA *text)
{
  OofOptions *options = oof_timeline_scale_get_options (self->scale);
  OofDay first = oof_timeline_scale_get_first (self->scale);
  int n_days = oof_timeline_scale_get_n_days (self->scale);
  float top = get_days_top (self);
  GdkRGBA shade = *text, line = *text;

  shade.alpha = 0.055f;
  line.alpha = 0.14f;
  for (OofDay day = first; day < first + n_days; day++)
    {
      float x, width;
      if (oof_options_is_working_day (options, day))
        continue;
      oof_timeline_scale_get_columns (self->scale, GTK_WIDGET (self), day, day + 1, &x, &width);
      gtk_snapshot_append_color (
          snapshot, &shade,
          &GRAPHENE_RECT_INIT (x, top, width,
                               (float) gtk_widget_get_height (GTK_WIDGET (self)) - top));
    }
  gtk_snapshot_append_color (
      snapshot, &line,
      &GRAPHENE_RECT_INIT (0, (float) gtk_widget_get_height (GTK_WIDGET (self)) - 1,
                           (float) gtk_widget_get_width (GTK_WIDGET (self)), 1));
}

static void
snapshot_selection (OofTimelineHeader *self, GtkSnapshot *snapshot)
{
  guint first_row, last_row;
  OofDay first, last;
  GdkRGBA accent;
  float x, width;

  if (!oof_timeline_scale_get_selection (self->scale, &first_row, &last_row, &first, &last))
    return;
  gdk_rgba_parse (&accent, "#1c71d8");
  oof_timeline_scale_get_columns (self->scale, GTK_WIDGET (self), first, last + 1, &x, &width);
  gtk_snapshot_append_color (
      snapshot, &accent,
      &GRAPHENE_RECT_INIT (x, (float) gtk_widget_get_height (GTK_WIDGET (self)) - MARK, width,
                           MARK));
}

static void
snapshot_people (OofTimelineHeader *self, GtkSnapshot *snapshot, const GdkRGBA *text)
{
  int total = gtk_widget_get_width (GTK_WIDGET (self)), width;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int names = oof_timeline_scale_get_name_width (self->scale, total);
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA line = *text;

  line.alpha = 0.12f;
  pango_layout_get_pixel_size (self->people, &width, NULL);
  append_layout (self, snapshot, self->people, (float) (rtl ? total - EDGE - width : EDGE),
                 height - (float) self->line_height - PADDING, text);
  gtk_snapshot_append_color (
      snapshot, &line, &GRAPHENE_RECT_INIT ((float) (rtl ? total - names : names), 0, 1, height));
}

/* Of the names of the week and the numbers of days: all of them are shown, or none. */
static int
get_widest_day (OofTimelineHeader *self)
{
  int widest, width;

  pango_layout_get_pixel_size (self->days[MAX_DAYS - 1], &widest, NULL);
  for (int i = 0; i < DAYS; i++)
    {
      pango_layout_get_pixel_size (self->weekdays[i], &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

static void
oof_timeline_header_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OofTimelineHeader *self = OOF_TIMELINE_HEADER (widget);
  OofDay first = oof_timeline_scale_get_first (self->scale);
  int n_days = oof_timeline_scale_get_n_days (self->scale);
  double day_width = oof_timeline_scale_get_day_width (self->scale, gtk_widget_get_width (widget));
  gboolean wide = day_width >= MAX (MIN_DAY_LABEL, get_widest_day (self) + DAY_GAP);
  GdkRGBA text;

  oof_widget_get_color (widget, &text);
  snapshot_shade (self, snapshot, &text);
  snapshot_people (self, snapshot, &text);
  snapshot_months (self, snapshot, &text);
  if (day_width >= MIN_WEEK_LABEL)
    snapshot_weeks (self, snapshot, wide, &text);
  if (wide)
    for (OofDay day = first; day < first + n_days; day++)
      snapshot_day (self, snapshot, day, &text);
  snapshot_selection (self, snapshot);
}

static void
oof_timeline_header_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  OofTimelineHeader *self = OOF_TIMELINE_HEADER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 0;
  else
    *minimum = *natural = (int) get_days_top (self) + 2 * self->line_height - 2 + MARK + 2;
}

static void
oof_timeline_header_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (oof_timeline_header_parent_class)->css_changed (widget, change);
  if (OOF_TIMELINE_HEADER (widget)->scale == NULL)
    return;
  make_layouts (OOF_TIMELINE_HEADER (widget));
  gtk_widget_queue_resize (widget);
}

static void
oof_timeline_header_dispose (GObject *object)
{
  OofTimelineHeader *self = OOF_TIMELINE_HEADER (object);

  clear_layouts (self);
  g_clear_object (&self->scale);

  G_OBJECT_CLASS (oof_timeline_header_parent_class)->dispose (object);
}

static void
oof_timeline_header_finalize (GObject *object)
{
  OofTimelineHeader *self = OOF_TIMELINE_HEADER (object);

  g_ptr_array_unref (self->months);
  g_ptr_array_unref (self->weeks);
  g_array_unref (self->month_days);
  g_array_unref (self->week_days);

  G_OBJECT_CLASS (oof_timeline_header_parent_class)->finalize (object);
}

static void
oof_timeline_header_class_init (OofTimelineHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_timeline_header_dispose;
  G_OBJECT_CLASS (klass)->finalize = oof_timeline_header_finalize;
  widget_class->measure = oof_timeline_header_measure;
  widget_class->snapshot = oof_timeline_header_snapshot;
  widget_class->css_changed = oof_timeline_header_css_changed;
  gtk_widget_class_set_css_name (widget_class, "timelineheader");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
oof_timeline_header_init (OofTimelineHeader *self)
{
  self->months = g_ptr_array_new_with_free_func (g_object_unref);
  self->weeks = g_ptr_array_new_with_free_func (g_object_unref);
  self->month_days = g_array_new (FALSE, FALSE, sizeof (OofDay));
  self->week_days = g_array_new (FALSE, FALSE, sizeof (OofDay));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
scale_moved_cb (OofTimelineScale *scale, gpointer user_data)
{
  make_layouts (OOF_TIMELINE_HEADER (user_data));
}

GtkWidget *
oof_timeline_header_new (OofTimelineScale *scale)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (scale), NULL);

  OofTimelineHeader *self = g_object_new (OOF_TYPE_TIMELINE_HEADER, NULL);
  self->scale = g_object_ref (scale);
  g_signal_connect_object (scale, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scale, "moved", G_CALLBACK (scale_moved_cb), self, 0);
  make_layouts (self);
  return GTK_WIDGET (self);
}
