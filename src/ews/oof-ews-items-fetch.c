/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-items-private.h"

#include "core/oof-error.h"
#include "ews/oof-ews-answer.h"
#include "ews/oof-ews-item.h"

#define BATCH 100

/* More unreadable items than this mean that it is the server that does not answer properly. */
#define UNREADABLE_LIMIT 10

/* Places in the list of ids. */
typedef struct
{
  guint first;
  guint count;
} Batch;

typedef struct
{
  OofCalendar calendar;
  gboolean strict;
  GPtrArray *ids;        /* (owned) char* */
  GArray *batches;       /* (owned) Batch: still to ask for, the next one last */
  GPtrArray *items;      /* (owned) OofItem */
  GPtrArray *unreadable; /* (owned) char*: those that were left out */
  gboolean answers;      /* at least one batch could be read */
} Fetch;

static void fetch_next (GTask *task);

static void
fetch_free (Fetch *fetch)
{
  g_ptr_array_unref (fetch->ids);
  g_array_unref (fetch->batches);
  g_ptr_array_unref (fetch->items);
  g_ptr_array_unref (fetch->unreadable);
  g_free (fetch);
}

static Batch
get_batch (const Fetch *fetch)
{
  return g_array_index (fetch->batches, Batch, fetch->batches->len - 1);
}

static void
drop_batch (Fetch *fetch)
{
  g_array_set_size (fetch->batches, fetch->batches->len - 1);
}

/* Leaves an item out, unless that would hide too much. Takes @reason when it says FALSE. */
static gboolean
fetch_skip (Fetch *fetch, guint index, GError **reason)
{
  if (fetch->strict || fetch->unreadable->len == UNREADABLE_LIMIT)
    return FALSE;
  g_ptr_array_add (fetch->unreadable, g_strdup (fetch->ids->pdata[index]));
  g_message ("calendar item %s cannot be read and is left out: %s",
             (const char *) fetch->ids->pdata[index], (*reason)->message);
  g_clear_error (reason);
  return TRUE;
}

/* The answer to the current batch was not well-formed or too large: halves it until the bad item is
 * alone. FALSE with @reason when it must not be left out. */
static gboolean
fetch_divide (Fetch *fetch, GError **reason)
{
  Batch batch = get_batch (fetch);
  guint half = batch.count / 2;
  Batch later = { batch.first + half, batch.count - half };
  Batch sooner = { batch.first, half };

  drop_batch (fetch);
  if (batch.count == 1)
    return fetch_skip (fetch, batch.first, reason);
  g_array_append_val (fetch->batches, later);
  g_array_append_val (fetch->batches, sooner);
  g_clear_error (reason);
  return TRUE;
}

static gboolean
fetch_take_item (Fetch *fetch, const OofXml *message, GError **error)
{
  g_autoptr (OofXml) items = NULL;
  g_autoptr (OofXml) element = NULL;
  OofItem *item = NULL;

  if (!oof_xml_read_child (message, OOF_EWS_M, "Items", OOF_REQUIRED, &items, error))
    return FALSE;
  element = oof_xml_get_child (items, OOF_EWS_T, "CalendarItem");
  if (element && !oof_ews_item_read (element, fetch->calendar, &item, error))
    return FALSE;
  if (item)
    g_ptr_array_add (fetch->items, item);
  return TRUE;
}

/* One message of a batch: an item, or why not. */
static gboolean
fetch_take_message (Fetch *fetch, guint index, const OofXml *message, GError **error)
{
  g_autofree char *code = oof_ews_message_dup_code (message);
  g_autoptr (GError) reason = NULL;

  if (oof_ews_message_check (message, &reason))
    return fetch_take_item (fetch, message, error);
  /* Not what says that the mailbox or folder is not there, for the moment perhaps. */
  if (g_str_equal (code, "ErrorItemNotFound"))
    return TRUE;
  if ((g_str_equal (code, "ErrorItemCorrupt") || g_str_equal (code, "ErrorCorruptData"))
      && fetch_skip (fetch, index, &reason))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* A server may answer the first items of a batch and then be too busy for the others, or not be
 * able to reach them. Asked for anew they come first, and are waited for. */
static gboolean
is_for_later (const OofXml *message)
{
  g_autoptr (GError) reason = NULL;

  return !oof_ews_message_check (message, &reason)
         && (reason->code == OOF_ERROR_THROTTLED || reason->code == OOF_ERROR_UNREACHABLE);
}

static gboolean
fetch_take (Fetch *fetch, const OofXml *messages, GError **error)
{
  g_autoptr (GPtrArray) all = oof_xml_get_children (messages, OOF_EWS_M, "GetItemResponseMessage");
  Batch batch = get_batch (fetch);

  if (all->len != batch.count)
    {
      oof_xml_set_error (messages, NULL, error, "%u answers to %u items", all->len, batch.count);
      return FALSE;
    }
  drop_batch (fetch);
  fetch->answers = TRUE;
  for (guint i = 0; i < all->len; i++)
    {
      Batch rest = { batch.first + i, batch.count - i };

      if (i > 0 && is_for_later (all->pdata[i]))
        {
          g_array_append_val (fetch->batches, rest);
          return TRUE;
        }
      if (!fetch_take_message (fetch, rest.first, all->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (OofXml) messages = NULL;
  GError *error = NULL;
  gboolean go_on;

  messages = oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  if (messages)
    go_on = fetch_take (fetch, messages, &error);
  else
    go_on = oof_ews_client_call_was_unreadable (result) && fetch_divide (fetch, &error);
  if (go_on)
    fetch_next (task);
  else
    g_task_return_error (task, error);
}

static void
fetch_next (GTask *task)
{
  OofEwsItems *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  OofEwsRequest *request;
  OofXmlWriter *xml;
  Batch batch;

  if (fetch->batches->len == 0)
    {
      if (fetch->unreadable->len > 0 && !fetch->answers)
        g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_PROTOCOL,
                                 "none of the calendar items could be read");
      else
        g_task_return_pointer (task, g_ptr_array_ref (fetch->items),
                               (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  batch = get_batch (fetch);
  request = _oof_ews_items_request_new (self, "GetItem", OOF_EWS_CALL_BATCH);
  xml = oof_ews_request_get_xml (request);
  oof_ews_item_write_shape (xml);
  oof_xml_writer_begin (xml, "m", "ItemIds");
  for (guint i = 0; i < batch.count; i++)
    oof_ews_item_write_id (xml, fetch->ids->pdata[batch.first + i], NULL);
  oof_xml_writer_end (xml);
  oof_ews_client_call_async (self->client, request, g_task_get_cancellable (task), answered_cb,
                             g_object_ref (task));
}

void
_oof_ews_items_fetch_async (OofEwsItems *self,
                            OofCalendar calendar,
                            GPtrArray *ids,
                            gboolean strict,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, _oof_ews_items_fetch_async);
  fetch->calendar = calendar;
  fetch->strict = strict;
  fetch->ids = g_ptr_array_ref (ids);
  fetch->items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  fetch->unreadable = g_ptr_array_new_with_free_func (g_free);
  fetch->batches = g_array_new (FALSE, FALSE, sizeof (Batch));
  /* From the last to the first, as the next one is taken from the end. */
  for (guint n = (ids->len + BATCH - 1) / BATCH; n > 0; n--)
    {
      Batch batch = { (n - 1) * BATCH, MIN (BATCH, ids->len - (n - 1) * BATCH) };

      g_array_append_val (fetch->batches, batch);
    }
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  fetch_next (task);
}

GPtrArray *
_oof_ews_items_fetch_finish (OofEwsItems *self,
                             GAsyncResult *result,
                             GPtrArray *unreadable,
                             GError **error)
{
  const Fetch *fetch = g_task_get_task_data (G_TASK (result));

  for (guint i = 0; unreadable && i < fetch->unreadable->len; i++)
    g_ptr_array_add (unreadable, g_strdup (fetch->unreadable->pdata[i]));
  return g_task_propagate_pointer (G_TASK (result), error);
}
