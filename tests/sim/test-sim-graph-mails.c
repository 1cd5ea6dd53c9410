/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-fixture.h"

#define SEND     "/v1.0/users/" SIM_ANNA "/sendMail"
#define TO(who)  "\"toRecipients\":[{\"emailAddress\":{\"address\":\"" who "\"}}]"
#define BODY     "\"body\":{\"contentType\":\"text\",\"content\":\"x\"}"
#define MAIL(in) "{\"message\":{\"subject\":\"S\"," in "}}"

static guint
count_sent (SimFixture *fixture)
{
  sim_send (fixture, "GET", "/_sim/outbox", "", NULL);
  return sim_length (fixture, "mails");
}

static void
test_life (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *path = g_strconcat (fixture->service_path, "/sendMail", NULL);

  sim_runner (fixture, "POST", path, MAIL (BODY "," TO ("Bernd.Krause@" SIM_DOMAIN)));
  g_assert_cmpuint (fixture->status, ==, 202);
  g_assert_null (fixture->answer);
  g_assert_cmpuint (count_sent (fixture), ==, 1);
  sim_assert (fixture, "mails.0.to.0", SIM_BERND);
  sim_assert (fixture, "mails.0.text", "x");
  sim_assert (fixture, "mails.0.saved", "true");
  sim_send (fixture, "GET", "/_sim/mailboxes/" SIM_BERND, "", NULL);
  sim_assert (fixture, "inbox.0.subject", "S");
  sim_send (fixture, "POST", "/_sim/reset", "", "{}");
  g_assert_cmpuint (count_sent (fixture), ==, 0);
}

static void
test_strict (SimFixture *fixture, gconstpointer data)
{
  static const gchar *const bodies[] = {
    "{}",
    "{\"message\":null}",
    MAIL (BODY),
    MAIL (BODY ",\"toRecipients\":[]"),
    MAIL (BODY "," TO ("nobody")),
    MAIL (BODY ",\"toRecipients\":[\"a@b.example\"]"),
    MAIL ("\"body\":\"x\"," TO ("a@b.example")),
    MAIL ("\"body\":{\"contentType\":\"Text\",\"content\":\"x\"}," TO ("a@b.example")),
    MAIL ("\"to\":\"a@b.example\"," TO ("a@b.example")),
    "{\"message\":{" TO ("a@b.example") "},\"saveToSentItems\":\"false\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      sim_runner (fixture, "POST", SEND, bodies[i]);
      g_assert_cmpuint (fixture->status, ==, 400);
    }
  sim_runner (fixture, "GET", SEND, NULL);
  g_assert_cmpuint (fixture->status, ==, 405);
  sim_runner (fixture, "POST", "/v1.0/users/" SIM_ONPREM "/sendMail", MAIL (TO (SIM_BERND)));
  g_assert_cmpuint (fixture->status, ==, 404);
  g_assert_cmpuint (count_sent (fixture), ==, 0);
}

/* Whose mailbox, and with which permission. */
static void
test_rights (SimFixture *fixture, gconstpointer data)
{
  sim_person (fixture, "POST", SEND, MAIL (TO (SIM_BERND)));
  g_assert_cmpuint (fixture->status, ==, 202);
  sim_person (fixture, "POST", "/v1.0/users/" SIM_BERND "/sendMail", MAIL (TO (SIM_ANNA)));
  sim_assert_error (fixture, 403, "ErrorAccessDenied");
  g_assert_cmpuint (count_sent (fixture), ==, 1);
}

static void
test_size (SimFixture *fixture, gconstpointer data)
{
  g_autofree gchar *text = g_strnfill (4 * 1024 * 1024, 'x');
  g_autofree gchar *mail = g_strdup_printf (
      MAIL ("\"body\":{\"contentType\":\"text\",\"content\":\"%s\"}," TO (SIM_BERND)), text);

  sim_runner (fixture, "POST", SEND, mail);
  sim_assert_error (fixture, 413, "ErrorMessageSizeExceeded");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sim/graph/mails/life", SimFixture, NULL, sim_fixture_set_up, test_life,
              sim_fixture_tear_down);
  g_test_add ("/sim/graph/mails/strict", SimFixture, NULL, sim_fixture_set_up, test_strict,
              sim_fixture_tear_down);
  g_test_add ("/sim/graph/mails/rights", SimFixture, NULL, sim_fixture_set_up, test_rights,
              sim_fixture_tear_down);
  g_test_add ("/sim/graph/mails/size", SimFixture, NULL, sim_fixture_set_up, test_size,
              sim_fixture_tear_down);
  return g_test_run ();
}
