/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-list-keys.h"

/* @except: (nullable) */
static void
set_can_focus (GtkListBox *list, gboolean can_focus, GtkWidget *except)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (GTK_WIDGET (row) != except)
      gtk_widget_set_can_focus (GTK_WIDGET (row), can_focus);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  GtkListBox *list = GTK_LIST_BOX (user_data);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  gboolean tab = keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Tab;

  if (!tab && keyval != GDK_KEY_ISO_Left_Tab)
    return GDK_EVENT_PROPAGATE;
  set_can_focus (list, FALSE, gtk_widget_get_focus_child (GTK_WIDGET (list)));
  gtk_widget_child_focus (GTK_WIDGET (root), tab ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
  set_can_focus (list, TRUE, NULL);
  return GDK_EVENT_STOP;
}

void
oof_list_keys_leave_with_tab (GtkListBox *list)
{
  g_return_if_fail (GTK_IS_LIST_BOX (list));

  GtkEventController *controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), list, 0);
  gtk_widget_add_controller (GTK_WIDGET (list), controller);
}
