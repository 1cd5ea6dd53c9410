/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-decisions.h"
#include "app/oof-session-private.h"
#include "app/oof-session-rights.h"
#include "app/oof-session-runner.h"
#include "core/oof-error.h"
#include "jobs/oof-undo.h"

/* What runs have written, and taking a whole run back. */

typedef struct
{
  char *run; /* (owned) */
  guint seconds;
  GPtrArray *undos;     /* (owned) (nullable) */
  guint next;           /* by requests: index into undos */
  OofRunReport *report; /* (owned) (nullable) by requests */
} UndoRun;

static void ask_next (GTask *task);

static void
undo_run_free (gpointer data)
{
  UndoRun *undo = data;

  g_free (undo->run);
  g_clear_pointer (&undo->undos, g_ptr_array_unref);
  g_clear_pointer (&undo->report, oof_run_report_unref);
  g_free (undo);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  UndoRun *undo = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofRequest) request =
      oof_session_request_finish (OOF_SESSION (source), result, &error);

  if (request == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  oof_session_add_answer (OOF_SESSION (source), undo->report, request);
  /* The first one has waited for all: who serves one serves the others too. */
  if (oof_request_is_open (request))
    undo->seconds = 0;
  ask_next (task);
}

static void
ask_next (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  UndoRun *undo = g_task_get_task_data (task);

  if (undo->next == undo->undos->len)
    {
      oof_run_report_close (undo->report);
      _oof_session_return_report (task, oof_run_report_ref (undo->report));
      return;
    }
  const OofUndo *mailbox = g_ptr_array_index (undo->undos, undo->next++);
  g_autoptr (OofRequest) order = oof_request_new (OOF_ACTION_UNDO, mailbox->address);
  order->run = g_strdup (undo->run);
  oof_session_order_async (self, order, undo->seconds, g_task_get_cancellable (task), asked_cb,
                           g_object_ref (task));
}

static void
job_cb (OofWatch *watch, OofRunJob *job, GPtrArray *undos)
{
  oof_undo_prepare_job (undos, job);
}

static void
watched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (oof_watch_run_once_finish (OOF_WATCH (source), result, &error))
    _oof_session_return_report (task,
                                oof_run_report_ref (oof_watch_get_report (OOF_WATCH (source))));
  else
    g_task_return_error (task, error);
}

/* Under the lease, which reads the database anew. */
static void
run_undo (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  UndoRun *undo = g_task_get_task_data (task);
  g_auto (GStrv) addresses = oof_undo_dup_addresses (undo->undos);
  GError *error = NULL;
  g_autoptr (OofWatch) watch = oof_session_create_watch (self, &error);

  if (watch == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  oof_watch_set_scope (watch, (const char *const *) addresses);
  g_signal_connect_data (watch, "job", G_CALLBACK (job_cb), g_ptr_array_ref (undo->undos),
                         (GClosureNotify) (void (*) (void)) g_ptr_array_unref, 0);
  oof_watch_run_once_async (watch, g_task_get_cancellable (task), watched_cb, g_object_ref (task));
}

static void
undo_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (oof_undo_store_finish (result, &error))
    run_undo (task);
  else
    g_task_return_error (task, error);
}

static void
undo_runs_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = g_task_get_source_object (task);
  UndoRun *undo = g_task_get_task_data (task);
  OofUndoScope scope = { undo->run, NULL, OOF_INSTANT_NONE };
  GError *error = NULL;
  g_autoptr (GPtrArray) runs = oof_store_list_runs_finish (OOF_STORE (source), result, &error);

  if (runs != NULL)
    undo->undos = oof_undo_list (runs, &scope, self->snapshot, self->roster,
                                 oof_clock_now (OOF_CLOCK (self->clock)), &error);
  if (undo->undos == NULL)
    g_task_return_error (task, error);
  else if (oof_session_has_runner (self))
    oof_undo_store_async (self->store, self->roster, undo->undos, g_task_get_cancellable (task),
                          undo_stored_cb, g_object_ref (task));
  else
    {
      undo->report = oof_run_report_new (oof_clock_now (OOF_CLOCK (self->clock)));
      ask_next (task);
    }
}

static void
undo_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = OOF_SESSION (source);
  GError *error = NULL;

  if (oof_session_load_finish (self, result, &error))
    oof_store_list_runs_async (self->store, g_task_get_cancellable (task), undo_runs_listed_cb,
                               g_object_ref (task));
  else
    g_task_return_error (task, error);
}

void
oof_session_undo_run_async (OofSession *self,
                            const char *run,
                            guint seconds,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (run != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  UndoRun *undo = g_new0 (UndoRun, 1);

  g_task_set_source_tag (task, oof_session_undo_run_async);
  undo->run = g_strdup (run);
  undo->seconds = seconds;
  g_task_set_task_data (task, undo, undo_run_free);
  oof_session_load_async (self, OOF_LOAD_ALL, cancellable, undo_loaded_cb, task);
}

OofRunReport *
oof_session_undo_run_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The history */

void
oof_session_write_free (OofSessionWrite *self)
{
  g_free (self->run);
  g_free (self->by);
  g_free (self->result);
  g_free (self->absence);
  oof_reply_state_unref (self->before);
  g_free (self);
}

static OofSessionWrite *
write_new (const OofRunLog *log, const OofLogPerson *person)
{
  OofSessionWrite *self = g_new0 (OofSessionWrite, 1);

  self->run = g_strdup (log->run);
  self->at = log->at;
  self->by = g_strdup (log->by);
  self->result = g_strdup (person->result);
  self->absence = g_strdup (person->absence);
  self->before = oof_reply_state_ref (person->before);
  return self;
}

static void
writes_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *address = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) runs = oof_store_list_runs_finish (OOF_STORE (source), result, &error);

  if (runs == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  GPtrArray *writes = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_session_write_free);
  for (guint i = 0; i < runs->len; i++)
    {
      const OofRunLog *log = g_ptr_array_index (runs, i);
      const OofLogPerson *person = oof_run_log_find (log, address);
      if (person != NULL && person->before != NULL)
        g_ptr_array_add (writes, write_new (log, person));
    }
  g_task_return_pointer (task, writes, (GDestroyNotify) g_ptr_array_unref);
}

void
oof_session_list_writes_async (OofSession *self,
                               const char *address,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (address != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_session_list_writes_async);
  g_task_set_task_data (task, g_strdup (address), g_free);
  oof_store_list_runs_async (self->store, cancellable, writes_listed_cb, task);
}

GPtrArray *
oof_session_list_writes_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
