/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"

G_BEGIN_DECLS

/* More mailboxes than this are written only after a question that names their number, and with
 * progress (decisions 8). */
#define OOF_APPLY_MANY 10

/* What the plan says, written into mailboxes now (decisions 3 and 8). One mailbox that can be
 * written from here is written at once; more than one in a run under the lease. Without the
 * runner's sign-in here, or while somebody else has the lease, the runner elsewhere is asked: about
 * the first mailbox alone, and about the others ten at a time once it has answered that one. While
 * nobody answers, the next run is as good as any request.
 *
 * Properties: "n-done", "n-total" (guint, read-only, notify). It works once. */
#define OOF_TYPE_APPLY (oof_apply_get_type ())
G_DECLARE_FINAL_TYPE (OofApply, oof_apply, OOF, APPLY, GObject)

/* @addresses: SMTP addresses, each once. */
OofApply *oof_apply_new (OofSession *session, const char *const *addresses);

/* Cancelled: what is in hand or asked for is finished, and nothing further begun. */
void oof_apply_run_async (OofApply *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* Returns: (transfer full) the report. The row of a mailbox that was asked for elsewhere has no
 * plan; whatever was not done has an error that says why. Errors: those of a run job and of the
 * store, CANCELLED; what was done so far is at oof_apply_get_report(). */
OofRunReport *oof_apply_run_finish (OofApply *self, GAsyncResult *result, GError **error);

/* (transfer none) (nullable) before there is anything to report. */
OofRunReport *oof_apply_get_report (OofApply *self);
/* Those that it did not come to, or that nobody answered for: the next run of the OOF task writes
 * them. (transfer full) */
GStrv oof_apply_dup_left (OofApply *self);
/* Whether @row of its report is such a mailbox. */
gboolean oof_apply_is_left (const OofRunRow *row);

G_END_DECLS
