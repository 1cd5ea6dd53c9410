/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "migration/oof-migration-state.h"

G_BEGIN_DECLS

/* Decisions as a report says them. */

/* What the interface calls an option. (transfer none) */
typedef const char *(*OofMigrationOptionTitle) (const char *name);

/* "Step: Disable the task locally", "Option “Day difference”". (transfer full) */
char *oof_migration_report_dup_what (const OofMigrationDecision *decision,
                                     OofMigrationOptionTitle title);
/* @value: its old or new one; NULL becomes a dash. (transfer full) */
char *oof_migration_report_dup_value (const OofMigrationDecision *decision, const char *value);

G_END_DECLS
