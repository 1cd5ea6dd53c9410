/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/oof-year-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/oof-words.h"
#include "ui/compat/oof-widget-color.h"
#include "ui/oof-absence-entry.h"
#include "ui/views/oof-bar-look.h"

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

enum
{
  RANGE_PICKED,
  ABSENCE_PICKED,
  MONTH_PICKED,
  YEAR_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofYearView, oof_year_view, GTK_TYPE_WIDGET)

/* Texts. */

static void
clear_layouts (OofYearView *self)
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

static OofDay
get_month_start (OofYearView *self, int month)
{
  int year, first_month, dom;

  oof_day_get_ymd (self->first, &year, &first_month, &dom);
  return month < MONTHS ? oof_day_from_ymd (year, month + 1, 1) : oof_day_from_ymd (year + 1, 1, 1);
}

static void
make_layouts (OofYearView *self)
{
  clear_layouts (self);
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
      g_autofree char *text = oof_words_month (get_month_start (self, i));
      self->months[i] = create_layout (self, text, 0.95, PANGO_WEIGHT_BOLD);
    }
  pango_layout_get_pixel_size (self->months[0], NULL, &self->line_height);
}

/* Places. */

static int
get_n_columns (int width)
{
  return CLAMP ((width - 2 * PADDING + GAP) / (MONTH_WIDTH + GAP), 1, MAX_COLUMNS);
}

static int
get_cell_height (OofYearView *self)
{
  return self->line_height + 6;
}

static int
get_month_height (OofYearView *self)
{
  return self->line_height + 8 + self->line_height + WEEKS * get_cell_height (self) + GAP;
}

/* Where the month lies, right-to-left mirrored. */
static void
get_month_area (OofYearView *self, int month, graphene_rect_t *area)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), columns = get_n_columns (width);
  float each = (float) (width - 2 * PADDING - (columns - 1) * GAP) / (float) columns;
  float x = PADDING + (float) (month % columns) * (each + GAP);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  graphene_rect_init (area, rtl ? (float) width - x - each : x,
                      PADDING + (float) (month / columns * get_month_height (self)), each,
                      (float) get_month_height (self));
}

/* Of the day of @month: column from the start of the week, and week of the month. */
static void
get_cell (OofYearView *self, OofDay start, OofDay day, int *column, int *week)
{
  int before = (oof_day_get_weekday (start) - self->options->week_start + DAYS) % DAYS;
  int index = before + (day - start);

  *column = index % DAYS;
  *week = index / DAYS;
}

static void
get_cell_area (OofYearView *self,
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
static OofDay
get_day_at (OofYearView *self, double x, double y, int *month)
{
  for (*month = 0; *month < MONTHS; (*month)++)
    {
      graphene_rect_t area, cell;
      OofDay start = get_month_start (self, *month);
      OofDay end = get_month_start (self, *month + 1);
      get_month_area (self, *month, &area);
      if (!graphene_rect_contains_point (&area, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        continue;
      for (OofDay day = start; day < end; day++)
        {
          int column, week;
          get_cell (self, start, day, &column, &week);
          get_cell_area (self, &area, column, 1, week, &cell);
          if (graphene_rect_contains_point (&cell, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
            return day;
        }
      return OOF_DAY_NONE;
    }
  *month = -1;
  return OOF_DAY_NONE;
}

/* What counts on each day: a closure, else what started last (decisions 5). */
static gboolean
counts_before (OofAbsenceEntry *item, OofAbsenceEntry *other)
{
  OofAbsence *a = oof_absence_entry_get_absence (item);
  OofAbsence *b = oof_absence_entry_get_absence (other);

  if ((a->closure_id != NULL) != (b->closure_id != NULL))
    return a->closure_id != NULL;
  return oof_absence_get_range (a).from > oof_absence_get_range (b).from;
}

static void
place_items (OofYearView *self)
{
  self->n_days = get_month_start (self, MONTHS) - self->first;
  for (int i = 0; i < MAX_DAYS; i++)
    {
      self->entries[i] = NULL;
      self->conflicts[i] = FALSE;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      OofAbsenceEntry *item = g_ptr_array_index (self->items, i);
      OofDay first, last;
      if (oof_absence_entry_get_state (item) == OOF_ABSENCE_CANCELLED)
        continue;
      oof_absence_get_days (oof_absence_entry_get_absence (item), &first, &last);
      last = last == OOF_DAY_NONE ? self->first + self->n_days - 1
                                  : MIN (last, self->first + self->n_days - 1);
      for (OofDay day = MAX (first, self->first); day <= last; day++)
        {
          int at = day - self->first;
          self->conflicts[at] = self->conflicts[at] || self->entries[at] != NULL;
          if (self->entries[at] == NULL || counts_before (item, self->entries[at]))
            self->entries[at] = item;
        }
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Drawing. */

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

  get_cell (self, start, first, &column, &week);
  get_cell_area (self, month, column, last - first + 1, week, &area);
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
      get_cell (self, start, day, &column, &week);
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
  OofDay start = get_month_start (self, month), end = get_month_start (self, month + 1);
  GdkRGBA dim = *text;
  graphene_rect_t area, cell;

  dim.alpha = 0.72f;
  get_month_area (self, month, &area);
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
      get_cell_area (self, &area, i, 1, 0, &cell);
      cell.origin.y -= (float) self->line_height + 2;
      cell.size.height = (float) self->line_height;
      append_centered (snapshot, self->weekdays[weekday], &cell, &dim);
    }
  snapshot_runs (self, snapshot, &area, start, end);
  for (OofDay day = start; day < end; day++)
    {
      int column, week;
      get_cell (self, start, day, &column, &week);
      get_cell_area (self, &area, column, 1, week, &cell);
      snapshot_day (self, snapshot, day, day - start + 1, &cell, text);
    }
}

static void
oof_year_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OofYearView *self = OOF_YEAR_VIEW (widget);
  GdkRGBA text;

  oof_widget_get_color (widget, &text);
  for (int month = 0; month < MONTHS; month++)
    snapshot_month (self, snapshot, month, &text);
}

/* The keyboard and the mouse. */

static void
speak (OofYearView *self)
{
  OofAbsenceEntry *item = self->cursor >= self->first && self->cursor < self->first + self->n_days
                              ? self->entries[self->cursor - self->first]
                              : NULL;
  g_autofree char *day = oof_words_day_long (self->cursor);
  g_autofree char *words =
      item != NULL
          /* Translators: what a screen reader says of the year; a day and a subject */
          ? g_strdup_printf (_ ("Year, %s, away, %s"), day,
                             oof_absence_entry_get_absence (item)->subject)
          : g_strdup_printf (_ ("Year, %s"), day);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pick_range (OofYearView *self)
{
  OofDay from = self->anchor != OOF_DAY_NONE ? self->anchor : self->cursor;

  g_signal_emit (self, signals[RANGE_PICKED], 0, MIN (from, self->cursor),
                 MAX (from, self->cursor));
  self->anchor = OOF_DAY_NONE;
  speak (self);
}

static void
activate (OofYearView *self)
{
  OofAbsenceEntry *item =
      self->anchor == OOF_DAY_NONE ? self->entries[self->cursor - self->first] : NULL;

  if (item != NULL)
    g_signal_emit (self, signals[ABSENCE_PICKED], 0, item);
  else
    pick_range (self);
}

static void
move_cursor (OofYearView *self, int days, gboolean extend)
{
  if (extend && self->anchor == OOF_DAY_NONE)
    self->anchor = self->cursor;
  if (!extend)
    self->anchor = OOF_DAY_NONE;
  self->cursor += days;
  if (self->cursor < self->first || self->cursor >= self->first + self->n_days)
    g_signal_emit (self, signals[YEAR_WANTED], 0, self->cursor);
  speak (self);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  OofYearView *self = OOF_YEAR_VIEW (user_data);
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Left)
    move_cursor (self, -forward, extend);
  else if (keyval == GDK_KEY_Right)
    move_cursor (self, forward, extend);
  else if (keyval == GDK_KEY_Up)
    move_cursor (self, -DAYS, extend);
  else if (keyval == GDK_KEY_Down)
    move_cursor (self, DAYS, extend);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_space)
    activate (self);
  else if (keyval == GDK_KEY_Escape && self->anchor != OOF_DAY_NONE)
    move_cursor (self, 0, FALSE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  OofYearView *self = OOF_YEAR_VIEW (user_data);
  int month;
  OofDay day = get_day_at (self, x, y, &month);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->dragging = day != OOF_DAY_NONE;
  if (!self->dragging)
    return;
  self->cursor = self->anchor = day;
  speak (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer user_data)
{
  OofYearView *self = OOF_YEAR_VIEW (user_data);
  double x, y;
  int month;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  OofDay day = get_day_at (self, x + offset_x, y + offset_y, &month);
  if (!self->dragging || day == OOF_DAY_NONE || day == self->cursor)
    return;
  self->cursor = day;
  speak (self);
}

/* A click only moves the cursor; a drag over several days asks for an absence. */
static void
drag_end_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer user_data)
{
  OofYearView *self = OOF_YEAR_VIEW (user_data);

  if (self->dragging && self->anchor != OOF_DAY_NONE && self->anchor != self->cursor)
    pick_range (self);
  self->anchor = OOF_DAY_NONE;
  self->dragging = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
click_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  OofYearView *self = OOF_YEAR_VIEW (user_data);
  int month;
  OofDay day = get_day_at (self, x, y, &month);

  if (n_press == 2 && day != OOF_DAY_NONE)
    {
      self->cursor = day;
      self->anchor = OOF_DAY_NONE;
      activate (self);
    }
  else if (n_press == 1 && day == OOF_DAY_NONE && month >= 0)
    g_signal_emit (self, signals[MONTH_PICKED], 0, get_month_start (self, month));
}

static gboolean
oof_year_view_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  OofYearView *self = OOF_YEAR_VIEW (widget);
  int month;
  OofDay day = get_day_at (self, x, y, &month);
  OofAbsenceEntry *item = day != OOF_DAY_NONE ? self->entries[day - self->first] : NULL;

  if (item == NULL)
    return FALSE;
  g_autofree char *dates = oof_words_absence_dates (oof_absence_entry_get_absence (item));
  g_autofree char *text =
      g_strdup_printf ("%s\n%s\n%s", oof_absence_entry_get_absence (item)->subject, dates,
                       oof_words_absence_state (oof_absence_entry_get_state (item)));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* The class. */

static GtkSizeRequestMode
oof_year_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
oof_year_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  OofYearView *self = OOF_YEAR_VIEW (widget);
  int columns = get_n_columns (for_size > 0 ? for_size : MAX_COLUMNS * (MONTH_WIDTH + GAP));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MONTH_WIDTH;
      *natural = 2 * PADDING + MAX_COLUMNS * (MONTH_WIDTH + GAP) - GAP;
    }
  else
    *minimum = *natural =
        2 * PADDING + (MONTHS + columns - 1) / columns * get_month_height (self) - GAP;
}

static void
oof_year_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (oof_year_view_parent_class)->css_changed (widget, change);
  make_layouts (OOF_YEAR_VIEW (widget));
  gtk_widget_queue_resize (widget);
}

static void
oof_year_view_dispose (GObject *object)
{
  OofYearView *self = OOF_YEAR_VIEW (object);

  clear_layouts (self);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->options, oof_options_unref);

  G_OBJECT_CLASS (oof_year_view_parent_class)->dispose (object);
}

static void
oof_year_view_class_init (OofYearViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = OOF_TYPE_YEAR_VIEW;

  G_OBJECT_CLASS (klass)->dispose = oof_year_view_dispose;
  widget_class->get_request_mode = oof_year_view_get_request_mode;
  widget_class->measure = oof_year_view_measure;
  widget_class->snapshot = oof_year_view_snapshot;
  widget_class->css_changed = oof_year_view_css_changed;
  widget_class->query_tooltip = oof_year_view_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "yearview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[RANGE_PICKED] = g_signal_new ("range-picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  signals[ABSENCE_PICKED] = g_signal_new ("absence-picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, OOF_TYPE_ABSENCE_ENTRY);
  signals[MONTH_PICKED] = g_signal_new ("month-picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[YEAR_WANTED] = g_signal_new ("year-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
oof_year_view_init (OofYearView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->items = g_ptr_array_new ();
  self->subjects = g_ptr_array_new ();
  self->options = oof_options_new ();
  self->first = oof_day_from_ymd (2026, 1, 1);
  self->n_days = 365;
  self->today = self->cursor = self->first;
  self->anchor = OOF_DAY_NONE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  make_layouts (self);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (speak), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (click_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
oof_year_view_new (void)
{
  return g_object_new (OOF_TYPE_YEAR_VIEW, NULL);
}

void
oof_year_view_show_year (OofYearView *self, OofDay day)
{
  g_return_if_fail (OOF_IS_YEAR_VIEW (self));

  int year, month, dom;
  oof_day_get_ymd (day, &year, &month, &dom);
  self->first = oof_day_from_ymd (year, 1, 1);
  place_items (self);
  if (self->cursor < self->first || self->cursor >= self->first + self->n_days)
    self->cursor = day;
  make_layouts (self);
  speak (self);
}

void
oof_year_view_set_items (
    OofYearView *self, GPtrArray *items, GPtrArray *subjects, OofOptions *options, OofDay today)
{
  g_return_if_fail (OOF_IS_YEAR_VIEW (self));

  g_ptr_array_ref (items);
  g_ptr_array_unref (self->items);
  self->items = items;
  g_ptr_array_ref (subjects);
  g_ptr_array_unref (self->subjects);
  self->subjects = subjects;
  oof_options_ref (options);
  oof_options_unref (self->options);
  self->options = options;
  self->today = today;
  place_items (self);
}
