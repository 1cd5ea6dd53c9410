/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "store/oof-document-item-private.h"
#include "store/oof-request-json.h"
#include "store/oof-run-log-json.h"

#include <string.h>

#define SECONDS_A_DAY 86400
#define REQUEST_DAYS  7
#define BACKUP_DAYS   30

/* What people ask the runner for, and what becomes of old documents. */

static OofItem *
build_request (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  OofRequest *wanted = user_data;
  g_autoptr (OofRequest) request = oof_request_copy (wanted);
  const char *action = oof_action_to_string (request->action);
  g_autofree char *summary = g_strdup_printf ("%s %s: %s", action ? action : "?", request->person,
                                              oof_request_state_to_string (request->state));

  if ((base ? base->rev : 0) != wanted->rev)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "%s: changed by somebody else",
                   wanted->key);
      return NULL;
    }
  g_free (request->document);
  request->document = base ? g_strdup (base->document) : NULL;
  return oof_document_item_new (
      request->key, stamp, summary,
      oof_request_json_write (request, stamp->rev, stamp->write_id, error));
}

static void
return_request (GTask *task, const OofItem *item, GError *error)
{
  OofRequest *request = NULL;

  if (item && item->document)
    request = oof_request_json_read (item->key, item->document, &error);
  else if (item)
    g_set_error (&error, OOF_ERROR, OOF_ERROR_PROTOCOL, "%s: the item has no %s", item->key,
                 OOF_PROPERTY_DOC);
  if (request)
    g_task_return_pointer (task, request, (GDestroyNotify) oof_request_unref);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item =
      oof_store_write_finish (g_task_get_source_object (task), result, &error);

  return_request (task, item, error);
}

static void
write_start (GTask *task)
{
  OofRequest *request = g_task_get_task_data (task);

  oof_store_write (g_task_get_source_object (task), OOF_CALENDAR_DOCUMENTS, request->key,
                   build_request, request, g_task_get_cancellable (task), written_cb,
                   g_object_ref (task));
}

static void
update_located_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_locate_finish (OOF_STORE (source), result, &error);

  if (item)
    write_start (task);
  else
    g_task_return_error (task, error);
}

static void
update_start (GTask *task)
{
  OofRequest *request = g_task_get_task_data (task);

  oof_store_locate (g_task_get_source_object (task), request->key, FALSE,
                    g_task_get_cancellable (task), update_located_cb, g_object_ref (task));
}

void
oof_store_add_request_async (OofStore *self,
                             OofRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  OofRequest *copy;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (request != NULL && request->action != OOF_ACTION_UNKNOWN);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_add_request_async);
  copy = oof_request_copy (request);
  copy->at = oof_store_get_now (self);
  g_free (copy->author);
  copy->author = g_strdup (oof_store_get_author (self));
  g_task_set_task_data (task, copy, (GDestroyNotify) oof_request_unref);
  oof_store_enqueue (self, task, write_start);
}

OofRequest *
oof_store_add_request_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
oof_store_update_request_async (OofStore *self,
                                OofRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (request != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_update_request_async);
  g_task_set_task_data (task, oof_request_copy (request), (GDestroyNotify) oof_request_unref);
  oof_store_enqueue (self, task, update_start);
}

OofRequest *
oof_store_update_request_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_locate_finish (OOF_STORE (source), result, &error);

  return_request (task, item, error);
}

static void
find_start (GTask *task)
{
  oof_store_locate (g_task_get_source_object (task), g_task_get_task_data (task), TRUE,
                    g_task_get_cancellable (task), found_cb, g_object_ref (task));
}

void
oof_store_find_request_async (OofStore *self,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_find_request_async);
  g_task_set_task_data (task, g_ascii_strdown (key, -1), g_free);
  oof_store_enqueue (self, task, find_start);
}

OofRequest *
oof_store_find_request_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Listing */

static int
compare_requests (gconstpointer a, gconstpointer b)
{
  const OofRequest *left = *(const OofRequest *const *) a;
  const OofRequest *right = *(const OofRequest *const *) b;

  if (left->at != right->at)
    return left->at < right->at ? -1 : 1;
  return g_strcmp0 (left->key, right->key);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GPtrArray *requests = oof_store_list_documents_finish (OOF_STORE (source), result, &error);

  if (!requests)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = requests->len; i > 0; i--)
    if (!oof_request_is_open (g_ptr_array_index (requests, i - 1)))
      g_ptr_array_remove_index_fast (requests, i - 1);
  g_ptr_array_sort (requests, compare_requests);
  g_task_return_pointer (task, requests, (GDestroyNotify) g_ptr_array_unref);
}

static void
list_start (GTask *task)
{
  oof_store_list_documents (g_task_get_source_object (task),
                            "q:", (OofDocumentReader) oof_request_json_read,
                            (GDestroyNotify) oof_request_unref, g_task_get_cancellable (task),
                            listed_cb, g_object_ref (task));
}

void
oof_store_list_requests_async (OofStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_list_requests_async);
  oof_store_enqueue (self, task, list_start);
}

GPtrArray *
oof_store_list_requests_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Pruning */

typedef struct
{
  int log_days;
  GPtrArray *old; /* (owned) OofItem, still to be removed */
  guint n_removed;
  GError *error; /* (owned) (nullable) the first one */
} Prune;

static void prune_next (GTask *task);

static void
prune_free (gpointer data)
{
  Prune *self = data;

  g_ptr_array_unref (self->old);
  g_clear_error (&self->error);
  g_free (self);
}

static OofInstant
get_request_time (const OofItem *item)
{
  g_autoptr (OofRequest) request =
      item->document ? oof_request_json_read (item->key, item->document, NULL) : NULL;

  return request ? request->at : item->created;
}

static OofInstant
get_backup_time (const char *key)
{
  g_autofree char *date = g_strndup (key + strlen ("b:"), strlen ("2000-01-01"));
  OofDay day;

  return oof_day_parse (date, &day, NULL) ? (OofInstant) day * SECONDS_A_DAY : OOF_INSTANT_NONE;
}

/* A key or a time that says nothing is no reason to delete. */
static gboolean
is_old (const OofItem *item, int log_days, OofInstant now)
{
  OofInstant time = OOF_INSTANT_NONE;
  int days = 0;

  if (g_str_has_prefix (item->key, "q:"))
    {
      time = get_request_time (item);
      days = REQUEST_DAYS;
    }
  else if (g_str_has_prefix (item->key, "b:"))
    {
      time = get_backup_time (item->key);
      days = BACKUP_DAYS;
    }
  else if (g_str_has_prefix (item->key, "l:"))
    {
      time = oof_run_log_json_get_time (item->key);
      days = log_days;
    }
  return time != OOF_INSTANT_NONE && time < now - (OofInstant) days * SECONDS_A_DAY;
}

static void
pruned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Prune *prune = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (oof_store_remove_finish (OOF_STORE (source), result, &error))
    prune->n_removed++;
  else if (oof_error_ends_everything (error))
    g_ptr_array_set_size (prune->old, 0);
  if (error && !prune->error && !g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    prune->error = g_steal_pointer (&error);
  prune_next (task);
}

static void
prune_next (GTask *task)
{
  Prune *prune = g_task_get_task_data (task);
  g_autoptr (OofItem) item = NULL;

  if (prune->old->len == 0 && prune->error)
    {
      g_task_return_error (task, g_steal_pointer (&prune->error));
      return;
    }
  if (prune->old->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  item = g_ptr_array_steal_index_fast (prune->old, prune->old->len - 1);
  oof_store_remove (g_task_get_source_object (task), item->key, item->rev,
                    g_task_get_cancellable (task), pruned_cb, g_object_ref (task));
}

static void
prune_start (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  Prune *prune = g_task_get_task_data (task);
  OofInstant now = oof_store_get_now (self);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, oof_store_get_known (self));
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (is_old (item, prune->log_days, now))
      g_ptr_array_add (prune->old, oof_item_ref (item));
  prune_next (task);
}

void
oof_store_prune_async (OofStore *self,
                       int log_days,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;
  Prune *prune;

  g_return_if_fail (OOF_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_prune_async);
  prune = g_new0 (Prune, 1);
  prune->log_days = log_days;
  prune->old = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  g_task_set_task_data (task, prune, prune_free);
  oof_store_enqueue (self, task, prune_start);
}

gboolean
oof_store_prune_finish (OofStore *self, GAsyncResult *result, guint *n_removed, GError **error)
{
  Prune *prune;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  prune = g_task_get_task_data (G_TASK (result));
  if (n_removed)
    *n_removed = prune->n_removed;
  return g_task_propagate_boolean (G_TASK (result), error);
}
