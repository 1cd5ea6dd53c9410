/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "migration/oof-migration-sentence.h"
#include "ui/migration/oof-wizard-extras.h"
#include "ui/migration/oof-wizard-parts.h"
#include "ui/oof-wrap-box.h"

/* Existing data: rules, what becomes of each old appointment, counts before and after. */

/* Rows of odd appointments that are shown; the report and oofctl have all. */
#define MAX_ROWS 200

typedef struct
{
  OofWizard *wizard; /* (not owned) outlives the widgets */
  GtkTextBuffer *rules;
  GtkLabel *summary;
  GtkListBox *verdicts;
  GtkWidget *heading;
  GtkListBox *odd;
  GPtrArray *shown; /* (not owned) (nullable) whose rows there are */
  GtkWidget *take_over;
  GtkWidget *take_back;
} Data;

static void
show_verdicts (Data *self, GPtrArray *mapped)
{
  guint verdicts[OOF_N_MAPPED] = { 0 };

  oof_wizard_card_clear (self->verdicts);
  if (mapped != NULL)
    oof_mapping_count_verdicts (mapped, verdicts);
  for (guint i = 0; i < OOF_N_MAPPED; i++)
    {
      OofMappedVerdict verdict = (OofMappedVerdict) i;
      g_autofree char *n = g_strdup_printf ("%u", verdicts[i]);
      GtkWidget *row;

      if (verdicts[i] == 0)
        continue;
      g_autofree char *words = oof_sentence_say_alone (oof_mapped_verdict_to_words (verdict));
      row = oof_wizard_row_new (words, "");
      adw_action_row_add_suffix (
          ADW_ACTION_ROW (row), oof_wizard_chip_new (n, oof_mapped_verdict_is_odd (verdict) ? "hold"
                                                        : verdict == OOF_MAPPED_TAKEN ? "running"
                                                                                      : "planned"));
      gtk_list_box_append (self->verdicts, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->verdicts), mapped != NULL && mapped->len > 0);
}

static void
show_summary (Data *self, GPtrArray *mapped, const OofMigrationState *state)
{
  guint before = 0;
  guint after = 0;

  for (guint i = 0; i < state->counts->len; i++)
    {
      const OofMigrationCount *count = g_ptr_array_index (state->counts, i);

      before += count->before;
      after += count->after;
    }
  g_autofree char *text =
      g_strdup_printf (_ ("Reconciliation: %u old appointments, %u of them in the plan, in %u "
                          "rows of person and Betreff"),
                       before, after, state->counts->len);
  gtk_label_set_label (self->summary, mapped == NULL && state->counts->len == 0
                                          ? _ ("The calendar has not been read yet.")
                                          : text);
}

static void
show_odd (Data *self, GPtrArray *mapped)
{
  guint n = 0;

  if (mapped == self->shown && mapped != NULL)
    return;
  self->shown = mapped;
  oof_wizard_card_clear (self->odd);
  for (guint i = 0; mapped != NULL && i < mapped->len && n < MAX_ROWS; i++)
    {
      const OofMapped *one = g_ptr_array_index (mapped, i);
      const char *subject = one->old->item->subject;

      if (!oof_mapped_verdict_is_odd (one->verdict))
        continue;
      g_autofree char *words = oof_sentence_say_alone (oof_mapped_verdict_to_words (one->verdict));
      g_autofree char *text =
          one->remark != NULL ? g_strdup_printf ("%s: %s", words, one->remark) : g_strdup (words);
      gtk_list_box_append (
          self->odd, oof_wizard_row_new (*subject != '\0' ? subject : _ ("Without subject"), text));
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->odd), n > 0);
  gtk_widget_set_visible (self->heading, n > 0);
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  Data *self = g_object_get_data (G_OBJECT (box), "data");
  const OofMigrationState *state = oof_wizard_get_state (wizard);
  GPtrArray *mapped = oof_wizard_get_mapped (wizard);
  gboolean open = !oof_wizard_is_busy (wizard, NULL) && state->cut_over_at == OOF_INSTANT_NONE;

  show_verdicts (self, mapped);
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

  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Rules"), -1);
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

static GtkWidget *
create_buttons (Data *self)
{
  GtkWidget *buttons = oof_wizard_bar_new ();

  self->take_over = oof_wizard_button_new (self->wizard, _ ("_Take over"), OOF_WIZARD_TAKE_OVER);
  self->take_back = oof_wizard_button_new (self->wizard, _ ("Take _back"), OOF_WIZARD_TAKE_BACK);
  oof_wrap_box_append (
      OOF_WRAP_BOX (buttons),
      oof_wizard_button_new (self->wizard, _ ("_Read the calendar"), OOF_WIZARD_READ));
  oof_wrap_box_append (OOF_WRAP_BOX (buttons), self->take_over);
  oof_wrap_box_append (OOF_WRAP_BOX (buttons), self->take_back);
  return buttons;
}

GtkWidget *
oof_wizard_data_new (OofWizard *wizard)
{
  Data *self = g_new0 (Data, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  g_object_set_data_full (G_OBJECT (box), "data", self, g_free);
  self->wizard = wizard;
  self->summary = GTK_LABEL (oof_wizard_text_new (NULL, NULL));
  self->verdicts = GTK_LIST_BOX (oof_wizard_card_new ());
  self->heading = oof_wizard_heading_new (_ ("To be looked at"));
  self->odd = GTK_LIST_BOX (oof_wizard_card_new ());
  gtk_box_append (GTK_BOX (box), create_buttons (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->verdicts));
  gtk_box_append (GTK_BOX (box), create_rules (self));
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->odd));
  oof_wizard_follow (wizard, box, update);
  return box;
}
