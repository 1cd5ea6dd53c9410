/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-planner.h"
#include "jobs/oof-roster.h"
#include "store/oof-snapshot.h"

G_BEGIN_DECLS

/* The plan for one mailbox out of what was read: the same for a run, for a status, and for those
 * who only see the state pages. @person: with zone and language as far as known; @absences:
 * OofAbsence of this person; @current: what the mailbox holds. (transfer full) */
OofPlan *oof_mailbox_plan (OofRoster *roster,
                           OofSnapshot *snapshot,
                           OofPerson *person,
                           GPtrArray *absences,
                           OofReplyState *current,
                           OofInstant now);

G_END_DECLS
