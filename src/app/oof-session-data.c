/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-private.h"
#include "app/oof-session-rights.h"

#include "jobs/oof-mailbox-plan.h"
#include "store/oof-group-json.h"
#include "store/oof-options-json.h"

/* What was read last. */

GPtrArray *
oof_session_get_people (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->roster->people;
}

GPtrArray *
oof_session_get_absences (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->shown;
}

GPtrArray *
oof_session_get_templates (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->templates;
}

/* Before the people are loaded the groups have no members. */
GPtrArray *
oof_session_get_groups (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->roster->groups->len > 0 ? self->roster->groups : self->snapshot->groups;
}

GPtrArray *
oof_session_get_subjects (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->subjects;
}

GPtrArray *
oof_session_get_users (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->users;
}

GPtrArray *
oof_session_get_holidays (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->holidays;
}

OofUser *
oof_session_get_user (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  const char *author = oof_session_get_author (self);
  return author != NULL ? oof_user_find (self->snapshot->users, author) : NULL;
}

OofOptions *
oof_session_get_options (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->options;
}

OofRecord *
oof_session_get_record (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_snapshot_find_record (self->snapshot, address);
}

GPtrArray *
oof_session_get_problems (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->problems;
}

OofInstant
oof_session_get_loaded_at (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), OOF_INSTANT_NONE);

  return self->loaded_at;
}

OofPerson *
oof_session_get_person (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_roster_get (self->roster, address);
}

OofPerson *
oof_session_find_person (OofSession *self, const char *text, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_roster_find (self->roster, text, error);
}

OofRoute
oof_session_get_route (OofSession *self, const OofPerson *person)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), OOF_ROUTE_NONE);

  return oof_mailbox_router_get_route (self->router, person);
}

GPtrArray *
oof_session_dup_absences_of (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_absence_list_of (self->shown, address);
}

/* Jobs and checks over what was read. */

OofPlan *
oof_session_plan_published (OofSession *self, const char *address, OofInstant *as_of)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  OofPerson *person = oof_roster_get (self->roster, address);
  OofRecord *record = oof_snapshot_find_record (self->snapshot, address);

  *as_of = record != NULL ? record->seen_at : OOF_INSTANT_NONE;
  if (person == NULL || record == NULL || record->seen == NULL)
    return NULL;
  g_autoptr (GPtrArray) absences = oof_snapshot_dup_absences_of (self->snapshot, address);
  return oof_mailbox_plan (self->roster, self->snapshot, person, absences, record->seen,
                           oof_clock_now (OOF_CLOCK (self->clock)));
}

OofForward *
oof_session_get_published_forward (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  OofRecord *record = oof_snapshot_find_record (self->snapshot, address);

  return record != NULL ? record->forward : NULL;
}

OofRunJob *
_oof_session_create_run_job_of (OofSession *self,
                                OofSnapshot *snapshot,
                                OofRunMode mode,
                                const char *const *addresses)
{
  gboolean single = addresses != NULL && addresses[0] != NULL && addresses[1] == NULL;
  gboolean own =
      !oof_session_has_runner (self) && single && oof_session_can_act (self, addresses[0]);
  if (single && mode == OOF_RUN_APPLY && self->bulk != NULL)
    oof_run_job_leave_out_async (self->bulk, addresses[0], NULL, NULL);
  OofMailboxRouter *router = own ? self->own_router : single ? self->urgent_router : self->router;
  OofRunJob *job =
      oof_run_job_new (mode, self->store, router, self->roster, snapshot, OOF_CLOCK (self->clock));
  oof_run_job_set_scope (job, addresses);
  oof_run_job_set_policy (job, (guint) self->connection->max_changes, self->directory,
                          self->connection->policy_group);
  oof_run_job_set_others (job, oof_store_get_last_run (self->store));
  if (mode == OOF_RUN_APPLY)
    {
      g_autoptr (OofJournal) journal = _oof_session_new_journal (self);

      oof_run_job_set_journal (job, journal);
    }
  oof_run_job_set_external_forward (job, self->connection->external_forward);
  return job;
}

OofRunJob *
oof_session_create_run_job (OofSession *self, OofRunMode mode, const char *const *addresses)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return _oof_session_create_run_job_of (self, self->snapshot, mode, addresses);
}

GPtrArray *
oof_session_find_conflicts (OofSession *self, const OofAbsence *draft)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  g_autoptr (GPtrArray) conflicts = oof_absence_planning_find_conflicts (draft, self->snapshot);
  OofRights rights = oof_session_get_rights (self);
  GPtrArray *shown = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < conflicts->len; i++)
    g_ptr_array_add (shown, oof_rights_show (&rights, g_ptr_array_index (conflicts, i)));
  return shown;
}

OofAbsencePreview *
oof_session_preview (OofSession *self, const OofAbsence *draft, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_absence_planning_preview (draft, self->snapshot, self->roster,
                                       oof_clock_now (OOF_CLOCK (self->clock)), error);
}

const char *
oof_session_get_obstacle (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  OofProblem *problem = oof_snapshot_find_unreadable (self->snapshot, OOF_KEY_OPTIONS);

  if (problem == NULL)
    problem = oof_snapshot_find_unreadable (self->snapshot, OOF_KEY_GROUPS);
  return problem != NULL ? problem->message : NULL;
}
