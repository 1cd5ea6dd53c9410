/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-job-private.h"

#include "core/oof-error.h"
#include "jobs/oof-mailbox-plan.h"
#include "jobs/oof-run-record-private.h"

/* One mailbox in work. */
typedef struct
{
  GTask *task;         /* (owned) the run's */
  OofPerson *person;   /* (owned) */
  GPtrArray *absences; /* (owned) OofAbsence */
  gboolean allowed;    /* the policy was asked already */
} Work;

static void
work_free (Work *self)
{
  g_object_unref (self->task);
  oof_person_unref (self->person);
  g_ptr_array_unref (self->absences);
  g_free (self);
}

/* A mailbox that is not even read. Takes @error. */
static void
add_untouched (OofRunJob *self, const char *address, OofRunResult result, GError *error)
{
  OofPerson *person = oof_roster_get (self->roster, address);
  OofRunRow *row = oof_run_report_add (self->report, address, person ? person->name : NULL);

  row->route = person ? oof_mailbox_router_get_route (self->router, person) : OOF_ROUTE_NONE;
  row->result = result;
  row->error = error;
  oof_run_job_row_done (self, row);
}

static void
add_visited (OofRunJob *self, OofPerson *person, OofMailboxVisit *visit)
{
  OofRunRow *row = oof_run_report_add (self->report, person->address, person->name);
  OofRecord *old = oof_snapshot_find_record (self->snapshot, person->address);

  if (visit->plan && self->mode == OOF_RUN_APPLY)
    {
      OofRecord *record = oof_run_record_new (old, person->address, visit, self->report->run,
                                              oof_run_job_get_now (self));

      g_hash_table_replace (self->records, record->address, record);
    }
  row->route = oof_mailbox_router_get_route (self->router, person);
  row->plan = g_steal_pointer (&visit->plan);
  row->after = g_steal_pointer (&visit->after);
  row->result = visit->result;
  row->error = g_steal_pointer (&visit->error);
  oof_run_job_row_done (self, row);
}

/* The last look: what was not confirmed is read once more when all others are through. */

static void look_next (GTask *task);

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofRunJob *self = g_task_get_source_object (task);
  OofRunRow *row = g_ptr_array_index (self->report->rows, self->next_look++);
  g_autoptr (OofMailboxState) state =
      oof_mailbox_service_read_finish (OOF_MAILBOX_SERVICE (source), result, NULL);
  OofRecord *record = g_hash_table_lookup (self->records, row->address);

  if (state && oof_mailbox_visit_is_confirmed (row->plan, state->reply))
    {
      g_clear_pointer (&row->after, oof_reply_state_unref);
      row->after = oof_reply_state_ref (state->reply);
      g_clear_error (&row->error);
      row->result = OOF_RESULT_WRITTEN;
      oof_run_record_confirm (record, state->reply);
      oof_run_job_row_changed (self, row);
    }
  look_next (task);
}

static void
look_next (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);
  GPtrArray *rows = self->report->rows;
  OofRunRow *row;
  OofPerson *person;

  while (self->next_look < rows->len
         && ((OofRunRow *) g_ptr_array_index (rows, self->next_look))->result
                != OOF_RESULT_NOT_CONFIRMED)
    self->next_look++;
  if (self->next_look >= rows->len || g_cancellable_is_cancelled (self->stop))
    {
      oof_run_job_end (task);
      return;
    }
  row = g_ptr_array_index (rows, self->next_look);
  person = oof_roster_get (self->roster, row->address);
  self->report->requests++;
  oof_mailbox_service_read_async (oof_mailbox_router_find (self->router, person, NULL),
                                  row->address, self->stop, looked_cb, g_object_ref (task));
}

/* The mailboxes */

static OofPlan *
plan_cb (OofMailboxState *state, gpointer user_data)
{
  Work *work = user_data;
  OofRunJob *self = g_task_get_source_object (work->task);

  if (!work->person->zone)
    work->person->zone = g_strdup (state->zone);
  if (!work->person->language)
    work->person->language = g_strdup (state->language);
  return oof_mailbox_plan (self->roster, self->snapshot, work->person, work->absences, state->reply,
                           oof_run_job_get_now (self));
}

/* A repeated write is still the same change. */
static gboolean
check_policy (OofRunJob *self, Work *work, GError **error)
{
  const char *address = work->person->address;

  if (work->allowed)
    return TRUE;
  if (self->allowed && !g_hash_table_contains (self->allowed, address))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN,
                   "%s is not in the group \"%s\", the only one this runner may write", address,
                   self->policy_group);
      return FALSE;
    }
  if (self->n_changes >= self->max_changes)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT,
                   "this runner may change %u mailboxes in one run", self->max_changes);
      return FALSE;
    }
  self->n_changes++;
  work->allowed = TRUE;
  return TRUE;
}

static gboolean
guard_cb (gpointer user_data, GError **error)
{
  Work *work = user_data;
  OofRunJob *self = g_task_get_source_object (work->task);

  return (!self->guard || self->guard (self->guard_data, error))
         && check_policy (self, work, error);
}

static void
visited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (GTask) task = g_object_ref (work->task);
  OofRunJob *self = g_task_get_source_object (task);
  g_autoptr (OofMailboxVisit) visit = oof_mailbox_visit_finish (result, NULL);

  self->n_running--;
  g_hash_table_remove (self->in_hand, work->person->address);
  if (visit)
    {
      self->report->requests += visit->n_requests;
      oof_run_job_check_error (self, visit->error);
      /* Sign-in trouble is the run's, unless it hides what has become of a write. */
      if (!self->error || visit->sent
          || !g_error_matches (visit->error, OOF_ERROR, self->error->code))
        add_visited (self, work->person, visit);
    }
  work_free (work);
  oof_run_job_visit_more (task);
}

/* The recorded absence of @address decides whether its reply stays: without knowing about it
 * nothing is done. Returns: (transfer full) (nullable) */
static GError *
find_obstacle (OofRunJob *self, const char *address)
{
  OofRecord *record = oof_snapshot_find_record (self->snapshot, address);
  const char *key = record ? record->absence : NULL;
  OofProblem *problem = key ? oof_snapshot_find_unreadable (self->snapshot, key) : NULL;
  GError *blocked = key ? g_hash_table_lookup (self->blocked, key) : NULL;

  if (problem)
    return g_error_new_literal (OOF_ERROR, OOF_ERROR_PROTOCOL, problem->message);
  return blocked ? g_error_copy (blocked) : NULL;
}

static void
add_found_absence (OofRunJob *self, Work *work)
{
  OofRecord *record = oof_snapshot_find_record (self->snapshot, work->person->address);
  OofAbsence *found =
      record && record->absence ? g_hash_table_lookup (self->found, record->absence) : NULL;

  if (found && g_ascii_strcasecmp (found->person, work->person->address) == 0)
    g_ptr_array_add (work->absences, oof_absence_ref (found));
}

static void
visit (GTask *task, const char *address)
{
  OofRunJob *self = g_task_get_source_object (task);
  OofPerson *person = oof_roster_get (self->roster, address);
  OofVisitInput input = { .apply = self->mode == OOF_RUN_APPLY,
                          .planner = plan_cb,
                          .guard = guard_cb };
  GError *error = NULL;
  Work *work;

  if (g_hash_table_contains (self->left_out, address))
    return;
  if (!person)
    error = g_error_new (OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: no such person", address);
  else
    error = find_obstacle (self, address);
  if (!error)
    input.service = oof_mailbox_router_find (self->router, person, &error);
  if (error)
    {
      add_untouched (self, address, OOF_RESULT_FAILED, error);
      return;
    }
  work = g_new0 (Work, 1);
  work->task = g_object_ref (task);
  work->person = oof_person_copy (person);
  work->absences = oof_snapshot_dup_absences_of (self->snapshot, address);
  add_found_absence (self, work);
  input.address = work->person->address;
  input.data = work;
  memcpy (input.delays, self->delays, sizeof input.delays);
  self->n_running++;
  g_hash_table_add (self->in_hand, g_strdup (work->person->address));
  oof_mailbox_visit_async (&input, self->stop, visited_cb, work);
}

static gboolean
has_too_many_errors (OofRunJob *self)
{
  return self->limit_errors > 0 && self->n_failed >= self->limit_errors;
}

static void
skip_rest (OofRunJob *self)
{
  for (; self->next < self->scope->len; self->next++)
    add_untouched (self, g_ptr_array_index (self->scope, self->next), OOF_RESULT_SKIPPED,
                   g_error_new (OOF_ERROR, OOF_ERROR_LIMIT, "the run stopped after %u errors",
                                self->limit_errors));
}

void
oof_run_job_visit_more (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);

  while (self->n_running < self->max_in_flight && self->next < self->scope->len
         && !g_cancellable_is_cancelled (self->stop) && !has_too_many_errors (self))
    visit (task, g_ptr_array_index (self->scope, self->next++));
  if (self->n_running > 0)
    return;
  if (!g_cancellable_is_cancelled (self->stop))
    skip_rest (self);
  look_next (task);
}
