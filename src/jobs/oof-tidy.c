/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-tidy-private.h"

#include "core/oof-error.h"
#include "jobs/oof-run-scope-private.h"

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_store_save_backup_finish (OOF_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
vanished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  guint n_expected = 0;
  GError *error = NULL;
  g_autoptr (GPtrArray) vanished =
      oof_store_find_vanished_finish (OOF_STORE (source), result, &n_expected, &error);

  if (!vanished)
    g_task_return_error (task, error);
  else if (!oof_run_scope_may_be_gone (vanished->len, n_expected))
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_CONFLICT,
                             "%u absences of %u are missing in the service mailbox: no backup",
                             vanished->len, n_expected);
  else
    oof_store_save_backup_async (OOF_STORE (source), g_task_get_cancellable (task), saved_cb,
                                 g_object_ref (task));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autofree char *json = oof_store_load_backup_finish (OOF_STORE (source), result, &error);

  if (json)
    g_task_return_boolean (task, TRUE);
  else if (!g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    g_task_return_error (task, error);
  else
    {
      g_error_free (error);
      oof_store_find_vanished_async (OOF_STORE (source), g_task_get_cancellable (task), vanished_cb,
                                     g_object_ref (task));
    }
}

static void
pruned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autofree char *today = oof_day_format (GPOINTER_TO_INT (g_task_get_task_data (task)));
  GError *error = NULL;

  if (oof_store_prune_finish (OOF_STORE (source), result, NULL, &error))
    oof_store_load_backup_async (OOF_STORE (source), today, g_task_get_cancellable (task),
                                 loaded_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

void
oof_tidy_async (OofStore *store,
                OofDay today,
                int log_days,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_tidy_async);
  g_task_set_task_data (task, GINT_TO_POINTER (today), NULL);
  oof_store_prune_async (store, log_days, cancellable, pruned_cb, task);
}

gboolean
oof_tidy_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
