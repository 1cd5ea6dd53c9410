/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-progress.h"

#include <glib/gi18n.h>

void
oof_progress_show (GtkProgressBar *bar, const char *name, guint n_done, guint n_total)
{
  g_return_if_fail (GTK_IS_PROGRESS_BAR (bar));
  g_return_if_fail (name != NULL);

  g_autofree char *text = n_total > 0 ? g_strdup_printf (_ ("%u of %u mailboxes"), n_done, n_total)
                                      : g_strdup (_ ("Beginning…"));
  g_autofree char *spoken = g_strdup_printf ("%s: %s", name, text);

  gtk_progress_bar_set_fraction (bar, n_total > 0 ? (double) n_done / n_total : 0);
  gtk_progress_bar_set_text (bar, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
