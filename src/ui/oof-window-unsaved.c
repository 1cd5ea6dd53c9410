/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/oof-alert.h"
#include "ui/oof-window-private.h"
#include "ui/parts/oof-unsaved.h"

/* Before pages go with what was written in them and not saved. */

typedef struct
{
  OofWindow *self; /* (owned) */
  OofWindowFunc then;
} Asking;

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;

  asking->self->asking = FALSE;
  if (oof_alert_ask_finish (result, NULL))
    asking->then (asking->self);
  g_object_unref (asking->self);
  g_free (asking);
}

void
_oof_window_when_saved (OofWindow *self, OofWindowFunc then)
{
  g_autoptr (GPtrArray) unsaved = oof_unsaved_list (GTK_WIDGET (self->content));

  if (unsaved->len == 0)
    {
      then (self);
      return;
    }
  if (self->asking)
    return;
  g_ptr_array_add (unsaved, NULL);
  g_autofree char *names = g_strjoinv (", ", (GStrv) unsaved->pdata);
  Asking *asking = g_new0 (Asking, 1);
  asking->self = g_object_ref (self);
  asking->then = then;
  self->asking = TRUE;
  oof_unsaved_ask_async (GTK_WINDOW (self), names, asked_cb, asking);
}

/* Wherever the focus is: also among the places. */
static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  oof_unsaved_save (GTK_WIDGET (OOF_WINDOW (widget)->content));
}

void
_oof_window_install_save_action (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "win.save", NULL);
}

gboolean
_oof_window_has_unsaved (OofWindow *self)
{
  g_autoptr (GPtrArray) unsaved = oof_unsaved_list (GTK_WIDGET (self->content));

  return unsaved->len > 0;
}
