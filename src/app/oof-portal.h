/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks a portal of the desktop (org.freedesktop.portal.@interface) that answers later, by the
 * signal Response of a request. @bus: (nullable) the session bus. @method takes the handle of a
 * window, which is left empty, @argument where it is not NULL, and @options: a floating a{sv}, to
 * which a token is added. */
void oof_portal_ask_async (GDBusConnection *bus,
                           const char *interface,
                           const char *method,
                           const char *argument,
                           GVariant *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* The results, a{sv}. (transfer full) Errors: OOF_ERROR_FORBIDDEN when the person or the desktop
 * refused, UNSUPPORTED without such a portal. */
GVariant *oof_portal_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
