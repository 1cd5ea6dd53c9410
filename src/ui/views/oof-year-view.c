/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/oof-year-view-private.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"

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
  self->n_days = _oof_year_view_get_month_start (self, MONTHS) - self->first;
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
  OofDay day = _oof_year_view_get_day_at (self, x, y, &month);

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
  OofDay day = _oof_year_view_get_day_at (self, x + offset_x, y + offset_y, &month);
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
  OofDay day = _oof_year_view_get_day_at (self, x, y, &month);

  if (n_press == 2 && day != OOF_DAY_NONE)
    {
      self->cursor = day;
      self->anchor = OOF_DAY_NONE;
      activate (self);
    }
  else if (n_press == 1 && day == OOF_DAY_NONE && month >= 0)
    g_signal_emit (self, signals[MONTH_PICKED], 0, _oof_year_view_get_month_start (self, month));
}

static gboolean
oof_year_view_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  OofYearView *self = OOF_YEAR_VIEW (widget);
  int month;
  OofDay day = _oof_year_view_get_day_at (self, x, y, &month);
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
  int columns =
      _oof_year_view_get_n_columns (for_size > 0 ? for_size : MAX_COLUMNS * (MONTH_WIDTH + GAP));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MONTH_WIDTH;
      *natural = 2 * PADDING + MAX_COLUMNS * (MONTH_WIDTH + GAP) - GAP;
    }
  else
    *minimum = *natural =
        2 * PADDING + (MONTHS + columns - 1) / columns * _oof_year_view_get_month_height (self)
        - GAP;
}

static void
oof_year_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (oof_year_view_parent_class)->css_changed (widget, change);
  _oof_year_view_make_layouts (OOF_YEAR_VIEW (widget));
  gtk_widget_queue_resize (widget);
}

static void
oof_year_view_dispose (GObject *object)
{
  OofYearView *self = OOF_YEAR_VIEW (object);

  _oof_year_view_clear_layouts (self);
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
  widget_class->snapshot = _oof_year_view_snapshot;
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
  _oof_year_view_make_layouts (self);
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
  _oof_year_view_make_layouts (self);
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
