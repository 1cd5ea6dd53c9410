/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-workplace.h"
#include "store/oof-request.h"

G_BEGIN_DECLS

/* What somebody wants of one mailbox, carried out here: with the runner's sign-in at once, without
 * it by whoever serves the request (decisions 3). Only @order's action, person, absence, run and
 * as_of matter.
 *
 * APPLY: what the plan says. SWITCH_OFF: what runs now ends now; without an absence a running reply
 * goes off. KEEP: the absence that decides goes on hold. RESTORE: hold ends, ours is written
 * whatever was changed. RESET: switched off and on. UNDO: the writes of a run, or after as_of, or
 * the last one are taken back. @guard: (nullable) asked before the mailbox is written. */
void oof_mailbox_action_async (OofWorkplace *workplace,
                               OofStore *store,
                               OofClock *clock,
                               OofRequest *order,
                               OofRunGuard guard,
                               gpointer guard_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Returns: (transfer full) the report with that mailbox. @refused: (out) (optional) the error says
 * why it will not be done (NOT_FOUND, CONFLICT, UNSUPPORTED); nothing was touched. */
OofRunReport *oof_mailbox_action_finish (GAsyncResult *result, gboolean *refused, GError **error);

G_END_DECLS
