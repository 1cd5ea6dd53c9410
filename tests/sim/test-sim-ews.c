/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-ews-fixture.h"

#include "sim/oof-sim-counter.h"
#include "sim/oof-sim-fault.h"

#define GET(address)                                                                               \
  "<m:GetUserOofSettingsRequest><t:Mailbox><t:Address>" address                                    \
  "</t:Address></t:Mailbox></m:GetUserOofSettingsRequest>"

#define SET(address, settings)                                                                     \
  "<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>" address                                    \
  "</t:Address></t:Mailbox><t:UserOofSettings>" settings                                           \
  "</t:UserOofSettings></m:SetUserOofSettingsRequest>"

#define WINDOW(start, end)                                                                         \
  "<t:Duration><t:StartTime>" start "</t:StartTime><t:EndTime>" end "</t:EndTime></t:Duration>"

#define REPLY(name, text) "<t:" name "><t:Message>" text "</t:Message></t:" name ">"

#define REPLIES REPLY ("InternalReply", "&lt;p&gt;weg&lt;/p&gt;") REPLY ("ExternalReply", "out")

#define SCHEDULED(duration)                                                                        \
  "<t:OofState>Scheduled</t:OofState><t:ExternalAudience>Known</t:ExternalAudience>" duration      \
      REPLIES

#define RESOLVE(full, entry)                                                                       \
  "<m:ResolveNames ReturnFullContactData=\"" full "\"><m:UnresolvedEntry>" entry                   \
  "</m:UnresolvedEntry></m:ResolveNames>"

#define EXPAND(address)                                                                            \
  "<m:ExpandDL><m:Mailbox><t:EmailAddress>" address "</t:EmailAddress></m:Mailbox></m:ExpandDL>"

static void
test_http (EwsFixture *fixture, gconstpointer data)
{
  fixture->user = NULL;
  ews_send (fixture, "nonsense");
  g_assert_cmpuint (fixture->status, ==, 401);
  g_assert_nonnull (soup_message_headers_get_one (fixture->received, "WWW-Authenticate"));
  fixture->user = EWS_RUNNER;
  fixture->password = "wrong";
  fixture->method = "GET";
  ews_send (fixture, "");
  g_assert_cmpuint (fixture->status, ==, 401);
  fixture->password = "runner-secret";
  ews_send (fixture, "");
  g_assert_cmpuint (fixture->status, ==, 405);
  fixture->method = "POST";
  fixture->type = "application/xml";
  ews_send (fixture, "<a/>");
  g_assert_cmpuint (fixture->status, ==, 415);
  g_assert_cmpstr (soup_message_headers_get_one (fixture->received, "client-request-id"), ==,
                   "12-34");
  g_assert_nonnull (soup_message_headers_get_one (fixture->received, "request-id"));
  g_assert_cmpuint (oof_sim_counter_get_total (oof_sim_server_get_counter (fixture->server)), ==,
                    0);
}

static void
test_broken (EwsFixture *fixture, gconstpointer data)
{
  static const gchar *const bodies[] = {
    "",
    "no XML",
    "<a",
    "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "<a/>",
    "<s:Envelope xmlns:s=\"" OOF_SIM_NS_SOAP "\"/>",
    "<s:Envelope xmlns:s=\"" OOF_SIM_NS_SOAP "\"><s:Body/></s:Envelope>",
    "<s:Envelope xmlns:s=\"" OOF_SIM_NS_SOAP "\"><s:Body><a/><b/></s:Body></s:Envelope>",
    "<s:Envelope xmlns:s=\"https://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>",
    "<s:Envelope xmlns:s=\"" OOF_SIM_NS_SOAP "\"><s:Body>&#1;</s:Body></s:Envelope>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      ews_send (fixture, bodies[i]);
      g_assert_cmpuint (fixture->status, ==, 500);
      ews_assert_code (fixture, "ErrorSchemaValidation");
    }
  ews_call (fixture, "<m:GetNothing/>");
  ews_assert_code (fixture, "ErrorSchemaValidation");
  ews_assert_value (fixture, "//faultcode", "a:ErrorSchemaValidation");
  fixture->version = "Exchange2031";
  fixture->foreign = TRUE;
  ews_call (fixture, GET (EWS_BERND));
  g_assert_cmpuint (fixture->status, ==, 500);
  ews_assert_code (fixture, "ErrorInvalidServerVersion");
}

/* What a sloppy client sends. */
static void
test_schema (EwsFixture *fixture, gconstpointer data)
{
  static const gchar *const bodies[] = {
    /* wrong order, unknown element, wrong namespace, missing element */
    SET (EWS_BERND, "<t:ExternalAudience>All</t:ExternalAudience><t:OofState>Enabled</t:OofState>"),
    SET (EWS_BERND, "<t:OofState>Enabled</t:OofState>" REPLIES),
    SET (EWS_BERND, SCHEDULED ("") "<t:Nothing/>"),
    SET (EWS_BERND, "<m:OofState>Enabled</m:OofState>"),
    "<m:GetUserOofSettingsRequest/>",
    "<m:GetUserOofSettings/>",
    "<m:GetUserOofSettingsRequest><t:Mailbox><t:EmailAddress>" EWS_BERND
    "</t:EmailAddress></t:Mailbox></m:GetUserOofSettingsRequest>",
    "<m:GetUserOofSettingsRequest a=\"b\"><t:Mailbox><t:Address>" EWS_BERND
    "</t:Address></t:Mailbox></m:GetUserOofSettingsRequest>",
    "<m:GetUserOofSettingsRequest>text<t:Mailbox><t:Address>" EWS_BERND
    "</t:Address></t:Mailbox></m:GetUserOofSettingsRequest>",
    /* wrong values */
    SET (EWS_BERND, "<t:OofState>enabled</t:OofState><t:ExternalAudience>All</t:ExternalAudience>"),
    SET (EWS_BERND, "<t:OofState>Enabled</t:OofState><t:ExternalAudience>all</t:ExternalAudience>"),
    SET (EWS_BERND, SCHEDULED (WINDOW ("2026-12-01 08:00:00Z", "2026-12-02T08:00:00Z"))),
    SET (EWS_BERND, SCHEDULED (WINDOW ("", "2026-12-02T08:00:00Z"))),
    /* unescaped HTML in a text */
    SET (EWS_BERND, "<t:OofState>Enabled</t:OofState><t:ExternalAudience>All</t:ExternalAudience>"
                    "<t:InternalReply><t:Message><p>weg</p></t:Message></t:InternalReply>"),
    /* required attributes */
    "<m:ResolveNames><m:UnresolvedEntry>a</m:UnresolvedEntry></m:ResolveNames>",
    "<m:ResolveNames ReturnFullContactData=\"yes\"><m:UnresolvedEntry>a</m:UnresolvedEntry>"
    "</m:ResolveNames>",
    RESOLVE ("true", ""),
    "<m:FindItem Traversal=\"Shallow\"><m:ParentFolderIds><t:DistinguishedFolderId "
    "Id=\"calendar\"/></m:ParentFolderIds></m:FindItem>",
    "<m:DeleteItem><m:ItemIds><t:ItemId Id=\"a\"/></m:ItemIds></m:DeleteItem>",
    "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ItemIds/>"
    "</m:GetItem>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      ews_call_for (fixture, EWS_BERND, bodies[i]);
      g_assert_cmpuint (fixture->status, ==, 500);
      ews_assert_code (fixture, "ErrorSchemaValidation");
      g_assert_cmpstr (ews_value (fixture, "//t:Violation"), !=, "");
    }
  g_assert_cmpuint (fixture->bernd->mailbox->writes, ==, 0);
}

static void
test_impersonation (EwsFixture *fixture, gconstpointer data)
{
  static const gchar *const cases[][2] = {
    { "<t:PrimarySmtpAddress>" EWS_BERND "</t:PrimarySmtpAddress>", "NoError" },
    { "<t:SmtpAddress>" EWS_BERND "</t:SmtpAddress>", "NoError" },
    { "<t:PrincipalName>" EWS_BERND "</t:PrincipalName>", "NoError" },
    { "<t:PrimarySmtpAddress>bernd-krause@mfa.onmicrosoft.example</t:PrimarySmtpAddress>",
      "ErrorNonPrimarySmtpAddress" },
    { "<t:PrimarySmtpAddress>nobody@mfa.example</t:PrimarySmtpAddress>",
      "ErrorNonExistentMailbox" },
    { "<t:PrimarySmtpAddress>" EWS_DORA "</t:PrimarySmtpAddress>", "ErrorNonExistentMailbox" },
    { "<t:SID>S-1-5-21-1</t:SID>", "ErrorNonExistentMailbox" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->impersonated = cases[i][0];
      ews_call (fixture, GET (EWS_BERND));
      ews_assert_code (fixture, cases[i][1]);
      g_assert_cmpuint (fixture->status, ==, i < 3 ? 200 : 500);
    }
  fixture->impersonated = cases[3][0];
  ews_call (fixture, GET (EWS_BERND));
  ews_assert_value (fixture, "//t:Value[@Name='Primary']", EWS_BERND);
  fixture->impersonated = cases[0][0];
  ews_call_as (fixture, EWS_ANNA, GET (EWS_BERND));
  ews_assert_code (fixture, "ErrorImpersonateUserDenied");
  g_assert_cmpuint (
      oof_sim_counter_get (oof_sim_server_get_counter (fixture->server), "ews.missing-anchor"), ==,
      G_N_ELEMENTS (cases) + 2);
}

static void
test_empty_impersonation (EwsFixture *fixture, gconstpointer data)
{
  fixture->impersonated = "<t:PrincipalName></t:PrincipalName>";
  fixture->foreign = TRUE;
  ews_call (fixture, GET (EWS_BERND));
  ews_assert_code (fixture, "ErrorInvalidExchangeImpersonationHeaderData");
}

static void
test_get_oof (EwsFixture *fixture, gconstpointer data)
{
  ews_call_for (fixture, EWS_BERND, GET (EWS_BERND));
  g_assert_cmpuint (fixture->status, ==, 200);
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "//t:OofState", "Disabled");
  ews_assert_value (fixture, "//t:ExternalAudience", "None");
  ews_assert_value (fixture, "//t:StartTime", "2026-11-20T00:00:00Z");
  ews_assert_value (fixture, "//m:AllowExternalOof", "All");
  /* Every second answer has no zone designator. */
  ews_call_as (fixture, EWS_BERND, GET (EWS_BERND));
  ews_assert_value (fixture, "//t:EndTime", "2026-11-21T00:00:00");
}

/* Nobody but the owner, whatever the rights are; two faces in turn. */
static void
test_owner_only (EwsFixture *fixture, gconstpointer data)
{
  ews_call_as (fixture, EWS_ANNA, GET (EWS_BERND));
  g_assert_cmpuint (fixture->status, ==, 200);
  ews_assert_code (fixture, "ErrorAccessDenied");
  ews_call_as (fixture, EWS_RUNNER, GET (EWS_BERND));
  g_assert_cmpuint (fixture->status, ==, 500);
  ews_assert_value (fixture, "//faultcode", "s:Client");
  ews_assert_value (fixture, "//m:ErrorCode", "-2146233088");
  ews_call_for (fixture, EWS_ANNA, GET (EWS_BERND));
  ews_assert_code (fixture, "ErrorAccessDenied");
  ews_call_for (fixture, EWS_ANNA, SET (EWS_BERND, SCHEDULED ("")));
  ews_assert_code (fixture, "ErrorAccessDenied");
  ews_call_as (fixture, EWS_ANNA, GET ("nobody@mfa.example"));
  ews_assert_code (fixture, "ErrorMailRecipientNotFound");
  ews_call_as (fixture, EWS_ANNA, GET (""));
  ews_assert_code (fixture, "ErrorMailRecipientNotFound");
  ews_call_as (fixture, EWS_ANNA, GET ("anna-meier@mfa.onmicrosoft.example"));
  ews_assert_code (fixture, "ErrorNonPrimarySmtpAddress");
  ews_assert_value (fixture, "//m:MessageXml/t:Value", EWS_ANNA);
}

static void
test_set_oof (EwsFixture *fixture, gconstpointer data)
{
  ews_call_for (
      fixture, EWS_BERND,
      SET (EWS_BERND, SCHEDULED (WINDOW ("2026-11-30T23:00:00Z", "2026-12-05T23:00:00Z"))));
  g_assert_cmpuint (fixture->status, ==, 200);
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "name(//m:SetUserOofSettingsResponse/*)", "m:ResponseMessage");
  g_assert_cmpuint (fixture->bernd->mailbox->writes, ==, 1);
  ews_call_for (fixture, EWS_BERND, GET (EWS_BERND));
  ews_assert_value (fixture, "//t:OofState", "Scheduled");
  ews_assert_value (fixture, "//t:ExternalAudience", "Known");
  ews_assert_value (fixture, "//t:StartTime", "2026-11-30T23:00:00Z");
  ews_assert_value (fixture, "//t:EndTime", "2026-12-05T23:00:00Z");
  g_assert_true (g_str_has_prefix (ews_value (fixture, "//t:InternalReply/t:Message"), "<html>"));
  g_assert_nonnull (strstr (ews_value (fixture, "//t:InternalReply/t:Message"), "<p>weg</p>"));
  g_assert_nonnull (strstr (ews_value (fixture, "//t:ExternalReply/t:Message"), "out"));
  /* Enabled ignores the window, and keeps it. */
  ews_call_for (fixture, EWS_BERND,
                SET (EWS_BERND, "<t:OofState>Enabled</t:OofState>"
                                "<t:ExternalAudience>All</t:ExternalAudience>" REPLIES));
  ews_assert_code (fixture, "NoError");
  ews_call_as (fixture, EWS_BERND, GET (EWS_BERND));
  ews_assert_value (fixture, "//t:OofState", "Enabled");
  ews_assert_value (fixture, "//t:StartTime", "2026-11-30T23:00:00");
}

static void
test_set_oof_wrong (EwsFixture *fixture, gconstpointer data)
{
  static const gchar *const bodies[] = {
    SET (EWS_BERND, SCHEDULED ("")),
    SET (EWS_BERND, SCHEDULED (WINDOW ("2026-12-02T08:00:00Z", "2026-12-02T08:00:00Z"))),
    SET (EWS_BERND, SCHEDULED (WINDOW ("2026-12-02T08:00:00Z", "2026-12-01T08:00:00Z"))),
    SET (EWS_BERND, SCHEDULED (WINDOW ("2026-11-01T08:00:00Z", "2026-11-19T08:00:00Z"))),
    SET (EWS_BERND, SCHEDULED (WINDOW ("2026-12-01T08:00:00+03:00", "2026-12-02T08:00:00Z"))),
    SET (EWS_BERND, SCHEDULED (WINDOW ("2026-12-01T08:00:00Z", "2026-12-02T08:00:00-05:00"))),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      ews_call_for (fixture, EWS_BERND, bodies[i]);
      g_assert_cmpuint (fixture->status, ==, 200);
      ews_assert_code (fixture, "ErrorInvalidScheduledOofDuration");
    }
  ews_call_for (fixture, EWS_BERND,
                SET (EWS_BERND, "<t:OofState>Enabled</t:OofState>"
                                "<t:ExternalAudience>All</t:ExternalAudience>" REPLY (
                                    "InternalReply", "weg")));
  ews_assert_code (fixture, "ErrorInvalidUserOofSettings");
  g_assert_cmpuint (fixture->bernd->mailbox->writes, ==, 0);
}

static void
test_resolve (EwsFixture *fixture, gconstpointer data)
{
  ews_call (fixture, RESOLVE ("false", "krause"));
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "//t:EmailAddress", EWS_BERND);
  ews_assert_value (fixture, "//t:MailboxType", "Mailbox");
  ews_assert_value (fixture, "count(//t:Contact)", "0");
  ews_call (fixture, RESOLVE ("true", "carla.w"));
  ews_assert_value (fixture, "//t:Contact/t:DisplayName", "Carla Wolf");
  ews_assert_value (fixture, "//t:Contact/t:CompanyName", "Mainfranken Apparatebau GmbH");
  ews_assert_value (fixture, "//t:PhoneNumbers/t:Entry[@Key='BusinessPhone']", "+49 931 100");
  ews_assert_value (fixture, "//t:Contact/t:Surname", "Wolf");
  ews_call (fixture, RESOLVE ("true", "VERT"));
  ews_assert_value (fixture, "//t:MailboxType", "PublicDL");
  ews_call (fixture, RESOLVE ("false", "smtp:" EWS_ANNA));
  ews_assert_value (fixture, "//t:Mailbox/t:Name", "Anna Meier");
  ews_call (fixture, RESOLVE ("false", "a"));
  ews_assert_code (fixture, "ErrorNameResolutionMultipleResults");
  ews_assert_value (fixture, "//m:ResolveNamesResponseMessage/@ResponseClass", "Warning");
  ews_assert_value (fixture, "//m:ResolutionSet/@TotalItemsInView", "2");
  ews_call (fixture, RESOLVE ("false", "zzz"));
  ews_assert_code (fixture, "ErrorNameResolutionNoResults");
  ews_assert_value (fixture, "//m:ResolveNamesResponseMessage/@ResponseClass", "Error");
  ews_call (fixture, RESOLVE ("false", " "));
  ews_assert_code (fixture, "ErrorNameResolutionNoResults");
}

static void
test_expand (EwsFixture *fixture, gconstpointer data)
{
  ews_call (fixture, EXPAND ("alle@mfa.example"));
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "//m:DLExpansion/@TotalItemsInView", "3");
  ews_assert_value (fixture, "//m:DLExpansion/@IncludesLastItemInRange", "true");
  ews_assert_value (fixture, "//t:Mailbox[t:MailboxType='PublicDL']/t:EmailAddress",
                    "vertrieb@mfa.example");
  ews_assert_value (fixture, "//t:Mailbox[1]/t:EmailAddress", EWS_ANNA);
  ews_call (fixture, EXPAND (EWS_ANNA));
  ews_assert_code (fixture, "ErrorNameResolutionNoResults");
}

/* ErrorServerBusy in both shapes, for the account as a whole. */
static void
test_budget (EwsFixture *fixture, gconstpointer data)
{
  const gchar *value = "//t:MessageXml/t:Value[@Name='BackOffMilliseconds']"
                       " | //m:MessageXml/t:Value[@Name='BackOffMilliseconds']";

  oof_sim_throttle_set_rate (oof_sim_server_get_throttle (fixture->server), 2, 60);
  ews_call_for (fixture, EWS_BERND, GET (EWS_BERND));
  ews_assert_code (fixture, "NoError");
  ews_call_for (fixture, EWS_CARLA, GET (EWS_CARLA));
  ews_assert_code (fixture, "NoError");
  ews_call_for (fixture, EWS_BERND, GET (EWS_BERND));
  g_assert_cmpuint (fixture->status, ==, 500);
  ews_assert_code (fixture, "ErrorServerBusy");
  ews_assert_value (fixture, value, "60000");
  ews_call_for (fixture, EWS_CARLA, GET (EWS_CARLA));
  g_assert_cmpuint (fixture->status, ==, 200);
  ews_assert_code (fixture, "ErrorServerBusy");
  ews_assert_value (fixture, value, "60000");
  ews_call_as (fixture, EWS_BERND, GET (EWS_BERND));
  ews_assert_code (fixture, "NoError");
}

static void
test_faults (EwsFixture *fixture, gconstpointer data)
{
  OofSimFaults *faults = oof_sim_server_get_faults (fixture->server);

  g_assert_true (oof_sim_faults_add (faults, "ews.get-oof", "throttle", 0, 1));
  ews_call_for (fixture, EWS_BERND, GET (EWS_BERND));
  g_assert_cmpuint (fixture->status, ==, 500);
  ews_assert_code (fixture, "ErrorServerBusy");
  ews_assert_value (fixture, "//faultcode", "a:ErrorServerBusy");
  ews_assert_value (fixture, "//t:MessageXml/t:Value[@Name='BackOffMilliseconds']", "500");
  oof_sim_faults_add (faults, "ews.get-oof", "forbidden", 0, 1);
  ews_call_for (fixture, EWS_BERND, GET (EWS_BERND));
  g_assert_cmpuint (fixture->status, ==, 200);
  ews_assert_code (fixture, "ErrorAccessDenied");
  oof_sim_faults_add (faults, "any", "lag", 0, 1);
  ews_call_for (fixture, EWS_BERND,
                SET (EWS_BERND, "<t:OofState>Enabled</t:OofState>"
                                "<t:ExternalAudience>All</t:ExternalAudience>" REPLIES));
  ews_assert_code (fixture, "NoError");
  ews_call_for (fixture, EWS_BERND, GET (EWS_BERND));
  ews_assert_value (fixture, "//t:OofState", "Disabled");
  ews_call_for (fixture, EWS_BERND, GET (EWS_BERND));
  ews_assert_value (fixture, "//t:OofState", "Enabled");
  oof_sim_faults_add (faults, "ews.get-oof", "unavailable", 0, 1);
  oof_sim_faults_add (faults, "ews.get-oof", "unauthorized", 0, 1);
  ews_send (fixture, "<s:Envelope xmlns:s=\"" OOF_SIM_NS_SOAP "\"><s:Body>"
                     "<GetUserOofSettingsRequest xmlns=\"" OOF_SIM_NS_MESSAGES "\"/>"
                     "</s:Body></s:Envelope>");
  g_assert_cmpuint (fixture->status, ==, 503);
  ews_send (fixture, "<s:Envelope xmlns:s=\"" OOF_SIM_NS_SOAP "\"><s:Body>"
                     "<GetUserOofSettingsRequest xmlns=\"" OOF_SIM_NS_MESSAGES "\"/>"
                     "</s:Body></s:Envelope>");
  g_assert_cmpuint (fixture->status, ==, 401);
  oof_sim_faults_add (faults, "any", "forbidden", 0, 1);
  ews_call_for (fixture, EWS_BERND,
                "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                "<m:ItemIds><t:ItemId Id=\"a\"/></m:ItemIds></m:GetItem>");
  ews_assert_code (fixture, "ErrorAccessDenied");
  g_assert_cmpuint (
      oof_sim_counter_get (oof_sim_server_get_counter (fixture->server), "ews.get-oof"), ==, 6);
}

/* The requests that Microsoft's pages show. */
static void
test_documented (EwsFixture *fixture, gconstpointer data)
{
  ews_fixture_reset (fixture);
  fixture->user = EWS_BERND;
  fixture->password = "secret";
  ews_send (fixture,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            "<soap:Envelope xmlns:soap=\"" OOF_SIM_NS_SOAP "\">\n  <soap:Body>\n"
            "    <SetUserOofSettingsRequest xmlns=\"" OOF_SIM_NS_MESSAGES "\">\n"
            "      <Mailbox xmlns=\"" OOF_SIM_NS_TYPES "\"><Name>B</Name><Address>" EWS_BERND
            "</Address><RoutingType>SMTP</RoutingType></Mailbox>\n"
            "      <UserOofSettings xmlns=\"" OOF_SIM_NS_TYPES "\"><OofState>Enabled</OofState>"
            "<ExternalAudience>All</ExternalAudience><Duration><StartTime>2006-10-05T00:00:00"
            "</StartTime><EndTime>2006-10-25T00:00:00</EndTime></Duration>"
            "<InternalReply><Message>I am out.</Message></InternalReply>"
            "<ExternalReply xml:lang=\"en\"><Message><![CDATA[<b>out</b>]]></Message>"
            "</ExternalReply></UserOofSettings>\n"
            "    </SetUserOofSettingsRequest>\n  </soap:Body>\n</soap:Envelope>");
  ews_assert_code (fixture, "NoError");
  ews_call_as (fixture, EWS_BERND, GET (EWS_BERND));
  ews_assert_value (fixture, "//t:OofState", "Enabled");
  g_assert_nonnull (strstr (ews_value (fixture, "//t:ExternalReply"), "<b>out</b>"));
}

static void
add (const gchar *path, void (*test) (EwsFixture *, gconstpointer))
{
  g_test_add (path, EwsFixture, NULL, ews_fixture_set_up, test, ews_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!ews_has_schema ())
    g_test_message ("Microsoft's schema is not there: answers are not validated against it.");
  add ("/sim/ews/http", test_http);
  add ("/sim/ews/broken", test_broken);
  add ("/sim/ews/schema", test_schema);
  add ("/sim/ews/impersonation", test_impersonation);
  add ("/sim/ews/empty-impersonation", test_empty_impersonation);
  add ("/sim/ews/get-oof", test_get_oof);
  add ("/sim/ews/owner-only", test_owner_only);
  add ("/sim/ews/set-oof", test_set_oof);
  add ("/sim/ews/set-oof-wrong", test_set_oof_wrong);
  add ("/sim/ews/resolve-names", test_resolve);
  add ("/sim/ews/expand-dl", test_expand);
  add ("/sim/ews/faults", test_faults);
  add ("/sim/ews/budget", test_budget);
  add ("/sim/ews/documented", test_documented);
  return g_test_run ();
}
