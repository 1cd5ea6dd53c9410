/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-fixture.h"

#define RULES        "/v1.0/users/" SIM_BERND "/mailFolders/inbox/messageRules"
#define TO(address)  "[{\"emailAddress\":{\"name\":\"x\",\"address\":\"" address "\"}}]"
#define RULE(more)   "{\"displayName\":\"A\",\"sequence\":2," more "}"
#define REDIRECT(to) "\"actions\":{\"redirectTo\":" TO (to) "}"
#define CONTROL      "/_sim/mailboxes/" SIM_BERND

static void
test_life (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *path = NULL;

  sim_runner (fixture, "GET", RULES, NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 0);
  sim_runner (fixture, "POST", RULES, RULE (REDIRECT ("Carla.Wolf@" SIM_DOMAIN)));
  g_assert_cmpuint (fixture->status, ==, 201);
  sim_assert (fixture, "isEnabled", "true");
  sim_assert (fixture, "isReadOnly", "false");
  sim_assert (fixture, "actions.stopProcessingRules", "false");
  path = g_strconcat (RULES "/", sim_value (fixture, "id"), NULL);
  sim_runner (fixture, "POST", RULES,
              "{\"displayName\":\"B\",\"sequence\":1,\"conditions\":{\"subjectContains\":[\"x\"],"
              "\"fromAddresses\":" TO ("a@b.example") "},\"actions\":{\"delete\":true}}");
  g_assert_cmpuint (fixture->status, ==, 201);
  sim_runner (fixture, "GET", RULES, NULL);
  sim_assert (fixture, "value.0.displayName", "B");
  sim_assert (fixture, "value.0.conditions.subjectContains.0", "x");
  sim_assert (fixture, "value.0.conditions.fromAddresses.0.emailAddress.address", "a@b.example");
  sim_assert (fixture, "value.1.actions.redirectTo.0.emailAddress.address",
              "carla.wolf@" SIM_DOMAIN);
  sim_runner (fixture, "PATCH", path, "{\"isEnabled\":false}");
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_assert (fixture, "isEnabled", "false");
  sim_assert (fixture, "actions.redirectTo.0.emailAddress.address", "carla.wolf@" SIM_DOMAIN);
  sim_runner (fixture, "DELETE", path, NULL);
  g_assert_cmpuint (fixture->status, ==, 204);
  sim_runner (fixture, "DELETE", path, NULL);
  sim_assert_error (fixture, 404, "ErrorItemNotFound");
}

static void
test_strict (SimFixture *fixture, gconstpointer data)
{
  static const gchar *const bodies[] = {
    "{\"sequence\":1," REDIRECT ("a@b.example") "}",
    "{\"displayName\":\"A\"," REDIRECT ("a@b.example") "}",
    "{\"displayName\":\"A\",\"sequence\":1}",
    "{\"displayName\":\"A\",\"sequence\":0," REDIRECT ("a@b.example") "}",
    "{\"displayName\":\"\",\"sequence\":1," REDIRECT ("a@b.example") "}",
    RULE ("\"actions\":{}"),
    RULE ("\"actions\":{\"redirectTo\":[]}"),
    RULE ("\"actions\":{\"redirectTo\":[\"a@b.example\"]}"),
    RULE ("\"actions\":{\"redirectTo\":[{\"address\":\"a@b.example\"}]}"),
    RULE ("\"actions\":{\"redirectTo\":" TO ("nobody") "}"),
    RULE ("\"isReadOnly\":true," REDIRECT ("a@b.example")),
    RULE ("\"conditions\":{\"withinDateRange\":{}}," REDIRECT ("a@b.example")),
    RULE ("\"conditions\":{\"subjectContains\":\"x\"}," REDIRECT ("a@b.example")),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      sim_runner (fixture, "POST", RULES, bodies[i]);
      g_assert_cmpuint (fixture->status, ==, 400);
    }
  for (guint i = 0; i < 2; i++)
    {
      sim_runner (fixture, "POST", RULES,
                  i == 0 ? RULE ("\"actions\":{\"moveToFolder\":\"nowhere\"}")
                         : RULE ("\"actions\":{\"moveToFolder\":\"deleteditems\"}"));
      sim_assert_error (fixture, 404, "ErrorFolderNotFound");
    }
  sim_person (fixture, "GET", RULES, NULL);
  sim_assert_error (fixture, 403, "ErrorAccessDenied");
  sim_runner (fixture, "GET", "/v1.0/users/" SIM_BERND "/mailFolders/drafts/messageRules", NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
  sim_runner (fixture, "GET", "/v1.0/users/" SIM_ONPREM "/mailFolders/inbox/messageRules", NULL);
  g_assert_cmpuint (fixture->status, ==, 404);
  sim_runner (fixture, "GET", RULES, NULL);
  g_assert_cmpuint (sim_length (fixture, "value"), ==, 0);
}

/* What EWS alone can express, Graph shows empty and leaves alone. */
static void
test_opaque (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *path = NULL;

  sim_send (fixture, "POST", CONTROL, "",
            "{\"rule\":{\"name\":\"Urlaub\",\"redirectTo\":[\"a@b.example\"],"
            "\"from\":\"2026-11-20T00:00:00Z\",\"to\":\"2026-11-30T00:00:00Z\"}}");
  g_assert_cmpuint (fixture->status, ==, 200);
  sim_runner (fixture, "GET", RULES, NULL);
  sim_assert (fixture, "value.0.displayName", "Urlaub");
  sim_assert (fixture, "value.0.isReadOnly", "true");
  g_assert_null (sim_node (fixture, "value.0.actions"));
  g_assert_null (sim_node (fixture, "value.0.conditions"));
  path = g_strconcat (RULES "/", sim_value (fixture, "value.0.id"), NULL);
  sim_runner (fixture, "PATCH", path, "{\"isEnabled\":false}");
  sim_assert_error (fixture, 403, "ErrorAccessDenied");
  sim_runner (fixture, "DELETE", path, NULL);
  sim_assert_error (fixture, 403, "ErrorAccessDenied");
  sim_send (fixture, "GET", CONTROL, "", NULL);
  sim_assert (fixture, "rules.0.redirectTo.0", "a@b.example");
  sim_assert (fixture, "rules.0.readOnly", "true");
}

static void
mail (SimFixture *fixture, const gchar *kind)
{
  g_autofree gchar *body =
      g_strdup_printf ("{\"from\":\"kunde@contoso.example\",\"to\":\"" SIM_BERND
                       "\",\"subject\":\"Frage x\",\"kind\":\"%s\"}",
                       kind);

  sim_send (fixture, "POST", "/_sim/mail", "", body);
  g_assert_cmpuint (fixture->status, ==, 200);
}

static void
test_redirect (SimFixture *fixture, gconstpointer data)
{
  mail (fixture, "direct");
  sim_assert (fixture, "delivered.0", SIM_BERND);
  sim_runner (fixture, "POST", RULES, RULE (REDIRECT (SIM_ANNA)));
  mail (fixture, "direct");
  g_assert_cmpuint (sim_length (fixture, "delivered"), ==, 2);
  sim_assert (fixture, "delivered.0", SIM_ANNA);
  sim_send (fixture, "GET", "/_sim/mailboxes/" SIM_ANNA, "", NULL);
  sim_assert (fixture, "inbox.0.from", "kunde@contoso.example");
  sim_assert (fixture, "inbox.0.redirectedBy", SIM_BERND);

  sim_runner (fixture, "POST", RULES,
              RULE ("\"actions\":{\"redirectTo\":" TO ("a@b.example") ",\"delete\":true}"));
  mail (fixture, "direct");
  g_assert_cmpuint (sim_length (fixture, "delivered"), ==, 1);
  sim_assert (fixture, "bounced.0", "a@b.example");
  mail (fixture, "junk");
  g_assert_cmpuint (sim_length (fixture, "delivered"), ==, 0);
  sim_send (fixture, "POST", CONTROL, "", "{\"rules\":[],\"smtpForward\":\"" SIM_ANNA "\"}");
  mail (fixture, "direct");
  g_assert_cmpuint (sim_length (fixture, "delivered"), ==, 1);
  sim_assert (fixture, "delivered.0", SIM_ANNA);
}

/* Rules that point at each other end; a stop keeps the later ones from running. */
static void
test_loop (SimFixture *fixture, gconstpointer data)
{
  sim_runner (fixture, "POST", RULES,
              "{\"displayName\":\"A\",\"sequence\":1,\"actions\":{\"redirectTo\":" TO (
                  SIM_ANNA) ",\"stopProcessingRules\":true}}");
  sim_runner (fixture, "POST", RULES, RULE ("\"actions\":{\"delete\":true}"));
  sim_runner (fixture, "POST", "/v1.0/users/" SIM_ANNA "/mailFolders/inbox/messageRules",
              RULE (REDIRECT (SIM_BERND)));
  mail (fixture, "direct");
  g_assert_cmpuint (sim_length (fixture, "delivered"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/sim/graph-rules/" name, SimFixture, NULL, sim_fixture_set_up, function,            \
              sim_fixture_tear_down)
  ADD ("life", test_life);
  ADD ("strict", test_strict);
  ADD ("opaque", test_opaque);
  ADD ("redirect", test_redirect);
  ADD ("loop", test_loop);
  return g_test_run ();
}
