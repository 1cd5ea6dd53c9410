/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-item-writer-private.h"

#include "core/oof-error.h"
#include "oof-fake-store.h"

#define KEY "d:options"

typedef struct
{
  const char *word; /* what to write */
  gint64 only_over; /* CONFLICT over any other revision; 0: merges */
  gboolean same;    /* gives back what is there */
  guint n_built;
} Wish;

static OofItem *
build (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  Wish *wish = user_data;
  OofItem *item = base ? oof_item_copy (base) : oof_item_new (OOF_CALENDAR_DOCUMENTS);

  wish->n_built++;
  if (base && wish->only_over > 0 && base->rev != wish->only_over)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "rev %d", (int) base->rev);
      oof_item_unref (item);
      return NULL;
    }
  if (wish->same)
    return item;
  g_free (item->document);
  g_free (item->body);
  g_free (item->key);
  item->key = g_strdup (KEY);
  item->rev = stamp->rev;
  item->body = g_strdup ("");
  item->document =
      g_strdup_printf ("{\"v\":1,\"key\":\"" KEY "\",\"rev\":%d,\"w\":\"%s\",\"x\":\"%s\"}",
                       (int) stamp->rev, stamp->write_id, wish->word);
  return item;
}

static OofItem *
write_now (OofFakeStore *store, OofItem *base, Wish *wish, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_writer_write_async (OOF_ITEM_STORE (store), OOF_CALENDAR_DOCUMENTS, KEY, base, build,
                               wish, 0, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_item_writer_write_finish (result, error);
}

static OofItem *
put (OofFakeStore *store)
{
  return oof_fake_store_put_document (
      store, KEY, 1, "{\"v\":1,\"key\":\"" KEY "\",\"rev\":1,\"w\":\"aaaa\",\"x\":\"old\"}");
}

static void
test_create (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (GError) error = NULL;
  Wish wish = { .word = "new" };
  g_autoptr (OofItem) item = write_now (store, NULL, &wish, &error);

  g_assert_no_error (error);
  g_assert_nonnull (item->id);
  g_assert_nonnull (item->change_key);
  g_assert_cmpint (item->rev, ==, 1);
  g_assert_nonnull (strstr (item->document, "new"));
  g_assert_cmpuint (store->n_calls[OOF_FAKE_FIND], ==, 0);
}

static void
test_update (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (OofItem) base = oof_item_copy (put (store));
  g_autoptr (GError) error = NULL;
  Wish wish = { .word = "new" };
  g_autoptr (OofItem) item = write_now (store, base, &wish, &error);

  g_assert_no_error (error);
  g_assert_cmpint (item->rev, ==, 2);
  g_assert_cmpstr (item->id, ==, base->id);
  g_assert_cmpstr (item->change_key, !=, base->change_key);
  g_assert_nonnull (strstr (oof_fake_store_get (store, KEY)->document, "new"));
}

static void
test_nothing_to_do (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (OofItem) base = oof_item_copy (put (store));
  Wish same = { .same = TRUE };
  Wish old = { .word = "old" };
  g_autoptr (OofItem) item = write_now (store, base, &same, NULL);
  g_autoptr (OofItem) item2 = write_now (store, base, &old, NULL);

  g_assert_nonnull (item);
  g_assert_nonnull (item2);
  g_assert_cmpint (item2->rev, ==, 1);
  g_assert_cmpuint (oof_fake_store_get_n_writes (store), ==, 0);
}

/* A flag set in Outlook changes the key but not the revision: repeated up to five times. */
static void
test_touched (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (OofItem) base = oof_item_copy (put (store));
  g_autoptr (GError) error = NULL;
  Wish wish = { .word = "new", .only_over = 1 };
  g_autoptr (OofItem) item = NULL;

  store->n_touches = 4;
  item = write_now (store, base, &wish, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->rev, ==, 2);
  g_assert_cmpuint (store->n_calls[OOF_FAKE_UPDATE], ==, 5);
  g_assert_cmpuint (store->n_calls[OOF_FAKE_FIND], ==, 4);
}

static void
test_touched_for_ever (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (OofItem) base = oof_item_copy (put (store));
  g_autoptr (GError) error = NULL;
  Wish wish = { .word = "new" };

  store->n_touches = 100;
  g_assert_null (write_now (store, base, &wish, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_assert_cmpuint (store->n_calls[OOF_FAKE_UPDATE], ==, 5);
}

static void
somebody_else (OofFakeStore *store, const OofItem *item)
{
  OofItem *stored = oof_fake_store_get (store, KEY);

  stored->rev++;
  g_free (stored->document);
  stored->document =
      g_strdup ("{\"v\":1,\"key\":\"" KEY "\",\"rev\":2,\"w\":\"bbbb\",\"x\":\"theirs\"}");
  oof_fake_store_touch (store, stored);
}

static void
test_real_conflict (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (OofItem) base = oof_item_copy (put (store));
  g_autoptr (GError) error = NULL;
  Wish strict = { .word = "new", .only_over = 1 };
  Wish merging = { .word = "new" };
  g_autoptr (OofItem) merged = NULL;

  store->before_write = somebody_else;
  g_assert_null (write_now (store, base, &strict, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_assert_nonnull (strstr (oof_fake_store_get (store, KEY)->document, "theirs"));
  g_clear_error (&error);

  merged = write_now (store, base, &merging, &error);
  g_assert_no_error (error);
  g_assert_cmpint (merged->rev, ==, 3);
}

static void
test_lost_answers (void)
{
  for (guint applied = 0; applied < 2; applied++)
    {
      g_autoptr (OofFakeStore) store = oof_fake_store_new ();
      g_autoptr (GError) error = NULL;
      Wish wish = { .word = "new" };
      g_autoptr (OofItem) created = NULL;
      g_autoptr (OofItem) updated = NULL;

      oof_fake_store_fail (store, OOF_FAKE_CREATE, OOF_ERROR_UNCERTAIN, 1, applied);
      created = write_now (store, NULL, &wish, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (store->items->len, ==, 1);
      g_assert_cmpuint (store->n_calls[OOF_FAKE_CREATE], ==, applied ? 1 : 2);
      g_assert_nonnull (created->id);

      wish.word = "newer";
      oof_fake_store_fail (store, OOF_FAKE_UPDATE, OOF_ERROR_UNCERTAIN, 1, applied);
      updated = write_now (store, created, &wish, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (store->n_calls[OOF_FAKE_UPDATE], ==, applied ? 1 : 2);
      g_assert_cmpint (oof_fake_store_get (store, KEY)->rev, ==, 2);
      g_assert_cmpstr (updated->change_key, ==, oof_fake_store_get (store, KEY)->change_key);
    }
}

/* Twice lost: it is said that nobody knows. */
static void
test_lost_for_ever (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (GError) error = NULL;
  Wish wish = { .word = "new" };

  oof_fake_store_fail (store, OOF_FAKE_CREATE, OOF_ERROR_UNCERTAIN, 9, FALSE);
  g_assert_null (write_now (store, NULL, &wish, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
  g_assert_cmpuint (store->n_calls[OOF_FAKE_CREATE], ==, 2);
}

static void
lose_find (OofFakeStore *store, const OofItem *item)
{
  oof_fake_store_fail (store, OOF_FAKE_FIND, OOF_ERROR_UNREACHABLE, 1, FALSE);
}

static void
test_lost_and_unreachable (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (GError) error = NULL;
  Wish wish = { .word = "new" };

  oof_fake_store_fail (store, OOF_FAKE_CREATE, OOF_ERROR_UNCERTAIN, 1, TRUE);
  store->before_write = lose_find;
  g_assert_null (write_now (store, NULL, &wish, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
}

static void
test_gone (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (OofItem) base = oof_item_copy (put (store));
  g_autoptr (GError) error = NULL;
  Wish wish = { .word = "new" };

  g_ptr_array_set_size (store->items, 0);
  g_assert_null (write_now (store, base, &wish, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
}

static void
delete_it (OofFakeStore *store, const OofItem *item)
{
  g_ptr_array_set_size (store->items, 0);
}

/* The answer lost and the item gone: it is not made anew. */
static void
test_lost_and_gone (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (OofItem) base = oof_item_copy (put (store));
  g_autoptr (GError) error = NULL;
  Wish wish = { .word = "new" };

  oof_fake_store_fail (store, OOF_FAKE_UPDATE, OOF_ERROR_UNCERTAIN, 1, FALSE);
  store->before_write = delete_it;
  g_assert_null (write_now (store, base, &wish, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_assert_cmpuint (store->n_calls[OOF_FAKE_CREATE], ==, 0);
}

/* A move gives the item another id; the key leads there. */
static void
test_moved_id (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  OofItem *stored = put (store);
  g_autoptr (OofItem) base = oof_item_copy (stored);
  g_autoptr (GError) error = NULL;
  Wish wish = { .word = "new", .only_over = 1 };
  g_autoptr (OofItem) item = NULL;

  g_free (stored->id);
  stored->id = g_strdup ("another");
  item = write_now (store, base, &wish, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (item->id, ==, "another");
}

static void
test_other_errors (void)
{
  g_autoptr (OofFakeStore) store = oof_fake_store_new ();
  g_autoptr (GError) error = NULL;
  Wish wish = { .word = "new" };

  oof_fake_store_fail (store, OOF_FAKE_CREATE, OOF_ERROR_FORBIDDEN, 1, FALSE);
  g_assert_null (write_now (store, NULL, &wish, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_assert_cmpuint (store->n_calls[OOF_FAKE_FIND], ==, 0);
}

static OofItem *
item_of (const char *key, gint64 rev, OofInstant created)
{
  OofItem *item = oof_item_new (OOF_CALENDAR_DOCUMENTS);

  item->key = g_strdup (key);
  item->id = g_strdup_printf ("%d", (int) (created * 100 + rev));
  item->rev = rev;
  item->created = created;
  return item;
}

static void
test_choose (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);

  g_assert_null (oof_item_writer_choose (items));
  g_ptr_array_add (items, item_of ("a:1", 9, 20));
  g_ptr_array_add (items, item_of ("a:1", 1, 10));
  g_assert_cmpint (oof_item_writer_choose (items)->created, ==, 10);
  g_ptr_array_set_size (items, 0);
  g_ptr_array_add (items, item_of ("d:options", 2, 30));
  g_ptr_array_add (items, item_of ("d:options", 2, 20));
  g_ptr_array_add (items, item_of ("d:options", 1, 10));
  g_assert_cmpint (oof_item_writer_choose (items)->created, ==, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item-writer/create", test_create);
  g_test_add_func ("/item-writer/update", test_update);
  g_test_add_func ("/item-writer/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/item-writer/touched", test_touched);
  g_test_add_func ("/item-writer/touched-for-ever", test_touched_for_ever);
  g_test_add_func ("/item-writer/real-conflict", test_real_conflict);
  g_test_add_func ("/item-writer/lost-answers", test_lost_answers);
  g_test_add_func ("/item-writer/lost-for-ever", test_lost_for_ever);
  g_test_add_func ("/item-writer/lost-and-unreachable", test_lost_and_unreachable);
  g_test_add_func ("/item-writer/gone", test_gone);
  g_test_add_func ("/item-writer/lost-and-gone", test_lost_and_gone);
  g_test_add_func ("/item-writer/moved-id", test_moved_id);
  g_test_add_func ("/item-writer/other-errors", test_other_errors);
  g_test_add_func ("/item-writer/choose", test_choose);
  return g_test_run ();
}
