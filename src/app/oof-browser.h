/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens @uri in the browser of the system; in a sandbox through the OpenURI portal, which is asked
 * by ourselves: GLib 2.84 aborts the program where a desktop has none (gopenuriportal.c).
 * @context: (nullable) */
void oof_browser_open_async (const char *uri,
                             GAppLaunchContext *context,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Errors: those of g_app_info_launch_default_for_uri(), or of oof_portal_ask_finish(). */
gboolean oof_browser_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
