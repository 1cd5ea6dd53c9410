/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-mailbox-service.h"
#include "jobs/oof-route-memory.h"

G_BEGIN_DECLS

/* Mailboxes of a hybrid organisation (decisions 10): Graph's directory lists everybody, and does
 * not tell whose mailbox lies on premises. A mailbox that one route does not know (NOT_FOUND) is
 * looked for on the other one; which one had it is remembered, also for the writes and the inbox
 * rules, and forgotten again when the mailbox has moved. */
#define OOF_TYPE_HYBRID_MAILBOX (oof_hybrid_mailbox_get_type ())
G_DECLARE_FINAL_TYPE (OofHybridMailbox, oof_hybrid_mailbox, OOF, HYBRID_MAILBOX, GObject)

OofHybridMailbox *oof_hybrid_mailbox_new (OofMailboxService *graph, OofMailboxService *ews);
/* What was found before, and by others; else it has a memory of its own. */
void oof_hybrid_mailbox_use_memory (OofHybridMailbox *self, OofRouteMemory *memory);
/* Whether the last read found @address over EWS. */
gboolean oof_hybrid_mailbox_is_on_premises (OofHybridMailbox *self, const char *address);

G_END_DECLS
