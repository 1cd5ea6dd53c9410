/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "store/oof-backup-json.h"

static const OofRange all_times = { OOF_INSTANT_NONE, OOF_INSTANT_FOREVER };

/* What operations on documents of several kinds share. */

int
oof_store_compare_keys (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Listing */

typedef struct
{
  char *prefix; /* (owned) */
  OofDocumentReader reader;
  GDestroyNotify destroy;
} List;

static void
list_free (gpointer data)
{
  List *self = data;

  g_free (self->prefix);
  g_free (self);
}

/* key -> OofItem, each key once. */
static GHashTable *
keep_one (const char *prefix, GPtrArray *items)
{
  GHashTable *kept =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_item_unref);

  for (guint i = 0; i < items->len; i++)
    {
      OofItem *item = g_ptr_array_index (items, i);
      OofItem *other = item->key ? g_hash_table_lookup (kept, item->key) : NULL;

      if (item->key && g_str_has_prefix (item->key, prefix)
          && (!other || oof_item_writer_goes_before (item, other)))
        g_hash_table_replace (kept, g_strdup (item->key), oof_item_ref (item));
    }
  return kept;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  List *list = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      oof_item_store_list_finish (OOF_ITEM_STORE (source), result, &error);
  g_autoptr (GHashTable) kept = items ? keep_one (list->prefix, items) : NULL;
  GPtrArray *documents;
  GHashTableIter iter;
  gpointer value;

  if (!items)
    {
      g_task_return_error (task, error);
      return;
    }
  documents = g_ptr_array_new_with_free_func (list->destroy);
  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      OofItem *item = value;
      gpointer document = item->document ? list->reader (item->key, item->document, NULL) : NULL;

      oof_store_remember (g_task_get_source_object (task), item);
      if (document)
        g_ptr_array_add (documents, document);
    }
  g_task_return_pointer (task, documents, (GDestroyNotify) g_ptr_array_unref);
}

void
oof_store_list_documents (OofStore *self,
                          const char *prefix,
                          OofDocumentReader reader,
                          GDestroyNotify destroy,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  List *list = g_new0 (List, 1);

  g_task_set_source_tag (task, oof_store_list_documents);
  list->prefix = g_strdup (prefix);
  list->reader = reader;
  list->destroy = destroy;
  g_task_set_task_data (task, list, list_free);
  oof_item_store_list_async (oof_store_get_items (self), OOF_CALENDAR_DOCUMENTS, all_times,
                             cancellable, listed_cb, g_object_ref (task));
}

GPtrArray *
oof_store_list_documents_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The whole plan */

static void
add_kept (GHashTable *seen, GPtrArray *items)
{
  g_autoptr (GHashTable) kept = keep_one ("", items);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      OofItem *item = value;
      OofItem *other = g_hash_table_lookup (seen, item->key);

      if (!other || oof_item_writer_goes_before (item, other))
        g_hash_table_replace (seen, g_strdup (item->key), oof_item_ref (item));
    }
}

/* This is all there is: what was known beyond it is gone. */
static void
remember_all (OofStore *self, GHashTable *seen)
{
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_remove_all (oof_store_get_known (self));
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &key, &item))
    {
      oof_store_remember (self, item);
      if (!oof_backup_has_key (key))
        g_hash_table_iter_remove (&iter);
    }
}

static void
plan_absences_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GHashTable *seen = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      oof_item_store_list_finish (OOF_ITEM_STORE (source), result, &error);

  if (!items)
    {
      g_task_return_error (task, error);
      return;
    }
  add_kept (seen, items);
  remember_all (g_task_get_source_object (task), seen);
  g_task_return_pointer (task, g_hash_table_ref (seen), (GDestroyNotify) g_hash_table_unref);
}

static void
plan_documents_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      oof_item_store_list_finish (OOF_ITEM_STORE (source), result, &error);

  if (!items)
    {
      g_task_return_error (task, error);
      return;
    }
  add_kept (g_task_get_task_data (task), items);
  oof_item_store_list_async (OOF_ITEM_STORE (source), OOF_CALENDAR_ABSENCES, all_times,
                             g_task_get_cancellable (task), plan_absences_cb, g_object_ref (task));
}

void
oof_store_list_plan (OofStore *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_store_list_plan);
  g_task_set_task_data (
      task,
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_item_unref),
      (GDestroyNotify) g_hash_table_unref);
  oof_item_store_list_async (oof_store_get_items (self), OOF_CALENDAR_DOCUMENTS, all_times,
                             cancellable, plan_documents_cb, g_object_ref (task));
}

GHashTable *
oof_store_list_plan_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Removing */

typedef struct
{
  char *key; /* (owned) */
  gint64 rev;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *self = data;

  g_free (self->key);
  g_free (self);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Removal *removal = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* Somebody else was quicker: gone is gone. */
  if (!oof_item_store_remove_finish (OOF_ITEM_STORE (source), result, &error)
      && !g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_hash_table_remove (oof_store_get_known (g_task_get_source_object (task)), removal->key);
  g_task_return_boolean (task, TRUE);
}

static void
located_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofStore *self = OOF_STORE (source);
  Removal *removal = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_locate_finish (self, result, &error);

  if (!item)
    g_task_return_error (task, error);
  else if (item->rev != removal->rev)
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_CONFLICT, "%s: changed by somebody else",
                             item->key);
  else
    oof_item_store_remove_async (oof_store_get_items (self), item, g_task_get_cancellable (task),
                                 removed_cb, g_object_ref (task));
}

void
oof_store_remove (OofStore *self,
                  const char *key,
                  gint64 rev,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Removal *removal = g_new0 (Removal, 1);

  g_task_set_source_tag (task, oof_store_remove);
  removal->key = g_strdup (key);
  removal->rev = rev;
  g_task_set_task_data (task, removal, removal_free);
  oof_store_locate (self, key, TRUE, cancellable, located_cb, g_object_ref (task));
}

gboolean
oof_store_remove_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
removed_for_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_store_remove_finish (OOF_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
oof_store_remove_for (GTask *task, const OofItem *item)
{
  oof_store_remove (g_task_get_source_object (task), item->key, item->rev,
                    g_task_get_cancellable (task), removed_for_cb, g_object_ref (task));
}
