/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-browser.h"

#include "app/oof-paths.h"
#include "app/oof-portal.h"

static void
finish (GTask *task, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  g_app_info_launch_default_for_uri_finish (result, &error);
  finish (user_data, error);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (GVariant) results = oof_portal_ask_finish (result, &error);

  finish (user_data, error);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  GVariantDict options;

  g_variant_dict_init (&options, NULL);
  oof_portal_ask_async (bus, "OpenURI", "OpenURI", g_task_get_task_data (task),
                        g_variant_dict_end (&options), NULL, asked_cb, task);
}

void
oof_browser_open_async (const char *uri,
                        GAppLaunchContext *context,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;

  g_return_if_fail (uri != NULL);

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, oof_browser_open_async);
  g_task_set_task_data (task, g_strdup (uri), g_free);
  if (oof_paths_is_sandboxed ())
    g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, task);
  else
    g_app_info_launch_default_for_uri_async (uri, context, NULL, launched_cb, task);
}

gboolean
oof_browser_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
