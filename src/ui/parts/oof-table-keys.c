/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-table-keys.h"

#include "ui/parts/oof-list-keys.h"

#define SORTED "oof-sorted"

/* A column view holds a row of titles, then the list of its rows. */
static GtkWidget *
get_header (GtkColumnView *view)
{
  return gtk_widget_get_first_child (GTK_WIDGET (view));
}

static GtkWidget *
get_list (GtkColumnView *view)
{
  return gtk_widget_get_last_child (GTK_WIDGET (view));
}

/* (transfer full) (nullable) Titles stand in the order of the columns. */
static GtkColumnViewColumn *
find_column (GtkColumnView *view, GtkWidget *title)
{
  guint position = 0;

  for (GtkWidget *each = gtk_widget_get_prev_sibling (title); each != NULL;
       each = gtk_widget_get_prev_sibling (each))
    position++;
  return g_list_model_get_item (gtk_column_view_get_columns (view), position);
}

/* The column sorted by this way last keeps its order (primary-sort-column came with GTK 4.10). */
static void
sort_by (GtkColumnView *view, GtkColumnViewColumn *column)
{
  GtkSortType order = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), SORTED)) == 1
                          ? GTK_SORT_DESCENDING
                          : GTK_SORT_ASCENDING;

  g_object_set_data (G_OBJECT (column), SORTED,
                     GINT_TO_POINTER (order == GTK_SORT_ASCENDING ? 1 : 0));
  gtk_column_view_sort_by_column (view, column, order);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (user_data);
  GtkWidget *title = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right)
    {
      gtk_widget_child_focus (get_header (view),
                              keyval == GDK_KEY_Left ? GTK_DIR_LEFT : GTK_DIR_RIGHT);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;
  g_autoptr (GtkColumnViewColumn) column = find_column (view, title);
  if (column == NULL || gtk_column_view_column_get_sorter (column) == NULL)
    return GDK_EVENT_PROPAGATE;
  sort_by (view, column);
  return GDK_EVENT_STOP;
}

static void
add_keys (GtkColumnView *view, GtkWidget *title)
{
  g_autoptr (GtkColumnViewColumn) column = find_column (view, title);

  if (gtk_widget_get_focusable (title) || gtk_column_view_column_get_sorter (column) == NULL)
    return;
  GtkEventController *controller = gtk_event_controller_key_new ();
  gtk_widget_set_focusable (title, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_column_view_column_get_title (column), -1);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), view, 0);
  gtk_widget_add_controller (title, controller);
}

/* From the titles down to the rows. Since GTK 4.12 a row that is entered by Tab asks its cells
 * first, from the column on whose title the keys were; none of ours takes them, and the whole list
 * would be passed by. */
static gboolean
tab_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (user_data);

  if (keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab)
    return GDK_EVENT_PROPAGATE;
  if (gtk_widget_get_focus_child (GTK_WIDGET (view)) != get_header (view))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_grab_focus (get_list (view));
}

void
oof_table_keys_install (GtkColumnView *view, const char *name)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  GtkWidget *header = get_header (view);
  GtkEventController *controller = gtk_event_controller_key_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (get_list (view)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  oof_list_keys_leave_with_tab (get_list (view));
  oof_list_keys_leave_with_tab (header);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (tab_pressed_cb), view, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
  gtk_widget_set_focusable (header, FALSE);
  gtk_widget_set_can_focus (header, TRUE);
  for (GtkWidget *title = gtk_widget_get_first_child (header); title != NULL;
       title = gtk_widget_get_next_sibling (title))
    add_keys (view, title);
}
