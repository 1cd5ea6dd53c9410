/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-screenshot.h"

#include "app/oof-portal.h"
#include "core/oof-error.h"

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) results = oof_portal_ask_finish (result, &error);
  const char *uri = NULL;

  if (results != NULL)
    g_variant_lookup (results, "uri", "&s", &uri);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (uri != NULL)
    g_task_return_pointer (task, g_file_new_for_uri (uri), g_object_unref);
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNSUPPORTED, "the desktop took no picture");
}

void
oof_screenshot_take_async (GDBusConnection *bus,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  GVariantDict options;

  g_task_set_source_tag (task, oof_screenshot_take_async);
  g_variant_dict_init (&options, NULL);
  /* The person says of what: this window lies in front. */
  g_variant_dict_insert (&options, "interactive", "b", TRUE);
  oof_portal_ask_async (bus, "Screenshot", "Screenshot", NULL, g_variant_dict_end (&options),
                        cancellable, answered_cb, task);
}

GFile *
oof_screenshot_take_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
