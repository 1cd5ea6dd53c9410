/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/exchange/oof-exchange-page-private.h"

#include <glib/gi18n.h>

#include "app/oof-session-checks.h"
#include "app/oof-words.h"
#include "ui/compat/oof-alert.h"
#include "ui/exchange/oof-exchange-rows.h"
#include "ui/parts/oof-choice-row.h"
#include "ui/signin/oof-secret-window.h"
#include "ui/signin/oof-sign-in-window.h"

static guint connect_signal;

G_DEFINE_FINAL_TYPE (OofExchangePage, oof_exchange_page, ADW_TYPE_PREFERENCES_PAGE)

static const char *const kinds[] = { "cloud", "local", "hybrid", NULL };

void
_oof_exchange_page_tell (AdwActionRow *row, const char *words, const GError *error)
{
  g_autofree char *text = error != NULL ? oof_words_error (error) : g_strdup (words);

  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
}

/* What the sheets bring. */

OofSignedIn *
_oof_exchange_page_get_entered (OofExchangePage *self, const char *role)
{
  for (guint i = self->entered->len; i > 0; i--)
    {
      OofSignedIn *entered = g_ptr_array_index (self->entered, i - 1);
      if (g_str_equal (oof_signed_in_get_role (entered), role))
        return entered;
    }
  return NULL;
}

static void
brought_cb (GtkWidget *window, OofSignedIn *signed_in, gpointer user_data)
{
  g_ptr_array_add (OOF_EXCHANGE_PAGE (user_data)->entered, g_object_ref (signed_in));
  g_object_set_data_full (G_OBJECT (window), "brought", g_object_ref (signed_in), g_object_unref);
}

static void
agreed_cb (GtkWidget *window, gpointer user_data)
{
  g_object_set_data (G_OBJECT (window), "agreed", GINT_TO_POINTER (TRUE));
}

/* A connection that was never saved is not opened yet. */
static void
gone_cb (GtkWidget *window, gpointer user_data)
{
  OofExchangePage *self = OOF_EXCHANGE_PAGE (user_data);
  OofSignedIn *brought = g_object_get_data (G_OBJECT (window), "brought");
  g_autofree char *changes = oof_connection_draft_list_changes (self->draft);

  if ((brought != NULL || g_object_get_data (G_OBJECT (window), "agreed") != NULL)
      && *changes == '\0')
    g_signal_emit (self, connect_signal, 0, oof_connection_draft_get_path (self->draft), brought);
}

void
_oof_exchange_page_present (OofExchangePage *self, GtkWidget *window)
{
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  if (OOF_IS_SIGN_IN_WINDOW (window))
    {
      g_signal_connect_object (window, "signed-in", G_CALLBACK (brought_cb), self, 0);
      g_signal_connect_object (window, "agreed", G_CALLBACK (agreed_cb), self, 0);
    }
  else
    g_signal_connect_object (window, "entered", G_CALLBACK (brought_cb), self, 0);
  g_signal_connect_object (window, "unrealize", G_CALLBACK (gone_cb), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

/* Several connections. */

static void
chosen_cb (OofChoiceRow *row, GParamSpec *pspec, gpointer user_data)
{
  const char *path = oof_choice_row_get_value (row);

  if (g_strcmp0 (path, oof_connection_draft_get_path (OOF_EXCHANGE_PAGE (user_data)->draft)) != 0)
    g_signal_emit (user_data, connect_signal, 0, path, NULL);
}

/* "oof@example.com (connection.ini)", so that two of one mailbox can be told apart. (transfer full)
 */
static char *
describe (const char *path)
{
  g_autoptr (OofConnectionDraft) draft = oof_connection_draft_load (path, NULL);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *mailbox =
      draft != NULL ? oof_connection_draft_dup (draft, "service-mailbox", "address") : NULL;

  return mailbox != NULL && *mailbox != '\0' ? g_strdup_printf ("%s (%s)", mailbox, file)
                                             : g_steal_pointer (&file);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofExchangePage) self = OOF_EXCHANGE_PAGE (user_data);

  if (!oof_alert_ask_finish (result, NULL))
    return;
  oof_settings_forget_connection (self->settings, oof_connection_draft_get_path (self->draft));
  g_signal_emit (self, connect_signal, 0, NULL, NULL);
}

static void
remove_cb (GtkButton *button, gpointer user_data)
{
  OofExchangePage *self = OOF_EXCHANGE_PAGE (user_data);
  const char *path = oof_connection_draft_get_path (self->draft);
  g_autofree char *body = g_strdup_printf (
      /* Translators: %s is a path */
      _ ("The file %s and what the keyring holds for it stay; it can be opened again."), path);

  oof_alert_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                       _ ("Take this connection off the list?"), body, _ ("_Keep it"),
                       _ ("_Remove"), self->cancellable, removed_cb, g_object_ref (self));
}

static void
add_connections (OofExchangePage *self, AdwPreferencesGroup *group)
{
  g_auto (GStrv) paths = oof_settings_dup_connections (self->settings);
  const char *own = oof_connection_draft_get_path (self->draft);
  gboolean listed = g_strv_contains ((const char *const *) paths, own);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GtkWidget *row = oof_choice_row_new ();

  g_object_set (row, "title", _ ("Connection"), NULL);
  if (!listed)
    g_strv_builder_add (values, own);
  g_strv_builder_addv (values, (const char **) paths);
  g_auto (GStrv) all_values = g_strv_builder_end (values);
  for (char **path = all_values; *path != NULL; path++)
    {
      g_autofree char *name = describe (*path);
      g_strv_builder_add (names, name);
    }
  g_auto (GStrv) all_names = g_strv_builder_end (names);
  oof_choice_row_set_choices (OOF_CHOICE_ROW (row), (const char *const *) all_values,
                              (const char *const *) all_names);
  oof_choice_row_set_value (OOF_CHOICE_ROW (row), own);
  g_signal_connect_object (row, "notify::value", G_CALLBACK (chosen_cb), self, 0);
  adw_preferences_group_add (group, row);
  if (listed)
    oof_exchange_rows_add_button (row, _ ("_Remove…"), G_CALLBACK (remove_cb), self);
}

/* The service mailbox. */

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;
  OofStoreProbe probe = { 0 };

  oof_session_probe_store_finish (OOF_SESSION (source), result, &probe, &error);
  _oof_exchange_page_tell (ADW_ACTION_ROW (row),
                           probe.whole && probe.conditional
                               ? _ ("Can be written, keeps long values whole and refuses outdated "
                                    "writes")
                               : _ ("Can be written, but not in the way that this program needs"),
                           error);
}

static void
probe_cb (GtkButton *button, gpointer user_data)
{
  OofExchangePage *self = OOF_EXCHANGE_PAGE (user_data);
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);

  _oof_exchange_page_tell (ADW_ACTION_ROW (row), _ ("Checking…"), NULL);
  oof_session_probe_store_async (self->session, self->cancellable, probed_cb, g_object_ref (row));
}

static void
kind_cb (OofChoiceRow *row, GParamSpec *pspec, gpointer user_data)
{
  const char *value = oof_choice_row_get_value (row);

  for (int i = 0; kinds[i] != NULL; i++)
    if (g_strcmp0 (kinds[i], value) == 0)
      oof_connection_draft_set_kind (OOF_EXCHANGE_PAGE (user_data)->draft, (OofConnectionKind) i);
}

/* What can be checked; what is read-only says why. */
static void
add_state (OofExchangePage *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = oof_exchange_rows_add_words (group, _ ("Rights on the service mailbox"),
                                                _ ("Writes a document and takes it away again"));

  oof_exchange_rows_add_button (row, _ ("_Check"), G_CALLBACK (probe_cb), self);
  oof_exchange_rows_add_words (
      group, _ ("Other people's mailboxes"),
      oof_session_has_runner (self->session)
          ? _ ("Read and written from here.")
          : _ ("Only looked at: no runner signs in on this machine. What is asked for here is "
               "carried out by the runner on another one."));
}

static void
add_mailbox (OofExchangePage *self)
{
  g_autofree char *held = g_strdup_printf (
      /* Translators: %s is a path */
      _ ("Held on this machine only, in %s"), oof_connection_draft_get_path (self->draft));
  AdwPreferencesGroup *group =
      oof_exchange_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("Connection"), held);
  const char *names[] = { _ ("Microsoft 365: no Exchange server of our own"),
                          _ ("Local Exchange server"), _ ("Both (hybrid)"), NULL };
  GtkWidget *kind = oof_choice_row_new ();

  add_connections (self, group);
  oof_exchange_rows_add_entry (group, _ ("Service mailbox"), self->draft, "service-mailbox",
                               "address");
  g_object_set (kind, "title", _ ("Where mailboxes lie"), NULL);
  oof_choice_row_set_choices (OOF_CHOICE_ROW (kind), kinds, names);
  oof_choice_row_set_value (OOF_CHOICE_ROW (kind),
                            kinds[oof_connection_draft_get_kind (self->draft)]);
  g_signal_connect_object (kind, "notify::value", G_CALLBACK (kind_cb), self, 0);
  adw_preferences_group_add (group, kind);
  if (self->session != NULL)
    add_state (self, group);
}

static void
update (OofExchangePage *self)
{
  OofConnectionKind kind = oof_connection_draft_get_kind (self->draft);

  gtk_widget_set_visible (GTK_WIDGET (self->cloud), kind != OOF_CONNECTION_LOCAL);
  gtk_widget_set_visible (GTK_WIDGET (self->runner), kind != OOF_CONNECTION_LOCAL);
  gtk_widget_set_visible (GTK_WIDGET (self->server), kind != OOF_CONNECTION_CLOUD);
}

static void
draft_changed_cb (OofConnectionDraft *draft, gpointer user_data)
{
  update (OOF_EXCHANGE_PAGE (user_data));
}

static void
oof_exchange_page_dispose (GObject *object)
{
  OofExchangePage *self = OOF_EXCHANGE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (oof_exchange_page_parent_class)->dispose (object);
}

static void
oof_exchange_page_finalize (GObject *object)
{
  OofExchangePage *self = OOF_EXCHANGE_PAGE (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->entered);
  g_ptr_array_unref (self->allowed);
  G_OBJECT_CLASS (oof_exchange_page_parent_class)->finalize (object);
}

static void
oof_exchange_page_class_init (OofExchangePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_exchange_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = oof_exchange_page_finalize;
  connect_signal = g_signal_new ("connect", OOF_TYPE_EXCHANGE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, OOF_TYPE_SIGNED_IN);
}

static void
oof_exchange_page_init (OofExchangePage *self)
{
  self->cancellable = g_cancellable_new ();
  self->entered = g_ptr_array_new_with_free_func (g_object_unref);
  self->allowed = g_ptr_array_new_with_free_func (g_free);
  self->settings = oof_settings_new ();
}

GtkWidget *
oof_exchange_page_new (OofConnectionDraft *draft, OofSession *session)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (draft), NULL);
  g_return_val_if_fail (session == NULL || OOF_IS_SESSION (session), NULL);

  OofExchangePage *self = g_object_new (OOF_TYPE_EXCHANGE_PAGE, NULL);

  self->draft = g_object_ref (draft);
  g_set_object (&self->session, session);
  add_mailbox (self);
  _oof_exchange_page_add_servers (self);
  _oof_exchange_page_add_sign_ins (self);
  _oof_exchange_page_add_permissions (self);
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self, 0);
  update (self);
  return GTK_WIDGET (self);
}
