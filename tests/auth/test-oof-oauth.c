/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-session.h"
#include "core/oof-error.h"
#include "script-server.h"

#define SECRET        "s3cret+&= value"
#define CONFIGURATION "{\"issuer\":\"x\",\"token_endpoint\":\"@BASE@/t/oauth2/v2.0/token\"}"
#define FIRST         "/contoso.com/v2.0/.well-known/openid-configuration"

typedef struct
{
  ScriptServer *server;
  OofOauthClient *client;
  GPtrArray *rotated; /* refresh tokens handed to the callback */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *authority = NULL;

  self->server = script_server_new ();
  authority = g_strconcat (script_server_get_base (self->server), "/", NULL);
  self->client = oof_oauth_client_new (authority, "contoso.com", "client-id", &error);
  g_assert_no_error (error);
  self->rotated = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->client);
  script_server_free (self->server);
  g_ptr_array_unref (self->rotated);
}

static void
add_configuration (Fixture *self)
{
  script_server_add_json (self->server, 200, CONFIGURATION);
}

static void
add_token (Fixture *self, const char *access, int expires_in, const char *refresh)
{
  g_autofree char *more =
      refresh ? g_strdup_printf (",\"refresh_token\":\"%s\"", refresh) : g_strdup ("");
  g_autofree char *body = g_strdup_printf ("{\"token_type\":\"Bearer\",\"access_token\":\"%s\","
                                           "\"expires_in\":%d,\"ext_expires_in\":1%s}",
                                           access, expires_in, more);

  script_server_add_json (self->server, 200, body);
}

static void
add_error (Fixture *self, guint status, const char *error, const char *more)
{
  g_autofree char *body = g_strdup_printf (
      "{\"error\":\"%s\",\"error_description\":\"AADSTS1: As the server says it: s3cret+&= value "
      "refresh-1\\r\\nTrace ID: 1\",\"error_codes\":[1],\"timestamp\":\"2026-11-23 08:00:00Z\","
      "\"correlation_id\":\"the-correlation\"%s}",
      error, more);

  script_server_add_json (self->server, status, body);
}

static OofTokenSource *
runner (Fixture *self)
{
  g_autoptr (OofOauthAccount) account = oof_oauth_account_new_for_secret (self->client, SECRET);

  return OOF_TOKEN_SOURCE (oof_oauth_session_new (account, "https://graph/.default"));
}

static void
keep_rotated (const char *token, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (token));
}

static OofTokenSource *
person (Fixture *self)
{
  g_autoptr (OofOauthAccount) account = oof_oauth_account_new_for_person (
      self->client, "refresh-1", keep_rotated, g_ptr_array_ref (self->rotated),
      (GDestroyNotify) g_ptr_array_unref);

  return OOF_TOKEN_SOURCE (oof_oauth_session_new (account, "https://graph/.default"));
}

static char *
get_token (OofTokenSource *source, const char *refused, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_token_source_get_token_async (source, refused, NULL, script_await_cb, &result);
  return oof_token_source_get_token_finish (source, script_await (&result), error);
}

static void
assert_token (OofTokenSource *source, const char *refused, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = get_token (source, refused, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, expected);
}

static void
test_runner (Fixture *self, gconstpointer data)
{
  g_autoptr (OofTokenSource) source = runner (self);

  add_configuration (self);
  add_token (self, "access-1", 3599, NULL);
  assert_token (source, NULL, "access-1");
  assert_token (source, NULL, "access-1");
  assert_token (source, "an older one", "access-1");
  add_token (self, "access-2", 3599, "refresh-of-nobody");
  assert_token (source, "access-1", "access-2");
  assert_token (source, "access-1", "access-2");

  g_assert_cmpuint (script_server_get_n_requests (self->server), ==, 3);
  g_assert_cmpstr (script_server_get_path (self->server, 0), ==, FIRST);
  g_assert_cmpstr (script_server_get_path (self->server, 1), ==, "/t/oauth2/v2.0/token");
  g_assert_cmpstr (script_server_get_header (self->server, 1, "Content-Type"), ==,
                   "application/x-www-form-urlencoded");
  g_assert_cmpstr (script_server_get_body (self->server, 1), ==,
                   "grant_type=client_credentials&client_id=client-id"
                   "&scope=https%3A%2F%2Fgraph%2F.default"
                   "&client_secret=s3cret%2B%26%3D%20value");
  g_assert_cmpstr (script_server_get_header (self->server, 1, "Authorization"), ==, "");
}

/* A token that ends within the five minutes lives half its time; one that is over is asked anew. */
static void
test_lifetime (Fixture *self, gconstpointer data)
{
  g_autoptr (OofTokenSource) source = runner (self);

  add_configuration (self);
  add_token (self, "short", 200, NULL);
  assert_token (source, NULL, "short");
  assert_token (source, NULL, "short");
  add_token (self, "over", 0, NULL);
  assert_token (source, "short", "over");
  add_token (self, "negative", -5, NULL);
  assert_token (source, NULL, "negative");
  add_token (self, "good", 3600, NULL);
  assert_token (source, NULL, "good");
}

static void
test_person (Fixture *self, gconstpointer data)
{
  g_autoptr (OofTokenSource) source = person (self);

  add_configuration (self);
  add_token (self, "access-1", 3599, "refresh-2");
  assert_token (source, NULL, "access-1");
  add_token (self, "access-2", 3599, "refresh-2");
  assert_token (source, "access-1", "access-2");
  add_token (self, "access-3", 3599, NULL);
  assert_token (source, "access-2", "access-3");

  g_assert_cmpuint (self->rotated->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (self->rotated, 0), ==, "refresh-2");
  g_assert_cmpstr (script_server_get_body (self->server, 1), ==,
                   "grant_type=refresh_token&client_id=client-id"
                   "&scope=https%3A%2F%2Fgraph%2F.default&refresh_token=refresh-1");
  for (guint i = 2; i < 4; i++)
    g_assert_true (
        g_str_has_suffix (script_server_get_body (self->server, i), "&refresh_token=refresh-2"));
}

/* Ten callers, one request; one of them loses interest. */
static void
test_shared (Fixture *self, gconstpointer data)
{
  g_autoptr (OofTokenSource) source = person (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[10] = { NULL };

  add_configuration (self);
  add_token (self, "access-1", 3599, "refresh-2");
  for (int i = 0; i < 10; i++)
    oof_token_source_get_token_async (source, NULL, i == 3 ? cancellable : NULL, script_await_cb,
                                      &results[i]);
  g_cancellable_cancel (cancellable);
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GAsyncResult) result = script_await (&results[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *token = oof_token_source_get_token_finish (source, result, &error);

      if (i == 3)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_cmpstr (token, ==, "access-1");
    }
  g_assert_cmpuint (script_server_get_n_requests (self->server), ==, 2);
}

/* Nobody waits any more: the new refresh token is kept all the same. */
static void
test_all_cancelled (Fixture *self, gconstpointer data)
{
  OofTokenSource *source = person (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GError) error = NULL;

  add_configuration (self);
  add_token (self, "access-1", 3599, "refresh-2");
  oof_token_source_get_token_async (source, NULL, cancellable, script_await_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (oof_token_source_get_token_finish (source, script_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  oof_token_source_get_token_async (source, NULL, cancellable, script_await_cb, &late);
  g_assert_null (oof_token_source_get_token_finish (source, script_await (&late), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&result);
  g_clear_object (&late);
  g_object_unref (source);
  while (self->rotated->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (g_ptr_array_index (self->rotated, 0), ==, "refresh-2");
}

static void
test_errors (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *error;
    const char *more;
    OofError expected;
  } cases[] = {
    { 400, "interaction_required", "", OOF_ERROR_AUTH_REQUIRED },
    { 400, "invalid_grant", ",\"suberror\":\"consent_required\"", OOF_ERROR_CONSENT_REQUIRED },
    { 400, "consent_required", "", OOF_ERROR_CONSENT_REQUIRED },
    { 401, "invalid_client", ",\"suberror\":\"bad_secret\"", OOF_ERROR_AUTH_REQUIRED },
    { 400, "unauthorized_client", "", OOF_ERROR_AUTH_REQUIRED },
    { 400, "invalid_scope", "", OOF_ERROR_AUTH_REQUIRED },
    { 400, "access_denied", "", OOF_ERROR_AUTH_REQUIRED },
    { 400, "temporarily_unavailable", "", OOF_ERROR_UNREACHABLE },
    { 400, "server_error", "", OOF_ERROR_UNREACHABLE },
    { 503, "whatever", "", OOF_ERROR_UNREACHABLE },
    { 400, "x", ",\"correlation_id\":5", OOF_ERROR_UNREACHABLE },
  };
  g_autoptr (OofTokenSource) source = runner (self);

  add_configuration (self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      add_error (self, cases[i].status, cases[i].error, cases[i].more);
      g_assert_null (get_token (source, NULL, &error));
      g_assert_error (error, OOF_ERROR, (gint) cases[i].expected);
      g_assert_null (strstr (error->message, SECRET));
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_error_message (Fixture *self, gconstpointer data)
{
  g_autoptr (OofOauthAccount) account = oof_oauth_account_new_for_secret (self->client, "another");
  g_autoptr (OofTokenSource) source = OOF_TOKEN_SOURCE (oof_oauth_session_new (account, "s"));
  g_autoptr (GError) error = NULL;

  add_configuration (self);
  add_error (self, 401, "invalid_client", ",\"suberror\":\"bad_secret\"");
  g_assert_null (get_token (source, NULL, &error));
  g_assert_cmpstr (error->message, ==,
                   "Sign-in refused: invalid_client (bad_secret): AADSTS1: As the server says it: "
                   "s3cret+&= value refresh-1, correlation id the-correlation, "
                   "timestamp 2026-11-23 08:00:00Z");
}

/* A dead refresh token is not sent again; a hurdle that can pass is. */
static void
test_dead_refresh_token (Fixture *self, gconstpointer data)
{
  g_autoptr (OofTokenSource) source = person (self);
  g_autoptr (GError) error = NULL;

  add_configuration (self);
  add_error (self, 400, "interaction_required", "");
  g_assert_null (get_token (source, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_clear_error (&error);
  add_error (self, 400, "invalid_grant", "");
  for (int i = 0; i < 3; i++)
    {
      g_assert_null (get_token (source, NULL, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
      g_assert_null (strstr (error->message, "refresh-1"));
      g_clear_error (&error);
    }
  g_assert_cmpuint (script_server_get_n_requests (self->server), ==, 3);
}

static void
test_nonsense (Fixture *self, gconstpointer data)
{
  static const char *const bodies[] = {
    "<html>hotel</html>",
    "{}",
    "{\"access_token\":\"\"}",
    "{\"access_token\":1}",
    "{\"access_token\":\"a\",\"expires_in\":\"soon\"}",
  };
  g_autoptr (OofTokenSource) source = runner (self);

  add_configuration (self);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      script_server_add_json (self->server, 200, bodies[i]);
      g_assert_null (get_token (source, NULL, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
    }
}

static void
test_discovery (Fixture *self, gconstpointer data)
{
  g_autoptr (OofTokenSource) source = runner (self);
  g_autoptr (GError) error = NULL;

  add_error (self, 400, "invalid_tenant", "");
  g_assert_null (get_token (source, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_nonnull (strstr (error->message, "invalid_tenant"));
  g_clear_error (&error);

  script_server_add_json (self->server, 200,
                          "{\"token_endpoint\":\"http://login.example.com/token\"}");
  g_assert_null (get_token (source, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_nonnull (strstr (error->message, "TLS"));
  g_clear_error (&error);

  script_server_add (self->server, 404, NULL, "");
  add_configuration (self);
  add_token (self, "access-1", 3599, NULL);
  assert_token (source, NULL, "access-1");
  g_assert_cmpstr (script_server_get_path (self->server, 3), ==,
                   "/.well-known/openid-configuration");
}

/* Without a document the endpoints lie where Entra has them; when nothing answers there it is
 * looked for again. */
static void
test_no_document (Fixture *self, gconstpointer data)
{
  g_autoptr (OofTokenSource) source = runner (self);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3; i++)
    script_server_add (self->server, 404, "text/html", "no");
  g_assert_null (get_token (source, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_cmpstr (script_server_get_path (self->server, 2), ==, "/contoso.com/oauth2/v2.0/token");

  for (int i = 0; i < 2; i++)
    script_server_add (self->server, 404, "text/html", "no");
  add_token (self, "access-1", 3599, NULL);
  assert_token (source, NULL, "access-1");
  add_token (self, "access-2", 3599, NULL);
  assert_token (source, "access-1", "access-2");
}

/* The endpoint may lie on another server than the authority. */
static void
test_endpoint_elsewhere (Fixture *self, gconstpointer data)
{
  g_autoptr (ScriptServer) other = script_server_new ();
  g_autoptr (OofTokenSource) source = runner (self);
  g_autofree char *configuration =
      g_strdup_printf ("{\"token_endpoint\":\"%s/token\"}", script_server_get_base (other));

  script_server_add_json (self->server, 200, configuration);
  script_server_add_json (other, 200, "{\"access_token\":\"there\"}");
  assert_token (source, NULL, "there");
}

static void
test_lost_answer (Fixture *self, gconstpointer data)
{
  g_autoptr (OofTokenSource) source = person (self);
  g_autoptr (GError) error = NULL;

  add_configuration (self);
  script_server_add (self->server, 0, NULL, NULL);
  g_assert_null (get_token (source, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_cmpuint (script_server_get_n_requests (self->server), ==, 2);
}

static void
test_authority (void)
{
  static const char *const bad[] = { "http://login.example.com", "ftp://login.example.com", "login",
                                     "", "http://localhost" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (oof_oauth_client_new (bad[i], "t", "c", &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
    }
}

/* Last: everything that was logged by the tests before. */
static void
test_log (void)
{
  static const char *const never[] = { SECRET,     "s3cret",   "refresh-1",   "refresh-2",
                                       "access-1", "access-2", "access_token" };

  g_assert_nonnull (strstr (script_log_get (), "openid-configuration"));
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_null (strstr (script_log_get (), never[i]));
}

#define add(path, function)                                                                        \
  g_test_add ("/auth/oauth/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  script_log_start ();
  add ("runner", test_runner);
  add ("lifetime", test_lifetime);
  add ("person", test_person);
  add ("shared", test_shared);
  add ("all-cancelled", test_all_cancelled);
  add ("errors", test_errors);
  add ("error-message", test_error_message);
  add ("dead-refresh-token", test_dead_refresh_token);
  add ("nonsense", test_nonsense);
  add ("discovery", test_discovery);
  add ("no-document", test_no_document);
  add ("endpoint-elsewhere", test_endpoint_elsewhere);
  add ("lost-answer", test_lost_answer);
  g_test_add_func ("/auth/oauth/authority", test_authority);
  g_test_add_func ("/auth/oauth/log", test_log);
  return g_test_run ();
}
