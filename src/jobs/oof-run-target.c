/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-target.h"

OofRunTarget *
oof_run_target_new (OofReplyState *wanted, OofAbsence *absence, OofReason reason)
{
  OofRunTarget *self = g_new0 (OofRunTarget, 1);

  self->wanted = wanted ? oof_reply_state_ref (wanted) : NULL;
  self->absence = absence ? oof_absence_ref (absence) : NULL;
  self->reason = reason;
  return self;
}

void
oof_run_target_free (OofRunTarget *self)
{
  g_clear_pointer (&self->wanted, oof_reply_state_unref);
  g_clear_pointer (&self->absence, oof_absence_unref);
  g_clear_pointer (&self->forward, oof_forward_unref);
  g_clear_error (&self->error);
  g_free (self);
}

OofPlan *
oof_run_target_plan (const OofRunTarget *self,
                     const char *address,
                     OofReplyState *current,
                     OofInstant now)
{
  const OofReplyState *texts = self->wanted ? self->wanted : current;
  gboolean over = self->wanted ? texts->status == OOF_REPLY_SCHEDULED && texts->window.to <= now
                               : oof_reply_state_answers_at (current, now);
  g_autoptr (OofReplyState) wanted = NULL;

  if (self->keeps_reply)
    return oof_plan_new_forced (address, current, current, self->absence, self->reason, now);
  wanted = oof_reply_state_new (over ? OOF_REPLY_DISABLED : texts->status, texts->audience,
                                texts->window, texts->internal, texts->external);
  return oof_plan_new_forced (address, current, wanted, over ? NULL : self->absence, self->reason,
                              now);
}

GPtrArray *
oof_run_target_list_forwarding (const OofRunTarget *self, const char *address)
{
  GPtrArray *absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  OofAbsence *always;

  if (!self->forward || !self->forward->absence)
    return absences;
  always = oof_absence_new (address, "UTC");
  g_free (always->key);
  always->key = g_strdup (self->forward->absence);
  always->all_day = FALSE;
  always->open_end = TRUE;
  always->window = (OofRange){ 0, OOF_INSTANT_FOREVER };
  always->forward_to = g_strdup (self->forward->set_to);
  always->forward_copy = self->forward->set_copy;
  g_ptr_array_add (absences, always);
  return absences;
}
