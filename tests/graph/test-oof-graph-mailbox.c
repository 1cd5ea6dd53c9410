/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "core/oof-rule-service.h"
#include "graph-fixture.h"
#include "graph/oof-graph-mailbox.h"

#define BERND "bernd.krause@example.com"

static OofMailboxState *
read_state (GraphFixture *fixture, const char *answer, GError **error)
{
  g_autoptr (OofMailboxService) service =
      OOF_MAILBOX_SERVICE (oof_graph_mailbox_new (fixture->client));
  g_autoptr (GAsyncResult) result = NULL;

  script_server_add_json (fixture->server, 200, answer);
  oof_mailbox_service_read_async (service, BERND, NULL, script_await_cb, &result);
  return oof_mailbox_service_read_finish (service, script_await (&result), error);
}

static gboolean
write_state (GraphFixture *fixture, OofReplyState *current, OofReplyState *wanted, GError **error)
{
  g_autoptr (OofMailboxService) service =
      OOF_MAILBOX_SERVICE (oof_graph_mailbox_new (fixture->client));
  g_autoptr (GAsyncResult) result = NULL;

  oof_mailbox_service_write_async (service, BERND, current, wanted, NULL, script_await_cb, &result);
  return oof_mailbox_service_write_finish (service, script_await (&result), error);
}

static OofInstant
at (const char *text)
{
  OofInstant instant;

  g_assert_true (oof_instant_parse (text, &instant, NULL));
  return instant;
}

static void
test_read (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofMailboxState) state = read_state (
      fixture,
      "{\"@odata.context\":\"x\",\"automaticRepliesSetting\":{\"status\":\"Scheduled\","
      "\"externalAudience\":\"ContactsOnly\","
      "\"scheduledStartDateTime\":{\"dateTime\":\"2026-12-24T08:00:00.0000000\","
      "\"timeZone\":\"W. Europe Standard Time\"},"
      "\"scheduledEndDateTime\":{\"dateTime\":\"2026-12-28T08:00:00\",\"timeZone\":\"UTC\"},"
      "\"internalReplyMessage\":\"<html>\\u00fc</html>\",\"externalReplyMessage\":null},"
      "\"timeZone\":\"W. Europe Standard Time\",\"archiveFolder\":null,"
      "\"language\":{\"locale\":\"de-DE\",\"displayName\":\"German\"}}",
      &error);

  g_assert_no_error (error);
  g_assert_cmpint (state->reply->status, ==, OOF_REPLY_SCHEDULED);
  g_assert_cmpint (state->reply->audience, ==, OOF_AUDIENCE_CONTACTS);
  g_assert_cmpint (state->reply->window.from, ==, at ("2026-12-24T07:00:00Z"));
  g_assert_cmpint (state->reply->window.to, ==, at ("2026-12-28T08:00:00Z"));
  g_assert_cmpstr (state->reply->internal, ==, "<html>ü</html>");
  g_assert_cmpstr (state->reply->external, ==, "");
  g_assert_cmpstr (state->zone, ==, "Europe/Berlin");
  g_assert_cmpstr (state->language, ==, "de-DE");
  g_assert_cmpstr (script_server_get_method (fixture->server, 0), ==, "GET");
  g_assert_cmpstr (script_server_get_path (fixture->server, 0), ==,
                   "/v1.0/users/" BERND "/mailboxSettings");
  g_assert_cmpstr (script_server_get_header (fixture->server, 0, "Prefer"), ==,
                   "IdType=\"ImmutableId\"");
}

static gboolean
forward (GraphFixture *fixture, gboolean copy, GError **error)
{
  g_autoptr (OofRuleService) service = OOF_RULE_SERVICE (oof_graph_mailbox_new (fixture->client));
  g_autoptr (OofInboxRule) rule = oof_inbox_rule_new_forward ("a:1", "c@x.example", copy);
  g_autoptr (OofRuleChange) change = oof_rule_change_new (OOF_RULE_CREATE, rule);
  g_autoptr (GAsyncResult) result = NULL;

  oof_rule_service_change_async (service, BERND, change, OOF_RULE_CHANGE_PLAIN, NULL,
                                 script_await_cb, &result);
  return oof_rule_service_change_finish (service, script_await (&result), error);
}

/* Microsoft's documents have the id of a folder: who takes no name is told to delete. */
static void
test_no_copy (GraphFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *code;
  } refusals[] = { { 400, "ErrorInvalidIdMalformed" }, { 404, "ErrorFolderNotFound" } };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      graph_fixture_add_error (fixture, refusals[i].status, refusals[i].code);
      script_server_add_json (fixture->server, 201, "{}");
      g_assert_true (forward (fixture, FALSE, &error));
      g_assert_no_error (error);
      g_assert_nonnull (strstr (script_server_get_body (fixture->server, 2 * i),
                                "\"moveToFolder\":\"deleteditems\""));
      g_assert_nonnull (
          strstr (script_server_get_body (fixture->server, 2 * i + 1), "\"delete\":true"));
      g_assert_null (strstr (script_server_get_body (fixture->server, 2 * i + 1), "moveToFolder"));
    }
  graph_fixture_add_error (fixture, 400, "ErrorInvalidRequest");
  g_assert_false (forward (fixture, TRUE, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
}

/* What the service may leave out or write otherwise. */
static void
test_read_little (GraphFixture *fixture, gconstpointer data)
{
  static const char *const answers[] = {
    "{}",
    "{\"automaticRepliesSetting\":null,\"timeZone\":null,\"language\":null}",
    "{\"automaticRepliesSetting\":{},\"timeZone\":\"\",\"language\":{\"locale\":\"\"}}",
    "{\"automaticRepliesSetting\":{\"status\":null,\"externalAudience\":null,"
    "\"scheduledStartDateTime\":null},\"timeZone\":\"Unknown Standard Time\",\"language\":{}}",
    "{\"automaticRepliesSetting\":{\"status\":\"DISABLED\",\"externalAudience\":\"None\","
    "\"scheduledStartDateTime\":{\"dateTime\":\"0001-01-01T00:00:00\",\"timeZone\":\"?\"}}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OofMailboxState) state = read_state (fixture, answers[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (state->reply->status, ==, OOF_REPLY_DISABLED);
      g_assert_cmpint (state->reply->audience, ==, OOF_AUDIENCE_NONE);
      g_assert_cmpstr (state->reply->internal, ==, "");
      g_assert_null (state->zone);
      g_assert_null (state->language);
    }
}

static void
test_fractions_and_zones (GraphFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *time;
    const char *zone;
    const char *instant;
  } cases[] = {
    { "2026-12-24T08:00:00", "\"UTC\"", "2026-12-24T08:00:00Z" },
    { "2026-12-24T08:00:00.1", "\"UTC\"", "2026-12-24T08:00:00Z" },
    { "2026-12-24T08:00:00.123", "\"utc\"", "2026-12-24T08:00:00Z" },
    { "2026-12-24T08:00:00.0000000", "\"Etc/UTC\"", "2026-12-24T08:00:00Z" },
    { "2026-12-24T08:00:00.999999999", "\"tzone://Microsoft/Utc\"", "2026-12-24T08:00:00Z" },
    { "2026-12-24T08:00:00.0000000", "null", "2026-12-24T08:00:00Z" },
    { "2026-12-24T08:00:00Z", "\"Pacific Standard Time\"", "2026-12-24T08:00:00Z" },
    { "2026-12-24T08:00:00+02:00", "\"UTC\"", "2026-12-24T06:00:00Z" },
    { "2026-12-24T08:00:00.0000000", "\"Pacific Standard Time\"", "2026-12-24T16:00:00Z" },
    { "2026-07-24T08:00:30.0000000", "\"America/New_York\"", "2026-07-24T12:00:30Z" },
    { "2026-12-24T08:00:00.0000000", "\"Nepal Standard Time\"", "2026-12-24T02:15:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OofMailboxState) state = NULL;
      g_autofree char *answer = g_strdup_printf (
          "{\"automaticRepliesSetting\":{\"status\":\"scheduled\",\"externalAudience\":\"all\","
          "\"scheduledStartDateTime\":{\"dateTime\":\"%s\",\"timeZone\":%s},"
          "\"scheduledEndDateTime\":{\"dateTime\":\"2027-01-01T00:00:00\"}}}",
          cases[i].time, cases[i].zone);

      state = read_state (fixture, answer, &error);
      g_assert_no_error (error);
      g_assert_cmpint (state->reply->window.from, ==, at (cases[i].instant));
    }
}

static void
test_read_nonsense (GraphFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *answer;
    const char *where;
  } cases[] = {
    { "{\"automaticRepliesSetting\":{\"status\":\"perhaps\"}}", "automaticRepliesSetting.status" },
    { "{\"automaticRepliesSetting\":{\"externalAudience\":\"friends\"}}", "externalAudience" },
    { "{\"automaticRepliesSetting\":{\"internalReplyMessage\":{}}}", "internalReplyMessage" },
    { "{\"automaticRepliesSetting\":{\"status\":\"scheduled\"}}", "scheduledStartDateTime" },
    { "{\"automaticRepliesSetting\":{\"status\":\"scheduled\",\"scheduledStartDateTime\":"
      "{\"dateTime\":\"tomorrow\"}}}",
      "dateTime" },
    { "{\"automaticRepliesSetting\":{\"status\":\"scheduled\",\"scheduledStartDateTime\":"
      "{\"dateTime\":\"2026-12-24T08:00:00\",\"timeZone\":\"Moon\"}}}",
      "timeZone" },
    { "{\"automaticRepliesSetting\":[]}", "automaticRepliesSetting" },
    { "{\"language\":\"de\"}", "language" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_state (fixture, cases[i].answer, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, cases[i].where));
    }
}

static void
test_no_mailbox (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (OofMailboxService) service =
      OOF_MAILBOX_SERVICE (oof_graph_mailbox_new (fixture->client));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  graph_fixture_add_error (fixture, 404, "MailboxNotEnabledForRESTAPI");
  oof_mailbox_service_read_async (service, BERND, NULL, script_await_cb, &result);
  g_assert_null (oof_mailbox_service_read_finish (service, script_await (&result), &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
}

static OofReplyState *
state_new (OofReplyStatus status, const char *from, const char *to, const char *text)
{
  OofRange window = { from ? at (from) : OOF_INSTANT_NONE, to ? at (to) : OOF_INSTANT_NONE };

  return oof_reply_state_new (status, OOF_AUDIENCE_ALL, window, text, text);
}

/* What is sent, piece by piece; nothing when nothing differs. */
static void
test_write (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofReplyState) off = state_new (OOF_REPLY_DISABLED, NULL, NULL, "");
  g_autoptr (OofReplyState) planned = state_new (OOF_REPLY_SCHEDULED, "2026-12-24T07:00:00Z",
                                                 "2026-12-28T23:30:00Z", "<p>Weg &amp; fort</p>");
  g_autoptr (OofReplyState) rewritten =
      state_new (OOF_REPLY_SCHEDULED, "2026-12-24T07:00:20Z", "2026-12-28T23:30:00Z",
                 "<html><body>\r\n<p>Weg  &amp; fort</p></body></html>");
  g_autoptr (OofReplyState) longer = state_new (OOF_REPLY_SCHEDULED, "2026-12-24T07:00:00Z",
                                                "2027-01-02T23:30:00Z", "<p>Weg &amp; fort</p>");
  g_autoptr (OofReplyState) always = oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_NONE,
                                                          planned->window, planned->internal, "");

  for (int i = 0; i < 3; i++)
    script_server_add_json (fixture->server, 200, "{\"automaticRepliesSetting\":{\"status\":1}}");
  g_assert_true (write_state (fixture, off, planned, &error));
  g_assert_true (write_state (fixture, rewritten, longer, &error));
  g_assert_true (write_state (fixture, planned, always, &error));
  g_assert_true (write_state (fixture, rewritten, planned, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (script_server_get_n_requests (fixture->server), ==, 3);
  g_assert_cmpstr (script_server_get_method (fixture->server, 0), ==, "PATCH");
  g_assert_cmpstr (
      script_server_get_body (fixture->server, 0), ==,
      "{\"automaticRepliesSetting\":{\"status\":\"scheduled\","
      "\"scheduledStartDateTime\":{\"dateTime\":\"2026-12-24T07:00:00\",\"timeZone\":\"UTC\"},"
      "\"scheduledEndDateTime\":{\"dateTime\":\"2026-12-28T23:30:00\",\"timeZone\":\"UTC\"},"
      "\"internalReplyMessage\":\"<p>Weg &amp; fort</p>\","
      "\"externalReplyMessage\":\"<p>Weg &amp; fort</p>\"}}");
  g_assert_cmpstr (
      script_server_get_body (fixture->server, 1), ==,
      "{\"automaticRepliesSetting\":{"
      "\"scheduledStartDateTime\":{\"dateTime\":\"2026-12-24T07:00:00\",\"timeZone\":\"UTC\"},"
      "\"scheduledEndDateTime\":{\"dateTime\":\"2027-01-02T23:30:00\",\"timeZone\":\"UTC\"}}}");
  g_assert_cmpstr (script_server_get_body (fixture->server, 2), ==,
                   "{\"automaticRepliesSetting\":{\"status\":\"alwaysEnabled\","
                   "\"externalAudience\":\"none\",\"externalReplyMessage\":\"\"}}");
}

static void
test_write_failures (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofReplyState) off = state_new (OOF_REPLY_DISABLED, NULL, NULL, "");
  g_autoptr (OofReplyState) on = state_new (OOF_REPLY_ENABLED, NULL, NULL, "");

  graph_fixture_add_error (fixture, 400, "ErrorInvalidTimeSettings");
  g_assert_false (write_state (fixture, off, on, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  g_clear_error (&error);

  graph_fixture_add_error (fixture, 403, "ErrorAccessDenied");
  g_assert_false (write_state (fixture, off, on, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "MailboxSettings.ReadWrite"));
  g_clear_error (&error);

  script_server_add (fixture->server, 0, NULL, NULL);
  g_assert_false (write_state (fixture, off, on, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
  g_assert_cmpuint (script_server_get_n_requests (fixture->server), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  graph_test ("/graph/mailbox/read", test_read);
  graph_test ("/graph/mailbox/read-little", test_read_little);
  graph_test ("/graph/mailbox/no-copy", test_no_copy);
  graph_test ("/graph/mailbox/fractions-and-zones", test_fractions_and_zones);
  graph_test ("/graph/mailbox/read-nonsense", test_read_nonsense);
  graph_test ("/graph/mailbox/no-mailbox", test_no_mailbox);
  graph_test ("/graph/mailbox/write", test_write);
  graph_test ("/graph/mailbox/write-failures", test_write_failures);
  return g_test_run ();
}
