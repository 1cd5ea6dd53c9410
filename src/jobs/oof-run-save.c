/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-save-private.h"

typedef struct
{
  OofRunLog *log;    /* (owned) */
  GPtrArray *extend; /* (owned) OofAbsence */
  guint next;
  GError *error; /* (owned) (nullable) */
} Save;

static void
save_free (gpointer data)
{
  Save *self = data;

  oof_run_log_unref (self->log);
  g_ptr_array_unref (self->extend);
  g_clear_error (&self->error);
  g_free (self);
}

static void
keep_first (Save *self, GError *error)
{
  if (error && !self->error)
    self->error = error;
  else
    g_clear_error (&error);
}

static void extend_next (GTask *task);

static void
extended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);

  oof_store_extend_absence_finish (OOF_STORE (source), result, NULL);
  extend_next (task);
}

static void
extend_next (GTask *task)
{
  Save *self = g_task_get_task_data (task);
  OofAbsence *absence;

  if (self->next < self->extend->len)
    {
      absence = g_ptr_array_index (self->extend, self->next++);
      oof_store_extend_absence_async (g_task_get_source_object (task), absence->key, NULL,
                                      extended_cb, g_object_ref (task));
    }
  else if (self->error)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
log_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  oof_store_save_run_log_finish (OOF_STORE (source), result, &error);
  keep_first (g_task_get_task_data (task), error);
  extend_next (task);
}

static void
records_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Save *self = g_task_get_task_data (task);
  GError *error = NULL;

  oof_store_save_records_finish (OOF_STORE (source), result, &error);
  keep_first (self, error);
  oof_store_save_run_log_async (OOF_STORE (source), self->log, NULL, log_saved_cb,
                                g_object_ref (task));
}

void
oof_run_save_async (OofStore *store,
                    GPtrArray *records,
                    OofRunLog *log,
                    GPtrArray *extend,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);
  Save *self = g_new0 (Save, 1);

  g_task_set_source_tag (task, oof_run_save_async);
  self->log = oof_run_log_ref (log);
  self->extend = g_ptr_array_ref (extend);
  g_task_set_task_data (task, self, save_free);
  oof_store_save_records_async (store, log->run, records, NULL, records_saved_cb, task);
}

gboolean
oof_run_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
