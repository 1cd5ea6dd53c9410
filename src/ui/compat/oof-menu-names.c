/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/oof-menu-names.h"

/* What GTK makes of an entry is not in its headers. */
static gboolean
is_entry (GtkWidget *widget)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton")
         && g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "text") != NULL;
}

static void
name_entries (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *text = NULL;

      name_entries (child);
      if (!is_entry (child))
        continue;
      g_object_get (child, "text", &text, NULL);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                      -1);
    }
}

/* Entries come and go with the model; they are all there when the menu is shown. */
static gboolean
map_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_POPOVER_MENU (widget))
    name_entries (widget);
  return TRUE;
}

void
oof_menu_names_install (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET)); /* has the signal */
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, map_cb, NULL, NULL);
}
