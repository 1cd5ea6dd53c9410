/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-job-private.h"

#include "core/oof-error.h"
#include "jobs/oof-run-scope-private.h"

/* Recorded absences that the snapshot does not hold: moved out of the window, or deleted */

static void look_up_next (GTask *task);

/* Too many at once are a mistake rather than a wish (decisions 9). */
static void
check_gone (OofRunJob *self)
{
  guint n_gone = g_hash_table_size (self->gone);
  GHashTableIter iter;
  gpointer key;

  if (oof_run_scope_is_plausible (n_gone, self->snapshot, oof_run_job_get_now (self)))
    return;
  g_hash_table_iter_init (&iter, self->gone);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_replace (self->blocked, g_strdup (key),
                          g_error_new (OOF_ERROR, OOF_ERROR_CONFLICT,
                                       "%u absences are missing in the service mailbox", n_gone));
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofRunJob *self = g_task_get_source_object (task);
  const char *key = g_ptr_array_index (self->missing, self->next_missing++);
  g_autoptr (GError) error = NULL;
  OofAbsence *absence = oof_store_find_absence_finish (OOF_STORE (source), result, &error);

  if (absence)
    g_hash_table_replace (self->found, g_strdup (key), absence);
  else if (g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    g_hash_table_add (self->gone, g_strdup (key));
  else
    {
      oof_run_job_check_error (self, error);
      g_hash_table_replace (self->blocked, g_strdup (key), g_steal_pointer (&error));
    }
  look_up_next (task);
}

static void
look_up_next (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);

  if (self->next_missing < self->missing->len && !g_cancellable_is_cancelled (self->stop))
    {
      oof_store_find_absence_async (self->store,
                                    g_ptr_array_index (self->missing, self->next_missing),
                                    self->stop, looked_up_cb, g_object_ref (task));
      return;
    }
  check_gone (self);
  oof_run_job_visit_more (task);
}

/* The policy's group */

static void
expanded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofRunJob *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) members =
      oof_directory_expand_finish (OOF_DIRECTORY (source), result, &error);

  if (!members)
    {
      g_prefix_error (&error, "[policy] group=%s: ", self->policy_group);
      g_task_return_error (task, error);
      return;
    }
  self->allowed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < members->len; i++)
    g_hash_table_add (self->allowed, g_ascii_strdown (g_ptr_array_index (members, i), -1));
  look_up_next (task);
}

void
oof_run_job_begin (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);

  if (self->policy_group && self->mode == OOF_RUN_APPLY)
    oof_directory_expand_async (self->directory, self->policy_group, self->stop, expanded_cb,
                                g_object_ref (task));
  else
    look_up_next (task);
}
