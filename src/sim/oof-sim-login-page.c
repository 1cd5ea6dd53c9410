/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-login-private.h"

#include "sim/oof-sim-form.h"

#include <string.h>

#define CODE_SECONDS 600
#define HTML         "text/html; charset=utf-8"

/* Parameters of the address, or of a form that was sent. (transfer full): never NULL. */
static GHashTable *
read_parameters (OofSimExchange *exchange)
{
  gboolean post = strcmp (oof_sim_exchange_get_method (exchange), "POST") == 0;
  const gchar *query = oof_sim_exchange_get_query (exchange);
  gsize size = query == NULL ? 0 : strlen (query);
  GHashTable *table;

  if (post)
    query = g_bytes_get_data (oof_sim_exchange_get_body (exchange), &size);
  table = oof_sim_form_parse (query == NULL ? "" : query, size);
  return table != NULL ? table : g_hash_table_new (g_str_hash, g_str_equal);
}

static void
show_error (OofSimExchange *exchange, gint number, const gchar *text)
{
  g_autofree gchar *escaped = g_markup_escape_text (text, -1);

  oof_sim_exchange_answer (
      exchange, 400, HTML,
      g_strdup_printf ("<!DOCTYPE html><title>Sign in</title><h1>Sorry, but we "
                       "are having trouble signing you in.</h1><p>AADSTS%d: "
                       "%s</p>",
                       number, escaped));
}

/* A page with one form that sends everything back, and two buttons. */
static void
show_form (OofSimExchange *exchange, GHashTable *hidden, const gchar *heading, const gchar *fields)
{
  g_autoptr (GString) page = g_string_new ("<!DOCTYPE html>\n<title>Sign in</title>\n");
  g_autofree gchar *title = g_markup_escape_text (heading, -1);
  GHashTableIter iter;
  gpointer name, value;

  g_string_append_printf (page, "<h1>%s</h1>\n<form method=\"post\">\n%s", title, fields);
  g_hash_table_iter_init (&iter, hidden);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree gchar *field = g_markup_printf_escaped (
          "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", (gchar *) name, (gchar *) value);

      g_string_append (page, field);
    }
  g_string_append (page, "<button name=\"decision\" value=\"accept\">Accept</button>\n"
                         "<button name=\"decision\" value=\"decline\">Cancel</button>\n</form>\n");
  oof_sim_exchange_answer (exchange, 200, HTML, g_string_free (g_steal_pointer (&page), FALSE));
}

static void
append (GString *url, const gchar *name, const gchar *value)
{
  if (value == NULL)
    return;
  g_string_append_c (url, strchr (url->str, '?') == NULL ? '?' : '&');
  g_string_append_printf (url, "%s=", name);
  g_string_append_uri_escaped (url, value, NULL, FALSE);
}

/* Back to the program: NAME=VALUE, perhaps more, and the state. A URI without path gets one. */
static void
redirect (OofSimExchange *exchange,
          GHashTable *asked,
          const gchar *name,
          const gchar *value,
          const gchar *other_name,
          const gchar *other)
{
  g_autoptr (GString) url = g_string_new (g_hash_table_lookup (asked, "redirect_uri"));
  const gchar *host = strstr (url->str, "://") + 3;

  if (strchr (host, '/') == NULL)
    g_string_append_c (url, '/');
  append (url, name, value);
  append (url, other_name, other);
  append (url, "state", g_hash_table_lookup (asked, "state"));
  oof_sim_exchange_set_header (exchange, "Location", url->str);
  oof_sim_exchange_answer (exchange, 302, NULL, NULL);
}

/* Registered are http://localhost and http://127.0.0.1, whose port does not count (graph.md 1b). */
static gboolean
is_registered (const gchar *uri)
{
  g_autoptr (GUri) parsed = uri == NULL ? NULL : g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const gchar *host = parsed == NULL ? NULL : g_uri_get_host (parsed);
  const gchar *path = parsed == NULL ? NULL : g_uri_get_path (parsed);

  return host != NULL && strcmp (g_uri_get_scheme (parsed), "http") == 0
         && (strcmp (host, "localhost") == 0 || strcmp (host, "127.0.0.1") == 0)
         && (*path == '\0' || strcmp (path, "/") == 0);
}

static gboolean
is_client (const OofSimTenant *tenant, GHashTable *asked)
{
  const gchar *client = g_hash_table_lookup (asked, "client_id");

  return client != NULL
         && (g_ascii_strcasecmp (client, tenant->person_client_id) == 0
             || g_ascii_strcasecmp (client, tenant->runner_id) == 0);
}

/* FALSE when a page has said so: nothing goes back to an address that is not known. */
static gboolean
check_application (OofSimExchange *exchange, GHashTable *asked)
{
  if (!is_client (oof_sim_exchange_get_tenant (exchange), asked))
    show_error (exchange, 700016, "Application was not found in the directory of the tenant.");
  else if (!is_registered (g_hash_table_lookup (asked, "redirect_uri")))
    show_error (exchange, 50011, "The redirect URI does not match those of the application.");
  else
    return TRUE;
  return FALSE;
}

/* What is wrong with the request, as a pair for the redirect; NULL: nothing. */
static const gchar *
find_problem (GHashTable *asked)
{
  const gchar *type = g_hash_table_lookup (asked, "response_type");
  const gchar *method = g_hash_table_lookup (asked, "code_challenge_method");
  const gchar *challenge = g_hash_table_lookup (asked, "code_challenge");
  const gchar *scope = g_hash_table_lookup (asked, "scope");

  if (g_strcmp0 (type, "code") != 0)
    return "unsupported_response_type";
  if (challenge == NULL || strlen (challenge) != 43 || g_strcmp0 (method, "S256") != 0)
    return "invalid_request";
  return scope == NULL || *scope == '\0' ? "invalid_scope" : NULL;
}

static void
accept (OofSimExchange *exchange, GHashTable *asked, OofSimPerson *person)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  OofSimSignIn *sign_in = tenant->sign_in;
  const gchar *scope = g_hash_table_lookup (asked, "scope");
  const gchar *claims = g_hash_table_lookup (asked, "claims");
  OofSimCode *code;

  if (!sign_in->user_consent && !oof_sim_sign_in_covers (sign_in, scope))
    {
      redirect (exchange, asked, "error", "consent_required", "error_description",
                "AADSTS90094: An administrator has to grant these permissions.");
      return;
    }
  oof_sim_sign_in_agree (sign_in, scope);
  code = oof_sim_sign_in_add_code (sign_in, oof_sim_tenant_now (tenant)
                                                + (gint64) CODE_SECONDS * G_USEC_PER_SEC);
  code->scope = g_strdup (scope);
  code->redirect = g_strdup (g_hash_table_lookup (asked, "redirect_uri"));
  code->challenge = g_strdup (g_hash_table_lookup (asked, "code_challenge"));
  code->nonce = g_strdup (g_hash_table_lookup (asked, "nonce"));
  code->person = g_strdup (person->id);
  code->satisfied = claims != NULL && strstr (claims, "1700000000") != NULL;
  redirect (exchange, asked, "code", code->code, "session_state", "sim");
}

static void
decide (OofSimExchange *exchange, GHashTable *asked)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *user = g_hash_table_lookup (asked, "user");
  OofSimPerson *person =
      user == NULL || *user == '\0' ? tenant->helpdesk : oof_sim_tenant_find_person (tenant, user);

  if (g_strcmp0 (g_hash_table_lookup (asked, "decision"), "accept") != 0)
    redirect (exchange, asked, "error", "access_denied", "error_description",
              "AADSTS65004: User declined to consent to access the app.");
  else if (person == NULL || !person->enabled)
    show_error (exchange, 50034, "The user account does not exist in the directory.");
  else
    accept (exchange, asked, person);
}

void
oof_sim_login_authorize (OofSimExchange *exchange, const gchar *authority)
{
  g_autoptr (GHashTable) asked = read_parameters (exchange);
  const gchar *hint = g_hash_table_lookup (asked, "login_hint");
  const gchar *problem;
  g_autofree gchar *field = NULL;

  if (!check_application (exchange, asked))
    return;
  problem = find_problem (asked);
  if (problem != NULL)
    {
      redirect (exchange, asked, "error", problem, "error_description", "AADSTS900144: Malformed.");
      return;
    }
  if (strcmp (oof_sim_exchange_get_method (exchange), "POST") == 0)
    {
      decide (exchange, asked);
      return;
    }
  field =
      g_markup_printf_escaped ("<input name=\"user\" value=\"%s\">\n", hint == NULL ? "" : hint);
  show_form (exchange, asked, "OOF Manager asks for permission", field);
}

void
oof_sim_login_device_page (OofSimExchange *exchange, const gchar *authority)
{
  g_autoptr (GHashTable) asked = read_parameters (exchange);
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  OofSimCode *code =
      oof_sim_sign_in_find_code (tenant->sign_in, g_hash_table_lookup (asked, "user_code"), TRUE);
  gboolean accepted = g_strcmp0 (g_hash_table_lookup (asked, "decision"), "accept") == 0;

  if (strcmp (oof_sim_exchange_get_method (exchange), "POST") != 0)
    {
      g_hash_table_remove (asked, "user_code");
      show_form (exchange, asked, "Enter the code", "<input name=\"user_code\">\n");
      return;
    }
  if (code == NULL || code->expires <= oof_sim_tenant_now (tenant))
    {
      show_error (exchange, 70019, "The code is wrong or has expired.");
      return;
    }
  code->declined = !accepted;
  if (accepted)
    {
      code->person = g_strdup (tenant->helpdesk->id);
      oof_sim_sign_in_agree (tenant->sign_in, code->scope);
    }
  oof_sim_exchange_answer (exchange, 200, HTML, g_strdup ("<!DOCTYPE html><p>Close this window."));
}

void
oof_sim_login_admin_consent (OofSimExchange *exchange, const gchar *authority)
{
  g_autoptr (GHashTable) asked = read_parameters (exchange);
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *client = g_hash_table_lookup (asked, "client_id");

  if (!check_application (exchange, asked))
    return;
  if (strcmp (oof_sim_exchange_get_method (exchange), "POST") != 0)
    {
      show_form (exchange, asked, "Accept for your organisation", "");
      return;
    }
  if (g_strcmp0 (g_hash_table_lookup (asked, "decision"), "accept") != 0)
    {
      redirect (exchange, asked, "error", "permission_denied", "error_description",
                "AADSTS65004: The admin canceled the request");
      return;
    }
  if (g_ascii_strcasecmp (client, tenant->runner_id) == 0)
    oof_sim_sign_in_agree_application (tenant->sign_in);
  else
    oof_sim_sign_in_agree (tenant->sign_in, ".default");
  redirect (exchange, asked, "admin_consent", "True", "tenant", tenant->id);
}
