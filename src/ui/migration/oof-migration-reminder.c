/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-migration-reminder.h"

#include <glib/gi18n.h>

#include "app/oof-session-migration.h"

struct _OofMigrationReminder
{
  AdwBin parent_instance;

  AdwActionRow *row;
  OofSession *session; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (OofMigrationReminder, oof_migration_reminder, ADW_TYPE_BIN)

/* The place itself says what is wrong with a state that cannot be read. */
static void
update (OofMigrationReminder *self)
{
  g_autoptr (OofMigration) migration =
      self->session != NULL ? oof_session_open_migration (self->session, NULL) : NULL;
  g_autoptr (GPtrArray) reminders =
      migration != NULL ? oof_migration_list_reminders (oof_migration_get_state (migration))
                        : g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < reminders->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            _ (((OofMigrationStep *) g_ptr_array_index (reminders, i))->vendor));
  adw_action_row_set_subtitle (self->row, text->str);
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self)), reminders->len > 0);
}

static void
oof_migration_reminder_map (GtkWidget *widget)
{
  update (OOF_MIGRATION_REMINDER (widget));
  GTK_WIDGET_CLASS (oof_migration_reminder_parent_class)->map (widget);
}

static void
oof_migration_reminder_dispose (GObject *object)
{
  g_clear_object (&OOF_MIGRATION_REMINDER (object)->session);
  G_OBJECT_CLASS (oof_migration_reminder_parent_class)->dispose (object);
}

static void
oof_migration_reminder_class_init (OofMigrationReminderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_migration_reminder_dispose;
  GTK_WIDGET_CLASS (klass)->map = oof_migration_reminder_map;
}

static void
oof_migration_reminder_init (OofMigrationReminder *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Show"));

  self->row = ADW_ACTION_ROW (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("The migration is not finished"));
  adw_action_row_set_subtitle_lines (self->row, 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-place");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "migration");
  adw_action_row_add_suffix (self->row, button);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_margin_bottom (list, 18);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_widget_set_visible (list, FALSE);
  adw_bin_set_child (ADW_BIN (self), list);
}

void
oof_migration_reminder_set_session (OofMigrationReminder *self, OofSession *session)
{
  g_return_if_fail (OOF_IS_MIGRATION_REMINDER (self));

  g_set_object (&self->session, session);
  update (self);
}
