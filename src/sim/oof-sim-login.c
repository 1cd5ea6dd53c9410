/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-login.h"

#include "sim/oof-sim-form.h"
#include "sim/oof-sim-json.h"
#include "sim/oof-sim-login-private.h"

#include <string.h>

#define CODE_SECONDS         900
#define CONFIGURATION_SUFFIX "/v2.0/.well-known/openid-configuration"

void
oof_sim_login_answer (OofSimExchange *exchange, guint status, JsonObject *object)
{
  oof_sim_exchange_set_header (exchange, "Cache-Control", "no-store, no-cache");
  oof_sim_exchange_set_header (exchange, "Pragma", "no-cache");
  oof_sim_exchange_answer (exchange, status, "application/json; charset=utf-8",
                           oof_sim_json_to_text (object));
}

static JsonObject *
describe (OofSimExchange *exchange, const gchar *error, gint number, const gchar *text)
{
  JsonObject *object = json_object_new ();
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
  return object;
}

void
oof_sim_login_fail (
    OofSimExchange *exchange, guint status, const gchar *error, gint number, const gchar *text)
{
  g_autoptr (JsonObject) object = describe (exchange, error, number, text);

  oof_sim_login_answer (exchange, status, object);
}

void
oof_sim_login_fail_with (OofSimExchange *exchange,
                         const gchar *error,
                         const gchar *suberror,
                         const gchar *claims,
                         gint number,
                         const gchar *text)
{
  g_autoptr (JsonObject) object = describe (exchange, error, number, text);

  if (suberror != NULL)
    json_object_set_string_member (object, "suberror", suberror);
  if (claims != NULL)
    json_object_set_string_member (object, "claims", claims);
  oof_sim_login_answer (exchange, 400, object);
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
gboolean
oof_sim_login_scopes_fit (const gchar *text)
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

/* What both grants of people refuse alike. */
gboolean
oof_sim_login_check_public_client (OofSimExchange *exchange, GHashTable *form)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *client = g_hash_table_lookup (form, "client_id");

  if (client == NULL)
    oof_sim_login_fail (exchange, 400, "invalid_request", 900144,
                        "The request body must contain client_id.");
  else if (g_ascii_strcasecmp (client, tenant->person_client_id) != 0)
    oof_sim_login_fail (exchange, 400, "unauthorized_client", 700016,
                        "Application was not found in the directory of the tenant.");
  else if (g_hash_table_contains (form, "client_secret"))
    oof_sim_login_fail (exchange, 401, "invalid_client", 700025,
                        "Client is public so neither 'client_assertion' nor 'client_secret' may "
                        "be presented.");
  else
    return TRUE;
  return FALSE;
}

gboolean
oof_sim_login_check_form (OofSimExchange *exchange, GHashTable **form)
{
  GBytes *body = oof_sim_exchange_get_body (exchange);
  gsize size;
  const gchar *text = g_bytes_get_data (body, &size);

  if (strcmp (oof_sim_exchange_get_method (exchange), "POST") != 0)
    oof_sim_login_fail (exchange, 405, "invalid_request", 900561,
                        "The endpoint only accepts POST requests.");
  else if (strcmp (oof_sim_exchange_get_content_type (exchange),
                   "application/x-www-form-urlencoded")
           != 0)
    oof_sim_login_fail (exchange, 400, "invalid_request", 900144,
                        "The request body must contain the parameter 'grant_type'.");
  else if ((*form = oof_sim_form_parse (size == 0 ? "" : text, size)) == NULL)
    oof_sim_login_fail (exchange, 400, "invalid_request", 9000411,
                        "The request is not properly formatted, or a parameter is duplicated.");
  else
    return TRUE;
  return FALSE;
}

static void
handle_device_code (OofSimExchange *exchange, const gchar *authority)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *origin = oof_sim_server_get_origin (oof_sim_exchange_get_server (exchange));
  g_autofree gchar *page = g_strdup_printf ("%s/%s/device", origin, authority);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GHashTable) form = NULL;
  g_autofree gchar *uuid = g_uuid_string_random ();
  g_autofree gchar *message = NULL;
  const gchar *scope;
  OofSimCode *code;

  if (!oof_sim_login_check_form (exchange, &form)
      || !oof_sim_login_check_public_client (exchange, form))
    return;
  scope = g_hash_table_lookup (form, "scope");
  if (scope == NULL || !oof_sim_login_scopes_fit (scope))
    {
      oof_sim_login_fail (exchange, 400, "invalid_scope", 70011, "The scope is not valid.");
      return;
    }
  code = oof_sim_sign_in_add_code (tenant->sign_in, oof_sim_tenant_now (tenant)
                                                        + (gint64) CODE_SECONDS * G_USEC_PER_SEC);
  code->scope = g_strdup (scope);
  code->user_code = g_strndup (uuid, 8);
  message = g_strdup_printf ("To sign in, open %s and enter the code %s.", page, code->user_code);
  json_object_set_string_member (object, "device_code", code->code);
  json_object_set_string_member (object, "user_code", code->user_code);
  json_object_set_string_member (object, "verification_uri", page);
  json_object_set_int_member (object, "expires_in", CODE_SECONDS);
  json_object_set_int_member (object, "interval", OOF_SIM_INTERVAL_SECONDS);
  json_object_set_string_member (object, "message", message);
  oof_sim_login_answer (exchange, 200, object);
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
  set_link (object, "token_endpoint", root, OOF_SIM_TOKEN_SUFFIX);
  set_link (object, "device_authorization_endpoint", root, "/oauth2/v2.0/devicecode");
  set_link (object, "end_session_endpoint", root, "/oauth2/v2.0/logout");
  set_link (object, "jwks_uri", root, "/discovery/v2.0/keys");
  json_object_set_string_member (object, "cloud_instance_name", "oof-sim.example");
  oof_sim_login_answer (exchange, 200, object);
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
    oof_sim_login_fail (exchange, 400, "invalid_grant", 50173,
                        "The grant was revoked. Sign in again.");
  else
    oof_sim_login_fail (exchange, fault == OOF_SIM_FAULT_THROTTLE ? 429 : 503,
                        "temporarily_unavailable", 90033,
                        "A transient error has occurred. Please try again.");
  return FALSE;
}

/* What lies below /TENANT. */
static const struct
{
  const gchar *suffix;
  const gchar *kind;
  void (*handle) (OofSimExchange *exchange, const gchar *authority);
} endpoints[] = {
  { OOF_SIM_TOKEN_SUFFIX, "login.token", oof_sim_login_token },
  { CONFIGURATION_SUFFIX, "login.configuration", handle_configuration },
  { "/oauth2/v2.0/devicecode", "login.device-code", handle_device_code },
  { "/oauth2/v2.0/authorize", "login.authorize", oof_sim_login_authorize },
  { "/device", "login.device", oof_sim_login_device_page },
  { "/adminconsent", "login.admin-consent", oof_sim_login_admin_consent },
};

static void
handle_login (OofSimExchange *exchange)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *path = oof_sim_exchange_get_path (exchange) + 1;
  const gchar *slash = strchr (path, '/');
  g_autofree gchar *authority =
      slash == NULL ? g_strdup (path) : g_strndup (path, (gsize) (slash - path));

  for (gsize i = 0; slash != NULL && i < G_N_ELEMENTS (endpoints); i++)
    {
      if (g_ascii_strcasecmp (slash, endpoints[i].suffix) != 0)
        continue;
      if (!enter (exchange, endpoints[i].kind))
        return;
      if (knows_tenant (tenant, authority))
        endpoints[i].handle (exchange, authority);
      else
        oof_sim_login_fail (exchange, 400, "invalid_request", 90002,
                            "Tenant not found. Check the tenant id.");
      return;
    }
  oof_sim_exchange_answer (exchange, 404, NULL, NULL);
}

void
oof_sim_login_register (OofSimServer *server)
{
  oof_sim_server_add_handler (server, "", handle_login);
}
