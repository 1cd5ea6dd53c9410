/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ews/oof-ews-client.h"

G_BEGIN_DECLS

/* The people in @groups, each once; nested groups are expanded, cycles cut. A group is named by its
 * address or its display name. @mailbox: (nullable) as in oof_ews_request_new(). @lenient: go
 * on without a group that does not exist; else NOT_FOUND names it; LIMIT when the server cuts a
 * group short. */
void oof_ews_members_async (OofEwsClient *client,
                            const char *mailbox,
                            const char *const *groups,
                            gboolean lenient,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* Returns: (transfer full) (element-type OofPerson) with address and name. */
GPtrArray *oof_ews_members_finish (OofEwsClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
