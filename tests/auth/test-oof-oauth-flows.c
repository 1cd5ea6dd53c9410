/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "auth/oof-oauth-browser.h"
#include "auth/oof-oauth-device.h"
#include "auth/oof-oauth-session.h"
#include "core/oof-error.h"
#include "graph/oof-graph-call.h"
#include "script-server.h"
#include "sign-in-world.h"
#include "sim/oof-sim-access.h"
#include "sim/oof-sim-sign-in.h"

#define GRAPH "https://graph.microsoft.com/"
#define BASE  "openid profile offline_access " GRAPH "User.Read"
#define WRITE BASE " " GRAPH "MailboxSettings.ReadWrite"

/* Everything secret that was met, for the last test. */
static GPtrArray *secrets;

static void
remember (const char *secret)
{
  if (secret != NULL && *secret != '\0')
    g_ptr_array_add (secrets, g_strdup (secret));
}

static void
begin (SignInWorld *self, const char *scope, GCancellable *cancellable, GAsyncResult **result)
{
  OofOauthBrowserOptions options = { .scope = scope,
                                     .page = "You can close this window.",
                                     .show = sign_in_world_show_link,
                                     .user_data = self };

  g_clear_pointer (&self->link, g_free);
  oof_oauth_browser_sign_in_async (self->person, &options, cancellable, script_await_cb, result);
}

static OofOauthTokens *
finish (SignInWorld *self, GAsyncResult **result, GError **error)
{
  g_autoptr (GAsyncResult) done = script_await (result);
  OofOauthTokens *tokens = oof_oauth_browser_sign_in_finish (self->person, done, error);

  *result = NULL;
  if (tokens != NULL)
    {
      remember (tokens->access_token);
      remember (tokens->refresh_token);
    }
  return tokens;
}

static OofOauthTokens *
sign_in (SignInWorld *self, const char *scope)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  OofOauthTokens *tokens;

  begin (self, scope, NULL, &result);
  browser_decide (self, "accept", NULL, TRUE);
  tokens = finish (self, &result, &error);
  g_assert_no_error (error);
  return tokens;
}

static void
assert_refused (GError **error, int code, const char *word)
{
  g_assert_error (*error, OOF_ERROR, code);
  if (strstr ((*error)->message, word) == NULL)
    g_assert_cmpstr ((*error)->message, ==, word);
  g_clear_error (error);
}

static void
test_browser (SignInWorld *self, gconstpointer data)
{
  g_autoptr (OofOauthTokens) tokens = sign_in (self, BASE);

  g_assert_cmpstr (self->page, ==, "You can close this window.");
  g_assert_cmpstr (tokens->account, ==, self->tenant->helpdesk->upn);
  g_assert_nonnull (tokens->refresh_token);
  g_assert_nonnull (strstr (self->link, "code_challenge_method=S256"));
  g_assert_nonnull (strstr (self->link, "redirect_uri=http%3A%2F%2Flocalhost%3A"));
  g_assert_null (strstr (self->link, "client_secret"));
}

/* What does not belong to the sign-in is refused and does not end it; then it is over. */
static void
test_visitors (SignInWorld *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofOauthTokens) tokens = NULL;
  g_autofree char *good = NULL;
  g_autofree char *root = NULL;
  g_autofree char *url = NULL;
  GAsyncResult *result = NULL;

  begin (self, BASE, NULL, &result);
  browser_decide (self, "accept", NULL, FALSE);
  good = g_strdup (self->location);
  root = g_strndup (good, strcspn (good, "?"));
  url = g_strconcat (root, "favicon.ico", NULL);
  browser_fetch (self, url, NULL);
  g_assert_cmpuint (self->status, ==, 404);
  g_free (url);
  url = g_strconcat (root, "?code=stolen&state=another", NULL);
  browser_fetch (self, url, NULL);
  g_assert_cmpuint (self->status, ==, 400);
  browser_fetch (self, root, NULL);
  g_assert_cmpuint (self->status, ==, 400);
  browser_fetch (self, good, "a=b");
  g_assert_cmpuint (self->status, ==, 405);
  g_assert_null (result);
  browser_fetch (self, good, NULL);
  g_assert_cmpuint (self->status, ==, 200);
  browser_fetch (self, good, NULL);
  g_assert_cmpuint (self->status, !=, 200);
  tokens = finish (self, &result, &error);
  g_assert_no_error (error);
}

static void
test_declined (SignInWorld *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  begin (self, BASE, NULL, &result);
  browser_decide (self, "decline", NULL, TRUE);
  g_assert_null (finish (self, &result, &error));
  assert_refused (&error, OOF_ERROR_AUTH_REQUIRED, "access_denied");
}

static void
test_nobody_comes_back (SignInWorld *self, gconstpointer data)
{
  OofOauthBrowserOptions options = {
    .scope = BASE, .seconds = 1, .show = sign_in_world_show_link, .user_data = self
  };
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  oof_oauth_browser_sign_in_async (self->person, &options, NULL, script_await_cb, &result);
  g_assert_null (finish (self, &result, &error));
  assert_refused (&error, OOF_ERROR_AUTH_REQUIRED, "in time");
}

static void
test_cancelled (SignInWorld *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  begin (self, BASE, cancellable, &result);
  sign_in_world_await_link (self);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (self, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Somebody else's code cannot be redeemed, and none twice. */
static void
test_injected_code (SignInWorld *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL;
  g_autofree char *url = NULL;
  g_autofree char *other = NULL;
  GAsyncResult *result = NULL;
  const char *at;

  begin (self, BASE, NULL, &result);
  browser_decide (self, "accept", NULL, FALSE);
  at = strstr (self->location, "code=") + 5;
  other = g_strndup (at, strcspn (at, "&"));
  browser_fetch (self, self->location, NULL);
  oof_oauth_tokens_free (finish (self, &result, &error));
  g_assert_no_error (error);

  begin (self, BASE, NULL, &result);
  browser_decide (self, "accept", NULL, FALSE);
  at = strstr (self->location, "&state=") + 7;
  state = g_strndup (at, strcspn (at, "&"));
  url = g_strdup_printf ("%.*s?code=%s&state=%s", (int) strcspn (self->location, "?"),
                         self->location, other, state);
  browser_fetch (self, url, NULL);
  g_assert_null (finish (self, &result, &error));
  assert_refused (&error, OOF_ERROR_AUTH_REQUIRED, "invalid_grant");
}

static void
ask_device (SignInWorld *self, GCancellable *cancellable, GAsyncResult **result)
{
  OofOauthDeviceOptions options = { .scope = BASE,
                                    .show = sign_in_world_show_code,
                                    .user_data = self };

  oof_oauth_device_sign_in_async (self->person, &options, cancellable, script_await_cb, result);
  sign_in_world_await_link (self);
}

static OofOauthTokens *
finish_device (SignInWorld *self, GAsyncResult **result, GError **error)
{
  g_autoptr (GAsyncResult) done = script_await (result);
  OofOauthTokens *tokens = oof_oauth_device_sign_in_finish (self->person, done, error);

  if (tokens != NULL)
    remember (tokens->refresh_token);
  return tokens;
}

static void
test_device (SignInWorld *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofOauthTokens) tokens = NULL;
  g_autofree char *more = NULL;
  GAsyncResult *result = NULL;

  ask_device (self, NULL, &result);
  more = g_strconcat ("&user_code=", self->code, NULL);
  browser_decide (self, "accept", more, FALSE);
  tokens = finish_device (self, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tokens->account, ==, self->tenant->helpdesk->upn);
}

static void
test_device_declined (SignInWorld *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *more = NULL;
  GAsyncResult *result = NULL;

  ask_device (self, NULL, &result);
  more = g_strconcat ("&user_code=", self->code, NULL);
  browser_decide (self, "decline", more, FALSE);
  g_assert_null (finish_device (self, &result, &error));
  assert_refused (&error, OOF_ERROR_AUTH_REQUIRED, "authorization_declined");
}

static void
test_device_cancelled (SignInWorld *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  ask_device (self, cancellable, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish_device (self, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_admin_consent (SignInWorld *self, gconstpointer data)
{
  static const char *const decisions[] = { "decline", "accept" };

  sign_in_world_change (self, "{\"application\":[]}");
  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      OofOauthBrowserOptions options = { .show = sign_in_world_show_link, .user_data = self };
      g_autoptr (GError) error = NULL;
      g_autoptr (GAsyncResult) done = NULL;
      GAsyncResult *result = NULL;

      g_clear_pointer (&self->link, g_free);
      oof_oauth_browser_consent_async (self->runner, &options, NULL, script_await_cb, &result);
      browser_decide (self, decisions[i], NULL, TRUE);
      done = script_await (&result);
      g_assert_cmpint (oof_oauth_browser_consent_finish (self->runner, done, &error), ==, i == 1);
      if (i == 0)
        assert_refused (&error, OOF_ERROR_AUTH_REQUIRED, "permission_denied");
      g_assert_cmpuint (g_hash_table_size (self->tenant->sign_in->application) > 0, ==, i == 1);
    }
}

/* Tokens for a scope, over an account. */
static char *
get_token (OofOauthSession *session, const char *refused, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  char *token;

  oof_token_source_get_token_async (OOF_TOKEN_SOURCE (session), refused, NULL, script_await_cb,
                                    &result);
  token =
      oof_token_source_get_token_finish (OOF_TOKEN_SOURCE (session), script_await (&result), error);
  remember (token);
  return token;
}

/* What the base sign-in did not ask for is missing until it is asked for; the sign-in lives on. */
static void
test_incremental_consent (SignInWorld *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofOauthTokens) tokens = NULL;
  g_autoptr (OofOauthTokens) more = NULL;
  g_autoptr (OofOauthAccount) account = NULL;
  g_autoptr (OofOauthSession) base = NULL;
  g_autoptr (OofOauthSession) write = NULL;
  g_autofree char *token = NULL;

  sign_in_world_change (self, "{\"delegated\":[]}");
  tokens = sign_in (self, BASE);
  account =
      oof_oauth_account_new_for_person (self->person, tokens->refresh_token, NULL, NULL, NULL);
  base = oof_oauth_session_new (account, BASE);
  write = oof_oauth_session_new (account, WRITE);
  g_assert_null (get_token (write, NULL, &error));
  assert_refused (&error, OOF_ERROR_CONSENT_REQUIRED, "consent_required");
  token = get_token (base, NULL, &error);
  g_assert_no_error (error);
  g_free (token);
  more = sign_in (self, WRITE);
  token = get_token (write, NULL, &error);
  g_assert_no_error (error);
}

/* People may not agree for themselves: the service says so in the browser. */
static void
test_consent_of_an_administrator (SignInWorld *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  sign_in_world_change (self, "{\"delegated\":[],\"userConsent\":false}");
  begin (self, BASE, NULL, &result);
  browser_decide (self, "accept", NULL, TRUE);
  g_assert_null (finish (self, &result, &error));
  assert_refused (&error, OOF_ERROR_CONSENT_REQUIRED, "consent_required");
}

/* Two scopes at the same time with a service that takes a second use for theft. */
static void
test_rotation_with_revocation (SignInWorld *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofOauthTokens) tokens = sign_in (self, WRITE);
  g_autoptr (OofOauthAccount) account = NULL;
  g_autoptr (OofOauthSession) base = NULL;
  g_autoptr (OofOauthSession) write = NULL;
  GAsyncResult *results[6] = { NULL };

  sign_in_world_change (self, "{\"rotation\":\"revoke\"}");
  account =
      oof_oauth_account_new_for_person (self->person, tokens->refresh_token, NULL, NULL, NULL);
  base = oof_oauth_session_new (account, BASE);
  write = oof_oauth_session_new (account, WRITE);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    oof_token_source_get_token_async (OOF_TOKEN_SOURCE (i % 2 ? base : write), NULL, NULL,
                                      script_await_cb, &results[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GAsyncResult) result = script_await (&results[i]);
      g_autofree char *token = oof_token_source_get_token_finish (
          OOF_TOKEN_SOURCE (i % 2 ? base : write), result, &error);

      g_assert_no_error (error);
      remember (token);
    }
  g_assert_cmpuint (oof_sim_counter_get (oof_sim_server_get_counter (self->server), "login.token"),
                    ==, 3);

  /* The first one again, as a thief would: the whole family ends. */
  g_clear_object (&account);
  g_clear_object (&base);
  account =
      oof_oauth_account_new_for_person (self->person, tokens->refresh_token, NULL, NULL, NULL);
  base = oof_oauth_session_new (account, BASE);
  g_assert_null (get_token (base, NULL, &error));
  assert_refused (&error, OOF_ERROR_AUTH_REQUIRED, "invalid_grant");
}

static void
test_expired_and_revoked (SignInWorld *self, gconstpointer data)
{
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OofOauthTokens) tokens = sign_in (self, BASE);
      g_autoptr (OofOauthAccount) account =
          oof_oauth_account_new_for_person (self->person, tokens->refresh_token, NULL, NULL, NULL);
      g_autoptr (OofOauthSession) base = oof_oauth_session_new (account, BASE);

      if (i == 0)
        oof_sim_access_revoke (self->tenant);
      else
        oof_sim_tenant_set_now (self->tenant, oof_sim_tenant_now (self->tenant)
                                                  + G_GINT64_CONSTANT (91) * G_TIME_SPAN_DAY);
      g_assert_null (get_token (base, NULL, &error));
      assert_refused (&error, OOF_ERROR_AUTH_REQUIRED, i == 0 ? "AADSTS50173" : "AADSTS700082");
    }
}

/* Graph demands claims: a refresh meets them, or the next sign-in in the browser does. */
static gboolean
read_me (SignInWorld *self, OofOauthSession *session, GError **error)
{
  g_autofree char *endpoint = g_strconcat (oof_sim_server_get_origin (self->server), "/v1.0", NULL);
  OofHttpClientOptions options = { .base_url = endpoint };
  g_autoptr (OofHttpClient) http = oof_http_client_new (&options, NULL, NULL);
  g_autoptr (OofGraphClient) graph =
      oof_graph_client_new (endpoint, http, OOF_TOKEN_SOURCE (session), NULL);
  OofGraphCall call = { .method = "GET", .path = "/me" };
  g_autoptr (GAsyncResult) result = NULL;

  oof_graph_client_call_async (graph, &call, NULL, script_await_cb, &result);
  return oof_graph_client_call_finish (graph, script_await (&result), NULL, error);
}

static void
test_claims_challenge (SignInWorld *self, gconstpointer data)
{
  OofOauthBrowserOptions options = { .scope = BASE,
                                     .show = sign_in_world_show_link,
                                     .user_data = self };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofOauthTokens) tokens = sign_in (self, BASE);
  g_autoptr (OofOauthTokens) fresh = NULL;
  g_autoptr (OofOauthAccount) account =
      oof_oauth_account_new_for_person (self->person, tokens->refresh_token, NULL, NULL, NULL);
  g_autoptr (OofOauthSession) session = oof_oauth_session_new (account, BASE);
  GAsyncResult *result = NULL;

  g_assert_true (read_me (self, session, &error));
  sign_in_world_change (self, "{\"challenge\":\"refresh\"}");
  g_assert_true (read_me (self, session, &error));
  g_assert_no_error (error);

  g_clear_object (&session);
  session = oof_oauth_session_new (account, BASE);
  sign_in_world_change (self, "{\"challenge\":\"sign-in\"}");
  g_assert_false (read_me (self, session, &error));
  assert_refused (&error, OOF_ERROR_AUTH_REQUIRED, "interaction_required");
  options.claims = oof_oauth_account_get_claims (account);
  g_assert_nonnull (strstr (options.claims, "1700000000"));
  g_clear_pointer (&self->link, g_free);
  oof_oauth_browser_sign_in_async (self->person, &options, NULL, script_await_cb, &result);
  browser_decide (self, "accept", NULL, TRUE);
  g_assert_nonnull (strstr (self->link, "cp1"));
  fresh = finish (self, &result, &error);
  g_assert_no_error (error);
}

/* Last: everything that was logged by the tests before. */
static void
test_log (void)
{
  g_assert_nonnull (strstr (script_log_get (), "openid-configuration"));
  g_assert_cmpuint (secrets->len, >, 10);
  for (guint i = 0; i < secrets->len; i++)
    g_assert_null (strstr (script_log_get (), g_ptr_array_index (secrets, i)));
}

#define add(path, function)                                                                        \
  g_test_add ("/auth/flows/" path, SignInWorld, NULL, sign_in_world_set_up, function,              \
              sign_in_world_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  script_log_start ();
  secrets = g_ptr_array_new_with_free_func (g_free);
  add ("browser", test_browser);
  add ("visitors", test_visitors);
  add ("declined", test_declined);
  add ("nobody-comes-back", test_nobody_comes_back);
  add ("cancelled", test_cancelled);
  add ("injected-code", test_injected_code);
  add ("device", test_device);
  add ("device-declined", test_device_declined);
  add ("device-cancelled", test_device_cancelled);
  add ("admin-consent", test_admin_consent);
  add ("incremental-consent", test_incremental_consent);
  add ("consent-of-an-administrator", test_consent_of_an_administrator);
  add ("rotation-with-revocation", test_rotation_with_revocation);
  add ("expired-and-revoked", test_expired_and_revoked);
  add ("claims-challenge", test_claims_challenge);
  g_test_add_func ("/auth/flows/log", test_log);
  return g_test_run ();
}
