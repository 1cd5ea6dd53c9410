/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "jobs/oof-watch.h"

G_BEGIN_DECLS

/* The runner here, and the runner elsewhere. */

/* The OOF task under the lease, once or for good, within [policy]. As long as the watch lives, no
 * other process of this user on this machine gets one for the same service mailbox. (transfer full)
 * Errors: AUTH_REQUIRED without the runner's sign-in, LEASE when a process here has it already,
 * INVALID when its lock file cannot be made. */
OofWatch *oof_session_create_watch (OofSession *self, GError **error);

/* When the newest run that was read began, by whomever; NONE: there was none. */
OofInstant oof_session_get_last_run (OofSession *self);
/* When the next one begins: at the full hour; NONE: not before the options were saved once. */
OofInstant oof_session_get_next_run (OofSession *self);
/* Who held the lease when the database was read last, "server-1", and still does now by the
 * server's clock. (transfer full) (nullable): nobody. */
char *oof_session_dup_holder (OofSession *self);
/* Whether that is this machine and user. */
gboolean oof_session_is_holder (OofSession *self);

/* Without the runner's sign-in: asks the runner for @action on the mailbox of @person (an address)
 * and waits for its answer, @seconds at most. @absence: (nullable) key of the absence that is
 * meant. Cancelling ends the waiting; the request stays. */
void oof_session_request_async (OofSession *self,
                                OofAction action,
                                const char *person,
                                const char *absence,
                                guint seconds,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* The same with a whole new request, that undo may name a run or a time. Ends in
 * oof_session_request_finish(). */
void oof_session_order_async (OofSession *self,
                              OofRequest *order,
                              guint seconds,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Returns: (transfer full) the request with its answer, or still open when none came in time: then
 * the next run carries it out. oof_words_request() says it. */
OofRequest *oof_session_request_finish (OofSession *self, GAsyncResult *result, GError **error);

/* What was asked last about the mailbox of @address in this session, with what has become of it.
 * The session emits "request" (OofRequest boxed) whenever that changes: asked, in hand, answered,
 * no longer waited for; open ones are looked at with each read of the database. (transfer none)
 * (nullable) */
OofRequest *oof_session_get_request (OofSession *self, const char *address);
/* Whether somebody here still waits for the answer to @request. */
gboolean oof_session_waits_for (OofSession *self, const OofRequest *request);

/* How long a window waits. */
#define OOF_SESSION_REQUEST_SECONDS 15

G_END_DECLS
