/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-documents.h"

#include "app/oof-session-private.h"
#include "app/oof-template-files.h"
#include "core/oof-error.h"

/* The log */

static void
runs_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *runs = oof_store_list_runs_finish (OOF_STORE (source), result, &error);

  if (runs != NULL)
    g_task_return_pointer (task, runs, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
oof_session_list_runs_async (OofSession *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (self->store != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_session_list_runs_async);
  oof_store_list_runs_async (self->store, cancellable, runs_listed_cb, g_object_ref (task));
}

GPtrArray *
oof_session_list_runs_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The options */

/* What a first save stored, while the standard template follows. */
static void
standard_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) tmpl =
      oof_store_save_template_finish (OOF_STORE (source), result, &error);
  OofOptions **kept = g_task_get_task_data (task);
  OofOptions *stored = g_steal_pointer (kept);

  /* The options are saved all the same, and `oofctl template import --standard` can be said. */
  if (tmpl == NULL)
    g_message ("The standard template could not be stored: %s", error->message);
  _oof_session_finish_write (task, stored, (GDestroyNotify) oof_options_unref, NULL);
}

static void
stored_options_free (gpointer data)
{
  OofOptions **stored = data;

  g_clear_pointer (stored, oof_options_unref);
  g_free (stored);
}

/* A new database gets the template that ships with the program. Takes @stored. */
static void
save_standard (GTask *task, OofOptions *stored)
{
  OofSession *self = g_task_get_source_object (task);
  g_autoptr (OofTemplate) standard = oof_template_files_get_standard ();
  OofOptions **kept = g_new (OofOptions *, 1);

  *kept = stored;
  g_task_set_task_data (task, kept, stored_options_free);
  oof_store_save_template_async (self->store, standard, g_task_get_cancellable (task),
                                 standard_saved_cb, g_object_ref (task));
}

static void
options_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofOptions *stored = oof_store_save_options_finish (OOF_STORE (source), result, &error);
  OofSession *self = g_task_get_source_object (task);
  gboolean first = self->snapshot->options->saved_at == OOF_INSTANT_NONE;

  if (stored != NULL && first && self->snapshot->templates->len == 0)
    save_standard (task, stored);
  else
    _oof_session_finish_write (task, stored, (GDestroyNotify) oof_options_unref, error);
}

void
oof_session_save_options_async (OofSession *self,
                                OofOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (options != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_session_save_options_async);
  oof_store_save_options_async (self->store, options, cancellable, options_saved_cb,
                                g_object_ref (task));
}

OofOptions *
oof_session_save_options_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
