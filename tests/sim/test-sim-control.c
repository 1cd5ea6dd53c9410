/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-fixture.h"

#include "sim/oof-sim-access.h"

#include <string.h>

#define FORM "Content-Type: application/x-www-form-urlencoded"

static void
token (SimFixture *fixture, const gchar *headers, const gchar *format, ...)
{
  g_autofree gchar *path = g_strdup_printf ("/%s/oauth2/v2.0/token", fixture->tenant->id);
  g_autofree gchar *body = NULL;
  va_list arguments;

  va_start (arguments, format);
  body = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  sim_send (fixture, "POST", path, headers, body);
}

static void
test_client_credentials (SimFixture *fixture, gconstpointer data)
{
  OofSimTenant *tenant = fixture->tenant;
  g_autofree gchar *secret = g_uri_escape_string (tenant->runner_secret, NULL, FALSE);
  const gchar *good = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                      "&scope=https%%3A%%2F%%2Fgraph.microsoft.com%%2F.default";

  token (fixture, FORM, good, tenant->runner_id, secret);
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_assert (fixture, "token_type", "Bearer");
  g_assert_null (sim_node (fixture, "refresh_token"));
  /* Not escaped: "+" is a blank then, "&" ends the value. */
  token (fixture, FORM, good, tenant->runner_id, tenant->runner_secret);
  g_assert_cmpuint (fixture->status, >=, 400);
  token (fixture, FORM, good, tenant->runner_id, "wrong");
  g_assert_cmpuint (fixture->status, ==, 401);
  sim_assert (fixture, "error", "invalid_client");
  sim_assert (fixture, "error_codes.0", "7000215");
  token (fixture, FORM, good, tenant->person_client_id, secret);
  sim_assert (fixture, "error", "unauthorized_client");
  token (fixture, FORM,
         "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=User.Read",
         tenant->runner_id, secret);
  sim_assert (fixture, "error", "invalid_scope");
  token (fixture, FORM,
         "grant_type=client_credentials&client_id=%s&client_secret=%s"
         "&scope=https%%3A%%2F%%2Foutlook.office365.com%%2F.default",
         tenant->runner_id, secret);
  sim_assert (fixture, "error", "invalid_resource");
  token (fixture, "Content-Type: application/json", "{\"grant_type\":\"client_credentials\"}");
  sim_assert (fixture, "error", "invalid_request");
  token (fixture, FORM, "grant_type=password&client_id=x");
  sim_assert (fixture, "error", "unsupported_grant_type");
}

static void
test_refresh (SimFixture *fixture, gconstpointer data)
{
  OofSimTenant *tenant = fixture->tenant;
  g_autofree gchar *refresh = oof_sim_access_issue_refresh (tenant, tenant->helpdesk);
  const gchar *good = "grant_type=refresh_token&client_id=%s&refresh_token=%s&scope=openid+%s";
  g_autofree gchar *access = NULL;
  g_autofree gchar *header = NULL;

  token (fixture, FORM, good, tenant->person_client_id, refresh, "User.Read");
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpstr (sim_value (fixture, "refresh_token"), !=, refresh);
  access = g_strdup (sim_value (fixture, "access_token"));
  header = g_strconcat ("Authorization: Bearer ", access, NULL);
  token (fixture, FORM, good, tenant->person_client_id, "x", "User.Read");
  sim_assert (fixture, "error", "invalid_grant");
  token (fixture, FORM, good, tenant->person_client_id, access, "User.Read");
  sim_assert (fixture, "error", "invalid_grant");
  token (fixture, FORM, good, tenant->runner_id, refresh, "User.Read");
  sim_assert (fixture, "error", "unauthorized_client");
  token (fixture, FORM, good, tenant->person_client_id, refresh,
         "https%3A%2F%2Fa%2FUser.Read+https%3A%2F%2Fb%2FUser.Read");
  sim_assert (fixture, "error", "invalid_scope");
  sim_send (fixture, "GET", "/v1.0/me", header, NULL);
  sim_assert (fixture, "mail", SIM_ANNA);
}

static void
test_configuration (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *issuer = g_strdup_printf (
      "%s/%s/v2.0", oof_sim_server_get_origin (fixture->server), fixture->tenant->id);

  sim_send (fixture, "GET", "/organizations/v2.0/.well-known/openid-configuration", "", NULL);
  sim_assert (fixture, "issuer", issuer);
  sim_send (fixture, "GET", "/elsewhere.example/v2.0/.well-known/openid-configuration", "", NULL);
  sim_assert (fixture, "error_codes.0", "90002");
}

static void
post (SimFixture *fixture, const gchar *what, const gchar *body)
{
  g_autofree gchar *path = g_strconcat ("/_sim/", what, NULL);

  sim_send (fixture, "POST", path, "Content-Type: text/plain", body);
}

static void
test_mailbox (SimFixture *fixture, gconstpointer data)
{
  sim_send (fixture, "GET", "/_sim/mailboxes/" SIM_BERND, "", NULL);
  sim_assert (fixture, "state", "disabled");
  sim_assert (fixture, "writes", "0");
  g_assert_true (json_node_is_null (sim_node (fixture, "from")));
  g_assert_true (json_node_is_null (sim_node (fixture, "smtpForward")));
  sim_assert (fixture, "zone", "Europe/Berlin");
  post (fixture, "mailboxes/" SIM_BERND,
        "{\"state\":\"scheduled\",\"audience\":\"all\",\"from\":\"2026-11-23T08:00:00Z\","
        "\"to\":\"2026-11-24T08:00:00Z\",\"internal\":\"a\",\"external\":\"b\","
        "\"rule\":{\"name\":\"Weiterleiten\",\"redirectTo\":[\"x@y.example\"]},"
        "\"smtpForward\":\"z@y.example\",\"location\":\"onprem\"}");
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_assert (fixture, "state", "scheduled");
  sim_assert (fixture, "to", "2026-11-24T08:00:00Z");
  sim_assert (fixture, "rules.0.redirectTo.0", "x@y.example");
  sim_assert (fixture, "smtpForward", "z@y.example");
  sim_assert (fixture, "writes", "0");
  sim_runner (fixture, "GET", "/v1.0/users/" SIM_BERND "/mailboxSettings", NULL);
  g_assert_cmpuint (fixture->status, ==, 404);
  post (fixture, "mailboxes/" SIM_BERND, "{\"state\":\"away\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
  post (fixture, "mailboxes/" SIM_BERND, "{\"colour\":\"red\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
  post (fixture, "mailboxes/niemand@x.example", "{}");
  g_assert_cmpuint (fixture->status, ==, 404);
}

/* What people do in Outlook to the item of a document. */
static void
test_items (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *what = g_strconcat ("mailboxes/", fixture->tenant->service->mail, NULL);
  OofSimCalendar *documents = fixture->tenant->service->mailbox->calendars->pdata[1];
  guint count = documents->items->len;
  const OofSimItem *copy;
  gint64 start;
  guint64 version;

  post (fixture, what, "{\"copyItem\":\"d:users\"}");
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpuint (documents->items->len, ==, count + 1);
  copy = documents->items->pdata[count];
  g_assert_cmpstr (copy->subject, ==, "d:users");
  start = copy->start;
  version = copy->version;
  for (guint i = 0; i < count; i++)
    g_assert_cmpstr (((OofSimItem *) documents->items->pdata[i])->id, !=, copy->id);
  post (fixture, what, "{\"deleteItem\":\"d:users\"}");
  g_assert_cmpuint (documents->items->len, ==, count);
  post (fixture, what, "{\"moveItem\":\"d:users\",\"days\":-2}");
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpint (copy->start, ==, start - 2 * G_TIME_SPAN_DAY);
  g_assert_cmpuint (copy->version, ==, version + 1);
  post (fixture, what, "{\"deleteItem\":\"d:nothing\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
  post (fixture, what, "{\"moveItem\":\"d:users\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
  post (fixture, what, "{\"copyItem\":\"d:users\",\"deleteItem\":\"d:users\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
}

static void
test_mail (SimFixture *fixture, gconstpointer data)
{
  const gchar *mail = "{\"from\":\"" SIM_BERND "\",\"to\":\"" SIM_PETRA
                      "\",\"subject\":\"Frage\",\"text\":\"?\",\"kind\":\"direct\"}";

  post (fixture, "mail", mail);
  sim_assert (fixture, "answered", "true");
  sim_assert (fixture, "reason", "sent");
  sim_assert (fixture, "reply.from", SIM_PETRA);
  sim_assert (fixture, "reply.subject", "Automatische Antwort: Frage");
  g_assert_true (g_str_has_prefix (sim_value (fixture, "reply.html"), "<html>"));
  post (fixture, "mail", mail);
  sim_assert (fixture, "answered", "false");
  sim_assert (fixture, "reason", "already-answered");
  post (fixture, "mail", "{\"to\":\"" SIM_PETRA "\",\"kind\":\"fax\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
  post (fixture, "mail", "{\"from\":\"x\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
  post (fixture, "mail", "no json");
  g_assert_cmpuint (fixture->status, ==, 400);
}

static void
test_mails (SimFixture *fixture, gconstpointer data)
{
  post (fixture, "mail",
        "{\"mails\":[{\"from\":\"" SIM_BERND "\",\"to\":\"" SIM_PETRA "\"},"
        "{\"from\":\"" SIM_BERND "\",\"to\":\"" SIM_PETRA "\"},"
        "{\"from\":\"" SIM_PETRA "\",\"to\":\"" SIM_BERND "\"}]}");
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_assert (fixture, "deliveries.0.reason", "sent");
  sim_assert (fixture, "deliveries.1.reason", "already-answered");
  sim_assert (fixture, "deliveries.2.reason", "disabled");
  post (fixture, "mail", "{\"mails\":[]}");
  g_assert_cmpuint (fixture->status, ==, 200);
  post (fixture, "mail", "{\"mails\":[{\"to\":\"" SIM_PETRA "\",\"kind\":\"fax\"}]}");
  g_assert_cmpuint (fixture->status, ==, 400);
  post (fixture, "mail", "{\"mails\":[7]}");
  g_assert_cmpuint (fixture->status, ==, 400);
  post (fixture, "mail", "{\"mails\":[],\"to\":\"" SIM_PETRA "\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
}

static void
test_groups (SimFixture *fixture, gconstpointer data)
{
  OofSimGroup *group = oof_sim_tenant_find_group (fixture->tenant, "Ausbildung");
  const OofSimPerson *first = group->people->pdata[0];
  guint count = group->people->len;
  g_autofree gchar *remove = g_strdup_printf ("{\"remove\":[\"%s\"]}", first->mail);

  post (fixture, "groups/Ausbildung", "{\"add\":[\"" SIM_BERND "\",\"" SIM_BERND "\"]}");
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpuint (group->people->len, ==, count + 1);
  post (fixture, "groups/Ausbildung", remove);
  g_assert_cmpuint (group->people->len, ==, count);
  g_assert_false (g_ptr_array_find (group->people, first, NULL));
  post (fixture, "groups/Ausbildung", "{\"add\":[\"niemand@x.example\"]}");
  g_assert_cmpuint (fixture->status, ==, 400);
  post (fixture, "groups/Ausbildung", "{\"add\":\"" SIM_BERND "\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
  post (fixture, "groups/Niemand", "{}");
  g_assert_cmpuint (fixture->status, ==, 404);
}

static void
test_clock (SimFixture *fixture, gconstpointer data)
{
  post (fixture, "clock", "{\"now\":\"2026-12-01T10:00:00Z\"}");
  g_assert_true (g_str_has_prefix (sim_value (fixture, "now"), "2026-12-01T10:00:0"));
  post (fixture, "clock", "{\"advance\":\"P1DT1H30M\"}");
  g_assert_true (g_str_has_prefix (sim_value (fixture, "now"), "2026-12-02T11:30:0"));
  g_assert_true (g_str_has_prefix (soup_message_headers_get_one (fixture->received, "Date"),
                                   "Wed, 02 Dec 2026 11:30:0"));
  for (guint i = 0; i < 10; i++)
    {
      static const gchar *const bad[] = { "{\"advance\":\"1H\"}",
                                          "{\"advance\":\"P1H\"}",
                                          "{\"advance\":\"PT\"}",
                                          "{\"advance\":\"P1Y\"}",
                                          "{\"advance\":\"P9999999W9999999W9999999W\"}",
                                          "{\"advance\":\"P1000000D\"}",
                                          "{\"advance\":\"-P1000000D\"}",
                                          "{\"now\":\"9999-12-31T23:59:59Z\"}",
                                          "{\"now\":\"tomorrow\"}",
                                          "{}" };

      post (fixture, "clock", bad[i]);
      g_assert_cmpuint (fixture->status, ==, 400);
    }
}

static void
test_requests (SimFixture *fixture, gconstpointer data)
{
  sim_runner (fixture, "GET", "/v1.0/users/" SIM_BERND "/mailboxSettings", NULL);
  sim_runner (fixture, "PATCH", "/v1.0/users/" SIM_BERND "/mailboxSettings",
              "{\"automaticRepliesSetting\":{\"status\":\"alwaysEnabled\"}}");
  sim_runner (fixture, "PATCH", "/v1.0/users/" SIM_BERND "/mailboxSettings",
              "{\"automaticRepliesSetting\":{\"status\":\"alwaysEnabled\"}}");
  sim_send (fixture, "GET", "/_sim/requests", "", NULL);
  sim_assert (fixture, "total", "3");
  sim_assert (fixture, "/byKind/graph.get-settings", "1");
  sim_assert (fixture, "/byKind/graph.patch-settings", "2");
  sim_assert (fixture, "/peak/all", "1");
  sim_assert (fixture, "/peak/perMailbox", "1");
  sim_assert (fixture, "/writes/" SIM_BERND, "1");
  post (fixture, "reset", "");
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_send (fixture, "GET", "/_sim/requests", "", NULL);
  sim_assert (fixture, "total", "0");
  sim_send (fixture, "GET", "/_sim/mailboxes/" SIM_BERND, "", NULL);
  sim_assert (fixture, "state", "disabled");
  sim_person (fixture, "GET", "/v1.0/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
}

static void
test_faults (SimFixture *fixture, gconstpointer data)
{
  const gchar *path = "/v1.0/users/" SIM_BERND "/mailboxSettings";

  post (fixture, "fault", "{\"match\":\"graph.get-settings\",\"kind\":\"throttle\",\"times\":1}");
  sim_runner (fixture, "GET", "/v1.0/users/" SIM_BERND, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_runner (fixture, "GET", path, NULL);
  sim_assert_error (fixture, 429, "ApplicationThrottled");
  g_assert_nonnull (soup_message_headers_get_one (fixture->received, "Retry-After"));
  sim_runner (fixture, "GET", path, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  post (fixture, "fault", "{\"match\":\"any\",\"kind\":\"unavailable\",\"times\":1}");
  sim_runner (fixture, "GET", path, NULL);
  g_assert_cmpuint (fixture->status, ==, 503);
  post (fixture, "fault", "{\"match\":\"any\",\"kind\":\"forbidden\"}");
  sim_runner (fixture, "GET", path, NULL);
  sim_assert_error (fixture, 403, "ErrorAccessDenied");
  post (fixture, "fault", "{\"match\":\"calendar-list\",\"kind\":\"unauthorized\"}");
  sim_runner (fixture, "GET", "/v1.0/users/" SIM_BERND "/calendarView", NULL);
  sim_assert_error (fixture, 401, "InvalidAuthenticationToken");
  post (fixture, "fault", "{\"match\":\"any\",\"kind\":\"unavailable\",\"times\":1000}");
  post (fixture, "fault", "{\"kind\":\"none\"}");
  sim_runner (fixture, "GET", path, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  post (fixture, "fault", "{\"match\":\"any\",\"kind\":\"flood\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
}

static void
test_lost_answer (SimFixture *fixture, gconstpointer data)
{
  const gchar *path = "/v1.0/users/" SIM_BERND "/mailboxSettings";
  const gchar *body = "{\"automaticRepliesSetting\":{\"status\":\"alwaysEnabled\"}}";

  post (fixture, "fault", "{\"match\":\"graph.patch-settings\",\"kind\":\"reset\"}");
  sim_runner (fixture, "PATCH", path, body);
  g_assert_true (fixture->failed);
  sim_send (fixture, "GET", "/_sim/mailboxes/" SIM_BERND, "", NULL);
  sim_assert (fixture, "state", "disabled");
  post (fixture, "fault", "{\"match\":\"graph.patch-settings\",\"kind\":\"lost-answer\"}");
  sim_runner (fixture, "PATCH", path, body);
  g_assert_true (fixture->failed);
  sim_send (fixture, "GET", "/_sim/mailboxes/" SIM_BERND, "", NULL);
  sim_assert (fixture, "state", "enabled");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/sim/" name, SimFixture, NULL, sim_fixture_set_up, test, sim_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("login/client-credentials", test_client_credentials);
  ADD ("login/refresh", test_refresh);
  ADD ("login/configuration", test_configuration);
  ADD ("control/mailbox", test_mailbox);
  ADD ("control/items", test_items);
  ADD ("control/mail", test_mail);
  ADD ("control/mails", test_mails);
  ADD ("control/groups", test_groups);
  ADD ("control/clock", test_clock);
  ADD ("control/requests", test_requests);
  ADD ("control/faults", test_faults);
  ADD ("control/lost-answer", test_lost_answer);
  return g_test_run ();
}
