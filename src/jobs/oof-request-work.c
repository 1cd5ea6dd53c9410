/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-request-work-private.h"

#include "core/oof-error.h"
#include "jobs/oof-error-words-private.h"

/* Exchange keeps minutes. */
#define SECONDS_A_MINUTE 60

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

static void refuse (GTask *task, OofError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
refuse (GTask *task, OofError code, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  error = g_error_new_valist (OOF_ERROR, (int) code, format, arguments);
  va_end (arguments);
  answer_error (task, OOF_REQUEST_REFUSED, error);
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

/* The mailbox */

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);
  OofRunRow *row = report ? oof_run_report_find (report, self->answer->person) : NULL;

  if (error)
    fail (task, error);
  else if (row)
    answer_row (task, row);
  else
    refuse (task, OOF_ERROR_NOT_FOUND, "%s: no such person", self->answer->person);
}

static void
apply (GTask *task)
{
  Work *self = g_task_get_task_data (task);
  const char *scope[] = { self->answer->person, NULL };
  g_autoptr (OofRunJob) job = oof_workplace_create_job (self->workplace, scope);

  oof_run_job_set_guard (job, self->guard, self->guard_data);
  oof_run_job_run_async (job, g_task_get_cancellable (task), ran_cb, g_object_ref (task));
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_workplace_load_finish (OOF_WORKPLACE (source), result, &error))
    apply (task);
  else
    g_task_return_error (task, error);
}

/* The absence */

/* Takes @error (nullable). */
static void
absence_changed (GTask *task, OofAbsence *stored, GError *error)
{
  Work *self = g_task_get_task_data (task);
  g_autoptr (OofAbsence) absence = stored;

  if (absence)
    oof_workplace_load_async (self->workplace, FALSE, g_task_get_cancellable (task), reloaded_cb,
                              g_object_ref (task));
  else
    fail (task, error);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofAbsence *stored = oof_store_cancel_absence_finish (OOF_STORE (source), result, &error);

  absence_changed (task, stored, error);
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofAbsence *stored = oof_store_update_absence_finish (OOF_STORE (source), result, &error);

  absence_changed (task, stored, error);
}

/* Takes @absence. */
static void
update (GTask *task, OofAbsence *absence)
{
  Work *self = g_task_get_task_data (task);
  OofPerson *person =
      oof_roster_get (oof_workplace_get_roster (self->workplace), self->answer->person);

  oof_store_update_absence_async (self->store, absence, person->name, g_task_get_cancellable (task),
                                  updated_cb, g_object_ref (task));
  oof_absence_unref (absence);
}

/* Its end becomes now (decisions 7). One that has just begun was never there. */
static void
end_now (GTask *task, const OofAbsence *absence)
{
  Work *self = g_task_get_task_data (task);
  OofRange range = oof_absence_get_range (absence);
  OofInstant now = oof_clock_now (self->clock);
  OofAbsence *ended;

  range.to = now - now % SECONDS_A_MINUTE;
  if (!oof_range_is_valid (range))
    {
      oof_store_cancel_absence_async (self->store, absence->key, now, g_task_get_cancellable (task),
                                      cancelled_cb, g_object_ref (task));
      return;
    }
  ended = oof_absence_copy (absence);
  ended->all_day = FALSE;
  ended->open_end = FALSE;
  ended->window = range;
  update (task, ended);
}

static void
hold (GTask *task, const OofAbsence *absence)
{
  OofAbsence *held;

  if (absence->hold)
    {
      apply (task);
      return;
    }
  held = oof_absence_copy (absence);
  held->hold = TRUE;
  update (task, held);
}

/* The one that decides about the reply now. (transfer none) (nullable) */
static OofAbsence *
find_counting (Work *self)
{
  OofSnapshot *snapshot = oof_workplace_get_snapshot (self->workplace);
  g_autoptr (GPtrArray) absences = oof_snapshot_dup_absences_of (snapshot, self->answer->person);

  for (guint i = absences->len; i > 0; i--)
    if (((OofAbsence *) g_ptr_array_index (absences, i - 1))->calendar
        == OOF_CALENDAR_CALENDAR_ONLY)
      g_ptr_array_remove_index (absences, i - 1);
  return oof_absence_find_counting (absences, oof_clock_now (self->clock));
}

/* The absence that the request means: never one of somebody else. (transfer none) (nullable) */
static OofAbsence *
find_absence (Work *self)
{
  const char *key = self->answer->absence;
  OofAbsence *absence =
      key ? oof_snapshot_find_absence (oof_workplace_get_snapshot (self->workplace), key)
          : find_counting (self);

  return absence && g_ascii_strcasecmp (absence->person, self->answer->person) == 0 ? absence
                                                                                    : NULL;
}

static void
change_absence (GTask *task)
{
  Work *self = g_task_get_task_data (task);
  OofAbsence *absence = find_absence (self);
  OofAbsenceState state =
      absence ? oof_absence_get_state (absence, oof_clock_now (self->clock)) : OOF_ABSENCE_ENDED;

  if (!absence)
    refuse (task, OOF_ERROR_NOT_FOUND, "%s has no such absence, or none that counts now",
            self->answer->person);
  else if (state == OOF_ABSENCE_ENDED || state == OOF_ABSENCE_CANCELLED)
    refuse (task, OOF_ERROR_CONFLICT, "%s is over already", absence->key);
  else if (self->answer->action == OOF_ACTION_KEEP)
    hold (task, absence);
  else if (oof_range_contains (oof_absence_get_range (absence), oof_clock_now (self->clock)))
    end_now (task, absence);
  else
    refuse (task, OOF_ERROR_CONFLICT, "%s has not begun yet", absence->key);
}

static void
carry_out (GTask *task)
{
  Work *self = g_task_get_task_data (task);
  const char *action = oof_action_to_string (self->answer->action);

  if (!oof_roster_get (oof_workplace_get_roster (self->workplace), self->answer->person))
    {
      refuse (task, OOF_ERROR_NOT_FOUND, "%s: no such person", self->answer->person);
      return;
    }
  switch (self->answer->action)
    {
    case OOF_ACTION_APPLY:
      apply (task);
      break;
    case OOF_ACTION_SWITCH_OFF:
    case OOF_ACTION_KEEP:
      change_absence (task);
      break;
    case OOF_ACTION_RESTORE:
    case OOF_ACTION_UNDO:
    case OOF_ACTION_RESET:
    case OOF_ACTION_UNKNOWN:
    default:
      refuse (task, OOF_ERROR_UNSUPPORTED, "this runner's version cannot carry out \"%s\"",
              action ? action : "?");
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_workplace_load_finish (OOF_WORKPLACE (source), result, &error))
    carry_out (task);
  else
    g_task_return_error (task, error);
}

/* The people of the last run are good enough, except for somebody who was not among them. */
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
  GTask *task = g_task_new (workplace, cancellable, callback, user_data);
  Work *self = g_new0 (Work, 1);
  gboolean known = oof_roster_get (oof_workplace_get_roster (workplace), request->person) != NULL;

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
  oof_workplace_load_async (workplace, !known, cancellable, loaded_cb, task);
}

OofRequest *
oof_request_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
