/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "core/oof-reply-text.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"

static const OofRange never = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

/* The states that the mailbox goes through. */
static GPtrArray *
make_replies (void)
{
  const char *plain = "Grüße & <Dank> \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 ]]>\nZeile 2";
  g_autofree char *html = oof_reply_text_from_plain (plain);
  OofRange window = oof_contract_range ("2026-10-23T15:00:00Z", "2026-10-26T06:00:00Z");
  GPtrArray *replies = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_reply_state_unref);

  g_ptr_array_add (replies, oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, window,
                                                 html, "<p>Draußen <b>fett</b></p>"));
  g_ptr_array_add (replies, oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_CONTACTS, never,
                                                 "<p>Drinnen</p>", html));
  g_ptr_array_add (replies, oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_NONE, window,
                                                 "<p>Drinnen</p>", ""));
  g_ptr_array_add (replies, oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_NONE, never,
                                                 "<p>Drinnen</p>", ""));
  return replies;
}

/* The other protocol reads what this one reads, byte for byte, and sees nothing to change. */
static void
test_reply (OofContractSide *side, gconstpointer data)
{
  g_autoptr (GPtrArray) replies = make_replies ();
  OofContractSide other;

  oof_contract_side_init_other (&other, side);
  for (guint i = 0; i < replies->len; i++)
    {
      OofReplyState *wanted = replies->pdata[i];
      g_autoptr (OofReplyState) here = NULL;
      g_autoptr (OofReplyState) there = NULL;

      oof_contract_side_fetch (side, OOF_CONTRACT_PERSON);
      oof_contract_must_write (side, OOF_CONTRACT_PERSON, wanted);
      here = oof_contract_must_read (side, OOF_CONTRACT_PERSON);
      oof_contract_side_fetch (&other, OOF_CONTRACT_PERSON);
      there = oof_contract_must_read (&other, OOF_CONTRACT_PERSON);
      g_assert_true (oof_reply_state_equal (there, wanted));
      g_assert_true (oof_reply_state_identical (there, here));
      oof_contract_must_write (&other, OOF_CONTRACT_PERSON, wanted);
      g_assert_cmpint (oof_contract_tenant_count_writes (side->tenant, OOF_CONTRACT_PERSON), ==,
                       i + 1);
    }
  oof_contract_side_clear (&other);
}

/* An absence of each kind, and a document. */
static GPtrArray *
make_items (void)
{
  g_autofree char *value = oof_contract_value (30000);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);

  g_ptr_array_add (items,
                   oof_contract_days_new ("a:1", "Europe/Berlin", "2026-10-24", "2026-10-26"));
  g_ptr_array_add (items,
                   oof_contract_days_new ("a:2", "America/New_York", "2026-11-01", "2026-11-01"));
  g_ptr_array_add (items,
                   oof_contract_days_new ("a:3", "Asia/Kathmandu", "2026-12-24", "2027-01-01"));
  g_ptr_array_add (items, oof_contract_hours_new ("a:4", "Europe/Berlin", "2026-10-24T06:00:00Z",
                                                  "2026-10-26T15:30:00Z"));
  g_ptr_array_add (items, oof_contract_hours_new ("a:5", "Europe/London", "2026-11-09T07:00:00Z",
                                                  "2026-11-09T11:30:00Z"));
  g_ptr_array_add (items, oof_contract_document_new ("d:template:1", value));
  return items;
}

/* And what the other one then changes, this one reads; it cannot overwrite it with the change key
 * that it had. */
static void
round_trip (OofContractSide *side, OofContractSide *other, const OofItem *item)
{
  const char *service = side->tenant->connection->service_mailbox;
  g_autoptr (OofItem) created = NULL;
  g_autoptr (OofItem) there = NULL;
  g_autoptr (OofItem) changed = NULL;
  g_autoptr (OofItem) updated = NULL;
  g_autoptr (OofItem) back = NULL;
  GError *error = NULL;

  oof_contract_side_fetch (side, service);
  created = oof_contract_must_create (side->items, (OofItem *) item);
  oof_contract_side_fetch (other, service);
  there = oof_contract_must_find (other->items, item->calendar, item->key);
  oof_contract_assert_same_item (there, item);
  g_assert_cmpint (there->created, ==, created->created);

  changed = oof_item_copy (there);
  changed->rev++;
  updated = oof_contract_update (other->items, changed, &error);
  g_assert_no_error (error);
  oof_contract_side_fetch (side, service);
  back = oof_contract_must_find (side->items, item->calendar, item->key);
  oof_contract_assert_same_item (back, changed);
  g_assert_null (oof_contract_update (side->items, created, &error));
  oof_contract_take_error (&error, OOF_ERROR_CONFLICT);
}

static void
test_items (OofContractSide *side, gconstpointer data)
{
  g_autoptr (GPtrArray) items = make_items ();
  OofContractSide other;

  oof_contract_side_init_other (&other, side);
  for (guint i = 0; i < items->len; i++)
    {
      g_test_message ("%s", ((OofItem *) items->pdata[i])->key);
      round_trip (side, &other, items->pdata[i]);
    }
  oof_contract_side_clear (&other);
}

/* The database that the tenant comes with: the same items in the same state over both. */
static void
test_database (OofContractSide *side, gconstpointer data)
{
  const char *service = side->tenant->connection->service_mailbox;
  OofRange range = oof_contract_range ("2025-10-20T00:00:00Z", "2027-10-20T00:00:00Z");
  OofContractSide other;

  oof_contract_side_init_other (&other, side);
  for (OofCalendar calendar = OOF_CALENDAR_ABSENCES; calendar <= OOF_CALENDAR_DOCUMENTS; calendar++)
    {
      g_autoptr (GPtrArray) here = NULL;
      g_autoptr (GPtrArray) there = NULL;
      g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GError) error = NULL;

      oof_contract_side_fetch (side, service);
      here = oof_contract_list_items (side->items, calendar, range, &error);
      g_assert_no_error (error);
      oof_contract_side_fetch (&other, service);
      there = oof_contract_list_items (other.items, calendar, range, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (here->len, >, 5);
      g_assert_cmpuint (there->len, ==, here->len);
      for (guint i = 0; i < here->len; i++)
        g_hash_table_insert (by_key, ((OofItem *) here->pdata[i])->key, here->pdata[i]);
      for (guint i = 0; i < there->len; i++)
        {
          const OofItem *item = there->pdata[i];
          const OofItem *same = g_hash_table_lookup (by_key, item->key);

          g_assert_nonnull (same);
          oof_contract_assert_same_item (item, same);
          g_assert_cmpint (item->created, ==, same->created);
        }
    }
  oof_contract_side_clear (&other);
}

void
test_contract_add_cross (void)
{
  oof_contract_add_cross_case ("reply-graph-to-ews", OOF_CONTRACT_GRAPH, test_reply);
  oof_contract_add_cross_case ("reply-ews-to-graph", OOF_CONTRACT_EWS, test_reply);
  oof_contract_add_cross_case ("items-graph-to-ews", OOF_CONTRACT_GRAPH, test_items);
  oof_contract_add_cross_case ("items-ews-to-graph", OOF_CONTRACT_EWS, test_items);
  oof_contract_add_cross_case ("database", OOF_CONTRACT_GRAPH, test_database);
}
