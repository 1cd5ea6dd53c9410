/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <libsoup/soup.h>

#include "auth/oof-base64url.h"
#include "auth/oof-oauth-browser.h"
#include "auth/oof-oauth-device.h"
#include "auth/oof-oauth-session.h"
#include "core/oof-error.h"
#include "script-server.h"

/* A provider that is not Entra: only the standard documents, at the authority itself; no `interval`
 * with a device code; `access_denied`; a refresh token that is good once. And what a token endpoint
 * should never answer. */

#define CONFIGURATION                                                                              \
  "{\"issuer\":\"@BASE@\",\"token_endpoint\":\"@BASE@/token\","                                    \
  "\"authorization_endpoint\":\"@BASE@/auth\",\"device_authorization_endpoint\":\"@BASE@/code\"}"
#define CODE                                                                                       \
  "{\"device_code\":\"secret-device\",\"user_code\":\"AB-CD\",\"verification_uri\":\"@BASE@/d\","  \
  "\"verification_uri_complete\":\"@BASE@/d?AB-CD\",\"expires_in\":600}"

typedef struct
{
  ScriptServer *server;
  OofOauthClient *client;
  char *code; /* that was shown */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->server = script_server_new ();
  self->client =
      oof_oauth_client_new (script_server_get_base (self->server), "realm", "client-id", &error);
  g_assert_no_error (error);
  script_server_add (self->server, 404, "text/html", "<html>no such realm</html>");
  script_server_add_json (self->server, 200, CONFIGURATION);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->client);
  script_server_free (self->server);
  g_free (self->code);
}

static void
show_code (const char *code, const char *address, guint seconds, gpointer user_data)
{
  Fixture *self = user_data;

  g_assert_true (g_str_has_suffix (address, "/d"));
  g_assert_cmpuint (seconds, ==, 600);
  self->code = g_strdup (code);
}

/* A second is a millisecond. */
static OofOauthTokens *
sign_in (Fixture *self, GError **error)
{
  OofOauthDeviceOptions options = {
    .scope = "openid offline_access", .second = 1, .show = show_code, .user_data = self
  };
  g_autoptr (GAsyncResult) result = NULL;

  oof_oauth_device_sign_in_async (self->client, &options, NULL, script_await_cb, &result);
  return oof_oauth_device_sign_in_finish (self->client, script_await (&result), error);
}

/* An ID token for @audience. (transfer full) */
static char *
make_id_token (const char *audience)
{
  g_autofree char *claims =
      g_strdup_printf ("{\"aud\":\"%s\",\"email\":\"a@b.example\"}", audience);
  g_autofree char *body = oof_base64url_encode ((const guchar *) claims, strlen (claims));

  return g_strdup_printf ("e30.%s.x", body);
}

static void
add_tokens (Fixture *self, const char *refresh, const char *audience)
{
  g_autofree char *id = make_id_token (audience);
  g_autofree char *body = g_strdup_printf (
      "{\"access_token\":\"access of %s\",\"token_type\":\"bearer\",\"expires_in\":0,"
      "\"refresh_token\":\"%s\",\"id_token\":\"%s\"}",
      refresh, refresh, id);

  script_server_add_json (self->server, 200, body);
}

static void
add_refusal (Fixture *self, const char *error)
{
  g_autofree char *body = g_strdup_printf ("{\"error\":\"%s\"}", error);

  script_server_add_json (self->server, 400, body);
}

static void
test_device (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofOauthTokens) tokens = NULL;

  script_server_add_json (self->server, 200, CODE);
  add_refusal (self, "authorization_pending");
  add_refusal (self, "slow_down");
  add_refusal (self, "authorization_pending");
  add_tokens (self, "first", "client-id");
  tokens = sign_in (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (self->code, ==, "AB-CD");
  g_assert_cmpstr (tokens->account, ==, "a@b.example");
  g_assert_cmpstr (tokens->refresh_token, ==, "first");
  g_assert_cmpstr (script_server_get_path (self->server, 1), ==,
                   "/.well-known/openid-configuration");
  g_assert_cmpstr (script_server_get_body (self->server, 2), ==,
                   "client_id=client-id&scope=openid%20offline_access");
  g_assert_null (oof_oauth_client_dup_claims (self->client, NULL));
  g_assert_null (oof_oauth_client_dup_consent_endpoint (self->client));
}

static void
test_device_denied (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  script_server_add_json (self->server, 200, CODE);
  add_refusal (self, "access_denied");
  g_assert_null (sign_in (self, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_cmpstr (error->message, ==, "Sign-in refused: access_denied");
}

static void
take_rotated (const char *refresh_token, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (refresh_token));
}

/* (transfer full) (nullable) */
static char *
get_token (OofOauthSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_token_source_get_token_async (OOF_TOKEN_SOURCE (session), NULL, NULL, script_await_cb,
                                    &result);
  return oof_token_source_get_token_finish (OOF_TOKEN_SOURCE (session), script_await (&result),
                                            error);
}

/* Each refresh token is shown once; the one that takes its place is told before the next. */
static void
test_rotation (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rotated = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (OofOauthAccount) account =
      oof_oauth_account_new_for_person (self->client, "zero", take_rotated, rotated, NULL);
  g_autoptr (OofOauthSession) session = oof_oauth_session_new (account, "openid offline_access");
  static const char *const shown[] = { "zero", "one", "two" };
  g_autoptr (GError) error = NULL;

  add_tokens (self, "one", "client-id");
  add_tokens (self, "two", "client-id");
  add_refusal (self, "invalid_grant");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *token = get_token (session, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (g_ptr_array_index (rotated, i), ==, shown[i + 1]);
    }
  for (int i = 0; i < 2; i++)
    {
      g_assert_null (get_token (session, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
      g_clear_error (&error);
    }
  g_assert_cmpuint (script_server_get_n_requests (self->server), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *field = g_strconcat ("refresh_token=", shown[i], NULL);
      g_assert_true (g_str_has_suffix (script_server_get_body (self->server, i + 2), field));
    }
}

/* What a token endpoint answers that is none, or not for us. */
static void
test_bad_answers (Fixture *self, gconstpointer data)
{
  g_autofree char *foreign = make_id_token ("another-app");
  g_autofree char *of_another = g_strdup_printf (
      "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"id_token\":\"%s\"}", foreign);
  const struct
  {
    guint status;
    const char *type;
    const char *body;
    OofError code;
    const char *word;
  } cases[] = {
    { 200, "text/html", "<html>Welcome to the hotel</html>", OOF_ERROR_UNREACHABLE, "" },
    { 200, "application/json", "{\"token_type\":\"bearer\"}", OOF_ERROR_UNREACHABLE,
      "access_token" },
    { 400, "text/html", "<html>Bad Request</html>", OOF_ERROR_UNREACHABLE,
      "Not an answer of a sign-in service" },
    { 500, "text/html", "<html>Oops</html>", OOF_ERROR_UNREACHABLE,
      "Not an answer of a sign-in service" },
    { 200, "application/json", of_another, OOF_ERROR_AUTH_REQUIRED, "another application" },
    { 200, "application/json", "{\"access_token\":\"a\",\"id_token\":\"nonsense\"}",
      OOF_ERROR_AUTH_REQUIRED, "ID token" },
  };
  g_autoptr (OofOauthAccount) account =
      oof_oauth_account_new_for_person (self->client, "s3cret", NULL, NULL, NULL);
  g_autoptr (OofOauthSession) session = oof_oauth_session_new (account, "openid");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      script_server_add (self->server, cases[i].status, cases[i].type, cases[i].body);
      g_assert_null (get_token (session, &error));
      g_assert_error (error, OOF_ERROR, (gint) cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].word));
      g_assert_null (strstr (error->message, "s3cret"));
    }
}

/* Comes back from the browser at once, with that issuer. */
typedef struct
{
  SoupSession *browser; /* (owned) */
  char *issuer;         /* (owned) */
} Visit;

static void
come_back (const char *link, gpointer user_data)
{
  const Visit *visit = user_data;
  g_autoptr (GHashTable) query = soup_form_decode (strchr (link, '?') + 1);
  g_autofree char *answer = soup_form_encode (
      "code", "c", "state", g_hash_table_lookup (query, "state"), "iss", visit->issuer, NULL);
  g_autofree char *url =
      g_strconcat (g_hash_table_lookup (query, "redirect_uri"), "/?", answer, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

  soup_session_send_async (visit->browser, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static OofOauthTokens *
sign_in_by_browser (ScriptServer *server, Visit *visit, GError **error)
{
  g_autoptr (OofOauthClient) client =
      oof_oauth_client_new (script_server_get_base (server), "organizations", "client-id", NULL);
  OofOauthBrowserOptions options = { .scope = "openid", .show = come_back, .user_data = visit };
  g_autoptr (GAsyncResult) result = NULL;

  oof_oauth_browser_sign_in_async (client, &options, NULL, script_await_cb, &result);
  return oof_oauth_browser_sign_in_finish (client, script_await (&result), error);
}

/* RFC 9207; a service of many tenants has a place for one of them in its name. */
static void
test_issuer (void)
{
  static const struct
  {
    const char *issuer; /* as its document has it */
    const char *own;    /* behind the base, or elsewhere: as its answer has it */
    gboolean good;
  } cases[] = {
    { "@BASE@/a/v2.0", "/a/v2.0", TRUE },
    { "@BASE@/a/v2.0", "/b/v2.0", FALSE },
    { "@BASE@/{tenantid}/v2.0", "/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/v2.0", TRUE },
    { "@BASE@/{tenantid}/v2.0", "/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/v1.0", FALSE },
    { "@BASE@/{tenantid}/v2.0", "https://evil.example/8eaef023/v2.0", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ScriptServer) server = script_server_new ();
      g_autoptr (SoupSession) browser = soup_session_new ();
      g_autofree char *issuer = g_strconcat (
          cases[i].own[0] == '/' ? script_server_get_base (server) : "", cases[i].own, NULL);
      g_autofree char *document =
          g_strdup_printf ("{\"issuer\":\"%s\",\"token_endpoint\":\"@BASE@/token\","
                           "\"authorization_endpoint\":\"@BASE@/auth\"}",
                           cases[i].issuer);
      Visit visit = { browser, issuer };
      g_autoptr (OofOauthTokens) tokens = NULL;
      g_autoptr (GError) error = NULL;

      script_server_add_json (server, 200, document);
      if (cases[i].good)
        script_server_add_json (server, 200, "{\"access_token\":\"a\",\"expires_in\":3599}");
      tokens = sign_in_by_browser (server, &visit, &error);
      g_assert_true (cases[i].good == (tokens != NULL));
      if (!cases[i].good)
        g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
    }
}

#define add(path, function)                                                                        \
  g_test_add ("/auth/other/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("device", test_device);
  add ("device-denied", test_device_denied);
  add ("rotation", test_rotation);
  add ("bad-answers", test_bad_answers);
  g_test_add_func ("/auth/other/issuer", test_issuer);
  return g_test_run ();
}
