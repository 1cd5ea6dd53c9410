/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-planner-forward.h"
#include "core/oof-planner.h"
#include "jobs/oof-roster.h"
#include "store/oof-snapshot.h"

G_BEGIN_DECLS

/* What somebody asked for beyond what the absences say. */
typedef enum
{
  OOF_MAILBOX_PLAN_NORMAL = 0,
  OOF_MAILBOX_PLAN_RESTORE = 1 << 0, /* ours, whatever was changed outside */
  OOF_MAILBOX_PLAN_RESET = 1 << 1    /* so that earlier senders are answered again */
} OofMailboxPlanFlags;

/* The plan for one mailbox (core/oof-planner.h) over what was read. @person with zone and language
 * as far as known, @absences of that person, @current as read now or published last. (transfer
 * full) */
OofPlan *oof_mailbox_plan (OofRoster *roster,
                           OofSnapshot *snapshot,
                           OofPerson *person,
                           GPtrArray *absences,
                           OofReplyState *current,
                           OofInstant now);
/* The same with another @record (nullable) than that of the snapshot. */
OofPlan *oof_mailbox_plan_with (OofRoster *roster,
                                OofSnapshot *snapshot,
                                OofPerson *person,
                                GPtrArray *absences,
                                OofReplyState *current,
                                OofRecord *record,
                                OofMailboxPlanFlags flags,
                                OofInstant now);

/* Whether the inbox rules have to be read for that. */
gboolean oof_mailbox_plan_needs_rules (OofRoster *roster,
                                       OofSnapshot *snapshot,
                                       OofPerson *person,
                                       GPtrArray *absences,
                                       OofInstant now);
/* The same for forwarding. @rules: OofInboxRule, just read. (transfer full) */
OofForwardPlan *oof_mailbox_plan_forward (OofRoster *roster,
                                          OofSnapshot *snapshot,
                                          OofPerson *person,
                                          GPtrArray *absences,
                                          const OofForwardPolicy *policy,
                                          GPtrArray *rules,
                                          OofMailboxPlanFlags flags,
                                          OofInstant now);

G_END_DECLS
