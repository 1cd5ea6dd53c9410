/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-private.h"

#include "auth/oof-oauth-client.h"
#include "auth/oof-oauth-session.h"
#include "auth/oof-secret.h"
#include "config.h"
#include "core/oof-error.h"
#include "ews/oof-ews-directory.h"
#include "ews/oof-ews-items.h"
#include "ews/oof-ews-mailbox.h"
#include "ews/oof-ews-mailer.h"
#include "graph/oof-graph-directory.h"
#include "graph/oof-graph-items.h"
#include "graph/oof-graph-mailbox.h"
#include "graph/oof-graph-mailer.h"
#include "store/oof-item-cache.h"

/* Upper bounds of what is in flight on one route: what some tenants bear (graph.md 4), and a few of
 * an account's 27 (ews.md 1). */
#define MAX_GRAPH 32
#define MAX_EWS   8

/* A batch may run for a minute (ews.md 1, Throttling). */
#define EWS_TIMEOUT 65 /* seconds */

static const char *const sign_in_names[OOF_N_SIGN_INS] = { "runner", "ews", "person" };

const char *
_oof_session_sign_in_name (OofSignIn which)
{
  return sign_in_names[which];
}

const OofConnectionSignIn *
_oof_session_get_sign_in (OofSession *self, OofSignIn which)
{
  const OofConnectionSignIn *all[OOF_N_SIGN_INS] = { &self->connection->runner,
                                                     &self->connection->ews,
                                                     &self->connection->person };

  return all[which];
}

/* --secret-file belongs to the first sign-in that is there. */
const char *
_oof_session_get_secret_file (OofSession *self, OofSignIn which)
{
  for (OofSignIn first = OOF_SIGN_IN_RUNNER; first < which; first++)
    if (_oof_session_get_sign_in (self, first)->present)
      return _oof_session_get_sign_in (self, which)->secret_file;
  return self->secret_file != NULL ? self->secret_file
                                   : _oof_session_get_sign_in (self, which)->secret_file;
}

gboolean
_oof_session_build_http (OofSession *self, GError **error)
{
  g_autoptr (OofHttpGate) gate = oof_http_gate_new (0, MAX_GRAPH);
  OofHttpClientOptions options = { .base_url = self->connection->graph_endpoint,
                                   .gate = gate,
                                   .timeout = (guint) self->connection->timeout };

  self->ews_url = g_strdup (self->connection->ews_url);
  if (options.base_url == NULL)
    return TRUE;
  self->graph_http = oof_http_client_new (&options, self->clock, error);
  return self->graph_http != NULL;
}

static void
rotated_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!oof_secret_store_finish (result, &error))
    g_message ("The new refresh token could not be kept: %s", error->message);
}

/* @user_data: the connection's name in the Secret Service. */
static void
rotated_cb (const char *refresh_token, gpointer user_data)
{
  oof_secret_store_async (user_data, sign_in_names[OOF_SIGN_IN_PERSON], refresh_token, NULL,
                          rotated_stored_cb, NULL);
}

static OofOauthClient *
build_oauth_client (OofSession *self, OofSignIn which, GError **error)
{
  return oof_oauth_client_new (self->connection->authority, self->connection->tenant,
                               _oof_session_get_sign_in (self, which)->client_id, error);
}

static gboolean
build_graph (OofSession *self, OofSignIn which, OofOauthAccount *account, GError **error)
{
  g_autofree char *root = oof_connection_dup_resource (self->connection);
  g_autofree char *scope = g_strconcat (
      root, which == OOF_SIGN_IN_RUNNER ? "/.default" : "/.default offline_access", NULL);

  self->tokens[which] = oof_oauth_session_new (account, scope);
  self->graph[which] = oof_graph_client_new (self->connection->graph_endpoint, self->graph_http,
                                             OOF_TOKEN_SOURCE (self->tokens[which]), error);
  return self->graph[which] != NULL;
}

/* A refresh token from a file stays as it is there: no secret goes into a file (decisions 9), and
 * Entra does not revoke the old one (graph.md 1b). */
static gboolean
build_graph_by_secret (
    OofSession *self, OofSignIn which, const char *secret, gboolean keep, GError **error)
{
  g_autoptr (OofOauthClient) client = build_oauth_client (self, which, error);
  g_autoptr (OofOauthAccount) account = NULL;

  if (client == NULL)
    return FALSE;
  if (which == OOF_SIGN_IN_RUNNER)
    account = oof_oauth_account_new_for_secret (client, secret);
  else
    account =
        oof_oauth_account_new_for_person (client, secret, keep ? rotated_cb : NULL,
                                          g_strdup (self->connection->service_mailbox), g_free);
  return build_graph (self, which, account, error);
}

/* A certificate among systemd's credentials belongs to root and carries an access list. */
static gboolean
is_credential (OofSession *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_strcmp0 (folder, self->credentials) == 0;
}

gboolean
_oof_session_build_by_certificate (OofSession *self, const char *secret, GError **error)
{
  const char *path = self->connection->runner.certificate;
  g_autoptr (OofOauthClient) client = NULL;
  g_autoptr (OofOauthAccount) account = NULL;
  gboolean needs_password = FALSE;
  g_autoptr (GError) failure = NULL;
  g_autoptr (OofOauthCertificate) certificate = oof_oauth_certificate_load (
      path, is_credential (self, path), secret, &needs_password, &failure);

  if (needs_password)
    return FALSE;
  if (certificate == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  client = build_oauth_client (self, OOF_SIGN_IN_RUNNER, error);
  if (client == NULL)
    return FALSE;
  account = oof_oauth_account_new_for_certificate (client, certificate);
  return build_graph (self, OOF_SIGN_IN_RUNNER, account, error);
}

static OofEwsAuth
get_ews_auth (const OofConnectionSignIn *sign_in)
{
  if (sign_in->auth == OOF_CONNECTION_AUTH_NTLM)
    return OOF_EWS_AUTH_NTLM;
  return sign_in->auth == OOF_CONNECTION_AUTH_NEGOTIATE ? OOF_EWS_AUTH_NEGOTIATE
                                                        : OOF_EWS_AUTH_BASIC;
}

/* NTLM and Negotiate belong to the connection, and a server's budget to the account: no two
 * accounts share a client. */
static OofHttpClient *
build_ews_http (OofSession *self, OofSignIn which, const char *secret, GError **error)
{
  const OofConnectionSignIn *sign_in = _oof_session_get_sign_in (self, which);
  OofEwsAuth auth = get_ews_auth (sign_in);
  g_autoptr (OofHttpGate) gate = oof_http_gate_new (0, MAX_EWS);
  OofHttpClientOptions options = {
    .base_url = self->ews_url,
    .gate = gate,
    .timeout = self->connection->timeout > 0 ? (guint) self->connection->timeout : EWS_TIMEOUT,
    .ca_file = self->connection->ews_ca_file,
    .auth = auth == OOF_EWS_AUTH_NTLM        ? OOF_HTTP_AUTH_NTLM
            : auth == OOF_EWS_AUTH_NEGOTIATE ? OOF_HTTP_AUTH_NEGOTIATE
                                             : OOF_HTTP_AUTH_NONE,
    .user = sign_in->user,
    .password = secret,
  };

  return oof_http_client_new (&options, self->clock, error);
}

static gboolean
build_ews (OofSession *self, OofSignIn which, const char *secret, GError **error)
{
  const OofConnectionSignIn *sign_in = _oof_session_get_sign_in (self, which);
  OofEwsClientOptions options = {
    .url = self->ews_url,
    .auth = get_ews_auth (sign_in),
    .role = which == OOF_SIGN_IN_PERSON ? OOF_EWS_ROLE_PERSON : OOF_EWS_ROLE_RUNNER,
    .user = sign_in->user,
    .password = secret,
  };

  if (!oof_connection_check_auth (sign_in->auth, error))
    return FALSE;
  self->ews_http[which] = build_ews_http (self, which, secret, error);
  if (self->ews_http[which] == NULL)
    return FALSE;
  self->ews[which] = oof_ews_client_new (&options, self->ews_http[which], error);
  return self->ews[which] != NULL;
}

gboolean
_oof_session_build_client (
    OofSession *self, OofSignIn which, const char *secret, gboolean keep, GError **error)
{
  const OofConnectionSignIn *sign_in = _oof_session_get_sign_in (self, which);

  if (sign_in->over_ews)
    return build_ews (self, which, secret, error);
  return sign_in->auth == OOF_CONNECTION_AUTH_CERTIFICATE
             ? _oof_session_build_by_certificate (self, secret, error)
             : build_graph_by_secret (self, which, secret, keep, error);
}

/* The person acts on the database where one sits here, else the runner (decisions 3). */
static OofItemStore *
build_items (OofSession *self)
{
  const char *mailbox = self->connection->service_mailbox;

  if (self->connection->database_over_ews)
    {
      OofEwsClient *client = self->ews[OOF_SIGN_IN_PERSON] != NULL ? self->ews[OOF_SIGN_IN_PERSON]
                                                                   : self->ews[OOF_SIGN_IN_EWS];
      return client != NULL ? OOF_ITEM_STORE (oof_ews_items_new (client, mailbox)) : NULL;
    }
  OofGraphClient *client = self->graph[OOF_SIGN_IN_PERSON] != NULL
                               ? self->graph[OOF_SIGN_IN_PERSON]
                               : self->graph[OOF_SIGN_IN_RUNNER];
  return client != NULL ? OOF_ITEM_STORE (oof_graph_items_new (client, mailbox)) : NULL;
}

OofItemStore *
_oof_session_build_calendar (OofSession *self, const char *address)
{
  const OofPerson *owner = oof_roster_get (self->roster, address);
  OofRoute usual = self->connection->database_over_ews ? OOF_ROUTE_EWS : OOF_ROUTE_GRAPH;
  OofRoute route = owner != NULL && owner->route != OOF_ROUTE_NONE ? owner->route : usual;
  OofGraphClient *graph = self->graph[OOF_SIGN_IN_RUNNER];
  OofEwsClient *ews = self->ews[OOF_SIGN_IN_EWS];

  if (route == OOF_ROUTE_EWS)
    return ews != NULL ? OOF_ITEM_STORE (oof_ews_items_new (ews, address)) : NULL;
  return graph != NULL ? OOF_ITEM_STORE (oof_graph_items_new (graph, address)) : NULL;
}

OofDirectory *
_oof_session_build_directory (OofSession *self, OofSignIn which)
{
  /* The service mailbox of a cloud database is not there to be asked as. */
  gboolean as_runner = which == OOF_SIGN_IN_EWS && self->connection->database_over_ews;

  if (self->graph[which] != NULL)
    return OOF_DIRECTORY (oof_graph_directory_new (self->graph[which]));
  if (self->ews[which] == NULL)
    return NULL;
  return OOF_DIRECTORY (oof_ews_directory_new (
      self->ews[which], as_runner ? self->connection->service_mailbox : NULL));
}

/* Graph's directory serves both routes; the runner sees every attribute. */
static OofDirectory *
build_directory (OofSession *self)
{
  gboolean cloud_person = self->graph[OOF_SIGN_IN_PERSON] != NULL;
  const OofSignIn order[] = { OOF_SIGN_IN_RUNNER,
                              cloud_person ? OOF_SIGN_IN_PERSON : OOF_SIGN_IN_EWS,
                              OOF_SIGN_IN_PERSON };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      OofDirectory *directory = _oof_session_build_directory (self, order[i]);
      if (directory != NULL)
        return directory;
    }
  return NULL;
}

static OofMailboxRouter *
build_router (OofSession *self, gboolean urgent)
{
  OofGraphClient *graph_client = self->graph[OOF_SIGN_IN_RUNNER];
  OofEwsClient *ews_client = self->ews[OOF_SIGN_IN_EWS];
  g_autoptr (OofMailboxService) graph = NULL;
  g_autoptr (OofMailboxService) ews = NULL;

  if (graph_client != NULL)
    graph = OOF_MAILBOX_SERVICE (urgent ? oof_graph_mailbox_new_urgent (graph_client)
                                        : oof_graph_mailbox_new (graph_client));
  if (ews_client != NULL)
    ews = OOF_MAILBOX_SERVICE (urgent ? oof_ews_mailbox_new_urgent (ews_client)
                                      : oof_ews_mailbox_new (ews_client));
  return oof_mailbox_router_new (graph, ews);
}

/* The person reads and writes the own mailbox, whoever runs the task (decisions 3). */
static OofMailboxRouter *
build_own_router (OofSession *self)
{
  OofGraphClient *graph_client = self->graph[OOF_SIGN_IN_PERSON];
  OofEwsClient *ews_client = self->ews[OOF_SIGN_IN_PERSON];
  g_autoptr (OofMailboxService) graph =
      graph_client != NULL ? OOF_MAILBOX_SERVICE (oof_graph_mailbox_new (graph_client)) : NULL;
  g_autoptr (OofMailboxService) ews =
      ews_client != NULL ? OOF_MAILBOX_SERVICE (oof_ews_mailbox_new (ews_client)) : NULL;

  if (oof_session_has_runner (self) || (graph == NULL && ews == NULL))
    return NULL;
  return oof_mailbox_router_new (graph, ews);
}

/* Where mailboxes were found lies beside the runner's name: one file a tenant. (transfer full) */
static OofRouteMemory *
build_memory (OofSession *self)
{
  const OofConnection *connection = self->connection;
  g_autofree char *key = g_strjoin ("\n", connection->service_mailbox, connection->graph_endpoint,
                                    connection->tenant, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strdup_printf ("routes-%.16s.ini", hash);
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "oof-manager", name, NULL);

  return oof_route_memory_new (connection->graph_endpoint != NULL && connection->has_ews ? path
                                                                                         : NULL);
}

/* A runner reads the same database at every hour and every 5 s, a window whenever it looks. Over
 * Graph a person's token is refused the delta of another mailbox (oof-graph-changes.h), and a
 * window has to show what was deleted; over EWS everybody is told. */
static OofItemStore *
build_cached_items (OofSession *self)
{
  OofItemStore *items = build_items (self);
  OofItemStore *cache;

  if (items == NULL || (self->connection->person.present && !self->connection->database_over_ews))
    return items;
  cache = oof_item_cache_new (items);
  g_object_unref (items);
  return cache;
}

/* Mails come from the service mailbox, with the runner's sign-in: the route is the one on which
 * that mailbox lies, wherever those are whom they are for. */
static OofMailer *
build_mailer (OofSession *self)
{
  const char *mailbox = self->connection->service_mailbox;
  OofGraphClient *graph_client = self->graph[OOF_SIGN_IN_RUNNER];
  OofEwsClient *ews_client = self->ews[OOF_SIGN_IN_EWS];

  if (self->connection->database_over_ews)
    return ews_client != NULL ? OOF_MAILER (oof_ews_mailer_new (ews_client, mailbox)) : NULL;
  return graph_client != NULL ? OOF_MAILER (oof_graph_mailer_new (graph_client, mailbox)) : NULL;
}

gboolean
_oof_session_build_ports (OofSession *self, GError **error)
{
  g_autoptr (OofItemStore) items = build_cached_items (self);

  self->directory = build_directory (self);
  if (items == NULL || self->directory == NULL)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
                   "%s: no sign-in reaches the service mailbox", self->connection->path);
      return FALSE;
    }
  self->router = build_router (self, FALSE);
  self->urgent_router = build_router (self, TRUE);
  g_autoptr (OofRouteMemory) memory = build_memory (self);
  oof_mailbox_router_use_memory (self->router, memory);
  oof_mailbox_router_use_memory (self->urgent_router, memory);
  self->own_router = build_own_router (self);
  self->mailer = build_mailer (self);
  self->items = g_object_ref (items);
  self->store = oof_store_new (items, OOF_CLOCK (self->clock), oof_session_get_author (self));
  return TRUE;
}
