/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/exchange/oof-exchange-page-private.h"

#include <glib/gi18n.h>

#include "app/oof-exchange-search.h"
#include "app/oof-session-checks.h"
#include "app/oof-sign-in.h"
#include "app/oof-words.h"
#include "ui/compat/oof-alert.h"
#include "ui/exchange/oof-exchange-rows.h"
#include "ui/parts/oof-choice-row.h"

/* The clouds (graph.md 9); authority and Graph root stay apart, both can be written. */
static const struct
{
  const char *name;
  const char *authority;
  const char *endpoint;
} clouds[] = {
  { "global", "https://login.microsoftonline.com", "https://graph.microsoft.com/v1.0" },
  { "gcc-high", "https://login.microsoftonline.us", "https://graph.microsoft.us/v1.0" },
  { "dod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us/v1.0" },
  { "china", "https://login.partner.microsoftonline.cn",
    "https://microsoftgraph.chinacloudapi.cn/v1.0" },
};

static const char *
find_cloud (OofConnectionDraft *draft)
{
  g_autofree char *authority = oof_connection_draft_dup (draft, "graph", "authority");
  g_autofree char *endpoint = oof_connection_draft_dup (draft, "graph", "endpoint");

  for (gsize i = 0; i < G_N_ELEMENTS (clouds); i++)
    if (g_str_equal (clouds[i].authority, authority) && g_str_equal (clouds[i].endpoint, endpoint))
      return clouds[i].name;
  return "other";
}

static void
cloud_cb (OofChoiceRow *row, GParamSpec *pspec, gpointer user_data)
{
  OofExchangePage *self = OOF_EXCHANGE_PAGE (user_data);

  for (gsize i = 0; i < G_N_ELEMENTS (clouds); i++)
    if (g_strcmp0 (clouds[i].name, oof_choice_row_get_value (row)) == 0)
      {
        oof_connection_draft_set (self->draft, "graph", "authority", clouds[i].authority);
        oof_connection_draft_set (self->draft, "graph", "endpoint", clouds[i].endpoint);
      }
}

static void
add_cloud (OofExchangePage *self)
{
  static const char *const values[] = { "global", "gcc-high", "dod", "china", "other", NULL };
  const char *names[] = { _ ("Global"),
                          _ ("US Government (GCC High)"),
                          _ ("US Government (DoD)"),
                          _ ("China (21Vianet)"),
                          _ ("Another one"),
                          NULL };
  GtkWidget *row = oof_choice_row_new ();

  self->cloud =
      oof_exchange_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("Microsoft 365"), NULL);
  g_object_set (row, "title", _ ("Cloud"), NULL);
  oof_choice_row_set_choices (OOF_CHOICE_ROW (row), values, names);
  oof_choice_row_set_value (OOF_CHOICE_ROW (row), find_cloud (self->draft));
  g_signal_connect_object (row, "notify::value", G_CALLBACK (cloud_cb), self, 0);
  adw_preferences_group_add (self->cloud, row);
  oof_exchange_rows_add_entry (self->cloud, _ ("Tenant (id or domain)"), self->draft, "graph",
                               "tenant");
  oof_exchange_rows_add_entry (self->cloud, _ ("Sign-in service (authority)"), self->draft, "graph",
                               "authority");
  oof_exchange_rows_add_entry (self->cloud, _ ("Address of Microsoft Graph"), self->draft, "graph",
                               "endpoint");
}

/* Find: Autodiscover; another server is shown before it is asked. */

static void search (OofExchangePage *self);

static void
allowed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofExchangePage) self = OOF_EXCHANGE_PAGE (user_data);

  if (oof_alert_ask_finish (result, NULL))
    search (self);
  else if (self->draft != NULL)
    {
      g_ptr_array_set_size (self->allowed, self->allowed->len - 1);
      _oof_exchange_page_tell (self->search, _ ("Not asked. Write the address by hand."), NULL);
    }
}

/* @elsewhere: (transfer full) */
static void
ask_whether (OofExchangePage *self, char *elsewhere)
{
  g_autofree char *body = g_strdup_printf (
      /* Translators: %s is https://SERVER */
      _ ("Autodiscover leads to %s. The account and its password are sent there. Go on only if "
         "that "
         "is a server of your organisation."),
      elsewhere);

  g_ptr_array_add (self->allowed, elsewhere);
  oof_alert_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                       _ ("Ask another server?"), body, _ ("_Stop"), _ ("_Ask it"),
                       self->cancellable, allowed_cb, g_object_ref (self));
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofExchangePage) self = OOF_EXCHANGE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = NULL;
  g_autofree char *url = oof_exchange_search_finish (result, &elsewhere, &error);

  if (self->draft == NULL)
    return;
  if (elsewhere != NULL)
    ask_whether (self, g_steal_pointer (&elsewhere));
  else
    _oof_exchange_page_tell (self->search, _ ("Found. Save to use it."), error);
  if (url != NULL)
    oof_connection_draft_set (self->draft, "ews", "url", url);
}

/* What can be tried of the draft, or what is missing is said. (transfer full) (nullable) */
static OofConnection *
parse (OofExchangePage *self)
{
  g_autoptr (GError) error = NULL;
  OofConnection *connection =
      oof_connection_draft_parse (self->draft, OOF_CONNECTION_SERVER, &error);

  _oof_exchange_page_tell (self->search, _ ("Asking…"), error);
  return connection;
}

static void
search (OofExchangePage *self)
{
  g_autoptr (OofConnection) connection = parse (self);
  g_autoptr (GStrvBuilder) allowed = g_strv_builder_new ();

  for (guint i = 0; i < self->allowed->len; i++)
    g_strv_builder_add (allowed, g_ptr_array_index (self->allowed, i));
  g_auto (GStrv) origins = g_strv_builder_end (allowed);
  if (connection != NULL)
    oof_exchange_search_async (connection, _oof_exchange_page_get_entered (self, "ews"),
                               (const char *const *) origins, self->cancellable, searched_cb,
                               g_object_ref (self));
}

static void
find_cb (GtkButton *button, gpointer user_data)
{
  search (OOF_EXCHANGE_PAGE (user_data));
}

/* Test: signs in at the server, whatever else the connection has. */

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofExchangePage) self = OOF_EXCHANGE_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  oof_session_try_sign_in_finish (OOF_SESSION (source), result, &error);
  if (self->draft != NULL)
    _oof_exchange_page_tell (self->search, _ ("The server answers, and takes the account."), error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofExchangePage) self = OOF_EXCHANGE_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (oof_session_open_finish (OOF_SESSION (source), result, &error))
    oof_session_try_sign_in_async (OOF_SESSION (source), "ews", self->cancellable, tried_cb,
                                   g_object_ref (self));
  else if (self->draft != NULL)
    _oof_exchange_page_tell (self->search, NULL, error);
}

static void
test_cb (GtkButton *button, gpointer user_data)
{
  OofExchangePage *self = OOF_EXCHANGE_PAGE (user_data);
  g_autoptr (OofConnection) connection = parse (self);
  OofSignedIn *entered = _oof_exchange_page_get_entered (self, "ews");

  if (connection == NULL)
    return;
  g_autoptr (OofSession) session = oof_session_new (connection, NULL, NULL, FALSE);
  if (entered != NULL)
    oof_session_use_signed_in (session, entered);
  oof_session_open_async (session, self->cancellable, opened_cb, g_object_ref (self));
}

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  OofExchangePage *self = OOF_EXCHANGE_PAGE (user_data);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (self->search));
}

GtkWidget *
_oof_exchange_page_add_auth (OofExchangePage *self, AdwPreferencesGroup *group, const char *section)
{
  static const char *const values[] = { "basic", "ntlm", "negotiate", NULL };
  g_autoptr (GError) unavailable = NULL;
  gboolean can = oof_connection_check_auth (OOF_CONNECTION_AUTH_NEGOTIATE, &unavailable);
  const char *names[] = { _ ("Basic, over TLS"), "NTLM",
                          can ? _ ("Negotiate (Kerberos)")
                              : _ ("Negotiate (Kerberos), not available here"),
                          NULL };
  GtkWidget *row = oof_exchange_rows_add_choice (group, _ ("How the account proves itself"),
                                                 self->draft, section, "auth", values, names);

  if (!can)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                 _ ("Inside Flatpak there is no Kerberos ticket: grant the socket "
                                    "/run/.heim_org.h5l.kcm-socket for Negotiate, or use NTLM."));
  return row;
}

static void
add_local (OofExchangePage *self)
{
  GtkWidget *row;

  self->server = oof_exchange_rows_add_group (
      ADW_PREFERENCES_PAGE (self), _ ("Local Exchange server"),
      _ ("The account needs the role ApplicationImpersonation to write other mailboxes."));
  row = oof_exchange_rows_add_entry (self->server, _ ("Address of Exchange Web Services"),
                                     self->draft, "ews", "url");
  oof_exchange_rows_add_button (row, _ ("_Find"), G_CALLBACK (find_cb), self);
  oof_exchange_rows_add_button (row, _ ("_Test"), G_CALLBACK (test_cb), self);
  row = oof_exchange_rows_add_words (self->server, _ ("The server"), NULL);
  self->search = ADW_ACTION_ROW (row);
  gtk_widget_set_visible (row, FALSE);
  oof_exchange_rows_add_button (row, _ ("C_opy"), G_CALLBACK (copy_cb), self);
  oof_exchange_rows_add_entry (self->server, _ ("Server to ask for Autodiscover (https://…)"),
                               self->draft, "ews", "autodiscover");
  oof_exchange_rows_add_file (self->server, _ ("Own certificate authority (PEM file)"), self->draft,
                              "ews", "ca-file");
  oof_exchange_rows_add_entry (self->server, _ ("Local Active Directory user"), self->draft, "ews",
                               "user");
  _oof_exchange_page_add_auth (self, self->server, "ews");
}

void
_oof_exchange_page_add_servers (OofExchangePage *self)
{
  add_cloud (self);
  add_local (self);
}
