/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-signed-in.h"

G_BEGIN_DECLS

/* Looks for the local Exchange server by Autodiscover (ews/oof-ews-autodiscover.h), as the account
 * of [ews] or of a local person. @entered: (nullable) a password of this program, else that of the
 * connection or keyring; without one only those places answer that want none. @allowed: (nullable)
 * origins that a person has seen and allowed. Errors: those of Autodiscover. At most two minutes.
 */
void oof_exchange_search_async (OofConnection *connection,
                                OofSignedIn *entered,
                                const char *const *allowed,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) the address. NULL without an error: a redirect leads to @elsewhere (out)
 * (transfer full), an origin to be shown; ask again with it in `allowed`. */
char *oof_exchange_search_finish (GAsyncResult *result, char **elsewhere, GError **error);

G_END_DECLS
