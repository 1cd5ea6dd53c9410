/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-roster.h"
#include "jobs/oof-run-job.h"
#include "store/oof-run-log.h"
#include "store/oof-store.h"

G_BEGIN_DECLS

/* Undo (decisions 7): the plan's items to their revision before our writes, then what Exchange held
 * then; what would be written again all the same goes on hold. */

/* Which writes are taken back; the earliest of them says what stood there before. */
typedef struct
{
  const char *run;     /* (nullable) this run and whatever was written to its mailboxes since */
  const char *address; /* (nullable) only this mailbox; needed without @run */
  OofInstant as_of;    /* without @run: every write after it; NONE: the last one */
} OofUndoScope;

/* One mailbox to be put back. */
typedef struct
{
  char *address;         /* (owned) */
  OofReplyState *wanted; /* (owned) (nullable) NULL: the reply stays as it is */
  OofAbsence *absence;   /* (owned) (nullable) whose reply that is */
  OofForward *forward;   /* (owned) (nullable) what had been set; NULL: the rules stay */
  GPtrArray *updates;    /* (owned) OofAbsence: what is to be stored first */
  GError *error;         /* (owned) (nullable) why one of them could not be */
} OofUndo;

/* @runs: OofRunLog. Pure. Errors: NOT_FOUND: there is no such run, or nothing was written.
 * (transfer full) (element-type OofUndo) */
GPtrArray *oof_undo_list (GPtrArray *runs,
                          const OofUndoScope *scope,
                          OofSnapshot *snapshot,
                          OofRoster *roster,
                          OofInstant now,
                          GError **error);

/* Stores the plan's items of @undos, one after the other. One that fails concerns its mailbox
 * alone, which is then not touched. */
void oof_undo_store_async (OofStore *store,
                           OofRoster *roster,
                           GPtrArray *undos,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* FALSE when everything ends: CANCELLED, AUTH_REQUIRED, CONSENT_REQUIRED. */
gboolean oof_undo_store_finish (GAsyncResult *result, GError **error);

/* Tells @job, which is over a fresh read, what the mailboxes are to hold. */
void oof_undo_prepare_job (GPtrArray *undos, OofRunJob *job);
/* (transfer full) */
GStrv oof_undo_dup_addresses (GPtrArray *undos);

G_END_DECLS
