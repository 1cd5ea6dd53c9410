/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sim/oof-sim-access.h"
#include "sim/oof-sim-json.h"
#include "sim/oof-sim-login-private.h"

/* The token endpoint: one function a grant. */

static gchar *
encode (const gchar *text)
{
  gchar *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  encoded[strcspn (encoded, "=")] = '\0';
  return g_strdelimit (g_strdelimit (encoded, "+", '-'), "/", '_');
}

/* Not signed: whoever has it from here over TLS need not check that. */
static gchar *
make_id_token (OofSimExchange *exchange, const OofSimPerson *person, const gchar *nonce)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *origin = oof_sim_server_get_origin (oof_sim_exchange_get_server (exchange));
  g_autofree gchar *issuer = g_strdup_printf ("%s/%s/v2.0", origin, tenant->id);
  gint64 now = oof_sim_tenant_now (tenant) / G_USEC_PER_SEC;
  g_autoptr (JsonObject) claims = json_object_new ();
  g_autofree gchar *text = NULL;
  g_autofree gchar *body = NULL;

  json_object_set_string_member (claims, "aud", tenant->person_client_id);
  json_object_set_string_member (claims, "iss", issuer);
  json_object_set_int_member (claims, "iat", now);
  json_object_set_int_member (claims, "exp", now + OOF_SIM_TOKEN_SECONDS);
  if (nonce != NULL)
    json_object_set_string_member (claims, "nonce", nonce);
  json_object_set_string_member (claims, "oid", person->id);
  json_object_set_string_member (claims, "preferred_username", person->upn);
  text = oof_sim_json_to_text (claims);
  body = encode (text);
  return g_strconcat ("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.", body, ".sim-id-token", NULL);
}

/* What is given beside the access token. */
typedef struct
{
  const gchar *scope; /* as it was asked for */
  const gchar *nonce;
  const gchar *old; /* (nullable) the refresh token that was shown */
} Wanted;

static gboolean
asks_for (const gchar *scope, const gchar *name)
{
  g_auto (GStrv) list = g_strsplit (scope, " ", -1);

  return g_strv_contains ((const gchar *const *) list, name);
}

static void
add_personal (OofSimExchange *exchange,
              JsonObject *object,
              const OofSimCaller *caller,
              const Wanted *wanted)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  g_autofree gchar *granted = oof_sim_sign_in_dup_permissions (tenant->sign_in, wanted->scope);

  json_object_set_string_member (object, "scope", granted);
  if (wanted->old != NULL || asks_for (wanted->scope, "offline_access"))
    {
      g_autofree gchar *refresh =
          wanted->old != NULL ? oof_sim_access_rotate_refresh (tenant, wanted->old, caller->person)
                              : oof_sim_access_issue_refresh (tenant, caller->person);

      json_object_set_string_member (object, "refresh_token", refresh);
    }
  if (asks_for (wanted->scope, "openid"))
    {
      g_autofree gchar *id = make_id_token (exchange, caller->person, wanted->nonce);

      json_object_set_string_member (object, "id_token", id);
    }
}

static void
answer_tokens (OofSimExchange *exchange, const OofSimCaller *caller, const Wanted *wanted)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree gchar *access = oof_sim_access_issue (tenant, caller);

  json_object_set_string_member (object, "token_type", "Bearer");
  json_object_set_int_member (object, "expires_in", OOF_SIM_TOKEN_SECONDS);
  json_object_set_int_member (object, "ext_expires_in", OOF_SIM_TOKEN_SECONDS);
  json_object_set_string_member (object, "access_token", access);
  if (caller->kind == OOF_SIM_CALLER_PERSON)
    add_personal (exchange, object, caller, wanted);
  oof_sim_login_answer (exchange, 200, object);
}

static gboolean
is_default_scope (const gchar *scope)
{
  return g_str_has_suffix (scope, "/.default") && strchr (scope, ' ') == NULL
         && (g_str_has_prefix (scope, "https://") || g_str_has_prefix (scope, "http://"));
}

/* There is no other resource here: Graph by its own name, or as the root of this cloud. */
static gboolean
is_graph_scope (OofSimServer *server, const gchar *scope)
{
  g_autofree gchar *own = g_strconcat (oof_sim_server_get_base (server), "/.default", NULL);

  return g_str_equal (scope, "https://graph.microsoft.com/.default") || g_str_equal (scope, own);
}

/* The secret, or the certificate. 0: good; else the AADSTS number. */
static gint
check_proof (OofSimExchange *exchange, GHashTable *form, const gchar *authority)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *origin = oof_sim_server_get_origin (oof_sim_exchange_get_server (exchange));
  g_autofree gchar *endpoint = g_strconcat (origin, "/", authority, OOF_SIM_TOKEN_SUFFIX, NULL);
  const gchar *secret = g_hash_table_lookup (form, "client_secret");
  const gchar *assertion = g_hash_table_lookup (form, "client_assertion");
  const gchar *type = g_hash_table_lookup (form, "client_assertion_type");

  if (assertion != NULL
      && g_strcmp0 (type, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer") == 0)
    return oof_sim_login_check_assertion (exchange, assertion, endpoint);
  if (secret == NULL || strcmp (secret, tenant->runner_secret) != 0)
    return 7000215;
  return tenant->sign_in->secret_expired ? 7000222 : 0;
}

static void
grant_client (OofSimExchange *exchange, GHashTable *form, const gchar *authority)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *client = g_hash_table_lookup (form, "client_id");
  const gchar *scope = g_hash_table_lookup (form, "scope");
  gboolean has_proof = g_hash_table_contains (form, "client_secret")
                       || g_hash_table_contains (form, "client_assertion");
  OofSimCaller caller = { OOF_SIM_CALLER_RUNNER, NULL };
  gint wrong;

  if (client == NULL || !has_proof || scope == NULL)
    oof_sim_login_fail (exchange, 400, "invalid_request", 900144,
                        "The request body must contain client_id, client_secret and scope.");
  else if (strcmp (authority, "organizations") == 0 || strcmp (authority, "common") == 0)
    oof_sim_login_fail (exchange, 400, "invalid_request", 90008,
                        "Client credentials must name the tenant.");
  else if (g_ascii_strcasecmp (client, tenant->runner_id) != 0)
    oof_sim_login_fail (exchange, 400, "unauthorized_client", 700016,
                        "Application was not found in the directory of the tenant.");
  else if ((wrong = check_proof (exchange, form, authority)) != 0)
    oof_sim_login_fail (exchange, 401, "invalid_client", wrong,
                        "The client's secret or certificate is invalid or expired.");
  else if (!is_default_scope (scope))
    oof_sim_login_fail (exchange, 400, "invalid_scope", 1002012,
                        "The scope of client credentials must be a resource followed by "
                        "'/.default'.");
  else if (!is_graph_scope (oof_sim_exchange_get_server (exchange), scope))
    oof_sim_login_fail (exchange, 400, "invalid_resource", 500011,
                        "The resource principal was not found in the tenant.");
  else
    answer_tokens (exchange, &caller, NULL);
}

/* Entra tells by a challenge's claims whether a refresh will do. FALSE: the refusal has answered.
 */
static gboolean
meet_challenge (OofSimExchange *exchange, GHashTable *form, OofSimCaller *caller)
{
  OofSimChallenge challenge = oof_sim_exchange_get_tenant (exchange)->sign_in->challenge;
  const gchar *claims = g_hash_table_lookup (form, "claims");
  gboolean answers = claims != NULL && strstr (claims, "1700000000") != NULL;

  caller->satisfied = answers && challenge != OOF_SIM_CHALLENGE_SIGN_IN;
  if (!answers || challenge != OOF_SIM_CHALLENGE_SIGN_IN)
    return TRUE;
  oof_sim_login_fail_with (exchange, "interaction_required", NULL, OOF_SIM_CLAIMS, 50076,
                           "Due to a configuration change, you must use multi-factor "
                           "authentication.");
  return FALSE;
}

static void
grant_refresh (OofSimExchange *exchange, GHashTable *form)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *token = g_hash_table_lookup (form, "refresh_token");
  const gchar *asked = g_hash_table_lookup (form, "scope");
  Wanted wanted = { asked == NULL ? "openid profile offline_access" : asked, NULL, token };
  gint number = 70000;
  OofSimCaller caller = { OOF_SIM_CALLER_PERSON, NULL };

  if (token == NULL)
    oof_sim_login_fail (exchange, 400, "invalid_request", 900144,
                        "The request body must contain refresh_token.");
  if (token == NULL || !oof_sim_login_check_public_client (exchange, form))
    return;
  caller.person = oof_sim_access_redeem_refresh (tenant, token, &number);
  if (caller.person == NULL)
    oof_sim_login_fail (exchange, 400, "invalid_grant", number,
                        "The refresh token is invalid, expired or revoked.");
  else if (!caller.person->enabled)
    oof_sim_login_fail (exchange, 400, "invalid_grant", 50057, "The user account is disabled.");
  else if (!oof_sim_login_scopes_fit (wanted.scope))
    oof_sim_login_fail (exchange, 400, "invalid_scope", 70011,
                        "The scopes belong to more than one resource.");
  else if (!oof_sim_sign_in_covers (tenant->sign_in, wanted.scope))
    oof_sim_login_fail_with (exchange, "invalid_grant", "consent_required", NULL, 65001,
                             "The user or administrator has not consented to use the "
                             "application.");
  else if (meet_challenge (exchange, form, &caller))
    answer_tokens (exchange, &caller, &wanted);
}

static gboolean
verifier_fits (const OofSimCode *code, const gchar *verifier)
{
  guint8 digest[32];
  gsize size = sizeof digest;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree gchar *encoded = NULL;

  if (verifier == NULL || strlen (verifier) < 43)
    return FALSE;
  g_checksum_update (checksum, (const guchar *) verifier, (gssize) strlen (verifier));
  g_checksum_get_digest (checksum, digest, &size);
  encoded = g_base64_encode (digest, size);
  encoded[strcspn (encoded, "=")] = '\0';
  g_strdelimit (g_strdelimit (encoded, "+", '-'), "/", '_');
  return g_strcmp0 (encoded, code->challenge) == 0;
}

static void
grant_code (OofSimExchange *exchange, GHashTable *form)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  OofSimCode *code =
      oof_sim_sign_in_find_code (tenant->sign_in, g_hash_table_lookup (form, "code"), FALSE);
  OofSimCaller caller = { OOF_SIM_CALLER_PERSON, NULL };
  Wanted wanted = { NULL };

  if (!oof_sim_login_check_public_client (exchange, form))
    return;
  if (code == NULL || code->user_code != NULL || code->expires <= oof_sim_tenant_now (tenant))
    oof_sim_login_fail (exchange, 400, "invalid_grant", 70008,
                        "The provided authorization code is expired or unknown.");
  else if (code->used)
    oof_sim_login_fail (exchange, 400, "invalid_grant", 54005,
                        "The code was already redeemed, please retry.");
  else if (g_strcmp0 (code->redirect, g_hash_table_lookup (form, "redirect_uri")) != 0)
    oof_sim_login_fail (exchange, 400, "invalid_grant", 50011, "The redirect URI differs.");
  else if (!verifier_fits (code, g_hash_table_lookup (form, "code_verifier")))
    oof_sim_login_fail (exchange, 400, "invalid_grant", 501481,
                        "The Code_Verifier does not match the code_challenge.");
  else
    {
      code->used = TRUE;
      caller.person = oof_sim_tenant_find_person (tenant, code->person);
      caller.satisfied = code->satisfied;
      wanted = (Wanted){ code->scope, code->nonce, NULL };
      answer_tokens (exchange, &caller, &wanted);
    }
}

static void
grant_device (OofSimExchange *exchange, GHashTable *form)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  OofSimCode *code =
      oof_sim_sign_in_find_code (tenant->sign_in, g_hash_table_lookup (form, "device_code"), FALSE);
  gint64 now = oof_sim_tenant_now (tenant);
  gint64 polled = code == NULL ? 0 : code->polled;
  OofSimCaller caller = { OOF_SIM_CALLER_PERSON, NULL };
  Wanted wanted = { code == NULL ? "" : code->scope, NULL, NULL };

  if (!oof_sim_login_check_public_client (exchange, form))
    return;
  if (code != NULL)
    code->polled = now;
  if (code == NULL || code->user_code == NULL || code->used)
    oof_sim_login_fail (exchange, 400, "bad_verification_code", 70019, "The code is wrong.");
  else if (code->expires <= now)
    oof_sim_login_fail (exchange, 400, "expired_token", 70020, "The code has expired.");
  else if (code->declined)
    oof_sim_login_fail (exchange, 400, "authorization_declined", 70018, "The user declined.");
  else if (now - polled < OOF_SIM_INTERVAL_SECONDS * G_USEC_PER_SEC / 2)
    oof_sim_login_fail (exchange, 400, "slow_down", 70021, "Polling too often.");
  else if (code->person == NULL)
    oof_sim_login_fail (exchange, 400, "authorization_pending", 70016,
                        "The end-user has not entered the code yet.");
  else
    {
      code->used = TRUE;
      caller.person = oof_sim_tenant_find_person (tenant, code->person);
      answer_tokens (exchange, &caller, &wanted);
    }
}

void
oof_sim_login_token (OofSimExchange *exchange, const gchar *authority)
{
  g_autoptr (GHashTable) form = NULL;
  const gchar *grant;

  if (!oof_sim_login_check_form (exchange, &form))
    return;
  grant = g_hash_table_lookup (form, "grant_type");
  if (grant == NULL)
    oof_sim_login_fail (exchange, 400, "invalid_request", 900144,
                        "The request body must contain the parameter 'grant_type'.");
  else if (strcmp (grant, "client_credentials") == 0)
    grant_client (exchange, form, authority);
  else if (strcmp (grant, "refresh_token") == 0)
    grant_refresh (exchange, form);
  else if (strcmp (grant, "authorization_code") == 0)
    grant_code (exchange, form);
  else if (strcmp (grant, "urn:ietf:params:oauth:grant-type:device_code") == 0)
    grant_device (exchange, form);
  else
    oof_sim_login_fail (exchange, 400, "unsupported_grant_type", 70003,
                        "The grant type is not supported.");
}
