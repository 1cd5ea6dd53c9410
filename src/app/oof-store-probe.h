/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"

G_BEGIN_DECLS

/* What a server does with the items of the service mailbox (storage.md rules 2 and 7). */
typedef struct
{
  guint written;        /* characters put into one property */
  gboolean whole;       /* and read back as they were */
  gboolean conditional; /* a write over an old change key is refused */
  OofInstant stamp;     /* the server's time of the last write, NONE: it gave none */
} OofStoreProbe;

/* Tries it out on a document of its own, which is removed again whatever happens. */
void oof_store_probe_async (OofItemStore *items,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean oof_store_probe_finish (GAsyncResult *result, OofStoreProbe *probe, GError **error);

G_END_DECLS
