/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/oof-store.h"

G_BEGIN_DECLS

/* The end of a run: state pages, run log, entries of absences without end. All three are tried
 * whatever became of the others. @records: OofRecord, the changed ones. @extend: OofAbsence. Not
 * cancellable: what was written to mailboxes must be known. */
void oof_run_save_async (OofStore *store,
                         GPtrArray *records,
                         OofRunLog *log,
                         GPtrArray *extend,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* Errors: the first one of pages or log. An entry that could not be moved on is no error: the next
 * run does it, long before it leaves the reading window. */
gboolean oof_run_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
