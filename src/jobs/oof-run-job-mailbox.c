/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-job-private.h"

#include "core/oof-error.h"
#include "core/oof-people.h"
#include "jobs/oof-mailbox-plan.h"
#include "jobs/oof-run-record-private.h"

#define RULES_AGE (24 * 60 * 60) /* s: how old what is known of a mailbox's rules may be */

/* One mailbox in work. */
typedef struct
{
  GTask *task;            /* (owned) the run's */
  GCancellable *withdraw; /* (owned) while its write stands in line */
  OofPerson *person;      /* (owned) */
  GPtrArray *absences;    /* (owned) OofAbsence */
  gboolean spared;        /* not to be written without a person's decision */
  gboolean came_back;     /* what runs now is about to end */
} Work;

static void
work_free (Work *self)
{
  g_object_unref (self->task);
  g_object_unref (self->withdraw);
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

      g_free (record->zone);
      record->zone = g_strdup (person->zone);
      g_free (record->language);
      record->language = g_strdup (person->language);
      g_hash_table_replace (self->records, record->address, record);
    }
  row->route = oof_mailbox_router_get_route (self->router, person);
  row->plan = g_steal_pointer (&visit->plan);
  row->after = g_steal_pointer (&visit->after);
  row->forward = g_steal_pointer (&visit->forward);
  row->result = visit->result;
  row->error = g_steal_pointer (&visit->error);
  oof_run_job_row_done (self, row);
}

static OofPlan *
plan_cb (OofMailboxState *state, gpointer user_data)
{
  Work *work = user_data;
  OofRunJob *self = g_task_get_source_object (work->task);
  const char *address = work->person->address;
  OofRunTarget *target = g_hash_table_lookup (self->targets, address);
  OofInstant now = oof_run_job_get_now (self);
  OofPlan *plan;

  if (!work->person->zone)
    work->person->zone = g_strdup (state->zone);
  if (!work->person->language)
    work->person->language = g_strdup (state->language);
  plan = target ? oof_run_target_plan (target, address, state->reply, now)
                : oof_mailbox_plan_with (
                    self->roster, self->snapshot, work->person, work->absences, state->reply,
                    oof_snapshot_find_record (self->snapshot, address), self->flags, now);
  work->spared = self->n_spared > 0 && plan->template_change;
  work->came_back = plan->ends_absence;
  return plan;
}

/* Where a forward is planned or ours, for a status, else once a day (decisions 7). */
static gboolean
wants_rules_cb (const OofPlan *plan, gpointer user_data)
{
  Work *work = user_data;
  OofRunJob *self = g_task_get_source_object (work->task);
  OofRecord *record = oof_snapshot_find_record (self->snapshot, work->person->address);
  OofForward *known = record ? record->forward : NULL;
  OofRunTarget *target = g_hash_table_lookup (self->targets, work->person->address);
  OofInstant now = oof_run_job_get_now (self);

  if (g_hash_table_contains (self->left_out, work->person->address))
    return FALSE;
  if (self->mode == OOF_RUN_STATUS || (target && target->forward)
      || oof_mailbox_plan_needs_rules (self->roster, self->snapshot, work->person, work->absences,
                                       now))
    return TRUE;
  return self->mode == OOF_RUN_APPLY
         && (!known || known->read_at == OOF_INSTANT_NONE || now - known->read_at >= RULES_AGE);
}

/* Those that do not run now. */
static GPtrArray *
list_resting (const Work *work, OofInstant now)
{
  g_autoptr (GPtrArray) running = oof_absence_list_at (work->absences, now);
  GPtrArray *resting = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < work->absences->len; i++)
    if (!g_ptr_array_find (running, work->absences->pdata[i], NULL))
      g_ptr_array_add (resting, oof_absence_ref (work->absences->pdata[i]));
  return resting;
}

/* Whoever is back gets the mails, too. */
static OofForwardPlan *
forward_cb (GPtrArray *rules, gpointer user_data)
{
  Work *work = user_data;
  OofRunJob *self = g_task_get_source_object (work->task);
  OofForwardPolicy policy = { self->external_forward && self->snapshot->options->external_forward,
                              self->domains };
  OofInstant now = oof_run_job_get_now (self);
  OofRunTarget *target = g_hash_table_lookup (self->targets, work->person->address);
  g_autoptr (GPtrArray) absences =
      target && target->forward ? oof_run_target_list_forwarding (target, work->person->address)
      : work->came_back         ? list_resting (work, now)
                                : g_ptr_array_ref (work->absences);

  return oof_mailbox_plan_forward (self->roster, self->snapshot, work->person, absences, &policy,
                                   rules, self->flags, now);
}

/* Within the policy, and not overtaken? From here on it is written. */
static gboolean
allow_cb (gpointer user_data, GError **error)
{
  Work *work = user_data;
  OofRunJob *self = g_task_get_source_object (work->task);
  const char *address = work->person->address;

  if (g_hash_table_contains (self->left_out, address))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "%s was left to somebody else", address);
      return FALSE;
    }
  if (work->spared)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT,
                   "%u running replies would get another text because a template, a group or an "
                   "option changed: somebody has to decide",
                   self->n_spared);
      return FALSE;
    }
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
  g_hash_table_insert (self->writing, g_strdup (address), g_object_ref (work->withdraw));
  return TRUE;
}

static gboolean
guard_cb (gpointer user_data, GError **error)
{
  Work *work = user_data;
  OofRunJob *self = g_task_get_source_object (work->task);

  return !self->guard || self->guard (self->guard_data, error);
}

/* The journal */

/* @sent: the record is that of a write, though its outcome may be open. */
static void
write_entry (OofRunJob *self,
             const char *address,
             const OofMailboxVisit *visit,
             gboolean open,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  OofRecord *old = oof_snapshot_find_record (self->snapshot, address);
  g_autoptr (OofRunLog) head = oof_run_record_new_head (self->report, NULL);
  g_autoptr (OofRecord) record = NULL;
  OofJournalEntry entry = { .address = address, .open = open };

  if (visit->sent || open)
    {
      OofMailboxVisit sent = *visit;

      sent.sent = TRUE;
      record =
          oof_run_record_new (old, address, &sent, self->report->run, oof_run_job_get_now (self));
    }
  entry.record = record;
  entry.line =
      oof_run_record_add_line (head, address, visit->result, visit->plan, old, visit->error);
  oof_journal_add_async (self->journal, &entry, callback, user_data);
}

static void
note_cb (const OofMailboxVisit *visit,
         GAsyncReadyCallback callback,
         gpointer callback_data,
         gpointer user_data)
{
  Work *work = user_data;
  OofMailboxVisit planned = *visit;

  planned.result = OOF_RESULT_NOT_CONFIRMED;
  write_entry (g_task_get_source_object (work->task), work->person->address, &planned, TRUE,
               callback, callback_data);
}

static gboolean
noted_cb (GAsyncResult *result, gpointer user_data, GError **error)
{
  Work *work = user_data;
  OofRunJob *self = g_task_get_source_object (work->task);

  return oof_journal_add_finish (self->journal, result, error);
}

static GError *
new_skip_reason (OofRunJob *self)
{
  if (!g_cancellable_is_cancelled (self->stop))
    return g_error_new (OOF_ERROR, OOF_ERROR_LIMIT, "the run stopped after %u errors",
                        self->limit_errors);
  return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                      "the run ended before it came to this mailbox");
}

/* What ends the run is said once, unless it hides what has become of a write. */
static gboolean
is_the_runs (OofRunJob *self, const OofMailboxVisit *visit)
{
  return self->error && !visit->sent
         && g_error_matches (visit->error, OOF_ERROR, self->error->code);
}

/* Everything that runs ends: an absence that rests under another one would come to life. */
static void
note_return (OofRunJob *self, const Work *work, const OofMailboxVisit *visit)
{
  g_autoptr (GPtrArray) running = NULL;

  if (self->mode != OOF_RUN_APPLY || !visit->plan || !visit->plan->ends_absence)
    return;
  running = oof_absence_list_at (work->absences, oof_run_job_get_now (self));
  g_ptr_array_extend_and_steal (self->ending, g_steal_pointer (&running));
}

static void
take_visit (OofRunJob *self, OofPerson *person, OofMailboxVisit *visit)
{
  self->report->requests += visit->n_requests;
  oof_run_job_check_error (self, visit->error);
  /* Should this not reach the disk, whoever comes after a crash reads the mailbox. */
  if (visit->noted)
    write_entry (self, person->address, visit, FALSE, NULL, NULL);
  if (is_the_runs (self, visit))
    oof_run_job_skip (self, person->address);
  else
    add_visited (self, person, visit);
}

/* Nothing has left: as if the run had never been there. */
static void
take_withdrawn (OofRunJob *self, OofPerson *person, OofMailboxVisit *visit)
{
  self->report->requests += visit->n_requests;
  self->n_changes--;
  if (visit->noted)
    write_entry (self, person->address, visit, FALSE, NULL, NULL);
}

static void
visited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (GTask) task = g_object_ref (work->task);
  OofRunJob *self = g_task_get_source_object (task);
  g_autoptr (OofMailboxVisit) visit = oof_mailbox_visit_finish (result, NULL);

  self->n_running--;
  g_hash_table_remove (self->writing, work->person->address);
  if (g_hash_table_contains (self->left_out, work->person->address))
    self->report->requests += visit ? visit->n_requests : 0;
  else if (visit && visit->withdrawn)
    take_withdrawn (self, work->person, visit);
  else if (visit)
    {
      note_return (self, work, visit);
      take_visit (self, work->person, visit);
    }
  else
    oof_run_job_skip (self, work->person->address);
  work_free (work);
  oof_run_job_check_leaving (self);
  oof_run_job_visit_more (task);
}

/* The recorded absence of @address decides whether its reply stays: without knowing about it
 * nothing is done. Returns: (transfer full) (nullable) */
static GError *
find_obstacle (OofRunJob *self, const char *address)
{
  OofRunTarget *target = g_hash_table_lookup (self->targets, address);
  OofRecord *record = oof_snapshot_find_record (self->snapshot, address);
  const char *key = record ? record->absence : NULL;
  OofProblem *problem = key ? oof_snapshot_find_unreadable (self->snapshot, key) : NULL;
  GError *blocked = key ? g_hash_table_lookup (self->blocked, key) : NULL;

  if (target && target->error)
    return g_error_copy (target->error);
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

OofMailboxService *
oof_run_job_find_service (OofRunJob *self, const char *address)
{
  OofPerson *person = oof_roster_get (self->roster, address);
  OofMailboxService *service = NULL;
  GError *error = NULL;

  if (g_hash_table_contains (self->left_out, address))
    return NULL;
  if (!person)
    error = g_error_new (OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: no such person", address);
  else
    error = find_obstacle (self, address);
  if (!error)
    service = oof_mailbox_router_find (self->router, person, &error);
  if (error)
    add_untouched (self, address, OOF_RESULT_FAILED, error);
  return service;
}

void
oof_run_job_visit (GTask *task,
                   OofMailboxService *service,
                   const char *address,
                   const OofMailboxReading *reading)
{
  OofRunJob *self = g_task_get_source_object (task);
  OofVisitInput input = { .service = service,
                          .apply = self->mode == OOF_RUN_APPLY,
                          .reading = reading,
                          .planner = plan_cb,
                          .allow = allow_cb,
                          .guard = guard_cb,
                          .wants_rules = wants_rules_cb,
                          .forward = forward_cb };
  Work *work = g_new0 (Work, 1);

  work->task = g_object_ref (task);
  work->withdraw = g_cancellable_new ();
  work->person = oof_person_copy (oof_roster_get (self->roster, address));
  work->absences = oof_snapshot_dup_absences_of (self->snapshot, address);
  add_found_absence (self, work);
  input.address = work->person->address;
  input.over_outlook = oof_person_get (work->person, OOF_PERSON_OVER_OUTLOOK) != NULL;
  input.data = work;
  input.withdraw = work->withdraw;
  if (self->journal)
    {
      input.note = note_cb;
      input.noted = noted_cb;
    }
  memcpy (input.delays, self->delays, sizeof input.delays);
  oof_mailbox_visit_async (&input, self->stop, visited_cb, work);
}

void
oof_run_job_skip (OofRunJob *self, const char *address)
{
  add_untouched (self, address, OOF_RESULT_SKIPPED, new_skip_reason (self));
}

void
oof_run_job_skip_rest (OofRunJob *self)
{
  for (; self->next < self->scope->len; self->next++)
    if (!g_hash_table_contains (self->left_out, g_ptr_array_index (self->scope, self->next)))
      oof_run_job_skip (self, g_ptr_array_index (self->scope, self->next));
}
