/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ews/oof-ews-call.h"
#include "ews/oof-ews-items.h"

G_BEGIN_DECLS

struct _OofEwsItems
{
  GObject parent_instance;

  OofEwsClient *client; /* (owned) */
  char *mailbox;        /* (owned) */
  char *documents;      /* (owned) (nullable) FolderId of "OOF Manager", once it is known */
};

/* A request to the service mailbox. There is one at a time, and a person, the lease or a whole run
 * waits for it: it does not stand in line behind the mailboxes of a run. (transfer full) */
OofEwsRequest *
_oof_ews_items_request_new (OofEwsItems *self, const char *operation, OofEwsCallFlags flags);
/* An element with the id of the calendar: DOCUMENTS must have been opened. */
void _oof_ews_items_write_folder (OofEwsItems *self,
                                  OofXmlWriter *xml,
                                  const char *element,
                                  OofCalendar calendar);

/* After an error: a second calendar that is gone is looked for again next time. */
void _oof_ews_items_forget_folder (OofEwsItems *self, OofCalendar calendar, const GError *error);

/* Finds the folder behind @calendar, and makes it with @create. (oof-ews-items-folder.c) */
void _oof_ews_items_open_async (OofEwsItems *self,
                                OofCalendar calendar,
                                gboolean create,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* @there: (out) whether it is open now; FALSE only without create. */
gboolean _oof_ews_items_open_finish (OofEwsItems *self,
                                     GAsyncResult *result,
                                     gboolean *there,
                                     GError **error);

/* What to look for in an open calendar. (oof-ews-items-find.c) */
typedef struct
{
  OofCalendar calendar;
  const char *key;      /* (nullable) only items with this OofKey */
  const OofRange *view; /* (nullable) only items that overlap it; never with a key */
} OofEwsQuery;

void _oof_ews_items_find_ids_async (OofEwsItems *self,
                                    const OofEwsQuery *query,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) (element-type utf8) ids, each once. */
GPtrArray *_oof_ews_items_find_ids_finish (OofEwsItems *self, GAsyncResult *result, GError **error);

/* Reads the items behind @ids, 100 at a time; ids that are gone and items that are not ours are
 * left out. One that makes the answer unreadable is an error with @strict, else it is reported in
 * the log and left out (storage.md rule 4). (oof-ews-items-fetch.c) */
void _oof_ews_items_fetch_async (OofEwsItems *self,
                                 OofCalendar calendar,
                                 GPtrArray *ids,
                                 gboolean strict,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* @unreadable: (element-type utf8) (nullable) takes the ids of those that were left out unread.
 * Returns: (transfer full) (element-type OofItem). */
GPtrArray *_oof_ews_items_fetch_finish (OofEwsItems *self,
                                        GAsyncResult *result,
                                        GPtrArray *unreadable,
                                        GError **error);

/* Incremental reading, as in the port. (oof-ews-items-sync.c) */
void _oof_ews_items_changes_async (OofItemStore *store,
                                   OofCalendar calendar,
                                   const char *sync_state,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
OofItemChanges *
_oof_ews_items_changes_finish (OofItemStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
