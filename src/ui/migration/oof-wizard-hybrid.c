/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-connection-draft.h"
#include "app/oof-session-sides.h"
#include "app/oof-words.h"
#include "ui/exchange/oof-exchange-rows.h"
#include "ui/migration/oof-wizard-extras.h"
#include "ui/migration/oof-wizard-parts.h"
#include "ui/oof-wrap-box.h"
#include "ui/parts/oof-rows.h"
#include "ui/signin/oof-secret-window.h"

/* Scenario 3: "Kein eigener Exchange Server", the local Active Directory user and the local
 * Exchange server, tested on a mailbox of each side. It is the same connection file as in the
 * options. */

typedef struct
{
  OofWizard *wizard;         /* (not owned) outlives the widgets */
  OofConnectionDraft *draft; /* (owned) (nullable) there is no file that can be read */
  OofSignedIn *entered;      /* (owned) (nullable) the password, entered here */
  GtkWidget *save;
  GtkWidget *local; /* what there is only with an Exchange server of one's own */
  GtkLabel *changes;
  AdwActionRow *sides;
} Hybrid;

static void
hybrid_free (gpointer data)
{
  Hybrid *self = data;

  g_clear_object (&self->draft);
  g_clear_object (&self->entered);
  g_free (self);
}

static void
update_draft (Hybrid *self)
{
  g_autofree char *changes = oof_connection_draft_list_changes (self->draft);

  gtk_label_set_label (self->changes, changes);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), *changes != '\0');
  gtk_widget_set_sensitive (self->save, *changes != '\0' || self->entered != NULL);
  gtk_widget_set_sensitive (self->local,
                            oof_connection_draft_get_kind (self->draft) != OOF_CONNECTION_CLOUD);
}

static void
draft_changed_cb (OofConnectionDraft *draft, gpointer user_data)
{
  update_draft (g_object_get_data (user_data, "hybrid"));
}

static void
kind_cb (OofSwitchRow *row, GParamSpec *pspec, gpointer user_data)
{
  Hybrid *self = user_data;

  oof_connection_draft_set_kind (
      self->draft, oof_switch_row_get_active (row) ? OOF_CONNECTION_CLOUD : OOF_CONNECTION_HYBRID);
}

/* The password never goes into the file. */

static void
entered_cb (GtkWidget *window, OofSignedIn *entered, gpointer user_data)
{
  Hybrid *self = g_object_get_data (user_data, "hybrid");

  g_set_object (&self->entered, entered);
  update_draft (self);
}

static void
password_cb (GtkWidget *button, gpointer user_data)
{
  Hybrid *self = g_object_get_data (user_data, "hybrid");
  GError *error = NULL;
  g_autoptr (OofConnection) connection =
      oof_connection_draft_parse (self->draft, OOF_CONNECTION_SERVER, &error);

  if (!oof_wizard_take_error (self->wizard, error))
    return;
  GtkWidget *window = oof_secret_window_new (connection, "ews");
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (button)));
  g_signal_connect_object (window, "entered", G_CALLBACK (entered_cb), user_data, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static void
save_cb (GtkWidget *button, gpointer user_data)
{
  Hybrid *self = g_object_get_data (user_data, "hybrid");
  OofMigration *migration = oof_wizard_get_migration (self->wizard);
  g_autofree char *changes = oof_connection_draft_list_changes (self->draft);
  GError *error = NULL;
  g_autoptr (OofConnection) connection = oof_connection_draft_save (self->draft, &error);

  if (connection != NULL)
    oof_migration_record (migration, "connection", NULL, changes, &error);
  if (oof_wizard_take_error (self->wizard, error))
    oof_wizard_connect (self->wizard, connection->path, self->entered);
}

/* A mailbox of each side. */

static const char *
name_side (OofRoute route)
{
  return route == OOF_ROUTE_EWS ? _ ("Local Exchange server") : _ ("Microsoft 365");
}

static void
add_side (GString *text, const OofRunReport *report, OofRoute route)
{
  const OofRunRow *row = NULL;

  for (guint i = 0; i < report->rows->len; i++)
    if (((OofRunRow *) g_ptr_array_index (report->rows, i))->route == route)
      row = g_ptr_array_index (report->rows, i);
  g_autofree char *words = row == NULL ? g_strdup (_ ("no mailbox is known there: check first"))
                           : row->error != NULL ? oof_words_error (row->error)
                                                : g_strdup (_ ("was read"));
  g_string_append_printf (text, "%s%s: %s%s%s", text->len > 0 ? "\n" : "", name_side (route),
                          row != NULL ? row->address : "", row != NULL ? ", " : "", words);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) box = user_data;
  Hybrid *self = g_object_get_data (G_OBJECT (box), "hybrid");
  GError *error = NULL;
  g_autoptr (OofRunReport) report =
      oof_session_try_sides_finish (OOF_SESSION (source), result, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (report != NULL)
    {
      add_side (text, report, OOF_ROUTE_GRAPH);
      add_side (text, report, OOF_ROUTE_EWS);
    }
  adw_action_row_set_subtitle (self->sides, text->str);
  oof_wizard_take_error (self->wizard, error);
}

static void
try_cb (GtkWidget *button, gpointer user_data)
{
  Hybrid *self = g_object_get_data (user_data, "hybrid");

  adw_action_row_set_subtitle (self->sides, _ ("Asking…"));
  oof_session_try_sides_async (oof_wizard_get_session (self->wizard),
                               oof_wizard_get_migration (self->wizard), NULL, tried_cb,
                               g_object_ref (user_data));
}

/* The form. */

static GtkWidget *
create_local (Hybrid *self, GtkWidget *box)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *user = oof_exchange_rows_add_entry (
      ADW_PREFERENCES_GROUP (group), _ ("Local Active Directory user"), self->draft, "ews", "user");

  oof_exchange_rows_add_button (user, _ ("_Password…"), G_CALLBACK (password_cb), box);
  oof_exchange_rows_add_entry (ADW_PREFERENCES_GROUP (group),
                               _ ("Local Exchange server (address; empty: it is found)"),
                               self->draft, "ews", "url");
  return group;
}

static GtkWidget *
create_sides (Hybrid *self, GtkWidget *box)
{
  GtkWidget *card = oof_wizard_card_new ();
  GtkWidget *row = oof_wizard_row_new (
      _ ("A mailbox of each side"), _ ("Reads one in Microsoft 365 and one on the local Exchange "
                                       "server; nothing is changed"));

  self->sides = ADW_ACTION_ROW (row);
  oof_exchange_rows_add_button (row, _ ("_Test"), G_CALLBACK (try_cb), box);
  gtk_list_box_append (GTK_LIST_BOX (card), row);
  return card;
}

static void
fill (Hybrid *self, GtkWidget *box)
{
  GtkWidget *card = oof_wizard_card_new ();
  GtkWidget *kind = oof_switch_row_new ();
  GtkWidget *changes = oof_wizard_text_new (NULL, "dim-text");

  self->local = create_local (self, box);
  self->changes = GTK_LABEL (changes);
  self->save = gtk_button_new_with_mnemonic (_ ("_Save and connect"));
  g_object_set (kind, "title", _ ("No Exchange server of our own"), "subtitle",
                _ ("Off in scenario 3: mailboxes on premises are reached through the local server"),
                "subtitle-lines", 0, NULL);
  oof_switch_row_set_active (OOF_SWITCH_ROW (kind),
                             oof_connection_draft_get_kind (self->draft) == OOF_CONNECTION_CLOUD);
  g_signal_connect (kind, "notify::active", G_CALLBACK (kind_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (card), kind);
  gtk_widget_set_halign (self->save, GTK_ALIGN_END);
  g_signal_connect (self->save, "clicked", G_CALLBACK (save_cb), box);
  gtk_box_append (GTK_BOX (box), card);
  gtk_box_append (GTK_BOX (box), self->local);
  gtk_box_append (GTK_BOX (box), changes);
  gtk_box_append (GTK_BOX (box), self->save);
  gtk_box_append (GTK_BOX (box), create_sides (self, box));
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), box, 0);
  update_draft (self);
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  int scenario = oof_migration_state_get_scenario (oof_wizard_get_state (wizard));

  gtk_widget_set_visible (box, scenario == 3);
}

GtkWidget *
oof_wizard_hybrid_new (OofWizard *wizard)
{
  g_return_val_if_fail (OOF_IS_WIZARD (wizard), NULL);

  Hybrid *self = g_new0 (Hybrid, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  OofConnection *connection = oof_session_get_connection (oof_wizard_get_session (wizard));

  g_object_set_data_full (G_OBJECT (box), "hybrid", self, hybrid_free);
  self->wizard = wizard;
  self->draft = oof_connection_draft_load (connection->path, NULL);
  if (self->draft != NULL)
    fill (self, box);
  oof_wizard_follow (wizard, box, update);
  return box;
}
