/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-roster.h"
#include "jobs/oof-run-job.h"
#include "store/oof-snapshot.h"

G_BEGIN_DECLS

/* Whom a run looks at (decisions 8): @addresses, or when NULL everybody of the roster for STATUS,
 * else everybody with an absence in the reading window round @now or with a recorded absence.
 * Returns: (transfer full) (element-type utf8): addresses, sorted, each once. */
GPtrArray *oof_run_scope_list (OofRunMode mode,
                               const char *const *addresses,
                               OofRoster *roster,
                               OofSnapshot *snapshot,
                               OofInstant now);

/* Adds to @list those of the roster whose turn has come between @since (NONE: never) and @now: in
 * 24 hours everybody's comes once. */
void
oof_run_scope_add_others (GPtrArray *list, OofRoster *roster, OofInstant since, OofInstant now);

/* Recorded absences of these people that the snapshot does not hold: moved far away, or deleted.
 * Returns: (transfer full) (element-type utf8): keys. */
GPtrArray *oof_run_scope_list_missing (GPtrArray *scope, OofSnapshot *snapshot);

/* Whether @n_gone of @n_expected absences may be meant to be gone (decisions 9). */
gboolean oof_run_scope_may_be_gone (guint n_gone, guint n_expected);
/* The same for running and coming ones, of which the snapshot holds the rest. */
gboolean oof_run_scope_is_plausible (guint n_gone, OofSnapshot *snapshot, OofInstant now);

/* The next start or end of an absence after @now: when a reply may have to change (decisions 7).
 * OOF_INSTANT_FOREVER without any. */
OofInstant oof_run_scope_get_next_change (OofSnapshot *snapshot, OofInstant now);

G_END_DECLS
