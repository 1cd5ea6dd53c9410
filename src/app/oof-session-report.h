/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session-migration.h"

G_BEGIN_DECLS

/* Keeps the report of @migration, without its pictures, in the service mailbox too. The database is
 * loaded. Errors: as of saving a document. */
void oof_session_keep_report_async (OofSession *self,
                                    OofMigration *migration,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean oof_session_keep_report_finish (OofSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
