/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-entry-mark.h"

void
oof_entry_mark_set (GtkEntry *entry, const char *advice)
{
  g_return_if_fail (GTK_IS_ENTRY (entry));

  GtkWidget *widget = GTK_WIDGET (entry);
  GtkAccessible *accessible = GTK_ACCESSIBLE (entry);

  if ((advice != NULL) == gtk_widget_has_css_class (widget, "error"))
    return;
  gtk_widget_set_tooltip_text (widget, advice);
  if (advice != NULL)
    {
      gtk_widget_add_css_class (widget, "error");
      gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, advice, -1);
      return;
    }
  gtk_widget_remove_css_class (widget, "error");
  gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
  gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}
