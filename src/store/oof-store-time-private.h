/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/oof-store.h"

G_BEGIN_DECLS

/* Makes sure that the store's clock shows the server's time (storage.md rule 8): where its answers
 * do not tell it, document d:clock is written and the time that the server gave that write is
 * taken. Within a turn of the store's queue. Errors: the store's; a server that neither tells nor
 * stamps leaves the own clock. */
void oof_store_ask_time (OofStore *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean oof_store_ask_time_finish (OofStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
