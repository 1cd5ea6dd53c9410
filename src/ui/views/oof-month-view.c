/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/oof-month-view.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/views/oof-absence-bar.h"
#include "ui/views/oof-month-week.h"

#define WEEKS 6
#define DAYS  7

struct _OofMonthView
{
  GtkWidget parent_instance;

  GtkWidget *header;          /* (owned by the widget tree) */
  GtkWidget *weekdays[DAYS];  /* (owned by the widget tree) */
  OofMonthWeek *weeks[WEEKS]; /* (owned by the widget tree) */
  GPtrArray *items;           /* (owned) OofAbsenceEntry */
  GPtrArray *subjects;        /* (owned) OofSubject */
  OofOptions *options;        /* (owned) */
  OofDay today;
  OofDay month;  /* its first day */
  OofDay anchor; /* where the selection began; NONE without one */
  OofDay cursor;
};

G_DEFINE_FINAL_TYPE (OofMonthView, oof_month_view, GTK_TYPE_WIDGET)

enum
{
  RANGE_PICKED,
  ABSENCE_PICKED,
  MONTH_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static OofDay
get_first_day (OofMonthView *self)
{
  return oof_day_get_week (self->month, self->options->week_start);
}

static int
get_month_number (OofMonthView *self)
{
  int year, month, dom;

  oof_day_get_ymd (self->month, &year, &month, &dom);
  return month;
}

static void
announce_cursor (OofMonthView *self)
{
  if (self->cursor == OOF_DAY_NONE)
    return;
  g_autofree char *day = oof_words_day_long (self->cursor);
  /* Translators: what a screen reader says of the calendar; %s is a day */
  g_autofree char *label = g_strdup_printf (_ ("Absence calendar, %s"), day);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_selection (OofMonthView *self)
{
  OofDay first = self->anchor, last = self->anchor;
  OofDay cursor = gtk_widget_has_focus (GTK_WIDGET (self)) ? self->cursor : OOF_DAY_NONE;

  if (self->anchor != OOF_DAY_NONE)
    {
      first = MIN (self->anchor, self->cursor);
      last = MAX (self->anchor, self->cursor);
    }
  for (int i = 0; i < WEEKS; i++)
    oof_month_week_set_selection (self->weeks[i], first, last, cursor);
  announce_cursor (self);
}

static void
update_header (OofMonthView *self)
{
  for (int i = 0; i < DAYS; i++)
    {
      int weekday = (self->options->week_start - 1 + i) % DAYS + 1;
      g_autofree char *name = oof_words_weekday (weekday);
      gtk_label_set_label (GTK_LABEL (self->weekdays[i]), name);
    }
}

static void
update_weeks (OofMonthView *self)
{
  OofDay first = get_first_day (self);

  update_header (self);
  for (int i = 0; i < WEEKS; i++)
    {
      oof_month_week_set_days (self->weeks[i], first + i * DAYS, get_month_number (self),
                               self->today, self->options);
      oof_month_week_set_items (self->weeks[i], self->items, self->subjects);
    }
  update_selection (self);
}

static void
clear_selection (OofMonthView *self)
{
  self->anchor = OOF_DAY_NONE;
  update_selection (self);
}

static void
pick_range (OofMonthView *self)
{
  OofDay from = self->anchor != OOF_DAY_NONE ? self->anchor : self->cursor;

  if (self->cursor == OOF_DAY_NONE)
    return;
  g_signal_emit (self, signals[RANGE_PICKED], 0, MIN (from, self->cursor),
                 MAX (from, self->cursor));
  clear_selection (self);
}

/* The live absence on @day. (transfer none) (nullable) */
static OofAbsenceEntry *
find_entry (OofMonthView *self, OofDay day)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      OofAbsenceEntry *item = g_ptr_array_index (self->items, i);
      OofDay first, last;
      oof_absence_get_days (oof_absence_entry_get_absence (item), &first, &last);
      if (oof_absence_entry_is_live (item) && day >= first && (last == OOF_DAY_NONE || day <= last))
        return item;
    }
  return NULL;
}

/* The absence under the cursor, unless days are selected. */
static void
activate (OofMonthView *self)
{
  OofAbsenceEntry *item = self->anchor == OOF_DAY_NONE && self->cursor != OOF_DAY_NONE
                              ? find_entry (self, self->cursor)
                              : NULL;

  if (item != NULL)
    g_signal_emit (self, signals[ABSENCE_PICKED], 0, item);
  else
    pick_range (self);
}

/* The keyboard. */

static void
move_cursor (OofMonthView *self, int days, gboolean extend)
{
  OofDay first = get_first_day (self);

  if (self->cursor == OOF_DAY_NONE)
    self->cursor = self->today;
  if (extend && self->anchor == OOF_DAY_NONE)
    self->anchor = self->cursor;
  if (!extend)
    self->anchor = OOF_DAY_NONE;
  self->cursor += days;
  if (self->cursor < first || self->cursor >= first + WEEKS * DAYS)
    g_signal_emit (self, signals[MONTH_WANTED], 0, self->cursor);
  update_selection (self);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  OofMonthView *self = OOF_MONTH_VIEW (user_data);
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
    clear_selection (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
focus_changed_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  update_selection (OOF_MONTH_VIEW (user_data));
}

/* The mouse. */

/* OOF_DAY_NONE outside the weeks. */
static OofDay
get_day_at (OofMonthView *self, double x, double y)
{
  for (int i = 0; i < WEEKS; i++)
    {
      graphene_rect_t bounds;
      if (!gtk_widget_compute_bounds (GTK_WIDGET (self->weeks[i]), GTK_WIDGET (self), &bounds))
        continue;
      if (y >= bounds.origin.y && y < bounds.origin.y + bounds.size.height)
        return oof_month_week_get_day_at (self->weeks[i], x - bounds.origin.x);
    }
  return OOF_DAY_NONE;
}

static OofAbsenceBar *
get_bar_at (OofMonthView *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *bar = widget != NULL ? gtk_widget_get_ancestor (widget, OOF_TYPE_ABSENCE_BAR) : NULL;

  return (OofAbsenceBar *) bar;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  OofMonthView *self = OOF_MONTH_VIEW (user_data);
  OofDay day = get_day_at (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (day == OOF_DAY_NONE || get_bar_at (self, x, y) != NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->cursor = day;
  self->anchor = day;
  update_selection (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer user_data)
{
  OofMonthView *self = OOF_MONTH_VIEW (user_data);
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  OofDay day = get_day_at (self, x + offset_x, y + offset_y);
  if (day != OOF_DAY_NONE && day != self->cursor)
    {
      self->cursor = day;
      update_selection (self);
    }
}

/* A click on one day only moves the cursor; a drag over several asks for an absence. */
static void
drag_end_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer user_data)
{
  OofMonthView *self = OOF_MONTH_VIEW (user_data);

  if (self->anchor != OOF_DAY_NONE && self->anchor != self->cursor)
    pick_range (self);
  else
    clear_selection (self);
}

static void
click_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  OofMonthView *self = OOF_MONTH_VIEW (user_data);
  OofAbsenceBar *bar = get_bar_at (self, x, y);
  OofDay day = get_day_at (self, x, y);

  if (n_press != 2)
    return;
  if (bar != NULL)
    g_signal_emit (self, signals[ABSENCE_PICKED], 0, oof_absence_bar_get_item (bar));
  else if (day != OOF_DAY_NONE)
    g_signal_emit (self, signals[RANGE_PICKED], 0, day, day);
}

/* The class. */

static void
oof_month_view_dispose (GObject *object)
{
  OofMonthView *self = OOF_MONTH_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->options, oof_options_unref);

  G_OBJECT_CLASS (oof_month_view_parent_class)->dispose (object);
}

static void
oof_month_view_class_init (OofMonthViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_month_view_dispose;
  gtk_widget_class_set_css_name (widget_class, "monthview");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[RANGE_PICKED] = g_signal_new ("range-picked", OOF_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  signals[ABSENCE_PICKED] =
      g_signal_new ("absence-picked", OOF_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, OOF_TYPE_ABSENCE_ENTRY);
  signals[MONTH_WANTED] = g_signal_new ("month-wanted", OOF_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
add_header (OofMonthView *self)
{
  /* Translators: heading of the column with the week numbers */
  GtkWidget *number = gtk_label_new (C_ ("calendar", "Wk"));
  GtkWidget *days = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->header, "month-header");
  gtk_widget_set_size_request (number, OOF_MONTH_WEEK_NUMBER_WIDTH, -1);
  gtk_widget_add_css_class (number, "week-number");
  gtk_box_set_homogeneous (GTK_BOX (days), TRUE);
  gtk_widget_set_hexpand (days, TRUE);
  gtk_box_append (GTK_BOX (self->header), number);
  gtk_box_append (GTK_BOX (self->header), days);
  for (int i = 0; i < DAYS; i++)
    {
      self->weekdays[i] = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (self->weekdays[i]), 0);
      gtk_widget_add_css_class (self->weekdays[i], "weekday");
      gtk_box_append (GTK_BOX (days), self->weekdays[i]);
    }
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
}

static void
add_controllers (OofMonthView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_changed_cb), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_changed_cb), self, 0);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (click_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
oof_month_view_init (OofMonthView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Absence calendar"), -1);
  self->items = g_ptr_array_new ();
  self->subjects = g_ptr_array_new ();
  self->options = oof_options_new ();
  self->month = 0;
  self->today = self->cursor = self->anchor = OOF_DAY_NONE;
  add_header (self);
  for (int i = 0; i < WEEKS; i++)
    {
      self->weeks[i] = OOF_MONTH_WEEK (oof_month_week_new ());
      gtk_widget_set_parent (GTK_WIDGET (self->weeks[i]), GTK_WIDGET (self));
    }
  add_controllers (self);
}

GtkWidget *
oof_month_view_new (void)
{
  return g_object_new (OOF_TYPE_MONTH_VIEW, NULL);
}

void
oof_month_view_show_month (OofMonthView *self, OofDay day)
{
  g_return_if_fail (OOF_IS_MONTH_VIEW (self));

  int year, month, dom;
  oof_day_get_ymd (day, &year, &month, &dom);
  self->month = oof_day_from_ymd (year, month, 1);
  update_weeks (self);
}

OofDay
oof_month_view_get_month (OofMonthView *self)
{
  g_return_val_if_fail (OOF_IS_MONTH_VIEW (self), OOF_DAY_NONE);

  return self->month;
}

void
oof_month_view_set_items (
    OofMonthView *self, GPtrArray *items, GPtrArray *subjects, OofOptions *options, OofDay today)
{
  g_return_if_fail (OOF_IS_MONTH_VIEW (self));

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
  if (self->cursor == OOF_DAY_NONE)
    self->cursor = today;
  update_weeks (self);
}
