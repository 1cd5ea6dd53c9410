/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-client.h"

#include "core/oof-clock.h"
#include "core/oof-error.h"
#include "wire-fixture.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *method;
  const char *path;
  gboolean warm; /* after another request on the same connection */
  OofError code;
  const char *says;
} FailCase;

static void
warm_up (OofHttpClient *client, WireFixture *fixture)
{
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "GET", "/");
  g_autoptr (GError) error = NULL;
  g_autoptr (OofHttpResponse) response = wire_send_sync (client, request, NULL, &error);

  g_assert_no_error (error);
}

static void
assert_says (GError *error, OofError code, const char *says)
{
  g_assert_error (error, OOF_ERROR, (int) code);
  if (strstr (error->message, says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, says);
}

static void
test_answer (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "POST", "/x?y=1");
  g_autoptr (GBytes) body = g_bytes_new_static ("<a/>", 4);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofHttpResponse) response = NULL;
  g_autofree char *text = NULL;

  oof_http_request_set_body (request, body, "text/xml; charset=utf-8");
  oof_http_request_set_header (request, "Prefer", "a");
  oof_http_request_set_header (request, "prefer", "b");
  oof_http_request_set_basic (request, "u", "p");
  oof_http_request_set_bearer (request, "secret");
  response = wire_send_sync (client, request, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (oof_http_response_get_status (response), ==, 200);
  g_assert_true (oof_http_response_is_success (response));
  g_assert_true (oof_http_response_has_content_type (response, "application/json"));
  g_assert_cmpmem ("{}", 2, g_bytes_get_data (oof_http_response_get_body (response), NULL),
                   g_bytes_get_size (oof_http_response_get_body (response)));
  g_assert_null (oof_http_response_get_request_id (response));
  text = oof_http_response_describe (response);
  g_assert_true (g_str_has_prefix (text, "HTTP 200 OK (request-id -, client-request-id "));

  g_assert_cmpmem ("<a/>", 4, g_bytes_get_data (fixture->last_body, NULL),
                   g_bytes_get_size (fixture->last_body));
  g_assert_cmpstr (soup_message_headers_get_list (fixture->last_headers, "Content-Type"), ==,
                   "text/xml; charset=utf-8");
  g_assert_cmpstr (soup_message_headers_get_list (fixture->last_headers, "Content-Length"), ==,
                   "4");
  g_assert_cmpstr (soup_message_headers_get_list (fixture->last_headers, "Prefer"), ==, "b");
  g_assert_cmpstr (soup_message_headers_get_list (fixture->last_headers, "Authorization"), ==,
                   "Bearer secret");
  g_assert_cmpstr (soup_message_headers_get_list (fixture->last_headers, "User-Agent"), ==,
                   "OOF-Manager");
  g_assert_cmpstr (soup_message_headers_get_list (fixture->last_headers, "client-request-id"), ==,
                   oof_http_response_get_client_request_id (response));
}

/* storage.md rule 11: Content-Length always, and never chunks. */
static void
test_post_without_body (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "POST", "/");
  g_autoptr (OofHttpResponse) response = wire_send_sync (client, request, NULL, NULL);

  g_assert_nonnull (response);
  g_assert_cmpstr (soup_message_headers_get_list (fixture->last_headers, "Content-Length"), ==,
                   "0");
  g_assert_null (soup_message_headers_get_list (fixture->last_headers, "Transfer-Encoding"));
}

/* A second POST uses the first one's connection, a large body ends it, ids differ. */
static void
test_connections (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "POST", "/");
  g_autofree char *large = g_strnfill (60001, 'x');
  g_autoptr (GBytes) small_body = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) large_body = g_bytes_new_static (large, 60001);
  g_autofree char *peer = NULL;
  g_autofree char *id = NULL;
  GBytes *bodies[] = { small_body, small_body, large_body };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (OofHttpResponse) response = NULL;

      oof_http_request_set_body (request, bodies[i], "text/plain");
      response = wire_send_sync (client, request, NULL, NULL);
      g_assert_nonnull (response);
      g_assert_cmpstr (oof_http_response_get_client_request_id (response), !=, id);
      g_free (id);
      id = g_strdup (oof_http_response_get_client_request_id (response));
      if (peer != NULL)
        g_assert_cmpstr (fixture->last_peer, ==, peer);
      g_free (peer);
      peer = g_strdup (fixture->last_peer);
    }
  g_assert_cmpstr (soup_message_headers_get_list (fixture->last_headers, "Connection"), ==,
                   "close");
  g_assert_cmpstr (soup_message_headers_get_list (fixture->last_headers, "Content-Length"), ==,
                   "60001");
  warm_up (client, fixture);
  g_assert_cmpstr (fixture->last_peer, !=, peer);
}

static const FailCase fail_cases[] = {
  { "lost-get", "GET", "/lost", FALSE, OOF_ERROR_UNREACHABLE, "127.0.0.1:" },
  { "lost-post", "POST", "/lost", FALSE, OOF_ERROR_UNCERTAIN, "POST was lost" },
  { "lost-post-reused", "POST", "/lost", TRUE, OOF_ERROR_UNCERTAIN, "POST was lost" },
  { "lost-patch-reused", "PATCH", "/lost", TRUE, OOF_ERROR_UNCERTAIN, "PATCH was lost" },
  { "nonsense-get", "GET", "/nonsense", FALSE, OOF_ERROR_PROTOCOL, "not HTTP" },
  { "nonsense-post", "POST", "/nonsense", FALSE, OOF_ERROR_UNCERTAIN, "POST was lost" },
  { "truncated-get", "GET", "/truncated", FALSE, OOF_ERROR_UNREACHABLE, "127.0.0.1:" },
  { "truncated-post", "POST", "/truncated", FALSE, OOF_ERROR_UNCERTAIN, "POST was lost" },
  { "large", "GET", "/large", FALSE, OOF_ERROR_LIMIT, "larger than 200000" },
  { "large-chunked", "GET", "/large-chunked", FALSE, OOF_ERROR_LIMIT, "larger than 200000" },
  { "packed", "GET", "/packed", FALSE, OOF_ERROR_LIMIT, "larger than 200000" },
  { "timeout-get", "GET", "/stall", FALSE, OOF_ERROR_UNREACHABLE, "127.0.0.1:" },
  { "timeout-post", "POST", "/stall", FALSE, OOF_ERROR_UNCERTAIN, "POST was lost" },
};

/* Each ends in its error, goes out once, and leaves a client that still works. */
static void
test_fail (gconstpointer data)
{
  const FailCase *item = data;
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, item->method, item->path);
  g_autoptr (GError) error = NULL;

  if (item->warm)
    warm_up (client, fixture);
  g_assert_null (wire_send_sync (client, request, NULL, &error));
  assert_says (error, item->code, item->says);
  g_assert_cmpuint (fixture->n_received, ==, item->warm ? 2 : 1);
  g_assert_cmpuint (oof_http_client_get_n_requests (client), ==, fixture->n_received);
  warm_up (client, fixture);
}

/* A read by POST may be repeated, so its lost answer is no uncertainty. */
static void
test_repeatable_post (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "POST", "/lost");
  g_autoptr (GError) error = NULL;

  oof_http_request_set_repeatable (request, TRUE);
  g_assert_null (wire_send_sync (client, request, NULL, &error));
  assert_says (error, OOF_ERROR_UNREACHABLE, "not reachable");
}

/* A GET whose kept connection the server has dropped comes through on a new one. */
static void
test_get_on_dropped_connection (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "GET", "/lost-if-reused");
  g_autoptr (GError) error = NULL;
  g_autoptr (OofHttpResponse) response = NULL;

  warm_up (client, fixture);
  response = wire_send_sync (client, request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_received, ==, 3);
}

static void
test_nobody_listens (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "POST", "/");
  g_autofree char *server = g_strdup_printf ("127.0.0.1:%u", fixture->port);
  g_autoptr (GError) error = NULL;

  soup_server_disconnect (fixture->server);
  g_assert_null (wire_send_sync (client, request, NULL, &error));
  assert_says (error, OOF_ERROR_UNREACHABLE, server);
}

static void
test_unknown_host (void)
{
  OofHttpClientOptions options = { .base_url = "https://nobody.invalid" };
  g_autoptr (OofHttpClient) client = oof_http_client_new (&options, NULL, NULL);
  g_autoptr (OofHttpRequest) request = oof_http_request_new ("GET", "https://nobody.invalid/x");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (oof_http_client_get_origin (client), ==, "https://nobody.invalid");
  g_assert_null (wire_send_sync (client, request, NULL, &error));
  assert_says (error, OOF_ERROR_UNREACHABLE, "nobody.invalid:443");
}

static void
test_cancel (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "POST", "/stall");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  fixture->on_stall = g_object_ref (cancellable);
  g_assert_null (wire_send_sync (client, request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (wire_send_sync (client, request, cancellable, &again));
  g_assert_error (again, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_received, ==, 1);
  warm_up (client, fixture);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* What the server refused it has not done, so a POST is repeated too; but only when the server says
 * for how long to wait, and that is not too long. */
static void
test_throttled (void)
{
  const struct
  {
    const char *path;
    const char *method;
    guint status;
    guint n_requests;
  } cases[] = {
    { "/busy", "GET", 200, 3 },
    { "/busy", "POST", 200, 3 },
    { "/busy-for-hours", "GET", 503, 1 },
    { "/busy-somehow", "GET", 503, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
      g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
      g_autoptr (OofHttpRequest) request =
          wire_fixture_request (fixture, cases[i].method, cases[i].path);
      g_autoptr (OofHttpResponse) response = wire_send_sync (client, request, NULL, NULL);

      g_assert_nonnull (response);
      g_assert_cmpuint (oof_http_response_get_status (response), ==, cases[i].status);
      g_assert_cmpuint (oof_http_client_get_n_requests (client), ==, cases[i].n_requests);
    }
}

/* While a long wait lasts nothing is sent, and nobody is kept waiting for it. */
static void
test_shut (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "GET", "/busy-for-hours");
  g_autoptr (OofHttpResponse) response = wire_send_sync (client, request, NULL, NULL);
  g_autofree char *origin = wire_fixture_url (fixture, "127.0.0.1", "");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (response);
  g_assert_null (wire_send_sync (client, request, NULL, &error));
  assert_says (error, OOF_ERROR_THROTTLED, origin);
  assert_says (error, OOF_ERROR_THROTTLED, "no requests for another");
  g_assert_cmpuint (fixture->n_received, ==, 1);
}

static void
test_cancel_while_waiting (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "GET", "/busy-for-seconds");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_timeout_add (100, cancel_cb, cancellable);
  g_assert_null (wire_send_sync (client, request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_received, ==, 1);
}

/* storage.md rule 11: repeated once, on a fresh connection, and only if the first was not. */
static void
test_choking_server (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) choke = wire_fixture_request (fixture, "POST", "/choke");
  g_autoptr (OofHttpRequest) bad = wire_fixture_request (fixture, "POST", "/bad");
  g_autoptr (OofHttpResponse) first = NULL;
  g_autoptr (OofHttpResponse) second = NULL;

  warm_up (client, fixture);
  first = wire_send_sync (client, choke, NULL, NULL);
  g_assert_cmpuint (oof_http_response_get_status (first), ==, 200);
  g_assert_cmpuint (fixture->n_received, ==, 3);
  second = wire_send_sync (client, bad, NULL, NULL);
  g_assert_cmpuint (oof_http_response_get_status (second), ==, 400);
  g_assert_cmpuint (fixture->n_received, ==, 5);
}

static void
test_redirect (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "GET", "/redirect");
  g_autoptr (OofHttpResponse) response = wire_send_sync (client, request, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (oof_http_response_get_status (response), ==, 302);
  oof_http_request_set_bearer (request, "secret");
  g_assert_null (wire_send_sync (client, request, NULL, &error));
  assert_says (error, OOF_ERROR_PROTOCOL, "to evil.example,");
  g_assert_null (strstr (error->message, "token"));
}

static void
test_refused_before_sending (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, NULL);
  g_autoptr (OofHttpRequest) elsewhere = oof_http_request_new ("GET", "http://127.0.0.1:1/");
  g_autoptr (OofHttpRequest) broken = wire_fixture_request (fixture, "GET", "/");
  g_autoptr (OofHttpRequest) user = NULL;
  g_autofree char *with_user = wire_fixture_url (fixture, "u:p@127.0.0.1", "/");
  g_autoptr (GError) error = NULL;

  g_assert_null (wire_send_sync (client, elsewhere, NULL, &error));
  assert_says (error, OOF_ERROR_INVALID, "http://127.0.0.1:1 on the connection to");
  g_clear_error (&error);
  oof_http_request_set_bearer (broken, "a\r\nX-Evil: 1");
  g_assert_null (wire_send_sync (client, broken, NULL, &error));
  assert_says (error, OOF_ERROR_INVALID, "header Authorization");
  g_clear_error (&error);
  user = oof_http_request_new ("GET", with_user);
  g_assert_null (wire_send_sync (client, user, NULL, &error));
  assert_says (error, OOF_ERROR_INVALID, "user name");
  g_assert_cmpuint (oof_http_client_get_n_requests (client), ==, 0);
}

/* decisions.md 10: figures, not names. */
static void
test_credentials_without_tls (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autofree char *url = wire_fixture_url (fixture, "localhost", "/");
  OofHttpClientOptions options = { .base_url = url };
  g_autoptr (OofHttpClient) client = oof_http_client_new (&options, NULL, NULL);
  g_autoptr (OofHttpRequest) request = oof_http_request_new ("GET", url);
  g_autoptr (OofHttpResponse) plain = wire_send_sync (client, request, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (plain);
  oof_http_request_set_basic (request, "u", "p");
  g_assert_null (wire_send_sync (client, request, NULL, &error));
  assert_says (error, OOF_ERROR_INVALID, "https only, not to http://localhost");
  g_assert_cmpuint (fixture->n_received, ==, 1);
}

static void
test_date (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofServerClock) clock = oof_server_clock_new ();
  g_autoptr (OofHttpClient) client = wire_fixture_client (fixture, clock);
  const char *paths[] = { "/date", "/no-date", "/wrong-date" };
  const gint64 server_time = 1812693600; /* 2027-06-11T06:00:00Z */

  g_assert_cmpint (oof_server_clock_get_offset (clock), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "GET", paths[i]);
      g_autoptr (OofHttpResponse) response = wire_send_sync (client, request, NULL, NULL);
      gint64 now = oof_clock_now (OOF_CLOCK (clock));

      g_assert_nonnull (response);
      g_assert_cmpint (now, >=, server_time);
      g_assert_cmpint (now, <, server_time + 60);
    }
}

static void
test_options (void)
{
  const char *urls[] = { "", "graph.microsoft.com", "ftp://x", "https://", "https://u@x" };
  OofHttpClientOptions options = { .base_url = "https://x", .ca_file = "/nonexistent/ca.pem" };
  g_autoptr (GError) error = NULL;

  g_assert_null (oof_http_client_new (&options, NULL, &error));
  assert_says (error, OOF_ERROR_INVALID, "/nonexistent/ca.pem");
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) url_error = NULL;

      options = (OofHttpClientOptions){ .base_url = urls[i] };
      g_assert_null (oof_http_client_new (&options, NULL, &url_error));
      g_assert_error (url_error, OOF_ERROR, OOF_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-client/answer", test_answer);
  g_test_add_func ("/http-client/post-without-body", test_post_without_body);
  g_test_add_func ("/http-client/connections", test_connections);
  for (guint i = 0; i < G_N_ELEMENTS (fail_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/http-client/fail/", fail_cases[i].name, NULL);

      g_test_add_data_func (path, &fail_cases[i], test_fail);
    }
  g_test_add_func ("/http-client/repeatable-post", test_repeatable_post);
  g_test_add_func ("/http-client/get-on-dropped-connection", test_get_on_dropped_connection);
  g_test_add_func ("/http-client/nobody-listens", test_nobody_listens);
  g_test_add_func ("/http-client/unknown-host", test_unknown_host);
  g_test_add_func ("/http-client/cancel", test_cancel);
  g_test_add_func ("/http-client/throttled", test_throttled);
  g_test_add_func ("/http-client/shut", test_shut);
  g_test_add_func ("/http-client/cancel-while-waiting", test_cancel_while_waiting);
  g_test_add_func ("/http-client/choking-server", test_choking_server);
  g_test_add_func ("/http-client/redirect", test_redirect);
  g_test_add_func ("/http-client/refused-before-sending", test_refused_before_sending);
  g_test_add_func ("/http-client/credentials-without-tls", test_credentials_without_tls);
  g_test_add_func ("/http-client/date", test_date);
  g_test_add_func ("/http-client/options", test_options);
  return g_test_run ();
}
