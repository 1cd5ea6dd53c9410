/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-job-private.h"

#include "store/oof-record-json.h"

/* Whoever overtakes the run plans upon what it has written: that goes out first. */
static void
save_written (OofRunJob *self, const char *address)
{
  g_autofree char *key = oof_record_json_dup_key (address);
  OofRecord *record = g_hash_table_lookup (self->records, address);
  OofRunRow *row = self->report ? oof_run_report_find (self->report, address) : NULL;
  g_autoptr (GPtrArray) records = NULL;
  gpointer page;

  if (self->pages && g_hash_table_steal_extended (self->pages, key, NULL, &page))
    records = page;
  else if (record && row && row->result != OOF_RESULT_UNCHANGED)
    {
      records = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_record_unref);
      g_ptr_array_add (records, oof_run_job_dup_to_save (self, record));
    }
  g_hash_table_remove (self->records, address);
  if (records)
    oof_run_job_save_now (self, records);
}

/* What ends because the person came back is decided anew. */
static void
forget_return (OofRunJob *self, const char *address)
{
  for (guint i = self->ending->len; i > 0; i--)
    {
      const OofAbsence *absence = g_ptr_array_index (self->ending, i - 1);

      if (g_ascii_strcasecmp (absence->person, address) == 0)
        g_ptr_array_remove_index (self->ending, i - 1);
    }
}

static gboolean
leave (OofRunJob *self, const char *address)
{
  if (g_hash_table_contains (self->writing, address))
    return FALSE;
  g_hash_table_add (self->left_out, g_strdup (address));
  save_written (self, address);
  forget_return (self, address);
  return TRUE;
}

void
oof_run_job_check_leaving (OofRunJob *self)
{
  for (guint i = self->leaving->len; i > 0; i--)
    {
      GTask *task = g_ptr_array_index (self->leaving, i - 1);

      if (!leave (self, g_task_get_task_data (task)))
        continue;
      g_task_return_boolean (task, TRUE);
      g_ptr_array_remove_index (self->leaving, i - 1);
    }
}

void
oof_run_job_leave_out_async (OofRunJob *self,
                             const char *address,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autofree char *key = NULL;
  g_autoptr (GCancellable) write = NULL;
  GTask *task;

  g_return_if_fail (OOF_IS_RUN_JOB (self));
  g_return_if_fail (address != NULL);

  key = g_ascii_strdown (address, -1);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, oof_run_job_leave_out_async);
  g_task_set_task_data (task, g_strdup (key), g_free);
  g_ptr_array_add (self->leaving, task);
  g_set_object (&write, g_hash_table_lookup (self->writing, key));
  if (write)
    g_cancellable_cancel (write);
  else
    oof_run_job_check_leaving (self);
}

void
oof_run_job_leave_out_finish (OofRunJob *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
