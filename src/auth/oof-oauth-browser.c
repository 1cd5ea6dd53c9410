/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-browser.h"

#include "auth/oof-oauth-listener.h"
#include "auth/oof-oauth-pkce.h"
#include "auth/oof-secret.h"
#include "core/oof-error.h"

/* One visit to the browser. */
typedef struct
{
  char *scope;  /* (owned) (nullable) NULL: consent of an administrator */
  char *claims; /* (owned) (nullable) */
  char *user;   /* (owned) (nullable) */
  char *prompt; /* (owned) (nullable) */
  char *page;   /* (owned) (nullable) */
  guint seconds;
  OofOauthShowLink show;
  gpointer user_data;

  OofOauthListener *listener; /* (owned) (nullable) */
  char *state;                /* (owned) */
  char *nonce;                /* (owned) */
  char *verifier;             /* (owned) */
} Visit;

static void
visit_free (Visit *visit)
{
  g_free (visit->scope);
  g_free (visit->claims);
  g_free (visit->user);
  g_free (visit->prompt);
  g_free (visit->page);
  g_clear_object (&visit->listener);
  g_free (visit->state);
  g_free (visit->nonce);
  oof_secret_free (visit->verifier);
  g_free (visit);
}

static void
tokens_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofOauthTokens *tokens =
      oof_oauth_client_request_finish (OOF_OAUTH_CLIENT (source), result, NULL, &error);

  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify) oof_oauth_tokens_free);
  else
    g_task_return_error (task, error);
}

static void
redeem (GTask *task, const char *code)
{
  Visit *visit = g_task_get_task_data (task);
  OofOauthGrant grant = {
    .grant = "authorization_code",
    .scope = visit->scope,
    .secret_name = "code",
    .secret = code,
    .verifier = visit->verifier,
    .redirect = oof_oauth_listener_get_redirect (visit->listener),
    .nonce = visit->nonce,
    .claims = visit->claims,
  };

  oof_oauth_client_request_async (g_task_get_source_object (task), &grant,
                                  g_task_get_cancellable (task), tokens_cb, g_object_ref (task));
}

/* What a sign-in service of many tenants says of itself has a place for one of them. */
static gboolean
is_issuer (const char *own, const char *issuer)
{
  g_auto (GStrv) parts = g_strsplit (issuer, "{tenantid}", 2);

  return parts[1] == NULL ? g_str_equal (own, issuer)
                          : g_str_has_prefix (own, parts[0]) && g_str_has_suffix (own, parts[1]);
}

/* A service that names itself in its answer must be the one that was asked (RFC 9207). */
static gboolean
check_answer (GTask *task, GHashTable *answer, GError **error)
{
  const char *issuer = oof_oauth_client_get_issuer (g_task_get_source_object (task));
  const char *code = g_hash_table_lookup (answer, "error");
  const char *own = g_hash_table_lookup (answer, "iss");

  if (code != NULL)
    oof_oauth_error_set_redirect (code, g_hash_table_lookup (answer, "error_subcode"),
                                  g_hash_table_lookup (answer, "error_description"), error);
  else if (own != NULL && issuer != NULL && !is_issuer (own, issuer))
    g_set_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
                 "The browser came back from another sign-in service: %s", own);
  else
    return TRUE;
  return FALSE;
}

static void
returned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Visit *visit = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GHashTable) answer =
      oof_oauth_listener_wait_finish (OOF_OAUTH_LISTENER (source), result, &error);
  const char *code, *consent;

  if (answer == NULL || !check_answer (task, answer, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  code = g_hash_table_lookup (answer, "code");
  consent = g_hash_table_lookup (answer, "admin_consent");
  if (visit->scope != NULL && code != NULL)
    redeem (task, code);
  else if (visit->scope == NULL && consent != NULL && g_ascii_strcasecmp (consent, "true") == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
                             "The browser came back without an answer of the sign-in service");
}

static char *
build_consent_link (OofOauthClient *client, Visit *visit)
{
  g_autofree char *endpoint = oof_oauth_client_dup_consent_endpoint (client);
  g_autoptr (GString) query = g_string_new (NULL);

  if (endpoint == NULL)
    return NULL;
  oof_oauth_client_append_field (query, "client_id", oof_oauth_client_get_client_id (client));
  oof_oauth_client_append_field (query, "state", visit->state);
  oof_oauth_client_append_field (query, "redirect_uri",
                                 oof_oauth_listener_get_redirect (visit->listener));
  return g_strconcat (endpoint, "?", query->str, NULL);
}

static char *
build_sign_in_link (OofOauthClient *client, Visit *visit)
{
  const char *endpoint = oof_oauth_client_get_authorization_endpoint (client);
  g_autofree char *challenge = oof_oauth_pkce_get_challenge (visit->verifier);
  g_autofree char *claims = oof_oauth_client_dup_claims (client, visit->claims);
  const struct
  {
    const char *name;
    const char *value;
  } fields[] = {
    { "client_id", oof_oauth_client_get_client_id (client) },
    { "response_type", "code" },
    { "response_mode", "query" },
    { "redirect_uri", oof_oauth_listener_get_redirect (visit->listener) },
    { "scope", visit->scope },
    { "state", visit->state },
    { "nonce", visit->nonce },
    { "code_challenge", challenge },
    { "code_challenge_method", "S256" },
    { "login_hint", visit->user },
    { "prompt", visit->prompt },
    { "claims", claims },
  };
  g_autoptr (GString) query = g_string_new (NULL);

  if (endpoint == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL)
      oof_oauth_client_append_field (query, fields[i].name, fields[i].value);
  return g_strconcat (endpoint, strchr (endpoint, '?') != NULL ? "&" : "?", query->str, NULL);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofOauthClient *client = OOF_OAUTH_CLIENT (source);
  Visit *visit = g_task_get_task_data (task);
  g_autofree char *link = NULL;
  GError *error = NULL;

  if (oof_oauth_client_discover_finish (client, result, &error))
    visit->listener = oof_oauth_listener_new (visit->state, visit->page, &error);
  if (visit->listener == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  link = visit->scope != NULL ? build_sign_in_link (client, visit)
                              : build_consent_link (client, visit);
  if (link == NULL)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                               "This sign-in service has no page for that");
      return;
    }
  oof_oauth_listener_wait_async (visit->listener, visit->seconds, g_task_get_cancellable (task),
                                 returned_cb, g_object_ref (task));
  visit->show (link, visit->user_data);
}

static void
begin (OofOauthClient *client, const OofOauthBrowserOptions *options, gboolean consent, GTask *task)
{
  Visit *visit = g_new0 (Visit, 1);

  g_task_set_task_data (task, visit, (GDestroyNotify) visit_free);
  visit->scope = consent ? NULL : g_strdup (options->scope);
  visit->claims = g_strdup (options->claims);
  visit->user = g_strdup (options->user);
  visit->prompt = g_strdup (options->prompt);
  visit->page = g_strdup (options->page);
  visit->seconds = options->seconds > 0 ? options->seconds : OOF_OAUTH_BROWSER_SECONDS;
  visit->show = options->show;
  visit->user_data = options->user_data;
  visit->state = oof_oauth_pkce_create_random ();
  visit->nonce = oof_oauth_pkce_create_random ();
  visit->verifier = oof_oauth_pkce_create_random ();
  oof_oauth_client_discover_async (client, g_task_get_cancellable (task), discovered_cb, task);
}

void
oof_oauth_browser_sign_in_async (OofOauthClient *client,
                                 const OofOauthBrowserOptions *options,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_OAUTH_CLIENT (client));
  g_return_if_fail (options != NULL && options->scope != NULL && options->show != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_oauth_browser_sign_in_async);
  begin (client, options, FALSE, task);
}

OofOauthTokens *
oof_oauth_browser_sign_in_finish (OofOauthClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
oof_oauth_browser_consent_async (OofOauthClient *client,
                                 const OofOauthBrowserOptions *options,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_OAUTH_CLIENT (client));
  g_return_if_fail (options != NULL && options->show != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_oauth_browser_consent_async);
  begin (client, options, TRUE, task);
}

gboolean
oof_oauth_browser_consent_finish (OofOauthClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
