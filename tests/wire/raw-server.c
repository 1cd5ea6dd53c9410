/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "raw-server.h"

#include <string.h>

#define END "\r\n\r\n"

struct _RawServer
{
  GSocketService *service; /* (owned) */
  char *url;               /* (owned) */
  RawAnswer answer;
  gpointer user_data;
  GMutex mutex;
  guint n_connections;
  guint n_requests;
};

char *
raw_request_dup_header (const char *request, const char *name)
{
  g_autofree char *head = g_strndup (request, (gsize) (strstr (request, END) - request));
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);

  for (guint i = 1; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      if (g_ascii_strcasecmp (lines[i], name) == 0)
        return g_strstrip (g_strdup (colon + 1));
    }
  return NULL;
}

/* Whether the head is there, and as much of a body as it says. */
static gboolean
is_whole (const GString *text)
{
  const char *end = strstr (text->str, END);
  g_autofree char *length =
      end != NULL ? raw_request_dup_header (text->str, "Content-Length") : NULL;
  gsize head = end != NULL ? (gsize) (end - text->str) + strlen (END) : 0;

  return end != NULL
         && text->len >= head + (length != NULL ? g_ascii_strtoull (length, NULL, 10) : 0);
}

/* (transfer full): NULL when the client has gone. */
static char *
read_request (GInputStream *stream)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n = 1;

  while (!is_whole (text)
         && (n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);
  return n > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* Whether the connection goes on. As HTTP has it, it ends when the client says so. */
static gboolean
serve_one (RawServer *self, GIOStream *stream, guint connection)
{
  g_autofree char *request = read_request (g_io_stream_get_input_stream (stream));
  g_autofree char *wish = request != NULL ? raw_request_dup_header (request, "Connection") : NULL;
  g_autoptr (GBytes) answer = NULL;
  gsize size;

  if (request == NULL)
    return FALSE;
  g_mutex_lock (&self->mutex);
  self->n_requests++;
  answer = self->answer (self, request, connection, self->user_data);
  g_mutex_unlock (&self->mutex);
  if (answer == NULL)
    return FALSE;
  size = g_bytes_get_size (answer);
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                                    g_bytes_get_data (answer, NULL), size, NULL, NULL, NULL)
         && (wish == NULL || g_ascii_strcasecmp (wish, "close") != 0)
         && g_strstr_len (g_bytes_get_data (answer, NULL), (gssize) size, "Connection: close")
                == NULL;
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer user_data)
{
  RawServer *self = user_data;
  guint number;

  g_mutex_lock (&self->mutex);
  number = self->n_connections++;
  g_mutex_unlock (&self->mutex);
  while (serve_one (self, G_IO_STREAM (connection), number))
    ;
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

RawServer *
raw_server_new (RawAnswer answer, gpointer user_data)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  self->answer = answer;
  self->user_data = user_data;
  self->service = g_threaded_socket_service_new (-1);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u/",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  return self;
}

void
raw_server_free (RawServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_free (self->url);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

const char *
raw_server_get_url (RawServer *self)
{
  return self->url;
}

guint
raw_server_get_n_connections (RawServer *self)
{
  return self->n_connections;
}

guint
raw_server_get_n_requests (RawServer *self)
{
  return self->n_requests;
}
