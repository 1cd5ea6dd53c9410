/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph-fixture.h"

#include "wire/oof-http-gate-private.h"

#define TEST_TYPE_TOKENS (test_tokens_get_type ())
G_DECLARE_FINAL_TYPE (TestTokens, test_tokens, TEST, TOKENS, GObject)

struct _TestTokens
{
  GObject parent_instance;

  guint serial;
  char *claims; /* (owned) (nullable) of the last challenge */
};

static void tokens_init (OofTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestTokens,
                               test_tokens,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_TOKEN_SOURCE, tokens_init))

static void
test_tokens_get_token_async (OofTokenSource *source,
                             const char *refused,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  TestTokens *self = TEST_TOKENS (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (refused != NULL)
    self->serial++;
  g_task_return_pointer (task, g_strdup_printf ("secret-token-%u", self->serial + 1), g_free);
}

static char *
test_tokens_get_token_finish (OofTokenSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_tokens_challenge (OofTokenSource *source, const char *claims)
{
  TestTokens *self = TEST_TOKENS (source);

  g_free (self->claims);
  self->claims = g_strdup (claims);
}

static void
tokens_init (OofTokenSourceInterface *iface)
{
  iface->challenge = test_tokens_challenge;
  iface->get_token_async = test_tokens_get_token_async;
  iface->get_token_finish = test_tokens_get_token_finish;
}

static void
test_tokens_finalize (GObject *object)
{
  g_free (TEST_TOKENS (object)->claims);
  G_OBJECT_CLASS (test_tokens_parent_class)->finalize (object);
}

static void
test_tokens_class_init (TestTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_tokens_finalize;
}

static void
test_tokens_init (TestTokens *self)
{
}

void
graph_fixture_set_up (GraphFixture *self, gconstpointer data)
{
  g_autoptr (OofHttpClient) http = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *endpoint = NULL;
  OofHttpClientOptions options = { NULL };

  self->server = script_server_new ();
  self->tokens = g_object_new (TEST_TYPE_TOKENS, NULL);
  endpoint = g_strconcat (script_server_get_base (self->server), "/v1.0/", NULL);
  self->gate = oof_http_gate_new_own (4);
  options.base_url = endpoint;
  options.gate = self->gate;
  http = oof_http_client_new (&options, NULL, &error);
  g_assert_no_error (error);
  self->client = oof_graph_client_new (endpoint, http, self->tokens, &error);
  g_assert_no_error (error);
}

void
graph_fixture_tear_down (GraphFixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->client);
  g_assert_finalize_object (self->gate);
  g_assert_finalize_object (self->tokens);
  g_free (self->claims);
  script_server_free (self->server);
}

void
graph_fixture_add_error (GraphFixture *self, guint status, const char *code)
{
  g_autofree char *body = g_strdup_printf (
      "{\"error\":{\"code\":\"%s\",\"message\":\"As the server says it.\"}}", code);

  script_server_add_json (self->server, status, body);
}

const char *
graph_fixture_get_claims (GraphFixture *self)
{
  g_free (self->claims);
  self->claims = g_steal_pointer (&TEST_TOKENS (self->tokens)->claims);
  return self->claims;
}
