/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens an address in the system's browser, in a sandbox through the portal. Inside:
 * g_app_info_launch_default_for_uri_async; GtkUriLauncher came with GTK 4.10. */
void oof_uri_open_async (GtkWindow *parent,
                         const char *uri,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean oof_uri_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
