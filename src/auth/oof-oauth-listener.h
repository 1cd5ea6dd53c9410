/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waits on loopback for a browser to come back, once (RFC 8252 section 7.3). Listens on 127.0.0.1
 * and, where there is one, on ::1 of the same port, since browsers may take "localhost" for
 * either. */
#define OOF_TYPE_OAUTH_LISTENER (oof_oauth_listener_get_type ())
G_DECLARE_FINAL_TYPE (OofOauthListener, oof_oauth_listener, OOF, OAUTH_LISTENER, GObject)

/* @state: what must come back. @page: (nullable) plain text that the browser shows at the end.
 * Errors: UNREACHABLE when no port can be had. */
OofOauthListener *oof_oauth_listener_new (const char *state, const char *page, GError **error);
/* "http://localhost:PORT": what the service is told. */
const char *oof_oauth_listener_get_redirect (OofOauthListener *self);

/* Waits for the first GET of "/" with the right `state`. Everything else (another path, method,
 * host or state; a second visit) is refused and does not end the wait. Errors: AUTH_REQUIRED when
 * @seconds have passed, G_IO_ERROR_CANCELLED. */
void oof_oauth_listener_wait_async (OofOauthListener *self,
                                    guint seconds,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (element-type utf8 utf8): the parameters that came back. */
GHashTable *
oof_oauth_listener_wait_finish (OofOauthListener *self, GAsyncResult *result, GError **error);

G_END_DECLS
