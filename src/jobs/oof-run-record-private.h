/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-record.h"
#include "jobs/oof-mailbox-visit-private.h"
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

/* Rows with changes or an error; @by: (nullable). (transfer full) */
OofRunLog *oof_run_record_new_log (OofRunReport *report, const char *by);

G_END_DECLS
