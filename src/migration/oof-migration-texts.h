/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-run-report.h"
#include "migration/oof-migration-state.h"

G_BEGIN_DECLS

/* Rendered texts old = new: what Exchange holds for everybody today against what the task would
 * write, compared as a reader sees it (core/oof-reply-text.h).
 *
 * @report: of a dry run. @rehearsal: its three counts of texts are set. What differs is added to
 * @texts (OofMigrationText), as bare text; the first OOF_MIGRATION_MAX_TEXTS of them. */
#define OOF_MIGRATION_MAX_TEXTS 200

void oof_migration_compare_texts (const OofRunReport *report,
                                  OofMigrationRehearsal *rehearsal,
                                  GPtrArray *texts);

G_END_DECLS
