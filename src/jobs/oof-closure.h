/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-roster.h"
#include "store/oof-store.h"

G_BEGIN_DECLS

/* Closures (VERTEILEN, decisions 5): one absence for each member of a real group, all with the same
 * closure id. */

/* What must change so that every running and coming closure follows its group: members who joined
 * have none yet, those who left still have theirs. */
typedef struct
{
  GPtrArray *additions; /* (owned) OofAbsence to be stored: new ones, and taken-back leaves */
  GPtrArray *leaves;    /* (owned) OofAbsence to be stored: cancelled, as left */
} OofClosureChanges;

/* Pure. A closure that somebody withdrew stays withdrawn, for one person too. A group that cannot
 * be resolved or has nobody left changes nothing, nor do more than ten and more than 5 % of the
 * members leaving at once (as in decisions 9). */
OofClosureChanges *
oof_closure_list_changes (OofSnapshot *snapshot, OofRoster *roster, OofInstant now);
void oof_closure_changes_free (OofClosureChanges *self);

/* Stores them and what weekly series that go on have not yet (core/oof-series.h), one after the
 * other; one that fails is tried again by the next run. */
void oof_closure_follow_async (OofStore *store,
                               OofSnapshot *snapshot,
                               OofRoster *roster,
                               OofInstant now,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* @n_changed: (out) how many absences were stored. FALSE: the first error. */
gboolean oof_closure_follow_finish (GAsyncResult *result, guint *n_changed, GError **error);

/* The id of the closure that @id means: an id itself, or the key of one of its absences (with or
 * without "a:"). (transfer none) (nullable) */
const char *oof_closure_find (GPtrArray *absences, const char *id);
/* Its absences that are neither over nor cancelled. (transfer full) (element-type OofAbsence) */
GPtrArray *oof_closure_list_live (GPtrArray *absences, const char *id, OofInstant now);

/* Withdraws it for everybody. One that fails does not stop the others. */
void oof_closure_withdraw_async (OofStore *store,
                                 GPtrArray *absences,
                                 OofInstant now,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) (element-type OofAbsence) the cancelled ones. @n_failed: (out). @error
 * is the first one; the result is there all the same. */
GPtrArray *oof_closure_withdraw_finish (GAsyncResult *result, guint *n_failed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofClosureChanges, oof_closure_changes_free)

G_END_DECLS
