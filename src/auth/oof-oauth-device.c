/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-device.h"

#include "auth/oof-secret.h"
#include "core/oof-error.h"
#include "format/oof-json.h"

#define GRANT            "urn:ietf:params:oauth:grant-type:device_code"
#define DEFAULT_INTERVAL 5 /* seconds, where the service names none (RFC 8628 3.2) */
#define SLOWER           5 /* seconds more after slow_down (RFC 8628 3.5) */
#define MAX_LIFETIME     1800

/* One code on its way. */
typedef struct
{
  char *scope; /* (owned) */
  guint second;
  OofOauthShowCode show;
  gpointer user_data;

  char *device_code;  /* (owned) (nullable) */
  gint64 interval;    /* seconds */
  gint64 left;        /* seconds until it expires */
  GSource *timer;     /* (owned) (nullable) */
  GSource *cancelled; /* (owned) (nullable) */
} Device;

static void poll_later (GTask *task);

static void
stop_waiting (Device *device)
{
  if (device->timer != NULL)
    g_source_destroy (device->timer);
  g_clear_pointer (&device->timer, g_source_unref);
  if (device->cancelled != NULL)
    g_source_destroy (device->cancelled);
  g_clear_pointer (&device->cancelled, g_source_unref);
}

static void
device_free (Device *device)
{
  stop_waiting (device);
  g_free (device->scope);
  oof_secret_free (device->device_code);
  g_free (device);
}

static gboolean
is_to_go_on (const OofOauthRefusal *refusal, Device *device)
{
  if (refusal == NULL)
    return FALSE;
  if (g_str_equal (refusal->error, "slow_down"))
    device->interval += SLOWER;
  return g_str_equal (refusal->error, "slow_down")
         || g_str_equal (refusal->error, "authorization_pending");
}

static void
polled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Device *device = g_task_get_task_data (task);
  g_autoptr (OofOauthRefusal) refusal = NULL;
  GError *error = NULL;
  OofOauthTokens *tokens =
      oof_oauth_client_request_finish (OOF_OAUTH_CLIENT (source), result, &refusal, &error);
  /* RFC 8628 3.5: a lost connection is no reason to give up, only to ask less often. */
  gboolean lost = refusal == NULL && g_error_matches (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);

  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify) oof_oauth_tokens_free);
  else if (is_to_go_on (refusal, device) || lost)
    {
      g_clear_error (&error);
      device->interval += lost ? SLOWER : 0;
      poll_later (task);
    }
  else
    g_task_return_error (task, error);
}

static gboolean
poll_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  Device *device = g_task_get_task_data (task);
  OofOauthGrant grant = {
    .grant = GRANT,
    .secret_name = "device_code",
    .secret = device->device_code,
  };

  stop_waiting (device);
  oof_oauth_client_request_async (g_task_get_source_object (task), &grant,
                                  g_task_get_cancellable (task), polled_cb, g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));

  stop_waiting (g_task_get_task_data (task));
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
poll_later (GTask *task)
{
  Device *device = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  device->left -= device->interval;
  if (device->left < 0)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
                               "The code has expired before anybody used it (expired_token)");
      return;
    }
  device->timer = g_timeout_source_new ((guint) device->interval * device->second);
  g_source_set_callback (device->timer, poll_cb, g_object_ref (task), g_object_unref);
  g_source_attach (device->timer, g_task_get_context (task));
  if (cancellable == NULL)
    return;
  device->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (device->cancelled, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task),
                         g_object_unref);
  g_source_attach (device->cancelled, g_task_get_context (task));
}

static gboolean
read_code (OofHttpResponse *response, Device *device, char **code, char **address, GError **error)
{
  g_autoptr (OofJson) root = oof_json_parse (oof_http_response_get_body (response), 0, error);

  device->interval = DEFAULT_INTERVAL;
  if (root == NULL
      || !oof_json_read_string (root, "device_code", OOF_REQUIRED, &device->device_code, error)
      || !oof_json_read_string (root, "user_code", OOF_REQUIRED, code, error)
      || !oof_json_read_string (root, "verification_uri", OOF_REQUIRED, address, error)
      || !oof_json_read_int (root, "expires_in", OOF_REQUIRED, &device->left, error)
      || !oof_json_read_int (root, "interval", OOF_OPTIONAL, &device->interval, error))
    {
      if (error != NULL && *error != NULL)
        (*error)->code = OOF_ERROR_UNREACHABLE;
      return FALSE;
    }
  device->interval = CLAMP (device->interval, 1, 60);
  device->left = CLAMP (device->left, 0, MAX_LIFETIME);
  return TRUE;
}

static void
code_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Device *device = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofHttpResponse) response =
      oof_oauth_client_post_finish (OOF_OAUTH_CLIENT (source), result, &error);
  g_autofree char *code = NULL;
  g_autofree char *address = NULL;

  if (response != NULL && !oof_http_response_is_success (response))
    oof_oauth_error_set (response, NULL, NULL, &error);
  else if (response != NULL)
    read_code (response, device, &code, &address, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  device->show (code, address, (guint) device->left, device->user_data);
  poll_later (task);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofOauthClient *client = OOF_OAUTH_CLIENT (source);
  Device *device = g_task_get_task_data (task);
  g_autoptr (GString) form = g_string_new (NULL);
  GError *error = NULL;

  if (!oof_oauth_client_discover_finish (client, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (oof_oauth_client_get_device_endpoint (client) == NULL)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                               "This sign-in service takes no codes of devices");
      return;
    }
  oof_oauth_client_append_field (form, "client_id", oof_oauth_client_get_client_id (client));
  oof_oauth_client_append_field (form, "scope", device->scope);
  oof_oauth_client_post_async (client, oof_oauth_client_get_device_endpoint (client), form->str,
                               g_task_get_cancellable (task), code_cb, g_object_ref (task));
}

void
oof_oauth_device_sign_in_async (OofOauthClient *client,
                                const OofOauthDeviceOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Device *device;

  g_return_if_fail (OOF_IS_OAUTH_CLIENT (client));
  g_return_if_fail (options != NULL && options->scope != NULL && options->show != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_oauth_device_sign_in_async);
  device = g_new0 (Device, 1);
  g_task_set_task_data (task, device, (GDestroyNotify) device_free);
  device->scope = g_strdup (options->scope);
  device->second = options->second > 0 ? options->second : 1000;
  device->show = options->show;
  device->user_data = options->user_data;
  oof_oauth_client_discover_async (client, cancellable, discovered_cb, task);
}

OofOauthTokens *
oof_oauth_device_sign_in_finish (OofOauthClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
