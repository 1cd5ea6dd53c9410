/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "ui/migration/oof-wizard-extras.h"
#include "ui/migration/oof-wizard-parts.h"
#include "ui/oof-toast.h"

/* What the move leaves behind: forwards that only Exchange's own tools can take away, each with the
 * line that does it. */

static void
copy_cb (GtkWidget *button, gpointer user_data)
{
  GPtrArray *lines = oof_wizard_get_state (user_data)->leftovers;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (lines, i));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text->str);
  oof_toast_show (button, _ ("The lines are copied"));
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  GPtrArray *lines = oof_wizard_get_state (wizard)->leftovers;
  GtkListBox *card = g_object_get_data (G_OBJECT (box), "card");

  oof_wizard_card_clear (card);
  for (guint i = 0; i < lines->len; i++)
    {
      GtkWidget *row = oof_wizard_row_new (g_ptr_array_index (lines, i), "");

      gtk_widget_add_css_class (row, "monospace");
      gtk_list_box_append (card, row);
    }
  gtk_widget_set_visible (box, lines->len > 0);
}

GtkWidget *
oof_wizard_leftovers_new (OofWizard *wizard)
{
  g_return_val_if_fail (OOF_IS_WIZARD (wizard), NULL);

  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *heading = oof_wizard_heading_new (_ ("Leftovers: run these lines in PowerShell"));
  GtkWidget *copy = gtk_button_new_with_mnemonic (_ ("C_opy"));
  GtkWidget *card = oof_wizard_card_new ();

  gtk_widget_set_hexpand (heading, TRUE);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), wizard, 0);
  gtk_box_append (GTK_BOX (header), heading);
  gtk_box_append (GTK_BOX (header), copy);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), card);
  g_object_set_data (G_OBJECT (box), "card", card);
  oof_wizard_follow (wizard, box, update);
  return box;
}
