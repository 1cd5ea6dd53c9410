/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "graph/oof-graph-call.h"

G_BEGIN_DECLS

/* For every request for calendar items. There is one at a time, and a person, the lease or a whole
 * run waits for it: none stands in line behind the mailboxes of a run. */
#define OOF_GRAPH_FETCH_FLAGS                                                                      \
  ((OofGraphCallFlags) (OOF_GRAPH_CALL_IMMUTABLE_ID | OOF_GRAPH_CALL_UTC | OOF_GRAPH_CALL_URGENT))
#define OOF_GRAPH_FETCH_PERMISSION "the permission Calendars.ReadWrite on the service mailbox"

/* Reads one event of a mailbox. @mailbox_path: "/users/ADDRESS". */
void oof_graph_fetch_one_async (OofGraphClient *client,
                                const char *mailbox_path,
                                const char *id,
                                OofCalendar calendar,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full). */
OofItem *oof_graph_fetch_one_finish (OofGraphClient *client, GAsyncResult *result, GError **error);

/* Reads the events of a collection, every page, and keeps ours. An event whose list answer is to be
 * doubted is read alone: one with a property that may have been cut, or, where @all_ours says that
 * there is nothing else, one without our properties (storage.md rule 4). @path: without $select,
 * $expand and $top. */
void oof_graph_fetch_list_async (OofGraphClient *client,
                                 const char *mailbox_path,
                                 const char *path,
                                 OofCalendar calendar,
                                 gboolean all_ours,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) (element-type OofItem). */
GPtrArray *
oof_graph_fetch_list_finish (OofGraphClient *client, GAsyncResult *result, GError **error);

/* For a finished list: the ids of all events that were listed, ours or not (transfer none), and the
 * latest change of any of them, NONE when there was none. */
GHashTable *oof_graph_fetch_list_get_seen (GAsyncResult *result);
OofInstant oof_graph_fetch_list_get_newest (GAsyncResult *result);

/* "/users/ADDRESS/events/ID". (transfer full) */
char *oof_graph_fetch_event_path (const char *mailbox_path, const char *id);
/* The same with everything that oof_graph_event_read() wants. (transfer full) */
char *oof_graph_fetch_build_one (const char *mailbox_path, const char *id);

G_END_DECLS
