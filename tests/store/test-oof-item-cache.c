/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oof-fake-store.h"

#include "core/oof-error.h"
#include "store/oof-item-cache.h"

/* A calendar whose next answers are written down. */
#define TYPE_SCRIPTED (scripted_get_type ())
G_DECLARE_FINAL_TYPE (Scripted, scripted, TEST, SCRIPTED, GObject)

struct _Scripted
{
  GObject parent_instance;

  GPtrArray *items;        /* (owned) OofItem: what a list gives */
  OofItemChanges *changes; /* (owned) (nullable) NULL: an error */
  OofError error;
  char *state; /* (owned) (nullable) what was asked with last */
  guint n_lists, n_changes;
};

static void scripted_store_init (OofItemStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (Scripted,
                               scripted,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_ITEM_STORE, scripted_store_init))

static void
list_async (OofItemStore *store,
            OofCalendar calendar,
            OofRange range,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  Scripted *self = TEST_SCRIPTED (store);
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  self->n_lists++;
  g_task_return_pointer (task, g_ptr_array_ref (self->items), (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
list_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
changes_async (OofItemStore *store,
               OofCalendar calendar,
               const char *sync_state,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  Scripted *self = TEST_SCRIPTED (store);
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  self->n_changes++;
  g_free (self->state);
  self->state = g_strdup (sync_state);
  if (self->changes)
    g_task_return_pointer (task, g_steal_pointer (&self->changes),
                           (GDestroyNotify) oof_item_changes_free);
  else
    g_task_return_new_error (task, OOF_ERROR, (int) self->error, "no changes");
}

static OofItemChanges *
changes_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
scripted_store_init (OofItemStoreInterface *iface)
{
  iface->list_async = list_async;
  iface->list_finish = list_finish;
  iface->changes_async = changes_async;
  iface->changes_finish = changes_finish;
}

static void
scripted_finalize (GObject *object)
{
  Scripted *self = TEST_SCRIPTED (object);

  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->changes, oof_item_changes_free);
  g_free (self->state);
  G_OBJECT_CLASS (scripted_parent_class)->finalize (object);
}

static void
scripted_class_init (ScriptedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scripted_finalize;
}

static void
scripted_init (Scripted *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
}

typedef struct
{
  Scripted *inner;
  OofItemStore *cache;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->inner = g_object_new (TYPE_SCRIPTED, NULL);
  self->cache = oof_item_cache_new (OOF_ITEM_STORE (self->inner));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->cache);
  g_object_unref (self->inner);
}

static OofItem *
new_item (const char *id, gint64 rev)
{
  OofItem *item = oof_item_new (OOF_CALENDAR_DOCUMENTS);

  item->id = g_strdup (id);
  item->key = g_strconcat ("l:", id, NULL);
  item->rev = rev;
  return item;
}

static OofItemChanges *
give_changes (Fixture *self, const char *state, gboolean full)
{
  OofItemChanges *changes = oof_item_changes_new ();

  changes->sync_state = g_strdup (state);
  changes->is_full = full;
  self->inner->changes = changes;
  return changes;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(OofItem *const *) a)->id, (*(OofItem *const *) b)->id);
}

static GPtrArray *
list_items (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  oof_item_store_list_async (self->cache, OOF_CALENDAR_DOCUMENTS, (OofRange){ 0, 1 }, NULL,
                             oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  items = oof_item_store_list_finish (self->cache, result, &error);
  g_assert_no_error (error);
  return items;
}

/* "a1 b2": ids and revisions. */
static void
assert_list (Fixture *self, const char *expected)
{
  g_autoptr (GPtrArray) listed = list_items (self);
  g_autoptr (GPtrArray) items = g_ptr_array_copy (listed, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  g_ptr_array_set_free_func (items, NULL);
  g_ptr_array_sort (items, compare_ids);
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (text, "%s%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            ((OofItem *) items->pdata[i])->id, ((OofItem *) items->pdata[i])->rev);
  g_assert_cmpstr (text->str, ==, expected);
}

/* The first list costs what it did; then only changes are asked for. */
static void
test_changes (Fixture *self, gconstpointer data)
{
  OofItemChanges *changes;

  g_ptr_array_add (self->inner->items, new_item ("a", 1));
  assert_list (self, "a1");
  g_assert_cmpuint (self->inner->n_changes, ==, 0);
  changes = give_changes (self, "one", TRUE);
  g_ptr_array_add (changes->items, new_item ("a", 1));
  g_ptr_array_add (changes->items, new_item ("b", 1));
  assert_list (self, "a1 b1");
  g_assert_null (self->inner->state);
  changes = give_changes (self, "two", FALSE);
  g_ptr_array_add (changes->items, new_item ("c", 1));
  g_ptr_array_add (changes->items, new_item ("b", 2));
  g_ptr_array_add (changes->removed, g_strdup ("a"));
  assert_list (self, "b2 c1");
  g_assert_cmpstr (self->inner->state, ==, "one");
  g_assert_cmpuint (self->inner->n_lists, ==, 1);
}

/* News that are older than what is known, ids that are not there any more, a reading from scratch.
 */
static void
test_order (Fixture *self, gconstpointer data)
{
  OofItemChanges *changes;

  assert_list (self, "");
  changes = give_changes (self, "one", TRUE);
  g_ptr_array_add (changes->items, new_item ("a", 5));
  g_ptr_array_add (changes->items, new_item ("b", 1));
  assert_list (self, "a5 b1");
  changes = give_changes (self, "two", FALSE);
  g_ptr_array_add (changes->items, new_item ("a", 4));
  assert_list (self, "a5 b1");
  changes = give_changes (self, "three", FALSE);
  changes->present = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (changes->present, (gpointer) "a");
  assert_list (self, "a5");
  changes = give_changes (self, "four", TRUE);
  g_ptr_array_add (changes->items, new_item ("d", 1));
  assert_list (self, "d1");
}

/* What could not be read stays as it was; a full reading with a gap is repeated. */
static void
test_unreadable (Fixture *self, gconstpointer data)
{
  OofItemChanges *changes;

  assert_list (self, "");
  changes = give_changes (self, "one", TRUE);
  g_ptr_array_add (changes->items, new_item ("a", 1));
  g_ptr_array_add (changes->unreadable, g_strdup ("b"));
  assert_list (self, "a1");
  changes = give_changes (self, "two", TRUE);
  g_ptr_array_add (changes->items, new_item ("a", 1));
  g_ptr_array_add (changes->items, new_item ("b", 1));
  assert_list (self, "a1 b1");
  g_assert_null (self->inner->state);
  changes = give_changes (self, "three", FALSE);
  g_ptr_array_add (changes->unreadable, g_strdup ("b"));
  assert_list (self, "a1 b1");
  g_assert_cmpstr (self->inner->state, ==, "two");
}

/* What was told before and did not change is the same item still, in the same list. */
static void
test_told_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  OofItemChanges *changes;

  assert_list (self, "");
  for (guint i = 0; i < 2; i++)
    {
      OofItem *item = new_item ("a", 1);

      item->change_key = g_strdup ("k");
      changes = give_changes (self, "one", i == 0);
      g_ptr_array_add (changes->items, item);
      g_clear_pointer (&before, g_ptr_array_unref);
      before = g_steal_pointer (&after);
      after = list_items (self);
    }
  g_assert_true (before == after);

  /* Somebody flagged it: the revision is ours and did not change. */
  changes = give_changes (self, "two", FALSE);
  g_ptr_array_add (changes->items, new_item ("a", 1));
  ((OofItem *) changes->items->pdata[0])->change_key = g_strdup ("l");
  g_clear_pointer (&after, g_ptr_array_unref);
  after = list_items (self);
  g_assert_true (before != after);
  g_assert_cmpstr (((OofItem *) after->pdata[0])->change_key, ==, "l");
}

static void
test_without_changes (Fixture *self, gconstpointer data)
{
  self->inner->error = OOF_ERROR_UNSUPPORTED;
  g_ptr_array_add (self->inner->items, new_item ("a", 1));
  assert_list (self, "a1");
  assert_list (self, "a1");
  assert_list (self, "a1");
  g_assert_cmpuint (self->inner->n_changes, ==, 1);
  g_assert_cmpuint (self->inner->n_lists, ==, 3);
}

/* A server that makes no sense of the question is asked for everything, and the next time again. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  static const OofError codes[] = { OOF_ERROR_PROTOCOL, OOF_ERROR_INVALID };

  g_ptr_array_add (self->inner->items, new_item ("a", 1));
  assert_list (self, "a1");
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      self->inner->error = codes[i];
      assert_list (self, "a1");
      g_assert_cmpuint (self->inner->n_changes, ==, i + 1);
    }
}

#define ADD(name, test) g_test_add ("/item-cache/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("changes", test_changes);
  ADD ("order", test_order);
  ADD ("unreadable", test_unreadable);
  ADD ("told-twice", test_told_twice);
  ADD ("without-changes", test_without_changes);
  ADD ("refused", test_refused);
  return g_test_run ();
}
