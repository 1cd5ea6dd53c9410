/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "store/oof-document-private.h"

G_BEGIN_DECLS

/* One optimistic write of one item (storage.md rules 5 and 6). */

/* Gives what shall stand there as write @stamp, over @base ((nullable): nothing there yet), or
 * NULL with an error that ends the write, CONFLICT for one. Called anew for each version of the
 * item that is met, so a builder that starts from @base merges. */
typedef OofItem *(*OofItemBuilder) (const OofItem *base,
                                    const OofStamp *stamp,
                                    gpointer user_data,
                                    GError **error);

/* Creates the item @key in @calendar or, with @base (nullable), changes it. What would change
 * nothing is not written. Touched by somebody (stale change key): read again and built again, up
 * to 5 times, @retry_delay ms times a jitter apart. Lost answer: looked up by key; our own write
 * found there is success, else it is repeated once. @data must live until the callback. */
void oof_item_writer_write_async (OofItemStore *items,
                                  OofCalendar calendar,
                                  const char *key,
                                  OofItem *base,
                                  OofItemBuilder builder,
                                  gpointer data,
                                  guint retry_delay,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) the item as it stands now, texts included. */
OofItem *oof_item_writer_write_finish (GAsyncResult *result, GError **error);

/* Of several items with one key the one that keeps it (rule 5): an absence the oldest, a document
 * the highest rev, then the oldest. (transfer none) (nullable) when there is none. */
OofItem *oof_item_writer_choose (GPtrArray *items);
/* Whether @a goes before @b by that rule; both have the same key. */
gboolean oof_item_writer_goes_before (const OofItem *a, const OofItem *b);

G_END_DECLS
