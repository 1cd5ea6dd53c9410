/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner.h"

#include "core/oof-planner-private.h"

G_DEFINE_BOXED_TYPE (OofPlan, oof_plan, oof_plan_ref, oof_plan_unref)

static const char *const fields[] = {
  [OOF_FIELD_STATE] = "state",
  [OOF_FIELD_AUDIENCE] = "audience",
  [OOF_FIELD_FROM] = "from",
  [OOF_FIELD_TO] = "to",
  [OOF_FIELD_INTERNAL] = "internal",
  [OOF_FIELD_EXTERNAL] = "external",
  [OOF_FIELD_FORWARDING] = "forwarding",
};

static const char *const reasons[] = {
  [OOF_REASON_NONE] = "none",
  [OOF_REASON_ABSENCE_RUNS] = "absence-runs",
  [OOF_REASON_ABSENCE_STARTS] = "absence-starts",
  [OOF_REASON_ABSENCE_ENDED] = "absence-ended",
  [OOF_REASON_ABSENCE_CANCELLED] = "absence-cancelled",
  [OOF_REASON_TEXT_CHANGED] = "text-changed",
  [OOF_REASON_LOOK_CHANGED] = "look-changed",
  [OOF_REASON_RESTORED] = "restored",
  [OOF_REASON_RESET] = "reset",
  [OOF_REASON_UNDONE] = "undone",
  [OOF_REASON_GIVEN_BACK] = "given-back",
  [OOF_REASON_SWITCHED_OFF] = "switched-off",
  [OOF_REASON_CAME_BACK] = "came-back",
  [OOF_REASON_KEPT_CHANGED_OUTSIDE] = "kept-changed-outside",
  [OOF_REASON_KEPT_UNTIL_START] = "kept-until-start",
  [OOF_REASON_KEPT_ON_HOLD] = "kept-on-hold",
  [OOF_REASON_KEPT_SET_ONLY] = "kept-set-only",
  [OOF_REASON_NO_TEMPLATE] = "no-template",
};

static const char *const verdicts[] = {
  [OOF_VERDICT_AS_PLANNED] = "as-planned", [OOF_VERDICT_CHANGED_OUTSIDE] = "changed-outside",
  [OOF_VERDICT_EXPIRED] = "expired",       [OOF_VERDICT_NOT_CONFIRMED] = "not-confirmed",
  [OOF_VERDICT_UNREADABLE] = "unreadable", [OOF_VERDICT_ON_HOLD] = "on-hold",
  [OOF_VERDICT_TO_DO] = "to-do",
};

static void
oof_plan_clear (OofPlan *self)
{
  g_free (self->address);
  g_clear_pointer (&self->absence, oof_absence_unref);
  g_clear_pointer (&self->current, oof_reply_state_unref);
  g_clear_pointer (&self->wanted, oof_reply_state_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
}

OofPlan *
oof_plan_ref (OofPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_plan_unref (OofPlan *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_plan_clear);
}

static void
leave (OofPlan *self, OofVerdict verdict, OofReason reason)
{
  self->verdict = verdict;
  self->reason = reason;
}

/* Earlier senders are answered once more when Exchange forgets them (a change of text or state)
 * while a reply goes out before and after. */
static gboolean
does_answer_again (const OofPlan *self, const OofReplyState *wanted, OofInstant now)
{
  const OofReplyState *current = self->current;

  return oof_reply_state_answers_at (current, now) && oof_reply_state_answers_at (wanted, now)
         && (current->status != wanted->status || oof_planner_changes_text (self->changes));
}

static void
write_wanted (OofPlan *self,
              const OofPlannerInput *input,
              OofReplyState *wanted,
              OofReason text,
              OofReason reason)
{
  const OofReplyState *look = oof_planner_get_look (input);

  g_ptr_array_unref (self->changes);
  self->changes = oof_planner_list_changes (input->current, wanted, look, text, reason);
  leave (self, OOF_VERDICT_AS_PLANNED, reason);
  if (self->changes->len == 0)
    return;
  self->verdict = OOF_VERDICT_TO_DO;
  self->wanted = oof_reply_state_ref (wanted);
  self->look_change = look != NULL && !oof_planner_has_same_look (look, wanted);
  self->answers_again = does_answer_again (self, wanted, input->now);
}

/* Without a record: the ended or cancelled absence that would have given the current reply. */
static OofAbsence *
find_author (const OofPlannerInput *input)
{
  const OofReplyState *current = input->current;

  for (guint i = 0; i < input->absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (input->absences, i);
      OofAbsenceState state = oof_absence_get_state (absence, input->now);
      OofRange range = oof_absence_get_range (absence);
      g_autoptr (OofReplyState) reply = NULL;

      if ((state != OOF_ABSENCE_ENDED && state != OOF_ABSENCE_CANCELLED)
          || absence->calendar == OOF_CALENDAR_CALENDAR_ONLY)
        continue;
      if (current->status == OOF_REPLY_SCHEDULED && current->window.from / 60 != range.from / 60)
        continue;
      reply = oof_planner_build_reply (input, absence, range, NULL);
      if (reply != NULL && *reply->internal != '\0' && oof_planner_has_same_texts (reply, current))
        return absence;
    }
  return NULL;
}

/* Whether the current reply, which is not disabled, is one that we wrote. */
static gboolean
is_ours (const OofPlannerInput *input)
{
  const OofRecord *record = input->record;
  const OofReplyState *current = input->current;

  if (record == NULL || record->written == NULL)
    return find_author (input) != NULL;
  if (record->absence != NULL)
    return oof_planner_is_same (record->returned != NULL ? record->returned : record->written,
                                current);
  /* A switch-off that was never confirmed: what should be gone is still there. */
  return record->returned == NULL && record->written->status == OOF_REPLY_DISABLED
         && (oof_planner_has_same_texts (record->written, current)
             || (record->seen != NULL && oof_planner_is_same (record->seen, current)));
}

static gboolean
was_written_for (const OofPlannerInput *input, const OofAbsence *absence)
{
  return input->record != NULL && g_strcmp0 (input->record->absence, absence->key) == 0;
}

/* Whether @wanted is, to the byte, what we wrote last. */
static gboolean
is_written (const OofPlannerInput *input, const OofAbsence *absence, const OofReplyState *wanted)
{
  const OofReplyState *written = input->record != NULL ? input->record->written : NULL;
  g_autoptr (OofReplyState) expected = NULL;

  if (written == NULL)
    return FALSE;
  if (!oof_planner_keeps_audience (input, absence))
    return oof_reply_state_identical (written, wanted);
  /* The audience follows the mailbox: that it moved does not make another plan. */
  expected = oof_reply_state_new (wanted->status, written->audience, wanted->window,
                                  wanted->internal, wanted->external);
  return oof_reply_state_identical (written, expected);
}

/* A reply of the person's own stays until the absence begins, provided that it answers until then:
 * a planned absence never starts in silence. */
static gboolean
waits_for_start (const OofPlannerInput *input, OofInstant start)
{
  return start > input->now
         && (oof_reply_state_answers_at (input->current, input->now)
             || oof_reply_state_answers_at (input->current, start))
         && !is_ours (input);
}

/* What a hand did stays (decisions 7), except that no absence starts in silence. */
static void
plan_drifted (OofPlan *self, const OofPlannerInput *input, OofReplyState *wanted, OofReason reason)
{
  OofInstant start = oof_absence_get_range (self->absence).from;
  gboolean running = start <= input->now;

  if (input->restore)
    write_wanted (self, input, wanted, OOF_REASON_RESTORED, OOF_REASON_RESTORED);
  else if (oof_planner_lags (input))
    leave (self, OOF_VERDICT_NOT_CONFIRMED, OOF_REASON_NONE);
  else if (running && oof_planner_changed_before (input, start))
    write_wanted (self, input, wanted, reason, reason);
  else if (running && oof_planner_came_back (input))
    {
      leave (self, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_CAME_BACK);
      self->ends_absence = TRUE;
    }
  else if (input->options->drift_restore)
    write_wanted (self, input, wanted, OOF_REASON_RESTORED, OOF_REASON_RESTORED);
  else
    leave (self, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_KEPT_CHANGED_OUTSIDE);
}

/* Ours of another absence (a closure) gives way to an absence whose reply a hand had changed, or
 * which is on hold: what the hand did stays, so it comes back. */
static gboolean
gives_back (const OofPlannerInput *input, const OofAbsence *absence)
{
  const OofRecord *record = input->record;
  const OofRecord *resting = record != NULL ? record->resting : NULL;

  if (record == NULL || record->absence == NULL || record->previous == NULL
      || oof_reply_state_is_hashed (record->previous) || input->restore
      || was_written_for (input, absence) || !is_ours (input)
      || (record->previous->status == OOF_REPLY_SCHEDULED
          && record->previous->window.to <= input->now))
    return FALSE;
  if (absence->hold)
    return TRUE;
  return resting != NULL && g_strcmp0 (resting->absence, absence->key) == 0
         && (resting->applied == NULL || oof_absence_gives_same (resting->applied, absence))
         && !input->options->drift_restore;
}

static void
give_back (OofPlan *self, const OofPlannerInput *input)
{
  write_wanted (self, input, input->record->previous, OOF_REASON_GIVEN_BACK, OOF_REASON_GIVEN_BACK);
}

/* The one value that is written though it is equal: so that earlier senders are answered again. */
static void
plan_equal (OofPlan *self, const OofPlannerInput *input, OofReason reason)
{
  leave (self, OOF_VERDICT_AS_PLANNED, reason);
  if (!input->reset || !oof_reply_state_answers_at (input->current, input->now))
    return;
  leave (self, OOF_VERDICT_TO_DO, OOF_REASON_RESET);
  self->wanted = oof_reply_state_ref (input->current);
  self->answers_again = TRUE;
  self->off_first = TRUE;
}

/* Whether @wanted is there already, as far as can be told. */
static gboolean
is_there (const OofPlannerInput *input, const OofReplyState *wanted)
{
  const OofReplyState *look = oof_planner_get_look (input);

  return oof_reply_state_equal (input->current, wanted)
         && (look == NULL || oof_planner_has_same_look (look, wanted));
}

/* Whether what changes the text lies outside the absence that we wrote it for. */
static gboolean
is_template_change (const OofPlan *self, const OofPlannerInput *input)
{
  const OofRecord *record = input->record;

  return self->wanted != NULL && self->answers_again && was_written_for (input, self->absence)
         && oof_planner_changes_text (self->changes)
         && (record->applied == NULL || oof_absence_gives_same (record->applied, self->absence));
}

static void
plan_reply (OofPlan *self, const OofPlannerInput *input, OofRange window, OofReason reason)
{
  const OofRecord *record = input->record;
  OofReason text = was_written_for (input, self->absence) ? OOF_REASON_TEXT_CHANGED : reason;
  g_autoptr (OofReplyState) wanted =
      oof_planner_build_reply (input, self->absence, window, self->unknown);

  if (wanted == NULL)
    leave (self, OOF_VERDICT_AS_PLANNED, OOF_REASON_NO_TEMPLATE);
  else if (is_there (input, wanted))
    plan_equal (self, input, reason);
  else if (gives_back (input, self->absence))
    give_back (self, input);
  else if (oof_planner_has_drifted (input, self->absence))
    plan_drifted (self, input, wanted, reason);
  else if (record != NULL && record->returned != NULL && is_written (input, self->absence, wanted)
           && oof_planner_is_same (record->returned, input->current))
    plan_equal (self, input, reason);
  else if (waits_for_start (input, window.from) && !input->restore)
    leave (self, OOF_VERDICT_AS_PLANNED, OOF_REASON_KEPT_UNTIL_START);
  else
    {
      write_wanted (self, input, wanted, text, reason);
      self->template_change = is_template_change (self, input);
    }
}

/* Why our reply has to go: its absence is over, or it is not meant to be any more. */
static OofReason
get_end_reason (const OofPlannerInput *input)
{
  const OofRecord *record = input->record;
  gboolean recorded = record != NULL && record->absence != NULL;
  OofAbsence *absence =
      recorded ? oof_absence_find (input->absences, record->absence) : find_author (input);
  gboolean ended =
      input->current->status != OOF_REPLY_SCHEDULED || input->current->window.to <= input->now;

  if (absence != NULL)
    ended = oof_absence_get_state (absence, input->now) == OOF_ABSENCE_ENDED;
  return ended ? OOF_REASON_ABSENCE_ENDED : OOF_REASON_ABSENCE_CANCELLED;
}

/* What stood there before our first write, so that the person finds the own text again, unless only
 * its hash was kept. */
static const OofReplyState *
get_texts_before (const OofPlannerInput *input)
{
  const OofReplyState *previous = input->record != NULL ? input->record->previous : NULL;

  return previous != NULL && !oof_reply_state_is_hashed (previous) ? previous : input->current;
}

static void
plan_switch_off (OofPlan *self, const OofPlannerInput *input)
{
  const OofReplyState *before = get_texts_before (input);
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  OofReason reason = get_end_reason (input);
  g_autoptr (OofReplyState) wanted = NULL;

  if (input->options->set_only || input->open_end_group)
    {
      leave (self, OOF_VERDICT_AS_PLANNED, OOF_REASON_KEPT_SET_ONLY);
      return;
    }
  wanted = oof_reply_state_new (OOF_REPLY_DISABLED, before->audience, none, before->internal,
                                before->external);
  write_wanted (self, input, wanted, reason, reason);
}

/* An undo gave the person's own reply back. */
static gboolean
is_put_back (const OofPlannerInput *input)
{
  const OofRecord *record = input->record;

  return record != NULL && record->absence == NULL && record->returned != NULL
         && record->returned->status != OOF_REPLY_DISABLED
         && oof_planner_is_same (record->returned, input->current);
}

static void
plan_nothing (OofPlan *self, const OofPlannerInput *input)
{
  const OofReplyState *current = input->current;

  leave (self, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
  if (current->status == OOF_REPLY_DISABLED)
    return;
  if (is_put_back (input))
    leave (self, OOF_VERDICT_AS_PLANNED, OOF_REASON_UNDONE);
  else if (is_ours (input))
    plan_switch_off (self, input);
  else if (current->status == OOF_REPLY_SCHEDULED && current->window.to <= input->now)
    leave (self, OOF_VERDICT_EXPIRED, OOF_REASON_NONE);
  else if (input->record != NULL && input->record->written != NULL)
    leave (self, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_KEPT_CHANGED_OUTSIDE);
}

/* Read only; but what we left behind of another absence still has to go before this one starts. */
static void
plan_hold (OofPlan *self, const OofPlannerInput *input, gboolean running)
{
  if (running && gives_back (input, self->absence))
    give_back (self, input);
  else if (!running && !was_written_for (input, self->absence))
    plan_nothing (self, input);
  if (self->wanted == NULL)
    leave (self, OOF_VERDICT_ON_HOLD, OOF_REASON_KEPT_ON_HOLD);
}

static void
plan_absence (OofPlan *self, const OofPlannerInput *input, gboolean running)
{
  gboolean always = input->options->set_only || input->open_end_group;
  OofRange window = oof_absence_get_range (self->absence);

  window.to = oof_planner_get_coverage_end (input, self->absence, running);
  if (always)
    window.to = OOF_INSTANT_FOREVER;
  /* Exchange cannot start what has no end: that is for the first run after the start. */
  if (!running && window.to == OOF_INSTANT_FOREVER)
    plan_nothing (self, input);
  else
    plan_reply (self, input, window, running ? OOF_REASON_ABSENCE_RUNS : OOF_REASON_ABSENCE_STARTS);
}

OofPlan *
oof_planner_plan (const OofPlannerInput *input)
{
  g_return_val_if_fail (input != NULL && input->person != NULL, NULL);
  g_return_val_if_fail (input->absences != NULL && input->templates != NULL, NULL);
  g_return_val_if_fail (input->options != NULL && input->current != NULL, NULL);

  OofPlan *self = g_atomic_rc_box_new0 (OofPlan);
  gboolean running;

  self->address = g_strdup (input->person->address);
  self->current = oof_reply_state_ref (input->current);
  self->changes = g_ptr_array_new ();
  self->unknown = g_ptr_array_new_with_free_func (g_free);
  self->absence = oof_planner_find_deciding (input, &running);
  if (self->absence == NULL)
    plan_nothing (self, input);
  else if (self->absence->hold)
    plan_hold (self, input, running);
  else
    plan_absence (self, input, running);
  oof_planner_judge_outside (self, input);
  return self;
}

OofPlan *
oof_plan_new_forced (const char *address,
                     OofReplyState *current,
                     OofReplyState *wanted,
                     OofAbsence *absence,
                     OofReason reason,
                     OofInstant now)
{
  g_return_val_if_fail (address != NULL && current != NULL && wanted != NULL, NULL);

  OofPlan *self = g_atomic_rc_box_new0 (OofPlan);

  self->address = g_strdup (address);
  self->absence = absence != NULL ? oof_absence_ref (absence) : NULL;
  self->current = oof_reply_state_ref (current);
  self->unknown = g_ptr_array_new ();
  self->changes = oof_planner_list_all_changes (current, wanted, reason);
  leave (self, OOF_VERDICT_AS_PLANNED, reason);
  if (self->changes->len == 0)
    return self;
  self->verdict = OOF_VERDICT_TO_DO;
  self->wanted = oof_reply_state_ref (wanted);
  self->answers_again = does_answer_again (self, wanted, now);
  return self;
}

const char *
oof_field_to_string (OofField field)
{
  g_return_val_if_fail (field < G_N_ELEMENTS (fields), NULL);

  return fields[field];
}

const char *
oof_reason_to_string (OofReason reason)
{
  g_return_val_if_fail (reason < G_N_ELEMENTS (reasons), NULL);

  return reasons[reason];
}

const char *
oof_verdict_to_string (OofVerdict verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (verdicts), NULL);

  return verdicts[verdict];
}
