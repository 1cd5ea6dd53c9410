/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews-fixture.h"

#include "core/oof-error.h"
#include "ews/oof-ews-mailbox.h"

#include <string.h>

#define ANNA "Anna.Meier@example.com"

typedef struct
{
  EwsFixture *server;         /* (owned) */
  OofMailboxService *service; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OofEwsClient) client = NULL;

  fixture->server = ews_fixture_new ();
  client = ews_fixture_client (fixture->server, OOF_EWS_ROLE_RUNNER);
  fixture->service = OOF_MAILBOX_SERVICE (oof_ews_mailbox_new (client));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->service);
  ews_fixture_free (fixture->server);
}

static OofMailboxState *
read_reply (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_mailbox_service_read_async (fixture->service, ANNA, NULL, ews_keep_cb, &result);
  return oof_mailbox_service_read_finish (fixture->service, ews_wait (&result), error);
}

static gboolean
write_reply (Fixture *fixture, OofReplyState *wanted, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_mailbox_service_write_async (fixture->service, ANNA, wanted, wanted, NULL, ews_keep_cb,
                                   &result);
  return oof_mailbox_service_write_finish (fixture->service, ews_wait (&result), error);
}

static void
answer_settings (Fixture *fixture, const char *settings)
{
  g_autofree char *content = g_strdup_printf (
      "<m:GetUserOofSettingsResponse><m:ResponseMessage ResponseClass=\"Success\">"
      "<m:ResponseCode>NoError</m:ResponseCode></m:ResponseMessage>"
      "<t:OofSettings>%s</t:OofSettings><m:AllowExternalOof>All</m:AllowExternalOof>"
      "</m:GetUserOofSettingsResponse>",
      settings);

  ews_fixture_answer_soap (fixture->server, content);
}

static void
answer_set (Fixture *fixture)
{
  ews_fixture_answer_soap (fixture->server, "<m:SetUserOofSettingsResponse><m:ResponseMessage "
                                            "ResponseClass=\"Success\"><m:ResponseCode>NoError"
                                            "</m:ResponseCode></m:ResponseMessage>"
                                            "</m:SetUserOofSettingsResponse>");
}

static OofInstant
instant (const char *text)
{
  OofInstant value;

  g_assert_true (oof_instant_parse (text, &value, NULL));
  return value;
}

/* Microsoft's own example: times without a zone are UTC and mean nothing while disabled; default
 * namespaces. */
static void
test_read_exchange (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OofMailboxState) state = NULL;
  g_autoptr (GError) error = NULL;

  ews_fixture_answer (
      fixture->server, 200, "text/xml; charset=utf-8",
      "<?xml version=\"1.0\" encoding=\"utf-8\" ?>"
      "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
      "<GetUserOofSettingsResponse xmlns=\"" OOF_EWS_M "\">"
      "<ResponseMessage ResponseClass=\"Success\"><ResponseCode>NoError</ResponseCode>"
      "</ResponseMessage><OofSettings xmlns=\"" OOF_EWS_T "\"><OofState>Disabled</OofState>"
      "<ExternalAudience>All</ExternalAudience><Duration><StartTime>2006-11-03T23:00:00</StartTime>"
      "<EndTime>2006-11-04T23:00:00</EndTime></Duration><InternalReply><Message>Inside.</Message>"
      "</InternalReply><ExternalReply><Message>Outside.</Message></ExternalReply></OofSettings>"
      "<AllowExternalOof>All</AllowExternalOof></GetUserOofSettingsResponse></soap:Body>"
      "</soap:Envelope>");
  state = read_reply (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state->reply->status, ==, OOF_REPLY_DISABLED);
  g_assert_cmpint (state->reply->audience, ==, OOF_AUDIENCE_ALL);
  g_assert_cmpint (state->reply->window.from, ==, OOF_INSTANT_NONE);
  g_assert_cmpstr (state->reply->internal, ==, "Inside.");
  g_assert_cmpstr (state->reply->external, ==, "Outside.");
  g_assert_null (state->zone);
  g_assert_null (state->language);
  g_assert_true (ews_fixture_sent (fixture->server, 0, "PrimarySmtpAddress>" ANNA "<",
                                   "<m:GetUserOofSettingsRequest><t:Mailbox><t:Address>" ANNA
                                   "</t:Address></t:Mailbox></m:GetUserOofSettingsRequest>",
                                   NULL));
}

/* gromox: another prefix, indented, six fraction digits, HTML kept byte for byte. */
static void
test_read_gromox (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sample = ews_schema_text ("sample-GetUserOofSettings.response.xml");
  g_autoptr (OofMailboxState) state = NULL;
  g_autoptr (GError) error = NULL;

  if (!sample)
    {
      g_test_skip ("the samples are not at hand");
      return;
    }
  ews_fixture_answer (fixture->server, 200, "text/xml", sample);
  state = read_reply (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state->reply->status, ==, OOF_REPLY_SCHEDULED);
  g_assert_cmpint (state->reply->window.from, ==, instant ("2026-12-01T08:00:00Z"));
  g_assert_cmpint (state->reply->window.to, ==, instant ("2026-12-05T17:00:00Z"));
  g_assert_cmpstr (state->reply->internal, ==,
                   "<html><body><p>Ich bin <b>weg</b> &amp; zurück am 5.</p></body></html>");
  g_assert_cmpstr (state->reply->external, ==, "<p>External <i>reply</i></p>");
}

static void
test_read_variants (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *settings;
    OofReplyStatus status;
    OofAudience audience;
    const char *from;
    const char *internal;
  } cases[] = {
    { "<t:OofState>Enabled</t:OofState><t:ExternalAudience>Known</t:ExternalAudience>",
      OOF_REPLY_ENABLED, OOF_AUDIENCE_CONTACTS, NULL, "" },
    { "<t:OofState> Enabled\n</t:OofState><t:ExternalAudience>None</t:ExternalAudience>"
      "<t:Duration/><t:InternalReply/>",
      OOF_REPLY_ENABLED, OOF_AUDIENCE_NONE, NULL, "" },
    { "<t:InternalReply><t:Message>a<![CDATA[<b>]]>c</t:Message></t:InternalReply>"
      "<t:OofState>Scheduled</t:OofState><t:ExternalAudience>All</t:ExternalAudience>"
      "<t:ExternalAudience>None</t:ExternalAudience><x:New xmlns:x=\"urn:x\">1</x:New>"
      "<t:Duration><t:EndTime>2026-12-05T17:00:00.123456789Z</t:EndTime>"
      "<t:StartTime>2026-12-01T10:00:00+02:00</t:StartTime></t:Duration>",
      OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, "2026-12-01T08:00:00Z", "a<b>c" },
    { "<t:OofState>Scheduled</t:OofState><t:ExternalAudience>All</t:ExternalAudience>"
      "<t:Duration><t:StartTime>2026-12-01T08:00:00</t:StartTime>"
      "<t:EndTime>2026-12-05T17:00:00</t:EndTime></t:Duration>",
      OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, "2026-12-01T08:00:00Z", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofMailboxState) state = NULL;
      g_autoptr (GError) error = NULL;

      answer_settings (fixture, cases[i].settings);
      state = read_reply (fixture, &error);
      g_assert_no_error (error);
      g_assert_cmpint (state->reply->status, ==, cases[i].status);
      g_assert_cmpint (state->reply->audience, ==, cases[i].audience);
      g_assert_cmpint (state->reply->window.from, ==,
                       cases[i].from ? instant (cases[i].from) : OOF_INSTANT_NONE);
      g_assert_cmpstr (state->reply->internal, ==, cases[i].internal);
      g_assert_cmpstr (state->reply->external, ==, "");
    }
}

static void
test_read_nonsense (Fixture *fixture, gconstpointer data)
{
  const char *const settings[] = {
    "",
    "<t:OofState>Enabled</t:OofState>",
    "<t:OofState>enabled</t:OofState><t:ExternalAudience>All</t:ExternalAudience>",
    "<t:OofState>Enabled</t:OofState><t:ExternalAudience>Everybody</t:ExternalAudience>",
    "<t:OofState/><t:ExternalAudience>All</t:ExternalAudience>",
    "<t:OofState>Scheduled</t:OofState><t:ExternalAudience>All</t:ExternalAudience>",
    "<t:OofState>Scheduled</t:OofState><t:ExternalAudience>All</t:ExternalAudience>"
    "<t:Duration><t:StartTime>2026-12-01T08:00:00Z</t:StartTime></t:Duration>",
    "<t:OofState>Scheduled</t:OofState><t:ExternalAudience>All</t:ExternalAudience>"
    "<t:Duration><t:StartTime>2026-12-01</t:StartTime><t:EndTime>soon</t:EndTime></t:Duration>",
    "<t:OofState>Enabled</t:OofState><t:ExternalAudience>All</t:ExternalAudience>"
    "<t:InternalReply><t:Message><p>not escaped</p></t:Message></t:InternalReply>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GError) error = NULL;

      answer_settings (fixture, settings[i]);
      g_assert_null (read_reply (fixture, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
    }
}

static void
test_write_scheduled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OofReplyState) wanted = oof_reply_state_new (
      OOF_REPLY_SCHEDULED, OOF_AUDIENCE_CONTACTS,
      (OofRange){ instant ("2026-12-01T09:00:00+01:00"), instant ("2026-12-05T17:30:00Z") },
      "<p>weg &amp; \"frei\"</p>", "");
  g_autoptr (GError) error = NULL;

  answer_set (fixture);
  g_assert_true (write_reply (fixture, wanted, &error));
  g_assert_no_error (error);
  g_assert_true (ews_fixture_sent (
      fixture->server, 0,
      "<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>" ANNA "</t:Address></t:Mailbox>"
      "<t:UserOofSettings><t:OofState>Scheduled</t:OofState>"
      "<t:ExternalAudience>Known</t:ExternalAudience>"
      "<t:Duration><t:StartTime>2026-12-01T08:00:00Z</t:StartTime>"
      "<t:EndTime>2026-12-05T17:30:00Z</t:EndTime></t:Duration><t:InternalReply><t:Message>"
      "&lt;p&gt;weg &amp;amp; ",
      "frei", "&lt;/p&gt;</t:Message></t:InternalReply><t:ExternalReply><t:Message></t:Message>",
      "</t:ExternalReply></t:UserOofSettings>", NULL));
}

static void
test_write_disabled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OofReplyState) wanted =
      oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_NONE, (OofRange){ 0, 0 }, "a", "b");

  answer_set (fixture);
  g_assert_true (write_reply (fixture, wanted, NULL));
  g_assert_true (ews_fixture_sent (fixture->server, 0, "<t:OofState>Disabled</t:OofState>",
                                   "<t:ExternalAudience>None</t:ExternalAudience>"
                                   "<t:InternalReply>",
                                   NULL));
}

/* Languages and the user's standing answer to invitations survive; what would act on appointments
 * once more does not. */
static void
test_write_keeps_extras (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OofReplyState) wanted =
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, (OofRange){ 0, 0 }, "a", "b");
  g_autoptr (OofMailboxState) state = NULL;

  answer_settings (fixture, "<t:OofState>Disabled</t:OofState>"
                            "<t:ExternalAudience>All</t:ExternalAudience>"
                            "<t:InternalReply xml:lang=\"de-DE\"><t:Message>x</t:Message>"
                            "</t:InternalReply><t:ExternalReply xml:lang=\"en-US\"/>"
                            "<t:DeclineMeetingReply xml:lang=\"de\"><t:Message>&lt;p&gt;nein"
                            "</t:Message></t:DeclineMeetingReply>"
                            "<t:DeclineAllEventsForScheduledOOF>true"
                            "</t:DeclineAllEventsForScheduledOOF>"
                            "<t:CreateOOFEvent>true</t:CreateOOFEvent>"
                            "<t:AutoDeclineFutureRequestsWhenOOF>true"
                            "</t:AutoDeclineFutureRequestsWhenOOF>");
  state = read_reply (fixture, NULL);
  answer_set (fixture);
  g_assert_true (write_reply (fixture, wanted, NULL));
  g_assert_true (
      ews_fixture_sent (fixture->server, 1, "<t:InternalReply xml:lang=\"de-DE\">",
                        "<t:ExternalReply xml:lang=\"en-US\">",
                        "<t:DeclineMeetingReply xml:lang=\"de\"><t:Message>&lt;p&gt;nein<",
                        "<t:AutoDeclineFutureRequestsWhenOOF>true<", NULL));
  g_assert_null (strstr (ews_fixture_get_body (fixture->server, 1), "EventsForScheduledOOF"));
  g_assert_null (strstr (ews_fixture_get_body (fixture->server, 1), "CreateOOFEvent"));
}

static void
test_write_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OofReplyState) wanted =
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, (OofRange){ 0, 0 }, "a", "b");
  g_autoptr (GError) denied = NULL;
  g_autoptr (GError) invalid = NULL;
  g_autoptr (GError) lost = NULL;

  /* With an element that the schema forbids there (ews.md 2.5). */
  ews_fixture_answer_soap (fixture->server,
                           "<m:SetUserOofSettingsResponse><m:ResponseMessage "
                           "ResponseClass=\"Error\"><m:MessageText>E-3012</m:MessageText>"
                           "<m:ResponseCode>ErrorAccessDenied</m:ResponseCode>"
                           "</m:ResponseMessage><m:AllowExternalOof/>"
                           "</m:SetUserOofSettingsResponse>");
  g_assert_false (write_reply (fixture, wanted, &denied));
  g_assert_error (denied, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  ews_fixture_answer_fault (fixture->server, "ErrorInvalidScheduledOofDuration", "");
  g_assert_false (write_reply (fixture, wanted, &invalid));
  g_assert_error (invalid, OOF_ERROR, OOF_ERROR_INVALID);
  ews_fixture_answer (fixture->server, 502, "text/html", "<html/>");
  g_assert_false (write_reply (fixture, wanted, &lost));
  g_assert_error (lost, OOF_ERROR, OOF_ERROR_UNCERTAIN);
}

/* What cannot be meant is not sent. */
static void
test_write_invalid (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    OofReplyStatus status;
    OofAudience audience;
    OofRange window;
    const char *text;
  } cases[] = {
    { OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, { 2000, 1000 }, "a" },
    { OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, { 1000, 1000 }, "a" },
    { OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, { OOF_INSTANT_NONE, 1000 }, "a" },
    { OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, { 1000, OOF_INSTANT_FOREVER }, "a" },
    { OOF_REPLY_ENABLED, OOF_AUDIENCE_UNSET, { 0, 0 }, "a" },
    { OOF_REPLY_ENABLED, OOF_AUDIENCE_MAILBOX, { 0, 0 }, "a" },
    { OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, { 0, 0 }, "a\001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofReplyState) wanted = oof_reply_state_new (cases[i].status, cases[i].audience,
                                                              cases[i].window, cases[i].text, "");
      g_autoptr (GError) error = NULL;

      g_assert_false (write_reply (fixture, wanted, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
    }
  g_assert_cmpuint (fixture->server->bodies->len, ==, 0);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  oof_mailbox_service_read_async (fixture->service, ANNA, cancellable, ews_keep_cb, &result);
  g_assert_null (oof_mailbox_service_read_finish (fixture->service, ews_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->server->bodies->len, ==, 0);
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ews/mailbox/read/exchange", test_read_exchange },
    { "/ews/mailbox/read/gromox", test_read_gromox },
    { "/ews/mailbox/read/variants", test_read_variants },
    { "/ews/mailbox/read/nonsense", test_read_nonsense },
    { "/ews/mailbox/write/scheduled", test_write_scheduled },
    { "/ews/mailbox/write/disabled", test_write_disabled },
    { "/ews/mailbox/write/keeps-extras", test_write_keeps_extras },
    { "/ews/mailbox/write/refused", test_write_refused },
    { "/ews/mailbox/write/invalid", test_write_invalid },
    { "/ews/mailbox/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
