/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "oof-contract-calls.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"
#include "store/oof-item-cache.h"

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
test_full (OofContractSide *side, gconstpointer data)
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
test_incremental (OofContractSide *side, gconstpointer data)
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
test_bad_state (OofContractSide *side, gconstpointer data)
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
test_refused (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItemChanges) first = must_get_changes (side, OOF_CALENDAR_ABSENCES, NULL);
  GError *error = NULL;

  oof_contract_tenant_add_fault (side->tenant, "any", "unauthorized", 4);
  g_assert_null (get_changes (side, OOF_CALENDAR_ABSENCES, first->sync_state, &error));
  oof_contract_take_error (&error, OOF_ERROR_AUTH_REQUIRED);
}

/* Three pages of EWS. */
#define MANY 1100

/* The service mailbox's calendar holds many items that are not ours, too. */
static void
add_foreign (OofContractSide *side)
{
  g_autofree char *body = g_strdup_printf ("{\"count\":%d}", MANY);

  oof_json_unref (oof_contract_tenant_control (side->tenant, "old-calendar", body));
}

static void
add_absence (OofContractSide *side, const char *key)
{
  g_autoptr (OofItem) item =
      oof_contract_days_new (key, "Europe/Berlin", "2026-11-02", "2026-11-06");

  oof_item_unref (oof_contract_must_create (side->items, item));
}

/* Somebody else does that: {"moveItem":KEY,"days":N}, {"deleteItem":KEY}. */
static void
change (OofContractSide *side, const char *act, const char *key)
{
  g_autofree char *what =
      g_strconcat ("mailboxes/", side->tenant->connection->service_mailbox, NULL);
  g_autofree char *body = g_strdup_printf ("{\"%s\":\"%s\"%s}", act, key,
                                           g_str_equal (act, "moveItem") ? ",\"days\":7" : "");

  oof_json_unref (oof_contract_tenant_control (side->tenant, what, body));
}

static void
assert_moved (const OofItemChanges *changes, const char *key)
{
  const OofItem *item = find_key (changes, key);

  g_assert_nonnull (item);
  g_assert_cmpint (item->first_day, ==, oof_contract_day ("2026-11-09"));
}

/* The first page is there and the second one has not been asked for: the control calls do not let
 * the client go on. */
static void
wait_for_first_page (OofContractSide *side)
{
  while (oof_contract_tenant_count (side->tenant, "ews.sync-items") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (oof_contract_tenant_count (side->tenant, "ews.sync-items"), ==, 1);
}

static OofRange
get_range (void)
{
  return oof_contract_range ("2024-06-01T00:00:00Z", "2029-01-01T00:00:00Z");
}

/* @known is what a list of the server gives. */
static void
assert_same_items (OofContractSide *side, GPtrArray *known)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fresh =
      oof_contract_list_items (side->items, OOF_CALENDAR_ABSENCES, get_range (), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (known->len, ==, fresh->len);
  for (guint i = 0; i < fresh->len; i++)
    {
      const OofItem *item = fresh->pdata[i];
      const OofItem *found = NULL;

      for (guint j = 0; j < known->len && found == NULL; j++)
        if (g_str_equal (((OofItem *) known->pdata[j])->id, item->id))
          found = known->pdata[j];
      g_assert_nonnull (found);
      g_assert_cmpstr (found->change_key, ==, item->change_key);
      oof_contract_assert_same_item (found, item);
    }
}

static void
assert_same_list (OofContractSide *side, OofItemStore *cache)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) known =
      oof_contract_list_items (cache, OOF_CALENDAR_ABSENCES, get_range (), &error);

  g_assert_no_error (error);
  assert_same_items (side, known);
}

/* What somebody changes and removes while the pages are read is right in the end, whether it was on
 * a page that is there already or on one to come. (Over Graph what is gone shows some minutes
 * later, oof-graph-items.c.) */
static void
test_between_pages (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItemStore) cache = oof_item_cache_new (side->items);
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_absence (side, "a:old-moved");
  add_absence (side, "a:old-gone");
  add_foreign (side);
  add_absence (side, "a:new-moved");
  add_absence (side, "a:new-gone");
  assert_same_list (side, cache);
  oof_item_store_list_async (cache, OOF_CALENDAR_ABSENCES, get_range (), NULL, oof_contract_keep_cb,
                             &result);
  wait_for_first_page (side);
  change (side, "moveItem", "a:old-moved");
  change (side, "moveItem", "a:new-moved");
  change (side, "deleteItem", "a:old-gone");
  change (side, "deleteItem", "a:new-gone");
  listed = oof_item_store_list_finish (cache, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
  assert_same_items (side, listed);
  g_assert_cmpint (oof_contract_tenant_count (side->tenant, "ews.sync-items"), ==, 3);
  assert_same_list (side, cache);
}

static void
expire (OofContractSide *side)
{
  oof_contract_tenant_add_fault (
      side->tenant, side->protocol == OOF_CONTRACT_EWS ? "ews.sync-items" : "graph.delta-events",
      "expired", 1);
}

/* A state can be worth nothing from one call to the next: everything is read anew, and
 * what was removed meanwhile is not among it. */
static void
test_expired (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItemChanges) first = NULL;
  g_autoptr (OofItemChanges) anew = NULL;
  g_autoptr (OofItemChanges) after = NULL;

  add_absence (side, "a:moved");
  add_absence (side, "a:gone");
  first = must_get_changes (side, OOF_CALENDAR_ABSENCES, NULL);
  change (side, "moveItem", "a:moved");
  change (side, "deleteItem", "a:gone");
  expire (side);
  anew = must_get_changes (side, OOF_CALENDAR_ABSENCES, first->sync_state);
  g_assert_true (anew->is_full);
  g_assert_cmpuint (anew->items->len, ==, first->items->len - 1);
  assert_moved (anew, "a:moved");
  after = must_get_changes (side, OOF_CALENDAR_ABSENCES, anew->sync_state);
  g_assert_false (after->is_full);
  g_assert_cmpuint (after->items->len + after->removed->len, ==, 0);
}

/* What a program remembers is what is there, whoever changes it and whatever is forgotten. */
static void
test_cache (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItemStore) own =
      oof_contract_side_open_items (side, side->tenant->connection->service_mailbox);
  g_autoptr (OofItemStore) cache = oof_item_cache_new (own);

  assert_same_list (side, cache);
  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *key = g_strdup_printf ("a:cache-%u", i);
      g_autofree char *old = g_strdup_printf ("a:cache-%u", i / 2);

      add_absence (side, key);
      if (i % 4 == 1)
        change (side, "moveItem", old);
      if (i % 4 == 3)
        change (side, "deleteItem", old);
      if (i % 5 == 4)
        expire (side);
      assert_same_list (side, cache);
    }
}

void
test_contract_add_changes (void)
{
  oof_contract_add_case ("changes/full", test_full);
  oof_contract_add_case ("changes/incremental", test_incremental);
  oof_contract_add_case ("changes/bad-state", test_bad_state);
  oof_contract_add_case ("changes/refused", test_refused);
  oof_contract_add_case_of ("changes/between-pages", OOF_CONTRACT_EWS, test_between_pages);
  oof_contract_add_case ("changes/expired", test_expired);
  oof_contract_add_case ("changes/cache", test_cache);
}
