/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "graph/oof-graph-client.h"

G_BEGIN_DECLS

/* Finds the calendar called @name, in any letter case, in @mailbox; makes it when it is missing.
 * Errors: as oof_graph_client_call_async(). */
void oof_graph_calendar_ensure_async (OofGraphClient *client,
                                      const char *mailbox,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Returns: (transfer full) its id, which never changes. */
char *
oof_graph_calendar_ensure_finish (OofGraphClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
