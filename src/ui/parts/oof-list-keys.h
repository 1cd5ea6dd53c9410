/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tab and Shift+Tab leave @list, whose children are rows: a GtkListBox, or the list inside of a
 * view. The arrow keys go through it, as in every other list: GTK takes Tab from row to row, and
 * selects on the way (tab-behavior came with GTK 4.12 and 4.18). */
void oof_list_keys_leave_with_tab (GtkWidget *list);

/* What a screen reader says of the whole row in which @content stands, the child of a list item or
 * of a cell: to be called when it is bound (GtkListItem's accessible-label came with GTK 4.12). */
void oof_list_keys_name_row (GtkWidget *content, const char *name);

G_END_DECLS
