/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/oof-uri.h"

#include "app/oof-browser.h"

void
oof_uri_open_async (GtkWindow *parent,
                    const char *uri,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (GTK_IS_WINDOW (parent) && uri != NULL);

  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (parent));
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);

  oof_browser_open_async (uri, G_APP_LAUNCH_CONTEXT (context), callback, user_data);
}

gboolean
oof_uri_open_finish (GAsyncResult *result, GError **error)
{
  return oof_browser_open_finish (result, error);
}
