/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-fixture.h"

#include <string.h>

#define SETTINGS(mail) "/v1.0/users/" mail "/mailboxSettings"
#define REPLY(members) "{\"automaticRepliesSetting\":{" members "}}"
#define TIME(text)     "{\"dateTime\":\"" text "\",\"timeZone\":\"UTC\"}"

static void
test_tokens (SimFixture *fixture, gconstpointer data)
{
  sim_send (fixture, "GET", "/v1.0/me", "", NULL);
  sim_assert_error (fixture, 401, "InvalidAuthenticationToken");
  g_assert_nonnull (soup_message_headers_get_one (fixture->received, "WWW-Authenticate"));
  sim_send (fixture, "GET", "/v1.0/me", "Authorization: Bearer x", NULL);
  sim_assert_error (fixture, 401, "InvalidAuthenticationToken");
  sim_person (fixture, "GET", "/v1.0/me", NULL);
  sim_assert (fixture, "mail", SIM_ANNA);
  sim_runner (fixture, "GET", "/v1.0/me", NULL);
  sim_assert_error (fixture, 400, "BadRequest");
  oof_sim_tenant_set_now (fixture->tenant,
                          oof_sim_tenant_now (fixture->tenant) + 3600 * (gint64) G_USEC_PER_SEC);
  sim_person (fixture, "GET", "/v1.0/me", NULL);
  sim_assert_error (fixture, 401, "InvalidAuthenticationToken");
}

static void
test_headers (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *headers = g_strdup_printf ("Authorization: Bearer %s\nclient-request-id: abc\n"
                                               "return-client-request-id: true",
                                               fixture->person);
  const gchar *date;

  sim_send (fixture, "GET", "/v1.0/me", headers, NULL);
  date = soup_message_headers_get_one (fixture->received, "Date");
  g_assert_true (g_str_has_prefix (date, "Mon, 23 Nov 2026 09:0"));
  g_assert_cmpstr (soup_message_headers_get_one (fixture->received, "client-request-id"), ==,
                   "abc");
  g_assert_nonnull (soup_message_headers_get_one (fixture->received, "request-id"));
  sim_person (fixture, "GET", "/v1.0/nowhere", NULL);
  sim_assert_error (fixture, 400, "BadRequest");
  sim_person (fixture, "DELETE", "/v1.0/users", NULL);
  g_assert_cmpuint (fixture->status, ==, 405);
}

static void
test_users (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *link = NULL;
  guint seen = 0;

  sim_runner (fixture, "GET", "/v1.0/users?$select=id,mail,department&$top=25", NULL);
  g_assert_null (sim_node (fixture, "value.0.displayName"));
  while (fixture->status == 200)
    {
      seen += sim_length (fixture, "value");
      link = g_strdup (sim_value (fixture, "/@odata.nextLink"));
      if (link == NULL)
        break;
      sim_runner (fixture, "GET", link, NULL);
      g_clear_pointer (&link, g_free);
    }
  g_assert_cmpuint (seen, ==, 61);
  sim_runner (fixture, "GET", "/v1.0/users/" SIM_BERND, NULL);
  sim_assert (fixture, "displayName", "Bernd Krause");
  g_assert_null (sim_node (fixture, "department"));
  sim_runner (fixture, "GET", "/v1.0/users/nobody@" SIM_DOMAIN, NULL);
  sim_assert_error (fixture, 404, "Request_ResourceNotFound");
  sim_runner (fixture, "GET", "/v1.0/users?$top=1000", NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
  sim_runner (fixture, "GET", "/v1.0/users?$select=shoeSize", NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
  sim_runner (fixture, "GET", "/v1.0/users?$filter=mail eq '" SIM_BERND "'", NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 1);
  sim_runner (fixture, "GET", "/v1.0/users?$filter=accountEnabled eq true and userType eq 'Member'",
              NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 58);
  sim_runner (fixture, "GET", "/v1.0/users?$filter=department eq 'IT'", NULL);
  sim_assert_error (fixture, 400, "Request_UnsupportedQuery");
}

/* By id and principal name, as the documents have it; an address is neither. */
static void
test_principal_names (SimFixture *fixture, gconstpointer data)
{
  guint n_others = 0;

  for (guint i = 0; i < fixture->tenant->people->len; i++)
    {
      const OofSimPerson *person = fixture->tenant->people->pdata[i];
      g_autofree gchar *by_name = g_strconcat ("/v1.0/users/", person->upn, NULL);
      g_autofree gchar *by_address =
          g_strdup_printf ("/v1.0/users/%s/mailboxSettings", person->mail);

      if (g_str_equal (person->upn, person->mail))
        continue;
      n_others++;
      sim_runner (fixture, "GET", by_name, NULL);
      sim_assert (fixture, "mail", person->mail);
      sim_runner (fixture, "GET", by_address, NULL);
      sim_assert_error (fixture, 404, "Request_ResourceNotFound");
    }
  g_assert_cmpuint (n_others, >, 3);
}

static void
test_search (SimFixture *fixture, gconstpointer data)
{
  const gchar *path = "/v1.0/users?$search=\"displayName:krau\" OR \"mail:krau\"&$count=true";
  g_autofree gchar *headers =
      g_strdup_printf ("Authorization: Bearer %s\nConsistencyLevel: eventual", fixture->person);

  sim_person (fixture, "GET", path, NULL);
  sim_assert_error (fixture, 400, "Request_UnsupportedQuery");
  sim_send (fixture, "GET", "/v1.0/users?$search=\"displayName:krau\"", headers, NULL);
  sim_assert_error (fixture, 400, "Request_UnsupportedQuery");
  sim_send (fixture, "GET", path, headers, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_assert (fixture, "/@odata.count", "2");
  sim_assert (fixture, "value.0.displayName", "Bernd Krause");
  sim_send (fixture, "GET", "/v1.0/users?$search=krau&$count=true", headers, NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
}

static void
test_groups (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *headers =
      g_strdup_printf ("Authorization: Bearer %s\nConsistencyLevel: eventual", fixture->runner);
  g_autofree gchar *members = NULL;
  g_autofree gchar *users = NULL;

  sim_runner (fixture, "GET", "/v1.0/groups?$filter=mail eq 'alle@" SIM_DOMAIN "'", NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 1);
  members = g_strdup_printf ("/v1.0/groups/%s/members", sim_value (fixture, "value.0.id"));
  users = g_strdup_printf ("/v1.0/groups/%s/transitiveMembers/microsoft.graph.user?$count=true",
                           sim_value (fixture, "value.0.id"));
  sim_runner (fixture, "GET", members, NULL);
  sim_assert (fixture, "/value/0/@odata.type", "#microsoft.graph.group");
  sim_runner (fixture, "GET", users, NULL);
  sim_assert_error (fixture, 400, "Request_UnsupportedQuery");
  sim_send (fixture, "GET", users, headers, NULL);
  sim_assert (fixture, "/@odata.count", "60");
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 60);
  sim_runner (fixture, "GET", "/v1.0/groups/00000000-0000-0000-0000-000000000000/members", NULL);
  sim_assert_error (fixture, 404, "Request_ResourceNotFound");
  sim_runner (fixture, "GET", "/v1.0/organization", NULL);
  sim_assert (fixture, "value.0.id", fixture->tenant->id);
}

static void
test_settings (SimFixture *fixture, gconstpointer data)
{
  sim_runner (fixture, "GET", SETTINGS (SIM_PETRA), NULL);
  sim_assert (fixture, "timeZone", "W. Europe Standard Time");
  sim_assert (fixture, "language.locale", "de-DE");
  sim_assert (fixture, "userPurpose", "user");
  sim_assert (fixture, "automaticRepliesSetting.status", "scheduled");
  sim_assert (fixture, "automaticRepliesSetting.scheduledEndDateTime.dateTime",
              "2026-11-29T23:00:00.0000000");
  sim_runner (fixture, "GET", SETTINGS (SIM_PETRA) "?$select=userPurpose", NULL);
  g_assert_null (sim_node (fixture, "automaticRepliesSetting"));
  sim_runner (fixture, "GET", SETTINGS (SIM_PETRA) "/timeZone", NULL);
  sim_assert (fixture, "value", "W. Europe Standard Time");
  sim_runner (fixture, "GET", SETTINGS (SIM_PETRA) "/automaticRepliesSetting", NULL);
  sim_assert (fixture, "externalAudience", "all");
  sim_runner (fixture, "GET", SETTINGS (SIM_PETRA) "/language", NULL);
  sim_assert (fixture, "locale", "de-DE");
  g_assert_null (sim_node (fixture, "/@odata.context"));
  sim_runner (fixture, "GET", SETTINGS (SIM_PETRA) "/shoeSize", NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
  sim_person (fixture, "GET", SETTINGS (SIM_PETRA), NULL);
  sim_assert_error (fixture, 403, "ErrorAccessDenied");
  sim_person (fixture, "GET", "/v1.0/me/mailboxSettings", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_runner (fixture, "GET", SETTINGS (SIM_ONPREM), NULL);
  sim_assert_error (fixture, 404, "MailboxNotEnabledForRESTAPI");
  sim_runner (fixture, "GET", SETTINGS (SIM_ONPREM), NULL);
  sim_assert_error (fixture, 404, "ResourceNotFound");
}

static void
patch_bernd (SimFixture *fixture, const gchar *body)
{
  sim_runner (fixture, "PATCH", SETTINGS (SIM_BERND), body);
}

static void
test_patch (SimFixture *fixture, gconstpointer data)
{
  OofSimMailbox *mailbox = oof_sim_tenant_find_person (fixture->tenant, SIM_BERND)->mailbox;

  patch_bernd (fixture, REPLY ("\"status\":\"scheduled\",\"externalAudience\":\"contactsOnly\","
                               "\"scheduledStartDateTime\":{\"dateTime\":\"2026-11-23T00:00:00\","
                               "\"timeZone\":\"W. Europe Standard Time\"},"
                               "\"scheduledEndDateTime\":" TIME (
                                   "2026-11-27T23:00:00Z") ","
                                                           "\"internalReplyMessage\":\"Bin "
                                                           "<weg\",\"externalReplyMessage\":null"));
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_assert (fixture, "automaticRepliesSetting.scheduledStartDateTime.dateTime",
              "2026-11-22T23:00:00.0000000");
  sim_assert (fixture, "automaticRepliesSetting.externalReplyMessage", "");
  g_assert_nonnull (strstr (sim_value (fixture, "automaticRepliesSetting.internalReplyMessage"),
                            "<body>Bin &lt;weg</body>"));
  g_assert_cmpuint (mailbox->writes, ==, 1);
  /* Partial: the rest stays. */
  patch_bernd (fixture, REPLY ("\"externalReplyMessage\":\"x\""));
  sim_assert (fixture, "automaticRepliesSetting.status", "scheduled");
  sim_assert (fixture, "automaticRepliesSetting.externalAudience", "contactsOnly");
  g_assert_cmpuint (mailbox->writes, ==, 2);
  patch_bernd (fixture, REPLY ("\"status\":\"disabled\""));
  g_assert_cmpuint (mailbox->writes, ==, 3);
}

static void
test_patch_refused (SimFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const gchar *body;
    const gchar *code;
  } cases[] = {
    { "{\"automaticReplies\":{}}", "RequestBodyRead" },
    { REPLY ("\"state\":\"disabled\""), "RequestBodyRead" },
    { REPLY ("\"status\":1"), "RequestBodyRead" },
    { REPLY ("\"status\":\"Disabled\""), "InvalidArguments" },
    { REPLY ("\"externalAudience\":\"known\""), "InvalidArguments" },
    { REPLY ("\"status\":\"scheduled\""), "ErrorInvalidTimeSettings" },
    { REPLY ("\"status\":\"scheduled\",\"scheduledStartDateTime\":" TIME (
          "2026-11-25T00:00:00") ",\"scheduledEndDateTime\":" TIME ("2026-11-25T00:00:00")),
      "ErrorInvalidTimeSettings" },
    { REPLY ("\"status\":\"scheduled\",\"scheduledStartDateTime\":" TIME (
          "2026-11-20T00:00:00") ",\"scheduledEndDateTime\":" TIME ("2026-11-23T08:59:00")),
      "ErrorInvalidTimeSettings" },
    { REPLY ("\"scheduledStartDateTime\":{\"dateTime\":\"2026-11-25T00:00:00\","
             "\"timeZone\":\"Mars\"}"),
      "InvalidTimeZone" },
    { REPLY ("\"scheduledStartDateTime\":{\"timeZone\":\"UTC\"}"), "RequestBodyRead" },
    { "[]", "RequestBodyRead" },
    { "{\"a\":1,}", "RequestBodyRead" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      patch_bernd (fixture, cases[i].body);
      sim_assert_error (fixture, 400, cases[i].code);
    }
  g_assert_cmpuint (oof_sim_tenant_find_person (fixture->tenant, SIM_BERND)->mailbox->writes, ==,
                    0);
}

static void
test_content_type (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *text =
      g_strdup_printf ("Authorization: Bearer %s\nContent-Type: text/plain", fixture->runner);
  g_autofree gchar *charset = g_strdup_printf (
      "Authorization: Bearer %s\nContent-Type: application/json; charset=utf-8", fixture->runner);

  sim_send (fixture, "PATCH", SETTINGS (SIM_BERND), text, REPLY ("\"status\":\"disabled\""));
  sim_assert_error (fixture, 415, "UnsupportedMediaType");
  sim_send (fixture, "PATCH", SETTINGS (SIM_BERND), charset, REPLY ("\"status\":\"disabled\""));
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_runner (fixture, "PATCH", SETTINGS (SIM_BERND), NULL);
  sim_assert_error (fixture, 400, "BadRequest");
}

static void
test_batch (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) many = g_string_new ("{\"requests\":[");

  sim_runner (fixture, "POST", "/v1.0/$batch",
              "{\"requests\":["
              "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users/" SIM_BERND "/mailboxSettings\"},"
              "{\"id\":\"2\",\"method\":\"PATCH\",\"url\":\"/users/" SIM_BERND
              "/mailboxSettings\",\"headers\":{\"Content-Type\":\"application/json\"},"
              "\"body\":{\"automaticRepliesSetting\":{\"status\":\"alwaysEnabled\"}}},"
              "{\"id\":\"3\",\"method\":\"GET\",\"url\":\"/users/" SIM_ONPREM "/mailboxSettings\"},"
              "{\"id\":\"4\",\"method\":\"GET\",\"url\":\"/me\",\"dependsOn\":[\"3\"]}]}");
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpuint (sim_length (fixture, "responses"), ==, 4);
  sim_assert (fixture, "responses.0.id", "4");
  sim_assert (fixture, "responses.0.status", "424");
  sim_assert (fixture, "responses.1.status", "404");
  sim_assert (fixture, "responses.2.body.automaticRepliesSetting.status", "alwaysEnabled");
  sim_assert (fixture, "responses.3.body.automaticRepliesSetting.status", "disabled");
  for (guint i = 0; i < 21; i++)
    g_string_append_printf (many, "%s{\"id\":\"%u\",\"method\":\"GET\",\"url\":\"/users\"}",
                            i == 0 ? "" : ",", i);
  g_string_append (many, "]}");
  sim_runner (fixture, "POST", "/v1.0/$batch", many->str);
  g_assert_cmpuint (fixture->status, ==, 400);
  sim_runner (fixture, "POST", "/v1.0/$batch",
              "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users\"},"
              "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users\"}]}");
  g_assert_cmpuint (fixture->status, ==, 400);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/sim/graph/" name, SimFixture, NULL, sim_fixture_set_up, test, sim_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("tokens", test_tokens);
  ADD ("headers", test_headers);
  ADD ("users", test_users);
  ADD ("principal-names", test_principal_names);
  ADD ("search", test_search);
  ADD ("groups", test_groups);
  ADD ("settings", test_settings);
  ADD ("patch", test_patch);
  ADD ("patch-refused", test_patch_refused);
  ADD ("content-type", test_content_type);
  ADD ("batch", test_batch);
  return g_test_run ();
}
