/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script-server.h"

#include <libsoup/soup.h>

typedef struct
{
  guint status;
  char *type;
  char *body;
  GPtrArray *headers; /* name, value, name, value ... */
} Answer;

typedef struct
{
  char *method;
  char *raw_path;
  char *path;
  char *body;
  GHashTable *headers; /* lower-case name -> value */
} Request;

struct _ScriptServer
{
  SoupServer *server;
  char *base;
  GQueue answers;
  GPtrArray *requests;
};

static GString *log_text;

static void
answer_free (Answer *answer)
{
  g_free (answer->type);
  g_free (answer->body);
  g_ptr_array_unref (answer->headers);
  g_free (answer);
}

static void
request_free (Request *request)
{
  g_free (request->method);
  g_free (request->raw_path);
  g_free (request->path);
  g_free (request->body);
  g_hash_table_unref (request->headers);
  g_free (request);
}

static void
keep_request (ScriptServer *self, SoupServerMessage *message)
{
  Request *request = g_new0 (Request, 1);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *uri = g_uri_to_string (soup_server_message_get_uri (message));
  SoupMessageHeadersIter iter;
  const char *name, *value;

  request->method = g_strdup (soup_server_message_get_method (message));
  request->raw_path = g_strdup (strchr (strstr (uri, "//") + 2, '/'));
  request->path = g_uri_unescape_string (request->raw_path, NULL);
  request->body = g_strndup (body->data ? body->data : "", (gsize) body->length);
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_hash_table_insert (request->headers, g_ascii_strdown (name, -1), g_strdup (value));
  g_ptr_array_add (self->requests, request);
}

static void
handle (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer user_data)
{
  ScriptServer *self = user_data;
  Answer *answer = g_queue_pop_head (&self->answers);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  keep_request (self, message);
  if (answer == NULL)
    g_error ("Unexpected request %s %s", soup_server_message_get_method (message), path);
  if (answer->status == 0)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      answer_free (answer);
      return;
    }
  soup_server_message_set_status (message, answer->status, NULL);
  for (guint i = 0; i < answer->headers->len; i += 2)
    soup_message_headers_replace (headers, g_ptr_array_index (answer->headers, i),
                                  g_ptr_array_index (answer->headers, i + 1));
  if (answer->type != NULL)
    soup_message_headers_replace (headers, "Content-Type", answer->type);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY,
                            answer->body, strlen (answer->body));
  answer_free (answer);
}

ScriptServer *
script_server_new (void)
{
  ScriptServer *self = g_new0 (ScriptServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;
  GSList *uris;

  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  g_queue_init (&self->answers);
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, handle, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
script_server_free (ScriptServer *self)
{
  g_assert_cmpuint (self->answers.length, ==, 0);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->requests);
  g_free (self->base);
  g_free (self);
}

const char *
script_server_get_base (ScriptServer *self)
{
  return self->base;
}

void
script_server_add (ScriptServer *self, guint status, const char *type, const char *body)
{
  Answer *answer = g_new0 (Answer, 1);
  g_auto (GStrv) parts = g_strsplit (body ? body : "", "@BASE@", -1);

  answer->status = status;
  answer->type = g_strdup (type);
  answer->body = g_strjoinv (self->base, parts);
  answer->headers = g_ptr_array_new_with_free_func (g_free);
  g_queue_push_tail (&self->answers, answer);
}

void
script_server_add_json (ScriptServer *self, guint status, const char *body)
{
  script_server_add (self, status, "application/json; charset=utf-8", body);
}

void
script_server_add_header (ScriptServer *self, const char *name, const char *value)
{
  Answer *answer = g_queue_peek_tail (&self->answers);

  g_ptr_array_add (answer->headers, g_strdup (name));
  g_ptr_array_add (answer->headers, g_strdup (value));
}

guint
script_server_get_n_requests (ScriptServer *self)
{
  return self->requests->len;
}

static Request *
get_request (ScriptServer *self, guint index)
{
  g_assert_cmpuint (index, <, self->requests->len);
  return g_ptr_array_index (self->requests, index);
}

const char *
script_server_get_method (ScriptServer *self, guint index)
{
  return get_request (self, index)->method;
}

const char *
script_server_get_path (ScriptServer *self, guint index)
{
  return get_request (self, index)->path;
}

const char *
script_server_get_raw_path (ScriptServer *self, guint index)
{
  return get_request (self, index)->raw_path;
}

const char *
script_server_get_body (ScriptServer *self, guint index)
{
  return get_request (self, index)->body;
}

const char *
script_server_get_header (ScriptServer *self, guint index, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *value = g_hash_table_lookup (get_request (self, index)->headers, lower);

  return value ? value : "";
}

void
script_await_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
script_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree char *line = g_log_writer_format_fields (level, fields, n_fields, FALSE);

  g_string_append (log_text, line);
  g_string_append_c (log_text, '\n');
  return G_LOG_WRITER_HANDLED;
}

void
script_log_start (void)
{
  log_text = g_string_new (NULL);
  g_log_set_writer_func (keep_log, NULL, NULL);
}

const char *
script_log_get (void)
{
  return log_text->str;
}
