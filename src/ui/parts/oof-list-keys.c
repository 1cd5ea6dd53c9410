/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-list-keys.h"

#define ROW_NAME "oof-row-name"

/* @except: (nullable) */
static void
set_can_focus (GtkWidget *list, gboolean can_focus, GtkWidget *except)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (row != except)
      gtk_widget_set_can_focus (row, can_focus);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  GtkWidget *list = GTK_WIDGET (user_data);
  GtkRoot *root = gtk_widget_get_root (list);
  gboolean tab = keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Tab;

  if (!tab && keyval != GDK_KEY_ISO_Left_Tab)
    return GDK_EVENT_PROPAGATE;
  set_can_focus (list, FALSE, gtk_widget_get_focus_child (list));
  gtk_widget_child_focus (GTK_WIDGET (root), tab ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
  set_can_focus (list, TRUE, NULL);
  return GDK_EVENT_STOP;
}

void
oof_list_keys_leave_with_tab (GtkWidget *list)
{
  g_return_if_fail (GTK_IS_WIDGET (list));

  GtkEventController *controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), list, 0);
  gtk_widget_add_controller (list, controller);
}

/* What stands directly in the list, which is the one that the keys go through. */
static void
name_row (GtkWidget *content)
{
  for (GtkWidget *row = gtk_widget_get_parent (content); row != NULL;
       row = gtk_widget_get_parent (row))
    {
      if (!gtk_widget_get_focusable (row))
        continue;
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      (char *) g_object_get_data (G_OBJECT (content), ROW_NAME),
                                      -1);
      return;
    }
}

/* The first cells are bound before they stand in a row. */
void
oof_list_keys_name_row (GtkWidget *content, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (content));

  if (g_object_get_data (G_OBJECT (content), ROW_NAME) == NULL)
    g_signal_connect (content, "map", G_CALLBACK (name_row), NULL);
  g_object_set_data_full (G_OBJECT (content), ROW_NAME, g_strdup (name), g_free);
  name_row (content);
}
