/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "oof-contract-calls.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"

#define KEY OOF_CONTRACT_KEY

static OofItemChanges *
get_changes (OofContractSide *side, OofCalendar calendar, const char *state, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_changes_async (side->items, calendar, state, NULL, oof_contract_keep_cb, &result);
  return oof_item_store_changes_finish (side->items, oof_contract_wait (&result), error);
}

static OofItemChanges *
must_get_changes (OofContractSide *side, OofCalendar calendar, const char *state)
{
  g_autoptr (GError) error = NULL;
  OofItemChanges *changes = get_changes (side, calendar, state, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (changes->unreadable->len, ==, 0);
  return changes;
}

/* Skips the case where the simulated tenant does not know SyncFolderItems. */
static gboolean
can_synchronise (OofContractSide *side)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItemChanges) changes = get_changes (side, OOF_CALENDAR_ABSENCES, NULL, &error);

  if (error == NULL || strstr (error->message, "ErrorSchemaValidation") == NULL)
    return TRUE;
  g_test_skip ("the tenant has no SyncFolderItems");
  return FALSE;
}

/* (nullable) (transfer none) */
static const OofItem *
find_key (const OofItemChanges *changes, const char *key)
{
  for (guint i = 0; i < changes->items->len; i++)
    if (g_str_equal (((OofItem *) changes->items->pdata[i])->key, key))
      return changes->items->pdata[i];
  return NULL;
}

/* Told to be gone, by whichever way. */
static gboolean
is_gone (const OofItemChanges *changes, const char *id)
{
  return g_ptr_array_find_with_equal_func (changes->removed, id, g_str_equal, NULL)
         || (changes->present != NULL && !g_hash_table_contains (changes->present, id));
}

/* Everything at first, the same as a list. */
static void
run_full (OofContractSide *side)
{
  for (OofCalendar calendar = OOF_CALENDAR_ABSENCES; calendar <= OOF_CALENDAR_DOCUMENTS; calendar++)
    {
      OofRange range = oof_contract_range ("2024-06-01T00:00:00Z", "2029-01-01T00:00:00Z");
      g_autoptr (OofItemChanges) changes = must_get_changes (side, calendar, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) listed = oof_contract_list_items (side->items, calendar, range, &error);

      g_assert_no_error (error);
      g_assert_true (changes->is_full);
      g_assert_nonnull (changes->sync_state);
      g_assert_cmpuint (changes->items->len, ==, listed->len);
      for (guint i = 0; i < listed->len; i++)
        {
          const OofItem *item = listed->pdata[i];
          const OofItem *found = find_key (changes, item->key);

          g_assert_nonnull (found);
          oof_contract_assert_same_item (found, item);
          g_assert_cmpstr (found->id, ==, item->id);
          g_assert_cmpstr (found->change_key, ==, item->change_key);
        }
    }
}

/* Made, changed and removed in between, with a property that lists would cut. */
static void
run_incremental (OofContractSide *side)
{
  g_autoptr (OofItemChanges) first = must_get_changes (side, OOF_CALENDAR_ABSENCES, NULL);
  g_autoptr (OofItemChanges) made = NULL;
  g_autoptr (OofItemChanges) changed = NULL;
  g_autoptr (OofItemChanges) removed = NULL;
  g_autoptr (OofItem) item =
      oof_contract_days_new (KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  g_autoptr (OofItem) created = NULL;
  g_autoptr (OofItem) change = NULL;
  g_autoptr (OofItem) updated = NULL;
  g_autoptr (GError) error = NULL;

  g_free (item->absence);
  item->absence = oof_contract_value (5000);
  created = oof_contract_must_create (side->items, item);
  made = must_get_changes (side, OOF_CALENDAR_ABSENCES, first->sync_state);
  g_assert_nonnull (find_key (made, KEY));
  oof_contract_assert_same_item (find_key (made, KEY), item);

  change = oof_item_copy (created);
  change->rev = 2;
  updated = oof_contract_update (side->items, change, &error);
  g_assert_no_error (error);
  changed = must_get_changes (side, OOF_CALENDAR_ABSENCES, made->sync_state);
  g_assert_nonnull (find_key (changed, KEY));
  g_assert_cmpstr (find_key (changed, KEY)->change_key, ==, updated->change_key);

  g_assert_true (oof_contract_remove (side->items, updated, &error));
  g_assert_no_error (error);
  g_clear_object (&side->items);
  side->items = oof_contract_side_open_items (side, side->tenant->connection->service_mailbox);
  removed = must_get_changes (side, OOF_CALENDAR_ABSENCES, changed->sync_state);
  g_assert_null (find_key (removed, KEY));
  g_assert_true (removed->is_full || is_gone (removed, updated->id));
}

static void
run_bad_state (OofContractSide *side)
{
  static const char *const states[] = { "", "garbage", "AAAA", "<&>" };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (OofItemChanges) changes =
          must_get_changes (side, OOF_CALENDAR_DOCUMENTS, states[i]);

      g_assert_true (changes->is_full);
      g_assert_cmpuint (changes->items->len, >, 0);
    }
}

/* An error, never a part of the changes. */
static void
run_refused (OofContractSide *side)
{
  g_autoptr (OofItemChanges) first = must_get_changes (side, OOF_CALENDAR_ABSENCES, NULL);
  GError *error = NULL;

  oof_contract_tenant_add_fault (side->tenant, "any", "unauthorized", 4);
  g_assert_null (get_changes (side, OOF_CALENDAR_ABSENCES, first->sync_state, &error));
  oof_contract_take_error (&error, OOF_ERROR_AUTH_REQUIRED);
}

static void
test_full (OofContractSide *side, gconstpointer data)
{
  if (can_synchronise (side))
    run_full (side);
}

static void
test_incremental (OofContractSide *side, gconstpointer data)
{
  if (can_synchronise (side))
    run_incremental (side);
}

static void
test_bad_state (OofContractSide *side, gconstpointer data)
{
  if (can_synchronise (side))
    run_bad_state (side);
}

static void
test_refused (OofContractSide *side, gconstpointer data)
{
  if (can_synchronise (side))
    run_refused (side);
}

void
test_contract_add_changes (void)
{
  oof_contract_add_case ("changes/full", test_full);
  oof_contract_add_case ("changes/incremental", test_incremental);
  oof_contract_add_case ("changes/bad-state", test_bad_state);
  oof_contract_add_case ("changes/refused", test_refused);
}
