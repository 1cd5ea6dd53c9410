/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire-fixture.h"

/* A kept connection that the server drops while the request is on its way, so quickly that the loss
 * is met before the loop turns. */

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

typedef struct
{
  GSocketListener *listener; /* (owned) */
  guint16 port;
  guint n_requests;
  GMutex mutex;
  GCond cond;
  gboolean dropped;
} Server;

/* FALSE: the client has gone. */
static gboolean
read_request (Server *server, GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[1024];
  gssize n;

  while (strstr (text->str, "\r\n\r\n") == NULL
         && (n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);
  server->n_requests++;
  return strstr (text->str, "\r\n\r\n") != NULL;
}

static void
answer (Server *server, GSocketConnection *connection)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, ANSWER, strlen (ANSWER), NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Which of the two the client has chosen: 0 or 1. */
static guint
wait_for_request (GSocketConnection *const connections[2])
{
  GPollFD fds[2] = { 0 };

  for (guint i = 0; i < 2; i++)
    {
      fds[i].fd = g_socket_get_fd (g_socket_connection_get_socket (connections[i]));
      fds[i].events = G_IO_IN;
    }
  g_assert_cmpint (g_poll (fds, 2, -1), ==, 1);
  return fds[1].revents != 0 ? 1 : 0;
}

static void
drop (Server *server, GSocketConnection *connection)
{
  g_assert_true (read_request (server, connection));
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_mutex_lock (&server->mutex);
  server->dropped = TRUE;
  g_cond_signal (&server->cond);
  g_mutex_unlock (&server->mutex);
}

/* Two that are kept; then one is dropped and the other one still there. */
static gpointer
serve (gpointer data)
{
  Server *server = data;
  GSocketConnection *connections[2];
  guint chosen;

  for (guint i = 0; i < 2; i++)
    {
      connections[i] = g_socket_listener_accept (server->listener, NULL, NULL, NULL);
      g_assert_true (read_request (server, connections[i]));
    }
  for (guint i = 0; i < 2; i++)
    answer (server, connections[i]);
  chosen = wait_for_request (connections);
  drop (server, connections[chosen]);
  g_assert_true (read_request (server, connections[1 - chosen]));
  answer (server, connections[1 - chosen]);
  for (guint i = 0; i < 2; i++)
    g_object_unref (connections[i]);
  return NULL;
}

/* Holds the client up between sending and reading. */
static gboolean
sent_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  Server *server = user_data;

  g_mutex_lock (&server->mutex);
  while (!server->dropped)
    g_cond_wait (&server->cond, &server->mutex);
  g_mutex_unlock (&server->mutex);
  return FALSE;
}

static void
begin_get (OofHttpClient *client, const Server *server, GAsyncResult **result)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", server->port);
  g_autoptr (OofHttpRequest) request = oof_http_request_new ("GET", url);

  oof_http_client_send_async (client, request, NULL, wire_keep_cb, result);
}

static void
end_get (OofHttpClient *client, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofHttpResponse) response = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  response = oof_http_client_send_finish (client, *result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (oof_http_response_get_status (response), ==, 200);
  g_clear_object (result);
}

/* Once it was given up and answered at the same time, which ended the program. */
static void
test_dropped_at_once (void)
{
  Server server = { .listener = g_socket_listener_new () };
  g_autofree char *url = NULL;
  OofHttpClientOptions options = { 0 };
  g_autoptr (OofHttpClient) client = NULL;
  GAsyncResult *results[2] = { NULL, NULL };
  GThread *thread;

  g_mutex_init (&server.mutex);
  g_cond_init (&server.cond);
  server.port = g_socket_listener_add_any_inet_port (server.listener, NULL, NULL);
  thread = g_thread_new ("server", serve, &server);
  url = g_strdup_printf ("http://127.0.0.1:%u", server.port);
  options.base_url = url;
  client = oof_http_client_new (&options, NULL, NULL);
  for (guint i = 0; i < 2; i++)
    begin_get (client, &server, &results[i]);
  for (guint i = 0; i < 2; i++)
    end_get (client, &results[i]);
  g_signal_add_emission_hook (g_signal_lookup ("wrote-body", SOUP_TYPE_MESSAGE), 0, sent_cb,
                              &server, NULL);
  begin_get (client, &server, &results[0]);
  end_get (client, &results[0]);
  g_thread_join (thread);
  g_assert_cmpuint (server.n_requests, ==, 4);
  g_object_unref (server.listener);
  g_mutex_clear (&server.mutex);
  g_cond_clear (&server.cond);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_type_class_unref (g_type_class_ref (SOUP_TYPE_MESSAGE));
  g_test_add_func ("/http-dropped/at-once", test_dropped_at_once);
  return g_test_run ();
}
