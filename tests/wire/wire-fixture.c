/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire-fixture.h"

#include <string.h>

static void
answer (SoupServerMessage *message, guint status, const char *type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

/* Takes the connection away from the server, says text and hangs up. */
static void
answer_raw (SoupServerMessage *message, const char *text)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

/* Whether the connection has carried a request before. */
static gboolean
is_reused (SoupServerMessage *message)
{
  GObject *socket = G_OBJECT (soup_server_message_get_socket (message));
  gboolean seen = g_object_get_data (socket, "seen") != NULL;

  g_object_set_data (socket, "seen", GINT_TO_POINTER (TRUE));
  return seen;
}

static void
answer_packed (SoupServerMessage *message)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autofree char *zeros = g_malloc0 (1 << 20);
  char packed[4096];
  gsize n_read;
  gsize n_written;

  g_converter_convert (G_CONVERTER (compressor), zeros, 1 << 20, packed, sizeof packed,
                       G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Content-Encoding", "gzip");
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, packed, n_written);
}

static void
answer_large (SoupServerMessage *message, gboolean chunked)
{
  g_autofree char *text = g_strnfill (300000, 'x');

  answer (message, 200, "text/plain", text);
  if (chunked)
    soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                       SOUP_ENCODING_CHUNKED);
}

static void
answer_throttled (WireFixture *self,
                  SoupServerMessage *message,
                  const char *retry_after,
                  guint from)
{
  if (self->n_received >= from)
    {
      answer (message, 200, "text/plain", "at last");
      return;
    }
  answer (message, 503, "text/plain", "busy");
  if (retry_after != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                  retry_after);
}

static void
answer_redirect (SoupServerMessage *message)
{
  answer (message, 302, "text/plain", "");
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location",
                                "https://evil.example/next?token=1");
}

static void
stall (WireFixture *self, SoupServerMessage *message)
{
  soup_server_message_pause (message);
  if (self->on_stall != NULL)
    g_cancellable_cancel (self->on_stall);
}

static void
hold (WireFixture *self, SoupServerMessage *message)
{
  answer (message, 200, "application/json", "{}");
  soup_server_message_pause (message);
  g_ptr_array_add (self->held, g_object_ref (message));
}

void
wire_fixture_release (WireFixture *self)
{
  for (guint i = 0; i < self->held->len; i++)
    soup_server_message_unpause (self->held->pdata[i]);
  g_ptr_array_set_size (self->held, 0);
}

static void
remember (WireFixture *self, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  self->n_received++;
  self->http_version = soup_server_message_get_http_version (message);
  g_free (self->last_peer);
  self->last_peer = g_socket_connectable_to_string (
      G_SOCKET_CONNECTABLE (soup_server_message_get_remote_address (message)));
  g_clear_pointer (&self->last_headers, soup_message_headers_unref);
  self->last_headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  g_clear_pointer (&self->last_body, g_bytes_unref);
  self->last_body = soup_message_body_flatten (body);
}

static void
handle_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  WireFixture *self = user_data;
  gboolean reused = is_reused (message);

  remember (self, message);
  if (g_str_equal (path, "/lost") || (g_str_equal (path, "/lost-if-reused") && reused))
    answer_raw (message, "");
  else if (g_str_equal (path, "/nonsense"))
    answer_raw (message, "this is not HTTP\r\n\r\n");
  else if (g_str_equal (path, "/truncated"))
    answer_raw (message, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789");
  else if (g_str_equal (path, "/date"))
    answer_raw (message, "HTTP/1.1 200 OK\r\nDate: Fri, 11 Jun 2027 06:00:00 GMT\r\n"
                         "Content-Length: 0\r\n\r\n");
  else if (g_str_equal (path, "/no-date") || g_str_equal (path, "/wrong-date"))
    answer_raw (message, g_str_equal (path, "/no-date")
                             ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                             : "HTTP/1.1 200 OK\r\nDate: soon\r\nContent-Length: 0\r\n\r\n");
  else if (g_str_equal (path, "/lost-at-first") && self->n_lost > 0)
    {
      self->n_lost--;
      answer_raw (message, "");
    }
  else if (g_str_equal (path, "/hold"))
    hold (self, message);
  else if (g_str_equal (path, "/stall"))
    stall (self, message);
  else if (g_str_equal (path, "/choke") && reused)
    answer (message, 400, "text/plain", "Bad Request");
  else if (g_str_equal (path, "/bad"))
    answer (message, 400, "text/plain", "Bad Request");
  else if (g_str_equal (path, "/large") || g_str_equal (path, "/large-chunked"))
    answer_large (message, g_str_equal (path, "/large-chunked"));
  else if (g_str_equal (path, "/packed"))
    answer_packed (message);
  else if (g_str_equal (path, "/busy"))
    answer_throttled (self, message, "0.01", 3);
  else if (g_str_equal (path, "/busy-somehow"))
    answer_throttled (self, message, NULL, 3);
  else if (g_str_equal (path, "/busy-for-hours"))
    answer_throttled (self, message, "3600", 2);
  else if (g_str_equal (path, "/busy-for-seconds"))
    answer_throttled (self, message, "9", 2);
  else if (g_str_equal (path, "/redirect"))
    answer_redirect (message);
  else
    answer (message, 200, "application/json; charset=utf-8", "{}");
}

WireFixture *
wire_fixture_new (GTlsCertificate *certificate)
{
  WireFixture *self = g_new0 (WireFixture, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  soup_server_listen_local (
      self->server, 0,
      SOUP_SERVER_LISTEN_IPV4_ONLY | (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0), &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint16) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
wire_fixture_free (WireFixture *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->on_stall);
  g_ptr_array_unref (self->held);
  g_free (self->last_peer);
  g_clear_pointer (&self->last_headers, soup_message_headers_unref);
  g_clear_pointer (&self->last_body, g_bytes_unref);
  g_free (self);
}

char *
wire_fixture_url (WireFixture *self, const char *host, const char *path)
{
  return g_strdup_printf ("%s://%s:%u%s", soup_server_is_https (self->server) ? "https" : "http",
                          host, self->port, path);
}

static OofHttpClient *
new_client (WireFixture *self, OofHttpGate *gate, OofServerClock *clock)
{
  g_autofree char *url = wire_fixture_url (self, "127.0.0.1", "");
  OofHttpClientOptions options = {
    .base_url = url, .gate = gate, .max_body = 200000, .timeout = 1
  };
  g_autoptr (GError) error = NULL;
  OofHttpClient *client = oof_http_client_new (&options, clock, &error);

  g_assert_no_error (error);
  return client;
}

OofHttpClient *
wire_fixture_client (WireFixture *self, OofServerClock *clock)
{
  return new_client (self, NULL, clock);
}

OofHttpClient *
wire_fixture_client_at (WireFixture *self, OofHttpGate *gate)
{
  return new_client (self, gate, NULL);
}

OofHttpRequest *
wire_fixture_request (WireFixture *self, const char *method, const char *path)
{
  g_autofree char *url = wire_fixture_url (self, "127.0.0.1", path);

  return oof_http_request_new (method, url);
}

void
wire_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

OofHttpResponse *
wire_send_sync (OofHttpClient *client,
                OofHttpRequest *request,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_http_client_send_async (client, request, cancellable, wire_keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return oof_http_client_send_finish (client, result, error);
}
