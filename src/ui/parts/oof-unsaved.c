/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-unsaved.h"

#include <glib/gi18n.h>

#include "ui/compat/oof-alert.h"

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

/* (transfer none) (nullable) */
static OofUnsaved *
find_seen (GtkWidget *widget)
{
  OofUnsaved *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (OOF_IS_UNSAVED (widget))
    {
      g_autofree char *words = OOF_UNSAVED_GET_IFACE (widget)->describe (OOF_UNSAVED (widget));
      if (words != NULL)
        return OOF_UNSAVED (widget);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_seen (child);
  return found;
}

void
oof_unsaved_save (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  OofUnsaved *found = find_seen (root);
  if (found != NULL)
    OOF_UNSAVED_GET_IFACE (found)->save (found);
}

GPtrArray *
oof_unsaved_list (GtkWidget *root)
{
  g_return_val_if_fail (GTK_IS_WIDGET (root), NULL);

  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  collect (root, found);
  return found;
}

void
oof_unsaved_ask_async (GtkWindow *parent,
                       const char *names,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (names != NULL);

  /* Translators: %s lists what was changed: "Groups, Standard" */
  g_autofree char *body = g_strdup_printf (_ ("Not saved yet: %s."), names);

  oof_alert_ask_async (parent, _ ("Discard the changes?"), body, _ ("_Keep editing"),
                       _ ("_Discard"), NULL, callback, user_data);
}
