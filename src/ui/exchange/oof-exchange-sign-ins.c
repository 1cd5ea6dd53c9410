/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/exchange/oof-exchange-page-private.h"

#include <glib/gi18n.h>

#include "app/oof-session-checks.h"
#include "app/oof-sign-in.h"
#include "app/oof-words.h"
#include "ui/exchange/oof-exchange-rows.h"
#include "ui/signin/oof-secret-window.h"
#include "ui/signin/oof-sign-in-window.h"

/* One sign-in: its row says how it stands, its buttons act on it. */
typedef struct
{
  OofExchangePage *page; /* (not owned) */
  AdwActionRow *row;     /* (not owned) of the page */
  const char *role;      /* "person", "runner", "ews" */
} Role;

static const OofConnectionSignIn *
get_sign_in (const OofConnection *connection, const char *role)
{
  return g_str_equal (role, "person")   ? &connection->person
         : g_str_equal (role, "runner") ? &connection->runner
                                        : &connection->ews;
}

/* The draft, if what is written there can sign in; else the row says what is missing. (transfer
 * full) (nullable) */
static OofConnection *
parse (Role *role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) connection =
      oof_connection_draft_parse (role->page->draft, OOF_CONNECTION_WHOLE, &error);

  if (connection == NULL)
    _oof_exchange_page_tell (role->row, NULL, error);
  else if (get_sign_in (connection, role->role)->present)
    return g_steal_pointer (&connection);
  else
    _oof_exchange_page_tell (role->row, _ ("Fill in the fields of this sign-in first."), NULL);
  return NULL;
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwActionRow) row = ADW_ACTION_ROW (user_data);
  g_autoptr (GError) error = NULL;

  oof_session_try_sign_in_finish (OOF_SESSION (source), result, &error);
  _oof_exchange_page_tell (row, _ ("Signed in, and found the service mailbox in the directory"),
                           error);
}

static void
check_cb (GtkButton *button, gpointer user_data)
{
  Role *role = g_object_get_data (G_OBJECT (user_data), "role");

  _oof_exchange_page_tell (role->row, _ ("Checking…"), NULL);
  oof_session_try_sign_in_async (role->page->session, role->role, role->page->cancellable, tried_cb,
                                 g_object_ref (role->row));
}

static void
sign_in_cb (GtkButton *button, gpointer user_data)
{
  Role *role = g_object_get_data (G_OBJECT (user_data), "role");
  g_autoptr (OofConnection) connection = parse (role);

  if (connection == NULL)
    return;
  _oof_exchange_page_present (role->page, connection->person.over_ews
                                              ? oof_secret_window_new (connection, role->role)
                                              : oof_sign_in_window_new (connection, FALSE));
}

static void
secret_cb (GtkButton *button, gpointer user_data)
{
  Role *role = g_object_get_data (G_OBJECT (user_data), "role");
  g_autoptr (OofConnection) connection = parse (role);

  if (connection != NULL)
    _oof_exchange_page_present (role->page, oof_secret_window_new (connection, role->role));
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwActionRow) row = ADW_ACTION_ROW (user_data);
  g_autoptr (GError) error = NULL;

  oof_sign_in_store_finish (result, &error);
  _oof_exchange_page_tell (row, _ ("The keyring holds nothing for it any more."), error);
}

static void
forget_cb (GtkButton *button, gpointer user_data)
{
  Role *role = g_object_get_data (G_OBJECT (user_data), "role");
  g_autoptr (OofConnection) connection = parse (role);

  if (connection == NULL)
    return;
  _oof_exchange_page_tell (role->row, _ ("Asking the keyring…"), NULL);
  oof_sign_in_store_async (connection, role->role, NULL, role->page->cancellable, forgotten_cb,
                           g_object_ref (role->row));
}

/* How a sign-in stands, as far as it is known without asking. (transfer full) */
static char *
describe_state (OofExchangePage *self, const char *role)
{
  const OofConnectionSignIn *sign_in =
      self->session != NULL ? get_sign_in (oof_session_get_connection (self->session), role) : NULL;

  if (sign_in == NULL || !sign_in->present)
    return g_strdup (_ ("Nobody has signed in here yet."));
  if (sign_in->secret_file != NULL)
    /* Translators: %s is a path */
    return g_strdup_printf (_ ("Signed in with the secret in %s"), sign_in->secret_file);
  if (g_str_equal (role, "person"))
    return g_strdup_printf (_ ("Signed in as %s."), oof_session_get_author (self->session));
  return g_strdup (_ ("Signed in"));
}

static Role *
add_role (OofExchangePage *self, AdwPreferencesGroup *group, const char *title, const char *name)
{
  Role *role = g_new0 (Role, 1);
  g_autofree char *state = describe_state (self, name);
  GtkWidget *row = oof_exchange_rows_add_words (group, title, state);

  role->page = self;
  role->row = ADW_ACTION_ROW (row);
  role->role = name;
  g_object_set_data_full (G_OBJECT (row), "role", role, g_free);
  if (self->session != NULL
      && get_sign_in (oof_session_get_connection (self->session), name)->present)
    oof_exchange_rows_add_button (row, _ ("_Check"), G_CALLBACK (check_cb), row);
  return role;
}

static void
add_person (OofExchangePage *self)
{
  static const char *const values[] = { "graph", "ews", NULL };
  const char *names[] = { _ ("Microsoft 365"), _ ("Local Exchange server"), NULL };
  AdwPreferencesGroup *group = oof_exchange_rows_add_group (
      ADW_PREFERENCES_PAGE (self), _ ("Person"),
      _ ("Says who acts; reads and writes the plan and the own mailbox, nothing else."));
  Role *role;

  oof_exchange_rows_add_choice (group, _ ("Signs in at"), self->draft, "person", "protocol", values,
                                names);
  oof_exchange_rows_add_entry (group, _ ("Application for people (client id)"), self->draft,
                               "person", "client-id");
  oof_exchange_rows_add_entry (group, _ ("Account"), self->draft, "person", "user");
  role = add_role (self, group, _ ("Sign-in of the person"), "person");
  oof_exchange_rows_add_button (GTK_WIDGET (role->row), _ ("Sign _out"), G_CALLBACK (forget_cb),
                                role->row);
  oof_exchange_rows_add_button (GTK_WIDGET (role->row), _ ("_Sign in…"), G_CALLBACK (sign_in_cb),
                                role->row);
}

/* What the certificate of the runner is called in the portal, or why it cannot be read. */
static void
describe_certificate (OofExchangePage *self, GtkWidget *row)
{
  g_autoptr (OofConnection) connection =
      oof_connection_draft_parse (self->draft, OOF_CONNECTION_WHOLE, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (connection != NULL && connection->runner.auth == OOF_CONNECTION_AUTH_CERTIFICATE)
    words = oof_words_certificate (connection->runner.certificate, &error);
  _oof_exchange_page_tell (ADW_ACTION_ROW (row), words, error);
}

static void
draft_changed_cb (OofConnectionDraft *draft, gpointer user_data)
{
  GtkWidget *row = GTK_WIDGET (user_data);

  describe_certificate (g_object_get_data (G_OBJECT (row), "page"), row);
}

static void
add_certificate (OofExchangePage *self)
{
  GtkWidget *row;

  oof_exchange_rows_add_file (self->runner, _ ("Certificate with its key (PEM or PKCS#12)"),
                              self->draft, "runner", "certificate");
  row = oof_exchange_rows_add_words (self->runner, _ ("This certificate"), NULL);
  g_object_set_data (G_OBJECT (row), "page", self);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), row, 0);
  describe_certificate (self, row);
}

static void
add_runner (OofExchangePage *self)
{
  static const char *const values[] = { "secret", "certificate", NULL };
  const char *names[] = { _ ("Client secret"), _ ("Certificate"), NULL };
  Role *role;

  self->runner =
      oof_exchange_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("Runner in Microsoft 365"),
                                   _ ("Reads and writes every mailbox in its scope. Leave the "
                                      "application empty on a machine that "
                                      "only plans."));
  oof_exchange_rows_add_entry (self->runner, _ ("Application of the runner (client id)"),
                               self->draft, "runner", "client-id");
  oof_exchange_rows_add_choice (self->runner, _ ("Proves itself with"), self->draft, "runner",
                                "auth", values, names);
  add_certificate (self);
  role = add_role (self, self->runner, _ ("Sign-in of the runner"), "runner");
  oof_exchange_rows_add_button (GTK_WIDGET (role->row), _ ("_Forget"), G_CALLBACK (forget_cb),
                                role->row);
  oof_exchange_rows_add_button (GTK_WIDGET (role->row), _ ("Enter a s_ecret…"),
                                G_CALLBACK (secret_cb), role->row);
}

/* The account of the local server is entered beside the server. */
static void
add_local_runner (OofExchangePage *self)
{
  Role *role = add_role (self, self->server, _ ("Sign-in at the local server"), "ews");

  oof_exchange_rows_add_button (GTK_WIDGET (role->row), _ ("_Forget"), G_CALLBACK (forget_cb),
                                role->row);
  oof_exchange_rows_add_button (GTK_WIDGET (role->row), _ ("Enter the _password…"),
                                G_CALLBACK (secret_cb), role->row);
}

void
_oof_exchange_page_add_sign_ins (OofExchangePage *self)
{
  add_local_runner (self);
  add_person (self);
  add_runner (self);
}
