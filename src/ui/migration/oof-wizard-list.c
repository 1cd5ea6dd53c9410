/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-wizard-list.h"

#include <glib/gi18n.h>

#include "ui/migration/oof-wizard-extras.h"
#include "ui/parts/oof-list-keys.h"

#define ENTRY_CHARS 18
#define SIGN_WIDTH  22

typedef struct
{
  OofWizard *wizard; /* (not owned) outlives the widgets */
  GtkListBox *rows;
  GtkLabel *goal;
  gboolean showing; /* the list follows the state, not the other way round */
} List;

static GtkWidget *
create_entry (const OofMigrationPage *page, int number)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *sign = gtk_stack_new ();
  GtkWidget *label = gtk_label_new (_ (page->entry));
  g_autofree char *text = g_strdup_printf ("%d", number);
  GtkWidget *figure = gtk_label_new (text);

  gtk_widget_add_css_class (figure, "dim-text");
  gtk_widget_set_size_request (sign, SIGN_WIDTH, -1);
  gtk_stack_add_named (GTK_STACK (sign), figure, "number");
  gtk_stack_add_named (GTK_STACK (sign), gtk_image_new_from_icon_name ("emblem-ok-symbolic"),
                       "done");
  gtk_stack_add_named (GTK_STACK (sign),
                       gtk_image_new_from_icon_name ("action-unavailable-symbolic"), "closed");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), ENTRY_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "sign", sign);
  g_object_set_data (G_OBJECT (row), "page", (gpointer) page);
  return row;
}

static void
update_entry (List *self, GtkListBoxRow *row, const OofMigrationState *state)
{
  const OofMigrationPage *page = g_object_get_data (G_OBJECT (row), "page");
  GtkStack *sign = g_object_get_data (G_OBJECT (row), "sign");
  g_autofree char *obstacle = oof_migration_page_dup_obstacle (page->id, state);
  gboolean complete = oof_migration_page_is_complete (page->id, state);
  g_autofree char *name =
      g_strdup_printf ("%s: %s", _ (page->title),
                       oof_step_status_to_words (complete ? OOF_STEP_DONE : OOF_STEP_OPEN));

  gtk_stack_set_visible_child_name (sign, obstacle != NULL ? "closed"
                                          : complete       ? "done"
                                                           : "number");
  if (complete)
    gtk_widget_add_css_class (GTK_WIDGET (sign), "fine-icon");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (sign), "fine-icon");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), obstacle);
  gtk_widget_set_sensitive (GTK_WIDGET (row), obstacle == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (g_str_equal (page->id, state->page))
    gtk_list_box_select_row (self->rows, row);
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  List *self = g_object_get_data (G_OBJECT (box), "list");
  const OofMigrationState *state = oof_wizard_get_state (wizard);
  GtkListBoxRow *row;

  self->showing = TRUE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    update_entry (self, row, state);
  self->showing = FALSE;
  gtk_label_set_label (self->goal, state->trial ? _ ("Trial") : _ ("Real move"));
}

static void
selected_cb (GtkListBox *rows, GtkListBoxRow *row, gpointer user_data)
{
  List *self = user_data;
  const OofMigrationPage *page = row != NULL ? g_object_get_data (G_OBJECT (row), "page") : NULL;
  GError *error = NULL;

  if (page == NULL || self->showing)
    return;
  oof_migration_set_page (oof_wizard_get_migration (self->wizard), page->id, &error);
  oof_wizard_take_error (self->wizard, error);
}

static GtkWidget *
create_header (List *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (_ ("Migration"));
  GtkWidget *goal = gtk_label_new (NULL);

  self->goal = GTK_LABEL (goal);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (goal), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (goal, "dim-text");
  gtk_widget_add_css_class (goal, "small");
  gtk_widget_add_css_class (header, "wizard-header");
  gtk_box_append (GTK_BOX (header), title);
  gtk_box_append (GTK_BOX (header), goal);
  return header;
}

GtkWidget *
oof_wizard_list_new (OofWizard *wizard)
{
  g_return_val_if_fail (OOF_IS_WIZARD (wizard), NULL);

  List *self = g_new0 (List, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  int number = 1;

  g_object_set_data_full (G_OBJECT (box), "list", self, g_free);
  self->wizard = wizard;
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  oof_list_keys_leave_with_tab (GTK_WIDGET (self->rows));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages of the migration"), -1);
  for (const OofMigrationPage *page = oof_migration_pages; page->id != NULL; page++, number++)
    gtk_list_box_append (self->rows, create_entry (page, number));
  g_signal_connect (self->rows, "row-selected", G_CALLBACK (selected_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->rows));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (box, "places");
  gtk_box_append (GTK_BOX (box), create_header (self));
  gtk_box_append (GTK_BOX (box), scrolled);
  oof_wizard_follow (wizard, box, update);
  return box;
}
