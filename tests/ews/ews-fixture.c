/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  guint status;
  char *type; /* (owned) */
  char *body; /* (owned) */
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->type);
  g_free (answer->body);
  g_free (answer);
}

static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  ((EwsFixture *) user_data)->in_flight--;
}

static gboolean
unpause_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

/* Answers after everything else that is under way, so that requests side by side are seen. */
static void
count_in_flight (EwsFixture *self, SoupServerMessage *message)
{
  self->in_flight++;
  self->peak = MAX (self->peak, self->in_flight);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  soup_server_message_pause (message);
  g_idle_add_full (G_PRIORITY_LOW, unpause_cb, g_object_ref (message), g_object_unref);
}

static void
handle_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  EwsFixture *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data, (gsize) body->length);
  Answer *answer = g_queue_pop_head (&self->answers);

  g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
  g_ptr_array_add (self->bodies, g_strdup (text));
  g_ptr_array_add (self->headers, soup_message_headers_ref (headers));
  if (!answer)
    {
      g_assert_nonnull (self->handler);
      answer = g_new0 (Answer, 1);
      answer->status = 200;
      answer->type = g_strdup ("text/xml; charset=utf-8");
      answer->body = self->handler (self, text, self->handler_data);
    }
  soup_server_message_set_status (message, answer->status, NULL);
  soup_server_message_set_response (message, answer->type, SOUP_MEMORY_COPY, answer->body,
                                    strlen (answer->body));
  answer_free (answer);
  count_in_flight (self, message);
}

EwsFixture *
ews_fixture_new (void)
{
  EwsFixture *self = g_new0 (EwsFixture, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_queue_init (&self->answers);
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  self->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) soup_message_headers_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url =
      g_strdup_printf ("http://127.0.0.1:%d/EWS/Exchange.asmx", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

static char *
find_schema (void)
{
  static const char *const places[] = { EWS_SCHEMA_DIR, "/work/shared/ews-schema" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (places[i], "envelope.xsd", NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_strdup (places[i]);
    }
  return NULL;
}

char *
ews_schema_text (const char *name)
{
  g_autofree char *folder = find_schema ();
  g_autofree char *path = folder ? g_build_filename (folder, name, NULL) : NULL;
  char *text = NULL;

  if (path)
    g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* Runs xmllint over all requests at once. */
static void
validate (GPtrArray *bodies, const char *schema_folder, const char *xmllint)
{
  g_autofree char *folder = g_dir_make_tmp ("oof-ews-XXXXXX", NULL);
  g_autofree char *schema = g_build_filename (schema_folder, "envelope.xsd", NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *complaints = NULL;

  g_strv_builder_add_many (arguments, xmllint, "--nonet", "--noout", "--schema", schema, NULL);
  for (guint i = 0; i < bodies->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("request-%u.xml", i);
      char *path = g_build_filename (folder, name, NULL);

      g_ptr_array_add (files, path);
      g_file_set_contents (path, bodies->pdata[i], -1, &error);
      g_assert_no_error (error);
      g_strv_builder_add (arguments, path);
    }
  argv = g_strv_builder_end (arguments);
  process = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaints, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("a request breaks the EWS schema:\n%s", complaints);
  for (guint i = 0; i < files->len; i++)
    g_unlink (files->pdata[i]);
  g_rmdir (folder);
}

void
ews_fixture_free (EwsFixture *self)
{
  g_autofree char *schema = find_schema ();
  g_autofree char *xmllint = g_find_program_in_path ("xmllint");

  g_assert_cmpuint (g_queue_get_length (&self->answers), ==, 0);
  if (!schema || !xmllint)
    g_test_message ("the EWS schema or xmllint is not at hand: requests not validated");
  else if (self->bodies->len > 0)
    validate (self->bodies, schema, xmllint);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->url);
  g_ptr_array_unref (self->bodies);
  g_ptr_array_unref (self->headers);
  g_free (self);
}

OofEwsClient *
ews_fixture_client (EwsFixture *self, OofEwsRole role)
{
  OofHttpClientOptions http_options = { .base_url = self->url, .timeout = 5 };
  OofEwsClientOptions options = {
    .url = self->url,
    .auth = OOF_EWS_AUTH_BASIC,
    .role = role,
    .user = EWS_USER,
    .password = EWS_PASSWORD,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofHttpClient) http = oof_http_client_new (&http_options, NULL, &error);
  OofEwsClient *client;

  g_assert_no_error (error);
  client = oof_ews_client_new (&options, http, &error);
  g_assert_no_error (error);
  return client;
}

void
ews_fixture_answer (EwsFixture *self, guint status, const char *type, const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->type = g_strdup (type);
  answer->body = g_strdup (body);
  g_queue_push_tail (&self->answers, answer);
}

void
ews_fixture_answer_soap (EwsFixture *self, const char *content)
{
  g_autofree char *body = ews_soap (content);

  ews_fixture_answer (self, 200, "text/xml; charset=utf-8", body);
}

void
ews_fixture_answer_response (EwsFixture *self,
                             const char *operation,
                             const char *class_and_code,
                             const char *content)
{
  g_autofree char *response = ews_response (operation, class_and_code, content);

  ews_fixture_answer_soap (self, response);
}

void
ews_fixture_answer_fault (EwsFixture *self, const char *code, const char *detail)
{
  g_autofree char *fault = g_strdup_printf (
      "<s:Fault><faultcode xmlns:a=\"" OOF_EWS_T "\">a:%s</faultcode>"
      "<faultstring xml:lang=\"en-US\">The server says why.</faultstring>"
      "<detail><e:ResponseCode xmlns:e=\"http://schemas.microsoft.com/exchange/services/2006/"
      "errors\">%s</e:ResponseCode>%s</detail></s:Fault>",
      code, code, detail);
  g_autofree char *body = ews_soap (fault);

  ews_fixture_answer (self, 500, "text/xml; charset=utf-8", body);
}

char *
ews_soap (const char *content)
{
  return g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>"
      "<h:ServerVersionInfo MajorVersion=\"15\" MinorVersion=\"2\" xmlns:h=\"" OOF_EWS_T "\"/>"
      "</s:Header><s:Body xmlns:m=\"" OOF_EWS_M "\" xmlns:t=\"" OOF_EWS_T "\">%s</s:Body>"
      "</s:Envelope>",
      content);
}

char *
ews_response (const char *operation, const char *class_and_code, const char *content)
{
  g_auto (GStrv) parts = g_strsplit (class_and_code, " ", 2);

  return g_strdup_printf ("<m:%1$sResponse><m:ResponseMessages>"
                          "<m:%1$sResponseMessage ResponseClass=\"%2$s\">"
                          "<m:MessageText>What the server says.</m:MessageText>"
                          "<m:ResponseCode>%3$s</m:ResponseCode>%4$s"
                          "</m:%1$sResponseMessage></m:ResponseMessages></m:%1$sResponse>",
                          operation, parts[0], parts[1], content);
}

const char *
ews_fixture_get_body (EwsFixture *self, guint index)
{
  g_assert_cmpuint (index, <, self->bodies->len);
  return self->bodies->pdata[index];
}

const char *
ews_fixture_get_header (EwsFixture *self, guint index, const char *name)
{
  g_assert_cmpuint (index, <, self->headers->len);
  return soup_message_headers_get_one (self->headers->pdata[index], name);
}

gboolean
ews_fixture_sent (EwsFixture *self, guint index, ...)
{
  const char *at = ews_fixture_get_body (self, index);
  const char *wanted;
  va_list args;

  va_start (args, index);
  while (at && (wanted = va_arg (args, const char *)))
    {
      const char *found = strstr (at, wanted);

      if (!found)
        g_test_message ("\"%s\" is missing in: %s", wanted, at);
      at = found ? found + strlen (wanted) : NULL;
    }
  va_end (args);
  return at != NULL;
}

void
ews_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
ews_wait (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}
