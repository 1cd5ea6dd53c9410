/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-workplace.h"
#include "store/oof-request.h"

G_BEGIN_DECLS

/* Carries out one request and writes the answer into it (decisions 3). What cannot be done here is
 * answered as refused, with the reason. @guard: asked before a mailbox is written. */
void oof_request_work_async (OofWorkplace *workplace,
                             OofStore *store,
                             OofClock *clock,
                             OofRequest *request,
                             OofRunGuard guard,
                             gpointer guard_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Returns: (transfer full) the request with its answer. An error leaves it open: nobody could be
 * asked, or the answer could not be stored. */
OofRequest *oof_request_work_finish (GAsyncResult *result, GError **error);

G_END_DECLS
