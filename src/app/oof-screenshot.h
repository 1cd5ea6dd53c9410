/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Lets the person take a picture of the screen, of a window or a part, through the Screenshot
 * portal. @bus: (nullable) the session bus. */
void oof_screenshot_take_async (GDBusConnection *bus,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* The picture's file. (transfer full) Errors: OOF_ERROR_FORBIDDEN when none was taken, UNSUPPORTED
 * without such a portal. */
GFile *oof_screenshot_take_finish (GAsyncResult *result, GError **error);

G_END_DECLS
