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
OofInstant oof_store_get_now (OofStore *self);
/* key -> OofItem as last seen: identity, change key and texts. */
GHashTable *oof_store_get_known (OofStore *self);
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

G_END_DECLS
