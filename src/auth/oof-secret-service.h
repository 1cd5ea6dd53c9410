/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The Secret Service by libsecret; storing and clearing are in oof-secret.h. */

/* @unattended: gives up after three seconds, since a keyring may wait for somebody to unlock it.
 * Errors: AUTH_REQUIRED, the message says whether there is none, the keyring is locked, or the
 * service is silent or missing. */
void oof_secret_service_look_up_async (const char *connection,
                                       const char *role,
                                       gboolean unattended,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Returns: (transfer full): to be freed with oof_secret_free(). */
char *oof_secret_service_look_up_finish (GAsyncResult *result, GError **error);

G_END_DECLS
