/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-store-probe.h"

#include <string.h>

#include "core/oof-error.h"

/* What a document may be long without being split (storage.md rule 2). */
#define PROBE_LENGTH  30000
#define DOCUMENT_DAY  10957 /* 2000-01-01 */
#define SECONDS_A_DAY 86400

typedef struct
{
  OofItem *first; /* (owned) (nullable) as read: its change key is old after the first update */
  OofItem *last;  /* (owned) (nullable) as written last: what is to be removed */
  char *document; /* (owned) */
  OofStoreProbe result;
  GError *error; /* (owned) (nullable) */
} Probe;

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_clear_pointer (&probe->first, oof_item_unref);
  g_clear_pointer (&probe->last, oof_item_unref);
  g_clear_error (&probe->error);
  g_free (probe->document);
  g_free (probe);
}

/* Takes @item. */
static void
set_item (OofItem **place, OofItem *item)
{
  g_clear_pointer (place, oof_item_unref);
  *place = item;
}

/* A document that readers pass over: no kind of theirs begins like its key. */
static OofItem *
create_item (Probe *probe)
{
  OofItem *item = oof_item_new (OOF_CALENDAR_DOCUMENTS);
  g_autofree char *id = g_uuid_string_random ();
  GString *text = g_string_new (NULL);

  item->key = g_strconcat ("d:probe:", id, NULL);
  g_free (item->subject);
  item->subject = g_strdup (item->key);
  item->body = g_strdup ("A check of OOF Manager; may be deleted.");
  item->all_day = TRUE;
  item->first_day = DOCUMENT_DAY;
  item->last_day = DOCUMENT_DAY;
  item->range.from = (OofInstant) DOCUMENT_DAY * SECONDS_A_DAY;
  item->range.to = item->range.from + SECONDS_A_DAY;
  item->rev = 1;
  g_string_printf (text, "{\"v\":1,\"key\":\"%s\",\"rev\":1,\"w\":\"0\",\"fill\":\"", item->key);
  while (text->len < PROBE_LENGTH - 2)
    g_string_append_c (text, (char) ('a' + text->len % 26));
  g_string_append (text, "\"}");
  item->document = g_string_free (text, FALSE);
  probe->document = g_strdup (item->document);
  probe->result.written = PROBE_LENGTH;
  return item;
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!oof_item_store_remove_finish (OOF_ITEM_STORE (source), result, &error)
      && !g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND) && probe->error == NULL)
    probe->error = g_steal_pointer (&error);
  if (probe->error != NULL)
    g_task_return_error (task, g_steal_pointer (&probe->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes @error (nullable). Not to be cancelled: the document must go. */
static void
clean_up (GTask *task, GError *error)
{
  Probe *probe = g_task_get_task_data (task);

  probe->error = error;
  oof_item_store_remove_async (g_task_get_source_object (task), probe->last, NULL, removed_cb,
                               g_object_ref (task));
}

static void
stale_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  OofItem *item = oof_item_store_update_finish (OOF_ITEM_STORE (source), result, &error);

  probe->result.conditional = g_error_matches (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  if (item != NULL)
    set_item (&probe->last, item);
  clean_up (task, item != NULL || probe->result.conditional ? NULL : g_steal_pointer (&error));
}

/* Both updates go out from the first change key. */
static void
update (GTask *task, gint64 rev, GAsyncReadyCallback callback)
{
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (OofItem) item = oof_item_copy (probe->first);

  item->rev = rev;
  g_free (item->document);
  item->document = g_strdup_printf ("{\"v\":1,\"key\":\"%s\",\"rev\":%d,\"w\":\"%d\"}", item->key,
                                    (int) rev, (int) rev);
  oof_item_store_update_async (g_task_get_source_object (task), item, g_task_get_cancellable (task),
                               callback, g_object_ref (task));
}

static void
fresh_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;
  OofItem *item = oof_item_store_update_finish (OOF_ITEM_STORE (source), result, &error);

  if (item == NULL)
    {
      clean_up (task, error);
      return;
    }
  set_item (&probe->last, item);
  probe->result.stamp = item->modified;
  update (task, 3, stale_written_cb);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      oof_item_store_find_finish (OOF_ITEM_STORE (source), result, &error);

  if (items == NULL)
    {
      clean_up (task, error);
      return;
    }
  OofItem *item = items->len > 0 ? g_ptr_array_index (items, 0) : NULL;
  probe->result.whole = item != NULL && g_strcmp0 (item->document, probe->document) == 0;
  if (item != NULL)
    {
      set_item (&probe->first, oof_item_ref (item));
      set_item (&probe->last, oof_item_ref (item));
    }
  update (task, 2, fresh_written_cb);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;

  probe->first = oof_item_store_create_finish (OOF_ITEM_STORE (source), result, &error);
  if (probe->first == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  probe->last = oof_item_ref (probe->first);
  oof_item_store_find_async (OOF_ITEM_STORE (source), OOF_CALENDAR_DOCUMENTS, probe->first->key,
                             g_task_get_cancellable (task), read_back_cb, g_object_ref (task));
}

void
oof_store_probe_async (OofItemStore *items,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (OOF_IS_ITEM_STORE (items));

  g_autoptr (GTask) task = g_task_new (items, cancellable, callback, user_data);
  Probe *probe = g_new0 (Probe, 1);
  g_autoptr (OofItem) item = create_item (probe);

  g_task_set_source_tag (task, oof_store_probe_async);
  g_task_set_task_data (task, probe, probe_free);
  oof_item_store_create_async (items, item, cancellable, created_cb, g_object_ref (task));
}

gboolean
oof_store_probe_finish (GAsyncResult *result, OofStoreProbe *probe, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, oof_store_probe_async), FALSE);

  Probe *data = g_task_get_task_data (G_TASK (result));
  *probe = data->result;
  return g_task_propagate_boolean (G_TASK (result), error);
}
