/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-client.h"

#include "core/oof-error.h"
#include "graph/oof-graph-call.h"
#include "graph/oof-graph-error.h"
#include "graph/oof-graph-users.h"
#include "wire/oof-http-origin.h"

struct _OofGraphClient
{
  GObject parent_instance;

  char *endpoint;         /* (owned) without a slash at the end */
  OofHttpClient *http;    /* (owned) */
  OofTokenSource *tokens; /* (owned) */
  char *refused;          /* (owned) (nullable) a token that must not be sent any more */
  OofGraphUsers *users;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (OofGraphClient, oof_graph_client, G_TYPE_OBJECT)

/* One call under way. */
typedef struct
{
  char *method;   /* (owned) */
  char *path;     /* (owned) */
  char *url;      /* (owned) */
  char *if_match; /* (owned) (nullable) */
  GBytes *body;   /* (owned) (nullable) */
  OofGraphCallFlags flags;
  const char *permission; /* static */
  char *token;            /* (owned) (nullable) the one that was sent last */
  gboolean repeated;      /* after 401, with another token */
  char *address;          /* (owned) (nullable) the user who was looked for */
  GError *unknown;        /* (owned) (nullable) why */
} Call;

static void
call_free (Call *call)
{
  g_free (call->method);
  g_free (call->path);
  g_free (call->url);
  g_free (call->if_match);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call->token);
  g_free (call->address);
  g_clear_error (&call->unknown);
  g_free (call);
}

static void get_token (GTask *task);
static void send_call (GTask *task);

static gboolean
is_write (const Call *call)
{
  return !g_str_equal (call->method, "GET") && !(call->flags & OOF_GRAPH_CALL_READ);
}

/* The JSON of a successful answer. A write that was answered with something else may or may not
 * have happened. */
static void
return_answer (GTask *task, OofHttpResponse *response)
{
  Call *call = g_task_get_task_data (task);
  GBytes *body = oof_http_response_get_body (response);
  /* 202: taken, and done later. */
  gboolean may_be_empty = g_str_equal (call->method, "PATCH")
                          || g_str_equal (call->method, "DELETE")
                          || oof_http_response_get_status (response) == 202;
  g_autofree char *where = oof_http_response_describe (response);
  g_autoptr (GError) error = NULL;
  OofJson *json = NULL;

  if (g_bytes_get_size (body) == 0 && may_be_empty)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  if (!oof_http_response_has_content_type (response, "application/json"))
    g_set_error (&error, OOF_ERROR, OOF_ERROR_PROTOCOL, "No JSON in the answer");
  else
    json = oof_json_parse (body, OOF_HTTP_DEFAULT_MAX_BODY, &error);
  if (json != NULL && oof_json_expect (json, OOF_JSON_OBJECT, &error))
    {
      g_task_return_pointer (task, json, (GDestroyNotify) oof_json_unref);
      return;
    }
  g_clear_pointer (&json, oof_json_unref);
  if (is_write (call))
    error->code = OOF_ERROR_UNCERTAIN;
  g_prefix_error (&error, "%s: ", where);
  g_task_return_error (task, g_steal_pointer (&error));
}

/* Whether another token may do. Continuous access evaluation: the answer, a 401 or, where a policy
 * of the tenant wants more, a 403, says what that one has to satisfy. */
static gboolean
is_challenge (OofGraphClient *self, OofHttpResponse *response)
{
  guint status = oof_http_response_get_status (response);
  g_autofree char *claims =
      status == 401 || status == 403 ? oof_graph_error_dup_claims (response) : NULL;

  if (claims != NULL)
    oof_token_source_challenge (self->tokens, claims);
  return status == 401 || claims != NULL;
}

/* Who has the address is known now, or nobody has it. */
static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofGraphClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (OofHttpResponse) response =
      oof_http_client_send_finish (OOF_HTTP_CLIENT (source), result, NULL);
  g_autoptr (OofJson) json = NULL;
  g_autofree char *path = NULL;

  if (response != NULL && oof_http_response_is_success (response))
    json = oof_json_parse (oof_http_response_get_body (response), 0, NULL);
  if (json == NULL || !oof_graph_users_take (self->users, call->address, json))
    {
      g_task_return_error (task, g_steal_pointer (&call->unknown));
      return;
    }
  path = oof_graph_users_translate (self->users, call->path);
  g_free (call->url);
  call->url = g_strconcat (self->endpoint, path, NULL);
  send_call (task);
}

/* An address that is no principal name: once for a call, and for all that come after it. Takes
 * @error; FALSE: it is the call's. */
static gboolean
look_up (GTask *task, GError *error)
{
  OofGraphClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autofree char *query = NULL;
  g_autofree char *url = NULL;
  g_autoptr (OofHttpRequest) request = NULL;

  if (call->address != NULL || !oof_graph_error_is_unknown_user (error))
    return FALSE;
  call->address = oof_graph_users_dup_address (call->path);
  if (call->address == NULL)
    return FALSE;
  call->unknown = error;
  query = oof_graph_users_build_query (call->address);
  url = g_strconcat (self->endpoint, query, NULL);
  request = oof_http_request_new ("GET", url);
  oof_http_request_set_bearer (request, call->token);
  oof_http_request_set_header (request, "Accept", "application/json");
  oof_http_request_set_urgent (request, (call->flags & OOF_GRAPH_CALL_URGENT) != 0);
  oof_http_client_send_async (self->http, request, g_task_get_cancellable (task), looked_up_cb,
                              g_object_ref (task));
  return TRUE;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Call *call = g_task_get_task_data (task);
  g_autoptr (OofHttpResponse) response = NULL;
  GError *error = NULL;

  response = oof_http_client_send_finish (OOF_HTTP_CLIENT (source), result, &error);
  if (response == NULL)
    {
      g_task_return_error (task, error);
    }
  else if (oof_http_response_is_success (response))
    {
      return_answer (task, response);
    }
  else if (!call->repeated && is_challenge (g_task_get_source_object (task), response))
    {
      call->repeated = TRUE;
      get_token (task);
    }
  else
    {
      oof_graph_error_set (response, is_write (call), call->permission, call->token, &error);
      if (!look_up (task, error))
        g_task_return_error (task, error);
    }
}

/* The user whose mailbox a URL leads into, ".../users/{user}/..." or, in links that Graph gave,
 * ".../users('{user}')/...", or "me". (transfer full): NULL for the directory. */
static char *
dup_mailbox (const char *url)
{
  g_autofree char *path = g_strndup (url, strcspn (url, "?"));
  const char *users = strstr (path, "/users");
  const char *end = NULL;

  if (users == NULL)
    return strstr (path, "/me/") != NULL ? g_strdup ("me") : NULL;
  users += strlen ("/users");
  if (g_str_has_prefix (users, "('"))
    end = strstr (users += 2, "')/");
  else if (*users == '/')
    end = strchr (++users, '/');
  return end != NULL ? g_uri_unescape_segment (users, end, NULL) : NULL;
}

char *
oof_graph_call_flags_dup_prefer (OofGraphCallFlags flags)
{
  const char *parts[4] = { NULL };
  guint n = 0;

  if (flags & OOF_GRAPH_CALL_IMMUTABLE_ID)
    parts[n++] = "IdType=\"ImmutableId\"";
  if (flags & OOF_GRAPH_CALL_UTC)
    parts[n++] = "outlook.timezone=\"UTC\"";
  if (flags & OOF_GRAPH_CALL_DELTA)
    parts[n++] = "odata.maxpagesize=250";
  return n > 0 ? g_strjoinv (", ", (GStrv) parts) : NULL;
}

static OofHttpRequest *
build_request (const Call *call)
{
  OofHttpRequest *request = oof_http_request_new (call->method, call->url);
  g_autofree char *prefer = oof_graph_call_flags_dup_prefer (call->flags);
  g_autofree char *mailbox = dup_mailbox (call->url);

  oof_http_request_set_bearer (request, call->token);
  oof_http_request_set_header (request, "Accept", "application/json");
  if (prefer != NULL)
    oof_http_request_set_header (request, "Prefer", prefer);
  if (call->flags & OOF_GRAPH_CALL_READ)
    oof_http_request_set_repeatable (request, TRUE);
  oof_http_request_set_urgent (request, (call->flags & OOF_GRAPH_CALL_URGENT) != 0);
  oof_http_request_set_finishes (request, (call->flags & OOF_GRAPH_CALL_FINISHES) != 0);
  if (call->flags & OOF_GRAPH_CALL_EVENTUAL)
    oof_http_request_set_header (request, "ConsistencyLevel", "eventual");
  if (mailbox != NULL)
    oof_http_request_add_mailbox (request, mailbox);
  if (call->if_match != NULL)
    oof_http_request_set_header (request, "If-Match", call->if_match);
  if (call->body != NULL)
    oof_http_request_set_body (request, call->body, "application/json");
  return request;
}

static void
send_call (GTask *task)
{
  OofGraphClient *self = g_task_get_source_object (task);
  g_autoptr (OofHttpRequest) request = build_request (g_task_get_task_data (task));

  oof_http_client_send_async (self->http, request, g_task_get_cancellable (task), sent_cb,
                              g_object_ref (task));
}

static void
token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofGraphClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  char *token = oof_token_source_get_token_finish (OOF_TOKEN_SOURCE (source), result, &error);

  if (token == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->refused, g_free);
  g_free (call->token);
  call->token = token;
  send_call (task);
}

static void
get_token (GTask *task)
{
  OofGraphClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  oof_token_source_get_token_async (self->tokens, call->token ? call->token : self->refused,
                                    g_task_get_cancellable (task), token_cb, g_object_ref (task));
}

static void
oof_graph_client_finalize (GObject *object)
{
  OofGraphClient *self = OOF_GRAPH_CLIENT (object);

  g_free (self->endpoint);
  g_free (self->refused);
  oof_graph_users_free (self->users);
  g_clear_object (&self->http);
  g_clear_object (&self->tokens);
  G_OBJECT_CLASS (oof_graph_client_parent_class)->finalize (object);
}

static void
oof_graph_client_class_init (OofGraphClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_graph_client_finalize;
}

static void
oof_graph_client_init (OofGraphClient *self)
{
  self->users = oof_graph_users_new ();
}

OofGraphClient *
oof_graph_client_new (const char *endpoint,
                      OofHttpClient *http,
                      OofTokenSource *tokens,
                      GError **error)
{
  g_autoptr (OofGraphClient) self = NULL;
  g_autofree char *origin = NULL;
  gsize length;

  g_return_val_if_fail (endpoint != NULL, NULL);
  g_return_val_if_fail (OOF_IS_HTTP_CLIENT (http), NULL);
  g_return_val_if_fail (OOF_IS_TOKEN_SOURCE (tokens), NULL);

  origin = oof_http_origin_from_url (endpoint, error);
  if (origin == NULL)
    return NULL;
  if (!g_str_equal (origin, oof_http_client_get_origin (http)))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s does not lie on %s", endpoint,
                   oof_http_client_get_origin (http));
      return NULL;
    }
  self = g_object_new (OOF_TYPE_GRAPH_CLIENT, NULL);
  self->endpoint = g_strdup (endpoint);
  for (length = strlen (endpoint); endpoint[length - 1] == '/'; length--)
    self->endpoint[length - 1] = '\0';
  self->http = g_object_ref (http);
  self->tokens = g_object_ref (tokens);
  return g_steal_pointer (&self);
}

void
oof_graph_client_call_async (OofGraphClient *self,
                             const OofGraphCall *call,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Call *copy;

  g_return_if_fail (OOF_IS_GRAPH_CLIENT (self));
  g_return_if_fail (call != NULL && call->method != NULL && call->path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_graph_client_call_async);
  g_task_set_check_cancellable (task, (call->flags & OOF_GRAPH_CALL_FINISHES) == 0);
  copy = g_new0 (Call, 1);
  g_task_set_task_data (task, copy, (GDestroyNotify) call_free);
  copy->method = g_strdup (call->method);
  copy->if_match = g_strdup (call->if_match);
  copy->body = call->body ? g_bytes_ref (call->body) : NULL;
  copy->flags = call->flags;
  copy->permission = call->permission;
  copy->path = oof_graph_client_dup_path (self, call->path);
  if (copy->path[0] == '/')
    copy->url = g_strconcat (self->endpoint, copy->path, NULL);
  /* A link that Graph gave: if it is no good, that is the server's fault. */
  else if (oof_http_origin_check (self->endpoint, call->path, &error))
    copy->url = g_strdup (call->path);

  if (error != NULL)
    {
      error->code = OOF_ERROR_PROTOCOL;
      g_task_return_error (task, error);
    }
  else
    {
      get_token (task);
    }
}

gboolean
oof_graph_client_call_finish (OofGraphClient *self,
                              GAsyncResult *result,
                              OofJson **answer,
                              GError **error)
{
  g_autoptr (OofJson) json = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  json = g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (answer != NULL)
    *answer = g_steal_pointer (&json);
  return TRUE;
}

void
oof_graph_client_call_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
oof_graph_client_learn_user (OofGraphClient *self, const char *address, const char *id)
{
  g_return_if_fail (OOF_IS_GRAPH_CLIENT (self));
  g_return_if_fail (address != NULL && id != NULL);

  oof_graph_users_learn (self->users, address, id);
}

char *
oof_graph_client_dup_path (OofGraphClient *self, const char *path)
{
  g_return_val_if_fail (OOF_IS_GRAPH_CLIENT (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return oof_graph_users_translate (self->users, path);
}

const char *
oof_graph_client_call_get_token (GAsyncResult *result)
{
  const Call *call = g_task_get_task_data (G_TASK (result));

  return call->token;
}

void
oof_graph_client_refuse_token (OofGraphClient *self, const char *token)
{
  g_return_if_fail (OOF_IS_GRAPH_CLIENT (self));
  g_return_if_fail (token != NULL);

  g_free (self->refused);
  self->refused = g_strdup (token);
}
