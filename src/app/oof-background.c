/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-background.h"

#include "app/oof-portal.h"
#include "core/oof-error.h"

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) results = oof_portal_ask_finish (result, &error);
  gboolean background = FALSE;

  if (results != NULL)
    g_variant_lookup (results, "background", "b", &background);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (background)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_FORBIDDEN,
                             "the desktop does not let the program run in the background");
}

void
oof_background_request_async (GDBusConnection *bus,
                              const char *reason,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  GVariantDict options;

  g_return_if_fail (reason != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_background_request_async);
  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "reason", "s", reason);
  g_variant_dict_insert (&options, "autostart", "b", FALSE);
  oof_portal_ask_async (bus, "Background", "RequestBackground", NULL, g_variant_dict_end (&options),
                        cancellable, answered_cb, task);
}

gboolean
oof_background_request_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
