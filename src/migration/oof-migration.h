/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-clock.h"
#include "jobs/oof-run-report.h"
#include "migration/oof-migration-pages.h"

G_BEGIN_DECLS

/* One migration under way: the state and its file. Every change is saved at once; "changed" tells
 * of it. Errors of all of them: DISK; INVALID: there is no such page, step or question; CONFLICT:
 * what was decided before, or a check, forbids it. */
#define OOF_TYPE_MIGRATION (oof_migration_get_type ())
G_DECLARE_FINAL_TYPE (OofMigration, oof_migration, OOF, MIGRATION, GObject)

/* Goes on with what is in the file at @path, or begins. @author: (nullable) who acts. Errors: as of
 * oof_migration_file_load(). */
OofMigration *oof_migration_open (
    const char *path, const char *mailbox, OofClock *clock, const char *author, GError **error);
const OofMigrationState *oof_migration_get_state (OofMigration *self);
const char *oof_migration_get_path (OofMigration *self);
OofInstant oof_migration_get_now (OofMigration *self);

gboolean oof_migration_set_trial (OofMigration *self, gboolean trial, GError **error);
gboolean oof_migration_set_page (OofMigration *self, const char *page, GError **error);
/* SKIPPED needs a @reason. */
gboolean oof_migration_set_step (
    OofMigration *self, const char *step, OofStepStatus status, const char *reason, GError **error);
/* Every open step of the page. */
gboolean
oof_migration_skip_page (OofMigration *self, const char *page, const char *reason, GError **error);
gboolean oof_migration_answer_question (OofMigration *self,
                                        const char *question,
                                        gboolean yes,
                                        GError **error);
/* 0: take what the checks concluded. */
gboolean
oof_migration_correct (OofMigration *self, int scenario, const char *reason, GError **error);
/* A round of checks: judges @facts and concludes. Takes nothing. */
gboolean
oof_migration_take_facts (OofMigration *self, const OofMigrationFacts *facts, GError **error);
/* A value that was carried over, as old -> new. */
gboolean oof_migration_record (
    OofMigration *self, const char *what, const char *old, const char *new, GError **error);
gboolean oof_migration_set_picture (OofMigration *self,
                                    const char *slot,
                                    const char *file,
                                    const char *sha,
                                    int width,
                                    int height,
                                    GError **error);
/* Appointments that are going to be taken over, noted before that so that a kill forgets none.
 * @imports: (element-type OofMigrationImport), copied. */
gboolean oof_migration_add_imports (OofMigration *self, GPtrArray *imports, GError **error);
/* All or those in @keys (nullable) are taken back. */
gboolean oof_migration_forget_imports (OofMigration *self, GPtrArray *keys, GError **error);
/* @counts: (element-type OofMigrationCount), copied. */
gboolean oof_migration_set_counts (OofMigration *self, GPtrArray *counts, GError **error);
gboolean oof_migration_set_rules (OofMigration *self, const char *const *rules, GError **error);
/* What a dry run of the task said. */
gboolean
oof_migration_set_rehearsal (OofMigration *self, const OofRunReport *report, GError **error);
/* A value of the original that the cut-over is to write (oof-migration-transfer.h). @new NULL:
 * nothing waits under @what any more. What waits already is not noted twice. */
gboolean oof_migration_transfer (
    OofMigration *self, const char *what, const char *old, const char *new, GError **error);
/* Whether the cut-over may happen: a scenario that is ready, and a rehearsal without failures. */
gboolean oof_migration_check_cut_over (OofMigration *self, GError **error);
gboolean oof_migration_set_cut_over (OofMigration *self, GError **error);

G_END_DECLS
