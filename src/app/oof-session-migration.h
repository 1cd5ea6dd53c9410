/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "migration/oof-migration.h"

G_BEGIN_DECLS

/* The migration of this session's organisation: src/migration judges, this looks and does. */

/* Goes on with the migration of this service mailbox on this machine, or begins it; nothing is
 * written before the first change. Errors: as of oof_migration_open(). (transfer full) */
OofMigration *oof_session_open_migration (OofSession *self, GError **error);
/* The folder of its pictures. (transfer full) */
char *oof_session_dup_migration_folder (OofSession *self);
/* Puts the state aside. @kept: (out) (transfer full) (nullable) where it is now. */
gboolean oof_session_restart_migration (OofSession *self, char **kept, GError **error);

typedef void (*OofMigrationProgress) (guint done, guint total, gpointer user_data);

/* Looks at the tenant, the service mailbox and every mailbox (in batches), and knocks at OWA. The
 * session is open; the database and the people need not be loaded. What cannot be seen is part of
 * the facts, not an error. @progress: (nullable), until it is finished. */
void oof_session_look_around_async (OofSession *self,
                                    OofMigrationProgress progress,
                                    gpointer progress_data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full). Errors: AUTH_REQUIRED, CONSENT_REQUIRED, UNREACHABLE, CANCELLED:
 * nothing could be looked at. */
OofMigrationFacts *
oof_session_look_around_finish (OofSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
