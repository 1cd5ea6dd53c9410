/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "store/oof-document-item-private.h"
#include "store/oof-record-json.h"
#include "store/oof-run-log-json.h"

/* What runs leave behind: state pages and logs. */

#define SECONDS_AN_HOUR 3600
/* Plain characters of a part: stored it stays under the limit of an item however badly it
 * deflates. */
#define PART_CHARACTERS 180000

typedef struct
{
  GPtrArray *parts; /* (owned) OofRunLog, the first one first */
  guint n_left;     /* to be written: the first part, which tells how many there are, comes last */
} SaveLog;

/* State pages */

typedef struct
{
  GHashTable *pages; /* (owned) key -> GPtrArray of OofRecord, still to be written */
  char *run;         /* (owned) */
  char *key;         /* (owned) (nullable) the page in hand */
  GPtrArray *page;   /* (owned) (nullable) */
  GError *error;     /* (owned) (nullable) the first one */
} SaveRecords;

static void save_next_page (GTask *task);

static void
save_records_free (gpointer data)
{
  SaveRecords *self = data;

  g_hash_table_unref (self->pages);
  g_free (self->run);
  g_free (self->key);
  g_clear_pointer (&self->page, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* Starts from what stands there: other mailboxes of the page stay. */
static OofItem *
build_page (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  SaveRecords *save = user_data;

  return oof_document_item_new (save->key, stamp, "Automatic replies as last seen and written",
                                oof_record_json_write (save->key, save->run, save->page,
                                                       base ? base->document : NULL, stamp->rev,
                                                       stamp->write_id, error));
}

static void
page_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofStore *self = g_task_get_source_object (task);
  SaveRecords *save = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = oof_store_write_finish (self, result, &error);

  if (error && oof_error_ends_everything (error))
    g_hash_table_remove_all (save->pages);
  if (error && !save->error)
    save->error = g_steal_pointer (&error);
  save_next_page (task);
}

static void
save_next_page (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  SaveRecords *save = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer key, page;

  g_hash_table_iter_init (&iter, save->pages);
  if (!g_hash_table_iter_next (&iter, &key, &page))
    {
      if (save->error)
        g_task_return_error (task, g_steal_pointer (&save->error));
      else
        g_task_return_boolean (task, TRUE);
      return;
    }
  g_free (save->key);
  g_clear_pointer (&save->page, g_ptr_array_unref);
  save->key = key;
  save->page = page;
  g_hash_table_iter_steal (&iter);
  oof_store_write (self, OOF_CALENDAR_DOCUMENTS, save->key, build_page, save,
                   g_task_get_cancellable (task), page_written_cb, g_object_ref (task));
}

void
oof_store_save_records_async (OofStore *self,
                              const char *run,
                              GPtrArray *records,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  SaveRecords *save;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (run != NULL);
  g_return_if_fail (records != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_save_records_async);
  save = g_new0 (SaveRecords, 1);
  save->run = g_strdup (run);
  save->pages = oof_record_json_group (records);
  g_task_set_task_data (task, save, save_records_free);
  oof_store_enqueue (self, task, save_next_page);
}

gboolean
oof_store_save_records_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Run logs */

static void save_next_part (GTask *task);

static void
save_log_free (gpointer data)
{
  SaveLog *self = data;

  g_ptr_array_unref (self->parts);
  g_free (self);
}

static OofItem *
build_log (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  OofRunLog *log = user_data;
  g_autofree char *key = oof_run_log_json_dup_key (log->run, log->part);
  g_autofree char *summary =
      g_strdup_printf ("Run %s: %" G_GINT64_FORMAT " changed, %" G_GINT64_FORMAT
                       " unchanged, %" G_GINT64_FORMAT " failed",
                       log->run, log->changed, log->unchanged, log->failed);

  return oof_document_item_new (key, stamp, summary,
                                oof_run_log_json_write (log, stamp->rev, stamp->write_id, error));
}

static void
log_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SaveLog *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofItem) item =
      oof_store_write_finish (g_task_get_source_object (task), result, &error);

  if (!item)
    {
      g_task_return_error (task, error);
      return;
    }
  save->n_left--;
  save_next_part (task);
}

static void
save_next_part (GTask *task)
{
  SaveLog *save = g_task_get_task_data (task);
  OofRunLog *part;
  g_autofree char *key = NULL;

  if (save->n_left == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  part = g_ptr_array_index (save->parts, save->n_left - 1);
  key = oof_run_log_json_dup_key (part->run, part->part);
  oof_store_write (g_task_get_source_object (task), OOF_CALENDAR_DOCUMENTS, key, build_log, part,
                   g_task_get_cancellable (task), log_written_cb, g_object_ref (task));
}

/* Of a run over all mailboxes. */
static gboolean
has_log_within_an_hour (OofStore *self, OofInstant at)
{
  OofInstant last = oof_store_get_last_run (self);

  return last != OOF_INSTANT_NONE && last <= at && at - last < SECONDS_AN_HOUR;
}

static void
save_run_log_start (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  SaveLog *save = g_task_get_task_data (task);
  OofRunLog *log = g_ptr_array_index (save->parts, 0);
  g_autofree char *key = oof_run_log_json_dup_key (log->run, 1);

  /* A killed run may have come as far as this. */
  if (g_hash_table_contains (oof_store_get_known (self), key))
    g_task_return_boolean (task, TRUE);
  else if (log->changed == 0 && log->failed == 0
           && (log->partial || has_log_within_an_hour (self, log->at)))
    g_task_return_boolean (task, TRUE);
  else
    save_next_part (task);
}

void
oof_store_save_run_log_async (OofStore *self,
                              OofRunLog *log,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GArray) sizes = NULL;
  GTask *task;
  SaveLog *save;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (log != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_save_run_log_async);
  save = g_new0 (SaveLog, 1);
  sizes = oof_run_log_json_measure (log);
  save->parts = oof_run_log_split (log, sizes, PART_CHARACTERS);
  save->n_left = save->parts->len;
  g_task_set_task_data (task, save, save_log_free);
  oof_store_enqueue (self, task, save_run_log_start);
}

gboolean
oof_store_save_run_log_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const OofRunLog *left = *(const OofRunLog *const *) a;
  const OofRunLog *right = *(const OofRunLog *const *) b;

  if (left->at != right->at)
    return left->at > right->at ? -1 : 1;
  return g_strcmp0 (right->run, left->run);
}

static void
list_runs_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GPtrArray *runs = oof_store_list_documents_finish (OOF_STORE (source), result, &error);

  if (!runs)
    {
      g_task_return_error (task, error);
      return;
    }
  oof_run_log_join (runs);
  g_ptr_array_sort (runs, compare_runs);
  g_task_return_pointer (task, runs, (GDestroyNotify) g_ptr_array_unref);
}

static void
list_runs_start (GTask *task)
{
  oof_store_list_documents (g_task_get_source_object (task),
                            "l:", (OofDocumentReader) oof_run_log_json_read,
                            (GDestroyNotify) oof_run_log_unref, g_task_get_cancellable (task),
                            list_runs_cb, g_object_ref (task));
}

void
oof_store_list_runs_async (OofStore *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_list_runs_async);
  oof_store_enqueue (self, task, list_runs_start);
}

GPtrArray *
oof_store_list_runs_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
