/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "migration/oof-migration-state.h"

G_BEGIN_DECLS

/* Values of the original that go into ours: decisions "option NAME" and "subject NAME". They wait,
 * as old -> new, and the cut-over writes them; until then each can be taken back. */

/* The newest decision of each that was not taken back, in the order of first mention. (transfer
 * container) (element-type OofMigrationDecision) */
GPtrArray *oof_migration_list_transfers (const OofMigrationState *state);
/* The one that waits under this name. (transfer none) (nullable) */
const OofMigrationDecision *oof_migration_find_transfer (const OofMigrationState *state,
                                                         const char *what);
/* What an option or a subject is called in a decision. (transfer full) */
char *oof_migration_transfer_dup_option (const char *name);
char *oof_migration_transfer_dup_subject (const char *name);
/* The name in @what; NULL: it is not one of an option, of a subject. */
const char *oof_migration_transfer_get_option (const char *what);
const char *oof_migration_transfer_get_subject (const char *what);
gboolean oof_migration_is_transfer (const char *what);

G_END_DECLS
