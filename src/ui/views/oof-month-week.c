/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/oof-month-week.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/oof-words.h"
#include "ui/compat/oof-widget-color.h"
#include "ui/views/oof-absence-bar.h"

#define DAYS       7
#define MIN_HEIGHT 62
#define LABEL_TOP  6
#define LANE_TOP   30
#define LANE_STEP  28
#define BAR_HEIGHT 24
#define BAR_GAP    4
#define MAX_LANES  3

/* Where a bar lies: columns, both inclusive, and lane. */
typedef struct
{
  GtkWidget *bar; /* (owned by the widget tree) */
  int first;
  int last;
  int lane;
  gboolean starts_before;
  gboolean ends_after;
} Placement;

struct _OofMonthWeek
{
  GtkWidget parent_instance;

  OofDay first;
  gboolean is_working[DAYS];
  GtkWidget *number;       /* (owned by the widget tree) */
  GtkWidget *labels[DAYS]; /* (owned by the widget tree) */
  GtkWidget
      *months[DAYS];  /* (owned by the widget tree) the day with its month, where that has room */
  GtkWidget *more;    /* (owned by the widget tree) "+2" where lanes ran out */
  GArray *placements; /* (owned) Placement */
  int n_lanes;
  OofDay selected_first;
  OofDay selected_last;
  OofDay cursor;
};

G_DEFINE_FINAL_TYPE (OofMonthWeek, oof_month_week, GTK_TYPE_WIDGET)

static void
clear_placements (OofMonthWeek *self)
{
  for (guint i = 0; i < self->placements->len; i++)
    gtk_widget_unparent (g_array_index (self->placements, Placement, i).bar);
  g_array_set_size (self->placements, 0);
  self->n_lanes = 0;
}

static void
oof_month_week_dispose (GObject *object)
{
  OofMonthWeek *self = OOF_MONTH_WEEK (object);

  if (self->placements != NULL)
    clear_placements (self);
  g_clear_pointer (&self->placements, g_array_unref);
  g_clear_pointer (&self->number, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  for (int i = 0; i < DAYS; i++)
    {
      g_clear_pointer (&self->labels[i], gtk_widget_unparent);
      g_clear_pointer (&self->months[i], gtk_widget_unparent);
    }

  G_OBJECT_CLASS (oof_month_week_parent_class)->dispose (object);
}

/* The edge before column @i; rounding edges instead of widths leaves no gaps. Right-to-left
 * mirrors. */
static int
column_edge (OofMonthWeek *self, int i)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double column = (double) (width - OOF_MONTH_WEEK_NUMBER_WIDTH) / DAYS;
  int edge = OOF_MONTH_WEEK_NUMBER_WIDTH + (int) round (column * i);

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - edge : edge;
}

/* Left edge and width of the columns @first to @last. */
static void
get_columns (OofMonthWeek *self, int first, int last, int *x, int *width)
{
  int a = column_edge (self, first);
  int b = column_edge (self, last + 1);

  *x = MIN (a, b);
  *width = ABS (b - a);
}

static void
oof_month_week_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  OofMonthWeek *self = OOF_MONTH_WEEK (widget);
  int label_height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = OOF_MONTH_WEEK_NUMBER_WIDTH + DAYS * 40;
      *natural = OOF_MONTH_WEEK_NUMBER_WIDTH + DAYS * 150;
      return;
    }
  gtk_widget_measure (self->labels[0], GTK_ORIENTATION_VERTICAL, -1, &label_height, NULL, NULL,
                      NULL);
  int lanes = MAX (LANE_TOP, label_height + 2 * LABEL_TOP) + self->n_lanes * LANE_STEP + 2;
  *minimum = *natural = MAX (MIN_HEIGHT, lanes);
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  int minimum_width, minimum_height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &minimum_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (
      child, &(GtkAllocation){ x, y, MAX (width, minimum_width), MAX (height, minimum_height) },
      -1);
}

static int
get_lane_top (OofMonthWeek *self)
{
  int label_height;

  gtk_widget_measure (self->labels[0], GTK_ORIENTATION_VERTICAL, -1, &label_height, NULL, NULL,
                      NULL);
  return MAX (LANE_TOP, label_height + 2 * LABEL_TOP);
}

static void
allocate_bars (OofMonthWeek *self)
{
  int top = get_lane_top (self);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < self->placements->len; i++)
    {
      Placement *placement = &g_array_index (self->placements, Placement, i);
      int before = placement->starts_before ? 0 : BAR_GAP;
      int after = placement->ends_after ? 0 : BAR_GAP;
      int x, width;

      get_columns (self, placement->first, placement->last, &x, &width);
      allocate (placement->bar, x + (rtl ? after : before), top + placement->lane * LANE_STEP,
                width - before - after, BAR_HEIGHT);
    }
}

/* The day with its month where that fits into @width, else the day alone. */
static GtkWidget *
choose_label (OofMonthWeek *self, int i, int width, int *natural)
{
  gboolean fits = FALSE;

  gtk_widget_measure (self->months[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, natural, NULL, NULL);
  fits = *natural <= width && *gtk_label_get_label (GTK_LABEL (self->months[i])) != '\0';
  gtk_widget_set_child_visible (self->months[i], fits);
  gtk_widget_set_child_visible (self->labels[i], !fits);
  if (fits)
    return self->months[i];
  gtk_widget_measure (self->labels[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, natural, NULL, NULL);
  return self->labels[i];
}

static void
oof_month_week_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OofMonthWeek *self = OOF_MONTH_WEEK (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x, column;

  allocate (self->number, rtl ? width - OOF_MONTH_WEEK_NUMBER_WIDTH : 0, LABEL_TOP,
            OOF_MONTH_WEEK_NUMBER_WIDTH, 0);
  for (int i = 0; i < DAYS; i++)
    {
      int natural;
      get_columns (self, i, i, &x, &column);
      GtkWidget *label = choose_label (self, i, column - 4, &natural);
      allocate (label, rtl ? x + column - natural - 2 : x + 2, LABEL_TOP, natural, 0);
    }
  get_columns (self, DAYS - 1, DAYS - 1, &x, &column);
  allocate (self->more, x + column - 40, LABEL_TOP, 36, 0);
  allocate_bars (self);
}

static void
snapshot_days (OofMonthWeek *self, GtkSnapshot *snapshot, const GdkRGBA *text)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  for (int i = 0; i < DAYS; i++)
    {
      GdkRGBA color = *text;
      OofDay day = self->first + i;
      int x, width;

      get_columns (self, i, i, &x, &width);
      color.alpha = self->is_working[i] ? 0 : 0.05f;
      if (self->selected_first != OOF_DAY_NONE && day >= self->selected_first
          && day <= self->selected_last)
        {
          gdk_rgba_parse (&color, "#3584e4");
          color.alpha = 0.22f;
        }
      if (color.alpha > 0)
        gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (x, 0, width, height));
    }
}

static void
snapshot_lines (OofMonthWeek *self, GtkSnapshot *snapshot, const GdkRGBA *text)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA color = *text;

  color.alpha = 0.13f;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, width, 1));
  for (int i = 0; i < DAYS; i++)
    gtk_snapshot_append_color (snapshot, &color,
                               &GRAPHENE_RECT_INIT (column_edge (self, i), 0, 1, height));
}

static void
snapshot_cursor (OofMonthWeek *self, GtkSnapshot *snapshot)
{
  int x, width, height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA accent;
  GskRoundedRect frame;

  if (self->cursor < self->first || self->cursor >= self->first + DAYS)
    return;
  gdk_rgba_parse (&accent, "#3584e4");
  get_columns (self, self->cursor - self->first, self->cursor - self->first, &x, &width);
  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT (x + 1, 1, width - 2, height - 2),
                                   6);
  gtk_snapshot_append_border (snapshot, &frame, (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ accent, accent, accent, accent });
}

static void
oof_month_week_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OofMonthWeek *self = OOF_MONTH_WEEK (widget);
  GdkRGBA text;

  oof_widget_get_color (widget, &text);
  snapshot_days (self, snapshot, &text);
  snapshot_lines (self, snapshot, &text);
  GTK_WIDGET_CLASS (oof_month_week_parent_class)->snapshot (widget, snapshot);
  snapshot_cursor (self, snapshot);
}

static void
oof_month_week_class_init (OofMonthWeekClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_month_week_dispose;
  widget_class->measure = oof_month_week_measure;
  widget_class->size_allocate = oof_month_week_size_allocate;
  widget_class->snapshot = oof_month_week_snapshot;
  gtk_widget_class_set_css_name (widget_class, "monthweek");
}

static GtkWidget *
add_label (OofMonthWeek *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
oof_month_week_init (OofMonthWeek *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->placements = g_array_new (FALSE, FALSE, sizeof (Placement));
  self->selected_first = self->selected_last = self->cursor = OOF_DAY_NONE;
  self->number = add_label (self, "week-number");
  for (int i = 0; i < DAYS; i++)
    {
      self->labels[i] = add_label (self, "day-number");
      self->months[i] = add_label (self, "day-number");
    }
  self->more = add_label (self, "week-number");
}

GtkWidget *
oof_month_week_new (void)
{
  return g_object_new (OOF_TYPE_MONTH_WEEK, NULL);
}

static void
set_look (GtkWidget *label, const char *text, gboolean is_today, gboolean is_other_month)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_remove_css_class (label, "other-month");
  gtk_widget_remove_css_class (label, "today");
  if (is_today)
    gtk_widget_add_css_class (label, "today");
  else if (is_other_month)
    gtk_widget_add_css_class (label, "other-month");
}

static void
set_day_label (OofMonthWeek *self, int i, int month, OofDay today)
{
  OofDay day = self->first + i;
  int year, day_month, dom;

  oof_day_get_ymd (day, &year, &day_month, &dom);
  gboolean names_month = dom == 1 || (i == 0 && day_month != month);
  g_autofree char *number = g_strdup_printf ("%d", dom);
  g_autofree char *with_month = names_month ? oof_words_day_and_month (day) : g_strdup ("");
  set_look (self->labels[i], number, day == today, day_month != month);
  set_look (self->months[i], with_month, day == today, day_month != month);
}

void
oof_month_week_set_days (
    OofMonthWeek *self, OofDay first, int month, OofDay today, const OofOptions *options)
{
  g_return_if_fail (OOF_IS_MONTH_WEEK (self));

  g_autofree char *number =
      g_strdup_printf ("%d", oof_day_get_week_number (first, oof_day_get_weekday (first)));
  self->first = first;
  gtk_label_set_label (GTK_LABEL (self->number), number);
  for (int i = 0; i < DAYS; i++)
    {
      self->is_working[i] = oof_options_is_working_day (options, first + i);
      set_day_label (self, i, month, today);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

OofDay
oof_month_week_get_first (OofMonthWeek *self)
{
  g_return_val_if_fail (OOF_IS_MONTH_WEEK (self), OOF_DAY_NONE);

  return self->first;
}

/* The lowest lane that is free over the columns of @placement. */
static int
find_lane (OofMonthWeek *self, const Placement *placement)
{
  for (int lane = 0;; lane++)
    {
      gboolean is_free = TRUE;
      for (guint i = 0; i < self->placements->len && is_free; i++)
        {
          Placement *other = &g_array_index (self->placements, Placement, i);
          is_free = other->lane != lane || other->last < placement->first
                    || other->first > placement->last;
        }
      if (is_free)
        return lane;
    }
}

/* FALSE when the lanes are full: then it is counted in "+n". */
static gboolean
place (OofMonthWeek *self, OofAbsenceEntry *item, OofDay first, OofDay last, GPtrArray *subjects)
{
  Placement placement = {
    .first = MAX (first - self->first, 0),
    .last = MIN (last - self->first, DAYS - 1),
    .starts_before = first<self->first, .ends_after = last> self->first + DAYS - 1,
  };

  placement.lane = find_lane (self, &placement);
  if (placement.lane >= MAX_LANES)
    return FALSE;
  placement.bar =
      oof_absence_bar_new (item, subjects, placement.starts_before, placement.ends_after);
  gtk_widget_insert_before (placement.bar, GTK_WIDGET (self), self->more);
  g_array_append_val (self->placements, placement);
  self->n_lanes = MAX (self->n_lanes, placement.lane + 1);
  return TRUE;
}

void
oof_month_week_set_items (OofMonthWeek *self, GPtrArray *items, GPtrArray *subjects)
{
  g_return_if_fail (OOF_IS_MONTH_WEEK (self));

  int hidden = 0;
  clear_placements (self);
  for (guint i = 0; i < items->len; i++)
    {
      OofAbsenceEntry *item = g_ptr_array_index (items, i);
      OofDay first, last;

      if (oof_absence_entry_get_state (item) == OOF_ABSENCE_CANCELLED)
        continue;
      oof_absence_get_days (oof_absence_entry_get_absence (item), &first, &last);
      if (last == OOF_DAY_NONE)
        last = G_MAXINT32;
      if (first < self->first + DAYS && last >= self->first)
        hidden += place (self, item, first, last, subjects) ? 0 : 1;
    }
  g_autofree char *more = hidden > 0 ? g_strdup_printf ("+%d", hidden) : NULL;
  gtk_label_set_label (GTK_LABEL (self->more), more != NULL ? more : "");
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
oof_month_week_set_selection (OofMonthWeek *self, OofDay first, OofDay last, OofDay cursor)
{
  g_return_if_fail (OOF_IS_MONTH_WEEK (self));

  self->selected_first = first;
  self->selected_last = last;
  self->cursor = cursor;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

OofDay
oof_month_week_get_day_at (OofMonthWeek *self, double x)
{
  g_return_val_if_fail (OOF_IS_MONTH_WEEK (self), OOF_DAY_NONE);

  for (int i = 0; i < DAYS; i++)
    {
      int left, width;
      get_columns (self, i, i, &left, &width);
      if (x >= left && x < left + width)
        return self->first + i;
    }
  return self->first;
}
