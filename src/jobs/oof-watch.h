/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-workplace.h"
#include "store/oof-lease.h"
#include "store/oof-request.h"

G_BEGIN_DECLS

/* The runner at work under the lease (decisions 3 and 8): carries out requests, runs the OOF task,
 * removes what is old and stores the backup of the day. Once, or for good: then it looks for
 * requests every 5 s, renews the lease each minute and runs the task at each full hour and whenever
 * an absence starts or ends. Requests overtake a run. What fails while it watches is tried again;
 * a lost lease, sign-in or consent ends it.
 *
 * Signals: "job" (OofRunJob) before each run, "ran" (OofRunReport) after it, "served" (OofRequest)
 * for each answer, "trouble" (GError) for what will be tried again. A watch works once. */
#define OOF_TYPE_WATCH (oof_watch_get_type ())
G_DECLARE_FINAL_TYPE (OofWatch, oof_watch, OOF, WATCH, GObject)

OofWatch *
oof_watch_new (OofWorkplace *workplace, OofStore *store, OofClock *clock, OofLease *lease);

/* All before it begins. */

/* Nothing is touched, not even the lease, until the options were saved once. */
void oof_watch_set_scheduled (OofWatch *self, gboolean scheduled);
/* For a single run: only these, and no requests. @addresses: (nullable). */
void oof_watch_set_scope (OofWatch *self, const char *const *addresses);
/* As oof_run_job_set_limit_errors(). */
void oof_watch_set_limit_errors (OofWatch *self, guint limit);
/* For a single run: restore or reset. */
void oof_watch_set_flags (OofWatch *self, OofMailboxPlanFlags flags);
/* Between two looks for requests; default 5000. */
void oof_watch_set_interval (OofWatch *self, guint milliseconds);

/* Until @cancellable is cancelled, which is no error here: what is in hand is finished, and the
 * lease released. */
void oof_watch_run_async (OofWatch *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* Errors: LEASE when it is somebody else's, AUTH_REQUIRED, CONSENT_REQUIRED; before the first run
 * those of the store. */
gboolean oof_watch_run_finish (OofWatch *self, GAsyncResult *result, GError **error);

/* Requests and task once. What is asked while the task runs overtakes it, too. */
void oof_watch_run_once_async (OofWatch *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Errors: as above, those of the run, CANCELLED. */
gboolean oof_watch_run_once_finish (OofWatch *self, GAsyncResult *result, GError **error);

/* Of the last run, even when it ended early. (transfer none) (nullable): none was begun. */
OofRunReport *oof_watch_get_report (OofWatch *self);

G_END_DECLS
