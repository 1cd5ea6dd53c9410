/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-record-private.h"

#include "jobs/oof-error-words-private.h"

static void
set_state (OofReplyState **field, OofReplyState *state)
{
  OofReplyState *old = *field;

  *field = state ? oof_reply_state_ref (state) : NULL;
  g_clear_pointer (&old, oof_reply_state_unref);
}

static void
set_applied (OofRecord *self, OofAbsence *absence)
{
  OofAbsence *old = self->applied;

  self->applied = absence ? oof_absence_ref (absence) : NULL;
  g_clear_pointer (&old, oof_absence_unref);
}

/* Ours as we know it: as the server gave it back, or else as we sent it. */
static gboolean
is_ours (const OofRecord *record, const OofReplyState *state)
{
  const OofReplyState *ours = record->returned ? record->returned : record->written;

  return record->absence && ours
         && (oof_reply_state_identical (ours, state) || oof_reply_state_equal (ours, state));
}

/* The first write of this absence has kept it already. */
static gboolean
has_previous_of (const OofRecord *record, const OofAbsence *absence)
{
  return record->previous && absence && g_strcmp0 (record->absence, absence->key) == 0;
}

static void
set_resting (OofRecord *self, OofRecord *resting)
{
  OofRecord *old = self->resting;

  self->resting = resting ? oof_record_ref (resting) : NULL;
  g_clear_pointer (&old, oof_record_unref);
}

/* Before anything of @self is changed: what a hand did to the reply of one absence rests while
 * another one counts. */
static void
note_resting (OofRecord *self, const OofPlan *plan)
{
  g_autoptr (OofRecord) resting = NULL;
  const char *key = plan->absence ? plan->absence->key : NULL;

  if (plan->wanted->status == OOF_REPLY_DISABLED
      || (self->resting && g_strcmp0 (self->resting->absence, key) == 0))
    set_resting (self, NULL);
  else if (self->absence && g_strcmp0 (self->absence, key) != 0 && !is_ours (self, plan->current))
    {
      resting = oof_record_copy (self);
      set_resting (resting, NULL);
      set_resting (self, resting);
    }
}

/* As it was before the other absence took over; with no absence when that was never written. */
static void
record_give_back (OofRecord *self, const OofMailboxVisit *visit)
{
  g_autoptr (OofRecord) resting = self->resting ? oof_record_ref (self->resting) : NULL;

  set_resting (self, NULL);
  g_clear_pointer (&self->absence, g_free);
  self->absence = resting ? g_strdup (resting->absence) : NULL;
  set_applied (self, resting ? resting->applied : NULL);
  set_state (&self->written, resting ? resting->written : visit->plan->wanted);
  set_state (&self->returned, resting ? resting->returned : visit->after);
  if (resting)
    set_state (&self->previous, resting->previous);
}

/* An undo puts back what Exchange had made of a text: the words are known, the look that we once
 * gave them is not, which is what a hash says. */
static void
set_written (OofRecord *self, const OofPlan *plan)
{
  g_autoptr (OofReplyState) hashed = NULL;

  if (plan->reason == OOF_REASON_UNDONE)
    hashed = oof_reply_state_new_hashed (plan->wanted);
  set_state (&self->written, hashed ? hashed : plan->wanted);
}

static void
record_write (OofRecord *self, const OofMailboxVisit *visit, const char *run)
{
  OofPlan *plan = visit->plan;

  g_free (self->run);
  self->run = g_strdup (run);
  if (plan->reason == OOF_REASON_GIVEN_BACK)
    {
      record_give_back (self, visit);
      return;
    }
  note_resting (self, plan);
  if (!is_ours (self, plan->current) && !has_previous_of (self, plan->absence))
    set_state (&self->previous, plan->current);
  g_clear_pointer (&self->absence, g_free);
  set_applied (self, NULL);
  if (plan->wanted->status != OOF_REPLY_DISABLED && plan->absence)
    {
      self->absence = g_strdup (plan->absence->key);
      set_applied (self, plan->absence);
    }
  set_written (self, plan);
  set_state (&self->returned, visit->reply == OOF_RESULT_WRITTEN ? visit->after : NULL);
}

static void
note_outside (OofRecord *self, OofInstant now)
{
  GArray *noticed = oof_outside_add (self->outside, now);

  g_clear_pointer (&self->outside, g_array_unref);
  self->outside = noticed;
}

OofRecord *
oof_run_record_new (const OofRecord *old,
                    const char *address,
                    const OofMailboxVisit *visit,
                    const char *run,
                    OofInstant now)
{
  OofRecord *self = old ? oof_record_copy (old) : oof_record_new (address);
  OofPlan *plan = visit->plan;

  if (visit->sent && plan->wanted)
    record_write (self, visit, run);
  else if (self->written && !self->returned && oof_reply_state_equal (self->written, plan->current))
    set_state (&self->returned, plan->current);
  /* Switched off by somebody, nothing planned: no reply of ours is out there any more. */
  if (!visit->sent && !plan->absence && !plan->wanted
      && plan->current->status == OOF_REPLY_DISABLED)
    {
      g_clear_pointer (&self->absence, g_free);
      set_applied (self, NULL);
    }
  /* Changed, but to the same effect. */
  if (!visit->sent && plan->absence
      && (plan->verdict == OOF_VERDICT_AS_PLANNED || plan->verdict == OOF_VERDICT_ON_HOLD)
      && plan->reason != OOF_REASON_KEPT_UNTIL_START
      && g_strcmp0 (self->absence, plan->absence->key) == 0)
    set_applied (self, plan->absence);
  if (visit->forward)
    {
      g_clear_pointer (&self->forward, oof_forward_unref);
      self->forward = oof_forward_ref (visit->forward);
    }
  if (plan->newly_outside)
    note_outside (self, now);
  /* What a replica says that has not seen our write is no news. */
  if (plan->verdict != OOF_VERDICT_NOT_CONFIRMED)
    {
      set_state (&self->seen, visit->after);
      self->seen_at = now;
    }
  return self;
}

void
oof_run_record_confirm (OofRecord *self, OofReplyState *state)
{
  set_state (&self->returned, state);
  set_state (&self->seen, state);
}

/* What undo needs, wherever something was or may have been written. @record: (nullable) as it was
 * before. */
static void
log_write (OofLogPerson *person, const OofPlan *plan, const OofRecord *record)
{
  person->before = oof_reply_state_ref (plan->current);
  if (record && record->applied && is_ours (record, plan->current))
    person->before_absence = oof_absence_ref (record->applied);
}

static gboolean
changes_rules (const OofPlan *plan)
{
  for (guint i = 0; i < plan->changes->len; i++)
    if (((const OofChange *) g_ptr_array_index (plan->changes, i))->field == OOF_FIELD_FORWARDING)
      return TRUE;
  return FALSE;
}

/* The same for the rules. */
static void
log_rules (OofLogPerson *person, const OofRecord *record)
{
  person->before_forward =
      record && record->forward ? oof_forward_ref (record->forward) : oof_forward_new ();
}

OofLogPerson *
oof_run_record_add_line (OofRunLog *log,
                         const char *address,
                         OofRunResult result,
                         const OofPlan *plan,
                         const OofRecord *old,
                         const GError *error)
{
  OofLogPerson *person = oof_run_log_add_person (log, address, oof_run_result_to_string (result),
                                                 error ? error->message : NULL);

  person->code = error ? g_strdup (oof_error_words_get (error)) : NULL;
  if (plan && plan->wanted && result != OOF_RESULT_SKIPPED && result != OOF_RESULT_WOULD_WRITE)
    log_write (person, plan, old);
  if (plan && changes_rules (plan) && result != OOF_RESULT_SKIPPED
      && result != OOF_RESULT_WOULD_WRITE)
    log_rules (person, old);
  if (plan && plan->absence)
    {
      person->absence = g_strdup (plan->absence->key);
      person->author = g_strdup (plan->absence->created_by);
      person->ticket = g_strdup (plan->absence->ticket);
    }
  for (guint i = 0; plan && i < plan->changes->len; i++)
    {
      const OofChange *change = g_ptr_array_index (plan->changes, i);

      oof_log_person_add_change (person, oof_field_to_string (change->field), change->old_value,
                                 change->new_value, oof_reason_to_string (change->reason));
    }
  return person;
}

OofRunLog *
oof_run_record_new_head (const OofRunReport *report, const char *by)
{
  OofRunLog *log = oof_run_log_new (report->run, report->at);

  log->by = g_strdup (by);
  log->changed = report->changed;
  log->unchanged = report->unchanged;
  log->failed = report->failed;
  log->seconds = report->seconds;
  return log;
}

OofRunLog *
oof_run_record_new_log (const OofRunReport *report, OofSnapshot *snapshot, const char *by)
{
  OofRunLog *log = oof_run_record_new_head (report, by);

  for (guint i = 0; i < report->rows->len; i++)
    {
      const OofRunRow *row = g_ptr_array_index (report->rows, i);

      /* How far it came is told by its end, not by a line for everybody behind that. */
      if (g_error_matches (row->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        continue;
      if (row->error || (row->plan && (row->plan->wanted || changes_rules (row->plan))))
        oof_run_record_add_line (log, row->address, row->result, row->plan,
                                 oof_snapshot_find_record (snapshot, row->address), row->error);
    }
  return log;
}

void
oof_run_record_set_end (OofRunLog *log, gboolean cancelled, const GError *error)
{
  if (!error && !cancelled)
    return;
  log->ended = g_strdup (error ? oof_error_words_get (error) : "cancelled");
  log->message = error ? g_strdup (error->message) : NULL;
}
