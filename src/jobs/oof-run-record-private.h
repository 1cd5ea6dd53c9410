/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-record.h"
#include "jobs/oof-mailbox-visit-private.h"
#include "store/oof-snapshot.h"
#include "store/oof-run-log.h"

G_BEGIN_DECLS

/* What a run leaves in the service mailbox. */

/* The record of a mailbox after @visit, which read it. @old: (nullable). What stood there before
 * our first write for an absence stays as previous, however often that is written.
 * Returns: (transfer full) */
OofRecord *oof_run_record_new (const OofRecord *old,
                               const char *address,
                               const OofMailboxVisit *visit,
                               const char *run,
                               OofInstant now);
/* The same when a later read showed @state. */
void oof_run_record_confirm (OofRecord *self, OofReplyState *state);

/* The run with its counts and without lines; @by: (nullable). (transfer full) */
OofRunLog *oof_run_record_new_head (const OofRunReport *report, const char *by);
/* One line: @plan, @old (the record as it was before) and @error (nullable). (transfer none) */
OofLogPerson *oof_run_record_add_line (OofRunLog *log,
                                       const char *address,
                                       OofRunResult result,
                                       const OofPlan *plan,
                                       const OofRecord *old,
                                       const GError *error);
/* The head and the rows with changes or an error. (transfer full) */
OofRunLog *
oof_run_record_new_log (const OofRunReport *report, OofSnapshot *snapshot, const char *by);

/* Why the run ended before its end; both may be missing. */
void oof_run_record_set_end (OofRunLog *log, gboolean cancelled, const GError *error);

G_END_DECLS
