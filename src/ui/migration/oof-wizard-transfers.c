/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "migration/oof-migration-transfer.h"
#include "ui/migration/oof-wizard-extras.h"
#include "ui/migration/oof-wizard-parts.h"
#include "ui/options/oof-option-row.h"
#include "ui/parts/oof-spoken.h"

/* What waits for the cut-over: old -> new, and a way back. */

/* A value of an option as people say it. */
static char *
dup_words (OofWizard *wizard, const char *what, const char *value)
{
  const char *name = oof_migration_transfer_get_option (what);
  const OofOptionField *field = name != NULL ? oof_option_field_find (name) : NULL;
  g_autoptr (OofOptions) options =
      oof_options_copy (oof_session_get_options (oof_wizard_get_session (wizard)));

  if (value == NULL)
    return g_strdup ("–");
  if (field == NULL || !oof_option_field_set (field, options, value, NULL))
    return g_strdup (value);
  return oof_option_row_words (field, options);
}

/* What the options call it. */
static char *
dup_title (const char *what)
{
  const char *name = oof_migration_transfer_get_option (what);
  const OofOptionEntry *entry = name != NULL ? oof_options_table_find (name) : NULL;

  return entry != NULL ? g_strdup (oof_options_entry_get_title (entry)) : oof_words_transfer (what);
}

static void
back_cb (GtkWidget *button, gpointer user_data)
{
  OofWizard *wizard = user_data;
  g_autofree char *what = g_strdup (g_object_get_data (G_OBJECT (button), "what"));
  GError *error = NULL;

  oof_session_take_back_transfer (oof_wizard_get_session (wizard),
                                  oof_wizard_get_migration (wizard), what, &error);
  oof_wizard_take_error (wizard, error);
}

static GtkWidget *
create_row (OofWizard *wizard, const OofMigrationDecision *one)
{
  OofSession *session = oof_wizard_get_session (wizard);
  g_autofree char *title = dup_title (one->what);
  g_autofree char *value = oof_session_dup_transfer_old (session, one);
  g_autofree char *old = dup_words (wizard, one->what, value);
  g_autofree char *new = dup_words (wizard, one->what, one->new);
  g_autofree char *both = g_strdup_printf ("%s → %s", old, new);
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Take back"), title);
  GtkWidget *row = oof_wizard_row_new (title, both);
  GtkWidget *back = gtk_button_new_with_label (_ ("Take back"));

  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (back, oof_wizard_get_state (wizard)->cut_over_at == OOF_INSTANT_NONE);
  oof_spoken_set_name (back, name);
  g_object_set_data_full (G_OBJECT (back), "what", g_strdup (one->what), g_free);
  g_signal_connect_object (back, "clicked", G_CALLBACK (back_cb), wizard, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), back);
  return row;
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  const OofMigrationState *state = oof_wizard_get_state (wizard);
  g_autoptr (GPtrArray) transfers = oof_migration_list_transfers (state);
  GtkListBox *card = GTK_LIST_BOX (gtk_widget_get_last_child (box));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)),
                       state->cut_over_at == OOF_INSTANT_NONE ? _ ("Waits for the cut-over")
                                                              : _ ("Written by the cut-over"));
  oof_wizard_card_clear (card);
  for (guint i = 0; i < transfers->len; i++)
    gtk_list_box_append (card, create_row (wizard, g_ptr_array_index (transfers, i)));
  gtk_widget_set_visible (box, transfers->len > 0);
}

GtkWidget *
oof_wizard_transfers_new (OofWizard *wizard)
{
  g_return_val_if_fail (OOF_IS_WIZARD (wizard), NULL);

  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), oof_wizard_heading_new (NULL));
  gtk_box_append (GTK_BOX (box), oof_wizard_card_new ());
  oof_wizard_follow (wizard, box, update);
  return box;
}
