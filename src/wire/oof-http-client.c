/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-client.h"

#include <string.h>

#include "core/oof-error.h"
#include "wire/oof-http-certificate.h"
#include "wire/oof-http-gate-private.h"
#include "wire/oof-http-log.h"
#include "wire/oof-http-origin.h"
#include "wire/oof-http-private.h"

#define DEFAULT_CONNECTIONS 4
#define READ_SIZE           65536
/* gromox answers 400 to what follows a larger body on the same connection (storage.md rule 11). */
#define MAX_KEPT_BODY 60000
/* Ahead of libsoup's own queue, which otherwise sends again what failed at once, on a connection
 * that the server had closed, before it has looked at that failure: it then gives us the failure
 * and crashes over the second answer (libsoup 3.2 to 3.7). */
#define SEND_PRIORITY (G_PRIORITY_DEFAULT - 1)

struct _OofHttpClient
{
  GObject parent_instance;
  char *origin;          /* (owned) */
  SoupSession *session;  /* (owned) */
  OofHttpGate *gate;     /* (owned) */
  OofServerClock *clock; /* (owned) (nullable) */
  OofHttpAuth auth;
  char *user;     /* (owned) (nullable) */
  char *password; /* (owned) (nullable) */
  gsize max_body;
  guint n_requests;
};

G_DEFINE_FINAL_TYPE (OofHttpClient, oof_http_client, G_TYPE_OBJECT)

/* One send, over all its attempts; the task's data. The lower part belongs to one attempt. */
typedef struct
{
  OofHttpClient *client;   /* (not owned): the task's */
  OofHttpRequest *request; /* (owned) */
  OofHttpPass *pass;       /* (owned) */
  gboolean fresh;          /* the attempt must not reuse a connection */

  char *id;             /* (owned): client-request-id */
  SoupMessage *message; /* (owned) */
  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *body;     /* (owned) */
  gboolean sent;        /* the server may have got it */
  gboolean connected;   /* on a connection made for it */
  char *distrust;       /* (owned) (nullable) the certificate that was not trusted, in words */
} Send;

static void send_enter (GTask *task);
static void send_attempt (GTask *task);
static void send_read (GTask *task);

static void
send_clear_attempt (Send *send)
{
  if (send->message != NULL)
    g_signal_handlers_disconnect_by_data (send->message, send);
  g_clear_object (&send->message);
  g_clear_object (&send->stream);
  g_clear_pointer (&send->id, g_free);
  g_clear_pointer (&send->distrust, g_free);
  g_clear_pointer (&send->body, g_byte_array_unref);
  send->sent = FALSE;
  send->connected = FALSE;
}

static void
send_free (gpointer data)
{
  Send *send = data;

  send_clear_attempt (send);
  oof_http_pass_free (send->pass);
  oof_http_request_unref (send->request);
  g_free (send);
}

static void
wrote_headers_cb (SoupMessage *message, gpointer user_data)
{
  ((Send *) user_data)->sent = TRUE;
}

/* libsoup begins again where the body's stream ended: it gets a new one. */
static void
restarted_cb (SoupMessage *message, gpointer user_data)
{
  Send *send = user_data;
  GBytes *body = oof_http_request_get_body (send->request);

  send->sent = FALSE;
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, NULL, body);
}

static void
network_event_cb (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  gpointer user_data)
{
  ((Send *) user_data)->connected = TRUE;
}

/* Once: a proof that was refused is not shown again, accounts get locked by that. */
static gboolean
authenticate_cb (SoupMessage *message, SoupAuth *auth, gboolean retrying, gpointer user_data)
{
  OofHttpClient *self = ((Send *) user_data)->client;

  if (retrying || self->user == NULL || self->password == NULL)
    return FALSE;
  soup_auth_authenticate (auth, self->user, self->password);
  return TRUE;
}

/* The person sees what is not trusted, and cannot wave it through. */
static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags flags,
                       gpointer user_data)
{
  Send *send = user_data;

  g_free (send->distrust);
  send->distrust = oof_http_certificate_describe (certificate, flags);
  return FALSE;
}

static char *
host_and_port (Send *send)
{
  GUri *uri = soup_message_get_uri (send->message);

  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

/* What became of a request without a whole answer. */
static GError *
send_explain (Send *send, const GError *failure)
{
  g_autofree char *server = host_and_port (send);

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED) || failure->domain == OOF_ERROR)
    return g_error_copy (failure);
  if (send->sent && !oof_http_request_get_repeatable (send->request))
    return g_error_new (OOF_ERROR, OOF_ERROR_UNCERTAIN,
                        "%s: the answer to %s was lost (client-request-id %s): %s", server,
                        oof_http_request_get_method (send->request), send->id, failure->message);
  if (g_error_matches (failure, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return g_error_new (OOF_ERROR, OOF_ERROR_UNREACHABLE, "%s: its certificate is not trusted: %s",
                        server, send->distrust != NULL ? send->distrust : failure->message);
  if (g_error_matches (failure, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING))
    return g_error_new (OOF_ERROR, OOF_ERROR_PROTOCOL, "%s: its answer is not HTTP: %s", server,
                        failure->message);
  return g_error_new (OOF_ERROR, OOF_ERROR_UNREACHABLE, "%s: not reachable: %s", server,
                      failure->message);
}

/* No answer. What never reached the server is not repeated: somebody waits to hear that it cannot
 * be reached. */
static void
send_fail (GTask *task, const GError *failure)
{
  OofHttpClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  GError *error = send_explain (send, failure);
  gboolean repeatable = send->sent && g_error_matches (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);

  oof_http_log_failure (send->request, send->id, error);
  g_clear_object (&send->stream);
  if (oof_http_gate_leave (self->gate, send->pass, OOF_HTTP_VERDICT_FAILED, -1, repeatable))
    {
      g_error_free (error);
      send_enter (task);
      return;
    }
  if (send->pass->n_attempts > 1)
    g_prefix_error (&error, "given up after %u attempts and %.1f s: ", send->pass->n_attempts,
                    oof_http_gate_get_spent (self->gate, send->pass));
  g_task_return_error (task, error);
}

/* A server that choked on an earlier request of this connection (storage.md rule 11). */
static gboolean
should_use_fresh_connection (Send *send, OofHttpResponse *response)
{
  return oof_http_response_get_status (response) == 400 && !send->connected && !send->fresh
         && oof_http_response_has_content_type (response, "text/plain");
}

/* A token must not follow a redirect, so the caller learns where it leads. */
static gboolean
check_redirect (Send *send, OofHttpResponse *response, GError **error)
{
  const char *location = oof_http_response_get_header (response, "Location");
  g_autoptr (GUri) target = NULL;
  g_autofree char *server = NULL;

  if (location == NULL || !SOUP_STATUS_IS_REDIRECTION (oof_http_response_get_status (response))
      || !oof_http_request_has_credentials (send->request)
      || oof_http_request_get_shows_redirects (send->request))
    return TRUE;
  server = host_and_port (send);
  target = g_uri_parse_relative (soup_message_get_uri (send->message), location,
                                 SOUP_HTTP_URI_FLAGS, NULL);
  g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL,
               "%s: redirects (%u) to %s, which is not followed", server,
               oof_http_response_get_status (response),
               target != NULL && g_uri_get_host (target) != NULL ? g_uri_get_host (target)
                                                                 : "a broken address");
  return FALSE;
}

/* The last answer. */
static void
send_return (GTask *task, OofHttpResponse *response)
{
  GError *error = NULL;

  if (check_redirect (g_task_get_task_data (task), response, &error))
    g_task_return_pointer (task, oof_http_response_ref (response),
                           (GDestroyNotify) oof_http_response_unref);
  else
    g_task_return_error (task, error);
}

/* The answer is complete. */
static void
send_complete (GTask *task)
{
  OofHttpClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&send->body));
  g_autoptr (OofHttpResponse) response = oof_http_response_new (
      soup_message_get_status (send->message), soup_message_get_reason_phrase (send->message),
      soup_message_get_response_headers (send->message), body, send->id);
  OofHttpVerdict verdict;
  double wait;

  oof_http_log_response (send->request, response);
  if (should_use_fresh_connection (send, response))
    {
      send->fresh = TRUE;
      send_attempt (task);
      return;
    }
  oof_http_response_set_attempt (response, send->pass->n_attempts,
                                 oof_http_gate_get_spent (self->gate, send->pass));
  verdict = oof_http_request_judge (send->request, response, &wait);
  /* Gives the connection back, which whoever enters next may need. */
  g_clear_object (&send->stream);
  if (oof_http_gate_leave (self->gate, send->pass, verdict, wait,
                           oof_http_request_get_repeatable (send->request)))
    send_enter (task);
  else
    send_return (task, response);
}

static void
send_fail_large (GTask *task)
{
  OofHttpClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  g_autofree char *server = host_and_port (send);
  g_autoptr (GError) error = g_error_new (OOF_ERROR, OOF_ERROR_LIMIT,
                                          "%s: its answer is larger than %" G_GSIZE_FORMAT " bytes",
                                          server, self->max_body);

  send_fail (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofHttpClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size;

  if (bytes == NULL)
    {
      send_fail (task, error);
      return;
    }
  size = g_bytes_get_size (bytes);
  if (size == 0)
    send_complete (task);
  else if (size > self->max_body - send->body->len)
    send_fail_large (task);
  else
    {
      g_byte_array_append (send->body, g_bytes_get_data (bytes, NULL), (guint) size);
      send_read (task);
    }
}

/* What cancels a request that is on its way. (nullable) */
static GCancellable *
get_cancellable (GTask *task)
{
  Send *send = g_task_get_task_data (task);

  return oof_http_request_get_finishes (send->request) ? NULL : g_task_get_cancellable (task);
}

static void
send_read (GTask *task)
{
  Send *send = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (send->stream, READ_SIZE, G_PRIORITY_DEFAULT,
                                   get_cancellable (task), read_cb, g_object_ref (task));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofHttpClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (send->message);
  g_autoptr (GError) error = NULL;

  send->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (send->stream == NULL)
    {
      send_fail (task, error);
      return;
    }
  if (self->clock != NULL)
    oof_server_clock_observe (self->clock, soup_message_headers_get_one (headers, "Date"));
  send->body = g_byte_array_new ();
  if (soup_message_headers_get_content_length (headers) > (goffset) self->max_body)
    send_fail_large (task);
  else
    send_read (task);
}

static void
copy_header (const char *name, const char *value, gpointer user_data)
{
  soup_message_headers_replace (user_data, name, value);
}

/* A connection is what NTLM and Negotiate prove: one that ends in the middle of that never gets
 * through. */
static gboolean
should_close_connection (Send *send)
{
  GBytes *body = oof_http_request_get_body (send->request);

  return send->client->auth == OOF_HTTP_AUTH_NONE && body != NULL
         && g_bytes_get_size (body) > MAX_KEPT_BODY;
}

static void
send_set_headers (Send *send)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (send->message);
  GBytes *body = oof_http_request_get_body (send->request);

  if (body != NULL)
    soup_message_set_request_body_from_bytes (send->message, NULL, body);
  soup_message_headers_foreach (oof_http_request_peek_headers (send->request, NULL), copy_header,
                                headers);
  soup_message_headers_replace (headers, "client-request-id", send->id);
  soup_message_headers_replace (headers, "return-client-request-id", "true");
  if (should_close_connection (send))
    soup_message_headers_replace (headers, "Connection", "close");
}

static SoupMessageFlags
send_flags (Send *send)
{
  const char *method = oof_http_request_get_method (send->request);
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT;

  /* Otherwise libsoup opens a new connection for each; it never repeats these two by itself. */
  if (g_str_equal (method, "POST") || g_str_equal (method, "PATCH"))
    flags |= SOUP_MESSAGE_IDEMPOTENT;
  if (send->fresh)
    flags |= SOUP_MESSAGE_NEW_CONNECTION;
  return flags;
}

static void
send_attempt (GTask *task)
{
  OofHttpClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);

  send_clear_attempt (send);
  send->id = g_uuid_string_random ();
  send->message = soup_message_new (oof_http_request_get_method (send->request),
                                    oof_http_request_get_url (send->request));
  soup_message_set_flags (send->message, send_flags (send));
  send_set_headers (send);
  g_signal_connect (send->message, "wrote-headers", G_CALLBACK (wrote_headers_cb), send);
  g_signal_connect (send->message, "restarted", G_CALLBACK (restarted_cb), send);
  g_signal_connect (send->message, "network-event", G_CALLBACK (network_event_cb), send);
  g_signal_connect (send->message, "accept-certificate", G_CALLBACK (accept_certificate_cb), send);
  if (self->auth == OOF_HTTP_AUTH_NTLM)
    g_signal_connect (send->message, "authenticate", G_CALLBACK (authenticate_cb), send);
  self->n_requests++;
  oof_http_log_request (send->request, send->id);
  soup_session_send_async (self->session, send->message, SEND_PRIORITY, get_cancellable (task),
                           sent_cb, g_object_ref (task));
}

static void
entered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofHttpClient *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (oof_http_gate_enter_finish (OOF_HTTP_GATE (source), result, &error))
    {
      send_attempt (task);
      return;
    }
  if (error->domain == OOF_ERROR)
    g_prefix_error (&error, "%s: ", self->origin);
  g_task_return_error (task, error);
}

/* The next attempt, when its turn comes. */
static void
send_enter (GTask *task)
{
  OofHttpClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);

  send_clear_attempt (send);
  oof_http_gate_enter_async (self->gate, send->pass, g_task_get_cancellable (task), entered_cb,
                             g_object_ref (task));
}

/* Everything that can be wrong before a connection is made. */
static gboolean
check_request (OofHttpClient *self, OofHttpRequest *request, GError **error)
{
  const char *url = oof_http_request_get_url (request);
  g_autofree char *origin = oof_http_origin_from_url (url, error);

  if (origin == NULL || oof_http_request_peek_headers (request, error) == NULL)
    return FALSE;
  if (!g_str_equal (origin, self->origin))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "a request for %s on the connection to %s",
                   origin, self->origin);
      return FALSE;
    }
  return (self->auth == OOF_HTTP_AUTH_NONE && !oof_http_request_has_credentials (request))
         || oof_http_origin_check_secure (url, error);
}

static void
oof_http_client_finalize (GObject *object)
{
  OofHttpClient *self = OOF_HTTP_CLIENT (object);

  g_free (self->origin);
  g_clear_object (&self->session);
  g_clear_object (&self->gate);
  g_clear_object (&self->clock);
  g_free (self->user);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  G_OBJECT_CLASS (oof_http_client_parent_class)->finalize (object);
}

static void
oof_http_client_class_init (OofHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_http_client_finalize;
}

static void
oof_http_client_init (OofHttpClient *self)
{
}

OofHttpClient *
oof_http_client_new (const OofHttpClientOptions *options, OofServerClock *clock, GError **error)
{
  g_autoptr (SoupSession) session = NULL;
  g_autofree char *origin = NULL;
  OofHttpClient *self;
  guint connections;

  g_return_val_if_fail (options != NULL && options->base_url != NULL, NULL);
  origin = oof_http_origin_from_url (options->base_url, error);
  if (origin == NULL)
    return NULL;
  connections = options->max_connections;
  if (connections == 0)
    connections =
        options->gate != NULL ? oof_http_gate_get_max (options->gate) : DEFAULT_CONNECTIONS;
  session = oof_http_session_new (options, connections, error);
  if (session == NULL)
    return NULL;
  self = g_object_new (OOF_TYPE_HTTP_CLIENT, NULL);
  self->session = g_steal_pointer (&session);
  self->origin = g_steal_pointer (&origin);
  self->gate =
      options->gate != NULL ? g_object_ref (options->gate) : oof_http_gate_new_own (connections);
  self->max_body = options->max_body > 0 ? options->max_body : OOF_HTTP_DEFAULT_MAX_BODY;
  g_set_object (&self->clock, clock);
  self->auth = options->auth;
  self->user = g_strdup (options->user);
  self->password = g_strdup (options->password);
  return self;
}

void
oof_http_client_send_async (OofHttpClient *self,
                            OofHttpRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Send *send;

  g_return_if_fail (OOF_IS_HTTP_CLIENT (self) && request != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_http_client_send_async);
  g_task_set_check_cancellable (task, !oof_http_request_get_finishes (request));
  if (!check_request (self, request, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  send = g_new0 (Send, 1);
  send->client = self;
  send->request = oof_http_request_ref (request);
  send->pass = oof_http_pass_new (request);
  g_task_set_task_data (task, send, send_free);
  send_enter (task);
}

OofHttpResponse *
oof_http_client_send_finish (OofHttpClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
oof_http_client_get_origin (OofHttpClient *self)
{
  g_return_val_if_fail (OOF_IS_HTTP_CLIENT (self), NULL);
  return self->origin;
}

guint
oof_http_client_get_n_requests (OofHttpClient *self)
{
  g_return_val_if_fail (OOF_IS_HTTP_CLIENT (self), 0);
  return self->n_requests;
}

OofHttpGate *
oof_http_client_get_gate (OofHttpClient *self)
{
  g_return_val_if_fail (OOF_IS_HTTP_CLIENT (self), NULL);

  return self->gate;
}
