/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives @window the class "dark" while the desktop is dark: the stylesheet of libadwaita knows dark
 * by itself, ours by this class. */
void oof_dark_follow (GtkWidget *window);

G_END_DECLS
