/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-discovery.h"

#include "auth/oof-oauth-error.h"
#include "core/oof-error.h"
#include "format/oof-json.h"
#include "wire/oof-http-origin.h"

#define DOCUMENT   ".well-known/openid-configuration"
#define ALGORITHMS "token_endpoint_auth_signing_alg_values_supported"

/* Where it is looked for. */
typedef struct
{
  char *tenant; /* (owned) "AUTHORITY/TENANT" */
  char *second; /* (owned) (nullable) the other place to ask; NULL: that was it */
} Place;

static void ask (GTask *task, const char *url);

static void
place_free (gpointer data)
{
  Place *self = data;

  g_free (self->tenant);
  g_free (self->second);
  g_free (self);
}

OofOauthMetadata *
oof_oauth_metadata_ref (OofOauthMetadata *self)
{
  return g_rc_box_acquire (self);
}

static void
metadata_clear (gpointer data)
{
  OofOauthMetadata *self = data;

  g_free (self->issuer);
  g_free (self->authorization);
  g_free (self->token);
  g_free (self->device);
}

void
oof_oauth_metadata_unref (OofOauthMetadata *self)
{
  g_rc_box_release_full (self, metadata_clear);
}

/* NULL: the document is not there or not usable. */
static OofOauthMetadata *
read_metadata (OofHttpResponse *response)
{
  g_autoptr (OofOauthMetadata) self = g_rc_box_new0 (OofOauthMetadata);
  g_autoptr (OofJson) root = NULL;
  g_autoptr (OofJson) cloud = NULL;
  g_auto (GStrv) algorithms = NULL;

  if (!oof_http_response_is_success (response))
    return NULL;
  root = oof_json_parse (oof_http_response_get_body (response), 0, NULL);
  if (root == NULL
      || !oof_json_read_string (root, "token_endpoint", OOF_REQUIRED, &self->token, NULL)
      || !oof_json_read_string (root, "issuer", OOF_OPTIONAL, &self->issuer, NULL)
      || !oof_json_read_string (root, "authorization_endpoint", OOF_OPTIONAL, &self->authorization,
                                NULL)
      || !oof_json_read_string (root, "device_authorization_endpoint", OOF_OPTIONAL, &self->device,
                                NULL)
      || !oof_json_read_strv (root, ALGORITHMS, OOF_OPTIONAL, &algorithms, NULL))
    return NULL;
  self->takes_ps256 = algorithms == NULL
                      || g_strv_contains ((const char *const *) algorithms, "PS256")
                      || !g_strv_contains ((const char *const *) algorithms, "RS256");
  cloud = oof_json_get_member (root, "cloud_instance_name");
  self->is_entra = cloud != NULL;
  return g_steal_pointer (&self);
}

static void
return_metadata (GTask *task, OofOauthMetadata *metadata)
{
  const char *endpoints[] = { metadata->token, metadata->authorization, metadata->device };
  const char *const names[] = { "token", "authorization", "device" };

  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    if (endpoints[i] != NULL && !oof_http_origin_check_secure (endpoints[i], NULL))
      {
        g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
                                 "The %s endpoint is not protected by TLS", names[i]);
        oof_oauth_metadata_unref (metadata);
        return;
      }
  g_task_return_pointer (task, metadata, (GDestroyNotify) oof_oauth_metadata_unref);
}

/* Where Entra has them (graph.md 1b): what stands in for it may do without the document. */
static OofOauthMetadata *
metadata_new_usual (const char *tenant)
{
  OofOauthMetadata *self = g_rc_box_new0 (OofOauthMetadata);

  self->authorization = g_strconcat (tenant, "/oauth2/v2.0/authorize", NULL);
  self->token = g_strconcat (tenant, "/oauth2/v2.0/token", NULL);
  self->device = g_strconcat (tenant, "/oauth2/v2.0/devicecode", NULL);
  self->takes_ps256 = TRUE;
  self->is_entra = TRUE;
  self->is_guess = TRUE;
  return self;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (OofHttpResponse) response = NULL;
  Place *place = g_task_get_task_data (task);
  g_autofree char *second = g_steal_pointer (&place->second);
  GError *error = NULL;
  OofOauthMetadata *metadata;

  response = oof_http_client_send_finish (OOF_HTTP_CLIENT (source), result, &error);
  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  metadata = read_metadata (response);
  if (metadata != NULL)
    {
      return_metadata (task, metadata);
    }
  else if (oof_http_response_get_status (response) != 404)
    {
      oof_oauth_error_set (response, NULL, NULL, &error);
      g_task_return_error (task, error);
    }
  else if (second != NULL)
    {
      ask (task, second);
    }
  else
    {
      return_metadata (task, metadata_new_usual (place->tenant));
    }
}

static void
ask (GTask *task, const char *url)
{
  g_autoptr (OofHttpRequest) request = oof_http_request_new ("GET", url);

  oof_http_request_set_header (request, "Accept", "application/json");
  oof_http_client_send_async (g_task_get_source_object (task), request,
                              g_task_get_cancellable (task), answered_cb, g_object_ref (task));
}

void
oof_oauth_discover_async (OofHttpClient *http,
                          const char *authority,
                          const char *tenant,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *first = NULL;
  Place *place;

  g_return_if_fail (OOF_IS_HTTP_CLIENT (http));
  g_return_if_fail (authority != NULL && tenant != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_oauth_discover_async);
  escaped = g_uri_escape_string (tenant, NULL, FALSE);
  place = g_new0 (Place, 1);
  place->tenant = g_strconcat (authority, "/", escaped, NULL);
  place->second = g_strconcat (authority, "/" DOCUMENT, NULL);
  g_task_set_task_data (task, place, place_free);
  first = g_strconcat (place->tenant, "/v2.0/" DOCUMENT, NULL);
  ask (task, first);
}

OofOauthMetadata *
oof_oauth_discover_finish (OofHttpClient *http, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
