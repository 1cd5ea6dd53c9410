/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-login.h"

#include "sim/oof-sim-access.h"
#include "sim/oof-sim-form.h"
#include "sim/oof-sim-json.h"

#include <string.h>

#define TOKEN_SUFFIX         "/oauth2/v2.0/token"
#define CONFIGURATION_SUFFIX "/v2.0/.well-known/openid-configuration"

static void
answer_json (OofSimExchange *exchange, guint status, JsonObject *object)
{
  oof_sim_exchange_set_header (exchange, "Cache-Control", "no-store, no-cache");
  oof_sim_exchange_set_header (exchange, "Pragma", "no-cache");
  oof_sim_exchange_answer (exchange, status, "application/json; charset=utf-8",
                           oof_sim_json_to_text (object));
}

/* The error answer of graph.md 1b. NUMBER is the AADSTS number. */
static void
fail (OofSimExchange *exchange, guint status, const gchar *error, gint number, const gchar *text)
{
  g_autoptr (JsonObject) object = json_object_new ();
  gint64 seconds = oof_sim_tenant_now (oof_sim_exchange_get_tenant (exchange)) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (seconds);
  g_autofree gchar *timestamp = g_date_time_format (now, "%Y-%m-%d %H:%M:%SZ");
  g_autofree gchar *trace = g_uuid_string_random ();
  g_autofree gchar *own = g_uuid_string_random ();
  const gchar *asked = oof_sim_exchange_get_header (exchange, "client-request-id");
  const gchar *correlation = asked == NULL ? own : asked;
  g_autofree gchar *description =
      g_strdup_printf ("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s", number, text,
                       trace, correlation, timestamp);
  JsonArray *codes = json_array_new ();

  json_array_add_int_element (codes, number);
  json_object_set_string_member (object, "error", error);
  json_object_set_string_member (object, "error_description", description);
  json_object_set_array_member (object, "error_codes", codes);
  json_object_set_string_member (object, "timestamp", timestamp);
  json_object_set_string_member (object, "trace_id", trace);
  json_object_set_string_member (object, "correlation_id", correlation);
  answer_json (exchange, status, object);
}

static void
answer_tokens (OofSimExchange *exchange, const OofSimCaller *caller, const gchar *scope)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree gchar *access = oof_sim_access_issue (tenant, caller);

  json_object_set_string_member (object, "token_type", "Bearer");
  if (caller->kind == OOF_SIM_CALLER_PERSON)
    json_object_set_string_member (object, "scope", scope);
  json_object_set_int_member (object, "expires_in", OOF_SIM_TOKEN_SECONDS);
  json_object_set_int_member (object, "ext_expires_in", OOF_SIM_TOKEN_SECONDS);
  json_object_set_string_member (object, "access_token", access);
  if (caller->kind == OOF_SIM_CALLER_PERSON)
    {
      g_autofree gchar *refresh = oof_sim_access_issue_refresh (tenant, caller->person);

      json_object_set_string_member (object, "refresh_token", refresh);
    }
  answer_json (exchange, 200, object);
}

/* The part of a scope that names the resource: "https://graph…" of "https://graph…/User.Read"; ""
 * for short names, which mean Graph. (transfer full) */
static gchar *
resource_of (const gchar *scope)
{
  const gchar *slash = strrchr (scope, '/');

  return slash == NULL ? g_strdup ("") : g_strndup (scope, (gsize) (slash - scope));
}

static gboolean
is_oidc (const gchar *scope)
{
  static const gchar *const names[] = { "openid", "profile", "email", "offline_access", NULL };

  return g_strv_contains (names, scope);
}

/* One resource a token. */
static gboolean
scopes_fit (const gchar *text)
{
  g_auto (GStrv) scopes = g_strsplit (text, " ", -1);
  g_autofree gchar *resource = NULL;

  for (guint i = 0; scopes[i] != NULL; i++)
    {
      g_autofree gchar *own = NULL;

      if (*scopes[i] == '\0' || is_oidc (scopes[i]))
        continue;
      own = resource_of (scopes[i]);
      if (resource != NULL && strcmp (resource, own) != 0)
        return FALSE;
      g_free (resource);
      resource = g_steal_pointer (&own);
    }
  return TRUE;
}

static gboolean
is_default_scope (const gchar *scope)
{
  return g_str_has_suffix (scope, "/.default") && strchr (scope, ' ') == NULL
         && (g_str_has_prefix (scope, "https://") || g_str_has_prefix (scope, "http://"));
}

static void
grant_client (OofSimExchange *exchange, GHashTable *form, const gchar *authority)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *client = g_hash_table_lookup (form, "client_id");
  const gchar *secret = g_hash_table_lookup (form, "client_secret");
  const gchar *scope = g_hash_table_lookup (form, "scope");
  OofSimCaller caller = { OOF_SIM_CALLER_RUNNER, NULL };

  if (client == NULL || secret == NULL || scope == NULL)
    fail (exchange, 400, "invalid_request", 900144,
          "The request body must contain client_id, client_secret and scope.");
  else if (strcmp (authority, "organizations") == 0 || strcmp (authority, "common") == 0)
    fail (exchange, 400, "invalid_request", 90008, "Client credentials must name the tenant.");
  else if (g_ascii_strcasecmp (client, tenant->runner_id) != 0)
    fail (exchange, 400, "unauthorized_client", 700016,
          "Application was not found in the directory of the tenant.");
  else if (strcmp (secret, tenant->runner_secret) != 0)
    fail (exchange, 401, "invalid_client", 7000215, "Invalid client secret provided.");
  else if (!is_default_scope (scope))
    fail (exchange, 400, "invalid_scope", 1002012,
          "The scope of client credentials must be a resource followed by '/.default'.");
  else
    answer_tokens (exchange, &caller, scope);
}

static void
grant_refresh (OofSimExchange *exchange, GHashTable *form)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *client = g_hash_table_lookup (form, "client_id");
  const gchar *token = g_hash_table_lookup (form, "refresh_token");
  const gchar *scope = g_hash_table_lookup (form, "scope");
  OofSimPerson *person = token == NULL ? NULL : oof_sim_access_redeem_refresh (tenant, token);
  OofSimCaller caller = { OOF_SIM_CALLER_PERSON, person };

  if (client == NULL || token == NULL)
    fail (exchange, 400, "invalid_request", 900144,
          "The request body must contain client_id and refresh_token.");
  else if (g_ascii_strcasecmp (client, tenant->person_client_id) != 0)
    fail (exchange, 400, "unauthorized_client", 700016,
          "Application was not found in the directory of the tenant.");
  else if (g_hash_table_contains (form, "client_secret"))
    fail (exchange, 401, "invalid_client", 700025,
          "Client is public so neither 'client_assertion' nor 'client_secret' may be presented.");
  else if (person == NULL)
    fail (exchange, 400, "invalid_grant", 70000, "The refresh token is malformed or invalid.");
  else if (!person->enabled)
    fail (exchange, 400, "invalid_grant", 50057, "The user account is disabled.");
  else if (scope != NULL && !scopes_fit (scope))
    fail (exchange, 400, "invalid_scope", 70011, "The scopes belong to more than one resource.");
  else
    answer_tokens (exchange, &caller, scope == NULL ? "openid profile offline_access" : scope);
}

static gboolean
check_form (OofSimExchange *exchange, GHashTable **form)
{
  GBytes *body = oof_sim_exchange_get_body (exchange);
  gsize size;
  const gchar *text = g_bytes_get_data (body, &size);

  if (strcmp (oof_sim_exchange_get_method (exchange), "POST") != 0)
    fail (exchange, 405, "invalid_request", 900561, "The endpoint only accepts POST requests.");
  else if (strcmp (oof_sim_exchange_get_content_type (exchange),
                   "application/x-www-form-urlencoded")
           != 0)
    fail (exchange, 400, "invalid_request", 900144,
          "The request body must contain the parameter 'grant_type'.");
  else if ((*form = oof_sim_form_parse (size == 0 ? "" : text, size)) == NULL)
    fail (exchange, 400, "invalid_request", 9000411,
          "The request is not properly formatted, or a parameter is duplicated.");
  else
    return TRUE;
  return FALSE;
}

static void
handle_token (OofSimExchange *exchange, const gchar *authority)
{
  g_autoptr (GHashTable) form = NULL;
  const gchar *grant;

  if (!check_form (exchange, &form))
    return;
  grant = g_hash_table_lookup (form, "grant_type");
  if (grant == NULL)
    fail (exchange, 400, "invalid_request", 900144,
          "The request body must contain the parameter 'grant_type'.");
  else if (strcmp (grant, "client_credentials") == 0)
    grant_client (exchange, form, authority);
  else if (strcmp (grant, "refresh_token") == 0)
    grant_refresh (exchange, form);
  else
    fail (exchange, 400, "unsupported_grant_type", 70003, "The grant type is not supported.");
}

static void
set_link (JsonObject *object, const gchar *name, const gchar *root, const gchar *suffix)
{
  g_autofree gchar *link = g_strconcat (root, suffix, NULL);

  json_object_set_string_member (object, name, link);
}

static void
handle_configuration (OofSimExchange *exchange, const gchar *authority)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *origin = oof_sim_server_get_origin (oof_sim_exchange_get_server (exchange));
  g_autofree gchar *root = g_strdup_printf ("%s/%s", origin, authority);
  g_autofree gchar *issuer = g_strdup_printf ("%s/%s", origin, tenant->id);
  g_autoptr (JsonObject) object = json_object_new ();

  set_link (object, "issuer", issuer, "/v2.0");
  set_link (object, "authorization_endpoint", root, "/oauth2/v2.0/authorize");
  set_link (object, "token_endpoint", root, TOKEN_SUFFIX);
  set_link (object, "device_authorization_endpoint", root, "/oauth2/v2.0/devicecode");
  set_link (object, "end_session_endpoint", root, "/oauth2/v2.0/logout");
  set_link (object, "jwks_uri", root, "/discovery/v2.0/keys");
  answer_json (exchange, 200, object);
}

/* Is AUTHORITY a name of this tenant? */
static gboolean
knows_tenant (const OofSimTenant *tenant, const gchar *authority)
{
  const gchar *names[] = { tenant->id, tenant->domain, tenant->initial_domain, "organizations",
                           "common" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i], authority) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
enter (OofSimExchange *exchange, const gchar *kind)
{
  gboolean gone;
  OofSimFault fault = oof_sim_exchange_enter (exchange, kind, NULL, &gone);

  if (gone)
    return FALSE;
  if (fault == OOF_SIM_FAULT_NONE)
    return TRUE;
  if (fault == OOF_SIM_FAULT_THROTTLE)
    oof_sim_exchange_set_header (exchange, "Retry-After", "1");
  if (fault == OOF_SIM_FAULT_UNAUTHORIZED || fault == OOF_SIM_FAULT_FORBIDDEN)
    fail (exchange, 400, "invalid_grant", 50173, "The grant was revoked. Sign in again.");
  else
    fail (exchange, fault == OOF_SIM_FAULT_THROTTLE ? 429 : 503, "temporarily_unavailable", 90033,
          "A transient error has occurred. Please try again.");
  return FALSE;
}

static void
handle_login (OofSimExchange *exchange)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *path = oof_sim_exchange_get_path (exchange) + 1;
  const gchar *slash = strchr (path, '/');
  g_autofree gchar *authority =
      slash == NULL ? g_strdup (path) : g_strndup (path, (gsize) (slash - path));
  gboolean is_token = slash != NULL && g_ascii_strcasecmp (slash, TOKEN_SUFFIX) == 0;
  gboolean is_configuration =
      slash != NULL && g_ascii_strcasecmp (slash, CONFIGURATION_SUFFIX) == 0;

  if (!is_token && !is_configuration)
    {
      oof_sim_exchange_answer (exchange, 404, NULL, NULL);
      return;
    }
  if (!enter (exchange, is_token ? "login.token" : "login.configuration"))
    return;
  if (!knows_tenant (tenant, authority))
    fail (exchange, 400, "invalid_request", 90002, "Tenant not found. Check the tenant id.");
  else if (is_token)
    handle_token (exchange, authority);
  else
    handle_configuration (exchange, authority);
}

void
oof_sim_login_register (OofSimServer *server)
{
  oof_sim_server_add_handler (server, "", handle_login);
}
