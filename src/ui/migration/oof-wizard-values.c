/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "core/oof-subject.h"
#include "migration/oof-migration-transfer.h"
#include "ui/migration/oof-wizard-extras.h"
#include "ui/migration/oof-wizard-parts.h"
#include "ui/options/oof-option-row.h"

/* The form beside a screenshot: what is copied out of it by eye, what each value means, and a
 * button that lets it wait for the cut-over. */

#define LIST_HEIGHT 160

typedef struct
{
  OofWizard *wizard;            /* (not owned) outlives the widgets */
  const OofMigrationSlot *slot; /* static */
  GHashTable *typed;            /* (owned) name of an option -> value as typed */
  GtkTextBuffer *subjects;      /* (nullable) of the slot "betreffs" */
} Values;

static void
values_free (gpointer data)
{
  Values *self = data;

  g_hash_table_unref (self->typed);
  g_free (self);
}

static void
typed_cb (const OofOptionField *field, const char *text, gpointer user_data)
{
  Values *self = g_object_get_data (user_data, "values");

  g_hash_table_replace (self->typed, g_strdup (field->name), g_strdup (text));
}

static void
carry_over_cb (GtkWidget *button, gpointer user_data)
{
  Values *self = user_data;
  OofSession *session = oof_wizard_get_session (self->wizard);
  OofMigration *migration = oof_wizard_get_migration (self->wizard);
  GHashTableIter iter;
  gpointer name, value;
  GError *error = NULL;

  g_hash_table_iter_init (&iter, self->typed);
  while (error == NULL && g_hash_table_iter_next (&iter, &name, &value))
    oof_session_transfer_option (session, migration, name, value, &error);
  if (self->subjects != NULL && error == NULL)
    {
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (self->subjects, &start, &end);
      g_autofree char *text = gtk_text_buffer_get_text (self->subjects, &start, &end, FALSE);
      oof_session_transfer_subjects (session, migration, text, &error);
    }
  oof_wizard_take_error (self->wizard, error);
}

static GtkWidget *
create_fields (Values *self, GtkWidget *owner)
{
  GtkWidget *card = oof_wizard_card_new ();
  g_autoptr (OofOptions) options = oof_session_dup_transferred_options (
      oof_wizard_get_session (self->wizard), oof_wizard_get_migration (self->wizard));

  for (const char *const *name = self->slot->fields; *name != NULL; name++)
    gtk_list_box_append (
        GTK_LIST_BOX (card),
        oof_option_row_new (oof_options_table_find (*name), options, typed_cb, G_OBJECT (owner)));
  return card;
}

/* What waits already, so that it can be gone on with. */
static char *
dup_waiting (OofWizard *wizard)
{
  g_autoptr (GPtrArray) transfers = oof_migration_list_transfers (oof_wizard_get_state (wizard));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < transfers->len; i++)
    {
      const OofMigrationDecision *one = g_ptr_array_index (transfers, i);

      if (oof_migration_transfer_get_subject (one->what) != NULL)
        g_string_append_printf (text, "%s\n", one->new);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
create_subjects (Values *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  g_autofree char *text = dup_waiting (self->wizard);

  self->subjects = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (self->subjects, text, -1);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Betreffs, one a line"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  return scrolled;
}

GtkWidget *
oof_wizard_values_new (OofWizard *wizard, const OofMigrationSlot *slot)
{
  g_return_val_if_fail (OOF_IS_WIZARD (wizard) && slot != NULL, NULL);

  Values *self = g_new0 (Values, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gboolean lists = g_str_equal (slot->id, "betreffs");
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Carry over"));

  g_object_set_data_full (G_OBJECT (box), "values", self, values_free);
  self->wizard = wizard;
  self->slot = slot;
  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_box_append (GTK_BOX (box), oof_wizard_heading_new (_ ("Read from the picture")));
  gtk_box_append (GTK_BOX (box), oof_wizard_text_new (_ (slot->here), "dim-text"));
  if (lists)
    gtk_box_append (GTK_BOX (box), create_subjects (self));
  else if (slot->fields[0] != NULL)
    gtk_box_append (GTK_BOX (box), create_fields (self, box));
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_visible (button, lists || slot->fields[0] != NULL);
  gtk_widget_set_sensitive (button, oof_wizard_get_state (wizard)->cut_over_at == OOF_INSTANT_NONE);
  g_signal_connect (button, "clicked", G_CALLBACK (carry_over_cb), self);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}
