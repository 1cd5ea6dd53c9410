/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

/* Absences of OofStore that are taken away for good. */

static void
located_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_locate_finish (OOF_STORE (source), result, &error);

  if (item)
    oof_store_remove_for (task, item);
  else
    g_task_return_error (task, error);
}

static void
start (GTask *task)
{
  oof_store_locate (g_task_get_source_object (task), g_task_get_task_data (task), FALSE,
                    g_task_get_cancellable (task), located_cb, g_object_ref (task));
}

void
oof_store_remove_absence_async (OofStore *self,
                                const char *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_remove_absence_async);
  g_task_set_task_data (task, g_ascii_strdown (key, -1), g_free);
  oof_store_enqueue (self, task, start);
}

gboolean
oof_store_remove_absence_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
