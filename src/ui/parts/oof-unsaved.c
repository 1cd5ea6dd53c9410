/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-unsaved.h"

G_DEFINE_INTERFACE (OofUnsaved, oof_unsaved, GTK_TYPE_WIDGET)

static void
oof_unsaved_default_init (OofUnsavedInterface *iface)
{
}

static void
collect (GtkWidget *widget, GPtrArray *found)
{
  char *words = OOF_IS_UNSAVED (widget)
                    ? OOF_UNSAVED_GET_IFACE (widget)->describe (OOF_UNSAVED (widget))
                    : NULL;

  if (words != NULL)
    g_ptr_array_add (found, words);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, found);
}

GPtrArray *
oof_unsaved_list (GtkWidget *root)
{
  g_return_val_if_fail (GTK_IS_WIDGET (root), NULL);

  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  collect (root, found);
  return found;
}
