/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-spare.h"

#include "jobs/oof-mailbox-plan.h"

#define FEW             50
#define FEW_IN_PER_CENT 10

/* With the zone and the language that its reply was written in. */
static OofPerson *
complete_person (const OofPerson *person, const OofRecord *record)
{
  OofPerson *copy = oof_person_copy (person);

  if (!copy->zone)
    copy->zone = g_strdup (record->zone);
  if (!copy->language)
    copy->language = g_strdup (record->language);
  return copy;
}

static gboolean
changes_text (OofRoster *roster, OofSnapshot *snapshot, const OofRecord *record, OofInstant now)
{
  OofPerson *person = oof_roster_get (roster, record->address);
  g_autoptr (OofPerson) complete = person ? complete_person (person, record) : NULL;
  g_autoptr (GPtrArray) absences = NULL;
  g_autoptr (OofPlan) plan = NULL;

  if (!person)
    return FALSE;
  absences = oof_snapshot_dup_absences_of (snapshot, record->address);
  plan = oof_mailbox_plan (roster, snapshot, complete, absences, record->returned, now);
  return plan->template_change;
}

guint
oof_run_spare_count (
    GPtrArray *scope, OofRoster *roster, OofSnapshot *snapshot, OofInstant now, guint *n_running)
{
  guint n = 0;

  *n_running = 0;
  for (guint i = 0; i < scope->len; i++)
    {
      OofRecord *record = oof_snapshot_find_record (snapshot, g_ptr_array_index (scope, i));

      if (!record || !record->absence || !record->returned
          || !oof_reply_state_answers_at (record->returned, now))
        continue;
      (*n_running)++;
      n += changes_text (roster, snapshot, record, now);
    }
  return n;
}

gboolean
oof_run_spare_is_needed (guint n_changes, guint n_running)
{
  return n_changes > FEW && n_changes * 100 > n_running * FEW_IN_PER_CENT;
}
