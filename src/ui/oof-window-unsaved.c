/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

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
  /* Translators: %s lists what was changed: "Groups, Standard" */
  g_autofree char *body = g_strdup_printf (_ ("Not saved yet: %s."), names);
  Asking *asking = g_new0 (Asking, 1);
  asking->self = g_object_ref (self);
  asking->then = then;
  self->asking = TRUE;
  oof_alert_ask_async (GTK_WINDOW (self), _ ("Discard the changes?"), body, _ ("_Keep editing"),
                       _ ("_Discard"), NULL, asked_cb, asking);
}

gboolean
_oof_window_has_unsaved (OofWindow *self)
{
  g_autoptr (GPtrArray) unsaved = oof_unsaved_list (GTK_WIDGET (self->content));

  return unsaved->len > 0;
}
