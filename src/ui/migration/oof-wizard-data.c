/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "ui/migration/oof-wizard-extras.h"

/* Existing data: rules, what becomes of each old appointment, counts before and after. */

/* Rows of odd appointments that are shown; the report and oofctl have all. */
#define MAX_ROWS 200

typedef struct
{
  OofWizard *wizard; /* (not owned) outlives the widgets */
  GtkTextBuffer *rules;
  GtkLabel *summary;
  GtkListBox *odd;
  GPtrArray *shown; /* (not owned) (nullable) whose rows there are */
  GtkWidget *take_over;
  GtkWidget *take_back;
} Data;

static void
show_summary (Data *self, GPtrArray *mapped, const OofMigrationState *state)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint verdicts[OOF_N_MAPPED];
  guint before = 0;
  guint after = 0;

  if (mapped == NULL)
    {
      gtk_label_set_label (self->summary, _ ("The calendar has not been read yet."));
      return;
    }
  oof_mapping_count_verdicts (mapped, verdicts);
  for (guint i = 0; i < OOF_N_MAPPED; i++)
    if (verdicts[i] > 0)
      g_string_append_printf (text, "%u %s\n", verdicts[i],
                              oof_mapped_verdict_to_words ((OofMappedVerdict) i));
  for (guint i = 0; i < state->counts->len; i++)
    {
      const OofMigrationCount *count = g_ptr_array_index (state->counts, i);

      before += count->before;
      after += count->after;
    }
  g_string_append_printf (text,
                          _ ("Reconciliation: %u old appointments, %u of them in the plan, in %u "
                             "rows of person and Betreff"),
                          before, after, state->counts->len);
  gtk_label_set_label (self->summary, text->str);
}

static void
show_odd (Data *self, GPtrArray *mapped)
{
  GtkWidget *row;
  guint n = 0;

  if (mapped == self->shown)
    return;
  self->shown = mapped;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->odd))) != NULL)
    gtk_list_box_remove (self->odd, row);
  for (guint i = 0; mapped != NULL && i < mapped->len && n < MAX_ROWS; i++)
    {
      const OofMapped *one = g_ptr_array_index (mapped, i);
      const char *subject = one->old->item->subject;

      if (!oof_mapped_verdict_is_odd (one->verdict))
        continue;
      g_autofree char *text =
          one->remark != NULL
              ? g_strdup_printf ("%s: %s", oof_mapped_verdict_to_words (one->verdict), one->remark)
              : g_strdup (oof_mapped_verdict_to_words (one->verdict));
      gtk_list_box_append (
          self->odd, oof_wizard_row_new (*subject != '\0' ? subject : _ ("Without subject"), text));
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->odd), n > 0);
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  Data *self = g_object_get_data (G_OBJECT (box), "data");
  const OofMigrationState *state = oof_wizard_get_state (wizard);
  GPtrArray *mapped = oof_wizard_get_mapped (wizard);
  gboolean open = !oof_wizard_is_busy (wizard, NULL) && state->cut_over_at == OOF_INSTANT_NONE;

  show_summary (self, mapped, state);
  show_odd (self, mapped);
  gtk_widget_set_sensitive (self->take_over, open && mapped != NULL);
  gtk_widget_set_sensitive (self->take_back, open && state->imported->len > 0);
}

static void
use_rules_cb (GtkWidget *button, gpointer user_data)
{
  Data *self = user_data;
  GtkTextIter start, end;
  GError *error = NULL;

  gtk_text_buffer_get_bounds (self->rules, &start, &end);
  g_autofree char *text = gtk_text_buffer_get_text (self->rules, &start, &end, FALSE);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_autoptr (OofMigrationRules) rules =
      oof_migration_rules_parse ((const char *const *) lines, &error);
  if (rules != NULL
      && oof_migration_set_rules (oof_wizard_get_migration (self->wizard),
                                  (const char *const *) lines, &error))
    oof_wizard_start (self->wizard, OOF_WIZARD_READ);
  oof_wizard_take_error (self->wizard, error);
}

static GtkWidget *
create_rules (Data *self)
{
  GtkWidget *expander = gtk_expander_new_with_mnemonic (_ ("R_ules"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Use these rules"));
  g_auto (GStrv) lines = oof_session_dup_rules (oof_wizard_get_migration (self->wizard));
  g_autofree char *text = g_strjoinv ("\n", lines);

  self->rules = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (self->rules, text, -1);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Rules"),
                                  -1);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (use_rules_cb), self);
  gtk_box_append (GTK_BOX (box), view);
  gtk_box_append (GTK_BOX (box), button);
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  return expander;
}

GtkWidget *
oof_wizard_data_new (OofWizard *wizard)
{
  Data *self = g_new0 (Data, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *read = oof_wizard_button_new (wizard, _ ("_Read the calendar"), OOF_WIZARD_READ);

  g_object_set_data_full (G_OBJECT (box), "data", self, g_free);
  self->wizard = wizard;
  self->take_over = oof_wizard_button_new (wizard, _ ("_Take over"), OOF_WIZARD_TAKE_OVER);
  self->take_back = oof_wizard_button_new (wizard, _ ("Take _back"), OOF_WIZARD_TAKE_BACK);
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  self->odd = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_xalign (self->summary, 0);
  gtk_list_box_set_selection_mode (self->odd, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->odd), "boxed-list");
  gtk_box_append (GTK_BOX (buttons), read);
  gtk_box_append (GTK_BOX (buttons), self->take_over);
  gtk_box_append (GTK_BOX (buttons), self->take_back);
  gtk_box_append (GTK_BOX (box), create_rules (self));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->odd));
  oof_wizard_follow (wizard, box, update);
  return box;
}
