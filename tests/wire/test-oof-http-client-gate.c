/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "wire-fixture.h"
#include "wire/oof-http-gate-private.h"

#include <string.h>

static gint64
stopped_now (gpointer data)
{
  return *(gint64 *) data;
}

static double
even_chance (gpointer data)
{
  return 0.5;
}

/* A gate on a clock that stands at *now. */
static OofHttpGate *
new_stopped_gate (gint64 *now)
{
  OofHttpGate *gate = oof_http_gate_new (0, 0);

  *now = G_USEC_PER_SEC;
  oof_http_gate_set_nature (gate, (OofHttpGateNature){ stopped_now, even_chance, now });
  return gate;
}

/* Until nothing is in flight; then the clock moves on by seconds. */
static void
pass_while_waiting (OofHttpGate *gate, gint64 *now, double seconds)
{
  while (oof_http_gate_get_n_in_flight (gate) > 0)
    g_main_context_iteration (NULL, TRUE);
  *now += (gint64) (seconds * G_USEC_PER_SEC);
  oof_http_gate_wake (gate);
}

static OofHttpResponse *
wait_for (OofHttpClient *client, GAsyncResult **result, GError **error)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return oof_http_client_send_finish (client, *result, error);
}

/* What the limit lets through is at the server at the same time, over several clients of one
 * gate. */
static void
test_in_flight (void)
{
  const struct
  {
    guint limit;
    const char *mailbox;
    guint at_once;
  } cases[] = {
    { 32, NULL, 32 },
    { 4, NULL, 4 },
    { 32, "anna@example.com", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
      g_autoptr (OofHttpGate) gate = oof_http_gate_new (cases[i].limit, cases[i].limit);
      OofHttpClient *clients[2] = { wire_fixture_client_at (fixture, gate),
                                    wire_fixture_client_at (fixture, gate) };
      GAsyncResult *results[64] = { NULL };
      guint peak = 0;

      for (guint n = 0; n < G_N_ELEMENTS (results); n++)
        {
          g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "POST", "/hold");

          if (cases[i].mailbox != NULL)
            oof_http_request_add_mailbox (request, cases[i].mailbox);
          oof_http_client_send_async (clients[n % 2], request, NULL, wire_keep_cb, &results[n]);
        }
      while (fixture->n_received < G_N_ELEMENTS (results) || fixture->held->len > 0)
        {
          while (fixture->held->len < oof_http_gate_get_n_in_flight (gate))
            g_main_context_iteration (NULL, TRUE);
          peak = MAX (peak, fixture->held->len);
          wire_fixture_release (fixture);
          g_main_context_iteration (NULL, TRUE);
        }
      g_assert_cmpuint (peak, ==, cases[i].at_once);
      for (guint n = 0; n < G_N_ELEMENTS (results); n++)
        {
          g_autoptr (OofHttpResponse) response = wait_for (clients[n % 2], &results[n], NULL);

          g_assert_true (oof_http_response_is_success (response));
          g_object_unref (results[n]);
        }
      g_object_unref (clients[0]);
      g_object_unref (clients[1]);
    }
}

/* One request after another through a gate with a single place; called_off: before it is sent. */
static void
send_two (WireFixture *fixture,
          OofHttpClient *client,
          const char *method,
          const char *path,
          gboolean called_off)
{
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, method, path);
  g_autoptr (OofHttpRequest) next = wire_fixture_request (fixture, "GET", "/");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) next_result = NULL;
  g_autoptr (OofHttpResponse) response = NULL;
  g_autoptr (OofHttpResponse) next_response = NULL;
  g_autoptr (GError) error = NULL;

  oof_http_request_add_mailbox (request, "x");
  oof_http_request_set_bearer (request, "t");
  oof_http_request_add_mailbox (next, "x");
  g_set_object (&fixture->on_stall, cancellable);
  oof_http_client_send_async (client, request, cancellable, wire_keep_cb, &result);
  oof_http_client_send_async (client, next, NULL, wire_keep_cb, &next_result);
  if (called_off)
    g_cancellable_cancel (cancellable);
  response = wait_for (client, &result, NULL);
  next_response = wait_for (client, &next_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (oof_http_response_get_status (next_response), ==, 200);
}

/* However an attempt ends, its place and its connection fall free. */
static void
test_place_falls_free (void)
{
  const char *paths[] = { "/lost",   "/nonsense", "/truncated", "/large", "/large-chunked",
                          "/packed", "/redirect", "/bad",       "/choke", "/date",
                          "/stall",  "/no-date",  "/" };
  g_autoptr (OofHttpGate) gate = oof_http_gate_new_own (1);
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client_at (fixture, gate);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    for (guint n = 0; n < 4; n++)
      {
        send_two (fixture, client, n % 2 ? "GET" : "POST", paths[i], n >= 2);
        g_assert_cmpuint (oof_http_gate_get_n_in_flight (gate), ==, 0);
        g_assert_cmpuint (oof_http_gate_get_n_waiting (gate), ==, 0);
      }
}

static void
refuse (OofHttpResponse *response, OofHttpVerdict *verdict, double *wait, gpointer user_data)
{
  *verdict = OOF_HTTP_VERDICT_REFUSED;
  *wait = 30;
}

static OofHttpRequest *
new_finishing (WireFixture *fixture, const char *path)
{
  OofHttpRequest *request = wire_fixture_request (fixture, "POST", path);

  oof_http_request_add_mailbox (request, "x");
  oof_http_request_set_finishes (request, TRUE);
  return request;
}

/* A write that gives way: taken back while it stands in line, the server never sees it; once it is
 * on its way its answer counts. */
static void
test_finishes (void)
{
  g_autoptr (OofHttpGate) gate = oof_http_gate_new_own (4);
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client_at (fixture, gate);
  g_autoptr (OofHttpRequest) first = new_finishing (fixture, "/hold");
  g_autoptr (OofHttpRequest) second = new_finishing (fixture, "/hold");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  g_autoptr (OofHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  oof_http_client_send_async (client, first, cancellable, wire_keep_cb, &first_result);
  oof_http_client_send_async (client, second, cancellable, wire_keep_cb, &second_result);
  while (fixture->held->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  g_assert_null (wait_for (client, &second_result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (first_result);
  wire_fixture_release (fixture);
  response = wait_for (client, &first_result, &error);
  g_assert_no_error (error);
  g_assert_true (oof_http_response_is_success (response));
  g_assert_cmpuint (fixture->n_received, ==, 1);
}

/* The server has refused it, and it waits until it may ask again. */
static void
test_finishes_refused (void)
{
  gint64 now;
  g_autoptr (OofHttpGate) gate = new_stopped_gate (&now);
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client_at (fixture, gate);
  g_autoptr (OofHttpRequest) request = new_finishing (fixture, "/");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oof_http_request_set_judge (request, refuse, NULL);
  oof_http_client_send_async (client, request, cancellable, wire_keep_cb, &result);
  while (fixture->n_received == 0 || oof_http_gate_get_n_in_flight (gate) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (oof_http_gate_get_n_waiting (gate), ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (wait_for (client, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_received, ==, 1);
  g_assert_cmpuint (oof_http_gate_get_n_waiting (gate), ==, 0);
}

/* A lost answer to a read, repeated twice; to a write, not at all. */
static void
test_lost (void)
{
  const struct
  {
    const char *method;
    guint n_lost;
    guint n_received;
    int code; /* -1: an answer */
    const char *says;
  } cases[] = {
    { "GET", 1, 2, -1, "attempt 2 after 4.0 s" },
    { "GET", 2, 3, -1, "attempt 3 after 12.0 s" },
    { "GET", 9, 3, OOF_ERROR_UNREACHABLE, "given up after 3 attempts and 12.0 s" },
    { "POST", 1, 1, OOF_ERROR_UNCERTAIN, "POST was lost" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 now;
      g_autoptr (OofHttpGate) gate = new_stopped_gate (&now);
      g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
      g_autoptr (OofHttpClient) client = wire_fixture_client_at (fixture, gate);
      g_autoptr (OofHttpRequest) request =
          wire_fixture_request (fixture, cases[i].method, "/lost-at-first");
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (OofHttpResponse) response = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      fixture->n_lost = cases[i].n_lost;
      oof_http_client_send_async (client, request, NULL, wire_keep_cb, &result);
      for (guint wait = 4; result == NULL && wait < 100; wait *= 2)
        {
          pass_while_waiting (gate, &now, wait);
          while (oof_http_gate_get_n_in_flight (gate) == 0
                 && g_main_context_iteration (NULL, FALSE))
            ;
        }
      response = wait_for (client, &result, &error);
      g_assert_cmpuint (fixture->n_received, ==, cases[i].n_received);
      if (cases[i].code < 0)
        text = oof_http_response_describe (response);
      else
        {
          g_assert_error (error, OOF_ERROR, cases[i].code);
          text = g_strdup (error->message);
        }
      if (strstr (text, cases[i].says) == NULL)
        g_error ("\"%s\" does not say \"%s\"", text, cases[i].says);
    }
}

/* Nothing was sent: whoever waits hears that at once. */
static void
test_nobody_listens (void)
{
  gint64 now;
  g_autoptr (OofHttpGate) gate = new_stopped_gate (&now);
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) client = wire_fixture_client_at (fixture, gate);
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "GET", "/");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  soup_server_disconnect (fixture->server);
  oof_http_client_send_async (client, request, NULL, wire_keep_cb, &result);
  pass_while_waiting (gate, &now, 0);
  g_assert_cmpuint (oof_http_gate_get_n_waiting (gate), ==, 0);
  g_assert_null (wait_for (client, &result, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
}

typedef struct
{
  guint n_seen;
  OofHttpVerdict verdict;
  double wait;
} Opinion;

static void
judge (OofHttpResponse *response, OofHttpVerdict *verdict, double *wait, gpointer user_data)
{
  Opinion *opinion = user_data;

  g_assert_cmpint (*verdict, ==, OOF_HTTP_VERDICT_DONE);
  g_assert_cmpfloat (*wait, <, 0);
  if (opinion->n_seen++ >= 2)
    return;
  *verdict = opinion->verdict;
  *wait = opinion->wait;
}

/* An answer with status 200 whose content says that the server is busy. */
static void
test_judge (void)
{
  const struct
  {
    OofHttpVerdict verdict;
    double wait;
    gboolean repeatable;
    guint n_requests;
  } cases[] = {
    { OOF_HTTP_VERDICT_REFUSED, 0.001, FALSE, 3 }, { OOF_HTTP_VERDICT_REFUSED, 61, FALSE, 1 },
    { OOF_HTTP_VERDICT_FAILED, 0.001, TRUE, 3 },   { OOF_HTTP_VERDICT_FAILED, 0.001, FALSE, 1 },
    { OOF_HTTP_VERDICT_DONE, 5, TRUE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofHttpGate) gate = oof_http_gate_new (0, 0);
      g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
      g_autoptr (OofHttpClient) client = wire_fixture_client_at (fixture, gate);
      g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "POST", "/");
      Opinion opinion = { .verdict = cases[i].verdict, .wait = cases[i].wait };
      g_autoptr (OofHttpResponse) response = NULL;

      oof_http_request_set_repeatable (request, cases[i].repeatable);
      oof_http_request_set_judge (request, judge, &opinion);
      response = wire_send_sync (client, request, NULL, NULL);
      g_assert_nonnull (response);
      g_assert_cmpuint (opinion.n_seen, ==, cases[i].n_requests);
      g_assert_cmpuint (fixture->n_received, ==, cases[i].n_requests);
    }
}

/* One client is refused, the other one waits, on whatever connection. */
static void
test_shared_deadline (void)
{
  gint64 now;
  g_autoptr (OofHttpGate) gate = new_stopped_gate (&now);
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autoptr (OofHttpClient) one = wire_fixture_client_at (fixture, gate);
  g_autoptr (OofHttpClient) other = wire_fixture_client_at (fixture, gate);
  g_autoptr (OofHttpRequest) busy = wire_fixture_request (fixture, "GET", "/busy-for-seconds");
  g_autoptr (OofHttpRequest) request = wire_fixture_request (fixture, "GET", "/");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  g_autoptr (OofHttpResponse) response = NULL;
  g_autoptr (OofHttpResponse) last = NULL;
  g_autoptr (GError) error = NULL;

  oof_http_client_send_async (one, busy, NULL, wire_keep_cb, &first);
  pass_while_waiting (gate, &now, 8.9);
  oof_http_client_send_async (other, request, NULL, wire_keep_cb, &second);
  oof_http_client_send_async (other, request, cancellable, wire_keep_cb, &third);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (oof_http_gate_get_n_waiting (gate), ==, 3);
  g_cancellable_cancel (cancellable);
  g_assert_null (wait_for (other, &third, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (oof_http_gate_get_n_waiting (gate), ==, 2);
  g_assert_cmpuint (fixture->n_received, ==, 1);
  pass_while_waiting (gate, &now, 0.1);
  response = wait_for (one, &first, NULL);
  last = wait_for (other, &second, NULL);
  g_assert_cmpuint (oof_http_response_get_status (response), ==, 200);
  g_assert_cmpuint (oof_http_response_get_status (last), ==, 200);
  g_assert_cmpuint (fixture->n_received, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-client-gate/in-flight", test_in_flight);
  g_test_add_func ("/http-client-gate/place-falls-free", test_place_falls_free);
  g_test_add_func ("/http-client-gate/finishes", test_finishes);
  g_test_add_func ("/http-client-gate/finishes-refused", test_finishes_refused);
  g_test_add_func ("/http-client-gate/lost", test_lost);
  g_test_add_func ("/http-client-gate/nobody-listens", test_nobody_listens);
  g_test_add_func ("/http-client-gate/judge", test_judge);
  g_test_add_func ("/http-client-gate/shared-deadline", test_shared_deadline);
  return g_test_run ();
}
