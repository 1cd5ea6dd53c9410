/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "ews/oof-ews-items.h"
#include "ews/oof-ews-mailbox.h"
#include "graph/oof-graph-items.h"
#include "graph/oof-graph-mailbox.h"
#include "oof-contract-calls.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"

#define PATIENCE 3 /* seconds: well above what a request takes to arrive */

static const OofRange never = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

/* The error that the call ends with. (transfer full) */
static GError *
end_in_error (OofContractSide *side, OofContractCall call, GAsyncResult **result)
{
  GError *error = NULL;

  g_assert_false (oof_contract_call_finish (side, call, result, &error));
  g_assert_nonnull (error);
  return error;
}

/* An item to work on, and a token at hand. */
static OofItem *
prepare (OofContractSide *side)
{
  g_autoptr (OofItem) item =
      oof_contract_days_new ("a:there", "Europe/Berlin", "2026-11-09", "2026-11-10");

  return oof_contract_must_create (side->items, item);
}

/* The mailbox and the calendar are as they were. */
static void
assert_untouched (OofContractSide *side, const OofItem *there)
{
  g_autoptr (OofReplyState) reply = oof_contract_must_read (side, OOF_CONTRACT_PERSON);
  g_autoptr (OofItem) found =
      oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, there->key);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (reply->status, ==, OOF_REPLY_DISABLED);
  g_assert_cmpstr (found->change_key, ==, there->change_key);
  none = oof_contract_find (side->items, OOF_CALENDAR_ABSENCES, OOF_CONTRACT_KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_cancelled_before (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItem) there = prepare (side);
  gint64 requests = oof_contract_tenant_count (side->tenant, NULL);
  OofContractMaterial material;

  oof_contract_material_init (&material, there);
  for (OofContractCall call = 0; call < OOF_CONTRACT_N_CALLS; call++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      g_cancellable_cancel (cancellable);
      oof_contract_call_begin (side, &material, call, cancellable, &result);
      g_assert_null (result);
      error = end_in_error (side, call, &result);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpint (oof_contract_tenant_count (side->tenant, NULL), ==, requests);
  assert_untouched (side, there);
  oof_contract_material_clear (&material);
}

/* The server has the request and says nothing. A reply's write that has left is not given up: it
 * waits for its answer, so that what was done is known, or for the end of its time. */
static void
test_cancelled_in_flight (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItem) there = prepare (side);
  OofContractMaterial material;
  OofContractSide impatient;
  g_autoptr (OofReplyState) before = NULL;

  /* Its token, too. */
  oof_contract_side_init_impatient (&impatient, side, PATIENCE);
  before = oof_contract_must_read (&impatient, OOF_CONTRACT_PERSON);
  g_assert_nonnull (before);
  oof_contract_material_init (&material, there);
  for (OofContractCall call = 0; call < OOF_CONTRACT_N_CALLS; call++)
    {
      OofContractSide *from = call == OOF_CONTRACT_CALL_WRITE ? &impatient : side;
      gint64 requests = oof_contract_tenant_count (side->tenant, NULL);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      oof_contract_tenant_add_fault (side->tenant, "any", "hang", 1);
      oof_contract_call_begin (from, &material, call, cancellable, &result);
      while (oof_contract_tenant_count (side->tenant, NULL) == requests)
        while (g_main_context_iteration (NULL, FALSE))
          ;
      g_assert_null (result);
      g_cancellable_cancel (cancellable);
      error = end_in_error (from, call, &result);
      if (call == OOF_CONTRACT_CALL_WRITE)
        g_assert_error (error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      assert_untouched (side, there);
    }
  oof_contract_material_clear (&material);
  oof_contract_side_clear_impatient (&impatient);
}

/* The ports with a person's sign-in: Anna Meier of the helpdesk, who has her own mailbox and rights
 * on the calendars of the service mailbox. (transfer full) */
static OofMailboxService *
open_mailboxes_as_person (OofContractTenant *tenant, OofContractProtocol protocol)
{
  OofSession *session = tenant->session;

  if (protocol == OOF_CONTRACT_GRAPH)
    return OOF_MAILBOX_SERVICE (oof_graph_mailbox_new (session->graph[OOF_SIGN_IN_PERSON]));
  return OOF_MAILBOX_SERVICE (oof_ews_mailbox_new (session->ews[OOF_SIGN_IN_PERSON]));
}

static OofItemStore *
open_items_as_person (OofContractTenant *tenant, OofContractProtocol protocol, const char *mailbox)
{
  OofSession *session = tenant->session;

  if (protocol == OOF_CONTRACT_GRAPH)
    return OOF_ITEM_STORE (oof_graph_items_new (session->graph[OOF_SIGN_IN_PERSON], mailbox));
  return OOF_ITEM_STORE (oof_ews_items_new (session->ews[OOF_SIGN_IN_PERSON], mailbox));
}

static void
assert_mailbox_forbidden (OofMailboxService *mailboxes)
{
  g_autoptr (OofReplyState) current =
      oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_NONE, never, "", "");
  g_autoptr (OofReplyState) wanted =
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, never, "<p>A</p>", "");
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  g_assert_null (oof_contract_read (mailboxes, OOF_CONTRACT_PERSON, &error));
  oof_contract_take_error (&error, OOF_ERROR_FORBIDDEN);
  oof_mailbox_service_write_async (mailboxes, OOF_CONTRACT_PERSON, current, wanted, NULL,
                                   oof_contract_keep_cb, &result);
  g_assert_false (
      oof_mailbox_service_write_finish (mailboxes, oof_contract_wait (&result), &error));
  oof_contract_take_error (&error, OOF_ERROR_FORBIDDEN);
}

static void
assert_items_forbidden (OofItemStore *items)
{
  g_autoptr (OofItem) item =
      oof_contract_days_new (OOF_CONTRACT_KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  GError *error = NULL;

  g_assert_null (oof_contract_create (items, item, &error));
  oof_contract_take_error (&error, OOF_ERROR_FORBIDDEN);
  g_assert_null (oof_contract_find (items, OOF_CALENDAR_ABSENCES, OOF_CONTRACT_KEY, &error));
  oof_contract_take_error (&error, OOF_ERROR_FORBIDDEN);
  g_assert_null (oof_contract_list_items (items, OOF_CALENDAR_ABSENCES, item->range, &error));
  oof_contract_take_error (&error, OOF_ERROR_FORBIDDEN);
}

/* The database, as a person of the helpdesk works with it. */
static void
assert_items_allowed (OofItemStore *items)
{
  g_autoptr (OofItem) item =
      oof_contract_days_new (OOF_CONTRACT_KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  g_autoptr (OofItem) document = oof_contract_document_new ("d:migration", "{\"v\":1}");
  g_autoptr (OofItem) created = oof_contract_must_create (items, item);
  g_autoptr (OofItem) created_document = oof_contract_must_create (items, document);
  g_autoptr (OofItem) found =
      oof_contract_must_find (items, OOF_CALENDAR_ABSENCES, OOF_CONTRACT_KEY);
  g_autoptr (OofItem) found_document =
      oof_contract_must_find (items, OOF_CALENDAR_DOCUMENTS, "d:migration");
  g_autoptr (GError) error = NULL;

  oof_contract_assert_same_item (found, item);
  oof_contract_assert_same_item (found_document, document);
  g_assert_true (oof_contract_remove (items, found, &error));
  g_assert_no_error (error);
}

/* In a tenant with Graph everybody signs in there, so EWS for people needs one without. */
static void
test_person (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofContractTenant) own =
      side->protocol == OOF_CONTRACT_EWS ? oof_contract_tenant_new ("onprem") : NULL;
  OofContractTenant *tenant = own != NULL ? own : side->tenant;
  g_autoptr (OofMailboxService) mailboxes = open_mailboxes_as_person (tenant, side->protocol);
  g_autoptr (OofItemStore) of_other =
      open_items_as_person (tenant, side->protocol, OOF_CONTRACT_PERSON);
  g_autoptr (OofItemStore) of_service =
      open_items_as_person (tenant, side->protocol, tenant->connection->service_mailbox);
  g_autoptr (OofMailboxState) mine = NULL;
  g_autoptr (GError) error = NULL;

  /* Servers take turns between the answers that mean this. */
  for (int turn = 0; turn < 3; turn++)
    assert_mailbox_forbidden (mailboxes);
  assert_items_forbidden (of_other);
  g_assert_cmpint (oof_contract_tenant_count_writes (tenant, OOF_CONTRACT_PERSON), ==, 0);

  mine = oof_contract_read (mailboxes, "anna.meier@" OOF_CONTRACT_DOMAIN, &error);
  g_assert_no_error (error);
  assert_items_allowed (of_service);
}

/* Nobody listens any more: nothing can have been done, so nothing is uncertain. */
static void
test_server_stopped (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofContractTenant) tenant = oof_contract_tenant_new ("demo");
  g_autoptr (OofItem) there = NULL;
  OofContractSide gone;
  OofContractMaterial material;

  oof_contract_side_init (&gone, tenant, side->protocol);
  oof_contract_side_fetch (&gone, tenant->connection->service_mailbox);
  there = prepare (&gone);
  oof_contract_material_init (&material, there);
  oof_contract_tenant_stop (tenant);
  for (OofContractCall call = 0; call < OOF_CONTRACT_N_CALLS; call++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      GError *error = NULL;

      oof_contract_call_begin (&gone, &material, call, NULL, &result);
      error = end_in_error (&gone, call, &result);
      g_test_message ("%d: %s", (int) call, error->message);
      oof_contract_take_error (&error, OOF_ERROR_UNREACHABLE);
    }
  oof_contract_material_clear (&material);
  oof_contract_side_clear (&gone);
}

/* The write was done and its answer lost. */
static void
test_lost_answer (OofContractSide *side, gconstpointer data)
{
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  g_autoptr (OofItem) there = prepare (side);
  g_autoptr (OofItem) found = NULL;
  g_autoptr (OofReplyState) reply = NULL;
  OofContractMaterial material;

  oof_contract_material_init (&material, there);
  oof_contract_tenant_add_fault (side->tenant, graph ? "graph.patch-settings" : "ews.set-oof",
                                 "lost-answer", 1);
  oof_contract_tenant_add_fault (side->tenant, graph ? "graph.create-event" : "ews.create-item",
                                 "lost-answer", 1);
  for (OofContractCall call = OOF_CONTRACT_CALL_WRITE; call <= OOF_CONTRACT_CALL_CREATE;
       call += OOF_CONTRACT_CALL_CREATE - OOF_CONTRACT_CALL_WRITE)
    {
      g_autoptr (GAsyncResult) result = NULL;
      GError *error = NULL;

      oof_contract_call_begin (side, &material, call, NULL, &result);
      error = end_in_error (side, call, &result);
      oof_contract_take_error (&error, OOF_ERROR_UNCERTAIN);
    }
  reply = oof_contract_must_read (side, OOF_CONTRACT_PERSON);
  g_assert_true (oof_reply_state_equal (reply, material.on));
  found = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, OOF_CONTRACT_KEY);
  oof_contract_assert_same_item (found, material.item);
  oof_contract_material_clear (&material);
}

/* The sign-in is refused, also with another token. */
static void
test_unauthorized (OofContractSide *side, gconstpointer data)
{
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  g_autoptr (OofItem) there = prepare (side);
  GError *error = NULL;

  oof_contract_tenant_add_fault (side->tenant, graph ? "graph.get-settings" : "ews.get-oof",
                                 "unauthorized", 2);
  oof_contract_tenant_add_fault (side->tenant, graph ? "graph.update-event" : "ews.update-item",
                                 "unauthorized", 2);
  g_assert_null (oof_contract_read (side->mailboxes, OOF_CONTRACT_PERSON, &error));
  oof_contract_take_error (&error, OOF_ERROR_AUTH_REQUIRED);
  g_assert_null (oof_contract_update (side->items, there, &error));
  oof_contract_take_error (&error, OOF_ERROR_AUTH_REQUIRED);
}

void
test_contract_add_failures (void)
{
  oof_contract_add_case ("failures/cancelled-before", test_cancelled_before);
  oof_contract_add_case ("failures/cancelled-in-flight", test_cancelled_in_flight);
  oof_contract_add_case ("failures/person", test_person);
  oof_contract_add_case ("failures/unauthorized", test_unauthorized);
  oof_contract_add_case ("failures/server-stopped", test_server_stopped);
  oof_contract_add_case ("failures/lost-answer", test_lost_answer);
}
