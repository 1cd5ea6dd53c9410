/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-mailbox-plan.h"

OofPlan *
oof_mailbox_plan (OofRoster *roster,
                  OofSnapshot *snapshot,
                  OofPerson *person,
                  GPtrArray *absences,
                  OofReplyState *current,
                  OofInstant now)
{
  OofGroup *group = oof_roster_get_group_of (roster, person->address);
  OofPlannerInput input = {
    .person = person,
    .absences = absences,
    .templates = snapshot->templates,
    .group_template = group ? group->template_name : NULL,
    .open_end_group = oof_roster_is_open_end (roster, person->address),
    .people = roster->by_address,
    .options = snapshot->options,
    .current = current,
    .record = oof_snapshot_find_record (snapshot, person->address),
    .now = now,
  };

  return oof_planner_plan (&input);
}
