/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-item-cache.h"

#include "core/oof-error.h"

#define N_CALENDARS 2

/* What is known of one calendar. */
typedef struct
{
  GHashTable *items; /* (owned) id -> OofItem; meaningless without a state */
  char *state;       /* (owned) (nullable) NULL: not read as a whole yet */
  GPtrArray *listed; /* (owned) (nullable) OofItem in @range; NULL: something changed since */
  OofRange range;
  guint n_lists;
} Known;

struct _OofItemCache
{
  GObject parent_instance;

  OofItemStore *inner; /* (owned) */
  Known known[N_CALENDARS];
  gboolean knows_no_changes;
};

static void store_init (OofItemStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofItemCache,
                               oof_item_cache,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_ITEM_STORE, store_init))

/* One call under way. */
typedef struct
{
  OofCalendar calendar;
  OofRange range; /* of a list */
  char *id;       /* (owned) (nullable) of a removal */
} Call;

static void
call_free (gpointer data)
{
  Call *self = data;

  g_free (self->id);
  g_free (self);
}

static GTask *
start (OofItemStore *store,
       OofCalendar calendar,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->calendar = calendar;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, call, call_free);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static GPtrArray *
finish_items (OofItemStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static OofItem *
finish_item (OofItemStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is known */

static void
forget_list (Known *known)
{
  g_clear_pointer (&known->listed, g_ptr_array_unref);
}

static gboolean
is_same (const OofItem *old, const OofItem *item)
{
  return old->rev == item->rev && item->change_key
         && g_strcmp0 (old->change_key, item->change_key) == 0;
}

/* The news may be older than a write of ours (a server that lags), or none: what changed of late
 * is told twice. */
static void
take (Known *known, OofItem *item)
{
  OofItem *old = g_hash_table_lookup (known->items, item->id);

  if (old && (old->rev > item->rev || is_same (old, item)))
    return;
  g_hash_table_replace (known->items, g_strdup (item->id), oof_item_ref (item));
  forget_list (known);
}

static void
drop (Known *known, const char *id)
{
  if (g_hash_table_remove (known->items, id))
    forget_list (known);
}

static gboolean
is_gone (gpointer id, gpointer item, gpointer present)
{
  return !g_hash_table_contains (present, id);
}

static void
take_changes (Known *known, const OofItemChanges *changes)
{
  if (changes->is_full)
    {
      g_hash_table_remove_all (known->items);
      forget_list (known);
    }
  for (guint i = 0; i < changes->removed->len; i++)
    drop (known, g_ptr_array_index (changes->removed, i));
  for (guint i = 0; i < changes->items->len; i++)
    take (known, g_ptr_array_index (changes->items, i));
  if (changes->present && g_hash_table_foreach_remove (known->items, is_gone, changes->present) > 0)
    forget_list (known);
  g_free (known->state);
  known->state = g_strdup (changes->sync_state);
}

/* A full reading that left something out is no basis. */
static void
forget_if_incomplete (Known *known, const OofItemChanges *changes)
{
  if (changes->is_full && changes->unreadable->len > 0)
    g_clear_pointer (&known->state, g_free);
}

static void
list_again (Known *known, const Call *call)
{
  GHashTableIter iter;
  gpointer value;

  known->listed = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  known->range = call->range;
  g_hash_table_iter_init (&iter, known->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      OofItem *item = value;

      if (call->calendar == OOF_CALENDAR_DOCUMENTS || oof_range_overlaps (item->range, call->range))
        g_ptr_array_add (known->listed, oof_item_ref (item));
    }
}

/* While nothing changes it is the same list. */
static GPtrArray *
list_known (Known *known, const Call *call)
{
  gboolean same =
      known->listed && known->range.from == call->range.from && known->range.to == call->range.to;

  if (!same)
    {
      forget_list (known);
      list_again (known, call);
    }
  return g_ptr_array_ref (known->listed);
}

/* Lists */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GPtrArray *items = oof_item_store_list_finish (OOF_ITEM_STORE (source), result, &error);

  if (items)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
list_whole (GTask *task)
{
  OofItemCache *self = g_task_get_source_object (task);
  const Call *call = g_task_get_task_data (task);

  oof_item_store_list_async (self->inner, call->calendar, call->range,
                             g_task_get_cancellable (task), listed_cb, g_object_ref (task));
}

/* The server does not take part in this, once or for ever: it can still be asked for everything. */
static gboolean
is_refused (OofItemCache *self, const GError *error)
{
  if (g_error_matches (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED))
    self->knows_no_changes = TRUE;
  return self->knows_no_changes || g_error_matches (error, OOF_ERROR, OOF_ERROR_PROTOCOL)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_INVALID);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofItemCache *self = g_task_get_source_object (task);
  const Call *call = g_task_get_task_data (task);
  Known *known = &self->known[call->calendar];
  GError *error = NULL;
  g_autoptr (OofItemChanges) changes =
      oof_item_store_changes_finish (OOF_ITEM_STORE (source), result, &error);

  if (changes)
    {
      take_changes (known, changes);
      forget_if_incomplete (known, changes);
      g_task_return_pointer (task, list_known (known, call), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  if (!is_refused (self, error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_error_free (error);
  list_whole (task);
}

static void
list_async (OofItemStore *store,
            OofCalendar calendar,
            OofRange range,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  OofItemCache *self = OOF_ITEM_CACHE (store);
  Known *known = &self->known[calendar];
  g_autoptr (GTask) task = start (store, calendar, list_async, cancellable, callback, user_data);

  ((Call *) g_task_get_task_data (task))->range = range;
  /* Who reads only once is not to pay for what comes after. */
  if (self->knows_no_changes || known->n_lists++ == 0)
    list_whole (task);
  else
    oof_item_store_changes_async (self->inner, calendar, known->state, cancellable, changed_cb,
                                  g_object_ref (task));
}

/* Writes: what they give is news, too. */

/* Takes @item and @error (both nullable). */
static void
return_written (GTask *task, OofItem *item, GError *error)
{
  OofItemCache *self = g_task_get_source_object (task);
  const Call *call = g_task_get_task_data (task);

  if (!item)
    {
      g_task_return_error (task, error);
      return;
    }
  take (&self->known[call->calendar], item);
  g_task_return_pointer (task, item, (GDestroyNotify) oof_item_unref);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofItem *item = oof_item_store_create_finish (OOF_ITEM_STORE (source), result, &error);

  return_written (task, item, error);
}

static void
create_async (OofItemStore *store,
              OofItem *item,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  oof_item_store_create_async (
      OOF_ITEM_CACHE (store)->inner, item, cancellable, created_cb,
      start (store, item->calendar, create_async, cancellable, callback, user_data));
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofItem *item = oof_item_store_update_finish (OOF_ITEM_STORE (source), result, &error);

  return_written (task, item, error);
}

static void
update_async (OofItemStore *store,
              OofItem *item,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  oof_item_store_update_async (
      OOF_ITEM_CACHE (store)->inner, item, cancellable, updated_cb,
      start (store, item->calendar, update_async, cancellable, callback, user_data));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofItemCache *self = g_task_get_source_object (task);
  const Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (oof_item_store_remove_finish (OOF_ITEM_STORE (source), result, &error))
    {
      drop (&self->known[call->calendar], call->id);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
remove_async (OofItemStore *store,
              OofItem *item,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = start (store, item->calendar, remove_async, cancellable, callback, user_data);

  ((Call *) g_task_get_task_data (task))->id = g_strdup (item->id);
  oof_item_store_remove_async (OOF_ITEM_CACHE (store)->inner, item, cancellable, removed_cb, task);
}

static gboolean
remove_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One item is always read afresh: whoever looks it up wants to know how it is now. */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GPtrArray *items = oof_item_store_find_finish (OOF_ITEM_STORE (source), result, &error);

  if (items)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
find_async (OofItemStore *store,
            OofCalendar calendar,
            const char *key,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  oof_item_store_find_async (OOF_ITEM_CACHE (store)->inner, calendar, key, cancellable, found_cb,
                             start (store, calendar, find_async, cancellable, callback, user_data));
}

/* The object */

static void
store_init (OofItemStoreInterface *iface)
{
  iface->list_async = list_async;
  iface->list_finish = finish_items;
  iface->find_async = find_async;
  iface->find_finish = finish_items;
  iface->create_async = create_async;
  iface->create_finish = finish_item;
  iface->update_async = update_async;
  iface->update_finish = finish_item;
  iface->remove_async = remove_async;
  iface->remove_finish = remove_finish;
}

static void
oof_item_cache_finalize (GObject *object)
{
  OofItemCache *self = OOF_ITEM_CACHE (object);

  for (guint i = 0; i < N_CALENDARS; i++)
    {
      g_hash_table_unref (self->known[i].items);
      g_free (self->known[i].state);
      forget_list (&self->known[i]);
    }
  g_object_unref (self->inner);
  G_OBJECT_CLASS (oof_item_cache_parent_class)->finalize (object);
}

static void
oof_item_cache_class_init (OofItemCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_item_cache_finalize;
}

static void
oof_item_cache_init (OofItemCache *self)
{
  for (guint i = 0; i < N_CALENDARS; i++)
    self->known[i].items =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_item_unref);
}

OofItemStore *
oof_item_cache_new (OofItemStore *inner)
{
  OofItemCache *self;

  g_return_val_if_fail (OOF_IS_ITEM_STORE (inner), NULL);

  self = g_object_new (OOF_TYPE_ITEM_CACHE, NULL);
  self->inner = g_object_ref (inner);
  return OOF_ITEM_STORE (self);
}
