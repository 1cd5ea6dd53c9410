/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-step-row.h"

#include "ui/parts/oof-spoken.h"

#include <glib/gi18n.h>

struct _OofStepRow
{
  AdwActionRow parent_instance;

  OofWizard *wizard;            /* (owned) */
  const OofMigrationStep *step; /* static */
  GtkLabel *status;
  GtkButton *done;
  GtkMenuButton *skip;
  GtkButton *later;
  GtkEntry *reason;
};

G_DEFINE_FINAL_TYPE (OofStepRow, oof_step_row, ADW_TYPE_ACTION_ROW)

static void
set (OofStepRow *self, OofStepStatus status, const char *reason)
{
  GError *error = NULL;

  oof_migration_set_step (oof_wizard_get_migration (self->wizard), self->step->id, status, reason,
                          &error);
  oof_wizard_take_error (self->wizard, error);
}

static void
done_cb (OofStepRow *self)
{
  set (self, OOF_STEP_DONE, NULL);
}

static void
later_cb (OofStepRow *self)
{
  set (self, OOF_STEP_LATER, NULL);
}

static void
reason_cb (OofStepRow *self)
{
  g_autofree char *reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason)));

  if (*reason == '\0')
    return;
  gtk_menu_button_popdown (self->skip);
  set (self, OOF_STEP_SKIPPED, reason);
}

static void
update (OofStepRow *self)
{
  const OofMigrationState *state = oof_wizard_get_state (self->wizard);
  const OofMigrationMark *mark = oof_migration_state_find_mark (state, self->step->id);
  OofStepStatus status = mark != NULL ? mark->status : OOF_STEP_OPEN;
  g_autofree char *text =
      mark != NULL && mark->reason != NULL
          ? g_strdup_printf ("%s: %s", oof_step_status_to_words (status), mark->reason)
          : g_strdup (oof_step_status_to_words (status));

  gtk_label_set_label (self->status, text);
  gtk_widget_set_visible (GTK_WIDGET (self), oof_migration_step_applies (self->step, state));
}

/* What a screen reader says of a button whose label many rows have. */
static void
name_button (GtkWidget *button, const char *label, const char *title)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", label, title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  oof_spoken_set_name (GTK_WIDGET (button), name);
}

static GtkWidget *
create_reason (OofStepRow *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *entry = gtk_entry_new ();

  self->reason = GTK_ENTRY (entry);
  gtk_entry_set_placeholder_text (self->reason, _ ("Why it is skipped"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why it is skipped"), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (reason_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  return popover;
}

static void
add_buttons (OofStepRow *self, const char *title)
{
  GtkWidget *status = gtk_label_new (NULL);
  GtkWidget *done = gtk_button_new_with_mnemonic (_ ("_Done"));
  GtkWidget *skip = gtk_menu_button_new ();
  GtkWidget *later = gtk_button_new_with_mnemonic (_ ("_Later"));

  self->status = GTK_LABEL (status);
  self->done = GTK_BUTTON (done);
  self->skip = GTK_MENU_BUTTON (skip);
  self->later = GTK_BUTTON (later);
  gtk_label_set_wrap (self->status, TRUE);
  gtk_label_set_max_width_chars (self->status, 18);
  gtk_widget_add_css_class (status, "dim-text");
  gtk_menu_button_set_label (self->skip, _ ("Skip…"));
  gtk_menu_button_set_popover (self->skip, create_reason (self));
  g_signal_connect_object (done, "clicked", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (later, "clicked", G_CALLBACK (later_cb), self, G_CONNECT_SWAPPED);
  name_button (done, _ ("Done"), title);
  name_button (skip, _ ("Skip"), title);
  name_button (later, _ ("Later"), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), status);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), done);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), skip);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), later);
}

static void
oof_step_row_dispose (GObject *object)
{
  g_clear_object (&OOF_STEP_ROW (object)->wizard);
  G_OBJECT_CLASS (oof_step_row_parent_class)->dispose (object);
}

static void
oof_step_row_class_init (OofStepRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_step_row_dispose;
}

static void
oof_step_row_init (OofStepRow *self)
{
}

GtkWidget *
oof_step_row_new (OofWizard *wizard, const OofMigrationStep *step)
{
  g_return_val_if_fail (OOF_IS_WIZARD (wizard) && step != NULL, NULL);

  OofStepRow *self = g_object_new (OOF_TYPE_STEP_ROW, "use-markup", FALSE, NULL);

  self->wizard = g_object_ref (wizard);
  self->step = step;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ (step->vendor));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _ (step->here));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  add_buttons (self, _ (step->vendor));
  g_signal_connect_object (wizard, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
