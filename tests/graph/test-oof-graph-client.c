/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "graph-fixture.h"
#include "graph/oof-graph-call.h"
#include "wire/oof-http-gate-private.h"

static OofJson *
call (GraphFixture *fixture, const OofGraphCall *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  OofJson *answer = NULL;

  oof_graph_client_call_async (fixture->client, request, NULL, script_await_cb, &result);
  oof_graph_client_call_finish (fixture->client, script_await (&result), &answer, error);
  return answer;
}

static GPtrArray *
list (GraphFixture *fixture, const char *path, GError **error)
{
  OofGraphCall request = { .path = path, .flags = OOF_GRAPH_CALL_EVENTUAL };
  g_autoptr (GAsyncResult) result = NULL;

  oof_graph_client_list_async (fixture->client, &request, NULL, script_await_cb, &result);
  return oof_graph_client_list_finish (fixture->client, script_await (&result), error);
}

static void
test_headers (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (OofJson) answer = NULL;
  OofGraphCall request = { .method = "PATCH",
                           .path = "/users/a@b/events/x",
                           .if_match = "W/\"1\"",
                           .body = body,
                           .flags = OOF_GRAPH_CALL_IMMUTABLE_ID | OOF_GRAPH_CALL_UTC };

  script_server_add_json (fixture->server, 200, "{\"id\":\"x\"}");
  answer = call (fixture, &request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  g_assert_cmpstr (script_server_get_path (fixture->server, 0), ==, "/v1.0/users/a@b/events/x");
  g_assert_cmpstr (script_server_get_header (fixture->server, 0, "Authorization"), ==,
                   "Bearer secret-token-1");
  g_assert_cmpstr (script_server_get_header (fixture->server, 0, "Prefer"), ==,
                   "IdType=\"ImmutableId\", outlook.timezone=\"UTC\"");
  g_assert_cmpstr (script_server_get_header (fixture->server, 0, "If-Match"), ==, "W/\"1\"");
  g_assert_cmpstr (script_server_get_header (fixture->server, 0, "Accept"), ==, "application/json");
  g_assert_cmpstr (script_server_get_header (fixture->server, 0, "Content-Type"), ==,
                   "application/json");
  g_assert_cmpstr (script_server_get_header (fixture->server, 0, "ConsistencyLevel"), ==, "");
}

static void
test_another_token (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofJson) answer = NULL;
  OofGraphCall request = { .method = "GET", .path = "/me" };

  graph_fixture_add_error (fixture, 401, "InvalidAuthenticationToken");
  script_server_add_json (fixture->server, 200, "{}");
  answer = call (fixture, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (script_server_get_header (fixture->server, 1, "Authorization"), ==,
                   "Bearer secret-token-2");
}

/* Its fields in any order, in any of several headers, written as base64 or as it stands in URLs;
 * also beside a 403, where a policy of the tenant wants more of a token. */
static void
test_challenge (GraphFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *header;
    const char *claims;
  } cases[] = {
    { 401,
      "Bearer realm=\"\", authorization_uri=\"https://a\", error=\"insufficient_claims\", "
      "claims=\"eyJhIjoiw78/Pz8ifQ==\"",
      "{\"a\":\"\\u00ff???\"}" },
    { 401,
      "Negotiate, Bearer claims=\"eyJhIjoiw78_Pz8ifQ\", error=\"insufficient_claims\", realm=\"\"",
      "{\"a\":\"\\u00ff???\"}" },
    { 403, "Bearer error=\"insufficient_claims\",claims=\"eyJhIjoxfQ==\"", "{\"a\":1}" },
    { 401, "Bearer error=\"insufficient_claims\", claims=\"nonsense\"", NULL },
    { 401, "Bearer realm=\"\", error=\"invalid_token\"", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OofJson) answer = NULL;
      OofGraphCall request = { .method = "GET", .path = "/me" };

      graph_fixture_add_error (fixture, cases[i].status, "InvalidAuthenticationToken");
      script_server_add_header (fixture->server, "WWW-Authenticate", cases[i].header);
      script_server_add_json (fixture->server, 200, "{}");
      answer = call (fixture, &request, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (graph_fixture_get_claims (fixture), ==, cases[i].claims);
    }
}

/* An address that is no principal name is looked for once; what is a write is not lost by that.
 * Nobody has it, or nobody may look: as Graph said first. Another 404 says nothing about the user.
 */
static void
test_unknown_user (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  OofGraphCall read = { .method = "GET", .path = "/users/b@x/mailboxSettings" };
  OofGraphCall write = { .method = "PATCH", .path = "/users/b@x/events/1", .body = body };
  OofGraphCall other = { .method = "GET", .path = "/users/c@x/mailboxSettings" };
  g_autoptr (OofJson) found = NULL;
  g_autoptr (OofJson) written = NULL;
  g_autoptr (GError) error = NULL;

  graph_fixture_add_error (fixture, 404, "ErrorInvalidUser");
  script_server_add_json (fixture->server, 200, "{\"value\":[{\"id\":\"2\"}]}");
  script_server_add_json (fixture->server, 200, "{}");
  found = call (fixture, &read, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (script_server_get_path (fixture->server, 1), ==,
                   "/v1.0/users?$filter=mail eq 'b@x'&$select=id");
  g_assert_cmpstr (script_server_get_path (fixture->server, 2), ==,
                   "/v1.0/users/2/mailboxSettings");
  script_server_add_json (fixture->server, 200, "{}");
  written = call (fixture, &write, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (script_server_get_path (fixture->server, 3), ==, "/v1.0/users/2/events/1");
  g_assert_cmpstr (script_server_get_body (fixture->server, 3), ==, "{}");

  graph_fixture_add_error (fixture, 404, "Request_ResourceNotFound");
  script_server_add_json (fixture->server, 200, "{\"value\":[]}");
  g_assert_null (call (fixture, &other, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_clear_error (&error);
  graph_fixture_add_error (fixture, 404, "Request_ResourceNotFound");
  graph_fixture_add_error (fixture, 403, "Authorization_RequestDenied");
  g_assert_null (call (fixture, &other, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_clear_error (&error);
  graph_fixture_add_error (fixture, 404, "MailboxNotEnabledForRESTAPI");
  g_assert_null (call (fixture, &other, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
}

/* The second refusal is final; a server that repeats the token does not get it into the message. */
static void
test_refused_twice (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OofGraphCall request = { .method = "GET", .path = "/me" };

  graph_fixture_add_error (fixture, 401, "InvalidAuthenticationToken");
  script_server_add_json (fixture->server, 401,
                          "{\"error\":{\"code\":\"X\",\"message\":\"bad: secret-token-2\"}}");
  g_assert_null (call (fixture, &request, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_null (strstr (error->message, "secret-token"));
  g_assert_cmpuint (script_server_get_n_requests (fixture->server), ==, 2);
}

static void
test_errors (GraphFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *code;
    OofError read;
    OofError write;
  } cases[] = {
    { 400, "RequestBodyRead", OOF_ERROR_INVALID, OOF_ERROR_INVALID },
    { 400, "ErrorFolderExists", OOF_ERROR_EXISTS, OOF_ERROR_EXISTS },
    { 409, "ErrorFolderExists", OOF_ERROR_EXISTS, OOF_ERROR_EXISTS },
    { 409, "ErrorIrresolvableConflict", OOF_ERROR_CONFLICT, OOF_ERROR_CONFLICT },
    { 412, "ErrorIrresolvableConflict", OOF_ERROR_CONFLICT, OOF_ERROR_CONFLICT },
    { 401, "Authorization_RequestDenied", OOF_ERROR_CONSENT_REQUIRED, OOF_ERROR_CONSENT_REQUIRED },
    { 403, "Authorization_RequestDenied", OOF_ERROR_CONSENT_REQUIRED, OOF_ERROR_CONSENT_REQUIRED },
    { 403, "ErrorAccessDenied", OOF_ERROR_FORBIDDEN, OOF_ERROR_FORBIDDEN },
    { 404, "MailboxNotEnabledForRESTAPI", OOF_ERROR_NOT_FOUND, OOF_ERROR_NOT_FOUND },
    { 404, "ResourceNotFound", OOF_ERROR_NOT_FOUND, OOF_ERROR_NOT_FOUND },
    { 404, "Request_ResourceNotFound", OOF_ERROR_NOT_FOUND, OOF_ERROR_NOT_FOUND },
    { 404, "ErrorItemNotFound", OOF_ERROR_NOT_FOUND, OOF_ERROR_NOT_FOUND },
    { 405, "MethodNotAllowed", OOF_ERROR_UNSUPPORTED, OOF_ERROR_UNSUPPORTED },
    { 413, "TooLarge", OOF_ERROR_LIMIT, OOF_ERROR_LIMIT },
    { 429, "ApplicationThrottled", OOF_ERROR_THROTTLED, OOF_ERROR_THROTTLED },
    { 500, "InternalServerError", OOF_ERROR_UNREACHABLE, OOF_ERROR_UNREACHABLE },
    { 503, "serviceNotAvailable", OOF_ERROR_UNREACHABLE, OOF_ERROR_UNREACHABLE },
    { 501, "notImplemented", OOF_ERROR_UNSUPPORTED, OOF_ERROR_UNSUPPORTED },
    { 504, "UnknownError", OOF_ERROR_UNREACHABLE, OOF_ERROR_UNCERTAIN },
  };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      gboolean write = i % 2 == 1;
      g_autoptr (GError) error = NULL;
      OofGraphCall request = { .method = write ? "PATCH" : "GET",
                               .path = "/x",
                               .permission = "the permission P" };

      if (cases[i / 2].status == 401)
        graph_fixture_add_error (fixture, 401, cases[i / 2].code);
      graph_fixture_add_error (fixture, cases[i / 2].status, cases[i / 2].code);
      script_server_add_header (fixture->server, "request-id", "the-servers-id");
      g_assert_null (call (fixture, &request, &error));
      g_assert_error (error, OOF_ERROR, (gint) (write ? cases[i / 2].write : cases[i / 2].read));
      g_assert_nonnull (strstr (error->message, cases[i / 2].code));
      g_assert_nonnull (strstr (error->message, "As the server says it."));
      g_assert_nonnull (strstr (error->message, "the-servers-id"));
      if (error->code == OOF_ERROR_CONSENT_REQUIRED || error->code == OOF_ERROR_FORBIDDEN)
        g_assert_nonnull (strstr (error->message, "the permission P"));
    }
}

/* A proxy's page is neither a mailbox that does not exist nor a success. */
static void
test_not_graph (GraphFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *body;
    OofError read;
    OofError write;
  } cases[] = {
    { 200, "text/html", "<html>Sign in to the hotel</html>", OOF_ERROR_PROTOCOL,
      OOF_ERROR_UNCERTAIN },
    { 200, "application/json", "{\"id\":", OOF_ERROR_PROTOCOL, OOF_ERROR_UNCERTAIN },
    { 200, "application/json", "[]", OOF_ERROR_PROTOCOL, OOF_ERROR_UNCERTAIN },
    { 200, NULL, "", OOF_ERROR_PROTOCOL, OOF_ERROR_UNCERTAIN },
    { 404, "text/html", "<html>Not Found</html>", OOF_ERROR_PROTOCOL, OOF_ERROR_PROTOCOL },
    { 403, "text/html", "<html>Proxy</html>", OOF_ERROR_PROTOCOL, OOF_ERROR_PROTOCOL },
    { 404, "application/json", "{\"error\":\"text\"}", OOF_ERROR_PROTOCOL, OOF_ERROR_PROTOCOL },
    { 502, "text/html", "<html>Bad Gateway</html>", OOF_ERROR_UNREACHABLE, OOF_ERROR_UNCERTAIN },
  };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      gboolean write = i % 2 == 1;
      g_autoptr (GError) error = NULL;
      OofGraphCall request = { .method = write ? "POST" : "GET", .path = "/x" };

      script_server_add (fixture->server, cases[i / 2].status, cases[i / 2].type,
                         cases[i / 2].body);
      g_assert_null (call (fixture, &request, &error));
      g_assert_error (error, OOF_ERROR, (gint) (write ? cases[i / 2].write : cases[i / 2].read));
    }
}

static void
test_empty_is_enough_for_a_change (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OofGraphCall request = { .method = "DELETE", .path = "/x" };

  script_server_add (fixture->server, 204, NULL, "");
  g_assert_null (call (fixture, &request, &error));
  g_assert_no_error (error);
}

static void
test_pages (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) elements = NULL;

  script_server_add_json (fixture->server, 200,
                          "{\"value\":[{\"id\":\"1\"},{\"id\":\"2\"}],"
                          "\"@odata.nextLink\":\"@BASE@/v1.0/users?$skiptoken=a%20b\"}");
  script_server_add_json (fixture->server, 200,
                          "{\"value\":[],\"@odata.nextLink\":\"@BASE@/v1.0/users?$skiptoken=c\"}");
  script_server_add_json (fixture->server, 200, "{\"value\":[{\"id\":\"3\"}]}");
  elements = list (fixture, "/users", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (elements->len, ==, 3);
  g_assert_cmpstr (script_server_get_raw_path (fixture->server, 1), ==,
                   "/v1.0/users?$skiptoken=a%20b");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (script_server_get_header (fixture->server, i, "ConsistencyLevel"), ==,
                     "eventual");
}

static void
test_bad_pages (GraphFixture *fixture, gconstpointer data)
{
  static const char *const pages[] = {
    "{\"value\":[],\"@odata.nextLink\":\"http://127.0.0.1:1/v1.0/users?$skiptoken=a\"}",
    "{\"value\":[],\"@odata.nextLink\":\"https://graph.example/v1.0/users\"}",
    "{\"value\":[],\"@odata.nextLink\":\"skiptoken\"}",
    "{\"value\":{}}",
    "{\"value\":[1]}",
    "{}",
    "{\"value\":[],\"@odata.nextLink\":5}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;

      script_server_add_json (fixture->server, 200, pages[i]);
      g_assert_null (list (fixture, "/users", &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
    }
  g_assert_cmpuint (script_server_get_n_requests (fixture->server), ==, G_N_ELEMENTS (pages));
}

static void
test_circle (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    script_server_add_json (fixture->server, 200,
                            "{\"value\":[],\"@odata.nextLink\":\"@BASE@/v1.0/users?a\"}");
  g_assert_null (list (fixture, "/users", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

static void
test_cancelled (GraphFixture *fixture, gconstpointer data)
{
  OofGraphCall request = { .method = "GET", .path = "/x" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  oof_graph_client_call_async (fixture->client, &request, cancellable, script_await_cb, &result);
  g_assert_false (
      oof_graph_client_call_finish (fixture->client, script_await (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_quoting (void)
{
  g_autofree char *quoted = oof_graph_quote ("O'Neil's");
  g_autofree char *escaped = oof_graph_escape ("o'neil+x/y@example.com");
  g_autoptr (GString) path = g_string_new ("/users");

  g_assert_cmpstr (quoted, ==, "'O''Neil''s'");
  g_assert_cmpstr (escaped, ==, "o%27neil%2Bx%2Fy@example.com");
  oof_graph_append_query (path, "$filter", "mail eq 'a&b'");
  oof_graph_append_query (path, "$top", "9");
  g_assert_cmpstr (path->str, ==, "/users?$filter=mail%20eq%20%27a%26b%27&$top=9");
}

static void
test_wrong_server (GraphFixture *fixture, gconstpointer data)
{
  OofHttpClientOptions options = { .base_url = "https://graph.microsoft.com" };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofHttpClient) http = oof_http_client_new (&options, NULL, &error);
  g_autoptr (OofTokenSource) tokens = NULL;

  g_assert_no_error (error);
  tokens = g_object_new (g_type_from_name ("TestTokens"), NULL);
  g_assert_null (oof_graph_client_new ("https://graph.microsoft.us/v1.0", http, tokens, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (oof_graph_client_new ("graph", http, tokens, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
}

/* Last: everything that was logged by the tests before. */
static void
test_log (void)
{
  g_assert_nonnull (strstr (script_log_get (), "/v1.0/users"));
  g_assert_null (strstr (script_log_get (), "secret-token"));
}

/* How many of two requests are in flight together. */
static guint
count_together (GraphFixture *fixture, const char *first, const char *second)
{
  const char *paths[] = { first, second };
  GAsyncResult *results[2] = { NULL };
  guint together;

  for (gsize i = 0; i < 2; i++)
    {
      g_autofree char *link =
          g_strconcat (script_server_get_base (fixture->server), "/v1.0", paths[i], NULL);
      OofGraphCall request = { .method = "GET", .path = i == 0 ? paths[i] : link };

      script_server_add_json (fixture->server, 200, "{}");
      oof_graph_client_call_async (fixture->client, &request, NULL, script_await_cb, &results[i]);
    }
  do
    {
      g_main_context_iteration (NULL, TRUE);
      together = oof_http_gate_get_n_in_flight (fixture->gate);
    }
  while (together + oof_http_gate_get_n_waiting (fixture->gate) < 2);
  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = script_await (&results[i]);

      g_assert_true (oof_graph_client_call_finish (fixture->client, result, NULL, NULL));
    }
  return together;
}

static void
test_one_per_mailbox (GraphFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *first;
    const char *second;
    guint together;
  } cases[] = {
    { "/users/a@b/mailboxSettings", "/users/A%40B/calendars/x/events?$top=1", 1 },
    { "/users/a@b/mailboxSettings", "/users('a%40b')/calendarView?$skiptoken=/users/x/", 1 },
    { "/users/a@b/mailboxSettings", "/users/c@b/mailboxSettings", 2 },
    { "/me/mailboxSettings", "/me/calendar/events", 1 },
    { "/me", "/me", 2 },
    { "/users/a@b", "/users/a@b?$select=id", 2 },
    { "/users?$top=999", "/users/delta?$select=/id/", 2 },
    { "/groups/g/members", "/groups/g/members", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (count_together (fixture, cases[i].first, cases[i].second), ==,
                      cases[i].together);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  script_log_start ();
  graph_test ("/graph/client/headers", test_headers);
  graph_test ("/graph/client/another-token", test_another_token);
  graph_test ("/graph/client/challenge", test_challenge);
  graph_test ("/graph/client/unknown-user", test_unknown_user);
  graph_test ("/graph/client/refused-twice", test_refused_twice);
  graph_test ("/graph/client/errors", test_errors);
  graph_test ("/graph/client/not-graph", test_not_graph);
  graph_test ("/graph/client/empty-change", test_empty_is_enough_for_a_change);
  graph_test ("/graph/client/pages", test_pages);
  graph_test ("/graph/client/bad-pages", test_bad_pages);
  graph_test ("/graph/client/circle", test_circle);
  graph_test ("/graph/client/cancelled", test_cancelled);
  graph_test ("/graph/client/one-per-mailbox", test_one_per_mailbox);
  g_test_add_func ("/graph/client/quoting", test_quoting);
  graph_test ("/graph/client/wrong-server", test_wrong_server);
  g_test_add_func ("/graph/client/log", test_log);
  return g_test_run ();
}
