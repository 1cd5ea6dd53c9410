/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "migration/oof-migration-state.h"

G_BEGIN_DECLS

/* The state on this machine: @folder/migration-NAME.json, mode 0600, replaced as a whole, with a
 * seal over its content: what was cut off, edited by hand or written by a newer version is refused
 * and left as it is. */

/* NULL without an error: there is none yet. Errors: INVALID (cut off, or changed by something
 * else), UNSUPPORTED (newer version), DISK. (transfer full) (nullable) */
OofMigrationState *oof_migration_file_load (const char *path, GError **error);
/* Makes the folder, too. DISK. */
gboolean oof_migration_file_save (const char *path, const OofMigrationState *state, GError **error);
/* Puts it aside as PATH.old, so that the next load finds none. @kept: (out) (transfer full)
 * (nullable): where it is now; NULL: there was none. DISK. */
gboolean oof_migration_file_put_aside (const char *path, char **kept, GError **error);

G_END_DECLS
