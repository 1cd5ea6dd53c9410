/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "graph/oof-graph-call.h"

G_BEGIN_DECLS

/* Many reads, 20 to a request (graph.md 5). Copied where it is taken. */
typedef struct
{
  const char *const *paths; /* as in OofGraphCall, never links */
  OofGraphCallFlags flags;
  const char *permission; /* static */
  gboolean in_turn;       /* they go to one mailbox: one after the other */
} OofGraphBatch;

/* What one of them gave: one of the two. */
typedef struct
{
  OofJson *json; /* (owned) (nullable) */
  GError *error; /* (owned) (nullable) as of oof_graph_client_call_async() */
} OofGraphAnswer;

/* Those that are throttled inside a batch are repeated without the others when their Retry-After is
 * over; one that is answered 401, once with another token. An error of a whole batch is the error
 * of all reads that have no answer yet. */
void oof_graph_batch_async (OofGraphClient *client,
                            const OofGraphBatch *batch,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* Returns: (transfer full) (element-type OofGraphAnswer) in the order of the paths. The only error
 * is G_IO_ERROR_CANCELLED. */
GPtrArray *oof_graph_batch_finish (OofGraphClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
