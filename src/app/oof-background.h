/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks the desktop, through the Background portal, whether the program may go on without a window
 * (decisions 8: the OOF task in Flatpak). Outside of a sandbox nobody has to be asked. @bus:
 * (nullable) the session bus. @reason: shown to the person who decides. */
void oof_background_request_async (GDBusConnection *bus,
                                   const char *reason,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* TRUE: it may. Errors: OOF_ERROR_FORBIDDEN when it was denied, UNSUPPORTED without such a
 * portal. */
gboolean oof_background_request_finish (GAsyncResult *result, GError **error);

G_END_DECLS
