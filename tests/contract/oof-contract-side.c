/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oof-contract-side.h"

#include "auth/oof-oauth-session.h"
#include "ews/oof-ews-directory.h"
#include "ews/oof-ews-items.h"
#include "ews/oof-ews-mailbox.h"
#include "ews/oof-ews-mailer.h"
#include "graph/oof-graph-directory.h"
#include "graph/oof-graph-items.h"
#include "graph/oof-graph-mailbox.h"
#include "graph/oof-graph-mailer.h"
#include "oof-contract-values.h"

static const char *const names[] = { [OOF_CONTRACT_GRAPH] = "graph", [OOF_CONTRACT_EWS] = "ews" };
static const char *const locations[] = {
  [OOF_CONTRACT_GRAPH] = "cloud", [OOF_CONTRACT_EWS] = "onprem"
};

static OofContractTenant *shared_tenant = NULL; /* (owned) (nullable) */

void
oof_contract_side_init (OofContractSide *self,
                        OofContractTenant *tenant,
                        OofContractProtocol protocol)
{
  OofGraphClient *graph = tenant->session->graph[OOF_SIGN_IN_RUNNER];
  OofEwsClient *ews = tenant->session->ews[OOF_SIGN_IN_EWS];
  const char *service = tenant->connection->service_mailbox;

  self->protocol = protocol;
  self->tenant = tenant;
  self->items = oof_contract_side_open_items (self, service);
  if (protocol == OOF_CONTRACT_GRAPH)
    {
      self->mailboxes = OOF_MAILBOX_SERVICE (oof_graph_mailbox_new (graph));
      self->directory = OOF_DIRECTORY (oof_graph_directory_new (graph));
      self->mailer = OOF_MAILER (oof_graph_mailer_new (graph, service));
    }
  else
    {
      self->mailboxes = OOF_MAILBOX_SERVICE (oof_ews_mailbox_new (ews));
      self->directory = OOF_DIRECTORY (oof_ews_directory_new (ews, service));
      self->mailer = OOF_MAILER (oof_ews_mailer_new (ews, service));
    }
}

void
oof_contract_side_clear (OofContractSide *self)
{
  g_assert_finalize_object (self->mailboxes);
  g_assert_finalize_object (self->directory);
  g_assert_finalize_object (self->items);
  g_assert_finalize_object (self->mailer);
}

void
oof_contract_side_init_other (OofContractSide *self, OofContractSide *side)
{
  oof_contract_side_init (self, side->tenant,
                          side->protocol == OOF_CONTRACT_GRAPH ? OOF_CONTRACT_EWS
                                                               : OOF_CONTRACT_GRAPH);
}

void
oof_contract_side_fetch (OofContractSide *self, const char *address)
{
  oof_contract_tenant_move (self->tenant, address, locations[self->protocol]);
}

OofItemStore *
oof_contract_side_open_items (OofContractSide *self, const char *mailbox)
{
  OofSession *session = self->tenant->session;

  if (self->protocol == OOF_CONTRACT_GRAPH)
    return OOF_ITEM_STORE (oof_graph_items_new (session->graph[OOF_SIGN_IN_RUNNER], mailbox));
  return OOF_ITEM_STORE (oof_ews_items_new (session->ews[OOF_SIGN_IN_EWS], mailbox));
}

static OofHttpClient *
build_impatient_http (const char *url, guint seconds)
{
  OofHttpClientOptions options = { .base_url = url, .timeout = seconds };
  g_autoptr (GError) error = NULL;
  OofHttpClient *http = oof_http_client_new (&options, NULL, &error);

  g_assert_no_error (error);
  return http;
}

static char *
load_secret (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strstrip (text);
}

void
oof_contract_side_init_impatient (OofContractSide *self, OofContractSide *side, guint seconds)
{
  OofSession *session = side->tenant->session;
  const OofConnection *connection = side->tenant->connection;
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  const OofConnectionSignIn *sign_in =
      _oof_session_get_sign_in (session, graph ? OOF_SIGN_IN_RUNNER : OOF_SIGN_IN_EWS);
  g_autofree char *secret = load_secret (sign_in->secret_file);
  g_autoptr (OofHttpClient) http =
      build_impatient_http (graph ? connection->graph_endpoint : connection->ews_url, seconds);
  g_autoptr (GError) error = NULL;

  *self = *side;
  if (graph)
    {
      g_autoptr (OofOauthClient) oauth = oof_oauth_client_new (
          connection->authority, connection->tenant, sign_in->client_id, &error);
      g_autoptr (OofOauthAccount) account = oof_oauth_account_new_for_secret (oauth, secret);
      g_autofree char *scope = g_strconcat (oof_http_client_get_origin (http), "/.default", NULL);
      g_autoptr (OofTokenSource) tokens = OOF_TOKEN_SOURCE (oof_oauth_session_new (account, scope));
      g_autoptr (OofGraphClient) client =
          oof_graph_client_new (connection->graph_endpoint, http, tokens, &error);

      g_assert_no_error (error);
      self->mailboxes = OOF_MAILBOX_SERVICE (oof_graph_mailbox_new (client));
      self->items = OOF_ITEM_STORE (oof_graph_items_new (client, connection->service_mailbox));
    }
  else
    {
      OofEwsClientOptions options = { .url = connection->ews_url,
                                      .auth = OOF_EWS_AUTH_BASIC,
                                      .role = OOF_EWS_ROLE_RUNNER,
                                      .user = sign_in->user,
                                      .password = secret };
      g_autoptr (OofEwsClient) client = oof_ews_client_new (&options, http, &error);

      g_assert_no_error (error);
      self->mailboxes = OOF_MAILBOX_SERVICE (oof_ews_mailbox_new (client));
      self->items = OOF_ITEM_STORE (oof_ews_items_new (client, connection->service_mailbox));
    }
}

void
oof_contract_side_clear_impatient (OofContractSide *self)
{
  g_assert_finalize_object (self->mailboxes);
  g_assert_finalize_object (self->items);
}

OofMailboxState *
oof_contract_read (OofMailboxService *mailboxes, const char *address, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_mailbox_service_read_async (mailboxes, address, NULL, oof_contract_keep_cb, &result);
  return oof_mailbox_service_read_finish (mailboxes, oof_contract_wait (&result), error);
}

gboolean
oof_contract_write (OofMailboxService *mailboxes,
                    const char *address,
                    OofReplyState *wanted,
                    GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofMailboxState) current = oof_contract_read (mailboxes, address, error);

  if (current == NULL)
    return FALSE;
  oof_mailbox_service_write_async (mailboxes, address, current->reply, wanted, NULL,
                                   oof_contract_keep_cb, &result);
  return oof_mailbox_service_write_finish (mailboxes, oof_contract_wait (&result), error);
}

GPtrArray *
oof_contract_read_rules (OofContractSide *self, const char *address, GError **error)
{
  OofRuleService *rules = OOF_RULE_SERVICE (self->mailboxes);
  g_autoptr (GAsyncResult) result = NULL;

  oof_rule_service_read_async (rules, address, NULL, oof_contract_keep_cb, &result);
  return oof_rule_service_read_finish (rules, oof_contract_wait (&result), error);
}

gboolean
oof_contract_change_rule (OofContractSide *self,
                          const char *address,
                          const OofRuleChange *change,
                          OofRuleChangeFlags flags,
                          GError **error)
{
  OofRuleService *rules = OOF_RULE_SERVICE (self->mailboxes);
  g_autoptr (GAsyncResult) result = NULL;

  oof_rule_service_change_async (rules, address, change, flags, NULL, oof_contract_keep_cb,
                                 &result);
  return oof_rule_service_change_finish (rules, oof_contract_wait (&result), error);
}

gboolean
oof_contract_send (OofContractSide *self, const OofMail *mail, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_mailer_send_async (self->mailer, mail, NULL, oof_contract_keep_cb, &result);
  return oof_mailer_send_finish (self->mailer, oof_contract_wait (&result), error);
}

GPtrArray *
oof_contract_list_people (OofDirectory *directory, const char *const *groups, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_directory_list_async (directory, groups, NULL, oof_contract_keep_cb, &result);
  return oof_directory_list_finish (directory, oof_contract_wait (&result), error);
}

GPtrArray *
oof_contract_expand (OofDirectory *directory, const char *group, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_directory_expand_async (directory, group, NULL, oof_contract_keep_cb, &result);
  return oof_directory_expand_finish (directory, oof_contract_wait (&result), error);
}

GPtrArray *
oof_contract_resolve (OofDirectory *directory, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_directory_resolve_async (directory, text, NULL, oof_contract_keep_cb, &result);
  return oof_directory_resolve_finish (directory, oof_contract_wait (&result), error);
}

GPtrArray *
oof_contract_list_items (OofItemStore *items, OofCalendar calendar, OofRange range, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_list_async (items, calendar, range, NULL, oof_contract_keep_cb, &result);
  return oof_item_store_list_finish (items, oof_contract_wait (&result), error);
}

GPtrArray *
oof_contract_find (OofItemStore *items, OofCalendar calendar, const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_find_async (items, calendar, key, NULL, oof_contract_keep_cb, &result);
  return oof_item_store_find_finish (items, oof_contract_wait (&result), error);
}

OofItem *
oof_contract_create (OofItemStore *items, OofItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_create_async (items, item, NULL, oof_contract_keep_cb, &result);
  return oof_item_store_create_finish (items, oof_contract_wait (&result), error);
}

OofItem *
oof_contract_update (OofItemStore *items, OofItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_update_async (items, item, NULL, oof_contract_keep_cb, &result);
  return oof_item_store_update_finish (items, oof_contract_wait (&result), error);
}

gboolean
oof_contract_remove (OofItemStore *items, OofItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_item_store_remove_async (items, item, NULL, oof_contract_keep_cb, &result);
  return oof_item_store_remove_finish (items, oof_contract_wait (&result), error);
}

OofReplyState *
oof_contract_must_read (OofContractSide *self, const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofMailboxState) state = oof_contract_read (self->mailboxes, address, &error);

  g_assert_no_error (error);
  return oof_reply_state_ref (state->reply);
}

void
oof_contract_must_write (OofContractSide *self, const char *address, OofReplyState *wanted)
{
  g_autoptr (GError) error = NULL;

  oof_contract_write (self->mailboxes, address, wanted, &error);
  g_assert_no_error (error);
}

OofItem *
oof_contract_must_create (OofItemStore *items, OofItem *item)
{
  g_autoptr (GError) error = NULL;
  OofItem *created = oof_contract_create (items, item, &error);

  g_assert_no_error (error);
  g_assert_nonnull (created->id);
  g_assert_nonnull (created->change_key);
  oof_contract_assert_same_item (created, item);
  return created;
}

OofItem *
oof_contract_must_find (OofItemStore *items, OofCalendar calendar, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = oof_contract_find (items, calendar, key, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  return oof_item_ref (found->pdata[0]);
}

static void
set_up (OofContractSide *side, gconstpointer data)
{
  if (shared_tenant == NULL)
    {
      shared_tenant = oof_contract_tenant_new ("demo");
      oof_contract_tenant_skip_pauses (shared_tenant);
    }
  else
    oof_contract_tenant_reset (shared_tenant);
  oof_contract_side_init (side, shared_tenant, (OofContractProtocol) GPOINTER_TO_INT (data));
  oof_contract_side_fetch (side, shared_tenant->connection->service_mailbox);
  oof_contract_side_fetch (side, OOF_CONTRACT_PERSON);
  oof_contract_side_fetch (side, OOF_CONTRACT_OTHER);
}

static void
tear_down (OofContractSide *side, gconstpointer data)
{
  oof_contract_side_clear (side);
}

void
oof_contract_add_case_of (const char *name, OofContractProtocol protocol, OofContractCase run)
{
  g_autofree char *path = g_strdup_printf ("/contract/%s/%s", names[protocol], name);

  g_test_add (path, OofContractSide, GINT_TO_POINTER (protocol), set_up, run, tear_down);
}

void
oof_contract_add_case (const char *name, OofContractCase run)
{
  oof_contract_add_case_of (name, OOF_CONTRACT_GRAPH, run);
  oof_contract_add_case_of (name, OOF_CONTRACT_EWS, run);
}

void
oof_contract_add_cross_case (const char *name, OofContractProtocol first, OofContractCase run)
{
  g_autofree char *path = g_strdup_printf ("/contract/cross/%s", name);

  g_test_add (path, OofContractSide, GINT_TO_POINTER (first), set_up, run, tear_down);
}

void
oof_contract_end (void)
{
  g_clear_pointer (&shared_tenant, oof_contract_tenant_free);
}
