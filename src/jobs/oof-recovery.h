/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-clock.h"
#include "jobs/oof-mailbox-router.h"
#include "jobs/oof-roster.h"
#include "store/oof-journal.h"
#include "store/oof-store.h"

G_BEGIN_DECLS

/* Records what runs that were killed have left in their journals (decisions 8): the state pages,
 * and a log each. A mailbox whose write was under way is read: what arrived is recorded, what did
 * not is left to the next run. What a later run wrote is not recorded over.
 *
 * @remains: OofJournalRemains; each one is settled when it is recorded, and freed with the array.
 * Everything else as for oof_run_job_new(). */
void oof_recovery_async (GPtrArray *remains,
                         OofStore *store,
                         OofMailboxRouter *router,
                         OofRoster *roster,
                         OofSnapshot *snapshot,
                         OofClock *clock,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* Errors: those of reading a mailbox that another time may not bring (UNREACHABLE, AUTH_REQUIRED,
 * …), and the store's; what was not recorded is still in the journals. */
gboolean oof_recovery_finish (GAsyncResult *result, GError **error);

G_END_DECLS
