/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tab and Shift+Tab leave @list, the arrow keys go through it, as in every other list: a GtkListBox
 * takes Tab from row to row, and selects on the way (tab-behavior came with GTK 4.18). */
void oof_list_keys_leave_with_tab (GtkListBox *list);

G_END_DECLS
