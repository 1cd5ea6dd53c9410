/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-cause.h"
#include "app/oof-session.h"

G_BEGIN_DECLS

/* After a scheduled run: finds out what needs somebody and is new, and tells the administrators by
 * mail, unless the options say otherwise or there is no runner here. @report, @error: (nullable).
 * A mail that fails is said on standard error and does not come again. */
void oof_session_report_run_async (OofSession *self,
                                   OofRunReport *report,
                                   const GError *error,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Returns: (transfer full) (element-type OofCause) what is new; empty: nothing. */
GPtrArray *oof_session_report_run_finish (OofSession *self, GAsyncResult *result);

/* What waits for a decision, whoever found it, by what was read last. (transfer full) (element-type
 * OofCause) */
GPtrArray *oof_session_list_open_causes (OofSession *self);

G_END_DECLS
