/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-items-private.h"

#include "core/oof-error.h"

#define PAGE "512"

/* A calendar of half a million changes has a thousand pages. */
#define MAX_PAGES 1000

/* What is known of an id so far: the last thing that was said of it counts. */
typedef enum
{
  FATE_CHANGED = 1,
  FATE_REMOVED
} Fate;

/* Ids only: strings in answers of SyncFolderItems are cut at 255 characters (storage.md rule 4). */
typedef struct
{
  OofCalendar calendar;
  OofItemChanges
      *changes;      /* (owned) (nullable) with the state so far; NULL once it is given back */
  GHashTable *fates; /* (owned) id -> Fate */
  GPtrArray *ids;    /* (owned) (nullable) char*: those that are read */
  guint n_pages;
} Sync;

static void sync_open (GTask *task);
static void sync_next (GTask *task);

static void
sync_free (Sync *sync)
{
  g_clear_pointer (&sync->changes, oof_item_changes_free);
  g_hash_table_unref (sync->fates);
  g_clear_pointer (&sync->ids, g_ptr_array_unref);
  g_free (sync);
}

static void
sync_return (GTask *task)
{
  Sync *sync = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&sync->changes),
                         (GDestroyNotify) oof_item_changes_free);
}

/* A state that is no good, or a folder that is another one by now: everything anew. FALSE when that
 * is what failed. */
static gboolean
sync_restart (GTask *task, const GError *error)
{
  Sync *sync = g_task_get_task_data (task);

  if (sync->changes->is_full
      || !(g_error_matches (error, OOF_ERROR, OOF_ERROR_INVALID)
           || g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND)))
    return FALSE;
  sync->changes->is_full = TRUE;
  g_clear_pointer (&sync->changes->sync_state, g_free);
  g_hash_table_remove_all (sync->fates);
  sync_open (task);
  return TRUE;
}

static void
sync_fail (GTask *task, GError *error)
{
  Sync *sync = g_task_get_task_data (task);

  _oof_ews_items_forget_folder (g_task_get_source_object (task), sync->calendar, error);
  if (sync_restart (task, error))
    g_error_free (error);
  else
    g_task_return_error (task, error);
}

/* An id is a child of t:Delete itself; t:Create and t:Update hold the item. */
static char *
dup_id (const OofXml *change)
{
  g_autoptr (OofXml) direct = oof_xml_get_child (change, OOF_EWS_T, "ItemId");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (OofXml) id = NULL;

  if (direct)
    return oof_xml_dup_attribute (direct, "Id");
  items = oof_xml_get_children (change, NULL, NULL);
  id = items->len > 0 ? oof_xml_get_child (items->pdata[0], OOF_EWS_T, "ItemId") : NULL;
  return id ? oof_xml_dup_attribute (id, "Id") : NULL;
}

static gboolean
sync_take_changes (Sync *sync, const OofXml *message, guint *n_changes, GError **error)
{
  g_autoptr (OofXml) list = oof_xml_get_child (message, OOF_EWS_M, "Changes");
  g_autoptr (GPtrArray) all = list ? oof_xml_get_children (list, NULL, NULL) : NULL;

  *n_changes = all ? all->len : 0;
  for (guint i = 0; i < *n_changes; i++)
    {
      gboolean removed = oof_xml_is (all->pdata[i], OOF_EWS_T, "Delete");
      char *id;

      if (oof_xml_is (all->pdata[i], OOF_EWS_T, "ReadFlagChange"))
        continue;
      id = dup_id (all->pdata[i]);
      if (!id)
        {
          oof_xml_set_error (all->pdata[i], NULL, error, "a change without ItemId");
          return FALSE;
        }
      g_hash_table_replace (sync->fates, id,
                            GINT_TO_POINTER (removed ? FATE_REMOVED : FATE_CHANGED));
    }
  return TRUE;
}

/* @last: (out) whether there is nothing more to ask for. */
static gboolean
sync_take (Sync *sync, const OofXml *message, gboolean *last, GError **error)
{
  g_autofree char *state = NULL;
  gboolean moved;
  guint n_changes;

  if (!oof_xml_read_string (message, OOF_EWS_M, "SyncState", OOF_REQUIRED, &state, error)
      || !oof_xml_read_bool (message, OOF_EWS_M, "IncludesLastItemInRange", OOF_REQUIRED, last,
                             error)
      || !sync_take_changes (sync, message, &n_changes, error))
    return FALSE;
  moved = n_changes > 0 && g_strcmp0 (state, sync->changes->sync_state) != 0;
  if (!*last && (!moved || ++sync->n_pages == MAX_PAGES))
    {
      oof_xml_set_error (message, NULL, error, "the changes never end");
      return FALSE;
    }
  g_free (sync->changes->sync_state);
  sync->changes->sync_state = g_steal_pointer (&state);
  return TRUE;
}

/* What was said to have changed and is not among the items is gone, or not ours. */
static void
sync_sort_out (Sync *sync)
{
  OofItemChanges *changes = sync->changes;

  for (guint i = 0; i < changes->items->len; i++)
    g_hash_table_remove (sync->fates, ((OofItem *) changes->items->pdata[i])->id);
  for (guint i = 0; i < changes->unreadable->len; i++)
    g_hash_table_remove (sync->fates, changes->unreadable->pdata[i]);
  if (!changes->is_full)
    {
      GHashTableIter iter;
      gpointer id;

      g_hash_table_iter_init (&iter, sync->fates);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_ptr_array_add (changes->removed, g_strdup (id));
    }
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sync *sync = g_task_get_task_data (task);
  g_autoptr (GPtrArray) items = NULL;
  GError *error = NULL;

  items = _oof_ews_items_fetch_finish (OOF_EWS_ITEMS (source), result, sync->changes->unreadable,
                                       &error);
  /* When it is all of a few, the server answers properly: it has just told the ids. */
  if (!items && (sync->changes->is_full || sync->changes->unreadable->len < sync->ids->len))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  for (guint i = 0; items && i < items->len; i++)
    g_ptr_array_add (sync->changes->items, oof_item_ref (items->pdata[i]));
  sync_sort_out (sync);
  sync_return (task);
}

static void
sync_fetch (GTask *task)
{
  OofEwsItems *self = g_task_get_source_object (task);
  Sync *sync = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer id, fate;

  sync->ids = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, sync->fates);
  while (g_hash_table_iter_next (&iter, &id, &fate))
    if (GPOINTER_TO_INT (fate) == FATE_CHANGED)
      g_ptr_array_add (sync->ids, g_strdup (id));
  _oof_ews_items_fetch_async (self, sync->calendar, sync->ids, FALSE, g_task_get_cancellable (task),
                              fetched_cb, g_object_ref (task));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sync *sync = g_task_get_task_data (task);
  g_autoptr (OofXml) message = NULL;
  GError *error = NULL;
  gboolean last = FALSE;

  message = oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  if (!message)
    sync_fail (task, error);
  else if (!sync_take (sync, message, &last, &error))
    g_task_return_error (task, error);
  else if (last)
    sync_fetch (task);
  else
    sync_next (task);
}

static void
sync_next (GTask *task)
{
  OofEwsItems *self = g_task_get_source_object (task);
  const Sync *sync = g_task_get_task_data (task);
  OofEwsRequest *request = _oof_ews_items_request_new (self, "SyncFolderItems", OOF_EWS_CALL_PLAIN);
  OofXmlWriter *xml = oof_ews_request_get_xml (request);

  oof_xml_writer_begin (xml, "m", "ItemShape");
  oof_xml_writer_element (xml, "t", "BaseShape", "IdOnly");
  oof_xml_writer_end (xml);
  _oof_ews_items_write_folder (self, xml, "SyncFolderId", sync->calendar);
  oof_xml_writer_element (xml, "m", "SyncState", sync->changes->sync_state);
  oof_xml_writer_element (xml, "m", "MaxChangesReturned", PAGE);
  oof_ews_client_call_async (self->client, request, g_task_get_cancellable (task), answered_cb,
                             g_object_ref (task));
}

/* Where there is no folder there are no items, nor a state. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sync *sync = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean there;

  if (!_oof_ews_items_open_finish (OOF_EWS_ITEMS (source), result, &there, &error))
    {
      g_task_return_error (task, error);
    }
  else if (!there)
    {
      sync->changes->is_full = TRUE;
      g_clear_pointer (&sync->changes->sync_state, g_free);
      sync_return (task);
    }
  else
    {
      sync_next (task);
    }
}

static void
sync_open (GTask *task)
{
  const Sync *sync = g_task_get_task_data (task);

  _oof_ews_items_open_async (g_task_get_source_object (task), sync->calendar, FALSE,
                             g_task_get_cancellable (task), opened_cb, g_object_ref (task));
}

void
_oof_ews_items_changes_async (OofItemStore *store,
                              OofCalendar calendar,
                              const char *sync_state,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Sync *sync = g_new0 (Sync, 1);

  g_task_set_source_tag (task, _oof_ews_items_changes_async);
  sync->calendar = calendar;
  sync->changes = oof_item_changes_new ();
  sync->changes->sync_state = g_strdup (sync_state);
  sync->changes->is_full = sync_state == NULL;
  sync->fates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, sync, (GDestroyNotify) sync_free);
  sync_open (task);
}

OofItemChanges *
_oof_ews_items_changes_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
