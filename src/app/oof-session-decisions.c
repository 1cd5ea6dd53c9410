/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-decisions.h"

#include "app/oof-session-private.h"
#include "app/oof-session-rights.h"
#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "core/oof-error.h"
#include "jobs/oof-closure.h"
#include "jobs/oof-mailbox-action.h"
#include "jobs/oof-undo.h"

/* One mailbox */

static void
act_reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* It has happened; that the lists could not be refreshed does not undo it. */
  if (!oof_session_load_finish (OOF_SESSION (source), result, &error))
    g_message ("The database could not be read again: %s", error->message);
  g_task_return_pointer (task, oof_run_report_ref (g_task_get_task_data (task)),
                         (GDestroyNotify) oof_run_report_unref);
}

void
_oof_session_return_report (GTask *task, OofRunReport *report)
{
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, report, (GDestroyNotify) oof_run_report_unref);
  oof_session_load_async (g_task_get_source_object (task), OOF_LOAD_DATABASE, NULL, act_reloaded_cb,
                          g_object_ref (task));
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofRunReport *report = oof_mailbox_action_finish (result, NULL, &error);

  if (report != NULL)
    _oof_session_return_report (task, report);
  else
    g_task_return_error (task, error);
}

static OofRunResult
get_result (const OofRequest *request)
{
  const OofRunResult done[] = { OOF_RESULT_WRITTEN, OOF_RESULT_UNCHANGED,
                                OOF_RESULT_NOT_CONFIRMED };

  if (request->state == OOF_REQUEST_FAILED)
    return OOF_RESULT_FAILED;
  for (gsize i = 0; request->state == OOF_REQUEST_DONE && i < G_N_ELEMENTS (done); i++)
    if (g_strcmp0 (request->result, oof_run_result_to_string (done[i])) == 0)
      return done[i];
  return OOF_RESULT_SKIPPED;
}

void
oof_session_add_answer (OofSession *self, OofRunReport *report, const OofRequest *request)
{
  OofPerson *person = oof_roster_get (self->roster, request->person);
  const char *zone =
      person != NULL && person->zone != NULL ? person->zone : self->snapshot->options->zone;
  OofRunRow *row =
      oof_run_report_add (report, request->person, person != NULL ? person->name : NULL);

  row->result = get_result (request);
  if (request->seen != NULL)
    row->after = oof_reply_state_ref (request->seen);
  if (request->state == OOF_REQUEST_DONE)
    return;
  g_autofree char *words = oof_words_request (request, zone);
  row->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, words);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = OOF_SESSION (source);
  GError *error = NULL;
  g_autoptr (OofRequest) request = oof_session_request_finish (self, result, &error);

  if (request == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  OofRunReport *report = oof_run_report_new (oof_clock_now (OOF_CLOCK (self->clock)));
  oof_session_add_answer (self, report, request);
  oof_run_report_close (report);
  _oof_session_return_report (task, report);
}

static void
act (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);

  oof_mailbox_action_async (OOF_WORKPLACE (self), self->store, OOF_CLOCK (self->clock),
                            g_task_get_task_data (task), NULL, NULL, g_task_get_cancellable (task),
                            acted_cb, g_object_ref (task));
}

static void
left_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  oof_run_job_leave_out_finish (OOF_RUN_JOB (source), result);
  act (task);
}

/* A run of this session lets go of the mailbox first. */
void
oof_session_act_async (OofSession *self,
                       OofRequest *order,
                       guint seconds,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (order != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, oof_session_act_async);
  g_task_set_task_data (task, oof_request_ref (order), (GDestroyNotify) oof_request_unref);
  if (!oof_session_may_act (self, order->person, &error))
    g_task_return_error (task, error);
  else if (!oof_session_can_act (self, order->person))
    oof_session_order_async (self, order, seconds, cancellable, answered_cb, g_object_ref (task));
  else if (self->bulk != NULL)
    oof_run_job_leave_out_async (self->bulk, order->person, left_out_cb, g_object_ref (task));
  else
    act (task);
}

OofRunReport *
oof_session_act_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Off hold */

typedef struct
{
  GPtrArray *left; /* (owned) OofAbsence */
  GPtrArray *done; /* (owned) OofAbsence */
  GError *error;   /* (owned) (nullable) */
} Changing;

static void release_next (GTask *task);

static void
changing_free (gpointer data)
{
  Changing *changing = data;

  g_ptr_array_unref (changing->left);
  g_ptr_array_unref (changing->done);
  g_clear_error (&changing->error);
  g_free (changing);
}

static GTask *
new_changing_task (OofSession *self,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Changing *changing = g_new0 (Changing, 1);

  g_task_set_check_cancellable (task, FALSE);
  changing->left = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  changing->done = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_task_set_task_data (task, changing, changing_free);
  return task;
}

static GPtrArray *
finish_changing (GAsyncResult *result, GError **error)
{
  Changing *changing = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (changing->error != NULL)
    g_propagate_error (error, g_steal_pointer (&changing->error));
  return g_ptr_array_ref (changing->done);
}

static void
changes_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!oof_session_load_finish (OOF_SESSION (source), result, &error))
    g_message ("The database could not be read again: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
reload_changes (GTask *task)
{
  oof_session_load_async (g_task_get_source_object (task), OOF_LOAD_DATABASE, NULL,
                          changes_loaded_cb, g_object_ref (task));
}

static void
released_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Changing *changing = g_task_get_task_data (task);
  OofAbsence *stored =
      oof_store_update_absence_finish (OOF_STORE (source), result, &changing->error);

  if (stored != NULL)
    {
      g_ptr_array_add (changing->done, stored);
      release_next (task);
    }
  else
    reload_changes (task);
}

static void
release_next (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  Changing *changing = g_task_get_task_data (task);

  if (changing->left->len == 0)
    {
      reload_changes (task);
      return;
    }
  g_autoptr (OofAbsence) absence = g_ptr_array_steal_index (changing->left, 0);
  OofPerson *person = oof_roster_get (self->roster, absence->person);
  oof_store_update_absence_async (self->store, absence, person != NULL ? person->name : NULL,
                                  g_task_get_cancellable (task), released_cb, g_object_ref (task));
}

void
oof_session_release_async (OofSession *self,
                           const char *address,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (address != NULL);

  g_autoptr (GTask) task = new_changing_task (self, cancellable, callback, user_data);
  Changing *changing = g_task_get_task_data (task);
  g_autoptr (GPtrArray) absences = oof_snapshot_dup_absences_of (self->snapshot, address);
  OofInstant now = oof_clock_now (OOF_CLOCK (self->clock));
  GError *error = NULL;

  g_task_set_source_tag (task, oof_session_release_async);
  if (!oof_session_may_act (self, address, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < absences->len; i++)
    {
      const OofAbsence *absence = g_ptr_array_index (absences, i);
      if (oof_absence_get_state (absence, now) != OOF_ABSENCE_ON_HOLD)
        continue;
      OofAbsence *released = oof_absence_copy (absence);
      released->hold = FALSE;
      g_ptr_array_add (changing->left, released);
    }
  if (changing->left->len > 0)
    release_next (task);
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: nothing is on hold",
                             address);
}

GPtrArray *
oof_session_release_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return finish_changing (result, error);
}

/* Closures */

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Changing *changing = g_task_get_task_data (task);
  guint n_failed;
  g_autoptr (GPtrArray) done = oof_closure_withdraw_finish (result, &n_failed, &changing->error);

  g_ptr_array_extend (changing->done, done, (GCopyFunc) (void (*) (void)) oof_absence_ref, NULL);
  reload_changes (task);
}

void
oof_session_withdraw_async (OofSession *self,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (id != NULL);

  g_autoptr (GTask) task = new_changing_task (self, cancellable, callback, user_data);
  GPtrArray *absences = self->snapshot->absences;
  OofInstant now = oof_clock_now (OOF_CLOCK (self->clock));
  const char *closure = oof_closure_find (absences, id);
  OofRights rights = oof_session_get_rights (self);
  GError *error = NULL;

  g_task_set_source_tag (task, oof_session_withdraw_async);
  if (closure == NULL)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: no such closure", id);
      return;
    }
  if (!oof_rights_may_close (&rights, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_autoptr (GPtrArray) live = oof_closure_list_live (absences, closure, now);
  oof_closure_withdraw_async (self->store, live, now, cancellable, withdrawn_cb,
                              g_object_ref (task));
}

GPtrArray *
oof_session_withdraw_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return finish_changing (result, error);
}
