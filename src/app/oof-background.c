/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-background.h"

#include "core/oof-error.h"

#define PORTAL         "org.freedesktop.portal.Desktop"
#define PORTAL_PATH    "/org/freedesktop/portal/desktop"
#define REQUEST_IFACE  "org.freedesktop.portal.Request"
#define RESPONSE_GIVEN 0

typedef struct
{
  GDBusConnection *bus; /* (owned) */
  char *token;          /* (owned) */
  guint subscription;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  g_object_unref (self->bus);
  g_free (self->token);
  g_free (self);
}

/* No longer waits for an answer, which breaks the circle of task and subscription. */
static void
stop_waiting (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);

  g_dbus_connection_signal_unsubscribe (asking->bus, asking->subscription);
  asking->subscription = 0;
}

static void
response_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  g_autoptr (GVariant) results = NULL;
  gboolean background = FALSE;
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})"))
      || g_task_get_completed (task))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &background);
  if (response == RESPONSE_GIVEN && background)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_FORBIDDEN,
                             "the desktop does not let the program run in the background");
  stop_waiting (task);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL || g_task_get_completed (task))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      g_dbus_error_strip_remote_error (error);
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                               "there is no portal for programs in the background: %s",
                               error->message);
    }
  stop_waiting (task);
}

/* The path is known before the call, so that no answer is missed. (transfer full) */
static char *
dup_request_path (GDBusConnection *bus, const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  return g_strdup_printf (PORTAL_PATH "/request/%s/%s", g_strdelimit (sender, ".", '_'), token);
}

static GVariant *
new_options (const char *token, const char *reason)
{
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  return g_variant_new ("(sa{sv})", "", &options);
}

void
oof_background_request_async (GDBusConnection *bus,
                              const char *reason,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *path = NULL;
  Asking *asking;

  g_return_if_fail (reason != NULL);

  g_task_set_source_tag (task, oof_background_request_async);
  if (bus == NULL)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                               "there is no session bus to ask on");
      return;
    }
  asking = g_new0 (Asking, 1);
  asking->bus = g_object_ref (bus);
  asking->token = g_strdelimit (g_uuid_string_random (), "-", '_');
  path = dup_request_path (bus, asking->token);
  g_task_set_task_data (task, asking, asking_free);
  asking->subscription = g_dbus_connection_signal_subscribe (
      bus, PORTAL, REQUEST_IFACE, "Response", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE, response_cb,
      g_object_ref (task), g_object_unref);
  g_dbus_connection_call (bus, PORTAL, PORTAL_PATH, "org.freedesktop.portal.Background",
                          "RequestBackground", new_options (asking->token, reason),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, cancellable,
                          called_cb, g_object_ref (task));
}

gboolean
oof_background_request_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
