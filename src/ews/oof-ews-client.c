/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-client.h"

#include "core/oof-error.h"
#include "ews/oof-ews-answer.h"
#include "ews/oof-ews-request-private.h"
#include "wire/oof-http-origin.h"

struct _OofEwsClient
{
  GObject parent_instance;

  OofHttpClient *http; /* (owned) */
  char *url;           /* (owned) */
  char *user;          /* (owned) */
  char *password;      /* (owned) */
  OofEwsRole role;
  OofEwsAuth auth;
};

G_DEFINE_FINAL_TYPE (OofEwsClient, oof_ews_client, G_TYPE_OBJECT)

typedef struct
{
  OofHttpRequest *http; /* (owned) */
  char *response_name;  /* (owned) */
  OofEwsCallFlags flags;
  OofXml *answer; /* (owned) (nullable) */
  GError *error;  /* (owned) (nullable) */
  gboolean unreadable;
} Call;

static void
call_free (Call *call)
{
  oof_http_request_unref (call->http);
  g_free (call->response_name);
  g_clear_pointer (&call->answer, oof_xml_unref);
  g_clear_error (&call->error);
  g_free (call);
}

static OofHttpRequest *
create_http_request (OofEwsClient *self, const OofEwsRequest *request, GBytes *body)
{
  OofHttpRequest *http = oof_http_request_new ("POST", self->url);
  g_autofree char *action = g_strdup_printf ("\"" OOF_EWS_M "/%s\"", request->operation);

  oof_http_request_set_body (http, body, "text/xml; charset=utf-8");
  if (self->auth == OOF_EWS_AUTH_BASIC)
    oof_http_request_set_basic (http, self->user, self->password);
  oof_http_request_set_repeatable (http, !(request->flags & OOF_EWS_CALL_WRITE));
  oof_http_request_set_urgent (http, (request->flags & OOF_EWS_CALL_URGENT) != 0);
  oof_http_request_set_finishes (http, (request->flags & OOF_EWS_CALL_FINISHES) != 0);
  oof_http_request_set_header (http, "SOAPAction", action);
  oof_http_request_set_header (http, "return-client-request-id", "true");
  if (request->mailbox)
    oof_http_request_set_header (http, "X-AnchorMailbox", request->mailbox);
  if (request->mailbox && !(request->flags & OOF_EWS_CALL_DIRECTORY))
    oof_http_request_add_mailbox (http, request->mailbox);
  return http;
}

/* Reads each answer: whether the server is busy stands inside. */
static void
call_judge (OofHttpResponse *http, OofHttpVerdict *verdict, double *wait, gpointer user_data)
{
  Call *call = user_data;
  OofEwsVerdict seen = { 0 };

  g_clear_pointer (&call->answer, oof_xml_unref);
  g_clear_error (&call->error);
  call->answer = oof_ews_answer_read (http, call->response_name, call->flags, &seen, &call->error);
  call->unreadable = seen.unreadable || g_error_matches (call->error, OOF_ERROR, OOF_ERROR_LIMIT);
  if (seen.busy)
    {
      *verdict = OOF_HTTP_VERDICT_REFUSED;
      *wait = seen.back_off < 0 ? -1 : (double) seen.back_off / 1000;
    }
  else if (*verdict == OOF_HTTP_VERDICT_DONE
           && (g_error_matches (call->error, OOF_ERROR, OOF_ERROR_UNREACHABLE)
               || g_error_matches (call->error, OOF_ERROR, OOF_ERROR_UNCERTAIN)))
    *verdict = OOF_HTTP_VERDICT_FAILED;
}

static void
call_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (OofHttpResponse) http = NULL;
  GError *error = NULL;

  http = oof_http_client_send_finish (OOF_HTTP_CLIENT (source), result, &error);
  if (!http)
    {
      call->unreadable = g_error_matches (error, OOF_ERROR, OOF_ERROR_LIMIT);
      g_task_return_error (task, error);
    }
  else if (call->answer)
    g_task_return_pointer (task, g_steal_pointer (&call->answer), (GDestroyNotify) oof_xml_unref);
  else
    g_task_return_error (task, g_steal_pointer (&call->error));
}

static void
oof_ews_client_finalize (GObject *object)
{
  OofEwsClient *self = OOF_EWS_CLIENT (object);

  g_object_unref (self->http);
  g_free (self->url);
  g_free (self->user);
  g_free (self->password);
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
}

OofEwsClient *
oof_ews_client_new (const OofEwsClientOptions *options, OofHttpClient *http, GError **error)
{
  g_autofree char *origin = NULL;
  OofEwsClient *self;

  g_return_val_if_fail (options != NULL && options->url != NULL, NULL);
  g_return_val_if_fail (options->auth != OOF_EWS_AUTH_BASIC
                            || (options->user != NULL && options->password != NULL),
                        NULL);
  g_return_val_if_fail (OOF_IS_HTTP_CLIENT (http), NULL);

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
  self->auth = options->auth;
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
  g_task_set_check_cancellable (task, (request->flags & OOF_EWS_CALL_FINISHES) == 0);
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
  oof_http_request_set_judge (call->http, call_judge, call);
  oof_http_client_send_async (self->http, call->http, cancellable, call_answered_cb,
                              g_object_ref (task));
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
