/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-wizard-extras.h"

#include <glib/gi18n.h>

#include "ui/compat/oof-alert.h"

/* What all of them use. */

typedef struct
{
  OofWizardUpdate update;
  GtkWidget *group; /* (not owned) it owns this */
} Follower;

static void
follow_cb (OofWizard *wizard, gpointer user_data)
{
  Follower *follower = user_data;

  follower->update (follower->group, wizard);
}

static void
follower_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
oof_wizard_follow (OofWizard *wizard, GtkWidget *group, OofWizardUpdate update)
{
  Follower *follower = g_new0 (Follower, 1);
  GClosure *closure;

  follower->update = update;
  follower->group = group;
  closure = g_cclosure_new (G_CALLBACK (follow_cb), follower, follower_free);
  g_object_watch_closure (G_OBJECT (group), closure);
  g_signal_connect_closure (wizard, "changed", closure, FALSE);
  update (group, wizard);
}

static void
start_cb (GtkWidget *button, gpointer user_data)
{
  OofWizardWork work = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "work"));

  oof_wizard_start (OOF_WIZARD (user_data), work);
}

static void
update_button (GtkWidget *button, OofWizard *wizard)
{
  gtk_widget_set_sensitive (button, !oof_wizard_is_busy (wizard, NULL));
}

GtkWidget *
oof_wizard_button_new (OofWizard *wizard, const char *label, OofWizardWork work)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "work", GINT_TO_POINTER (work));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (start_cb), wizard, 0);
  oof_wizard_follow (wizard, button, update_button);
  return button;
}

/* Welcome: the goal. */

static void
goal_cb (GtkCheckButton *trial, gpointer user_data)
{
  OofWizard *wizard = user_data;
  GError *error = NULL;

  if (gtk_check_button_get_active (trial) == oof_wizard_get_state (wizard)->trial)
    return;
  oof_migration_set_trial (oof_wizard_get_migration (wizard), gtk_check_button_get_active (trial),
                           &error);
  oof_wizard_take_error (wizard, error);
}

static GtkWidget *
create_goal (OofWizard *wizard)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *real = gtk_check_button_new_with_mnemonic (_ ("The _real move"));
  GtkWidget *trial =
      gtk_check_button_new_with_mnemonic (_ ("A _trial with a service mailbox of its "
                                             "own"));
  gboolean is_trial = oof_wizard_get_state (wizard)->trial;

  gtk_check_button_set_group (GTK_CHECK_BUTTON (trial), GTK_CHECK_BUTTON (real));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (is_trial ? trial : real), TRUE);
  g_signal_connect_object (trial, "toggled", G_CALLBACK (goal_cb), wizard, 0);
  gtk_box_append (GTK_BOX (box), real);
  gtk_box_append (GTK_BOX (box), trial);
  return box;
}

/* Desktop: skip the chapter. */

static void
skip_cb (GtkWidget *button, gpointer user_data)
{
  OofWizard *wizard = user_data;
  OofMigration *migration = oof_wizard_get_migration (wizard);
  GError *error = NULL;
  const char *reason =
      _ ("EWS basic authentication is off: the old program does not open any more");

  if (oof_migration_skip_page (migration, "desktop", reason, &error))
    oof_migration_skip_page (migration, "screenshots", reason, &error);
  oof_wizard_take_error (wizard, error);
}

static GtkWidget *
create_skip (OofWizard *wizard)
{
  GtkWidget *button =
      gtk_button_new_with_mnemonic (_ ("It does not open any more: _skip these steps"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (skip_cb), wizard, 0);
  return button;
}

/* Cut-over */

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWizard) wizard = user_data;

  if (oof_alert_ask_finish (result, NULL))
    oof_wizard_start (wizard, OOF_WIZARD_CUT_OVER);
}

static void
cut_over_cb (GtkWidget *button, gpointer user_data)
{
  OofWizard *wizard = user_data;
  GError *error = NULL;

  if (oof_migration_check_cut_over (oof_wizard_get_migration (wizard), &error))
    oof_alert_ask_async (GTK_WINDOW (gtk_widget_get_root (button)), _ ("Cut over now?"),
                         _ ("The options are saved and the OOF task becomes active. What was taken "
                            "over cannot be taken back any more. The entries of the old program "
                            "stay as they are."),
                         _ ("_Cancel"), _ ("C_ut over"), NULL, asked_cb, g_object_ref (wizard));
  else
    oof_wizard_take_error (wizard, error);
}

static void
update_cut_over (GtkWidget *button, OofWizard *wizard)
{
  gboolean over = oof_wizard_get_state (wizard)->cut_over_at != OOF_INSTANT_NONE;

  gtk_widget_set_sensitive (button, !over && !oof_wizard_is_busy (wizard, NULL));
  gtk_button_set_label (GTK_BUTTON (button), over ? _ ("The cut-over has happened")
                                                  : _ ("Cut over: there is no way back"));
}

static GtkWidget *
create_cut_over (OofWizard *wizard)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (button, "destructive-action");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (cut_over_cb), wizard, 0);
  oof_wizard_follow (wizard, button, update_cut_over);
  gtk_box_append (GTK_BOX (box), oof_wizard_transfers_new (wizard));
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

GtkWidget *
oof_wizard_extra_new (OofWizard *wizard, const char *page)
{
  static const struct
  {
    const char *page;
    GtkWidget *(*create) (OofWizard *wizard);
  } extras[] = {
    { "welcome", create_goal },
    { "checks", oof_wizard_checks_new },
    { "desktop", create_skip },
    { "screenshots", oof_wizard_pictures_new },
    { "scenario", oof_wizard_hybrid_new },
    { "existing", oof_wizard_data_new },
    { "rehearsal", oof_wizard_rehearsal_new },
    { "cutover", create_cut_over },
    { "report", oof_wizard_report_new },
    { "afterwards", oof_wizard_leftovers_new },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (extras); i++)
    if (g_str_equal (extras[i].page, page))
      return extras[i].create (wizard);
  return NULL;
}
