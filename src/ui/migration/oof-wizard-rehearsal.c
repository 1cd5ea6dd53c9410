/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/migration/oof-wizard-extras.h"
#include "ui/migration/oof-wizard-parts.h"
#include "ui/oof-wrap-box.h"

/* The rehearsal: what the task would do to each mailbox, and every text that would change, old
 * above new. */

typedef struct
{
  OofWizard *wizard; /* (not owned) outlives the widgets */
  GtkLabel *when;
  GtkListBox *counts;
  GtkLabel *heading;
  GtkListBox *texts;
} Rehearsal;

static void
add_count (Rehearsal *self, const char *title, guint n, const char *tint)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  GtkWidget *row = oof_wizard_row_new (title, "");

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), oof_wizard_chip_new (text, n > 0 ? tint : NULL));
  gtk_list_box_append (self->counts, row);
}

static void
add_text (Rehearsal *self, const OofMigrationText *text)
{
  g_autofree char *title = g_strdup_printf (
      "%s · %s", text->person, text->external ? _ ("external reply") : _ ("internal reply"));
  g_autofree char *old = g_strdup_printf (_ ("Today:\n%s"), text->old);
  g_autofree char *new =
      g_strdup_printf (_ ("New:\n%s"), *text->new != '\0' ? text->new : _ ("no reply"));
  GtkWidget *row = adw_expander_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", title, NULL);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), oof_wizard_row_new (old, new));
  gtk_list_box_append (self->texts, row);
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  Rehearsal *self = g_object_get_data (G_OBJECT (box), "rehearsal");
  const OofMigrationState *state = oof_wizard_get_state (wizard);
  const OofMigrationRehearsal *rehearsal = &state->rehearsal;
  const char *zone = oof_session_get_options (oof_wizard_get_session (wizard))->zone;
  gboolean any = rehearsal->at != OOF_INSTANT_NONE;
  g_autofree char *at = any ? oof_words_instant (rehearsal->at, zone) : NULL;
  g_autofree char *when =
      any ? g_strdup_printf (_ ("Rehearsed on %s."), at) : g_strdup (_ ("There was no rehearsal."));

  gtk_label_set_label (self->when, when);
  oof_wizard_card_clear (self->counts);
  add_count (self, _ ("Mailboxes keep what they have"), rehearsal->same, "running");
  add_count (self, _ ("Mailboxes would be changed"), rehearsal->changed, "planned");
  add_count (self, _ ("Mailboxes failed"), rehearsal->failed, "trouble");
  add_count (self, _ ("Running replies keep their text"), rehearsal->texts_same, "running");
  add_count (self, _ ("Running replies would get another text"), rehearsal->texts_different,
             "hold");
  add_count (self, _ ("Replies would be switched on"), rehearsal->texts_new, "planned");
  gtk_widget_set_visible (GTK_WIDGET (self->counts), any);
  oof_wizard_card_clear (self->texts);
  for (guint i = 0; i < state->texts->len; i++)
    add_text (self, g_ptr_array_index (state->texts, i));
  gtk_widget_set_visible (GTK_WIDGET (self->heading), state->texts->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->texts), state->texts->len > 0);
}

GtkWidget *
oof_wizard_rehearsal_new (OofWizard *wizard)
{
  g_return_val_if_fail (OOF_IS_WIZARD (wizard), NULL);

  Rehearsal *self = g_new0 (Rehearsal, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = oof_wizard_bar_new ();
  GtkWidget *when = oof_wizard_text_new (NULL, "dim-text");
  GtkWidget *heading = oof_wizard_heading_new (_ ("Texts that would change"));
  GtkWidget *counts = oof_wizard_card_new ();
  GtkWidget *texts = oof_wizard_card_new ();

  g_object_set_data_full (G_OBJECT (box), "rehearsal", self, g_free);
  self->wizard = wizard;
  self->when = GTK_LABEL (when);
  self->heading = GTK_LABEL (heading);
  self->counts = GTK_LIST_BOX (counts);
  self->texts = GTK_LIST_BOX (texts);
  gtk_widget_set_valign (when, GTK_ALIGN_CENTER);
  oof_wrap_box_append (OOF_WRAP_BOX (head),
                       oof_wizard_button_new (wizard, _ ("_Rehearse"), OOF_WIZARD_REHEARSE));
  oof_wrap_box_append (OOF_WRAP_BOX (head), when);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), counts);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), texts);
  oof_wizard_follow (wizard, box, update);
  return box;
}
