/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/oof-connection.h"

G_BEGIN_DECLS

/* A person who has signed in, or a secret that somebody typed: holds it where nobody sees it. */
#define OOF_TYPE_SIGNED_IN (oof_signed_in_get_type ())
G_DECLARE_FINAL_TYPE (OofSignedIn, oof_signed_in, OOF, SIGNED_IN, GObject)

/* "person", "runner" or "ews". */
const char *oof_signed_in_get_role (OofSignedIn *self);
/* The name of the account, "" where the service does not tell. */
const char *oof_signed_in_get_account (OofSignedIn *self);
/* NULL: kept in the Secret Service. Else why not: then it is good for this program only. */
const char *oof_signed_in_get_unkept (OofSignedIn *self);

/* Keeps @secret, which is copied, for @role. A keyring that is locked, missing or silent is no
 * error: see oof_signed_in_get_unkept(). Errors: G_IO_ERROR_CANCELLED. */
void oof_signed_in_keep_async (OofConnection *connection,
                               const char *role,
                               const char *account,
                               const char *secret,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) */
OofSignedIn *oof_signed_in_keep_finish (GAsyncResult *result, GError **error);

G_END_DECLS
