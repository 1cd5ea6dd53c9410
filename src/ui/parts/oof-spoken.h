/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a screen reader calls @widget: @name instead of what it shows. A row of libadwaita 1.5 and
 * later is named by its title alone, which would go before. */
void oof_spoken_set_name (GtkWidget *widget, const char *name);

G_END_DECLS
