/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-late-cancel.h"

#define SECONDS 10

typedef struct
{
  GCancellable *early; /* (owned) */
  GCancellable *late;  /* (unowned): it owns this */
  gulong handler;
  guint source;
} Wait;

static void
wait_free (gpointer data)
{
  Wait *self = data;

  g_signal_handler_disconnect (self->early, self->handler);
  g_clear_handle_id (&self->source, g_source_remove);
  g_object_unref (self->early);
  g_free (self);
}

static gboolean
late_cb (gpointer user_data)
{
  Wait *self = user_data;
  g_autoptr (GCancellable) late = g_object_ref (self->late);

  self->source = 0;
  g_cancellable_cancel (late);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *early, gpointer user_data)
{
  Wait *self = user_data;

  if (self->source == 0)
    self->source = g_timeout_add_seconds (SECONDS, late_cb, self);
}

GCancellable *
oof_late_cancel_new (GCancellable *cancellable)
{
  GCancellable *late = g_cancellable_new ();
  Wait *wait;

  if (cancellable == NULL)
    return late;
  wait = g_new0 (Wait, 1);
  wait->early = g_object_ref (cancellable);
  wait->late = late;
  wait->handler = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), wait);
  g_object_set_data_full (G_OBJECT (late), "oof-late-cancel", wait, wait_free);
  return late;
}
