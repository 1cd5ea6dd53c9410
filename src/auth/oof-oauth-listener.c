/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-listener.h"

#include <libsoup/soup.h>
#include <string.h>

#include "core/oof-error.h"

struct _OofOauthListener
{
  GObject parent_instance;

  SoupServer *server; /* (owned) */
  char *state;        /* (owned) */
  char *page;         /* (owned) (nullable) */
  char *redirect;     /* (owned) */
  guint port;
  gboolean visited;
  gboolean delivering;
  GHashTable *answer; /* (owned) (nullable) what came back, until the page has left */
  GTask *task;        /* (owned) (nullable) while somebody waits */
  GSource *timer;     /* (owned) (nullable) */
  GSource *cancelled; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (OofOauthListener, oof_oauth_listener, G_TYPE_OBJECT)

static void
stop_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* (transfer full): the wait is over. */
static GTask *
take_task (OofOauthListener *self)
{
  stop_source (&self->timer);
  stop_source (&self->cancelled);
  return g_steal_pointer (&self->task);
}

/* A name that resolves to this machine could be anybody's (DNS rebinding). */
static gboolean
is_own_host (OofOauthListener *self, SoupServerMessage *message)
{
  const char *host =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };

  for (gsize i = 0; host != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *own = g_strdup_printf ("%s:%u", names[i], self->port);

      if (g_ascii_strcasecmp (host, own) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
answer (SoupServerMessage *message, guint status, const char *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Content-Security-Policy", "default-src 'none'");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_response (message, "text/plain; charset=utf-8", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

/* The page has left, or nobody waits for it: now the wait ends, and nobody listens any more. Not
 * inside the server's own signal, which that would end. */
static gboolean
deliver_cb (gpointer user_data)
{
  OofOauthListener *self = OOF_OAUTH_LISTENER (user_data);
  g_autoptr (GTask) task = take_task (self);

  soup_server_disconnect (self->server);
  if (task != NULL)
    g_task_return_pointer (task, g_steal_pointer (&self->answer),
                           (GDestroyNotify) g_hash_table_unref);
  return G_SOURCE_REMOVE;
}

static void
left_cb (SoupServerMessage *message, gpointer user_data)
{
  OofOauthListener *self = OOF_OAUTH_LISTENER (user_data);
  g_autoptr (GSource) idle = NULL;

  if (self->delivering)
    return;
  self->delivering = TRUE;
  idle = g_idle_source_new ();
  g_source_set_callback (idle, deliver_cb, g_object_ref (self), g_object_unref);
  g_source_attach (idle, g_main_context_get_thread_default ());
}

static void
take_visit (OofOauthListener *self, SoupServerMessage *message, GHashTable *query)
{
  self->visited = TRUE;
  self->answer = g_hash_table_ref (query);
  g_signal_connect_object (message, "finished", G_CALLBACK (left_cb), self, 0);
  g_signal_connect_object (message, "disconnected", G_CALLBACK (left_cb), self, 0);
  answer (message, 200,
          self->page != NULL ? self->page
                             : "The sign-in is being completed. You can close this window.");
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  OofOauthListener *self = OOF_OAUTH_LISTENER (user_data);
  const char *method = soup_server_message_get_method (message);
  const char *state = query != NULL ? g_hash_table_lookup (query, "state") : NULL;

  if (!g_str_equal (path, "/"))
    answer (message, 404, "There is nothing here.");
  else if (!g_str_equal (method, "GET"))
    answer (message, 405, "Only GET is possible.");
  else if (!is_own_host (self, message) || g_strcmp0 (state, self->state) != 0)
    answer (message, 400, "This does not belong to the sign-in that is under way.");
  else if (self->visited || self->task == NULL)
    answer (message, 410, "This sign-in is over.");
  else
    take_visit (self, message, query);
}

static void
oof_oauth_listener_dispose (GObject *object)
{
  OofOauthListener *self = OOF_OAUTH_LISTENER (object);

  stop_source (&self->timer);
  stop_source (&self->cancelled);
  if (self->server != NULL)
    soup_server_remove_handler (self->server, NULL);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  G_OBJECT_CLASS (oof_oauth_listener_parent_class)->dispose (object);
}

static void
oof_oauth_listener_finalize (GObject *object)
{
  OofOauthListener *self = OOF_OAUTH_LISTENER (object);

  g_free (self->state);
  g_free (self->page);
  g_free (self->redirect);
  g_clear_pointer (&self->answer, g_hash_table_unref);
  G_OBJECT_CLASS (oof_oauth_listener_parent_class)->finalize (object);
}

static void
oof_oauth_listener_class_init (OofOauthListenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_oauth_listener_dispose;
  G_OBJECT_CLASS (klass)->finalize = oof_oauth_listener_finalize;
}

static void
oof_oauth_listener_init (OofOauthListener *self)
{
}

static gboolean
listen_on (SoupServer *server, GSocketFamily family, guint port, GError **error)
{
  g_autoptr (GInetAddress) host = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (host, (guint16) port);

  return soup_server_listen (server, address, 0, error);
}

static guint
get_port (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  guint port = (guint) g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

OofOauthListener *
oof_oauth_listener_new (const char *state, const char *page, GError **error)
{
  g_autoptr (OofOauthListener) self = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (state != NULL, NULL);

  self = g_object_new (OOF_TYPE_OAUTH_LISTENER, NULL);
  self->server = soup_server_new ("server-header", "", NULL);
  if (!listen_on (self->server, G_SOCKET_FAMILY_IPV4, 0, &failure))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE,
                   "No port on this machine for the browser to come back to: %s", failure->message);
      return NULL;
    }
  self->port = get_port (self->server);
  /* A machine without IPv6, or a port that is taken there, costs nothing. */
  listen_on (self->server, G_SOCKET_FAMILY_IPV6, self->port, NULL);
  self->state = g_strdup (state);
  self->page = g_strdup (page);
  self->redirect = g_strdup_printf ("http://localhost:%u", self->port);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  return g_steal_pointer (&self);
}

const char *
oof_oauth_listener_get_redirect (OofOauthListener *self)
{
  g_return_val_if_fail (OOF_IS_OAUTH_LISTENER (self), NULL);

  return self->redirect;
}

static gboolean
out_of_time_cb (gpointer user_data)
{
  OofOauthListener *self = OOF_OAUTH_LISTENER (user_data);
  g_autoptr (GTask) task = take_task (self);

  g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
                           "Nobody came back from the browser in time");
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  OofOauthListener *self = OOF_OAUTH_LISTENER (user_data);
  g_autoptr (GTask) task = take_task (self);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

void
oof_oauth_listener_wait_async (OofOauthListener *self,
                               guint seconds,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_OAUTH_LISTENER (self));
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, oof_oauth_listener_wait_async);
  self->timer = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (self->timer, out_of_time_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
  if (cancellable == NULL)
    return;
  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
  g_source_attach (self->cancelled, g_main_context_get_thread_default ());
}

GHashTable *
oof_oauth_listener_wait_finish (OofOauthListener *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
