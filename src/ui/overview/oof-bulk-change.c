/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/oof-bulk-change.h"

#include "app/oof-apply.h"
#include "app/oof-session-documents.h"

typedef struct
{
  GPtrArray *stored;    /* (owned) OofAbsence */
  OofRunReport *report; /* (owned) (nullable) */
  GError *error;        /* (owned) (nullable) the first */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_ptr_array_unref (change->stored);
  g_clear_pointer (&change->report, oof_run_report_unref);
  g_clear_error (&change->error);
  g_free (change);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  change->report = oof_apply_run_finish (OOF_APPLY (source), result, &error);
  if (error != NULL && change->error == NULL)
    change->error = g_steal_pointer (&error);
  g_task_return_boolean (task, TRUE);
}

/* FALSE: there is nothing to apply here; many are left to whoever shows progress. */
static gboolean
apply (GTask *task)
{
  OofSession *session = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  g_auto (GStrv) people = oof_absence_dup_people (change->stored);
  guint n = g_strv_length (people);

  if (n == 0 || n > OOF_APPLY_MANY || !oof_session_has_runner (session))
    return FALSE;
  g_autoptr (OofApply) apply = oof_apply_new (session, (const char *const *) people);
  oof_apply_run_async (apply, g_task_get_cancellable (task), applied_cb, g_object_ref (task));
  return TRUE;
}

static void
one_stored (OofAbsence *draft, OofAbsence *absence, const GError *error, gpointer user_data)
{
  Change *change = user_data;

  if (absence != NULL)
    g_ptr_array_add (change->stored, oof_absence_ref (absence));
  else if (change->error == NULL)
    change->error = g_error_copy (error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *session = OOF_SESSION (source);
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!oof_session_add_absences_finish (session, result, &error) && change->error == NULL)
    change->error = g_steal_pointer (&error);
  if (!apply (task))
    g_task_return_boolean (task, TRUE);
}

void
oof_bulk_change_async (OofSession *session,
                       GPtrArray *changed,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (session));
  g_return_if_fail (changed != NULL);

  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  g_task_set_source_tag (task, oof_bulk_change_async);
  g_task_set_check_cancellable (task, FALSE);
  change->stored = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_task_set_task_data (task, change, change_free);
  oof_session_add_absences_async (session, changed, one_stored, change, cancellable, stored_cb,
                                  g_object_ref (task));
}

gboolean
oof_bulk_change_finish (GAsyncResult *result,
                        GPtrArray **stored,
                        OofRunReport **report,
                        GError **error)
{
  Change *change = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_async_result_is_tagged (result, oof_bulk_change_async), FALSE);

  *stored = g_ptr_array_ref (change->stored);
  *report = g_steal_pointer (&change->report);
  if (change->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (change->error));
  return FALSE;
}

GPtrArray *
oof_bulk_change_create_cancelled (GPtrArray *absences, OofInstant now)
{
  GPtrArray *cancelled = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *copy = oof_absence_copy (g_ptr_array_index (absences, i));
      copy->cancelled = now;
      g_ptr_array_add (cancelled, copy);
    }
  return cancelled;
}
