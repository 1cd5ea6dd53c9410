/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session-migration.h"

G_BEGIN_DECLS

/* What is copied out of the screenshots: options and Betreffs. It waits in the migration's state as
 * old -> new (migration/oof-migration-transfer.h) until the cut-over. The database is loaded.
 * Errors of all of them: INVALID, CONFLICT after the cut-over, DISK. */

/* @value: as oof_option_field_set() takes it. The value that the option has already waits for
 * nothing: then what waited is taken back. */
gboolean oof_session_transfer_option (
    OofSession *self, OofMigration *migration, const char *name, const char *value, GError **error);
/* The Betreffs of the original, one a line: what our list does not have waits; what waited and is
 * not in @text any more is taken back. */
gboolean oof_session_transfer_subjects (OofSession *self,
                                        OofMigration *migration,
                                        const char *text,
                                        GError **error);
/* @what: of a waiting decision; NULL: all of them. INVALID: nothing waits under that name. */
gboolean oof_session_take_back_transfer (OofSession *self,
                                         OofMigration *migration,
                                         const char *what,
                                         GError **error);

/* The options as the cut-over is going to save them. (transfer full) */
OofOptions *oof_session_dup_transferred_options (OofSession *self, OofMigration *migration);
/* The subjects as the cut-over is going to save them; NULL: they stay. (transfer full) (nullable)
 * (element-type OofSubject) */
GPtrArray *oof_session_dup_transferred_subjects (OofSession *self, OofMigration *migration);
/* What is there today in the place of @transfer. (transfer full) (nullable) nothing */
char *oof_session_dup_transfer_old (OofSession *self, const OofMigrationDecision *transfer);
/* "Wochenstart", "Betreff Ferien". (transfer full) */
char *oof_words_transfer (const char *what);

G_END_DECLS
