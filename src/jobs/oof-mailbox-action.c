/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-mailbox-action.h"

#include "core/oof-error.h"
#include "jobs/oof-run-ending.h"
#include "jobs/oof-undo.h"

typedef struct
{
  OofWorkplace *workplace; /* (owned) */
  OofStore *store;         /* (owned) */
  OofClock *clock;         /* (owned) */
  OofRequest *order;       /* (owned) */
  OofRunGuard guard;
  gpointer guard_data;
  GPtrArray *undos;  /* (owned) (nullable) */
  GPtrArray *change; /* (owned) (nullable) OofAbsence still to be stored */
  gboolean refused;
} Action;

static void
action_free (gpointer data)
{
  Action *self = data;

  g_object_unref (self->workplace);
  g_object_unref (self->store);
  g_object_unref (self->clock);
  oof_request_unref (self->order);
  g_clear_pointer (&self->undos, g_ptr_array_unref);
  g_clear_pointer (&self->change, g_ptr_array_unref);
  g_free (self);
}

static void refuse (GTask *task, OofError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
refuse (GTask *task, OofError code, const char *format, ...)
{
  Action *self = g_task_get_task_data (task);
  va_list arguments;

  va_start (arguments, format);
  self->refused = TRUE;
  g_task_return_error (task, g_error_new_valist (OOF_ERROR, (int) code, format, arguments));
  va_end (arguments);
}

/* The mailbox */

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Action *self = g_task_get_task_data (task);
  GError *error = NULL;
  OofRunReport *report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);

  if (error)
    g_task_return_error (task, error);
  else if (oof_run_report_find (report, self->order->person))
    g_task_return_pointer (task, report, (GDestroyNotify) oof_run_report_unref);
  else
    {
      oof_run_report_unref (report);
      refuse (task, OOF_ERROR_NOT_FOUND, "%s: no such person", self->order->person);
    }
}

static OofMailboxPlanFlags
get_flags (OofAction action)
{
  if (action == OOF_ACTION_RESTORE)
    return OOF_MAILBOX_PLAN_RESTORE;
  return action == OOF_ACTION_RESET ? OOF_MAILBOX_PLAN_RESET : OOF_MAILBOX_PLAN_NORMAL;
}

static void
run (GTask *task)
{
  Action *self = g_task_get_task_data (task);
  const char *scope[] = { self->order->person, NULL };
  g_autoptr (OofRunJob) job = oof_workplace_create_job (self->workplace, scope);

  oof_run_job_set_guard (job, self->guard, self->guard_data);
  oof_run_job_set_flags (job, get_flags (self->order->action));
  if (self->undos)
    oof_undo_prepare_job (self->undos, job);
  else if (self->order->action == OOF_ACTION_SWITCH_OFF && !self->change)
    oof_run_job_set_target (job, self->order->person,
                            oof_run_target_new (NULL, NULL, OOF_REASON_SWITCHED_OFF));
  oof_run_job_run_async (job, g_task_get_cancellable (task), ran_cb, g_object_ref (task));
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_workplace_load_finish (OOF_WORKPLACE (source), result, &error))
    run (task);
  else
    g_task_return_error (task, error);
}

/* The plan was changed. */
static void
reload (GTask *task)
{
  Action *self = g_task_get_task_data (task);

  oof_workplace_load_async (self->workplace, FALSE, g_task_get_cancellable (task), reloaded_cb,
                            g_object_ref (task));
}

/* Switch off */

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_run_ending_finish (result, &error))
    reload (task);
  else
    g_task_return_error (task, error);
}

/* The absence that the order names: never one of somebody else. (transfer none) (nullable) */
static OofAbsence *
find_named (Action *self)
{
  OofAbsence *absence = oof_snapshot_find_absence (oof_workplace_get_snapshot (self->workplace),
                                                   self->order->absence);

  return absence && g_ascii_strcasecmp (absence->person, self->order->person) == 0 ? absence : NULL;
}

static GPtrArray *
dup_absences (Action *self)
{
  return oof_snapshot_dup_absences_of (oof_workplace_get_snapshot (self->workplace),
                                       self->order->person);
}

static gboolean
check_named (GTask *task, OofAbsence *absence)
{
  Action *self = g_task_get_task_data (task);
  OofAbsenceState state =
      absence ? oof_absence_get_state (absence, oof_clock_now (self->clock)) : OOF_ABSENCE_ENDED;

  if (!absence)
    refuse (task, OOF_ERROR_NOT_FOUND, "%s has no such absence, or none that counts now",
            self->order->person);
  else if (state == OOF_ABSENCE_ENDED || state == OOF_ABSENCE_CANCELLED)
    refuse (task, OOF_ERROR_CONFLICT, "%s is over already", absence->key);
  else
    return TRUE;
  return FALSE;
}

/* All that run: one that rests under another would come to life. */
static void
switch_off (GTask *task)
{
  Action *self = g_task_get_task_data (task);
  OofInstant now = oof_clock_now (self->clock);
  OofAbsence *named = self->order->absence ? find_named (self) : NULL;
  g_autoptr (GPtrArray) absences = dup_absences (self);
  g_autoptr (GPtrArray) running = oof_absence_list_at (absences, now);

  if (self->order->absence && !check_named (task, named))
    return;
  if (named && !oof_range_contains (oof_absence_get_range (named), now))
    {
      refuse (task, OOF_ERROR_CONFLICT, "%s has not begun yet", named->key);
      return;
    }
  if (named && named->hold)
    g_ptr_array_add (running, oof_absence_ref (named));
  if (running->len == 0)
    {
      run (task);
      return;
    }
  self->change = g_ptr_array_ref (running);
  oof_run_ending_async (self->store, oof_workplace_get_roster (self->workplace), running, now,
                        g_task_get_cancellable (task), ended_cb, g_object_ref (task));
}

/* Hold */

static void change_next (GTask *task);

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofAbsence) stored =
      oof_store_update_absence_finish (OOF_STORE (source), result, &error);

  if (stored)
    change_next (task);
  else
    g_task_return_error (task, error);
}

static void
change_next (GTask *task)
{
  Action *self = g_task_get_task_data (task);
  OofPerson *person =
      oof_roster_get (oof_workplace_get_roster (self->workplace), self->order->person);
  g_autoptr (OofAbsence) absence = NULL;

  if (self->change->len == 0)
    {
      reload (task);
      return;
    }
  absence = g_ptr_array_steal_index (self->change, self->change->len - 1);
  oof_store_update_absence_async (self->store, absence, person->name, g_task_get_cancellable (task),
                                  changed_cb, g_object_ref (task));
}

static void
add_with_hold (Action *self, const OofAbsence *absence, gboolean hold)
{
  OofAbsence *copy = oof_absence_copy (absence);

  copy->hold = hold;
  g_ptr_array_add (self->change, copy);
}

/* What decides now, or else what we wrote a reply for. (transfer none) (nullable) */
static OofAbsence *
find_deciding (Action *self)
{
  OofSnapshot *snapshot = oof_workplace_get_snapshot (self->workplace);
  OofRecord *record = oof_snapshot_find_record (snapshot, self->order->person);
  OofInstant now = oof_clock_now (self->clock);
  g_autoptr (GPtrArray) absences = dup_absences (self);
  g_autoptr (GPtrArray) running = oof_absence_list_at (absences, now);
  OofAbsence *counting = oof_absence_find_counting (running, now);

  if (counting)
    return oof_snapshot_find_absence (snapshot, counting->key);
  return record && record->absence ? oof_snapshot_find_absence (snapshot, record->absence) : NULL;
}

static void
keep (GTask *task)
{
  Action *self = g_task_get_task_data (task);
  OofAbsence *absence = self->order->absence ? find_named (self) : find_deciding (self);

  if (!check_named (task, absence))
    return;
  self->change = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  if (!absence->hold)
    add_with_hold (self, absence, TRUE);
  change_next (task);
}

static void
restore (GTask *task)
{
  Action *self = g_task_get_task_data (task);
  OofInstant now = oof_clock_now (self->clock);
  g_autoptr (GPtrArray) absences = dup_absences (self);

  self->change = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  for (guint i = 0; i < absences->len; i++)
    {
      const OofAbsence *absence = g_ptr_array_index (absences, i);

      if (oof_absence_get_state (absence, now) == OOF_ABSENCE_ON_HOLD)
        add_with_hold (self, absence, FALSE);
    }
  change_next (task);
}

/* Undo */

static void
undo_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_undo_store_finish (result, &error))
    reload (task);
  else
    g_task_return_error (task, error);
}

static void
runs_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Action *self = g_task_get_task_data (task);
  OofRoster *roster = oof_workplace_get_roster (self->workplace);
  OofUndoScope scope = { self->order->run, self->order->person, self->order->as_of };
  GError *error = NULL;
  g_autoptr (GPtrArray) runs = oof_store_list_runs_finish (OOF_STORE (source), result, &error);

  if (runs)
    {
      self->undos = oof_undo_list (runs, &scope, oof_workplace_get_snapshot (self->workplace),
                                   roster, oof_clock_now (self->clock), &error);
      self->refused = !self->undos;
    }
  if (self->undos)
    oof_undo_store_async (self->store, roster, self->undos, g_task_get_cancellable (task),
                          undo_stored_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
carry_out (GTask *task)
{
  Action *self = g_task_get_task_data (task);
  const char *action = oof_action_to_string (self->order->action);

  if (!oof_roster_get (oof_workplace_get_roster (self->workplace), self->order->person))
    {
      refuse (task, OOF_ERROR_NOT_FOUND, "%s: no such person", self->order->person);
      return;
    }
  switch (self->order->action)
    {
    case OOF_ACTION_APPLY:
    case OOF_ACTION_RESET:
      run (task);
      break;
    case OOF_ACTION_SWITCH_OFF:
      switch_off (task);
      break;
    case OOF_ACTION_KEEP:
      keep (task);
      break;
    case OOF_ACTION_RESTORE:
      restore (task);
      break;
    case OOF_ACTION_UNDO:
      oof_store_list_runs_async (self->store, g_task_get_cancellable (task), runs_listed_cb,
                                 g_object_ref (task));
      break;
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
oof_mailbox_action_async (OofWorkplace *workplace,
                          OofStore *store,
                          OofClock *clock,
                          OofRequest *order,
                          OofRunGuard guard,
                          gpointer guard_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (workplace, cancellable, callback, user_data);
  Action *self = g_new0 (Action, 1);
  gboolean known = oof_roster_get (oof_workplace_get_roster (workplace), order->person) != NULL;

  g_task_set_source_tag (task, oof_mailbox_action_async);
  /* Once something was written the outcome counts, stopped or not. */
  g_task_set_check_cancellable (task, FALSE);
  self->workplace = g_object_ref (workplace);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->order = oof_request_ref (order);
  self->guard = guard;
  self->guard_data = guard_data;
  g_task_set_task_data (task, self, action_free);
  oof_workplace_load_async (workplace, !known, cancellable, loaded_cb, g_object_ref (task));
}

OofRunReport *
oof_mailbox_action_finish (GAsyncResult *result, gboolean *refused, GError **error)
{
  Action *self = g_task_get_task_data (G_TASK (result));

  if (refused)
    *refused = self->refused;
  return g_task_propagate_pointer (G_TASK (result), error);
}
