/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the about window. Inside: AdwAboutWindow, which libadwaita 1.6 deprecates. */
void oof_about_present (GtkWindow *parent);

G_END_DECLS
