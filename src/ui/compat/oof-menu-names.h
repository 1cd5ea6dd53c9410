/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names the entries of every menu of the program for screen readers, from now on; to be called
 * once, after GTK has started. Since GTK 4.18 an entry is labelled by a label that is hidden from
 * them, so that it says nothing. */
void oof_menu_names_install (void);

G_END_DECLS
