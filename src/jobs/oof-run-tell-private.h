/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-run-job-private.h"

G_BEGIN_DECLS

/* The end of a run under the lease: deputies and absent people are told by mail what has changed
 * for them (decisions 8), each of them at most one mail a run. What was told stands in the records;
 * before a mail leaves, it stands in the journal too, so that a killed run tells nobody twice. A
 * mail that fails is an error in the row of the absent person, not in the run's result. */
void oof_run_tell_async (OofRunJob *job, GAsyncReadyCallback callback, gpointer user_data);
void oof_run_tell_finish (OofRunJob *job, GAsyncResult *result);

G_END_DECLS
