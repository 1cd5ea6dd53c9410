/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-sign-in.h"

#include <glib/gi18n.h>

#include "app/oof-claims.h"
#include "app/oof-session-private.h"
#include "auth/oof-oauth-browser.h"
#include "auth/oof-oauth-device.h"
#include "auth/oof-secret.h"
#include "core/oof-error.h"
#include "wire/oof-http-origin.h"

/* What the directory and the service mailbox need for looking, and what changing plans needs
 * besides (graph.md 8). */
static const char *const base_scopes[] = { "User.Read",
                                           "User.Read.All",
                                           "Group.ReadBasic.All",
                                           "GroupMember.ReadBasic.All",
                                           "Calendars.Read.Shared",
                                           NULL };
static const char *const write_scopes[] = { "Calendars.ReadWrite.Shared",
                                            "MailboxSettings.ReadWrite", NULL };

/* One way to the sign-in service. */
typedef struct
{
  OofConnection *connection; /* (owned) */
  OofSignInShow show;        /* (nullable) */
  gpointer user_data;
  char *claims; /* (owned) (nullable) */
} Way;

static void
way_free (Way *way)
{
  oof_connection_unref (way->connection);
  g_free (way->claims);
  g_free (way);
}

static GTask *
create_task (OofConnection *connection,
             OofSignInShow show,
             gpointer user_data_of_show,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Way *way = g_new0 (Way, 1);

  way->connection = oof_connection_ref (connection);
  way->show = show;
  way->user_data = user_data_of_show;
  g_task_set_task_data (task, way, (GDestroyNotify) way_free);
  return task;
}

/* NULL: there is no such application in this connection, which @task has said. */
static OofOauthClient *
create_client (GTask *task, gboolean runner)
{
  Way *way = g_task_get_task_data (task);
  OofConnection *connection = way->connection;
  const OofConnectionSignIn *sign_in = runner ? &connection->runner : &connection->person;
  GError *error = NULL;
  OofOauthClient *client = NULL;

  if (connection->authority != NULL && sign_in->present && !sign_in->over_ews)
    client = oof_oauth_client_new (connection->authority, connection->tenant, sign_in->client_id,
                                   &error);
  else
    g_set_error (&error, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                 "%s: [%s] is no sign-in at Microsoft 365", connection->path,
                 runner ? "runner" : "person");
  if (client == NULL)
    g_task_return_error (task, error);
  return client;
}

static void
return_success (GTask *task, gboolean success, GError *error)
{
  if (success)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
show_link (const char *link, gpointer user_data)
{
  Way *way = user_data;

  way->show (link, NULL, way->user_data);
}

static void
show_code (const char *code, const char *address, guint seconds, gpointer user_data)
{
  Way *way = user_data;

  way->show (address, code, way->user_data);
}

/* Signing in. */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofSignedIn *signed_in = oof_signed_in_keep_finish (result, &error);

  if (signed_in != NULL)
    g_task_return_pointer (task, signed_in, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
keep (GTask *task, OofOauthTokens *tokens, GError *error)
{
  Way *way = g_task_get_task_data (task);

  if (tokens != NULL && tokens->refresh_token == NULL)
    g_set_error (&error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
                 "The sign-in service gave no refresh token (offline_access)");
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  oof_claims_forget (way->connection);
  way->show (NULL, NULL, way->user_data);
  oof_signed_in_keep_async (way->connection, "person", tokens->account, tokens->refresh_token,
                            g_task_get_cancellable (task), kept_cb, g_object_ref (task));
}

static void
from_browser_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofOauthTokens) tokens =
      oof_oauth_browser_sign_in_finish (OOF_OAUTH_CLIENT (source), result, &error);

  keep (task, tokens, error);
}

static void
from_device_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofOauthTokens) tokens =
      oof_oauth_device_sign_in_finish (OOF_OAUTH_CLIENT (source), result, &error);

  keep (task, tokens, error);
}

static void
append_scopes (GString *text, const char *root, const char *const *names)
{
  for (; *names != NULL; names++)
    g_string_append_printf (text, " %s/%s", root, *names);
}

/* (transfer full) */
static char *
build_scope (OofConnection *connection, OofSignInFlags flags)
{
  g_autofree char *root = oof_connection_dup_resource (connection);
  GString *text = g_string_new ("openid profile offline_access");

  append_scopes (text, root, base_scopes);
  if (flags & OOF_SIGN_IN_WITH_WRITING)
    append_scopes (text, root, write_scopes);
  return g_string_free (text, FALSE);
}

static void
sign_in_by_code (GTask *task, OofOauthClient *client, const char *scope)
{
  OofOauthDeviceOptions options = { .scope = scope,
                                    .show = show_code,
                                    .user_data = g_task_get_task_data (task) };

  oof_oauth_device_sign_in_async (client, &options, g_task_get_cancellable (task), from_device_cb,
                                  g_object_ref (task));
}

static void
sign_in_in_browser (GTask *task, OofOauthClient *client, const char *scope)
{
  Way *way = g_task_get_task_data (task);
  OofOauthBrowserOptions options = {
    .scope = scope,
    .user = way->connection->person.user,
    .page = _ ("The sign-in is being completed. You can close this window."),
    .show = show_link,
    .user_data = way,
  };

  way->claims = oof_claims_dup (way->connection);
  options.claims = way->claims;
  oof_oauth_browser_sign_in_async (client, &options, g_task_get_cancellable (task), from_browser_cb,
                                   g_object_ref (task));
}

void
oof_sign_in_async (OofConnection *connection,
                   OofSignInFlags flags,
                   OofSignInShow show,
                   gpointer user_data_of_show,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_return_if_fail (connection != NULL && show != NULL);

  g_autoptr (GTask) task =
      create_task (connection, show, user_data_of_show, cancellable, callback, user_data);
  g_autoptr (OofOauthClient) client = create_client (task, FALSE);

  g_task_set_source_tag (task, oof_sign_in_async);
  if (client == NULL)
    return;
  g_autofree char *scope = build_scope (connection, flags);
  if (flags & OOF_SIGN_IN_BY_CODE || connection->person.auth == OOF_CONNECTION_AUTH_DEVICE)
    sign_in_by_code (task, client, scope);
  else
    sign_in_in_browser (task, client, scope);
}

OofSignedIn *
oof_sign_in_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
oof_session_use_signed_in (OofSession *self, OofSignedIn *signed_in)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (OOF_IS_SIGNED_IN (signed_in));

  for (OofSignIn which = 0; which < OOF_N_SIGN_INS; which++)
    if (g_str_equal (_oof_session_sign_in_name (which), oof_signed_in_get_role (signed_in)))
      g_set_object (&self->own[which], signed_in);
}

void
oof_session_remember_claims (OofSession *self)
{
  g_return_if_fail (OOF_IS_SESSION (self));

  OofOauthSession *tokens = self->tokens[OOF_SIGN_IN_PERSON];
  const char *claims =
      tokens != NULL ? oof_oauth_account_get_claims (oof_oauth_session_get_account (tokens)) : NULL;

  if (claims != NULL)
    oof_claims_remember (self->connection, claims);
}

/* Consent of an administrator. */

static void
agreed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean agreed = oof_oauth_browser_consent_finish (OOF_OAUTH_CLIENT (source), result, &error);

  return_success (G_TASK (user_data), agreed, error);
}

void
oof_sign_in_consent_async (OofConnection *connection,
                           gboolean runner,
                           OofSignInShow show,
                           gpointer user_data_of_show,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (connection != NULL && show != NULL);

  g_autoptr (GTask) task =
      create_task (connection, show, user_data_of_show, cancellable, callback, user_data);
  g_autoptr (OofOauthClient) client = create_client (task, runner);
  OofOauthBrowserOptions options = {
    .page = _ ("The consent was given. You can close this window."),
    .show = show_link,
    .user_data = g_task_get_task_data (task),
  };

  g_task_set_source_tag (task, oof_sign_in_consent_async);
  if (client != NULL)
    oof_oauth_browser_consent_async (client, &options, cancellable, agreed_cb, g_object_ref (task));
}

gboolean
oof_sign_in_consent_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofOauthClient *client = OOF_OAUTH_CLIENT (source);
  GError *error = NULL;
  g_autofree char *endpoint = NULL;

  if (!oof_oauth_client_discover_finish (client, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  endpoint = oof_oauth_client_dup_consent_endpoint (client);
  if (endpoint == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (
        task,
        g_strdup_printf ("%s?client_id=%s", endpoint, oof_oauth_client_get_client_id (client)),
        g_free);
}

void
oof_sign_in_find_link_async (OofConnection *connection,
                             gboolean runner,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (connection != NULL);

  g_autoptr (GTask) task = create_task (connection, NULL, NULL, cancellable, callback, user_data);
  g_autoptr (OofOauthClient) client = create_client (task, runner);

  g_task_set_source_tag (task, oof_sign_in_find_link_async);
  if (client != NULL)
    oof_oauth_client_discover_async (client, cancellable, discovered_cb, g_object_ref (task));
}

char *
oof_sign_in_find_link_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The Secret Service. */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean stored = oof_secret_store_finish (result, &error);

  return_success (G_TASK (user_data), stored, error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean cleared = oof_secret_clear_finish (result, &error);

  return_success (G_TASK (user_data), cleared, error);
}

void
oof_sign_in_store_async (OofConnection *connection,
                         const char *role,
                         const char *secret,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (connection != NULL && role != NULL);

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_sign_in_store_async);
  if (secret != NULL)
    oof_secret_store_async (connection->service_mailbox, role, secret, cancellable, stored_cb,
                            task);
  else
    oof_secret_clear_async (connection->service_mailbox, role, cancellable, cleared_cb, task);
}

gboolean
oof_sign_in_store_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
