/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Marks an entry as wrong, for eyes and screen readers. @advice: (nullable) what to type instead;
 * NULL takes the mark away. */
void oof_entry_mark_set (GtkEntry *entry, const char *advice);

G_END_DECLS
