/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "store/oof-request.h"

G_BEGIN_DECLS

/* What somebody decides about mailboxes: apply, switch off, keep, restore, reset, undo. */

/* Carries @order (a new OofRequest) out at once where oof_session_can_act(), within [policy]; else
 * asks the one elsewhere and waits for @seconds at most (OOF_SESSION_REQUEST_SECONDS). Reads the
 * database again afterwards. */
void oof_session_act_async (OofSession *self,
                            OofRequest *order,
                            guint seconds,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* Returns: (transfer full) a report with that mailbox. Without the runner its row has no plan, and
 * an error whose message is the sentence of oof_words_request() unless it was done. Errors:
 * NOT_FOUND, CONFLICT when there is nothing to be done. */
OofRunReport *oof_session_act_finish (OofSession *self, GAsyncResult *result, GError **error);

/* Adds a row that says what became of @request. */
void oof_session_add_answer (OofSession *self, OofRunReport *report, const OofRequest *request);

/* Takes back what @run wrote, in every mailbox: the plan first, then Exchange; more than one
 * mailbox under the lease, and without the runner by requests. */
void oof_session_undo_run_async (OofSession *self,
                                 const char *run,
                                 guint seconds,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) NOT_FOUND: no such run, or it wrote nothing; LEASE. */
OofRunReport *oof_session_undo_run_finish (OofSession *self, GAsyncResult *result, GError **error);

/* Takes every absence of @address off hold; the next run decides. */
void oof_session_release_async (OofSession *self,
                                const char *address,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full) (element-type OofAbsence): as stored. NOT_FOUND: none is on hold. */
GPtrArray *oof_session_release_finish (OofSession *self, GAsyncResult *result, GError **error);

/* Withdraws a closure for everybody: @id is its own, or that of one of its absences. */
void oof_session_withdraw_async (OofSession *self,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) (nullable) (element-type OofAbsence): the cancelled ones. NULL when
 * there is no such closure (NOT_FOUND); with some of them and an error the others failed. */
GPtrArray *oof_session_withdraw_finish (OofSession *self, GAsyncResult *result, GError **error);

/* One write to a mailbox, for the history with "restore this": an undo order with this run. */
typedef struct
{
  char *run; /* (owned) */
  OofInstant at;
  char *by;              /* (owned) (nullable) */
  char *result;          /* (owned) "written", … */
  char *absence;         /* (owned) (nullable) key of the absence whose reply was written */
  OofReplyState *before; /* (owned) what stood there */
} OofSessionWrite;

void oof_session_write_free (OofSessionWrite *self);

void oof_session_list_writes_async (OofSession *self,
                                    const char *address,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) (element-type OofSessionWrite): newest first, of the last 90 days. */
GPtrArray *oof_session_list_writes_finish (OofSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
