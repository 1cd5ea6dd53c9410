/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The same change of several absences: first all of them in the service mailbox, then, where the
 * runner is here, their mailboxes, unless they are more than OOF_APPLY_MANY. */

/* @changed: (element-type OofAbsence) changed copies of stored absences. */
void oof_bulk_change_async (OofSession *session,
                            GPtrArray *changed,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* @stored: (out) (transfer full) (element-type OofAbsence) as they are now, also after an error;
 * @report: (out) (transfer full) (nullable) NULL where they were not applied. FALSE with the first
 * error: what is in @stored is stored all the same. */
gboolean oof_bulk_change_finish (GAsyncResult *result,
                                 GPtrArray **stored,
                                 OofRunReport **report,
                                 GError **error);
/* Copies of @absences (OofAbsence) that are cancelled at @now, to be stored by the function above.
 * (transfer full) */
GPtrArray *oof_bulk_change_create_cancelled (GPtrArray *absences, OofInstant now);

G_END_DECLS
