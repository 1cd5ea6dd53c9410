/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/migration/oof-wizard-extras.h"

/* The checks: conclusion first, then each check, then what only an administrator knows. */

typedef struct
{
  OofWizard *wizard; /* (not owned) outlives the widgets */
  GtkLabel *conclusion;
  GtkLabel *reasons;
  GtkListBox *list;
  GtkEntry *reason;
  GtkDropDown *correction;
} Checks;

static const char *const icons[] = {
  [OOF_MIGRATION_OK] = "object-select-symbolic",
  [OOF_MIGRATION_WARNING] = "dialog-warning-symbolic",
  [OOF_MIGRATION_BLOCKED] = "dialog-error-symbolic",
  [OOF_MIGRATION_UNKNOWN] = "dialog-question-symbolic",
};

static GtkWidget *
create_row (Checks *self, const OofMigrationCheck *check)
{
  const char *zone = oof_session_get_options (oof_wizard_get_session (self->wizard))->zone;
  g_autofree char *at = oof_words_time (check->at, zone);
  g_autofree char *text = check->remedy != NULL
                              ? g_strdup_printf ("%s\n→ %s", check->evidence, check->remedy)
                              : g_strdup (check->evidence);
  GtkWidget *row = oof_wizard_row_new (oof_migration_check_get_title (check->id), text);
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[check->verdict]);
  g_autofree char *verdict =
      g_strdup_printf ("%s · %s", oof_migration_verdict_to_words (check->verdict), at);
  GtkWidget *label = gtk_label_new (verdict);

  gtk_widget_add_css_class (label, "dim-text");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static void
show_conclusion (Checks *self, const OofMigrationState *state)
{
  int scenario = oof_migration_state_get_scenario (state);
  g_autoptr (GString) reasons = g_string_new (NULL);
  g_autofree char *text =
      scenario == 0  ? g_strdup (state->checks->len > 0 ? _ ("No scenario can be concluded")
                                                        : _ ("Nothing has been checked yet"))
      : state->ready ? g_strdup_printf (_ ("Scenario %d: you can begin"), scenario)
                     : g_strdup_printf (_ ("Scenario %d: you cannot begin yet"), scenario);

  for (guint i = 0; i < state->reasons->len; i++)
    g_string_append_printf (reasons, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (state->reasons, i));
  gtk_label_set_label (self->conclusion, text);
  gtk_label_set_label (self->reasons, reasons->str);
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  Checks *self = g_object_get_data (G_OBJECT (box), "checks");
  const OofMigrationState *state = oof_wizard_get_state (wizard);
  GtkWidget *row;

  show_conclusion (self, state);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < state->checks->len; i++)
    gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (state->checks, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), state->checks->len > 0);
}

/* Questions: not answered, yes, no. */

static void
answer_cb (GtkDropDown *choice, GParamSpec *pspec, gpointer user_data)
{
  OofWizard *wizard = user_data;
  const char *question = g_object_get_data (G_OBJECT (choice), "question");
  guint chosen = gtk_drop_down_get_selected (choice);
  GError *error = NULL;

  if (chosen == 0)
    return;
  oof_migration_answer_question (oof_wizard_get_migration (wizard), question, chosen == 1, &error);
  oof_wizard_take_error (wizard, error);
}

static GtkWidget *
create_question (OofWizard *wizard, const char *question)
{
  const char *answers[] = { _ ("Not answered"), _ ("Yes"), _ ("No"), NULL };
  GtkWidget *row = oof_wizard_row_new (oof_migration_question_get_text (question), "");
  GtkWidget *choice = gtk_drop_down_new_from_strings (answers);
  OofKnown known = oof_migration_answer (oof_wizard_get_state (wizard)->answers, question);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), known == OOF_KNOWN_YES  ? 1
                                                      : known == OOF_KNOWN_NO ? 2
                                                                              : 0);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (choice), "question", (gpointer) question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  oof_migration_question_get_text (question), -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (answer_cb), wizard, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choice);
  return row;
}

/* Correcting the scenario, with a reason. */

static void
correct_cb (GtkWidget *button, gpointer user_data)
{
  Checks *self = user_data;
  int scenario = (int) gtk_drop_down_get_selected (self->correction);
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));
  GError *error = NULL;

  oof_migration_correct (oof_wizard_get_migration (self->wizard), scenario,
                         *reason != '\0' ? reason : NULL, &error);
  oof_wizard_take_error (self->wizard, error);
}

static GtkWidget *
create_correction (Checks *self)
{
  const char *scenarios[] = { _ ("As concluded"), _ ("Scenario 1"), _ ("Scenario 2"),
                              _ ("Scenario 3"), NULL };
  GtkWidget *row = oof_wizard_row_new (_ ("Correct the scenario"), "");
  GtkWidget *choice = gtk_drop_down_new_from_strings (scenarios);
  GtkWidget *reason = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("C_orrect"));

  self->correction = GTK_DROP_DOWN (choice);
  self->reason = GTK_ENTRY (reason);
  gtk_drop_down_set_selected (self->correction,
                              (guint) oof_wizard_get_state (self->wizard)->corrected);
  gtk_entry_set_placeholder_text (self->reason, _ ("Why the checks are wrong"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why the checks are wrong"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (correct_cb), self);
  GtkWidget *parts[] = { choice, reason, button };
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gtk_widget_set_valign (parts[i], GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), parts[i]);
    }
  return row;
}

static GtkWidget *
create_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

GtkWidget *
oof_wizard_checks_new (OofWizard *wizard)
{
  Checks *self = g_new0 (Checks, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = oof_wizard_button_new (wizard, _ ("_Check again"), OOF_WIZARD_CHECK);
  GtkWidget *list = create_list ();
  GtkWidget *questions = create_list ();

  g_object_set_data_full (G_OBJECT (box), "checks", self, g_free);
  self->wizard = wizard;
  self->conclusion = add_label (box, "title-3");
  self->reasons = add_label (box, "dim-text");
  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), list);
  for (const char *const *question = oof_migration_question_ids; *question != NULL; question++)
    gtk_list_box_append (GTK_LIST_BOX (questions), create_question (wizard, *question));
  gtk_list_box_append (GTK_LIST_BOX (questions), create_correction (self));
  gtk_box_append (GTK_BOX (box), questions);
  oof_wizard_follow (wizard, box, update);
  return box;
}
