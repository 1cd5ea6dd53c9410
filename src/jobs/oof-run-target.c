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
  g_autoptr (OofReplyState) wanted =
      oof_reply_state_new (over ? OOF_REPLY_DISABLED : texts->status, texts->audience,
                           texts->window, texts->internal, texts->external);

  return oof_plan_new_forced (address, current, wanted, over ? NULL : self->absence, self->reason,
                              now);
}
