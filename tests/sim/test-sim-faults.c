/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-fixture.h"

#define SETTINGS "/v1.0/users/" SIM_BERND "/mailboxSettings"
#define OOF_SET  "78daff46-7f2e-494a-a88b-3c79c88ebb10"
#define ENABLE   "{\"automaticRepliesSetting\":{\"status\":\"alwaysEnabled\"}}"

static void
add_fault (SimFixture *fixture, const gchar *match, const gchar *kind)
{
  g_autofree gchar *body =
      g_strdup_printf ("{\"match\":\"%s\",\"kind\":\"%s\",\"times\":1}", match, kind);

  sim_send (fixture, "POST", "/_sim/fault", "", body);
  g_assert_cmpuint (fixture->status, ==, 200);
}

static void
assert_state (SimFixture *fixture, const gchar *state)
{
  sim_send (fixture, "GET", "/_sim/mailboxes/" SIM_BERND, "", NULL);
  sim_assert (fixture, "state", state);
}

/* It is done, but only half of the answer comes. */
static void
test_half_answer (SimFixture *fixture, gconstpointer data)
{
  add_fault (fixture, "graph.patch-settings", "half-answer");
  sim_runner (fixture, "PATCH", SETTINGS, ENABLE);
  g_assert_true (fixture->failed);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpint (soup_message_headers_get_content_length (fixture->received), >, 100);
  assert_state (fixture, "enabled");
  sim_runner (fixture, "GET", SETTINGS, NULL);
  g_assert_false (fixture->failed);
}

/* Something in between answers: nothing is done. */
static void
test_instead (SimFixture *fixture, gconstpointer data)
{
  add_fault (fixture, "graph.patch-settings", "wrong-content");
  sim_runner (fixture, "PATCH", SETTINGS, ENABLE);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (fixture->received, NULL), ==,
                   "text/html");
  assert_state (fixture, "disabled");
  add_fault (fixture, "any", "empty");
  sim_runner (fixture, "PATCH", SETTINGS, ENABLE);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_null (fixture->answer);
  assert_state (fixture, "disabled");
}

static void
test_lag (SimFixture *fixture, gconstpointer data)
{
  add_fault (fixture, "any", "lag");
  sim_runner (fixture, "PATCH", SETTINGS, ENABLE);
  sim_assert (fixture, "automaticRepliesSetting.status", "alwaysEnabled");
  sim_runner (fixture, "GET", SETTINGS, NULL);
  sim_assert (fixture, "automaticRepliesSetting.status", "disabled");
  sim_runner (fixture, "GET", SETTINGS, NULL);
  sim_assert (fixture, "automaticRepliesSetting.status", "alwaysEnabled");
}

static void
test_touched (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *list = g_strconcat (fixture->service_path, "/events", NULL);
  g_autofree gchar *path = NULL;
  g_autofree gchar *etag = NULL;

  sim_runner (fixture, "POST", list,
              "{\"subject\":\"A\",\"start\":{\"dateTime\":\"2026-12-01T08:00:00\",\"timeZone\":"
              "\"UTC\"},\"end\":{\"dateTime\":\"2026-12-01T09:00:00\",\"timeZone\":\"UTC\"}}");
  g_assert_cmpuint (fixture->status, ==, 201);
  path = g_strdup_printf ("%s/%s", list, sim_value (fixture, "id"));
  etag = g_strdup (sim_value (fixture, "/@odata.etag"));
  add_fault (fixture, "any", "touched");
  sim_runner (fixture, "GET", path, NULL);
  g_assert_cmpstr (sim_value (fixture, "/@odata.etag"), ==, etag);
  sim_runner (fixture, "PATCH", path, "{\"subject\":\"B\"}");
  sim_assert_error (fixture, 412, "ErrorIrresolvableConflict");
  sim_runner (fixture, "GET", path, NULL);
  sim_assert (fixture, "subject", "A");
  g_assert_cmpstr (sim_value (fixture, "/@odata.etag"), !=, etag);
  sim_runner (fixture, "PATCH", path, "{\"subject\":\"B\"}");
  g_assert_cmpuint (fixture->status, ==, 200);
}

/* Another program is quicker: the request itself is served as ever. */
static void
test_overwrite (SimFixture *fixture, gconstpointer data)
{
  const OofSimMailbox *mailbox = fixture->tenant->service->mailbox;
  const OofSimCalendar *documents = mailbox->calendars->pdata[1];
  const OofSimItem *item = NULL;

  for (guint i = 0; i < documents->items->len && item == NULL; i++)
    if (g_str_equal (((OofSimItem *) documents->items->pdata[i])->subject, "d:users"))
      item = documents->items->pdata[i];
  g_assert_nonnull (item);
  sim_send (fixture, "POST", "/_sim/fault", "",
            "{\"match\":\"graph.get-settings\",\"kind\":\"overwrite\",\"key\":\"d:users\","
            "\"document\":\"{\\\"v\\\":1}\",\"rev\":77}");
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_runner (fixture, "GET", SETTINGS, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpstr (oof_sim_item_find_property (item, OOF_SET, "OofDoc")->value, ==, "{\"v\":1}");
  g_assert_cmpstr (oof_sim_item_find_property (item, OOF_SET, "OofRev")->value, ==, "77");
}

/* Those that answer by a status; the first request passes. */
static void
test_statuses (SimFixture *fixture, gconstpointer data)
{
  const struct
  {
    const gchar *kind;
    guint status;
    const gchar *code;
  } cases[] = { { "busy", 429, "TooManyRequests" },
                { "error", 500, "InternalServerError" },
                { "gateway", 504, "GatewayTimeout" },
                { "not-found", 404, "ErrorItemNotFound" },
                { "conflict", 409, "ErrorIrresolvableConflict" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *body = g_strdup_printf (
          "{\"match\":\"graph.patch-settings\",\"kind\":\"%s\",\"after\":1}", cases[i].kind);

      sim_send (fixture, "POST", "/_sim/fault", "", body);
      g_assert_cmpuint (fixture->status, ==, 200);
      sim_runner (fixture, "PATCH", SETTINGS, ENABLE);
      g_assert_cmpuint (fixture->status, ==, 200);
      sim_runner (fixture, "PATCH", SETTINGS, ENABLE);
      sim_assert_error (fixture, cases[i].status, cases[i].code);
      g_assert_null (soup_message_headers_get_one (fixture->received, "Retry-After"));
    }
}

typedef struct
{
  guint pending;
  guint throttled;
} Flight;

static void
on_landed (GObject *source, GAsyncResult *result, gpointer data)
{
  Flight *flight = data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  flight->pending--;
  if (soup_message_get_status (message) == 429)
    flight->throttled++;
  else
    g_assert_cmpuint (soup_message_get_status (message), ==, 200);
}

/* Asks for COUNT settings at once, of one mailbox or of different ones. */
static guint
fly (SimFixture *fixture, guint count, gboolean one_mailbox)
{
  Flight flight = { count, 0 };

  for (guint i = 0; i < count; i++)
    {
      const OofSimPerson *person = fixture->tenant->people->pdata[one_mailbox ? 1 : i];
      g_autofree gchar *url =
          g_strdup_printf ("%s/v1.0/users/%s/mailboxSettings",
                           oof_sim_server_get_origin (fixture->server), person->id);
      g_autofree gchar *token = g_strconcat ("Bearer ", fixture->runner, NULL);
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

      soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                                   token);
      soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                        on_landed, &flight);
    }
  while (flight.pending > 0)
    g_main_context_iteration (NULL, TRUE);
  return flight.throttled;
}

/* Answers that wait do not block others, and the peak counts them all. */
static void
test_in_flight (SimFixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (fly (fixture, 8, FALSE), ==, 0);
  sim_send (fixture, "GET", "/_sim/requests", "", NULL);
  sim_assert (fixture, "peak.all", "8");
  sim_assert (fixture, "peak.perMailbox", "1");
  g_assert_cmpuint (fly (fixture, 4, TRUE), ==, 0);
  sim_send (fixture, "GET", "/_sim/requests", "", NULL);
  sim_assert (fixture, "peak.perMailbox", "4");
  g_assert_cmpuint (fly (fixture, 6, TRUE), ==, 2);
  g_assert_cmpuint (fly (fixture, 4, TRUE), ==, 0);
}

static void
set_budget (SimFixture *fixture, const gchar *body, guint status)
{
  sim_send (fixture, "POST", "/_sim/throttle", "", body);
  g_assert_cmpuint (fixture->status, ==, status);
}

static void
test_budget (SimFixture *fixture, gconstpointer data)
{
  const gchar *batch = "{\"requests\":["
                       "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users/" SIM_BERND
                       "/mailboxSettings\"},{\"id\":\"2\",\"method\":\"GET\",\"url\":"
                       "\"/users/" SIM_BERND "/mailboxSettings\"}]}";

  set_budget (fixture, "{\"requests\":-1}", 400);
  set_budget (fixture, "{\"requests\":1,\"seconds\":0}", 400);
  set_budget (fixture, "{\"requests\":2,\"seconds\":60}", 200);
  sim_runner (fixture, "GET", SETTINGS, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_runner (fixture, "POST", "/v1.0/$batch", batch);
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_assert (fixture, "responses.0.id", "2");
  sim_assert (fixture, "responses.0.status", "429");
  sim_assert (fixture, "responses.1.status", "200");
  g_assert_nonnull (sim_value (fixture, "responses.0.headers.Retry-After"));
  sim_runner (fixture, "GET", SETTINGS, NULL);
  sim_assert_error (fixture, 429, "ApplicationThrottled");
  sim_runner (fixture, "GET", "/v1.0/users/" SIM_PETRA "/mailboxSettings", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_send (fixture, "POST", "/_sim/clock", "", "{\"advance\":\"PT1M\"}");
  sim_runner (fixture, "GET", SETTINGS, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/sim/faults/" name, SimFixture, NULL, sim_fixture_set_up, test,                     \
              sim_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("half-answer", test_half_answer);
  ADD ("instead", test_instead);
  ADD ("lag", test_lag);
  ADD ("touched", test_touched);
  ADD ("overwrite", test_overwrite);
  ADD ("statuses", test_statuses);
  ADD ("budget", test_budget);
  g_test_add ("/sim/faults/in-flight", SimFixture, GUINT_TO_POINTER (100), sim_fixture_set_up,
              test_in_flight, sim_fixture_tear_down);
  return g_test_run ();
}
