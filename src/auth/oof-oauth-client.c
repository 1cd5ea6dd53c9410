/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-client.h"

#include "auth/oof-oauth-discovery.h"
#include "auth/oof-oauth-id-token.h"
#include "auth/oof-secret.h"
#include "core/oof-clock.h"
#include "core/oof-error.h"
#include "format/oof-json-writer.h"
#include "wire/oof-http-client.h"
#include "wire/oof-http-origin.h"

#define DEFAULT_LIFETIME 600 /* seconds; expires_in is only recommended by RFC 6749 */
#define AUTHORIZE        "/oauth2/v2.0/authorize"
#define JWT_BEARER       "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

struct _OofOauthClient
{
  GObject parent_instance;

  char *authority;       /* (owned) without a slash at the end */
  char *tenant;          /* (owned) */
  char *client_id;       /* (owned) */
  OofServerClock *clock; /* (owned) the sign-in service's time: assertions are dated by it */
  OofHttpClient *http;   /* (owned) to the authority */

  OofOauthMetadata *metadata; /* (owned) (nullable) once it is known */
};

G_DEFINE_FINAL_TYPE (OofOauthClient, oof_oauth_client, G_TYPE_OBJECT)

/* One request for tokens under way. */
typedef struct
{
  GString *form;                    /* (owned) (nullable) once it is sent */
  char *secret;                     /* (owned) (nullable) what must not show up anywhere */
  OofOauthCertificate *certificate; /* (owned) (nullable) */
  char *nonce;                      /* (owned) (nullable) */
  char *claims;                     /* (owned) (nullable) */
  gboolean repeatable;
  OofOauthRefusal *refusal; /* (owned) (nullable) */
} Ask;

static void
ask_free (Ask *ask)
{
  if (ask->form != NULL)
    oof_secret_free (g_string_free (ask->form, FALSE));
  oof_secret_free (ask->secret);
  g_clear_pointer (&ask->certificate, oof_oauth_certificate_unref);
  g_free (ask->nonce);
  g_free (ask->claims);
  g_clear_pointer (&ask->refusal, oof_oauth_refusal_free);
  g_free (ask);
}

void
oof_oauth_tokens_free (OofOauthTokens *self)
{
  oof_secret_free (self->access_token);
  oof_secret_free (self->refresh_token);
  g_free (self->account);
  g_free (self->scope);
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

/* Sending a form, to whatever endpoint. */

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofHttpResponse *response =
      oof_http_client_send_finish (OOF_HTTP_CLIENT (source), result, &error);

  if (response != NULL)
    g_task_return_pointer (task, response, (GDestroyNotify) oof_http_response_unref);
  else
    g_task_return_error (task, as_unreachable (error));
}

/* @form: (transfer full) wiped once it is sent. */
static void
post (OofOauthClient *self, GTask *task, const char *url, char *form, gboolean repeatable)
{
  g_autoptr (GBytes) body =
      g_bytes_new_with_free_func (form, strlen (form), (GDestroyNotify) oof_secret_free, form);
  g_autoptr (OofHttpRequest) request = oof_http_request_new ("POST", url);
  OofHttpClientOptions options = { .base_url = url };
  g_autoptr (OofHttpClient) http = NULL;
  GError *error = NULL;

  http = oof_http_client_new (&options, self->clock, &error);
  if (http == NULL)
    {
      g_task_return_error (task, as_unreachable (error));
      return;
    }
  oof_http_request_set_header (request, "Accept", "application/json");
  oof_http_request_set_body (request, body, "application/x-www-form-urlencoded");
  oof_http_request_set_repeatable (request, repeatable);
  oof_http_client_send_async (http, request, g_task_get_cancellable (task), posted_cb,
                              g_object_ref (task));
}

void
oof_oauth_client_post_async (OofOauthClient *self,
                             const char *url,
                             const char *form,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OOF_IS_OAUTH_CLIENT (self));
  g_return_if_fail (url != NULL && form != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_oauth_client_post_async);
  post (self, task, url, g_strdup (form), FALSE);
}

OofHttpResponse *
oof_oauth_client_post_finish (OofOauthClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Reading tokens. */

static OofOauthTokens *
read_tokens (OofHttpResponse *response, char **id_token, GError **error)
{
  g_autoptr (OofJson) root = oof_json_parse (oof_http_response_get_body (response), 0, error);
  g_autoptr (OofOauthTokens) tokens = g_new0 (OofOauthTokens, 1);

  tokens->expires_in = DEFAULT_LIFETIME;
  if (root == NULL
      || !oof_json_read_string (root, "access_token", OOF_REQUIRED, &tokens->access_token, error)
      || !oof_json_read_string (root, "refresh_token", OOF_OPTIONAL, &tokens->refresh_token, error)
      || !oof_json_read_string (root, "scope", OOF_OPTIONAL, &tokens->scope, error)
      || !oof_json_read_string (root, "id_token", OOF_OPTIONAL, id_token, error)
      || !oof_json_read_int (root, "expires_in", OOF_OPTIONAL, &tokens->expires_in, error))
    return NULL;
  if (tokens->access_token[0] == '\0')
    {
      oof_json_set_error (root, "access_token", error, "empty");
      return NULL;
    }
  return g_steal_pointer (&tokens);
}

/* What the ID token says must fit what was asked for. */
static OofOauthTokens *
check_tokens (OofOauthClient *self, const Ask *ask, OofHttpResponse *response, GError **error)
{
  char *id_token = NULL;
  g_autoptr (OofOauthTokens) tokens = read_tokens (response, &id_token, error);

  if (tokens != NULL && id_token != NULL)
    {
      tokens->account = oof_oauth_id_token_read (id_token, self->client_id, ask->nonce, error);
      if (tokens->account == NULL)
        g_clear_pointer (&tokens, oof_oauth_tokens_free);
    }
  oof_secret_free (id_token);
  return g_steal_pointer (&tokens);
}

/* What answers there may be no sign-in service: next time its document is looked for again. */
static void
forget_guess (OofOauthClient *self)
{
  if (self->metadata != NULL && self->metadata->is_guess)
    g_clear_pointer (&self->metadata, oof_oauth_metadata_unref);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  OofOauthClient *self = OOF_OAUTH_CLIENT (source);
  g_autoptr (GTask) task = G_TASK (user_data);
  Ask *ask = g_task_get_task_data (task);
  g_autoptr (OofHttpResponse) response = NULL;
  OofOauthTokens *tokens = NULL;
  GError *error = NULL;

  response = oof_oauth_client_post_finish (self, result, &error);
  if (response != NULL && oof_http_response_is_success (response))
    tokens = check_tokens (self, ask, response, &error);
  else if (response != NULL)
    oof_oauth_error_set (response, ask->secret, &ask->refusal, &error);

  if (tokens == NULL && ask->refusal == NULL)
    forget_guess (self);
  if (tokens == NULL)
    g_task_return_error (task, as_unreachable (error));
  else
    g_task_return_pointer (task, tokens, (GDestroyNotify) oof_oauth_tokens_free);
}

/* FALSE with an error: the certificate cannot be used. */
static gboolean
append_assertion (OofOauthClient *self, Ask *ask, GError **error)
{
  gint64 now = oof_clock_now (OOF_CLOCK (self->clock));
  char *assertion;

  if (ask->certificate == NULL)
    return TRUE;
  assertion = oof_oauth_certificate_sign (ask->certificate, self->client_id, self->metadata->token,
                                          self->metadata->takes_ps256, now, error);
  if (assertion == NULL)
    return FALSE;
  oof_oauth_client_append_field (ask->form, "client_assertion_type", JWT_BEARER);
  oof_oauth_client_append_field (ask->form, "client_assertion", assertion);
  ask->secret = assertion;
  return TRUE;
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  OofOauthClient *self = OOF_OAUTH_CLIENT (source);
  g_autoptr (GTask) task = G_TASK (user_data);
  Ask *ask = g_task_get_task_data (task);
  g_autofree char *claims = NULL;
  GError *error = NULL;
  GTask *posting;

  if (!oof_oauth_client_discover_finish (self, result, &error)
      || !append_assertion (self, ask, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  claims = oof_oauth_client_dup_claims (self, ask->claims);
  if (claims != NULL)
    oof_oauth_client_append_field (ask->form, "claims", claims);
  posting = g_task_new (self, g_task_get_cancellable (task), answered_cb, g_object_ref (task));
  post (self, posting, self->metadata->token, g_string_free (g_steal_pointer (&ask->form), FALSE),
        ask->repeatable);
  g_object_unref (posting);
}

void
oof_oauth_client_append_field (GString *form, const char *name, const char *value)
{
  if (form->len > 0)
    g_string_append_c (form, '&');
  g_string_append_printf (form, "%s=", name);
  g_string_append_uri_escaped (form, value, NULL, FALSE);
}

static GString *
build_form (OofOauthClient *self, const OofOauthGrant *grant)
{
  const struct
  {
    const char *name;
    const char *value;
  } fields[] = {
    { "grant_type", grant->grant },
    { "client_id", self->client_id },
    { "scope", grant->scope },
    { grant->secret_name, grant->secret },
    { "code_verifier", grant->verifier },
    { "redirect_uri", grant->redirect },
  };
  GString *form = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL)
      oof_oauth_client_append_field (form, fields[i].name, fields[i].value);
  return form;
}

void
oof_oauth_client_request_async (OofOauthClient *self,
                                const OofOauthGrant *grant,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Ask *ask;

  g_return_if_fail (OOF_IS_OAUTH_CLIENT (self));
  g_return_if_fail (grant != NULL && grant->grant != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_oauth_client_request_async);
  ask = g_new0 (Ask, 1);
  g_task_set_task_data (task, ask, (GDestroyNotify) ask_free);
  ask->form = build_form (self, grant);
  ask->secret = g_strdup (grant->secret);
  ask->nonce = g_strdup (grant->nonce);
  ask->claims = g_strdup (grant->claims);
  ask->repeatable = g_str_equal (grant->grant, "client_credentials");
  if (grant->certificate != NULL)
    ask->certificate = oof_oauth_certificate_ref (grant->certificate);
  oof_oauth_client_discover_async (self, cancellable, discovered_cb, task);
}

OofOauthTokens *
oof_oauth_client_request_finish (OofOauthClient *self,
                                 GAsyncResult *result,
                                 OofOauthRefusal **refusal,
                                 GError **error)
{
  Ask *ask;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  ask = g_task_get_task_data (G_TASK (result));
  if (refusal != NULL)
    *refusal = g_steal_pointer (&ask->refusal);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Finding the endpoints. */

static void
metadata_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofOauthClient *self = g_task_get_source_object (task);
  GError *error = NULL;
  OofOauthMetadata *metadata = oof_oauth_discover_finish (OOF_HTTP_CLIENT (source), result, &error);

  if (metadata == NULL)
    {
      g_task_return_error (task, as_unreachable (error));
      return;
    }
  g_clear_pointer (&self->metadata, oof_oauth_metadata_unref);
  self->metadata = metadata;
  g_task_return_boolean (task, TRUE);
}

void
oof_oauth_client_discover_async (OofOauthClient *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_OAUTH_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_oauth_client_discover_async);
  if (self->metadata == NULL)
    {
      oof_oauth_discover_async (self->http, self->authority, self->tenant, cancellable, metadata_cb,
                                task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

gboolean
oof_oauth_client_discover_finish (OofOauthClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
oof_oauth_client_get_client_id (OofOauthClient *self)
{
  g_return_val_if_fail (OOF_IS_OAUTH_CLIENT (self), NULL);

  return self->client_id;
}

const char *
oof_oauth_client_get_issuer (OofOauthClient *self)
{
  g_return_val_if_fail (OOF_IS_OAUTH_CLIENT (self), NULL);

  return self->metadata != NULL ? self->metadata->issuer : NULL;
}

const char *
oof_oauth_client_get_authorization_endpoint (OofOauthClient *self)
{
  g_return_val_if_fail (OOF_IS_OAUTH_CLIENT (self), NULL);

  return self->metadata != NULL ? self->metadata->authorization : NULL;
}

const char *
oof_oauth_client_get_device_endpoint (OofOauthClient *self)
{
  g_return_val_if_fail (OOF_IS_OAUTH_CLIENT (self), NULL);

  return self->metadata != NULL ? self->metadata->device : NULL;
}

/* {"access_token":{…of the challenge…,"xms_cc":{"values":["cp1"]}}, …of the challenge…} */
static char *
merge_claims (const char *challenge)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);
  const char *values[] = { "cp1", NULL };
  g_autoptr (OofJson) base = challenge != NULL ? oof_json_parse_text (challenge, 0, NULL) : NULL;
  g_autoptr (OofJson) access = base != NULL ? oof_json_get_member (base, "access_token") : NULL;

  oof_json_writer_begin_object_over (writer, NULL, base);
  oof_json_writer_begin_object_over (writer, "access_token", access);
  oof_json_writer_begin_object (writer, "xms_cc");
  oof_json_writer_add_strv (writer, "values", values);
  oof_json_writer_end_object (writer);
  oof_json_writer_end_object (writer);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish (writer);
}

char *
oof_oauth_client_dup_claims (OofOauthClient *self, const char *challenge)
{
  g_return_val_if_fail (OOF_IS_OAUTH_CLIENT (self), NULL);

  if (challenge == NULL && (self->metadata == NULL || !self->metadata->is_entra))
    return NULL;
  return merge_claims (challenge);
}

char *
oof_oauth_client_dup_consent_endpoint (OofOauthClient *self)
{
  const char *endpoint;

  g_return_val_if_fail (OOF_IS_OAUTH_CLIENT (self), NULL);

  endpoint = oof_oauth_client_get_authorization_endpoint (self);
  if (endpoint == NULL || !self->metadata->is_entra || !g_str_has_suffix (endpoint, AUTHORIZE))
    return NULL;
  return g_strdup_printf ("%.*s/adminconsent", (int) (strlen (endpoint) - strlen (AUTHORIZE)),
                          endpoint);
}

static void
oof_oauth_client_finalize (GObject *object)
{
  OofOauthClient *self = OOF_OAUTH_CLIENT (object);

  g_free (self->authority);
  g_free (self->tenant);
  g_free (self->client_id);
  g_clear_object (&self->clock);
  g_clear_object (&self->http);
  g_clear_pointer (&self->metadata, oof_oauth_metadata_unref);
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
  self->clock = oof_server_clock_new ();
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
  self->http = oof_http_client_new (&options, self->clock, error);
  if (self->http == NULL)
    return NULL;
  self->authority = g_strdup (authority);
  for (length = strlen (authority); authority[length - 1] == '/'; length--)
    self->authority[length - 1] = '\0';
  self->tenant = g_strdup (tenant);
  self->client_id = g_strdup (client_id);
  return g_steal_pointer (&self);
}
