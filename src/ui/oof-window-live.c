/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-window-private.h"

/* What others change appears by itself (architecture.md): the database is read every half minute
 * while the window is in use, else every five. Views keep what is being typed or selected. */
#define ACTIVE_SECONDS  30
#define PASSIVE_SECONDS 300

static void wait_for_next (OofWindow *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWindow) self = OOF_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean loaded = oof_session_load_finish (OOF_SESSION (source), result, &error);

  if (self->session != OOF_SESSION (source))
    return;
  /* A failed read keeps what was there; its age says so. */
  g_clear_error (&self->trouble);
  self->trouble = g_steal_pointer (&error);
  if (loaded == self->offline)
    {
      self->offline = !loaded;
      _oof_window_update_who (self);
    }
  _oof_window_update_banner (self);
  wait_for_next (self);
}

static gboolean
due_cb (gpointer user_data)
{
  OofWindow *self = OOF_WINDOW (user_data);

  self->live_source = 0;
  oof_session_load_async (self->session, OOF_LOAD_DATABASE, self->cancellable, read_cb,
                          g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
wait_for_next (OofWindow *self)
{
  guint seconds = gtk_window_is_active (GTK_WINDOW (self)) ? ACTIVE_SECONDS : PASSIVE_SECONDS;

  g_clear_handle_id (&self->live_source, g_source_remove);
  self->live_source = g_timeout_add_seconds (seconds, due_cb, self);
}

/* Somebody comes back to the window: old data are read at once. */
void
_oof_window_activated (OofWindow *self)
{
  if (self->session == NULL || self->live_source == 0 || !gtk_window_is_active (GTK_WINDOW (self)))
    return;
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  if (now - oof_session_get_loaded_at (self->session) < ACTIVE_SECONDS)
    return;
  g_clear_handle_id (&self->live_source, g_source_remove);
  due_cb (self);
}

/* After a run of ours: what it recorded shows what Exchange holds now. */
void
_oof_window_read_now (OofWindow *self)
{
  if (self->session == NULL || self->live_source == 0)
    return;
  g_clear_handle_id (&self->live_source, g_source_remove);
  due_cb (self);
}

void
_oof_window_start_live (OofWindow *self)
{
  self->offline = FALSE;
  g_clear_error (&self->trouble);
  wait_for_next (self);
}

void
_oof_window_stop_live (OofWindow *self)
{
  g_clear_handle_id (&self->live_source, g_source_remove);
}
