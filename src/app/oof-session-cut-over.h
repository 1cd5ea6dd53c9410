/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session-migration.h"
#include "jobs/oof-run-report.h"

G_BEGIN_DECLS

/* Rehearsal and cut-over. The database and the people are loaded. */

/* A dry run of the task over everybody: what it would write against what Exchange holds. */
void oof_session_rehearse_async (OofSession *self,
                                 OofMigration *migration,
                                 OofMigrationProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) */
OofRunReport *oof_session_rehearse_finish (OofSession *self, GAsyncResult *result, GError **error);

/* The point of no return: saves the Betreffs and options that wait, which activates the task.
 * Errors: as of oof_migration_check_cut_over(), and of saving. */
void oof_session_cut_over_async (OofSession *self,
                                 OofMigration *migration,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean oof_session_cut_over_finish (OofSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
