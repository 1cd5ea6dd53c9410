/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-job-private.h"

#include "core/oof-error.h"
#include "jobs/oof-run-ending.h"
#include "jobs/oof-run-record-private.h"
#include "jobs/oof-run-save-private.h"
#include "jobs/oof-run-tell-private.h"
#include "store/oof-record-json.h"

/* The end */

/* Takes @save_error (nullable). */
static void
return_report (GTask *task, GError *save_error)
{
  OofRunJob *self = g_task_get_source_object (task);
  g_autoptr (GError) owned = save_error;

  if (self->error)
    g_task_return_error (task, g_error_copy (self->error));
  else if (g_cancellable_is_cancelled (self->stop))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the run was cancelled");
  else if (owned)
    g_task_return_error (task, g_steal_pointer (&owned));
  else
    g_task_return_pointer (task, oof_run_report_ref (self->report),
                           (GDestroyNotify) oof_run_report_unref);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);

  oof_journal_discard_finish (OOF_JOURNAL (source), result);
  return_report (task, NULL);
}

/* Takes @error (nullable). */
static void
keep_save_error (OofRunJob *self, GError *error)
{
  if (self->save_error)
    g_clear_error (&error);
  else
    self->save_error = error;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofRunJob *self = g_task_get_source_object (task);
  GError *error = NULL;

  oof_run_save_finish (result, &error);
  keep_save_error (self, error);
  /* What is not recorded stays on this machine for the next run. */
  if (!self->save_error && self->journal)
    oof_journal_discard_async (self->journal, discarded_cb, g_object_ref (task));
  else
    return_report (task, g_steal_pointer (&self->save_error));
}

static OofRecord *
dup_kept (OofRunJob *self, OofRecord *record)
{
  return self->snapshot->options->hash_texts ? oof_record_copy_hashed (record)
                                             : oof_record_ref (record);
}

OofRecord *
oof_run_job_dup_to_save (OofRunJob *self, OofRecord *record)
{
  g_autoptr (OofRecord) kept = dup_kept (self, record);
  OofRecord *copy;

  if (self->mailer || !kept->told)
    return g_steal_pointer (&kept);
  copy = oof_record_copy (kept);
  g_clear_pointer (&copy->told, g_ptr_array_unref);
  return copy;
}

static GPtrArray *
list_changed_records (OofRunJob *self)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_record_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      g_autoptr (OofRecord) record = dup_kept (self, value);
      OofRecord *old = oof_snapshot_find_record (self->snapshot, record->address);

      if (!old || !oof_record_equal (old, record))
        g_ptr_array_add (changed, oof_run_job_dup_to_save (self, value));
    }
  return changed;
}

static GPtrArray *
list_open_ended (OofRunJob *self)
{
  GPtrArray *open_ended = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < self->snapshot->absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (self->snapshot->absences, i);

      if (absence->open_end && absence->cancelled == OOF_INSTANT_NONE)
        g_ptr_array_add (open_ended, oof_absence_ref (absence));
    }
  return open_ended;
}

static void
save_rest (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) open_ended = list_open_ended (self);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (OofRunLog) log = NULL;

  log = oof_run_record_new_log (self->report, self->snapshot, oof_store_get_author (self->store));
  log->partial = self->addresses != NULL;
  if (self->snapshot->options->hash_texts)
    oof_run_log_hash_texts (log);
  oof_run_record_set_end (log, g_cancellable_is_cancelled (self->stop), self->error);
  oof_run_save_async (self->store, nothing, log, open_ended, saved_cb, g_object_ref (task));
}

/* Page by page, so that what a person waits for comes between two of them. */

static void save_next_page (GTask *task);

static void
page_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofRunJob *self = g_task_get_source_object (task);
  GError *error = NULL;

  oof_store_save_records_finish (OOF_STORE (source), result, &error);
  if (oof_error_ends_everything (error))
    g_hash_table_remove_all (self->pages);
  keep_save_error (self, error);
  save_next_page (task);
}

static void
save_next_page (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) page = NULL;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pages);
  if (!g_hash_table_iter_next (&iter, NULL, &value))
    {
      save_rest (task);
      return;
    }
  page = g_ptr_array_ref (value);
  g_hash_table_iter_remove (&iter);
  oof_store_save_records_async (self->store, self->report->run, page, NULL, page_saved_cb,
                                g_object_ref (task));
}

static void
save (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) records = list_changed_records (self);

  g_hash_table_remove_all (self->records);
  self->pages = oof_record_json_group (records);
  save_next_page (task);
}

static void
saved_now_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofRunJob) self = OOF_RUN_JOB (user_data);
  GError *error = NULL;

  oof_store_save_records_finish (OOF_STORE (source), result, &error);
  keep_save_error (self, error);
}

/* The store works in turn: this is through before the log of the run is. */
void
oof_run_job_save_now (OofRunJob *self, GPtrArray *records)
{
  oof_store_save_records_async (self->store, self->report->run, records, NULL, saved_now_cb,
                                g_object_ref (self));
}

/* What could not be ended now is seen again by the next run. */
static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  if (!oof_run_ending_finish (result, &error))
    g_message ("An absence could not be ended: %s", error->message);
  save (task);
}

static void
close_report (OofRunJob *self)
{
  gint64 elapsed = g_get_monotonic_time () - self->started;

  self->report->seconds = (elapsed + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC;
  oof_run_report_close (self->report);
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofRunJob *self = OOF_RUN_JOB (source);

  oof_run_tell_finish (self, result);
  g_hash_table_remove_all (self->writing);
  oof_run_job_check_leaving (self);
  close_report (self);
  if (self->ending->len > 0)
    oof_run_ending_async (self->store, self->roster, self->ending, oof_run_job_get_now (self), NULL,
                          ended_cb, g_object_ref (task));
  else
    save (task);
}

void
oof_run_job_end (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);

  close_report (self);
  if (self->mode == OOF_RUN_APPLY)
    oof_run_tell_async (self, told_cb, g_object_ref (task));
  else
    return_report (task, NULL);
}
