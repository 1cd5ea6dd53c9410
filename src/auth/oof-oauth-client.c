/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-client.h"

#include "auth/oof-oauth-discovery.h"
#include "auth/oof-oauth-error.h"
#include "auth/oof-secret.h"
#include "core/oof-error.h"
#include "format/oof-json.h"
#include "wire/oof-http-client.h"
#include "wire/oof-http-origin.h"

#define DEFAULT_LIFETIME 600 /* seconds; expires_in is only recommended by RFC 6749 */

struct _OofOauthClient
{
  GObject parent_instance;

  char *authority;     /* (owned) without a slash at the end */
  char *tenant;        /* (owned) */
  char *client_id;     /* (owned) */
  OofHttpClient *http; /* (owned) to the authority */

  char *endpoint;            /* (owned) (nullable) URL for tokens, once it is known */
  OofHttpClient *token_http; /* (owned) (nullable) to the endpoint, which may lie elsewhere */
};

G_DEFINE_FINAL_TYPE (OofOauthClient, oof_oauth_client, G_TYPE_OBJECT)

/* One request for tokens under way. */
typedef struct
{
  GString *form; /* (owned) */
  char *secret;  /* (owned) what must not show up anywhere */
  gboolean repeatable;
  gboolean invalid_grant;
} Ask;

static void
ask_free (Ask *ask)
{
  if (ask->form != NULL)
    oof_secret_free (g_string_free (ask->form, FALSE));
  oof_secret_free (ask->secret);
  g_free (ask);
}

void
oof_oauth_tokens_free (OofOauthTokens *self)
{
  oof_secret_free (self->access_token);
  oof_secret_free (self->refresh_token);
  g_free (self);
}

/* Errors of the way to the sign-in service are of no use to callers but as "try later". */
static GError *
as_unreachable (GError *error)
{
  if (error->domain == OOF_ERROR && error->code != OOF_ERROR_AUTH_REQUIRED
      && error->code != OOF_ERROR_CONSENT_REQUIRED)
    error->code = OOF_ERROR_UNREACHABLE;
  return error;
}

static OofOauthTokens *
read_tokens (OofHttpResponse *response, GError **error)
{
  g_autoptr (OofJson) root = oof_json_parse (oof_http_response_get_body (response), 0, error);
  g_autoptr (OofOauthTokens) tokens = g_new0 (OofOauthTokens, 1);

  tokens->expires_in = DEFAULT_LIFETIME;
  if (root == NULL
      || !oof_json_read_string (root, "access_token", OOF_REQUIRED, &tokens->access_token, error)
      || !oof_json_read_string (root, "refresh_token", OOF_OPTIONAL, &tokens->refresh_token, error)
      || !oof_json_read_int (root, "expires_in", OOF_OPTIONAL, &tokens->expires_in, error))
    return NULL;
  if (tokens->access_token[0] == '\0')
    {
      oof_json_set_error (root, "access_token", error, "empty");
      return NULL;
    }
  return g_steal_pointer (&tokens);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Ask *ask = g_task_get_task_data (task);
  g_autoptr (OofHttpResponse) response = NULL;
  OofOauthTokens *tokens = NULL;
  GError *error = NULL;

  response = oof_http_client_send_finish (OOF_HTTP_CLIENT (source), result, &error);
  if (response != NULL && oof_http_response_is_success (response))
    tokens = read_tokens (response, &error);
  else if (response != NULL)
    ask->invalid_grant = oof_oauth_error_set (response, ask->secret, &error);

  if (tokens == NULL)
    g_task_return_error (task, as_unreachable (error));
  else
    g_task_return_pointer (task, tokens, (GDestroyNotify) oof_oauth_tokens_free);
}

static void
post (GTask *task)
{
  OofOauthClient *self = g_task_get_source_object (task);
  Ask *ask = g_task_get_task_data (task);
  g_autoptr (OofHttpRequest) request = oof_http_request_new ("POST", self->endpoint);
  gsize length = ask->form->len;
  char *text = g_string_free (g_steal_pointer (&ask->form), FALSE);
  g_autoptr (GBytes) body =
      g_bytes_new_with_free_func (text, length, (GDestroyNotify) oof_secret_free, text);

  oof_http_request_set_header (request, "Accept", "application/json");
  oof_http_request_set_body (request, body, "application/x-www-form-urlencoded");
  oof_http_request_set_repeatable (request, ask->repeatable);
  oof_http_client_send_async (self->token_http, request, g_task_get_cancellable (task), answered_cb,
                              g_object_ref (task));
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofOauthClient *self = g_task_get_source_object (task);
  g_autofree char *endpoint = NULL;
  OofHttpClientOptions options = { NULL };
  OofHttpClient *http = NULL;
  GError *error = NULL;

  endpoint = oof_oauth_discover_finish (OOF_HTTP_CLIENT (source), result, &error);
  if (endpoint != NULL)
    {
      options.base_url = endpoint;
      http = oof_http_client_new (&options, NULL, &error);
    }
  if (http == NULL)
    {
      g_task_return_error (task, as_unreachable (error));
      return;
    }
  g_free (self->endpoint);
  self->endpoint = g_steal_pointer (&endpoint);
  g_clear_object (&self->token_http);
  self->token_http = http;
  post (task);
}

static void
append_field (GString *form, const char *name, const char *value)
{
  if (form->len > 0)
    g_string_append_c (form, '&');
  g_string_append_printf (form, "%s=", name);
  g_string_append_uri_escaped (form, value, NULL, FALSE);
}

/* @name: of the field that carries @secret. Asking twice with a refresh token may look like theft
 * to a server that revokes used ones, so that is never repeated unasked. */
static void
request (OofOauthClient *self,
         const char *grant,
         const char *scope,
         const char *name,
         const char *secret,
         GTask *task)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->form = g_string_new (NULL);
  ask->secret = g_strdup (secret);
  ask->repeatable = g_str_equal (grant, "client_credentials");
  append_field (ask->form, "grant_type", grant);
  append_field (ask->form, "client_id", self->client_id);
  append_field (ask->form, "scope", scope);
  append_field (ask->form, name, secret);
  g_task_set_task_data (task, ask, (GDestroyNotify) ask_free);
  if (self->endpoint != NULL)
    post (task);
  else
    oof_oauth_discover_async (self->http, self->authority, self->tenant,
                              g_task_get_cancellable (task), discovered_cb, g_object_ref (task));
}

static void
oof_oauth_client_finalize (GObject *object)
{
  OofOauthClient *self = OOF_OAUTH_CLIENT (object);

  g_free (self->authority);
  g_free (self->tenant);
  g_free (self->client_id);
  g_clear_object (&self->http);
  g_free (self->endpoint);
  g_clear_object (&self->token_http);
  G_OBJECT_CLASS (oof_oauth_client_parent_class)->finalize (object);
}

static void
oof_oauth_client_class_init (OofOauthClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_oauth_client_finalize;
}

static void
oof_oauth_client_init (OofOauthClient *self)
{
}

OofOauthClient *
oof_oauth_client_new (const char *authority,
                      const char *tenant,
                      const char *client_id,
                      GError **error)
{
  g_autoptr (OofOauthClient) self = NULL;
  OofHttpClientOptions options = { .base_url = authority };
  gsize length;

  g_return_val_if_fail (authority != NULL && tenant != NULL && client_id != NULL, NULL);

  if (!oof_http_origin_check_secure (authority, error))
    return NULL;
  self = g_object_new (OOF_TYPE_OAUTH_CLIENT, NULL);
  self->http = oof_http_client_new (&options, NULL, error);
  if (self->http == NULL)
    return NULL;
  self->authority = g_strdup (authority);
  for (length = strlen (authority); authority[length - 1] == '/'; length--)
    self->authority[length - 1] = '\0';
  self->tenant = g_strdup (tenant);
  self->client_id = g_strdup (client_id);
  return g_steal_pointer (&self);
}

void
oof_oauth_client_request_with_secret_async (OofOauthClient *self,
                                            const char *scope,
                                            const char *secret,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OOF_IS_OAUTH_CLIENT (self));
  g_return_if_fail (scope != NULL && secret != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, request);
  request (self, "client_credentials", scope, "client_secret", secret, task);
}

void
oof_oauth_client_request_with_refresh_token_async (OofOauthClient *self,
                                                   const char *scope,
                                                   const char *refresh_token,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OOF_IS_OAUTH_CLIENT (self));
  g_return_if_fail (scope != NULL && refresh_token != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, request);
  request (self, "refresh_token", scope, "refresh_token", refresh_token, task);
}

OofOauthTokens *
oof_oauth_client_request_finish (OofOauthClient *self,
                                 GAsyncResult *result,
                                 gboolean *invalid_grant,
                                 GError **error)
{
  Ask *ask;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  ask = g_task_get_task_data (G_TASK (result));
  if (invalid_grant != NULL)
    *invalid_grant = ask->invalid_grant;
  return g_task_propagate_pointer (G_TASK (result), error);
}
