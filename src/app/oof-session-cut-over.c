/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-cut-over.h"

#include "app/oof-session-documents.h"
#include "app/oof-session-migration-transfer.h"
#include "app/oof-session-private.h"

/* Rehearsal */

typedef struct
{
  OofMigration *migration; /* (owned) */
  OofMigrationProgress progress;
  gpointer progress_data;
} Rehearsal;

static void
rehearsal_free (gpointer data)
{
  Rehearsal *self = data;

  g_object_unref (self->migration);
  g_free (self);
}

static void
rehearsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Rehearsal *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);

  g_signal_handlers_disconnect_by_data (source, self);
  if (report != NULL && oof_migration_set_rehearsal (self->migration, report, &error))
    g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) oof_run_report_unref);
  else
    g_task_return_error (task, error);
}

static void
progress_cb (OofRunJob *job, GParamSpec *pspec, gpointer user_data)
{
  Rehearsal *self = user_data;
  guint done, total;

  g_object_get (job, "n-done", &done, "n-total", &total, NULL);
  self->progress (done, total, self->progress_data);
}

void
oof_session_rehearse_async (OofSession *self,
                            OofMigration *migration,
                            OofMigrationProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (OOF_IS_MIGRATION (migration));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Rehearsal *rehearsal = g_new0 (Rehearsal, 1);
  g_autoptr (OofOptions) options = oof_session_dup_transferred_options (self, migration);
  g_autoptr (OofSnapshot) snapshot = oof_snapshot_new_with_options (self->snapshot, options);
  g_autoptr (OofRunJob) job = _oof_session_create_run_job_of (self, snapshot, OOF_RUN_STATUS, NULL);

  g_task_set_source_tag (task, oof_session_rehearse_async);
  rehearsal->migration = g_object_ref (migration);
  rehearsal->progress = progress;
  rehearsal->progress_data = progress_data;
  g_task_set_task_data (task, rehearsal, rehearsal_free);
  if (progress != NULL)
    g_signal_connect (job, "notify::n-done", G_CALLBACK (progress_cb), rehearsal);
  oof_run_job_run_async (job, cancellable, rehearsed_cb, g_object_ref (task));
}

OofRunReport *
oof_session_rehearse_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Cut-over */

static void
options_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofMigration *migration = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofOptions) stored =
      oof_session_save_options_finish (OOF_SESSION (source), result, &error);

  if (stored != NULL && oof_migration_set_cut_over (migration, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save_options (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  OofMigration *migration = g_task_get_task_data (task);
  g_autoptr (OofOptions) options = oof_session_dup_transferred_options (self, migration);

  oof_session_save_options_async (self, options, g_task_get_cancellable (task), options_saved_cb,
                                  g_object_ref (task));
}

static void
subjects_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) stored =
      oof_session_save_subjects_finish (OOF_SESSION (source), result, &error);

  if (stored != NULL)
    save_options (task);
  else
    g_task_return_error (task, error);
}

void
oof_session_cut_over_async (OofSession *self,
                            OofMigration *migration,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (OOF_IS_MIGRATION (migration));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, oof_session_cut_over_async);
  g_task_set_task_data (task, g_object_ref (migration), g_object_unref);
  if (!oof_migration_check_cut_over (migration, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_autoptr (GPtrArray) subjects = oof_session_dup_transferred_subjects (self, migration);
  /* The options last: their first save is what activates the task. */
  if (subjects != NULL)
    oof_session_save_subjects_async (self, self->snapshot->subjects, subjects, cancellable,
                                     subjects_saved_cb, g_object_ref (task));
  else
    save_options (task);
}

gboolean
oof_session_cut_over_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
