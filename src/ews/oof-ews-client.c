/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-client.h"

#include "core/oof-error.h"
#include "ews/oof-ews-answer.h"
#include "ews/oof-ews-request-private.h"
#include "wire/oof-http-origin.h"

/* The longest wait that a call sits out by itself. */
#define PATIENCE (4 * G_TIME_SPAN_SECOND)

/* gromox answers 400 to what follows a large body on the same connection (ews.md 2.20). */
#define LARGE_BODY 32768

struct _OofEwsClient
{
  GObject parent_instance;

  OofHttpClient *http; /* (owned) */
  char *url;           /* (owned) */
  char *user;          /* (owned) */
  char *password;      /* (owned) */
  OofEwsRole role;
  gint64 busy_until; /* monotonic: the server asked the account to keep quiet until then */
  gboolean in_turn;  /* a call of those that take turns is under way */
  GQueue waiting;    /* (owned) GTask: others that wait for their turn */
};

G_DEFINE_FINAL_TYPE (OofEwsClient, oof_ews_client, G_TYPE_OBJECT)

typedef struct
{
  OofHttpRequest *http; /* (owned) */
  char *response_name;  /* (owned) */
  OofEwsCallFlags flags;
  gboolean repeated;
  gboolean unreadable;
} Call;

static void call_start (GTask *task);

static void
call_free (Call *call)
{
  oof_http_request_unref (call->http);
  g_free (call->response_name);
  g_free (call);
}

static OofHttpRequest *
create_http_request (OofEwsClient *self, const OofEwsRequest *request, GBytes *body)
{
  OofHttpRequest *http = oof_http_request_new ("POST", self->url);
  g_autofree char *action = g_strdup_printf ("\"" OOF_EWS_M "/%s\"", request->operation);

  oof_http_request_set_body (http, body, "text/xml; charset=utf-8");
  oof_http_request_set_basic (http, self->user, self->password);
  oof_http_request_set_repeatable (http, !(request->flags & OOF_EWS_CALL_WRITE));
  oof_http_request_set_header (http, "SOAPAction", action);
  oof_http_request_set_header (http, "return-client-request-id", "true");
  if (request->mailbox)
    oof_http_request_set_header (http, "X-AnchorMailbox", request->mailbox);
  if (g_bytes_get_size (body) > LARGE_BODY)
    oof_http_request_set_header (http, "Connection", "close");
  return http;
}

/* The next one of those that take turns. */
static void
call_next_in_turn (OofEwsClient *self)
{
  g_autoptr (GTask) next = g_queue_pop_head (&self->waiting);

  self->in_turn = next != NULL;
  if (next)
    call_start (next);
}

/* Takes @answer or @error, whichever is set. */
static void
call_done (GTask *task, OofXml *answer, GError *error)
{
  g_autoptr (OofEwsClient) self = g_object_ref (g_task_get_source_object (task));
  const Call *call = g_task_get_task_data (task);

  if (answer)
    g_task_return_pointer (task, answer, (GDestroyNotify) oof_xml_unref);
  else
    g_task_return_error (task, error);
  if (call->flags & OOF_EWS_CALL_IN_TURN)
    call_next_in_turn (self);
}

static void
call_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofEwsClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (OofHttpResponse) http = NULL;
  OofEwsVerdict verdict = { 0 };
  GError *error = NULL;
  OofXml *answer = NULL;

  http = oof_http_client_send_finish (OOF_HTTP_CLIENT (source), result, &error);
  if (http)
    answer = oof_ews_answer_read (http, call->response_name, call->flags, &verdict, &error);
  call->unreadable = verdict.unreadable || g_error_matches (error, OOF_ERROR, OOF_ERROR_LIMIT);
  if (verdict.busy)
    self->busy_until = g_get_monotonic_time () + verdict.back_off * G_TIME_SPAN_MILLISECOND;
  if (verdict.busy && !call->repeated && verdict.back_off * G_TIME_SPAN_MILLISECOND <= PATIENCE)
    {
      g_clear_error (&error);
      call->repeated = TRUE;
      call_start (task);
      return;
    }
  call_done (task, answer, error);
}

static gboolean
call_waited_cb (gpointer user_data)
{
  call_start (user_data);
  return G_SOURCE_REMOVE;
}

/* Comes back to call_start() later, or at once when the call is cancelled. */
static void
call_wait (GTask *task, gint64 microseconds)
{
  g_autoptr (GSource) timer = g_timeout_source_new ((guint) (microseconds / 1000) + 1);
  g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

  g_source_set_dummy_callback (cancelled);
  g_source_add_child_source (timer, cancelled);
  g_source_set_callback (timer, call_waited_cb, g_object_ref (task), g_object_unref);
  g_source_attach (timer, g_task_get_context (task));
}

static void
call_start (GTask *task)
{
  OofEwsClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  gint64 wait = self->busy_until - g_get_monotonic_time ();
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      call_done (task, NULL, error);
      return;
    }
  if (wait > PATIENCE)
    {
      error = g_error_new (OOF_ERROR, OOF_ERROR_THROTTLED,
                           "the server has asked this account to wait for another %d seconds",
                           (int) (wait / G_TIME_SPAN_SECOND));
      call_done (task, NULL, error);
      return;
    }
  if (wait > 0)
    call_wait (task, wait);
  else
    oof_http_client_send_async (self->http, call->http, g_task_get_cancellable (task),
                                call_answered_cb, g_object_ref (task));
}

static void
oof_ews_client_finalize (GObject *object)
{
  OofEwsClient *self = OOF_EWS_CLIENT (object);

  g_object_unref (self->http);
  g_free (self->url);
  g_free (self->user);
  g_free (self->password);
  g_queue_clear (&self->waiting);
  G_OBJECT_CLASS (oof_ews_client_parent_class)->finalize (object);
}

static void
oof_ews_client_class_init (OofEwsClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_ews_client_finalize;
}

static void
oof_ews_client_init (OofEwsClient *self)
{
  g_queue_init (&self->waiting);
}

OofEwsClient *
oof_ews_client_new (const OofEwsClientOptions *options, OofHttpClient *http, GError **error)
{
  g_autofree char *origin = NULL;
  OofEwsClient *self;

  g_return_val_if_fail (options != NULL && options->url != NULL, NULL);
  g_return_val_if_fail (options->user != NULL && options->password != NULL, NULL);
  g_return_val_if_fail (OOF_IS_HTTP_CLIENT (http), NULL);

  if (options->auth != OOF_EWS_AUTH_BASIC)
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                           "EWS: only auth=basic is possible in this version");
      return NULL;
    }
  origin = oof_http_origin_from_url (options->url, error);
  if (!origin)
    return NULL;
  if (!g_str_equal (origin, oof_http_client_get_origin (http)))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s lies elsewhere than %s", options->url,
                   oof_http_client_get_origin (http));
      return NULL;
    }
  self = g_object_new (OOF_TYPE_EWS_CLIENT, NULL);
  self->http = g_object_ref (http);
  self->url = g_strdup (options->url);
  self->user = g_strdup (options->user);
  self->password = g_strdup (options->password);
  self->role = options->role;
  return self;
}

OofEwsRole
_oof_ews_client_get_role (OofEwsClient *self)
{
  return self->role;
}

void
oof_ews_client_call_async (OofEwsClient *self,
                           OofEwsRequest *request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (OofEwsRequest) owned = request;
  g_autoptr (GBytes) body = NULL;
  GError *error = NULL;
  Call *call;

  g_return_if_fail (OOF_IS_EWS_CLIENT (self));
  g_return_if_fail (request != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_ews_client_call_async);
  body = _oof_ews_request_finish (request, &error);
  if (!body)
    {
      g_task_return_error (task, error);
      return;
    }
  call = g_new0 (Call, 1);
  call->http = create_http_request (self, request, body);
  call->response_name = _oof_ews_request_dup_response_name (request);
  call->flags = request->flags;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  if ((call->flags & OOF_EWS_CALL_IN_TURN) && self->in_turn)
    {
      g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
      return;
    }
  if (call->flags & OOF_EWS_CALL_IN_TURN)
    self->in_turn = TRUE;
  call_start (task);
}

OofXml *
oof_ews_client_call_finish (OofEwsClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, oof_ews_client_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
oof_ews_client_call_was_unreadable (GAsyncResult *result)
{
  const Call *call = g_task_get_task_data (G_TASK (result));

  return call && call->unreadable;
}
