/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-report.h"
#include "app/oof-words.h"
#include "migration/oof-migration-report.h"
#include "ui/compat/oof-file-picker.h"
#include "ui/migration/oof-report-print.h"
#include "ui/migration/oof-wizard-extras.h"
#include "ui/oof-toast.h"

/* The report as HTML and as PDF. */

static gboolean
write_report (GtkWidget *button, OofWizard *wizard, gboolean pdf, const char *path, GError **error)
{
  g_autofree char *folder = oof_session_dup_migration_folder (oof_wizard_get_session (wizard));
  g_autoptr (GPtrArray) blocks =
      oof_migration_report_build (oof_wizard_get_state (wizard), oof_words_option_title);

  if (pdf)
    return oof_report_print_to_pdf (blocks, folder, path, GTK_WINDOW (gtk_widget_get_root (button)),
                                    error);
  g_autofree char *html = oof_migration_report_to_html (blocks, folder);
  return g_file_set_contents_full (path, html, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWizard) wizard = user_data;
  GError *error = NULL;

  oof_session_keep_report_finish (OOF_SESSION (source), result, &error);
  oof_wizard_take_error (wizard, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) button = user_data;
  OofWizard *wizard = g_object_get_data (G_OBJECT (button), "wizard");
  gboolean pdf = g_object_get_data (G_OBJECT (button), "pdf") != NULL;
  g_autoptr (GFile) file = oof_file_picker_save_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  GError *error = NULL;

  if (path == NULL)
    return;
  if (write_report (button, wizard, pdf, path, &error))
    {
      oof_toast_show (button, _ ("The report is written"));
      oof_session_keep_report_async (oof_wizard_get_session (wizard),
                                     oof_wizard_get_migration (wizard), NULL, kept_cb,
                                     g_object_ref (wizard));
    }
  oof_wizard_take_error (wizard, error);
}

static void
save_cb (GtkWidget *button, gpointer user_data)
{
  gboolean pdf = g_object_get_data (G_OBJECT (button), "pdf") != NULL;

  oof_file_picker_save_async (GTK_WINDOW (gtk_widget_get_root (button)), _ ("Save the report"),
                              pdf ? "migration.pdf" : "migration.html", NULL, chosen_cb,
                              g_object_ref (button));
}

static GtkWidget *
create_button (OofWizard *wizard, const char *label, gboolean pdf)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data_full (G_OBJECT (button), "wizard", g_object_ref (wizard), g_object_unref);
  g_object_set_data (G_OBJECT (button), "pdf", pdf ? button : NULL);
  g_signal_connect (button, "clicked", G_CALLBACK (save_cb), NULL);
  return button;
}

GtkWidget *
oof_wizard_report_new (OofWizard *wizard)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), create_button (wizard, _ ("Save as _HTML…"), FALSE));
  gtk_box_append (GTK_BOX (box), create_button (wizard, _ ("Save as _PDF…"), TRUE));
  return box;
}
