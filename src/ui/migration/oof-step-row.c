/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-step-row.h"

#include "ui/parts/oof-spoken.h"

#include <glib/gi18n.h>

#include "ui/editor/oof-fold-box.h"
#include "ui/migration/oof-wizard-parts.h"

#define FOLD_WIDTH 600

struct _OofStepRow
{
  GtkListBoxRow parent_instance;

  OofWizard *wizard;            /* (owned) */
  const OofMigrationStep *step; /* static */
  GtkWidget *chip;
  GtkWidget *reason_label;
  GtkWidget *done;
  GtkWidget *skip;
  GtkWidget *later;
  GtkWidget *again;
  GtkEntry *reason;
};

G_DEFINE_FINAL_TYPE (OofStepRow, oof_step_row, GTK_TYPE_LIST_BOX_ROW)

static const char *const tints[] = {
  [OOF_STEP_OPEN] = NULL,
  [OOF_STEP_DONE] = "running",
  [OOF_STEP_SKIPPED] = NULL,
  [OOF_STEP_LATER] = "hold",
};

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
again_cb (OofStepRow *self)
{
  set (self, OOF_STEP_OPEN, NULL);
}

static void
reason_cb (OofStepRow *self)
{
  g_autofree char *reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason)));

  if (*g_strstrip (reason) == '\0')
    return;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->skip));
  set (self, OOF_STEP_SKIPPED, reason);
}

/* Open: what can be said of it. Else how it stands, and a way back. */
static void
update (OofStepRow *self)
{
  const OofMigrationState *state = oof_wizard_get_state (self->wizard);
  const OofMigrationMark *mark = oof_migration_state_find_mark (state, self->step->id);
  OofStepStatus status = mark != NULL ? mark->status : OOF_STEP_OPEN;
  gboolean open = status == OOF_STEP_OPEN;

  gtk_label_set_label (GTK_LABEL (self->chip), oof_step_status_to_words (status));
  for (gsize i = 0; i < G_N_ELEMENTS (tints); i++)
    if (tints[i] != NULL)
      gtk_widget_remove_css_class (self->chip, tints[i]);
  if (tints[status] != NULL)
    gtk_widget_add_css_class (self->chip, tints[status]);
  gtk_label_set_label (GTK_LABEL (self->reason_label),
                       mark != NULL && mark->reason != NULL ? mark->reason : "");
  gtk_widget_set_visible (self->reason_label, mark != NULL && mark->reason != NULL);
  gtk_widget_set_visible (self->chip, !open);
  gtk_widget_set_visible (self->again, status == OOF_STEP_DONE || status == OOF_STEP_SKIPPED);
  gtk_widget_set_visible (self->done, open || status == OOF_STEP_LATER);
  gtk_widget_set_visible (self->skip, open || status == OOF_STEP_LATER);
  gtk_widget_set_visible (self->later, open);
  gtk_widget_set_visible (GTK_WIDGET (self), oof_migration_step_applies (self->step, state));
}

/* What a screen reader says of a button whose label many rows have. */
static void
name_button (GtkWidget *button, const char *label, const char *title)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", label, title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* What takes the focus in a menu button is the button inside. */
  if (GTK_IS_MENU_BUTTON (button))
    button = gtk_widget_get_first_child (button);
  oof_spoken_set_name (button, name);
}

static GtkWidget *
create_reason (OofStepRow *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("S_kip"));

  self->reason = GTK_ENTRY (entry);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 24);
  gtk_entry_set_placeholder_text (self->reason, _ ("Why it is skipped"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why it is skipped"), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (reason_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (reason_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static GtkWidget *
add_button (OofStepRow *self, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
create_controls (OofStepRow *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->chip = oof_wizard_chip_new (NULL, NULL);
  gtk_box_append (GTK_BOX (box), self->chip);
  self->done = add_button (self, box, _ ("_Done"), G_CALLBACK (done_cb));
  self->skip = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->skip), _ ("Skip…"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->skip), create_reason (self));
  gtk_widget_add_css_class (self->skip, "flat");
  gtk_box_append (GTK_BOX (box), self->skip);
  self->later = add_button (self, box, _ ("_Later"), G_CALLBACK (later_cb));
  gtk_widget_add_css_class (self->later, "flat");
  self->again = add_button (self, box, _ ("_Open again"), G_CALLBACK (again_cb));
  gtk_widget_add_css_class (self->again, "flat");
  name_button (self->done, _ ("Done"), title);
  name_button (self->skip, _ ("Skip"), title);
  name_button (self->later, _ ("Later"), title);
  name_button (self->again, _ ("Open again"), title);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

/* The vendor's words above what they mean here. */
static GtkWidget *
create_words (OofStepRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *here = oof_wizard_text_new (_ (self->step->here), "dim-text");

  self->reason_label = oof_wizard_text_new (NULL, "small");
  gtk_widget_add_css_class (here, "small");
  gtk_box_append (GTK_BOX (box), oof_wizard_text_new (_ (self->step->vendor), NULL));
  gtk_box_append (GTK_BOX (box), here);
  gtk_box_append (GTK_BOX (box), self->reason_label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
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
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "step-row");
}

GtkWidget *
oof_step_row_new (OofWizard *wizard, const OofMigrationStep *step)
{
  g_return_val_if_fail (OOF_IS_WIZARD (wizard) && step != NULL, NULL);

  OofStepRow *self = g_object_new (OOF_TYPE_STEP_ROW, NULL);
  GtkWidget *fold = g_object_new (OOF_TYPE_FOLD_BOX, "end-fixed", TRUE, "fold-width", FOLD_WIDTH,
                                  "spacing", 12, "fold-spacing", 6, NULL);

  self->wizard = g_object_ref (wizard);
  self->step = step;
  gtk_widget_set_parent (create_words (self), fold);
  gtk_widget_set_parent (create_controls (self, _ (step->vendor)), fold);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), fold);
  g_signal_connect_object (wizard, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
