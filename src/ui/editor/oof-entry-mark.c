/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-entry-mark.h"

void
oof_entry_mark_set (GtkWidget *entry, GtkWidget *text, const char *advice)
{
  g_return_if_fail (GTK_IS_WIDGET (entry));
  g_return_if_fail (GTK_IS_WIDGET (text));

  if ((advice != NULL) == gtk_widget_has_css_class (entry, "error"))
    return;
  gtk_widget_set_tooltip_text (text, advice);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_STATE_INVALID,
      advice != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (advice != NULL)
    {
      gtk_widget_add_css_class (entry, "error");
      gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      advice, -1);
      return;
    }
  gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_reset_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}
