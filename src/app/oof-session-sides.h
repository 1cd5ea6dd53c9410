/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "jobs/oof-run-report.h"
#include "migration/oof-migration.h"

G_BEGIN_DECLS

/* Tries the connection of a hybrid organisation on a mailbox of each side: one in Microsoft 365,
 * one on the local Exchange server. Both are only read. The people are loaded. What was seen is
 * noted in
 * @migration. */
void oof_session_try_sides_async (OofSession *self,
                                  OofMigration *migration,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) at most one row a side; a side without a row has no mailbox that is
 * known. Errors: those of oof_run_job_run_finish(), DISK. */
OofRunReport *oof_session_try_sides_finish (OofSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
