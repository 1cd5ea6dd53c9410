/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-request-work-private.h"

#include "core/oof-error.h"
#include "jobs/oof-error-words-private.h"
#include "jobs/oof-mailbox-action.h"

typedef struct
{
  OofWorkplace *workplace; /* (owned) */
  OofStore *store;         /* (owned) */
  OofClock *clock;         /* (owned) */
  OofRequest *answer;      /* (owned) a copy of the request */
  OofRunGuard guard;
  gpointer guard_data;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_object_unref (self->workplace);
  g_object_unref (self->store);
  g_object_unref (self->clock);
  oof_request_unref (self->answer);
  g_free (self);
}

/* The answer */

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofRequest *stored = oof_store_update_request_finish (OOF_STORE (source), result, &error);

  if (stored)
    g_task_return_pointer (task, stored, (GDestroyNotify) oof_request_unref);
  else
    g_task_return_error (task, error);
}

/* Not cancellable: what was written must be said. */
static void
answer (GTask *task, OofRequestState state, const char *result)
{
  Work *self = g_task_get_task_data (task);

  self->answer->state = state;
  g_free (self->answer->result);
  self->answer->result = g_strdup (result);
  g_free (self->answer->by);
  self->answer->by = g_strdup (oof_store_get_author (self->store));
  self->answer->answered_at = oof_clock_now (self->clock);
  oof_store_update_request_async (self->store, self->answer, NULL, answered_cb,
                                  g_object_ref (task));
}

static void
answer_error (GTask *task, OofRequestState state, const GError *error)
{
  Work *self = g_task_get_task_data (task);

  g_free (self->answer->message);
  self->answer->message = g_strdup (error->message);
  answer (task, state, oof_error_words_get (error));
}

/* What may be otherwise in a moment, or for the next runner: the request stays open. */
static gboolean
is_passing (const GError *error)
{
  if (error->domain != OOF_ERROR)
    return TRUE;
  switch ((OofError) error->code)
    {
    case OOF_ERROR_AUTH_REQUIRED:
    case OOF_ERROR_CONSENT_REQUIRED:
    case OOF_ERROR_CONFLICT:
    case OOF_ERROR_LEASE:
    case OOF_ERROR_THROTTLED:
    case OOF_ERROR_UNREACHABLE:
    case OOF_ERROR_UNCERTAIN:
    case OOF_ERROR_DISK:
      return TRUE;
    case OOF_ERROR_FORBIDDEN:
    case OOF_ERROR_NOT_FOUND:
    case OOF_ERROR_EXISTS:
    case OOF_ERROR_PROTOCOL:
    case OOF_ERROR_LIMIT:
    case OOF_ERROR_UNSUPPORTED:
    case OOF_ERROR_INVALID:
    case OOF_ERROR_REFUSED:
    default:
      return FALSE;
    }
}

/* Takes @error. */
static void
fail (GTask *task, GError *error)
{
  if (is_passing (error))
    {
      g_task_return_error (task, error);
      return;
    }
  answer_error (task, OOF_REQUEST_FAILED, error);
  g_error_free (error);
}

static void
answer_row (GTask *task, const OofRunRow *row)
{
  Work *self = g_task_get_task_data (task);

  if (row->after)
    self->answer->seen = oof_reply_state_ref (row->after);
  if (row->result == OOF_RESULT_FAILED && row->error)
    answer_error (task, OOF_REQUEST_FAILED, row->error);
  else if (row->result == OOF_RESULT_SKIPPED && row->error)
    answer_error (task, OOF_REQUEST_REFUSED, row->error);
  else
    answer (task, OOF_REQUEST_DONE, oof_run_result_to_string (row->result));
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *self = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean refused;
  g_autoptr (OofRunReport) report = oof_mailbox_action_finish (result, &refused, &error);

  if (report)
    answer_row (task, oof_run_report_find (report, self->answer->person));
  else if (refused)
    {
      answer_error (task, OOF_REQUEST_REFUSED, error);
      g_error_free (error);
    }
  else
    fail (task, error);
}

static void
act (GTask *task)
{
  Work *self = g_task_get_task_data (task);

  oof_mailbox_action_async (self->workplace, self->store, self->clock, self->answer, self->guard,
                            self->guard_data, g_task_get_cancellable (task), acted_cb,
                            g_object_ref (task));
}

/* Who asked sees from now on that it is being written. */
static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *self = g_task_get_task_data (task);
  GError *error = NULL;
  OofRequest *taken = oof_store_update_request_finish (OOF_STORE (source), result, &error);

  if (!taken)
    {
      g_task_return_error (task, error);
      return;
    }
  oof_request_unref (self->answer);
  self->answer = taken;
  act (task);
}

void
oof_request_work_async (OofWorkplace *workplace,
                        OofStore *store,
                        OofClock *clock,
                        OofRequest *request,
                        OofRunGuard guard,
                        gpointer guard_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (workplace, cancellable, callback, user_data);
  Work *self = g_new0 (Work, 1);

  g_task_set_source_tag (task, oof_request_work_async);
  /* Once something was written the answer counts, stopped or not. */
  g_task_set_check_cancellable (task, FALSE);
  self->workplace = g_object_ref (workplace);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->answer = oof_request_copy (request);
  self->guard = guard;
  self->guard_data = guard_data;
  g_task_set_task_data (task, self, work_free);
  if (request->state == OOF_REQUEST_RUNNING)
    {
      act (task);
      return;
    }
  self->answer->state = OOF_REQUEST_RUNNING;
  g_free (self->answer->by);
  self->answer->by = g_strdup (oof_store_get_author (store));
  oof_store_update_request_async (store, self->answer, cancellable, taken_cb, g_object_ref (task));
}

OofRequest *
oof_request_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
