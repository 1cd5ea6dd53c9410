/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-roster.h"
#include "store/oof-store.h"

G_BEGIN_DECLS

/* Ends @absences (OofAbsence) at @now (decisions 7, What a hand did stays): their end becomes now,
 * the old dates are kept as moved; one that has just begun is cancelled. One after the other; one
 * that fails does not stop the others. */
void oof_run_ending_async (OofStore *store,
                           OofRoster *roster,
                           GPtrArray *absences,
                           OofInstant now,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* The first error. */
gboolean oof_run_ending_finish (GAsyncResult *result, GError **error);

G_END_DECLS
