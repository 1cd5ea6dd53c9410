/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-portal.h"

#include "core/oof-error.h"

#define PORTAL         "org.freedesktop.portal.Desktop"
#define PORTAL_PATH    "/org/freedesktop/portal/desktop"
#define REQUEST_IFACE  "org.freedesktop.portal.Request"
#define RESPONSE_GIVEN 0

typedef struct
{
  GDBusConnection *bus; /* (owned) */
  guint subscription;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  g_object_unref (self->bus);
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
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})"))
      || g_task_get_completed (task))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  if (response == RESPONSE_GIVEN)
    g_task_return_pointer (task, g_steal_pointer (&results), (GDestroyNotify) g_variant_unref);
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_FORBIDDEN, "the desktop refused");
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
                               "the desktop has no portal for this: %s", error->message);
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

/* Takes the floating @options. */
static GVariant *
new_parameters (const char *argument, GVariant *options, const char *token)
{
  g_autoptr (GVariant) given = g_variant_ref_sink (options);
  GVariantDict dict;

  g_variant_dict_init (&dict, given);
  g_variant_dict_insert (&dict, "handle_token", "s", token);
  if (argument != NULL)
    return g_variant_new ("(ss@a{sv})", "", argument, g_variant_dict_end (&dict));
  return g_variant_new ("(s@a{sv})", "", g_variant_dict_end (&dict));
}

void
oof_portal_ask_async (GDBusConnection *bus,
                      const char *interface,
                      const char *method,
                      const char *argument,
                      GVariant *options,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *token = g_strdelimit (g_uuid_string_random (), "-", '_');
  g_autoptr (GVariant) parameters = g_variant_ref_sink (new_parameters (argument, options, token));
  g_autofree char *name = g_strconcat ("org.freedesktop.portal.", interface, NULL);
  g_autofree char *path = NULL;
  Asking *asking;

  g_task_set_source_tag (task, oof_portal_ask_async);
  if (bus == NULL)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                               "there is no session bus to ask on");
      return;
    }
  asking = g_new0 (Asking, 1);
  asking->bus = g_object_ref (bus);
  path = dup_request_path (bus, token);
  g_task_set_task_data (task, asking, asking_free);
  asking->subscription = g_dbus_connection_signal_subscribe (
      bus, PORTAL, REQUEST_IFACE, "Response", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE, response_cb,
      g_object_ref (task), g_object_unref);
  g_dbus_connection_call (bus, PORTAL, PORTAL_PATH, name, method, parameters,
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, cancellable,
                          called_cb, g_object_ref (task));
}

GVariant *
oof_portal_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
