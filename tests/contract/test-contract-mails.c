/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "oof-contract-side.h"
#include "oof-contract-values.h"

#define OTHER OOF_CONTRACT_OTHER
#define TEXT  "Grüße an <Carla> & \"alle\" 🙂\n\nzweite Zeile\n"

static const char *
get_kind (OofContractSide *side)
{
  return side->protocol == OOF_CONTRACT_GRAPH ? "graph.send-mail" : "ews.create-item";
}

/* What has been sent so far. (transfer full) */
static OofJson *
read_outbox (OofContractSide *side)
{
  g_autoptr (OofJson) outbox = oof_contract_tenant_control (side->tenant, "outbox", NULL);

  return oof_json_get_member (outbox, "mails");
}

static guint
count_sent (OofContractSide *side)
{
  g_autoptr (OofJson) mails = read_outbox (side);

  return (guint) oof_json_get_length (mails);
}

static void
assert_text (const OofJson *mail, const char *member, const char *text)
{
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  oof_json_read_string (mail, member, OOF_REQUIRED, &value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, text);
}

static void
test_send (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofMail) mail = oof_mail_new (OTHER, "Carla Wölf", "Vertretung\r\nab morgen", TEXT);
  g_autoptr (OofJson) mails = NULL;
  g_autoptr (OofJson) first = NULL;
  g_autoptr (GError) error = NULL;
  gboolean saved = TRUE;

  g_assert_true (oof_contract_send (side, mail, &error));
  g_assert_no_error (error);
  mails = read_outbox (side);
  g_assert_cmpuint (oof_json_get_length (mails), ==, 1);
  first = oof_json_get_element (mails, 0);
  assert_text (first, "from", side->tenant->connection->service_mailbox);
  assert_text (first, "subject", "Vertretung  ab morgen");
  assert_text (first, "text", TEXT);
  assert_text (first, "over", side->protocol == OOF_CONTRACT_GRAPH ? "graph" : "ews");
  g_assert_true (oof_json_read_bool (first, "saved", OOF_REQUIRED, &saved, NULL));
  g_assert_false (saved);
}

/* It arrives in the inbox, wherever that lies. */
static void
test_arrives (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofMail) mail = oof_mail_new (OTHER, NULL, "Vertretung", "");
  g_autoptr (OofJson) mailbox = NULL;
  g_autoptr (OofJson) inbox = NULL;
  g_autoptr (OofJson) last = NULL;
  g_autoptr (GError) error = NULL;

  oof_contract_tenant_move (side->tenant, OTHER,
                            side->protocol == OOF_CONTRACT_GRAPH ? "onprem" : "cloud");
  g_assert_true (oof_contract_send (side, mail, &error));
  g_assert_no_error (error);
  mailbox = oof_contract_tenant_control (side->tenant, "mailboxes/" OTHER, NULL);
  inbox = oof_json_get_member (mailbox, "inbox");
  g_assert_cmpuint (oof_json_get_length (inbox), ==, 1);
  last = oof_json_get_element (inbox, 0);
  assert_text (last, "subject", "Vertretung");
}

/* No address, and a character that cannot be sent: refused, nothing has left. */
static void
test_wrong (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofMail) nobody = oof_mail_new ("niemand", NULL, "Vertretung", TEXT);
  GError *error = NULL;

  g_assert_false (oof_contract_send (side, nobody, &error));
  oof_contract_take_error (&error, OOF_ERROR_INVALID);
  g_assert_cmpuint (count_sent (side), ==, 0);
}

/* Whoever may not send is told so; a server that asks for patience gets the mail once. */
static void
test_refused (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofMail) mail = oof_mail_new (OTHER, NULL, "Vertretung", TEXT);
  GError *error = NULL;

  oof_contract_tenant_add_fault (side->tenant, get_kind (side), "forbidden", 1);
  g_assert_false (oof_contract_send (side, mail, &error));
  oof_contract_take_error (&error, OOF_ERROR_FORBIDDEN);
  g_assert_cmpuint (count_sent (side), ==, 0);
  oof_contract_tenant_add_fault (side->tenant, get_kind (side), "throttle", 1);
  g_assert_true (oof_contract_send (side, mail, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_sent (side), ==, 1);
}

/* The answer is lost: nothing is sent twice by itself. */
static void
test_lost (OofContractSide *side, gconstpointer data)
{
  static const char *const faults[] = { "lost-answer", "reset" };
  g_autoptr (OofMail) mail = oof_mail_new (OTHER, NULL, "Vertretung", TEXT);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      GError *error = NULL;

      oof_contract_tenant_add_fault (side->tenant, get_kind (side), faults[i], 1);
      g_assert_false (oof_contract_send (side, mail, &error));
      oof_contract_take_error (&error, OOF_ERROR_UNCERTAIN);
    }
  g_assert_cmpuint (count_sent (side), ==, 1);
}

void
test_contract_add_mails (void)
{
  oof_contract_add_case ("mails/send", test_send);
  oof_contract_add_case ("mails/arrives", test_arrives);
  oof_contract_add_case ("mails/wrong", test_wrong);
  oof_contract_add_case ("mails/refused", test_refused);
  oof_contract_add_case ("mails/lost", test_lost);
}
