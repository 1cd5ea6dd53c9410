/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "migration/oof-migration-state.h"

G_BEGIN_DECLS

/* The wizard's pages and steps: one table, from which the window builds its pages, oofctl its list
 * and the report its protocol. docs/migration.md maps each sentence of the seed to a row. */

typedef struct
{
  const char *id;
  const char *entry; /* in a list of pages: to be translated, as all below */
  const char *title; /* what */
  const char *why;
  const char *how; /* how to check */
} OofMigrationPage;

typedef enum
{
  OOF_STEP_ALWAYS = 0,
  OOF_STEP_SCENARIO_1 = 1 << 1,
  OOF_STEP_SCENARIO_2 = 1 << 2,
  OOF_STEP_SCENARIO_3 = 1 << 3,
  OOF_STEP_TRIAL = 1 << 4, /* only in a trial */
  OOF_STEP_EWS = 1 << 5,   /* only when active absences forward through EWS */
  OOF_STEP_REMIND = 1 << 6 /* stays on Home until it is done or skipped */
} OofStepFlags;

#define OOF_STEP_SCENARIOS (OOF_STEP_SCENARIO_1 | OOF_STEP_SCENARIO_2 | OOF_STEP_SCENARIO_3)

typedef struct
{
  const char *id;
  const char *page;
  OofStepFlags flags;
  const char *check;  /* (nullable) a check that must not be blocked when it is done */
  const char *vendor; /* the seed's words; English is a translation of them */
  const char *here;   /* what it means here */
} OofMigrationStep;

/* Both end with an empty one. */
extern const OofMigrationPage oof_migration_pages[];
extern const OofMigrationStep oof_migration_steps[];

/* (nullable) */
const OofMigrationPage *oof_migration_find_page (const char *id);
const OofMigrationStep *oof_migration_find_step (const char *id);
/* Whether the step is part of this migration, as far as it is known by now. */
gboolean oof_migration_step_applies (const OofMigrationStep *step, const OofMigrationState *state);
/* Whether nothing on the page is open any more. */
gboolean oof_migration_page_is_complete (const char *page, const OofMigrationState *state);
/* Whether the page can be shown; else why not. (nullable) (transfer full) */
char *oof_migration_page_dup_obstacle (const char *page, const OofMigrationState *state);
/* The page before (-1) or after (+1). (nullable) */
const OofMigrationPage *oof_migration_page_get_next (const char *page, int direction);
/* After the cut-over: the steps that still remind. (transfer container) (element-type
 * OofMigrationStep) */
GPtrArray *oof_migration_list_reminders (const OofMigrationState *state);

G_END_DECLS
