/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-tidy-private.h"

#include "core/oof-error.h"
#include "jobs/oof-run-scope-private.h"

static void
pruned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_store_prune_finish (OOF_STORE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
oof_tidy_async (OofStore *store,
                OofDay today,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_tidy_async);
  g_task_set_task_data (task, GINT_TO_POINTER (today), NULL);
  oof_store_prune_async (store, cancellable, pruned_cb, task);
}

gboolean
oof_tidy_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
