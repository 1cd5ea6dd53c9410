/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-pages.h"

#include <glib/gi18n.h>

/* Where a page stands; -1: nowhere. */
static int
find (const char *id)
{
  for (int i = 0; oof_migration_pages[i].id != NULL; i++)
    if (g_strcmp0 (oof_migration_pages[i].id, id) == 0)
      return i;
  return -1;
}

const OofMigrationPage *
oof_migration_find_page (const char *id)
{
  int i = find (id);

  return i >= 0 ? &oof_migration_pages[i] : NULL;
}

const OofMigrationStep *
oof_migration_find_step (const char *id)
{
  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    if (g_strcmp0 (step->id, id) == 0)
      return step;
  return NULL;
}

gboolean
oof_migration_step_applies (const OofMigrationStep *step, const OofMigrationState *state)
{
  int scenario = oof_migration_state_get_scenario (state);
  const OofMigrationCheck *forwards = oof_migration_state_find_check (state, "active-forwards");

  if ((step->flags & OOF_STEP_TRIAL) && !state->trial)
    return FALSE;
  if ((step->flags & OOF_STEP_EWS) && (forwards == NULL || forwards->verdict == OOF_MIGRATION_OK))
    return FALSE;
  return !(step->flags & OOF_STEP_SCENARIOS) || scenario == 0 || (step->flags & (1 << scenario));
}

gboolean
oof_migration_page_is_complete (const char *page, const OofMigrationState *state)
{
  if (g_strcmp0 (page, "checks") == 0)
    return oof_migration_state_get_scenario (state) != 0;
  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    if (g_strcmp0 (step->page, page) == 0 && oof_migration_step_applies (step, state)
        && oof_migration_state_get_status (state, step->id) == OOF_STEP_OPEN)
      return FALSE;
  return TRUE;
}

char *
oof_migration_page_dup_obstacle (const char *page, const OofMigrationState *state)
{
  int place = find (page);
  int scenario = oof_migration_state_get_scenario (state);

  if (place > find ("checks") && scenario == 0 && place > find ("cloud"))
    return g_strdup (_ ("the checks have not concluded a scenario yet"));
  if (place > find ("scenario") && scenario == 2)
    return g_strdup (
        _ ("scenario 2: the service mailbox has to be migrated to Microsoft 365 first; "
           "then check again"));
  if (place > find ("rehearsal") && state->rehearsal.at == OOF_INSTANT_NONE)
    return g_strdup (_ ("there has been no rehearsal yet"));
  if (place > find ("cutover") && place < find ("report") && state->cut_over_at == OOF_INSTANT_NONE)
    return g_strdup (_ ("the cut-over has not happened yet"));
  return NULL;
}

const OofMigrationPage *
oof_migration_page_get_next (const char *page, int direction)
{
  int place = find (page) + direction;

  return place >= 0 && oof_migration_pages[place].id != NULL ? &oof_migration_pages[place] : NULL;
}

GPtrArray *
oof_migration_list_reminders (const OofMigrationState *state)
{
  g_return_val_if_fail (state != NULL, NULL);

  GPtrArray *reminders = g_ptr_array_new ();

  if (state->cut_over_at == OOF_INSTANT_NONE)
    return reminders;
  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    {
      OofStepStatus status = oof_migration_state_get_status (state, step->id);

      if ((step->flags & OOF_STEP_REMIND) && oof_migration_step_applies (step, state)
          && status != OOF_STEP_DONE && status != OOF_STEP_SKIPPED)
        g_ptr_array_add (reminders, (gpointer) step);
    }
  return reminders;
}
