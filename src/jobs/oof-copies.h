/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-roster.h"
#include "jobs/oof-run-job.h"

G_BEGIN_DECLS

/* Makes the calendar of a resource mailbox show the absences (original.md 3.2, "in Ressourcen
 * Mailbox setzen"): one copy each of those in the reading window, none of cancelled ones and of
 * those without a calendar entry. What is confidential reads "Abwesend", without a note. Only
 * differences are written; entries of others are never touched. */

/* @calendar: the resource mailbox. @guard: (nullable) asked before each write, with @guard_data. */
void oof_copies_async (OofItemStore *calendar,
                       OofSnapshot *snapshot,
                       OofRoster *roster,
                       OofInstant now,
                       OofRunGuard guard,
                       gpointer guard_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
/* @n_written: (out) (optional). Errors: the first one; what could be written is written all the
 * same. CONFLICT when so many absences are missing that their copies stay until somebody has
 * decided. */
gboolean oof_copies_finish (GAsyncResult *result, guint *n_written, GError **error);

G_END_DECLS
