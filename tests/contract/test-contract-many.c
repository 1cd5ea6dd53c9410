/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "core/oof-reply-text.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"

#define PERSON OOF_CONTRACT_PERSON
#define OTHER  OOF_CONTRACT_OTHER
#define NOBODY "niemand@" OOF_CONTRACT_DOMAIN

static GPtrArray *
must_read_many (OofContractSide *side, const char *const *addresses)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *readings;

  oof_mailbox_service_read_many_async (side->mailboxes, addresses, NULL, oof_contract_keep_cb,
                                       &result);
  readings =
      oof_mailbox_service_read_many_finish (side->mailboxes, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (readings->len, ==, g_strv_length ((GStrv) addresses));
  for (guint i = 0; i < readings->len; i++)
    {
      const OofMailboxReading *reading = readings->pdata[i];

      g_assert_cmpstr (reading->address, ==, addresses[i]);
      g_assert_true ((reading->state == NULL) != (reading->error == NULL));
    }
  return readings;
}

static const OofMailboxReading *
get (GPtrArray *readings, guint index)
{
  return readings->pdata[index];
}

static OofReplyState *
enabled_new (const char *text)
{
  return oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL,
                              (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_NONE }, text, text);
}

/* The same as reading each alone, in the order asked for. */
static void
test_order (OofContractSide *side, gconstpointer data)
{
  static const char *const addresses[] = { OTHER, PERSON, OTHER, NULL };
  g_autoptr (OofReplyState) of_person = enabled_new ("<p>Dieter</p>");
  g_autoptr (OofReplyState) of_other = enabled_new ("<p>Carla &amp; Co</p>");
  g_autoptr (GPtrArray) readings = NULL;

  oof_contract_must_write (side, PERSON, of_person);
  oof_contract_must_write (side, OTHER, of_other);
  readings = must_read_many (side, addresses);
  for (guint i = 0; i < readings->len; i++)
    {
      g_autoptr (OofReplyState) alone = oof_contract_must_read (side, addresses[i]);

      g_assert_no_error (get (readings, i)->error);
      g_assert_true (oof_reply_state_identical (get (readings, i)->state->reply, alone));
    }
}

static void
test_nothing (OofContractSide *side, gconstpointer data)
{
  static const char *const none[] = { NULL };
  gint64 requests = oof_contract_tenant_count (side->tenant, NULL);
  g_autoptr (GPtrArray) readings = must_read_many (side, none);

  g_assert_cmpuint (readings->len, ==, 0);
  g_assert_cmpint (oof_contract_tenant_count (side->tenant, NULL), ==, requests);
}

/* Nobody, a group and a mailbox that the other protocol reaches: they cost the others nothing. */
static void
test_nobody (OofContractSide *side, gconstpointer data)
{
  static const char *const addresses[] = {
    NOBODY, PERSON, "alle@" OOF_CONTRACT_DOMAIN, OTHER, "o'neil+<x>&y@example.org", PERSON, NULL
  };
  g_autoptr (GPtrArray) readings = NULL;

  oof_contract_tenant_move (side->tenant, OTHER,
                            side->protocol == OOF_CONTRACT_GRAPH ? "onprem" : "cloud");
  readings = must_read_many (side, addresses);
  for (guint i = 0; i < readings->len; i++)
    if (g_str_equal (addresses[i], PERSON))
      g_assert_no_error (get (readings, i)->error);
    else
      g_assert_error (get (readings, i)->error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
}

/* Everybody who has a mailbox here; on Graph 20 to a request. */
static void
test_everybody (OofContractSide *side, gconstpointer data)
{
  static const char *const groups[] = { "alle@" OOF_CONTRACT_DOMAIN, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = oof_contract_list_people (side->directory, groups, &error);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();
  g_autoptr (GPtrArray) readings = NULL;
  guint found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (addresses, ((OofPerson *) people->pdata[i])->address);
  g_ptr_array_add (addresses, NULL);
  readings = must_read_many (side, (const char *const *) addresses->pdata);
  for (guint i = 0; i < readings->len; i++)
    if (get (readings, i)->error != NULL)
      g_assert_error (get (readings, i)->error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
    else
      found++;
  g_assert_cmpuint (readings->len, >, 100);
  g_assert_cmpuint (found, >, 1);
  if (side->protocol == OOF_CONTRACT_GRAPH)
    g_assert_cmpint (oof_contract_tenant_count (side->tenant, "graph.batch"), ==,
                     (readings->len + 19) / 20);
}

/* The server asks for patience in the middle: nothing of that is seen. */
static void
test_throttled (OofContractSide *side, gconstpointer data)
{
  static const char *const addresses[] = { PERSON, OTHER, PERSON, OTHER, NULL };
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  g_autoptr (GPtrArray) readings = NULL;

  oof_contract_tenant_add_fault (side->tenant, graph ? "graph.get-settings" : "ews.get-oof",
                                 "throttle", 1);
  readings = must_read_many (side, addresses);
  for (guint i = 0; i < readings->len; i++)
    g_assert_no_error (get (readings, i)->error);
  if (graph)
    g_assert_cmpint (oof_contract_tenant_count (side->tenant, "graph.get-settings"), ==, 5);
}

/* One refusal is the error of one mailbox. */
static void
test_forbidden (OofContractSide *side, gconstpointer data)
{
  static const char *const addresses[] = { PERSON, OTHER, PERSON, OTHER, NULL };
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  g_autoptr (GPtrArray) readings = NULL;
  guint refused = 0;

  oof_contract_tenant_add_fault (side->tenant, graph ? "graph.get-settings" : "ews.get-oof",
                                 "forbidden", 1);
  readings = must_read_many (side, addresses);
  for (guint i = 0; i < readings->len; i++)
    if (get (readings, i)->error != NULL)
      {
        g_assert_error (get (readings, i)->error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
        refused++;
      }
  g_assert_cmpuint (refused, ==, 1);
}

/* The account is refused: each mailbox says so, and few requests are made to find out. */
static void
test_signed_out (OofContractSide *side, gconstpointer data)
{
  static const char *const addresses[] = { PERSON, OTHER, PERSON, OTHER, PERSON, OTHER,
                                           PERSON, OTHER, PERSON, OTHER, NULL };
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  g_autoptr (OofReplyState) token = oof_contract_must_read (side, PERSON);
  g_autoptr (GPtrArray) readings = NULL;

  oof_contract_tenant_add_fault (side->tenant, graph ? "graph.batch" : "ews.get-oof",
                                 "unauthorized", 10);
  readings = must_read_many (side, addresses);
  for (guint i = 0; i < readings->len; i++)
    g_assert_error (get (readings, i)->error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_cmpint (oof_contract_tenant_count (side->tenant, graph ? "graph.batch" : "ews.get-oof"),
                   <, 8);
}

void
test_contract_add_many (void)
{
  oof_contract_add_case ("many/order", test_order);
  oof_contract_add_case ("many/nothing", test_nothing);
  oof_contract_add_case ("many/nobody", test_nobody);
  oof_contract_add_case ("many/everybody", test_everybody);
  oof_contract_add_case ("many/throttled", test_throttled);
  oof_contract_add_case ("many/forbidden", test_forbidden);
  oof_contract_add_case ("many/signed-out", test_signed_out);
}
