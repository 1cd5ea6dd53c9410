/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-view.h"

#include <glib/gi18n.h>

#include "ui/timeline/oof-timeline-header.h"
#include "ui/timeline/oof-timeline-row.h"

#define DAYS      7
#define PAGE_ROWS 12

struct _OofTimelineView
{
  GtkWidget parent_instance;

  OofSession *session;     /* (owned) */
  OofTimelineScale *scale; /* (owned) */
  GListStore *rows;        /* (owned) OofTimelineItem */
  GtkListView *list;       /* (owned by the widget tree) */
  GtkAdjustment *vertical; /* (owned by the widget tree) */
  gboolean dragging;
};

enum
{
  PLAN,
  EDIT,
  CANCEL,
  PERSON_PICKED,
  FOLD,
  PAGE_WANTED,
  SELECTION_CHANGED,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofTimelineView, oof_timeline_view, GTK_TYPE_WIDGET)

/* (transfer full) (nullable) */
static OofTimelineItem *
get_item (OofTimelineView *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->rows), position);
}

static guint
get_n_rows (OofTimelineView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

/* The cell under the frame, for a screen reader. */
static void
speak (OofTimelineView *self)
{
  g_autoptr (OofTimelineItem) item =
      get_item (self, oof_timeline_scale_get_cursor_position (self->scale));
  OofDay day = oof_timeline_scale_get_cursor_day (self->scale);
  g_autofree char *words = item != NULL && day != OOF_DAY_NONE
                               ? oof_timeline_item_speak (item, self->session, day)
                               : g_strdup (_ ("Timeline"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
cursor_moved (OofTimelineView *self)
{
  speak (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

GPtrArray *
oof_timeline_view_dup_people (OofTimelineView *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_VIEW (self), NULL);

  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  guint first_row, last_row;
  OofDay first, last;

  oof_timeline_scale_get_selection (self->scale, &first_row, &last_row, &first, &last);
  for (guint i = first_row; i <= last_row && i < get_n_rows (self); i++)
    {
      g_autoptr (OofTimelineItem) item = get_item (self, i);
      OofPerson *person = oof_timeline_item_get_person (item);
      if (person != NULL)
        g_ptr_array_add (people, oof_person_ref (person));
    }
  return people;
}

OofAbsence *
oof_timeline_view_get_absence (OofTimelineView *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_VIEW (self), NULL);

  OofDay day = oof_timeline_scale_get_cursor_day (self->scale);
  g_autoptr (OofTimelineItem) item =
      get_item (self, oof_timeline_scale_get_cursor_position (self->scale));

  if (item == NULL || day == OOF_DAY_NONE || oof_timeline_item_get_person (item) == NULL)
    return NULL;
  OofTimelineSpan *span = oof_timeline_item_find (item, day);
  return span != NULL && span->entry != NULL ? oof_absence_entry_get_absence (span->entry) : NULL;
}

void
oof_timeline_view_plan (OofTimelineView *self)
{
  g_return_if_fail (OOF_IS_TIMELINE_VIEW (self));

  g_autoptr (GPtrArray) people = oof_timeline_view_dup_people (self);
  guint first_row, last_row;
  OofDay first, last;

  oof_timeline_scale_get_selection (self->scale, &first_row, &last_row, &first, &last);
  if (people->len > 0 && first != OOF_DAY_NONE)
    g_signal_emit (self, signals[PLAN], 0, people, first, last);
}

/* The keyboard. */

static void
scroll_to_cursor (OofTimelineView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                              oof_timeline_scale_get_cursor_position (self->scale));
}

static void
move_cursor (OofTimelineView *self, int rows, int days, gboolean extend)
{
  OofDay first = oof_timeline_scale_get_first (self->scale);
  int n_days = oof_timeline_scale_get_n_days (self->scale);
  OofDay day = oof_timeline_scale_get_cursor_day (self->scale);
  gint64 position = (gint64) oof_timeline_scale_get_cursor_position (self->scale) + rows;
  gint64 last_row = (gint64) get_n_rows (self) - 1;

  if (extend)
    oof_timeline_scale_begin_selection (self->scale);
  else
    oof_timeline_scale_clear_selection (self->scale);
  day += days;
  if (day < first || day >= first + n_days)
    g_signal_emit (self, signals[PAGE_WANTED], 0, day);
  oof_timeline_scale_set_cursor (self->scale, (guint) CLAMP (position, 0, MAX (last_row, 0)), day);
  if (rows != 0)
    scroll_to_cursor (self);
  cursor_moved (self);
}

static gboolean
fold_group (OofTimelineView *self)
{
  g_autoptr (OofTimelineItem) item =
      get_item (self, oof_timeline_scale_get_cursor_position (self->scale));

  if (item == NULL || oof_timeline_item_get_group (item) == NULL)
    return FALSE;
  g_signal_emit (self, signals[FOLD], 0, oof_timeline_item_get_group (item));
  return TRUE;
}

static void
activate (OofTimelineView *self)
{
  OofAbsence *absence = oof_timeline_view_get_absence (self);

  if (oof_timeline_scale_has_selection (self->scale))
    oof_timeline_view_plan (self);
  else if (absence != NULL)
    g_signal_emit (self, signals[EDIT], 0, absence);
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
  g_signal_emit (self, signals[MENU], 0, x, y);
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
      cursor_moved (self);
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
  speak (self);
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
  cursor_moved (self);
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
    cursor_moved (self);
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
        g_signal_emit (self, signals[FOLD], 0, oof_timeline_item_get_group (item));
    }
  else if (n_press == 2
           && oof_timeline_scale_get_day_at (self->scale, GTK_WIDGET (row), (double) place.x)
                  == OOF_DAY_NONE)
    g_signal_emit (self, signals[PERSON_PICKED], 0, person);
  else if (n_press == 2)
    {
      OofTimelineSpan *span =
          oof_timeline_row_get_span_at (row, (double) place.x, (double) place.y);
      if (span != NULL && span->entry != NULL)
        g_signal_emit (self, signals[EDIT], 0, oof_absence_entry_get_absence (span->entry));
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
  cursor_moved (self);
  if (day != OOF_DAY_NONE)
    g_signal_emit (self, signals[MENU], 0, x, y);
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

/* The rows. */

static void
position_cb (GtkListItem *list_item, GParamSpec *pspec, gpointer user_data)
{
  oof_timeline_row_set_position (OOF_TIMELINE_ROW (user_data),
                                 gtk_list_item_get_position (list_item));
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *row = oof_timeline_row_new (OOF_TIMELINE_VIEW (user_data)->scale);

  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_child (list_item, row);
  g_signal_connect_object (list_item, "notify::position", G_CALLBACK (position_cb), row, 0);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  OofTimelineRow *row = OOF_TIMELINE_ROW (gtk_list_item_get_child (list_item));
  OofTimelineItem *item = OOF_TIMELINE_ITEM (gtk_list_item_get_item (list_item));
  g_autofree char *words = oof_timeline_item_speak_row (item);

  oof_timeline_row_set_item (row, item);
  oof_timeline_row_set_position (row, gtk_list_item_get_position (list_item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  oof_timeline_row_set_item (OOF_TIMELINE_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static gboolean
same_rows (OofTimelineView *self, GPtrArray *rows)
{
  if (rows->len != get_n_rows (self))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (OofTimelineItem) item = get_item (self, i);
      if (!oof_timeline_item_is_same (item, g_ptr_array_index (rows, i)))
        return FALSE;
    }
  return TRUE;
}

void
oof_timeline_view_set_rows (OofTimelineView *self, GPtrArray *rows)
{
  g_return_if_fail (OOF_IS_TIMELINE_VIEW (self));

  if (same_rows (self, rows))
    for (guint i = 0; i < rows->len; i++)
      {
        g_autoptr (OofTimelineItem) item = get_item (self, i);
        oof_timeline_item_update (item, g_ptr_array_index (rows, i));
      }
  else
    {
      double value = gtk_adjustment_get_value (self->vertical);
      g_list_store_splice (self->rows, 0, get_n_rows (self), rows->pdata, rows->len);
      gtk_adjustment_set_value (self->vertical, value);
    }
  if (oof_timeline_scale_get_cursor_position (self->scale) >= rows->len)
    oof_timeline_scale_set_cursor (self->scale, rows->len > 0 ? rows->len - 1 : 0,
                                   oof_timeline_scale_get_cursor_day (self->scale));
  cursor_moved (self);
}

void
oof_timeline_view_show_person (OofTimelineView *self, OofPerson *person, OofDay today)
{
  g_return_if_fail (OOF_IS_TIMELINE_VIEW (self));

  for (guint i = 0; i < get_n_rows (self); i++)
    {
      g_autoptr (OofTimelineItem) item = get_item (self, i);
      OofPerson *shown = oof_timeline_item_get_person (item);

      if (shown == NULL || g_strcmp0 (shown->address, person->address) != 0)
        continue;
      oof_timeline_scale_clear_selection (self->scale);
      oof_timeline_scale_set_cursor (self->scale, i, today);
      scroll_to_cursor (self);
      cursor_moved (self);
      return;
    }
}

/* The class. */

static void
oof_timeline_view_dispose (GObject *object)
{
  OofTimelineView *self = OOF_TIMELINE_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);
  g_clear_object (&self->scale);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_timeline_view_parent_class)->dispose (object);
}

static void
install_signals (void)
{
  GType type = OOF_TYPE_TIMELINE_VIEW;

  signals[PLAN] = g_signal_new ("plan", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                3, G_TYPE_PTR_ARRAY, G_TYPE_INT, G_TYPE_INT);
  signals[EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, OOF_TYPE_ABSENCE);
  signals[CANCEL] = g_signal_new ("cancel", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
  signals[PERSON_PICKED] = g_signal_new ("person-picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, OOF_TYPE_PERSON);
  signals[FOLD] = g_signal_new ("fold", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[PAGE_WANTED] = g_signal_new ("page-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  signals[MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
oof_timeline_view_class_init (OofTimelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_timeline_view_dispose;
  gtk_widget_class_set_css_name (widget_class, "timelineview");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  install_signals ();
}

static void
add_controllers (OofTimelineView *self)
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

static void
add_list (OofTimelineView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbind_cb), self, 0);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory));
  /* The frame of the view is the one focus; the rows are drawn. */
  gtk_widget_set_can_focus (scrolled, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "timeline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("People and their absences"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

static void
oof_timeline_view_init (OofTimelineView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Timeline"), -1);
  self->rows = g_list_store_new (OOF_TYPE_TIMELINE_ITEM);
}

GtkWidget *
oof_timeline_view_new (OofSession *session, OofTimelineScale *scale)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (scale), NULL);

  OofTimelineView *self = g_object_new (OOF_TYPE_TIMELINE_VIEW, NULL);
  self->session = g_object_ref (session);
  self->scale = g_object_ref (scale);
  gtk_widget_set_parent (oof_timeline_header_new (scale), GTK_WIDGET (self));
  add_list (self);
  add_controllers (self);
  return GTK_WIDGET (self);
}
