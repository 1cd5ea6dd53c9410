/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/oof-item-writer-private.h"
#include "store/oof-store.h"

G_BEGIN_DECLS

/* What the files of OofStore share. */

/* Queues @task (transfer full; its source object is the store): @start is called when every
 * operation before it is over, the next one begins when the task has returned. */
void oof_store_enqueue (OofStore *self, GTask *task, void (*start) (GTask *task));

OofItemStore *oof_store_get_items (OofStore *self);
OofClock *oof_store_get_clock (OofStore *self);
OofInstant oof_store_get_now (OofStore *self);
/* key -> OofItem as last seen: identity, change key and texts. */
GHashTable *oof_store_get_known (OofStore *self);
void oof_store_remember (OofStore *self, OofItem *item);
gboolean oof_store_is_confidential (OofStore *self, const char *subject);

/* Writes over what is known of @key (oof_item_writer_write_async) and remembers the result. Ends
 * in @callback, where oof_store_write_finish() gives the item (transfer full). */
void oof_store_write (OofStore *self,
                      OofCalendar calendar,
                      const char *key,
                      OofItemBuilder builder,
                      gpointer data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
OofItem *oof_store_write_finish (OofStore *self, GAsyncResult *result, GError **error);

/* The item with @key: known from the last read, else looked up in both calendars. NOT_FOUND. */
void oof_store_locate (OofStore *self,
                       const char *key,
                       gboolean afresh,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
OofItem *oof_store_locate_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Reads a document; the same with its errors as one of store/oof-*-json.h. */
typedef gpointer (*OofDocumentReader) (const char *key, const char *stored, GError **error);

/* Lists the documents whose key starts with @prefix and remembers them. Unreadable ones and those
 * whose key belongs to another item are left out. */
void oof_store_list_documents (OofStore *self,
                               const char *prefix,
                               OofDocumentReader reader,
                               GDestroyNotify destroy,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Returns: (transfer full) what @reader gave. */
GPtrArray *oof_store_list_documents_finish (OofStore *self, GAsyncResult *result, GError **error);

/* To Deleted Items. Deletes are unconditional everywhere: the revision is read just before
 * (storage.md rule 7), CONFLICT when it is not @rev. NOT_FOUND when it is gone already. */
void oof_store_remove (OofStore *self,
                       const char *key,
                       gint64 rev,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
gboolean oof_store_remove_finish (OofStore *self, GAsyncResult *result, GError **error);
/* The same for the last thing that @task of the store does: it returns TRUE or the error. */
void oof_store_remove_for (GTask *task, const OofItem *item);

/* Lists both calendars for all times and remembers everything. */
void oof_store_list_plan (OofStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* Returns: (transfer full) key -> OofItem: what belongs into a backup, each key once. */
GHashTable *oof_store_list_plan_finish (OofStore *self, GAsyncResult *result, GError **error);

/* Stores @absence as it is, over whatever stands there. @subject: (nullable) of the calendar entry,
 * NULL: made from the absence. */
void oof_store_put_absence (OofStore *self,
                            OofAbsence *absence,
                            const char *subject,
                            gboolean confidential,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean oof_store_put_absence_finish (OofStore *self, GAsyncResult *result, GError **error);

/* For arrays of strings. */
int oof_store_compare_keys (gconstpointer a, gconstpointer b);

G_END_DECLS
