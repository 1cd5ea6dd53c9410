/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes @view, which has its columns by now, a table for the keyboard and for a screen reader that
 * calls it @name: Tab goes to the titles, then to the rows, then out; Left and Right go through the
 * titles, Enter and Space sort by one, and once more turns the order round. GTK learned all of this
 * after 4.8; where it knows it, nothing is done. */
void oof_table_keys_install (GtkColumnView *view, const char *name);

G_END_DECLS
