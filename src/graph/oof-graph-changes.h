/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "graph/oof-graph-client.h"

G_BEGIN_DECLS

/* Copied where it is taken. */
typedef struct
{
  const char *mailbox_path;  /* "/users/ADDRESS" */
  const char *calendar_path; /* "/users/ADDRESS/calendar" or "/users/ADDRESS/calendars/ID" */
  OofCalendar calendar;
  const char *state; /* (nullable) as in the port */
  gboolean want_ids; /* without delta, list all ids too: it does not tell what was deleted */
} OofGraphChanges;

/* Incremental reading of a calendar as in the port OofItemStore: by a delta query, whose answers
 * never hold our properties, so that what has changed is read in batches; or, where delta is
 * refused after its first page, which is what a person's token meets in the mailbox of others, by
 * the time of the last change (architecture.md). */
void oof_graph_changes_async (OofGraphClient *client,
                              const OofGraphChanges *what,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Returns: (transfer full). */
OofItemChanges *
oof_graph_changes_finish (OofGraphClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
