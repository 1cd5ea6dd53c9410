/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/options/oof-exchange-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-session-checks.h"
#include "app/oof-words.h"

/* One check under way: a sign-in, or the service mailbox without a name. */
typedef struct
{
  AdwActionRow *row; /* (owned) */
  GtkWidget *button; /* (owned) */
} Check;

static void
check_free (Check *check)
{
  g_object_unref (check->row);
  g_object_unref (check->button);
  g_free (check);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Check, check_free)

static Check *
begin (GtkButton *button, AdwActionRow *row)
{
  Check *check = g_new0 (Check, 1);

  check->row = g_object_ref (row);
  check->button = g_object_ref (GTK_WIDGET (button));
  gtk_widget_set_sensitive (check->button, FALSE);
  adw_action_row_set_subtitle (row, _ ("Checking…"));
  return check;
}

static void
end (Check *check, const char *fine, const GError *error)
{
  g_autofree char *words = error != NULL ? oof_words_error (error) : g_strdup (fine);

  adw_action_row_set_subtitle (check->row, words);
  gtk_widget_set_sensitive (check->button, TRUE);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  g_autoptr (GError) error = NULL;
  OofStoreProbe probe = { 0 };

  oof_session_probe_store_finish (OOF_SESSION (source), result, &probe, &error);
  end (check,
       probe.whole && probe.conditional
           ? _ ("Can be written, keeps long values whole and refuses outdated writes")
           : _ ("Can be written, but not in the way that this program needs"),
       error);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  g_autoptr (GError) error = NULL;

  oof_session_try_sign_in_finish (OOF_SESSION (source), result, &error);
  end (check, _ ("Signed in, and found the service mailbox in the directory"), error);
}

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  AdwActionRow *row = ADW_ACTION_ROW (user_data);
  OofSession *session = g_object_get_data (G_OBJECT (row), "session");
  const char *name = g_object_get_data (G_OBJECT (row), "sign-in");

  if (name != NULL)
    oof_session_try_sign_in_async (session, name, NULL, signed_in_cb, begin (button, row));
  else
    oof_session_probe_store_async (session, NULL, probed_cb, begin (button, row));
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle",
                text != NULL && *text != '\0' ? text : "–", "subtitle-lines", 0, NULL);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_check (GtkWidget *row, OofSession *session, const char *sign_in)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Check"));
  g_autofree char *name = g_strdup_printf (
      /* Translators: %s is what is checked */
      _ ("Check: %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "sign-in", g_strdup (sign_in), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), row, 0);
}

static AdwPreferencesGroup *
add_group (GtkWidget *page, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

/* What each sign-in unlocks (decisions 3). */
static void
add_sign_ins (GtkWidget *page, OofSession *session)
{
  AdwPreferencesGroup *group =
      add_group (page, _ ("Sign-ins"),
                 _ ("A person reads and writes the plan; the runner also writes other mailboxes."));
  g_auto (GStrv) names = oof_session_dup_sign_ins (session);

  for (char **name = names; *name != NULL; name++)
    {
      gboolean person = strcmp (*name, "person") == 0;
      GtkWidget *row =
          add_row (group,
                   person                          ? _ ("Person")
                   : strcmp (*name, "runner") == 0 ? _ ("Runner (Microsoft 365)")
                                                   : _ ("Runner (local Exchange server)"),
                   person ? _ ("Plans, and looks at the own mailbox")
                          : _ ("Reads and writes every mailbox in its scope"));
      add_check (row, session, *name);
    }
}

GtkWidget *
oof_exchange_options_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofConnection *connection = oof_session_get_connection (session);
  GtkWidget *page = adw_preferences_page_new ();
  g_autofree char *held = g_strdup_printf (
      /* Translators: %s is a path */
      _ ("Held on this machine only, in %s"), connection->path);
  AdwPreferencesGroup *group = add_group (page, _ ("Service mailbox"), held);
  GtkWidget *row = add_row (group, _ ("Service mailbox"), connection->service_mailbox);

  add_check (row, session, NULL);
  add_row (group, _ ("Where it lies"),
           connection->database_over_ews ? _ ("Local Exchange server") : _ ("Microsoft 365"));
  group = add_group (page, _ ("Servers"), NULL);
  add_row (group, _ ("Microsoft 365"), connection->graph_endpoint);
  add_row (group, _ ("No Exchange server of our own"),
           connection->ews_url == NULL ? _ ("Yes: every mailbox lies in Microsoft 365")
                                       : _ ("No: there is a local one"));
  if (connection->ews_url != NULL)
    {
      add_row (group, _ ("Local Exchange server"),
               *connection->ews_url != '\0' ? connection->ews_url : _ ("Found by Autodiscover"));
      add_row (group, _ ("Local Active Directory user"), connection->ews.user);
    }
  add_sign_ins (page, session);
  return page;
}
