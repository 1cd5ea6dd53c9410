/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-mailbox.h"

G_BEGIN_DECLS

/* What SyncState stands for: the items of one folder that a client knows, and in which version. As
 * with Exchange the server keeps nothing of it, and it is not for clients to read. */
typedef struct
{
  gchar *folder;     /* (owned) */
  gchar *generation; /* (owned) of the mailbox */
  GTree *known;      /* (owned) serial -> version */
} OofSimEwsState;

/* The state of who knows nothing. */
OofSimEwsState *oof_sim_ews_state_new (const OofSimMailbox *mailbox,
                                       const OofSimCalendar *calendar);
void oof_sim_ews_state_free (OofSimEwsState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimEwsState, oof_sim_ews_state_free)

/* Fills SELF from TEXT. FALSE when that is nonsense, of another folder, or of a mailbox that is
 * another one by now. */
gboolean oof_sim_ews_state_read (OofSimEwsState *self, const gchar *text);
gchar *oof_sim_ews_state_print (const OofSimEwsState *self);

/* The version of an item that is known, 0 for none. */
guint64 oof_sim_ews_state_get (const OofSimEwsState *self, guint64 serial);
void oof_sim_ews_state_set (OofSimEwsState *self, guint64 serial, guint64 version);

G_END_DECLS
