/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session-migration.h"
#include "migration/oof-migration-mapping.h"

G_BEGIN_DECLS

/* The old appointments: read, taken over, taken back. The database and the people are loaded. */

/* Reads the service mailbox's calendar; nothing is changed. UNSUPPORTED while it is on premises. */
void oof_session_list_old_async (OofSession *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) (element-type OofOldItem): ours, of all times, are those with a key. */
GPtrArray *oof_session_list_old_finish (OofSession *self, GAsyncResult *result, GError **error);

/* What becomes of @old by the rules of @migration. Errors: INVALID: a rule. (transfer full)
 * (element-type OofMapped) */
GPtrArray *
oof_session_map_old (OofSession *self, OofMigration *migration, GPtrArray *old, GError **error);
/* The rules that count: those of the state, else the default ones. (transfer full) */
GStrv oof_session_dup_rules (OofMigration *migration);

/* Takes over what is OOF_MAPPED_TAKE in @mapped, one after the other. It is noted before, so that a
 * kill in between loses nothing: again takes over the rest. Old entries stay as they are. */
void oof_session_take_over_async (OofSession *self,
                                  OofMigration *migration,
                                  GPtrArray *mapped,
                                  OofMigrationProgress progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* @taken, @failed: (out) how many. Errors: CONFLICT after the cut-over; DISK; as of
 * oof_session_add_absences_finish(). */
gboolean oof_session_take_over_finish (
    OofSession *self, GAsyncResult *result, guint *taken, guint *failed, GError **error);

/* Takes back everything that was taken over. Errors: CONFLICT after the cut-over. */
void oof_session_take_back_async (OofSession *self,
                                  OofMigration *migration,
                                  OofMigrationProgress progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* @n: (out) how many. One that fails does not stop the others; the first error is returned. */
gboolean
oof_session_take_back_finish (OofSession *self, GAsyncResult *result, guint *n, GError **error);

G_END_DECLS
