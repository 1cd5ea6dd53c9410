/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-dark.h"

#include <adwaita.h>

static void
dark_changed_cb (AdwStyleManager *manager, GParamSpec *pspec, gpointer user_data)
{
  if (adw_style_manager_get_dark (manager))
    gtk_widget_add_css_class (GTK_WIDGET (user_data), "dark");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (user_data), "dark");
}

void
oof_dark_follow (GtkWidget *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (dark_changed_cb), window, 0);
  dark_changed_cb (manager, NULL, window);
}
