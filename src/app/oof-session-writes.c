/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-late-cancel.h"
#include "app/oof-session-private.h"

/* Adding, cancelling, templates: a write, then a fresh read of the database, so that what the
 * getters give is what the service mailbox holds. A write that has begun is ended, if the server
 * answers, whoever gives up: else nobody could say what became of it. */

/* What a write gave, while the database is read again. */
typedef struct
{
  gpointer stored; /* (owned) (nullable) */
  GDestroyNotify destroy;
} Written;

static void
written_free (gpointer data)
{
  Written *written = data;

  if (written->stored != NULL)
    written->destroy (written->stored);
  g_free (written);
}

static void
finish_written (GTask *task)
{
  Written *written = g_task_get_task_data (task);

  g_task_set_check_cancellable (task, FALSE);
  g_task_return_pointer (task, g_steal_pointer (&written->stored), written->destroy);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* The write has happened; that the list could not be refreshed does not undo it. */
  if (!oof_session_load_finish (OOF_SESSION (source), result, &error))
    g_message ("The database could not be read again: %s", error->message);
  finish_written (task);
}

void
_oof_session_finish_write_and_load (
    GTask *task, OofLoad what, gpointer stored, GDestroyNotify destroy, GError *error)
{
  OofSession *self = g_task_get_source_object (task);

  if (stored == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  Written *written = g_new0 (Written, 1);
  written->stored = stored;
  written->destroy = destroy;
  g_task_set_task_data (task, written, written_free);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    finish_written (task);
  else
    oof_session_load_async (self, what, g_task_get_cancellable (task), reloaded_cb,
                            g_object_ref (task));
}

void
_oof_session_finish_write (GTask *task, gpointer stored, GDestroyNotify destroy, GError *error)
{
  _oof_session_finish_write_and_load (task, OOF_LOAD_DATABASE, stored, destroy, error);
}

GTask *
_oof_session_begin (OofSession *self,
                    gpointer source_tag,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  return task;
}

gpointer
_oof_session_end (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
_oof_session_get_name (OofSession *self, const OofAbsence *absence)
{
  const OofPerson *person = oof_roster_get (self->roster, absence->person);

  return person != NULL ? person->name : NULL;
}

/* Takes @task, @stored and @error, of which one is NULL. */
static void
finish_absence (GTask *task, OofAbsence *stored, GError *error)
{
  _oof_session_finish_write (task, stored, (GDestroyNotify) oof_absence_unref, error);
  g_object_unref (task);
}

static void
absence_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  OofAbsence *stored = oof_store_add_absence_finish (OOF_STORE (source), result, &error);

  finish_absence (user_data, stored, error);
}

void
oof_session_add_absence_async (OofSession *self,
                               OofAbsence *absence,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (absence != NULL);

  GTask *task =
      _oof_session_begin (self, oof_session_add_absence_async, cancellable, callback, user_data);
  g_autoptr (GCancellable) late = oof_late_cancel_new (cancellable);
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    oof_store_add_absence_async (self->store, absence, _oof_session_get_name (self, absence), late,
                                 absence_added_cb, task);
  else
    finish_absence (task, NULL, error);
}

OofAbsence *
oof_session_add_absence_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  return _oof_session_end (self, result, error);
}

static void
absence_updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  OofAbsence *stored = oof_store_update_absence_finish (OOF_STORE (source), result, &error);

  finish_absence (user_data, stored, error);
}

void
oof_session_update_absence_async (OofSession *self,
                                  OofAbsence *absence,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (absence != NULL);

  GTask *task =
      _oof_session_begin (self, oof_session_update_absence_async, cancellable, callback, user_data);
  g_autoptr (GCancellable) late = oof_late_cancel_new (cancellable);
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error)
      && _oof_session_may_store (self, absence, &error))
    oof_store_update_absence_async (self->store, absence, _oof_session_get_name (self, absence),
                                    late, absence_updated_cb, task);
  else
    finish_absence (task, NULL, error);
}

OofAbsence *
oof_session_update_absence_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  return _oof_session_end (self, result, error);
}

static void
absence_cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  OofAbsence *stored = oof_store_cancel_absence_finish (OOF_STORE (source), result, &error);

  finish_absence (user_data, stored, error);
}

void
oof_session_cancel_absence_async (OofSession *self,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (key != NULL);

  GTask *task =
      _oof_session_begin (self, oof_session_cancel_absence_async, cancellable, callback, user_data);
  g_autoptr (GCancellable) late = oof_late_cancel_new (cancellable);
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error)
      && _oof_session_may_cancel (self, key, &error))
    oof_store_cancel_absence_async (self->store, key, oof_clock_now (OOF_CLOCK (self->clock)), late,
                                    absence_cancelled_cb, task);
  else
    finish_absence (task, NULL, error);
}

OofAbsence *
oof_session_cancel_absence_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  return _oof_session_end (self, result, error);
}

static void
template_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofTemplate *stored = oof_store_save_template_finish (OOF_STORE (source), result, &error);

  _oof_session_finish_write (task, stored, (GDestroyNotify) oof_template_unref, error);
}

void
oof_session_save_template_async (OofSession *self,
                                 OofTemplate *tmpl,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (tmpl != NULL);

  GTask *task =
      _oof_session_begin (self, oof_session_save_template_async, cancellable, callback, user_data);
  g_autoptr (GCancellable) late = oof_late_cancel_new (cancellable);

  if (!g_task_return_error_if_cancelled (task))
    oof_store_save_template_async (self->store, tmpl, late, template_saved_cb, task);
  else
    g_object_unref (task);
}

OofTemplate *
oof_session_save_template_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  return _oof_session_end (self, result, error);
}
