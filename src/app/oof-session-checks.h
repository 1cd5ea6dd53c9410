/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "app/oof-store-probe.h"

G_BEGIN_DECLS

/* What `oofctl doctor` asks a session, beside what everybody asks it. */

/* "runner", "ews", "person": those that the connection has, in this order. (transfer full) */
GStrv oof_session_dup_sign_ins (OofSession *self);
/* Signs in with one of them and looks the service mailbox up in its directory. The session is
 * open. */
void oof_session_try_sign_in_async (OofSession *self,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean oof_session_try_sign_in_finish (OofSession *self, GAsyncResult *result, GError **error);

/* app/oof-store-probe.h on the service mailbox. */
void oof_session_probe_store_async (OofSession *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean oof_session_probe_store_finish (OofSession *self,
                                         GAsyncResult *result,
                                         OofStoreProbe *probe,
                                         GError **error);

/* Seconds that the server is ahead of this machine; 0 before its first answer. */
gint64 oof_session_get_clock_offset (OofSession *self);
/* Whether a sign-in here may write the mailbox of @person. */
gboolean oof_session_reaches (OofSession *self, OofPerson *person, GError **error);

G_END_DECLS
