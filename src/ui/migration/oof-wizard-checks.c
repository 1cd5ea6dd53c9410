/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "migration/oof-migration-sentence.h"
#include "ui/editor/oof-fold-box.h"
#include "ui/migration/oof-wizard-extras.h"
#include "ui/migration/oof-wizard-parts.h"
#include "ui/parts/oof-choice-row.h"
#include "ui/parts/oof-spoken.h"

/* The checks: conclusion first, then each check, then what only an administrator knows. */

#define FOLD_WIDTH 560

typedef struct
{
  OofWizard *wizard; /* (not owned) outlives the widgets */
  GtkWidget *card;
  GtkLabel *conclusion;
  GtkLabel *reasons;
  GtkLabel *counts;
  GtkListBox *list;
  GtkEntry *reason;
  GtkDropDown *correction;
} Checks;

static const struct
{
  const char *icon;
  const char *tint;
} looks[] = {
  [OOF_MIGRATION_OK] = { "object-select-symbolic", "running" },
  [OOF_MIGRATION_WARNING] = { "dialog-warning-symbolic", "hold" },
  [OOF_MIGRATION_BLOCKED] = { "dialog-error-symbolic", "trouble" },
  [OOF_MIGRATION_UNKNOWN] = { "dialog-question-symbolic", NULL },
};

static GtkWidget *
create_row (Checks *self, const OofMigrationCheck *check)
{
  const char *zone = oof_session_get_options (oof_wizard_get_session (self->wizard))->zone;
  g_autofree char *at = oof_words_time (check->at, zone);
  g_autofree char *evidence = oof_sentence_say_alone (check->evidence);
  g_autofree char *remedy = check->remedy != NULL ? oof_sentence_say (check->remedy) : NULL;
  g_autofree char *text =
      remedy != NULL ? g_strdup_printf ("%s\n→ %s", evidence, remedy) : g_strdup (evidence);
  GtkWidget *row = oof_wizard_row_new (oof_migration_check_get_title (check->id), text);
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[check->verdict].icon);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *time = oof_wizard_text_new (at, "dim-text");
  GtkWidget *chip = oof_wizard_chip_new (oof_migration_verdict_to_words (check->verdict),
                                         looks[check->verdict].tint);

  gtk_widget_add_css_class (icon, check->verdict == OOF_MIGRATION_OK ? "fine-icon" : "verdict");
  gtk_widget_add_css_class (time, "small");
  gtk_widget_add_css_class (time, "numeric");
  gtk_label_set_wrap (GTK_LABEL (time), FALSE);
  gtk_label_set_xalign (GTK_LABEL (time), 1);
  gtk_widget_set_halign (chip, GTK_ALIGN_END);
  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (end), chip);
  gtk_box_append (GTK_BOX (end), time);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), end);
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
    {
      g_autofree char *reason = oof_sentence_say_alone (g_ptr_array_index (state->reasons, i));

      g_string_append_printf (reasons, "%s%s", i > 0 ? "\n" : "", reason);
    }
  if (state->corrected != 0)
    g_string_append_printf (reasons, _ ("\nCorrected by hand; the checks say %d."),
                            state->concluded);
  if (state->checks->len == 0)
    g_string_append (reasons, _ ("The checks only look; they change nothing."));
  gtk_label_set_label (self->conclusion, text);
  gtk_label_set_label (self->reasons, reasons->str);
  gtk_widget_set_css_classes (self->card, (const char *[]){ "conclusion",
                                                            scenario == 0  ? "open"
                                                            : state->ready ? "ready"
                                                                           : "blocked",
                                                            NULL });
}

/* "6 ok · 2 warning" */
static void
show_counts (Checks *self, const OofMigrationState *state)
{
  guint counts[G_N_ELEMENTS (looks)] = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < state->checks->len; i++)
    counts[((OofMigrationCheck *) g_ptr_array_index (state->checks, i))->verdict]++;
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (counts[i] > 0)
      g_string_append_printf (text, "%s%u %s", text->len > 0 ? " · " : "", counts[i],
                              oof_migration_verdict_to_words ((OofMigrationVerdict) i));
  gtk_label_set_label (self->counts, text->str);
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  Checks *self = g_object_get_data (G_OBJECT (box), "checks");
  const OofMigrationState *state = oof_wizard_get_state (wizard);

  show_conclusion (self, state);
  show_counts (self, state);
  oof_wizard_card_clear (self->list);
  for (guint i = 0; i < state->checks->len; i++)
    gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (state->checks, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), state->checks->len > 0);
}

/* Questions: not answered, yes, no. */

static void
answer_cb (OofChoiceRow *row, GParamSpec *pspec, gpointer user_data)
{
  OofWizard *wizard = user_data;
  const char *question = g_object_get_data (G_OBJECT (row), "question");
  const char *answer = oof_choice_row_get_value (row);
  GError *error = NULL;

  if (g_strcmp0 (answer, "yes") != 0 && g_strcmp0 (answer, "no") != 0)
    return;
  oof_migration_answer_question (oof_wizard_get_migration (wizard), question,
                                 g_str_equal (answer, "yes"), &error);
  oof_wizard_take_error (wizard, error);
}

static GtkWidget *
create_question (OofWizard *wizard, const char *question)
{
  static const char *const values[] = { "", "yes", "no", NULL };
  const char *names[] = { _ ("Not answered"), _ ("Yes"), _ ("No"), NULL };
  const char *answer = g_hash_table_lookup (oof_wizard_get_state (wizard)->answers, question);
  GtkWidget *row = oof_choice_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", oof_migration_question_get_text (question),
                "title-lines", 0, NULL);
  oof_choice_row_set_choices (OOF_CHOICE_ROW (row), values, names);
  oof_choice_row_set_value (OOF_CHOICE_ROW (row), answer != NULL ? answer : "");
  g_object_set_data (G_OBJECT (row), "question", (gpointer) question);
  g_signal_connect_object (row, "notify::value", G_CALLBACK (answer_cb), wizard, 0);
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
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *choice = gtk_drop_down_new_from_strings (scenarios);
  GtkWidget *reason = gtk_entry_new ();
  GtkWidget *correct = gtk_button_new_with_mnemonic (_ ("C_orrect"));

  self->correction = GTK_DROP_DOWN (choice);
  self->reason = GTK_ENTRY (reason);
  gtk_drop_down_set_selected (self->correction,
                              (guint) oof_wizard_get_state (self->wizard)->corrected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Scenario"), -1);
  gtk_entry_set_placeholder_text (self->reason, _ ("Why the checks are wrong"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why the checks are wrong"), -1);
  g_signal_connect (correct, "clicked", G_CALLBACK (correct_cb), self);
  gtk_box_append (GTK_BOX (box), oof_wizard_heading_new (_ ("Correct the scenario")));
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (box), reason);
  gtk_box_append (GTK_BOX (box), correct);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Correct…"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  /* The one has the focus, by the other GTK 4.18 calls it. */
  oof_spoken_set_name (gtk_widget_get_first_child (button), _ ("Correct the scenario"));
  oof_spoken_set_name (button, _ ("Correct the scenario"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  return button;
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = oof_wizard_text_new (NULL, css_class);

  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* The conclusion, above everything it rests on. */
static GtkWidget *
create_conclusion (Checks *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->card = g_object_new (OOF_TYPE_FOLD_BOX, "end-fixed", TRUE, "fold-width", FOLD_WIDTH,
                             "spacing", 12, "fold-spacing", 6, NULL);
  self->conclusion = add_label (words, "heading");
  self->reasons = add_label (words, NULL);
  gtk_widget_set_parent (words, self->card);
  gtk_widget_set_parent (create_correction (self), self->card);
  return self->card;
}

/* "Checks  6 ok · 2 warning                       Check again" */
static GtkWidget *
create_header (Checks *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *button = oof_wizard_button_new (self->wizard, _ ("_Check again"), OOF_WIZARD_CHECK);

  gtk_box_append (GTK_BOX (header), oof_wizard_heading_new (_ ("Checks")));
  self->counts = add_label (header, "dim-text");
  gtk_widget_set_hexpand (GTK_WIDGET (self->counts), TRUE);
  gtk_box_append (GTK_BOX (header), button);
  return header;
}

GtkWidget *
oof_wizard_checks_new (OofWizard *wizard)
{
  Checks *self = g_new0 (Checks, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = oof_wizard_card_new ();
  GtkWidget *questions = oof_wizard_card_new ();

  g_object_set_data_full (G_OBJECT (box), "checks", self, g_free);
  self->wizard = wizard;
  self->list = GTK_LIST_BOX (list);
  gtk_box_append (GTK_BOX (box), create_conclusion (self));
  gtk_box_append (GTK_BOX (box), create_header (self));
  gtk_box_append (GTK_BOX (box), list);
  for (const char *const *question = oof_migration_question_ids; *question != NULL; question++)
    gtk_list_box_append (GTK_LIST_BOX (questions), create_question (wizard, *question));
  gtk_box_append (GTK_BOX (box), oof_wizard_heading_new (_ ("What only you can know")));
  gtk_box_append (GTK_BOX (box), questions);
  gtk_box_append (
      GTK_BOX (box),
      oof_wizard_text_new (_ ("An answer counts as soon as you check again."), "dim-text"));
  oof_wizard_follow (wizard, box, update);
  return box;
}
