/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "oof-contract-calls.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"

#define KEY OOF_CONTRACT_KEY

/* What a fault of the server becomes. */
typedef struct
{
  const char *kind; /* of the control call */
  OofError read;
  OofError write;
  gboolean may_recover; /* a client that tries again may succeed */
} Fault;

/* An item to work on, and a token at hand. */
static OofItem *
prepare (OofContractSide *side)
{
  g_autoptr (OofItem) item =
      oof_contract_days_new ("a:there", "Europe/Berlin", "2026-11-09", "2026-11-10");

  return oof_contract_must_create (side->items, item);
}

static guint
count (OofContractSide *side, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = oof_contract_find (side->items, OOF_CALENDAR_ABSENCES, key, &error);

  g_assert_no_error (error);
  return found->len;
}

static guint
count_rules (OofContractSide *side)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = oof_contract_read_rules (side, OOF_CONTRACT_PERSON, &error);

  g_assert_no_error (error);
  return rules->len;
}

/* What the server holds after a write that ended with @error (NULL: well): all of it or nothing,
 * and nothing unless the error says that it may have happened. */
static void
assert_whole (OofContractSide *side,
              const OofContractMaterial *material,
              OofContractCall call,
              const GError *error)
{
  gboolean uncertain = g_error_matches (error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
  g_autoptr (OofReplyState) reply = NULL;
  gboolean done = FALSE;

  switch ((int) call)
    {
    case OOF_CONTRACT_CALL_WRITE:
      reply = oof_contract_must_read (side, OOF_CONTRACT_PERSON);
      done = oof_reply_state_equal (reply, material->on);
      g_assert_true (done || oof_reply_state_equal (reply, material->off));
      break;
    case OOF_CONTRACT_CALL_CREATE:
      g_assert_cmpuint (count (side, KEY), <=, 1);
      done = count (side, KEY) == 1;
      break;
    case OOF_CONTRACT_CALL_UPDATE:
      {
        g_autoptr (OofItem) found =
            oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, "a:there");

        oof_contract_assert_same_item (found, material->there);
        done = !g_str_equal (found->change_key, material->there->change_key);
        break;
      }
    case OOF_CONTRACT_CALL_REMOVE:
      done = count (side, "a:there") == 0;
      break;
    case OOF_CONTRACT_CALL_ADD_RULE:
      g_assert_cmpuint (count_rules (side), <=, 1);
      done = count_rules (side) == 1;
      break;
    default:
      g_assert_not_reached ();
    }
  if (error == NULL)
    g_assert_true (done);
  else if (!uncertain)
    g_assert_false (done);
}

/* The call meets the fault once. */
static void
check_call (OofContractSide *side, const Fault *fault, OofContractCall call)
{
  gboolean write = oof_contract_call_is_write (call);
  g_autoptr (OofItem) there = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  OofContractMaterial material;

  oof_contract_tenant_reset (side->tenant);
  oof_contract_side_fetch (side, side->tenant->connection->service_mailbox);
  oof_contract_side_fetch (side, OOF_CONTRACT_PERSON);
  oof_contract_side_fetch (side, OOF_CONTRACT_OTHER);
  there = prepare (side);
  oof_contract_material_init (&material, there);
  oof_contract_tenant_add_fault (side->tenant, "any", fault->kind, 1);
  oof_contract_call_begin (side, &material, call, NULL, &result);
  if (!oof_contract_call_finish (side, call, &result, &error))
    {
      g_test_message ("%d: %s", (int) call, error->message);
      g_assert_error (error, OOF_ERROR, (int) (write ? fault->write : fault->read));
    }
  else
    {
      g_assert_true (fault->may_recover);
    }
  if (write)
    assert_whole (side, &material, call, error);
  oof_contract_material_clear (&material);
}

static void
check_calls (OofContractSide *side, const Fault *fault)
{
  for (OofContractCall call = 0; call < OOF_CONTRACT_N_CALLS; call++)
    check_call (side, fault, call);
}

static void
test_forbidden (OofContractSide *side, gconstpointer data)
{
  static const Fault fault = { "forbidden", OOF_ERROR_FORBIDDEN, OOF_ERROR_FORBIDDEN, FALSE };

  check_calls (side, &fault);
}

/* 503 of a server that does nothing. */
static void
test_unavailable (OofContractSide *side, gconstpointer data)
{
  static const Fault fault = { "unavailable", OOF_ERROR_UNREACHABLE, OOF_ERROR_UNREACHABLE, TRUE };

  check_calls (side, &fault);
}

/* Cut while the request is under way: a write may have happened. */
static void
test_reset (OofContractSide *side, gconstpointer data)
{
  static const Fault fault = { "reset", OOF_ERROR_UNREACHABLE, OOF_ERROR_UNCERTAIN, TRUE };

  check_calls (side, &fault);
}

/* The same, and the write has happened. A removal has its own case below. */
static void
test_lost_answers (OofContractSide *side, gconstpointer data)
{
  static const Fault fault = { "lost-answer", OOF_ERROR_UNREACHABLE, OOF_ERROR_UNCERTAIN, TRUE };

  for (OofContractCall call = 0; call < OOF_CONTRACT_N_CALLS; call++)
    if (call != OOF_CONTRACT_CALL_REMOVE)
      check_call (side, &fault, call);
}

/* Once: with Graph another token helps. EWS says that of the account, which might be locked. */
static void
test_unauthorized_once (OofContractSide *side, gconstpointer data)
{
  const Fault fault = { "unauthorized", OOF_ERROR_AUTH_REQUIRED, OOF_ERROR_AUTH_REQUIRED,
                        side->protocol == OOF_CONTRACT_GRAPH };

  check_calls (side, &fault);
}

/* 429, ErrorServerBusy: nothing was done, and after a while it is. */
static void
test_throttled (OofContractSide *side, gconstpointer data)
{
  static const Fault fault = { "throttle", OOF_ERROR_THROTTLED, OOF_ERROR_THROTTLED, TRUE };

  check_call (side, &fault, OOF_CONTRACT_CALL_READ);
  check_call (side, &fault, OOF_CONTRACT_CALL_WRITE);
  check_call (side, &fault, OOF_CONTRACT_CALL_FIND);
  check_call (side, &fault, OOF_CONTRACT_CALL_CREATE);
  check_call (side, &fault, OOF_CONTRACT_CALL_READ_RULES);
  check_call (side, &fault, OOF_CONTRACT_CALL_ADD_RULE);
}

/* A create whose answer was lost is looked for by its key (storage.md rule 5): it is there, once.
 */
static void
test_lost_create (OofContractSide *side, gconstpointer data)
{
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  g_autoptr (OofItem) item =
      oof_contract_days_new (KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  g_autoptr (OofItem) there = NULL;
  g_autoptr (OofItem) updated = NULL;
  GError *error = NULL;

  g_assert_cmpuint (count (side, KEY), ==, 0);
  oof_contract_tenant_add_fault (side->tenant, graph ? "graph.create-event" : "ews.create-item",
                                 "lost-answer", 1);
  g_assert_null (oof_contract_create (side->items, item, &error));
  oof_contract_take_error (&error, OOF_ERROR_UNCERTAIN);
  there = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, KEY);
  oof_contract_assert_same_item (there, item);
  there->rev = 2;
  updated = oof_contract_update (side->items, there, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (side, KEY), ==, 1);
}

/* An update whose answer was lost has happened: with the old change key it does not happen again.
 */
static void
test_lost_update (OofContractSide *side, gconstpointer data)
{
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  g_autoptr (OofItem) there = prepare (side);
  g_autoptr (OofItem) change = oof_item_copy (there);
  g_autoptr (OofItem) found = NULL;
  GError *error = NULL;

  change->rev = 2;
  oof_contract_tenant_add_fault (side->tenant, graph ? "graph.update-event" : "ews.update-item",
                                 "lost-answer", 1);
  g_assert_null (oof_contract_update (side->items, change, &error));
  oof_contract_take_error (&error, OOF_ERROR_UNCERTAIN);
  g_assert_null (oof_contract_update (side->items, change, &error));
  oof_contract_take_error (&error, OOF_ERROR_CONFLICT);
  found = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, there->key);
  oof_contract_assert_same_item (found, change);
}

/* A DELETE may be repeated below us; that it is gone then is as good as not to know. */
static void
test_lost_removal (OofContractSide *side, gconstpointer data)
{
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  g_autoptr (OofItem) there = prepare (side);
  GError *error = NULL;

  oof_contract_tenant_add_fault (side->tenant, graph ? "graph.delete-event" : "ews.delete-item",
                                 "lost-answer", 1);
  g_assert_false (oof_contract_remove (side->items, there, &error));
  oof_contract_take_error (&error, g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND)
                                       ? OOF_ERROR_NOT_FOUND
                                       : OOF_ERROR_UNCERTAIN);
  g_assert_cmpuint (count (side, there->key), ==, 0);
  g_assert_false (oof_contract_remove (side->items, there, &error));
  oof_contract_take_error (&error, OOF_ERROR_NOT_FOUND);
}

/* A list is cut off at each of its requests: an error, never a part of the list. */
static void
test_list_cut (OofContractSide *side, gconstpointer data)
{
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  static const char *const requests[][2] = { { "ews.find-folder", "ews.find-item" },
                                             { "graph.get-calendars", "graph.list-events" } };
  g_autoptr (OofItem) item = oof_contract_document_new ("d:holidays:x", "{\"v\":1}");

  for (gsize i = 0; i < G_N_ELEMENTS (requests[0]); i++)
    {
      g_autoptr (OofItemStore) fresh =
          oof_contract_side_open_items (side, side->tenant->connection->service_mailbox);
      GError *error = NULL;

      oof_contract_tenant_add_fault (side->tenant, requests[graph][i], "forbidden", 1);
      g_assert_null (
          oof_contract_list_items (fresh, OOF_CALENDAR_DOCUMENTS, (OofRange){ 0, 0 }, &error));
      oof_contract_take_error (&error, OOF_ERROR_FORBIDDEN);
    }
}

/* The server has the request and says nothing for longer than anybody waits. */
static void
test_hung (OofContractSide *side, gconstpointer data)
{
  static const Fault fault = { "hang", OOF_ERROR_UNREACHABLE, OOF_ERROR_UNCERTAIN, TRUE };
  OofContractSide impatient;

  oof_contract_side_init_impatient (&impatient, side, 1);
  check_call (&impatient, &fault, OOF_CONTRACT_CALL_READ);
  check_call (&impatient, &fault, OOF_CONTRACT_CALL_WRITE);
  check_call (&impatient, &fault, OOF_CONTRACT_CALL_UPDATE);
  oof_contract_side_clear_impatient (&impatient);
}

void
test_contract_add_faults (void)
{
  oof_contract_add_case ("faults/forbidden", test_forbidden);
  oof_contract_add_case ("faults/unavailable", test_unavailable);
  oof_contract_add_case ("faults/reset", test_reset);
  oof_contract_add_case ("faults/lost-answers", test_lost_answers);
  oof_contract_add_case ("faults/unauthorized-once", test_unauthorized_once);
  oof_contract_add_case ("faults/throttled", test_throttled);
  oof_contract_add_case ("faults/lost-create", test_lost_create);
  oof_contract_add_case ("faults/lost-update", test_lost_update);
  oof_contract_add_case ("faults/lost-removal", test_lost_removal);
  oof_contract_add_case ("faults/list-cut", test_list_cut);
  oof_contract_add_case ("faults/hung", test_hung);
}
