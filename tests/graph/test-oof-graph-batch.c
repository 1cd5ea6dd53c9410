/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "format/oof-json.h"
#include "graph-fixture.h"
#include "graph/oof-graph-mailbox.h"

/* The settings of a mailbox with that internal reply, as the answer to request ID of a batch. */
#define OK(id, text)                                                                               \
  "{\"id\":\"" id "\",\"status\":200,\"headers\":{\"Content-Type\":\"application/json\"},"         \
  "\"body\":{\"automaticRepliesSetting\":{\"internalReplyMessage\":\"" text "\"}}}"
#define FAILED(id, status, headers, code)                                                          \
  "{\"id\":\"" id "\",\"status\":" status ",\"headers\":{" headers "},"                            \
  "\"body\":{\"error\":{\"code\":\"" code "\",\"message\":\"As the server says it.\"}}}"
#define AT_ONCE "\"retry-after\":\"0.001\""

/* Reads a0@x, a1@x, ... (transfer full) */
static GPtrArray *
read_many (GraphFixture *fixture, guint n, GCancellable *cancellable, GError **error)
{
  g_autoptr (OofMailboxService) service =
      OOF_MAILBOX_SERVICE (oof_graph_mailbox_new (fixture->client));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) addresses = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *address = g_strdup_printf ("a%u@x", i);

      g_strv_builder_add (builder, address);
    }
  addresses = g_strv_builder_end (builder);
  oof_mailbox_service_read_many_async (service, (const char *const *) addresses, cancellable,
                                       script_await_cb, &result);
  return oof_mailbox_service_read_many_finish (service, script_await (&result), error);
}

static GPtrArray *
must_read_many (GraphFixture *fixture, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *readings = read_many (fixture, n, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (readings->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const OofMailboxReading *reading = readings->pdata[i];
      g_autofree char *address = g_strdup_printf ("a%u@x", i);

      g_assert_cmpstr (reading->address, ==, address);
      g_assert_true ((reading->state == NULL) != (reading->error == NULL));
    }
  return readings;
}

static void
assert_text (GPtrArray *readings, guint index, const char *text)
{
  const OofMailboxReading *reading = readings->pdata[index];

  g_assert_no_error (reading->error);
  g_assert_cmpstr (reading->state->reply->internal, ==, text);
}

static void
assert_failed (GPtrArray *readings, guint index, OofError code)
{
  const OofMailboxReading *reading = readings->pdata[index];

  g_assert_error (reading->error, OOF_ERROR, (int) code);
  g_assert_null (strstr (reading->error->message, "secret-token"));
}

static void
add_responses (GraphFixture *fixture, const char *responses)
{
  g_autofree char *body = g_strdup_printf ("{\"responses\":[%s]}", responses);

  script_server_add_json (fixture->server, 200, body);
}

/* The requests of a batch that was sent. */
static OofJson *
get_requests (GraphFixture *fixture, guint index)
{
  g_autoptr (OofJson) root =
      oof_json_parse_text (script_server_get_body (fixture->server, index), 0, NULL);
  OofJson *requests = NULL;

  g_assert_cmpstr (script_server_get_method (fixture->server, index), ==, "POST");
  g_assert_cmpstr (script_server_get_path (fixture->server, index), ==, "/v1.0/$batch");
  g_assert_true (oof_json_read_array (root, "requests", OOF_REQUIRED, &requests, NULL));
  return requests;
}

static char *
dup_url (const OofJson *requests, guint index)
{
  g_autoptr (OofJson) request = oof_json_get_element (requests, index);
  char *url = NULL;

  g_assert_true (oof_json_read_string (request, "url", OOF_REQUIRED, &url, NULL));
  return url;
}

/* In another order, and an error inside costs the others nothing. */
static void
test_order (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (OofJson) requests = NULL;
  g_autoptr (OofJson) first = NULL;
  g_autofree char *text = NULL;

  add_responses (
      fixture, OK ("3", "third") "," FAILED ("2", "404", "", "MailboxNotEnabledForRESTAPI") "," OK (
                   "1", "first") "," FAILED ("4", "403", "", "ErrorAccessDenied"));
  readings = must_read_many (fixture, 4);
  assert_text (readings, 0, "first");
  assert_failed (readings, 1, OOF_ERROR_NOT_FOUND);
  assert_text (readings, 2, "third");
  assert_failed (readings, 3, OOF_ERROR_FORBIDDEN);
  requests = get_requests (fixture, 0);
  first = oof_json_get_element (requests, 0);
  text = oof_json_to_text (first);
  g_assert_cmpstr (text, ==,
                   "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users/a0@x/mailboxSettings\","
                   "\"headers\":{\"Accept\":\"application/json\","
                   "\"Prefer\":\"IdType=\\\"ImmutableId\\\"\"}}");
}

static void
test_chunks (GraphFixture *fixture, gconstpointer data)
{
  static const guint sizes[] = { 20, 20, 5 };
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (GPtrArray) none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GString) responses = g_string_new (NULL);

      for (guint id = sizes[i]; id > 0; id--)
        g_string_append_printf (responses, "%s{\"id\":\"%u\",\"status\":200,\"body\":{}}",
                                responses->len > 0 ? "," : "", id);
      add_responses (fixture, responses->str);
    }
  readings = must_read_many (fixture, 45);
  assert_text (readings, 44, "");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (OofJson) requests = get_requests (fixture, i);

      g_assert_cmpuint (oof_json_get_length (requests), ==, sizes[i]);
    }
  none = must_read_many (fixture, 0);
  g_assert_cmpuint (script_server_get_n_requests (fixture->server), ==, 3);
}

/* Only those are asked for again. */
static void
test_throttled (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (OofJson) second = NULL;
  g_autofree char *first_url = NULL;
  g_autofree char *second_url = NULL;

  add_responses (fixture, FAILED ("1", "429", AT_ONCE, "TooManyRequests") "," OK (
                              "2", "b") "," FAILED ("3", "503", AT_ONCE, "ServiceUnavailable"));
  add_responses (fixture, OK ("2", "c") "," OK ("1", "a"));
  readings = must_read_many (fixture, 3);
  assert_text (readings, 0, "a");
  assert_text (readings, 1, "b");
  assert_text (readings, 2, "c");
  second = get_requests (fixture, 1);
  g_assert_cmpuint (oof_json_get_length (second), ==, 2);
  first_url = dup_url (second, 0);
  second_url = dup_url (second, 1);
  g_assert_cmpstr (first_url, ==, "/users/a0@x/mailboxSettings");
  g_assert_cmpstr (second_url, ==, "/users/a2@x/mailboxSettings");
}

/* Patience ends: after three repetitions, or at once when the server wants hours. */
static void
test_throttled_for_good (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) readings = NULL;

  for (int i = 0; i < 4; i++)
    add_responses (fixture, i == 0 ? FAILED ("1", "429", AT_ONCE, "TooManyRequests") "," FAILED (
                                "2", "429", "\"Retry-After\":\"7200\"", "TooManyRequests")
                                   : FAILED ("1", "429", AT_ONCE, "TooManyRequests"));
  readings = must_read_many (fixture, 2);
  assert_failed (readings, 0, OOF_ERROR_THROTTLED);
  assert_failed (readings, 1, OOF_ERROR_THROTTLED);
  g_assert_cmpuint (script_server_get_n_requests (fixture->server), ==, 4);
}

/* Another token, once. */
static void
test_token (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) readings = NULL;

  add_responses (fixture, FAILED ("1", "401", "", "InvalidAuthenticationToken") "," OK (
                              "2", "b") "," FAILED ("3", "401", "", "secret-token-1"));
  add_responses (fixture, OK ("1", "a") "," FAILED ("2", "401", "", "secret-token-2"));
  readings = must_read_many (fixture, 3);
  assert_text (readings, 0, "a");
  assert_text (readings, 1, "b");
  assert_failed (readings, 2, OOF_ERROR_AUTH_REQUIRED);
  g_assert_cmpstr (script_server_get_header (fixture->server, 0, "Authorization"), ==,
                   "Bearer secret-token-1");
  g_assert_cmpstr (script_server_get_header (fixture->server, 1, "Authorization"), ==,
                   "Bearer secret-token-2");
}

/* Ids that are missing, come twice, are unknown or no ids: errors of those alone. */
static void
test_malformed (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) readings = NULL;

  add_responses (fixture,
                 OK ("1", "a") "," OK ("2", "b") "," OK ("2", "x") "," OK ("2", "y") "," OK (
                     "77", "z") ",{\"status\":200,\"body\":{}},null,7,{\"id\":4,\"status\":200},"
                                "{\"id\":\"5\"},{\"id\":\"6\",\"status\":200},"
                                "{\"id\":\"7\",\"status\":200,\"body\":\"PGh0bWw+\"},"
                                "{\"id\":\"8\",\"status\":404,\"body\":\"PGh0bWw+\"},"
                                "{\"id\":\"9\",\"status\":\"200\",\"body\":{}},"
                                "{\"id\":\"10\",\"status\":200,\"body\":"
                                "{\"automaticRepliesSetting\":7}}," OK ("11", "k"));
  readings = must_read_many (fixture, 11);
  assert_text (readings, 0, "a");
  for (guint i = 1; i < 10; i++)
    assert_failed (readings, i, OOF_ERROR_PROTOCOL);
  assert_text (readings, 10, "k");
}

/* The whole batch fails: every read without an answer does. */
static void
test_outer (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) unavailable = NULL;
  g_autoptr (GPtrArray) cut = NULL;
  g_autoptr (GPtrArray) wrong = NULL;
  guint n;

  graph_fixture_add_error (fixture, 500, "InternalServerError");
  unavailable = must_read_many (fixture, 25);
  for (guint i = 0; i < 25; i++)
    assert_failed (unavailable, i, OOF_ERROR_UNREACHABLE);
  n = script_server_get_n_requests (fixture->server);
  g_assert_cmpuint (n, ==, 1);

  graph_fixture_add_error (fixture, 504, "GatewayTimeout");
  cut = must_read_many (fixture, 1);
  assert_failed (cut, 0, OOF_ERROR_UNREACHABLE);

  script_server_add_json (fixture->server, 200, "{\"value\":[]}");
  wrong = must_read_many (fixture, 2);
  assert_failed (wrong, 0, OOF_ERROR_PROTOCOL);
  assert_failed (wrong, 1, OOF_ERROR_PROTOCOL);
}

/* Everybody is read alone where there are no batches; what fails then is each one's own. */
static void
test_no_batches (GraphFixture *fixture, gconstpointer data)
{
  static const guint statuses[] = { 400, 404, 405, 501 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      guint before = script_server_get_n_requests (fixture->server);
      g_autoptr (GPtrArray) readings = NULL;

      graph_fixture_add_error (fixture, statuses[i], "BadRequest");
      for (guint n = 0; n < 21; n++)
        script_server_add_json (fixture->server, 200,
                                "{\"automaticRepliesSetting\":{\"internalReplyMessage\":\"t\"}}");
      graph_fixture_add_error (fixture, 404, "MailboxNotEnabledForRESTAPI");
      readings = must_read_many (fixture, 22);
      assert_text (readings, 0, "t");
      assert_text (readings, 20, "t");
      assert_failed (readings, 21, OOF_ERROR_NOT_FOUND);
      g_assert_cmpstr (script_server_get_path (fixture->server, before + 1), ==,
                       "/v1.0/users/a0@x/mailboxSettings");
      g_assert_cmpstr (script_server_get_path (fixture->server, before + 21), ==,
                       "/v1.0/users/a20@x/mailboxSettings");
    }
}

static void
test_cancelled (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (read_many (fixture, 3, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (script_server_get_n_requests (fixture->server), ==, 0);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* While it waits for a minute. */
static void
test_cancelled_waiting (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_responses (fixture, FAILED ("1", "429", "\"Retry-After\":\"60\"", "TooManyRequests"));
  g_timeout_add (100, cancel_cb, cancellable);
  g_assert_null (read_many (fixture, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (script_server_get_n_requests (fixture->server), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  graph_test ("/graph/batch/order", test_order);
  graph_test ("/graph/batch/chunks", test_chunks);
  graph_test ("/graph/batch/throttled", test_throttled);
  graph_test ("/graph/batch/throttled-for-good", test_throttled_for_good);
  graph_test ("/graph/batch/token", test_token);
  graph_test ("/graph/batch/malformed", test_malformed);
  graph_test ("/graph/batch/outer", test_outer);
  graph_test ("/graph/batch/no-batches", test_no_batches);
  graph_test ("/graph/batch/cancelled", test_cancelled);
  graph_test ("/graph/batch/cancelled-waiting", test_cancelled_waiting);
  return g_test_run ();
}
