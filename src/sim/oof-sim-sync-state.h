/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-mailbox.h"

G_BEGIN_DECLS

/* What the SyncState of EWS and the tokens of Graph's delta queries stand for: the items of one
 * folder that a client knows, and in which version. As with Exchange the server keeps nothing of
 * it, and it is not for clients to read. */
typedef struct
{
  gchar *folder;     /* (owned) */
  gchar *generation; /* (owned) of the mailbox */
  GTree *known;      /* (owned) serial -> version */
} OofSimSyncState;

/* The state of who knows nothing. */
OofSimSyncState *oof_sim_sync_state_new (const OofSimMailbox *mailbox,
                                         const OofSimCalendar *calendar);
void oof_sim_sync_state_free (OofSimSyncState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimSyncState, oof_sim_sync_state_free)

/* Fills SELF from TEXT. FALSE when that is nonsense, of another folder, or of a mailbox that is
 * another one by now. */
gboolean oof_sim_sync_state_read (OofSimSyncState *self, const gchar *text);
gchar *oof_sim_sync_state_print (const OofSimSyncState *self);

/* The version of an item that is known, 0 for none. */
guint64 oof_sim_sync_state_get (const OofSimSyncState *self, guint64 serial);
void oof_sim_sync_state_set (OofSimSyncState *self, guint64 serial, guint64 version);

G_END_DECLS
