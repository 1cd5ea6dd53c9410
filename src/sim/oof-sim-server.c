/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-server-private.h"

#include <string.h>

#define AWAY_MS 1000

typedef struct
{
  gchar *prefix; /* (owned) lower case */
  OofSimHandler handler;
} Route;

/* An answer that waits until the latency has passed. */
typedef struct
{
  OofSimServer *server;       /* (not owned) */
  SoupServerMessage *message; /* (owned) */
  OofSimEnding ending;
  guint source;
} Delayed;

static void
route_clear (gpointer data)
{
  g_free (((Route *) data)->prefix);
}

static void
ending_clear (OofSimEnding *ending)
{
  g_clear_pointer (&ending->mailbox, g_free);
  g_clear_pointer (&ending->place, g_free);
}

static void
delayed_free (gpointer data)
{
  Delayed *delayed = data;

  if (delayed->source != 0)
    g_source_remove (delayed->source);
  g_object_unref (delayed->message);
  ending_clear (&delayed->ending);
  g_free (delayed);
}

void
oof_sim_server_cut (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static void
set_date (OofSimServer *server, SoupServerMessage *message)
{
  static const gchar *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const gchar *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gint64 now = oof_sim_tenant_now (server->tenant) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);
  g_autofree gchar *clock = g_date_time_format (time, "%H:%M:%S GMT");
  g_autofree gchar *date = g_strdup_printf (
      "%s, %02d %s %04d %s", days[g_date_time_get_day_of_week (time) - 1],
      g_date_time_get_day_of_month (time), months[g_date_time_get_month (time) - 1],
      g_date_time_get_year (time), clock);

  if (server->undated)
    soup_message_headers_remove (headers, "Date");
  else
    soup_message_headers_replace (headers, "Date", date);
}

static void
on_half_written (SoupServerMessage *message, gpointer data)
{
  oof_sim_server_cut (message);
}

/* Has half of the body written, under the length of the whole, then the connection closed. */
static void
halve (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) whole = soup_message_body_flatten (body);
  gsize size = g_bytes_get_size (whole);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, size / 2);

  if (size < 2)
    {
      oof_sim_server_cut (message);
      return;
    }
  soup_message_body_truncate (body);
  soup_message_body_append_bytes (body, half);
  soup_message_headers_set_content_length (soup_server_message_get_response_headers (message),
                                           (goffset) size);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (on_half_written), NULL);
}

void
oof_sim_server_stop_counting (OofSimServer *server, const OofSimEnding *ending)
{
  if (ending->entered)
    oof_sim_counter_end (server->counter, ending->mailbox);
  if (ending->place != NULL)
    oof_sim_throttle_end (server->throttle, ending->place);
}

static void
finish (OofSimServer *server, SoupServerMessage *message, const OofSimEnding *ending)
{
  oof_sim_server_stop_counting (server, ending);
  if (ending->lost)
    oof_sim_server_cut (message);
  else if (ending->half)
    halve (message);
  set_date (server, message);
}

static gboolean
on_delay_over (gpointer data)
{
  Delayed *delayed = data;
  OofSimServer *server = delayed->server;

  delayed->source = 0;
  finish (server, delayed->message, &delayed->ending);
  soup_server_message_unpause (delayed->message);
  g_hash_table_remove (server->delayed, delayed);
  return G_SOURCE_REMOVE;
}

static void
delay (OofSimExchange *exchange)
{
  Delayed *delayed = g_new0 (Delayed, 1);

  delayed->server = exchange->server;
  delayed->message = g_object_ref (exchange->message);
  delayed->ending = exchange->ending;
  exchange->ending = (OofSimEnding){ 0 };
  delayed->source = g_timeout_add (exchange->server->latency, on_delay_over, delayed);
  g_hash_table_add (exchange->server->delayed, delayed);
  soup_server_message_pause (exchange->message);
}

static OofSimHandler
find_handler (OofSimServer *server, const gchar *path)
{
  g_autofree gchar *lower = g_ascii_strdown (path, -1);
  const Route *best = NULL;

  for (guint i = 0; i < server->routes->len; i++)
    {
      const Route *route = &g_array_index (server->routes, Route, i);
      gsize length = strlen (route->prefix);

      if (strncmp (lower, route->prefix, length) == 0
          && (lower[length] == '\0' || lower[length] == '/')
          && (best == NULL || length > strlen (best->prefix)))
        best = route;
    }
  return best == NULL ? NULL : best->handler;
}

static void
exchange_init (OofSimExchange *exchange, OofSimServer *server, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const gchar *type = soup_message_headers_get_content_type (headers, NULL);

  exchange->server = server;
  exchange->message = message;
  exchange->content_type = g_ascii_strdown (type == NULL ? "" : type, -1);
  exchange->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
}

static void
exchange_clear (OofSimExchange *exchange)
{
  g_free (exchange->content_type);
  ending_clear (&exchange->ending);
  g_bytes_unref (exchange->body);
}

static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  OofSimServer *server = data;
  OofSimExchange exchange = { 0 };
  OofSimHandler handler;

  exchange_init (&exchange, server, message);
  if (server->record != NULL)
    oof_sim_record_add (server->record, message, exchange.body);
  handler = find_handler (server, oof_sim_exchange_get_path (&exchange));
  if (handler == NULL)
    oof_sim_exchange_answer (&exchange, 404, NULL, NULL);
  else
    handler (&exchange);
  if (exchange.gone)
    ;
  else if (server->latency > 0 && exchange.ending.entered)
    delay (&exchange);
  else
    finish (server, message, &exchange.ending);
  exchange_clear (&exchange);
}

OofSimServer *
oof_sim_server_new (OofSimTenant *tenant, guint latency)
{
  OofSimServer *server = g_new0 (OofSimServer, 1);

  server->tenant = tenant;
  server->latency = latency;
  server->counter = oof_sim_counter_new ();
  server->faults = oof_sim_faults_new ();
  server->throttle = oof_sim_throttle_new ();
  server->routes = g_array_new (FALSE, FALSE, sizeof (Route));
  g_array_set_clear_func (server->routes, route_clear);
  server->delayed = g_hash_table_new_full (NULL, NULL, delayed_free, NULL);
  server->soup = soup_server_new ("server-header", "Microsoft-IIS/10.0 (oof-sim)", NULL);
  soup_server_add_handler (server->soup, NULL, on_request, server, NULL);
  return server;
}

void
oof_sim_server_free (OofSimServer *server)
{
  if (server == NULL)
    return;
  soup_server_disconnect (server->soup);
  g_hash_table_unref (server->delayed);
  g_object_unref (server->soup);
  g_array_unref (server->routes);
  oof_sim_counter_free (server->counter);
  oof_sim_record_free (server->record);
  oof_sim_faults_free (server->faults);
  oof_sim_throttle_free (server->throttle);
  g_free (server->origin);
  g_free (server->tls_origin);
  g_free (server->base);
  g_free (server);
}

OofSimTenant *
oof_sim_server_get_tenant (OofSimServer *server)
{
  return server->tenant;
}

OofSimCounter *
oof_sim_server_get_counter (OofSimServer *server)
{
  return server->counter;
}

OofSimFaults *
oof_sim_server_get_faults (OofSimServer *server)
{
  return server->faults;
}

OofSimThrottle *
oof_sim_server_get_throttle (OofSimServer *server)
{
  return server->throttle;
}

void
oof_sim_server_add_handler (OofSimServer *server, const gchar *prefix, OofSimHandler handler)
{
  Route route = { g_ascii_strdown (prefix, -1), handler };

  g_array_append_val (server->routes, route);
}

/* "scheme://host:port", "scheme://[host]:port" of the listener with that scheme. (transfer full) */
static gchar *
find_origin (SoupServer *soup, const gchar *scheme)
{
  GSList *uris = soup_server_get_uris (soup);
  gchar *origin = NULL;

  for (GSList *link = uris; link != NULL && origin == NULL; link = link->next)
    if (strcmp (g_uri_get_scheme (link->data), scheme) == 0)
      origin = g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, g_uri_get_host (link->data),
                           g_uri_get_port (link->data), "", NULL, NULL);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return origin;
}

gboolean
oof_sim_server_listen (OofSimServer *server,
                       const gchar *listen,
                       GTlsCertificate *certificate,
                       GError **error)
{
  g_autoptr (GSocketConnectable) connectable = g_network_address_parse (listen, 0, error);
  g_autoptr (GInetAddress) host = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocketAddress) any_port = NULL;
  guint16 port;

  if (connectable == NULL)
    return FALSE;
  port = g_network_address_get_port (G_NETWORK_ADDRESS (connectable));
  host = g_inet_address_new_from_string (
      g_network_address_get_hostname (G_NETWORK_ADDRESS (connectable)));
  if (host == NULL || !g_inet_address_get_is_loopback (host))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "\"%s\" is not a loopback address in figures", listen);
      return FALSE;
    }
  address = g_inet_socket_address_new (host, port);
  any_port = g_inet_socket_address_new (host, 0);
  if (!soup_server_listen (server->soup, address, 0, error))
    return FALSE;
  server->origin = find_origin (server->soup, "http");
  if (certificate == NULL)
    return TRUE;
  soup_server_set_tls_certificate (server->soup, certificate);
  if (!soup_server_listen (server->soup, any_port, SOUP_SERVER_LISTEN_HTTPS, error))
    return FALSE;
  server->tls_origin = find_origin (server->soup, "https");
  return TRUE;
}

static gboolean
listen_again (OofSimServer *server,
              const gchar *origin,
              SoupServerListenOptions options,
              GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, error);
  g_autoptr (GSocketAddress) address = NULL;

  if (uri == NULL)
    return FALSE;
  address =
      g_inet_socket_address_new_from_string (g_uri_get_host (uri), (guint) g_uri_get_port (uri));
  return soup_server_listen (server->soup, address, options, error);
}

const gchar *
oof_sim_server_get_origin (OofSimServer *server)
{
  return server->origin;
}

const gchar *
oof_sim_server_get_tls_origin (OofSimServer *server)
{
  return server->tls_origin;
}

const gchar *
oof_sim_server_get_base (OofSimServer *server)
{
  return server->base != NULL ? server->base : server->origin;
}

void
oof_sim_server_set_base (OofSimServer *server, const gchar *base)
{
  g_free (server->base);
  server->base = g_strdup (base);
  while (g_str_has_suffix (server->base, "/"))
    server->base[strlen (server->base) - 1] = '\0';
  if (g_str_has_suffix (server->base, "/v1.0"))
    server->base[strlen (server->base) - strlen ("/v1.0")] = '\0';
}

void
oof_sim_server_set_dated (OofSimServer *server, gboolean dated)
{
  server->undated = !dated;
}

void
oof_sim_server_set_record (OofSimServer *server, OofSimRecord *record)
{
  g_clear_pointer (&server->record, oof_sim_record_free);
  server->record = record;
}

/* Nobody listens for a while. */

static gboolean
come_back_cb (gpointer user_data)
{
  OofSimServer *server = user_data;
  g_autoptr (GError) error = NULL;

  if (!listen_again (server, server->origin, 0, &error)
      || (server->tls_origin != NULL
          && !listen_again (server, server->tls_origin, SOUP_SERVER_LISTEN_HTTPS, &error)))
    g_error ("the port is gone: %s", error->message);
  return G_SOURCE_REMOVE;
}

static gboolean
leave_cb (gpointer user_data)
{
  OofSimServer *server = user_data;

  soup_server_disconnect (server->soup);
  g_timeout_add (AWAY_MS, come_back_cb, server);
  return G_SOURCE_REMOVE;
}

void
oof_sim_server_leave (OofSimServer *server)
{
  g_idle_add (leave_cb, server);
}
