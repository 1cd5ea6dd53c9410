/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-mail.h"
#include "sim/oof-sim-scenario.h"
#include "sim/oof-sim-zone.h"

#include <gio/gio.h>

#define BERND   "bernd.krause@mfa-wuerzburg.example"
#define ANNA    "anna.meier@mfa-wuerzburg.example"
#define PETRA   "petra.hofmann@mfa-wuerzburg.example"
#define LEEDS   "siobhan.oconnor@mfa-wuerzburg.example"
#define OUTSIDE "kunde@contoso.example"
#define HOUR    (3600 * (gint64) G_USEC_PER_SEC)

static OofSimTenant *
make_tenant (void)
{
  OofSimStart start = { .name = "demo", .seed = 1, .people = 60 };
  g_autoptr (GError) error = NULL;
  OofSimTenant *tenant;

  g_assert_true (oof_sim_zone_parse ("2026-11-23T09:00:00Z", NULL, &start.now));
  tenant = oof_sim_scenario_new (&start, &error);
  g_assert_no_error (error);
  return tenant;
}

static void
assert_reason (OofSimTenant *tenant,
               const gchar *from,
               const gchar *to,
               OofSimMailKind kind,
               const gchar *reason)
{
  g_autoptr (OofSimDelivery) delivery = oof_sim_mail_deliver (tenant, from, to, "Frage", kind);

  g_assert_cmpstr (delivery->reason, ==, reason);
  g_assert_cmpint (delivery->answered, ==, g_str_equal (reason, "sent"));
}

/* A reply of Bernd's with both texts. */
static OofSimReply
make_reply (OofSimTenant *tenant, OofSimReplyState state)
{
  gint64 now = oof_sim_tenant_now (tenant);

  return (OofSimReply){ .state = state,
                        .audience = OOF_SIM_AUDIENCE_ALL,
                        .start = now - HOUR,
                        .end = now + HOUR,
                        .internal = (gchar *) "innen",
                        .external = (gchar *) "aussen" };
}

static void
test_window (void)
{
  g_autoptr (OofSimTenant) tenant = make_tenant ();
  OofSimMailbox *mailbox = oof_sim_tenant_find_person (tenant, BERND)->mailbox;
  OofSimReply reply = make_reply (tenant, OOF_SIM_REPLY_SCHEDULED);
  gint64 now = oof_sim_tenant_now (tenant);

  reply.end = reply.start;
  g_assert_cmpint (oof_sim_mailbox_set_reply (mailbox, &reply, now), ==, OOF_SIM_PROBLEM_REVERSED);
  reply.start = now - 2 * HOUR;
  reply.end = now;
  g_assert_cmpint (oof_sim_mailbox_set_reply (mailbox, &reply, now), ==, OOF_SIM_PROBLEM_PAST);
  reply.start = reply.end = 0;
  g_assert_cmpint (oof_sim_mailbox_set_reply (mailbox, &reply, now), ==, OOF_SIM_PROBLEM_NO_WINDOW);
  g_assert_cmpuint (mailbox->writes, ==, 0);
  g_assert_cmpint (mailbox->reply->state, ==, OOF_SIM_REPLY_DISABLED);
  reply.state = OOF_SIM_REPLY_ENABLED;
  g_assert_cmpint (oof_sim_mailbox_set_reply (mailbox, &reply, now), ==, OOF_SIM_PROBLEM_NONE);
  g_assert_cmpuint (mailbox->writes, ==, 1);
}

static void
test_memory (void)
{
  g_autoptr (OofSimTenant) tenant = make_tenant ();
  OofSimMailbox *mailbox = oof_sim_tenant_find_person (tenant, BERND)->mailbox;
  OofSimReply reply = make_reply (tenant, OOF_SIM_REPLY_SCHEDULED);
  gint64 now = oof_sim_tenant_now (tenant);

  assert_reason (tenant, ANNA, BERND, OOF_SIM_MAIL_DIRECT, "disabled");
  oof_sim_mailbox_set_reply (mailbox, &reply, now);
  assert_reason (tenant, ANNA, BERND, OOF_SIM_MAIL_DIRECT, "sent");
  assert_reason (tenant, "Anna.Meier@MFA-wuerzburg.example", BERND, OOF_SIM_MAIL_DIRECT,
                 "already-answered");
  /* An equal value changes nothing, also when it is what was read. */
  oof_sim_mailbox_set_reply (mailbox, &reply, now);
  reply.internal = mailbox->reply->internal;
  {
    g_autoptr (OofSimReply) same = oof_sim_reply_copy (&reply);

    oof_sim_mailbox_set_reply (mailbox, same, now);
  }
  assert_reason (tenant, ANNA, BERND, OOF_SIM_MAIL_DIRECT, "already-answered");
  g_assert_cmpuint (mailbox->writes, ==, 1);
  reply = make_reply (tenant, OOF_SIM_REPLY_SCHEDULED);
  reply.end += HOUR;
  oof_sim_mailbox_set_reply (mailbox, &reply, now);
  assert_reason (tenant, ANNA, BERND, OOF_SIM_MAIL_DIRECT, "sent");
  g_assert_cmpuint (mailbox->writes, ==, 2);
}

static void
test_reasons (void)
{
  g_autoptr (OofSimTenant) tenant = make_tenant ();
  OofSimMailbox *mailbox = oof_sim_tenant_find_person (tenant, BERND)->mailbox;
  OofSimReply reply = make_reply (tenant, OOF_SIM_REPLY_SCHEDULED);
  gint64 now = oof_sim_tenant_now (tenant);

  reply.audience = OOF_SIM_AUDIENCE_CONTACTS;
  oof_sim_mailbox_set_reply (mailbox, &reply, now);
  assert_reason (tenant, ANNA, "niemand@mfa-wuerzburg.example", OOF_SIM_MAIL_DIRECT, "unknown");
  assert_reason (tenant, ANNA, BERND, OOF_SIM_MAIL_LIST, "list");
  assert_reason (tenant, ANNA, BERND, OOF_SIM_MAIL_JUNK, "junk");
  assert_reason (tenant, "", BERND, OOF_SIM_MAIL_NULL_SENDER, "junk");
  assert_reason (tenant, OUTSIDE, BERND, OOF_SIM_MAIL_DIRECT, "audience");
  g_hash_table_add (mailbox->contacts, g_strdup (OUTSIDE));
  assert_reason (tenant, OUTSIDE, BERND, OOF_SIM_MAIL_DIRECT, "sent");
  mailbox->smtp_forward = g_strdup ("x@contoso.example");
  assert_reason (tenant, ANNA, BERND, OOF_SIM_MAIL_DIRECT, "smtp-forward");
  g_clear_pointer (&mailbox->smtp_forward, g_free);
  oof_sim_tenant_set_now (tenant, now + 2 * HOUR);
  assert_reason (tenant, ANNA, BERND, OOF_SIM_MAIL_DIRECT, "outside-window");
}

/* The seeded replies: German, English, no external text for the one who is ill. */
static void
test_seeded (void)
{
  g_autoptr (OofSimTenant) tenant = make_tenant ();
  g_autoptr (OofSimDelivery) german =
      oof_sim_mail_deliver (tenant, ANNA, PETRA, "Frage", OOF_SIM_MAIL_DIRECT);
  g_autoptr (OofSimDelivery) english =
      oof_sim_mail_deliver (tenant, OUTSIDE, LEEDS, "Question", OOF_SIM_MAIL_DIRECT);

  g_assert_cmpstr (german->subject, ==, "Automatische Antwort: Frage");
  g_assert_nonnull (strstr (german->text, "29.11.2026"));
  g_assert_nonnull (strstr (german->text, "Jürgen Großmann"));
  g_assert_cmpstr (english->subject, ==, "Automatic reply: Question");
  g_assert_nonnull (strstr (english->text, "2 December 2026"));
  g_assert_nonnull (strstr (english->text, "Mainfranken Apparatebau GmbH, Leeds"));
  assert_reason (tenant, OUTSIDE, "mareike.sussmann@mfa-wuerzburg.example", OOF_SIM_MAIL_DIRECT,
                 "audience");
  assert_reason (tenant, ANNA, BERND, OOF_SIM_MAIL_DIRECT, "disabled");
}

static guint
count_present (OofSimTenant *tenant, OofSimLocation location)
{
  guint count = 0;

  for (guint i = 0; i < tenant->people->len; i++)
    {
      OofSimPerson *person = tenant->people->pdata[i];

      count += person->location == location && person->purpose == OOF_SIM_PURPOSE_USER
               && person->mailbox->reply->state == OOF_SIM_REPLY_DISABLED;
    }
  return count;
}

static void
test_people (void)
{
  g_autoptr (OofSimTenant) first = make_tenant ();
  g_autoptr (OofSimTenant) second = make_tenant ();
  g_autoptr (GHashTable) mails = g_hash_table_new (g_str_hash, g_str_equal);
  OofSimGroup *everybody = oof_sim_tenant_find_group (first, "alle mitarbeiter");
  g_autoptr (GPtrArray) members = oof_sim_group_resolve (everybody);

  g_assert_cmpuint (first->people->len, ==, 61);
  g_assert_cmpuint (members->len, ==, 60);
  g_assert_cmpstr (first->id, !=, second->id);
  for (guint i = 0; i < first->people->len; i++)
    {
      const OofSimPerson *a = first->people->pdata[i];
      const OofSimPerson *b = second->people->pdata[i];

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpstr (a->display_name, ==, b->display_name);
      g_assert_true (g_str_is_ascii (a->mail));
      g_assert_true (g_hash_table_add (mails, a->mail));
    }
  g_assert_cmpuint (count_present (first, OOF_SIM_LOCATION_CLOUD), >=, 8);
  g_assert_cmpuint (count_present (first, OOF_SIM_LOCATION_ONPREM), >=, 8);
  g_assert_nonnull (oof_sim_tenant_find_person (first, "MFA\\BKRAUSE"));
  g_assert_nonnull (oof_sim_tenant_find_person (first, "oezlem.yildiz@mfa-wuerzburg.example"));
  g_assert_nonnull (oof_sim_tenant_find_person (first, "bkrause@mfawuerzburg.onmicrosoft.example"));
}

static void
test_reset (void)
{
  g_autoptr (OofSimTenant) tenant = make_tenant ();
  OofSimReply reply = make_reply (tenant, OOF_SIM_REPLY_ENABLED);
  g_autofree gchar *id = g_strdup (oof_sim_tenant_find_person (tenant, BERND)->id);

  oof_sim_mailbox_set_reply (oof_sim_tenant_find_person (tenant, BERND)->mailbox, &reply,
                             oof_sim_tenant_now (tenant));
  oof_sim_scenario_fill (tenant);
  assert_reason (tenant, ANNA, BERND, OOF_SIM_MAIL_DIRECT, "disabled");
  g_assert_cmpstr (oof_sim_tenant_find_person (tenant, BERND)->id, ==, id);
  g_assert_cmpuint (tenant->people->len, ==, 61);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/mail/window", test_window);
  g_test_add_func ("/sim/mail/memory", test_memory);
  g_test_add_func ("/sim/mail/reasons", test_reasons);
  g_test_add_func ("/sim/mail/seeded", test_seeded);
  g_test_add_func ("/sim/scenario/people", test_people);
  g_test_add_func ("/sim/scenario/reset", test_reset);
  return g_test_run ();
}
