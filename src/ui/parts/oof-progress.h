/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How far work on mailboxes is, to see and to hear: screen readers do not see the text of a
 * progress bar, so its name, @name, says it too. @n_total 0: it is only beginning. */
void oof_progress_show (GtkProgressBar *bar, const char *name, guint n_done, guint n_total);

G_END_DECLS
