/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/oof-widget-color.h"

void
oof_widget_get_color (GtkWidget *widget, GdkRGBA *color)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
  G_GNUC_END_IGNORE_DEPRECATIONS
}
