/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-wizard-parts.h"

#include "ui/oof-wrap-box.h"

#define LINE_CHARS 70

GtkWidget *
oof_wizard_card_new (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

void
oof_wizard_card_clear (GtkListBox *card)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (card))) != NULL)
    gtk_list_box_remove (card, row);
}

GtkWidget *
oof_wizard_text_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
oof_wizard_heading_new (const char *text)
{
  return oof_wizard_text_new (text, "heading");
}

GtkWidget *
oof_wizard_chip_new (const char *text, const char *tint)
{
  GtkWidget *chip = gtk_label_new (text);

  gtk_widget_add_css_class (chip, "chip");
  if (tint != NULL)
    gtk_widget_add_css_class (chip, tint);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

GtkWidget *
oof_wizard_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

GtkWidget *
oof_wizard_bar_new (void)
{
  return g_object_new (OOF_TYPE_WRAP_BOX, "spacing", 6, "line-spacing", 6, NULL);
}
