/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-old-item.h"
#include "graph/oof-graph-client.h"

G_BEGIN_DECLS

/* Reads every entry of @mailbox's first calendar, in pages; nothing is changed. Ours have a key,
 * and nothing else is read of them. One that cannot be read costs the others nothing. Errors: as
 * oof_graph_client_call_async(). */
void oof_graph_old_items_list_async (OofGraphClient *client,
                                     const char *mailbox,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Returns: (transfer full) (element-type OofOldItem): by start. */
GPtrArray *
oof_graph_old_items_list_finish (OofGraphClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
