/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-row.h"
#include "ui/timeline/oof-timeline-view-private.h"

#define DAYS      7
#define PAGE_ROWS 12

/* What keyboard and mouse do to the frame, the selection and the days shown. */

/* The keyboard. */

static void
move_cursor (OofTimelineView *self, int rows, int days, gboolean extend)
{
  OofDay first = oof_timeline_scale_get_first (self->scale);
  int n_days = oof_timeline_scale_get_n_days (self->scale);
  OofDay day = oof_timeline_scale_get_cursor_day (self->scale);
  gint64 position = (gint64) oof_timeline_scale_get_cursor_position (self->scale) + rows;
  gint64 last_row = (gint64) _oof_timeline_view_get_n_rows (self) - 1;

  if (extend)
    oof_timeline_scale_begin_selection (self->scale);
  else
    oof_timeline_scale_clear_selection (self->scale);
  day += days;
  if (day < first || day >= first + n_days)
    g_signal_emit (self, _oof_timeline_view_signals[OOF_TIMELINE_VIEW_PAGE_WANTED], 0, day);
  oof_timeline_scale_set_cursor (self->scale, (guint) CLAMP (position, 0, MAX (last_row, 0)), day);
  if (rows != 0)
    _oof_timeline_view_scroll_to_cursor (self);
  _oof_timeline_view_cursor_moved (self);
}

static gboolean
fold_group (OofTimelineView *self)
{
  g_autoptr (OofTimelineItem) item =
      _oof_timeline_view_get_item (self, oof_timeline_scale_get_cursor_position (self->scale));

  if (item == NULL || oof_timeline_item_get_group (item) == NULL)
    return FALSE;
  g_signal_emit (self, _oof_timeline_view_signals[OOF_TIMELINE_VIEW_FOLD], 0,
                 oof_timeline_item_get_group (item));
  return TRUE;
}

static void
activate (OofTimelineView *self)
{
  OofAbsence *absence = oof_timeline_view_get_absence (self);

  if (oof_timeline_scale_has_selection (self->scale))
    oof_timeline_view_plan (self);
  else if (absence != NULL)
    g_signal_emit (self, _oof_timeline_view_signals[OOF_TIMELINE_VIEW_EDIT], 0, absence);
  else if (!fold_group (self))
    oof_timeline_view_plan (self);
}

/* Under the frame; the list holds widgets only for the rows on the screen and some around them. */
static void
ask_menu_at_cursor (OofTimelineView *self)
{
  guint position = oof_timeline_scale_get_cursor_position (self->scale);
  double day = oof_timeline_scale_get_cursor_day (self->scale) + 0.5;
  double x = oof_timeline_scale_get_x (self->scale, GTK_WIDGET (self), day);
  double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      graphene_rect_t bounds;
      if (OOF_IS_TIMELINE_ROW (row)
          && oof_timeline_row_get_position (OOF_TIMELINE_ROW (row)) == position
          && gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
        y = bounds.origin.y + bounds.size.height;
    }
  g_signal_emit (self, _oof_timeline_view_signals[OOF_TIMELINE_VIEW_MENU], 0, x, y);
}

static gboolean
handle_moving_key (OofTimelineView *self, guint keyval, gboolean extend)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  OofDay day = oof_timeline_scale_get_cursor_day (self->scale);
  OofDay first = oof_timeline_scale_get_first (self->scale);

  if (keyval == GDK_KEY_Left)
    move_cursor (self, 0, -forward, extend);
  else if (keyval == GDK_KEY_Right)
    move_cursor (self, 0, forward, extend);
  else if (keyval == GDK_KEY_Up)
    move_cursor (self, -1, 0, extend);
  else if (keyval == GDK_KEY_Down)
    move_cursor (self, 1, 0, extend);
  else if (keyval == GDK_KEY_Page_Up)
    move_cursor (self, -PAGE_ROWS, 0, extend);
  else if (keyval == GDK_KEY_Page_Down)
    move_cursor (self, PAGE_ROWS, 0, extend);
  else if (keyval == GDK_KEY_Home)
    move_cursor (self, 0, first - day, extend);
  else if (keyval == GDK_KEY_End)
    move_cursor (self, 0, first + oof_timeline_scale_get_n_days (self->scale) - 1 - day, extend);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  OofTimelineView *self = OOF_TIMELINE_VIEW (user_data);
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && extend))
    ask_menu_at_cursor (self);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    activate (self);
  else if (keyval == GDK_KEY_space)
    return fold_group (self);
  else if (keyval == GDK_KEY_Escape && oof_timeline_scale_has_selection (self->scale))
    {
      oof_timeline_scale_clear_selection (self->scale);
      _oof_timeline_view_cursor_moved (self);
    }
  else
    return handle_moving_key (self, keyval, extend);
  return GDK_EVENT_STOP;
}

static void
focus_enter_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  OofTimelineView *self = OOF_TIMELINE_VIEW (user_data);

  oof_timeline_scale_set_focus (self->scale, TRUE);
  _oof_timeline_view_speak (self);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  oof_timeline_scale_set_focus (OOF_TIMELINE_VIEW (user_data)->scale, FALSE);
}

/* The mouse. */

/* The row under the pointer, and the place within it. (nullable) */
static OofTimelineRow *
get_row_at (OofTimelineView *self, double x, double y, graphene_point_t *place)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = widget != NULL ? gtk_widget_get_ancestor (widget, OOF_TYPE_TIMELINE_ROW) : NULL;

  if (row == NULL
      || !gtk_widget_compute_point (GTK_WIDGET (self), row,
                                    &GRAPHENE_POINT_INIT ((float) x, (float) y), place))
    return NULL;
  return OOF_TIMELINE_ROW (row);
}

/* FALSE over the names and outside the rows. */
static gboolean
move_to (OofTimelineView *self, double x, double y)
{
  graphene_point_t place;
  OofTimelineRow *row = get_row_at (self, x, y, &place);
  OofDay day = row != NULL
                   ? oof_timeline_scale_get_day_at (self->scale, GTK_WIDGET (row), (double) place.x)
                   : OOF_DAY_NONE;

  if (day == OOF_DAY_NONE)
    return FALSE;
  oof_timeline_scale_set_cursor (self->scale, oof_timeline_row_get_position (row), day);
  return TRUE;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  OofTimelineView *self = OOF_TIMELINE_VIEW (user_data);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  oof_timeline_scale_clear_selection (self->scale);
  self->dragging = move_to (self, x, y);
  _oof_timeline_view_cursor_moved (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer user_data)
{
  OofTimelineView *self = OOF_TIMELINE_VIEW (user_data);
  double x, y;

  if (!self->dragging
      || !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) offset_x, (int) offset_y))
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  oof_timeline_scale_begin_selection (self->scale);
  if (move_to (self, x + offset_x, y + offset_y))
    _oof_timeline_view_cursor_moved (self);
}

static void
click_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  OofTimelineView *self = OOF_TIMELINE_VIEW (user_data);
  graphene_point_t place;
  OofTimelineRow *row = get_row_at (self, x, y, &place);
  OofTimelineItem *item = row != NULL ? oof_timeline_row_get_item (row) : NULL;

  if (item == NULL)
    return;
  OofPerson *person = oof_timeline_item_get_person (item);
  if (person == NULL)
    {
      if (n_press == 1)
        g_signal_emit (self, _oof_timeline_view_signals[OOF_TIMELINE_VIEW_FOLD], 0,
                       oof_timeline_item_get_group (item));
    }
  else if (n_press == 2
           && oof_timeline_scale_get_day_at (self->scale, GTK_WIDGET (row), (double) place.x)
                  == OOF_DAY_NONE)
    g_signal_emit (self, _oof_timeline_view_signals[OOF_TIMELINE_VIEW_PERSON_PICKED], 0, person);
  else if (n_press == 2)
    {
      OofTimelineSpan *span =
          oof_timeline_row_get_span_at (row, (double) place.x, (double) place.y);
      if (span != NULL && span->entry != NULL)
        g_signal_emit (self, _oof_timeline_view_signals[OOF_TIMELINE_VIEW_EDIT], 0,
                       oof_absence_entry_get_absence (span->entry));
      else
        oof_timeline_view_plan (self);
    }
}

/* Within the selection it stays; elsewhere the cell is the selection. */
static void
menu_click_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  OofTimelineView *self = OOF_TIMELINE_VIEW (user_data);
  graphene_point_t place;
  OofTimelineRow *row = get_row_at (self, x, y, &place);
  guint first_row, last_row;
  OofDay first, last;

  if (row == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  guint position = oof_timeline_row_get_position (row);
  OofDay day = oof_timeline_scale_get_day_at (self->scale, GTK_WIDGET (row), (double) place.x);
  if (!oof_timeline_scale_get_selection (self->scale, &first_row, &last_row, &first, &last)
      || position < first_row || position > last_row || day < first || day > last)
    {
      oof_timeline_scale_clear_selection (self->scale);
      if (day != OOF_DAY_NONE)
        oof_timeline_scale_set_cursor (self->scale, position, day);
    }
  _oof_timeline_view_cursor_moved (self);
  if (day != OOF_DAY_NONE)
    g_signal_emit (self, _oof_timeline_view_signals[OOF_TIMELINE_VIEW_MENU], 0, x, y);
}

/* A wheel that turns sideways, or with Shift, goes through the days. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  OofTimelineView *self = OOF_TIMELINE_VIEW (user_data);
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double turn = (state & GDK_SHIFT_MASK) != 0 && dx == 0 ? dy : dx;
  int step = MAX (oof_timeline_scale_get_n_days (self->scale) / 14, 1);

  if (turn == 0)
    return GDK_EVENT_PROPAGATE;
  oof_timeline_scale_set_days (
      self->scale, oof_timeline_scale_get_first (self->scale) + (turn > 0 ? step : -step),
      oof_timeline_scale_get_n_days (self->scale));
  return GDK_EVENT_STOP;
}

void
_oof_timeline_view_add_controllers (OofTimelineView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_enter_cb), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, 0);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, 0);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (click_cb), self, 0);
  g_signal_connect_object (menu, "pressed", G_CALLBACK (menu_click_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
}
