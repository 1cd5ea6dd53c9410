/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner-private.h"

#include "core/oof-reply-text.h"

/* How long after ours was seen there a replica may still not know it. Nobody measures that for us;
 * a hand that changed something meanwhile is believed at the next run. */
#define LAG_SECONDS (10 * 60)

gboolean
oof_planner_is_same (const OofReplyState *a, const OofReplyState *b)
{
  return oof_reply_state_identical (a, b) || oof_reply_state_equal (a, b);
}

gboolean
oof_planner_has_same_texts (const OofReplyState *a, const OofReplyState *b)
{
  return oof_reply_text_equal (a->internal, b->internal)
         && oof_reply_text_equal (a->external, b->external);
}

/* With the audience left to the mailbox it is no business of ours. */
static gboolean
is_as_returned (const OofPlannerInput *input, const OofAbsence *absence)
{
  const OofReplyState *returned = input->record->returned;
  const OofReplyState *current = input->current;
  g_autoptr (OofReplyState) expected = NULL;

  if (oof_planner_is_same (returned, current))
    return TRUE;
  if (current->status == OOF_REPLY_DISABLED || !oof_planner_keeps_audience (input, absence))
    return FALSE;
  expected = oof_reply_state_new (returned->status, current->audience, returned->window,
                                  returned->internal, returned->external);
  return oof_planner_is_same (expected, current);
}

gboolean
oof_planner_has_drifted (const OofPlannerInput *input, const OofAbsence *absence)
{
  const OofRecord *record = input->record;

  if (record == NULL || record->returned == NULL || g_strcmp0 (record->absence, absence->key) != 0)
    return FALSE;
  /* Somebody who plans it anew, or takes it off hold, decides again. */
  if (record->applied != NULL
      && (record->applied->hold != absence->hold
          || !oof_absence_gives_same (record->applied, absence)))
    return FALSE;
  return !is_as_returned (input, absence);
}

gboolean
oof_planner_changed_before (const OofPlannerInput *input, OofInstant start)
{
  const OofRecord *record = input->record;

  return record != NULL && record->seen != NULL && record->seen_at != OOF_INSTANT_NONE
         && record->seen_at < start && oof_planner_is_same (record->seen, input->current);
}

gboolean
oof_planner_came_back (const OofPlannerInput *input)
{
  return input->current->status == OOF_REPLY_DISABLED
         && oof_reply_state_answers_at (input->record->returned, input->now);
}

void
oof_planner_judge_outside (OofPlan *plan, const OofPlannerInput *input)
{
  const OofRecord *record = input->record;
  gboolean kept = plan->reason == OOF_REASON_KEPT_CHANGED_OUTSIDE;
  g_autoptr (GArray) noticed = NULL;

  if (record == NULL)
    return;
  plan->newly_outside = (kept || plan->reason == OOF_REASON_RESTORED) && record->seen != NULL
                        && !oof_planner_is_same (record->seen, input->current);
  if (plan->newly_outside)
    noticed = oof_outside_add (record->outside, input->now);
  plan->at_full_hours =
      oof_outside_at_full_hours (noticed != NULL ? noticed : record->outside, input->now);
}

/* To the texts: a hand that switches off leaves ours there. */
gboolean
oof_planner_lags (const OofPlannerInput *input)
{
  const OofRecord *record = input->record;
  const OofReplyState *current = input->current;

  return record != NULL && record->returned != NULL && record->previous != NULL
         && record->seen != NULL && record->seen_at != OOF_INSTANT_NONE
         && input->now - record->seen_at < LAG_SECONDS
         && oof_planner_is_same (record->seen, record->returned)
         && !oof_planner_is_same (record->returned, current)
         && oof_planner_is_same (record->previous, current)
         && oof_planner_has_same_texts (record->previous, current);
}

const OofReplyState *
oof_planner_get_look (const OofPlannerInput *input)
{
  const OofRecord *record = input->record;

  if (record == NULL || record->absence == NULL || record->written == NULL
      || record->returned == NULL || oof_reply_state_is_hashed (record->written)
      || !oof_planner_is_same (record->returned, input->current))
    return NULL;
  return record->written;
}

/* Other words are no other look. */
gboolean
oof_planner_has_text_look (const char *look, const char *wanted)
{
  return g_str_equal (look, wanted) || !oof_reply_text_equal (look, wanted);
}

gboolean
oof_planner_has_same_look (const OofReplyState *look, const OofReplyState *wanted)
{
  return oof_planner_has_text_look (look->internal, wanted->internal)
         && oof_planner_has_text_look (look->external, wanted->external);
}
