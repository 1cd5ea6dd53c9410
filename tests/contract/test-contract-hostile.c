/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "oof-contract-calls.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"

/* What people, other programs and other clients of ours do to the items in the service mailbox. The
 * adapters hand it on as it is: to judge it is the store's. */

#define KEY OOF_CONTRACT_KEY

static OofItem *
absence_new (void)
{
  return oof_contract_days_new (KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
}

static GPtrArray *
must_find_all (OofContractSide *side, const char *key)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = oof_contract_find (side->items, OOF_CALENDAR_ABSENCES, key, &error);

  g_assert_no_error (error);
  return found;
}

static GPtrArray *
must_list (OofContractSide *side, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = oof_contract_list_items (side->items, OOF_CALENDAR_ABSENCES,
                                              oof_contract_range (from, to), &error);

  g_assert_no_error (error);
  return found;
}

static guint
count_key (GPtrArray *items, const char *key)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += g_str_equal (((OofItem *) items->pdata[i])->key, key);
  return n;
}

/* Writes and reads @item, found and listed. */
static void
round_trip (OofContractSide *side, OofItem *item)
{
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (OofItem) found = oof_contract_must_find (side->items, item->calendar, item->key);
  g_autoptr (GError) error = NULL;

  oof_contract_assert_same_item (found, item);
  g_assert_true (oof_contract_remove (side->items, found, &error));
  g_assert_no_error (error);
}

static void
test_subjects (OofContractSide *side, gconstpointer data)
{
  static const char *const subjects[] = {
    "",
    "x",
    "Müller, Jörg: Urlaub – „lang“ <b>&amp;</b> ]]> \xf0\x9f\x8f\x96",
    "'; drop table absences; -- ${jndi} %s %n \\ / ? # & = +",
  };
  g_autoptr (GString) longest = g_string_new (NULL);

  while (g_utf8_strlen (longest->str, -1) < 255)
    g_string_append (longest, "ä");
  for (gsize i = 0; i <= G_N_ELEMENTS (subjects); i++)
    {
      g_autoptr (OofItem) item = absence_new ();

      g_free (item->subject);
      item->subject = g_strdup (i < G_N_ELEMENTS (subjects) ? subjects[i] : longest->str);
      round_trip (side, item);
    }
}

static void
test_categories (OofContractSide *side, gconstpointer data)
{
  static const char *const categories[][5] = {
    { NULL },
    { "Urlaub", NULL },
    { "Müller & Söhne", "<b>\"rot\"</b>", "it's", "\xf0\x9f\x8f\x96", NULL },
    { "a", "b", "A b", "ß", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      g_autoptr (OofItem) item = absence_new ();

      g_strfreev (item->categories);
      item->categories = g_strdupv ((GStrv) categories[i]);
      round_trip (side, item);
    }
}

/* Keys are lower-case ASCII of at most 64 characters, but holidays have names. */
static void
test_keys (OofContractSide *side, gconstpointer data)
{
  static const char *const keys[] = {
    "d:holidays:o'neil''s",      "d:holidays:<a & \"b\">",
    "d:holidays:50% + x/y\\z?#", "d:holidays:{}[]()$@!,;=~^`|",
    "d:holidays:&amp;#65;]]>",   "a:0123456789012345678901234567890123456789012345678901234567890a",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (OofItem) item = oof_contract_document_new (keys[i], "{\"v\":1}");

      g_test_message ("%s", keys[i]);
      round_trip (side, item);
    }
}

/* Compressed JSON, as long as the store makes it. */
static void
test_compressed (OofContractSide *side, gconstpointer data)
{
  static const gsize lengths[] = { 255, 8001, 30000, 256000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (OofItem) item = oof_contract_document_new ("b:2026-10-20", NULL);
      GString *value = g_string_new ("z1:");

      for (guint n = 0; value->len < lengths[i]; n++)
        g_string_append_c (value, "ABCDefgh0123+/"[(n * 7 + n / 13) % 14]);
      item->document = g_string_free (value, FALSE);
      round_trip (side, item);
    }
}

/* A key without JSON: whoever made it died in between, or deleted the property. */
static void
test_half_written (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItem) item = absence_new ();
  g_autoptr (OofItem) created = NULL;
  g_autoptr (OofItem) found = NULL;
  g_autoptr (OofItem) whole = NULL;
  g_autoptr (OofItem) updated = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&item->absence, g_free);
  created = oof_contract_must_create (side->items, item);
  found = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, KEY);
  g_assert_null (found->absence);
  listed = must_list (side, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");
  g_assert_cmpuint (count_key (listed, KEY), ==, 1);

  whole = oof_item_copy (found);
  whole->absence = g_strdup ("{\"v\":1}");
  updated = oof_contract_update (side->items, whole, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (updated->absence, ==, "{\"v\":1}");
}

/* Whatever is in the property comes as it is. */
static void
test_forged (OofContractSide *side, gconstpointer data)
{
  static const char *const values[] = {
    "{\"v\":99,\"key\":\"a:1\"}",
    "{\"v\":\"1\",\"rev\":[],\"person\":null,\"from\":{}}",
    "[]",
    "null",
    "no JSON",
    "{\"v\":1",
    "z1:!!!",
    "z1:",
    "{\"v\":1,\"v\":2}",
    "<xml/>",
    "{\"v\":1,\"note\":\"\\ud800\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (OofItem) item = absence_new ();
      g_autoptr (OofItem) document = oof_contract_document_new ("d:groups-2", values[i]);

      g_free (item->absence);
      item->absence = g_strdup (values[i]);
      round_trip (side, item);
      round_trip (side, document);
    }
}

/* Revisions at the ends of what fits. */
static void
test_revisions (OofContractSide *side, gconstpointer data)
{
  static const gint64 revisions[] = { 1, 2, 65536, G_MAXINT32 };

  for (gsize i = 0; i < G_N_ELEMENTS (revisions); i++)
    {
      g_autoptr (OofItem) item = absence_new ();

      item->rev = revisions[i];
      round_trip (side, item);
    }
}

/* A copy made in Outlook: the same key twice. Both come, each for itself. */
static void
test_copied (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItem) item = absence_new ();
  g_autoptr (OofItem) first = oof_contract_must_create (side->items, item);
  g_autoptr (OofItem) other = oof_item_copy (item);
  g_autoptr (OofItem) second = NULL;
  g_autoptr (OofItem) left = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;

  g_free (other->absence);
  other->absence = g_strdup ("{\"v\":1,\"copy\":true}");
  second = oof_contract_must_create (side->items, other);
  g_assert_cmpstr (second->id, !=, first->id);
  found = must_find_all (side, KEY);
  g_assert_cmpuint (found->len, ==, 2);
  listed = must_list (side, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");
  g_assert_cmpuint (count_key (listed, KEY), ==, 2);
  g_assert_true (oof_contract_remove (side->items, first, &error));
  g_assert_no_error (error);
  left = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, KEY);
  g_assert_cmpstr (left->id, ==, second->id);
}

/* Moved in Outlook: other times, the same properties. */
static void
test_moved (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItem) item = absence_new ();
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (OofItem) moved =
      oof_contract_hours_new (KEY, "Europe/London", "2026-12-07T08:00:00Z", "2026-12-08T17:00:00Z");
  g_autoptr (OofItem) updated = NULL;
  g_autoptr (OofItem) found = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;

  moved->id = g_strdup (created->id);
  moved->change_key = g_strdup (created->change_key);
  updated = oof_contract_update (side->items, moved, &error);
  g_assert_no_error (error);
  found = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, KEY);
  oof_contract_assert_same_item (found, moved);
  g_assert_cmpstr (found->id, ==, created->id);
  before = must_list (side, "2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z");
  after = must_list (side, "2026-12-07T00:00:00Z", "2026-12-08T00:00:00Z");
  g_assert_cmpuint (count_key (before, KEY), ==, 0);
  g_assert_cmpuint (count_key (after, KEY), ==, 1);
}

/* Deleted by somebody else, in between. */
static void
test_deleted (OofContractSide *side, gconstpointer data)
{
  const char *service = side->tenant->connection->service_mailbox;
  g_autoptr (OofItemStore) somebody = oof_contract_side_open_items (side, service);
  g_autoptr (OofItem) item = absence_new ();
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  GError *error = NULL;

  g_assert_true (oof_contract_remove (somebody, created, &error));
  g_assert_no_error (error);
  found = must_find_all (side, KEY);
  listed = must_list (side, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");
  g_assert_cmpuint (found->len + count_key (listed, KEY), ==, 0);
  g_assert_null (oof_contract_update (side->items, created, &error));
  oof_contract_take_error (&error, OOF_ERROR_NOT_FOUND);
  g_assert_false (oof_contract_remove (side->items, created, &error));
  oof_contract_take_error (&error, OOF_ERROR_NOT_FOUND);
}

/* Two clients change one item at the same time: one wins, one is told. Many times over. */
static void
test_race (OofContractSide *side, gconstpointer data)
{
  const char *service = side->tenant->connection->service_mailbox;
  g_autoptr (OofItemStore) somebody = oof_contract_side_open_items (side, service);
  g_autoptr (OofItem) item = absence_new ();
  g_autoptr (OofItem) now = oof_contract_must_create (side->items, item);

  for (int turn = 1; turn <= 10; turn++)
    {
      OofItemStore *stores[] = { side->items, somebody };
      GAsyncResult *results[2] = { NULL };
      g_autoptr (OofItem) found = NULL;
      guint conflicts = 0;

      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (OofItem) change = oof_item_copy (now);

          change->rev = turn * 2 + i;
          oof_item_store_update_async (stores[i], change, NULL, oof_contract_keep_cb, &results[i]);
        }
      g_clear_pointer (&now, oof_item_unref);
      for (guint i = 0; i < 2; i++)
        {
          GError *error = NULL;
          OofItem *updated =
              oof_item_store_update_finish (stores[i], oof_contract_wait (&results[i]), &error);

          g_clear_object (&results[i]);
          if (updated == NULL)
            {
              oof_contract_take_error (&error, OOF_ERROR_CONFLICT);
              conflicts++;
              continue;
            }
          g_assert_null (now);
          now = updated;
        }
      g_assert_cmpuint (conflicts, ==, 1);
      found = oof_contract_must_find (side->items, OOF_CALENDAR_ABSENCES, KEY);
      oof_contract_assert_same_item (found, now);
      g_assert_cmpstr (found->change_key, ==, now->change_key);
    }
}

/* One removes what the other changes: nothing is half done. */
static void
test_race_removal (OofContractSide *side, gconstpointer data)
{
  const char *service = side->tenant->connection->service_mailbox;
  g_autoptr (OofItemStore) somebody = oof_contract_side_open_items (side, service);
  g_autoptr (OofItem) item = absence_new ();
  g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
  g_autoptr (OofItem) change = oof_item_copy (created);
  g_autoptr (OofItem) updated = NULL;
  g_autoptr (GAsyncResult) update = NULL;
  g_autoptr (GAsyncResult) removal = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) update_error = NULL;
  g_autoptr (GError) removal_error = NULL;
  gboolean removed;

  change->rev = 2;
  oof_item_store_remove_async (somebody, created, NULL, oof_contract_keep_cb, &removal);
  oof_item_store_update_async (side->items, change, NULL, oof_contract_keep_cb, &update);
  removed = oof_item_store_remove_finish (somebody, oof_contract_wait (&removal), &removal_error);
  updated = oof_item_store_update_finish (side->items, oof_contract_wait (&update), &update_error);
  found = must_find_all (side, KEY);
  g_assert_cmpuint (found->len, ==, removed ? 0 : 1);
  if (!removed)
    g_assert_error (removal_error, OOF_ERROR, OOF_ERROR_CONFLICT);
  else if (updated == NULL)
    g_assert_true (g_error_matches (update_error, OOF_ERROR, OOF_ERROR_NOT_FOUND)
                   || g_error_matches (update_error, OOF_ERROR, OOF_ERROR_UNCERTAIN));
}

void
test_contract_add_hostile (void)
{
  oof_contract_add_case ("hostile/subjects", test_subjects);
  oof_contract_add_case ("hostile/categories", test_categories);
  oof_contract_add_case ("hostile/keys", test_keys);
  oof_contract_add_case ("hostile/compressed", test_compressed);
  oof_contract_add_case ("hostile/half-written", test_half_written);
  oof_contract_add_case ("hostile/forged", test_forged);
  oof_contract_add_case ("hostile/revisions", test_revisions);
  oof_contract_add_case ("hostile/copied", test_copied);
  oof_contract_add_case ("hostile/moved", test_moved);
  oof_contract_add_case ("hostile/deleted", test_deleted);
  oof_contract_add_case ("hostile/race", test_race);
  oof_contract_add_case ("hostile/race-removal", test_race_removal);
}
