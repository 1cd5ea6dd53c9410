/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The CSS colour of a widget; gtk_widget_get_color() came with GTK 4.10. */
void oof_widget_get_color (GtkWidget *widget, GdkRGBA *color);

G_END_DECLS
