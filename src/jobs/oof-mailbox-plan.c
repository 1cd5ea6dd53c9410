/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-mailbox-plan.h"

/* Everything but what the mailbox holds. */
static OofPlannerInput
build_input (OofRoster *roster,
             OofSnapshot *snapshot,
             OofPerson *person,
             GPtrArray *absences,
             OofRecord *record,
             OofMailboxPlanFlags flags,
             OofInstant now)
{
  OofGroup *group = oof_roster_get_group_of (roster, person->address);

  return (OofPlannerInput){
    .person = person,
    .absences = absences,
    .templates = snapshot->templates,
    .group_template = group ? group->template_name : NULL,
    .open_end_group = oof_roster_is_open_end (roster, person->address),
    .subjects = snapshot->subjects,
    .people = roster->by_address,
    .options = snapshot->options,
    .record = record,
    .restore = (flags & OOF_MAILBOX_PLAN_RESTORE) != 0,
    .reset = (flags & OOF_MAILBOX_PLAN_RESET) != 0,
    .now = now,
  };
}

OofPlan *
oof_mailbox_plan_with (OofRoster *roster,
                       OofSnapshot *snapshot,
                       OofPerson *person,
                       GPtrArray *absences,
                       OofReplyState *current,
                       OofRecord *record,
                       OofMailboxPlanFlags flags,
                       OofInstant now)
{
  OofPlannerInput input = build_input (roster, snapshot, person, absences, record, flags, now);

  input.current = current;
  return oof_planner_plan (&input);
}

OofPlan *
oof_mailbox_plan (OofRoster *roster,
                  OofSnapshot *snapshot,
                  OofPerson *person,
                  GPtrArray *absences,
                  OofReplyState *current,
                  OofInstant now)
{
  return oof_mailbox_plan_with (roster, snapshot, person, absences, current,
                                oof_snapshot_find_record (snapshot, person->address),
                                OOF_MAILBOX_PLAN_NORMAL, now);
}

gboolean
oof_mailbox_plan_needs_rules (OofRoster *roster,
                              OofSnapshot *snapshot,
                              OofPerson *person,
                              GPtrArray *absences,
                              OofInstant now)
{
  OofPlannerInput input = build_input (roster, snapshot, person, absences,
                                       oof_snapshot_find_record (snapshot, person->address),
                                       OOF_MAILBOX_PLAN_NORMAL, now);

  return oof_planner_needs_rules (&input);
}

OofForwardPlan *
oof_mailbox_plan_forward (OofRoster *roster,
                          OofSnapshot *snapshot,
                          OofPerson *person,
                          GPtrArray *absences,
                          const OofForwardPolicy *policy,
                          GPtrArray *rules,
                          OofMailboxPlanFlags flags,
                          OofInstant now)
{
  OofPlannerInput input =
      build_input (roster, snapshot, person, absences,
                   oof_snapshot_find_record (snapshot, person->address), flags, now);

  return oof_planner_plan_forward (&input, policy, rules);
}
