/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "raw-server.h"
#include "wire-fixture.h"

#include <string.h>

/* What IIS, Exchange and what stands before them write on the line, and libsoup's server never
 * does: each form of an answer, and the proof of a connection by NTLM. */

#define LARGE 100000

static GBytes *
as_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static OofHttpResponse *
post (OofHttpClient *client, const char *url, gsize size)
{
  g_autoptr (OofHttpRequest) request = oof_http_request_new ("POST", url);
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GBytes) body = as_bytes (text);
  g_autoptr (GError) error = NULL;
  OofHttpResponse *response;

  oof_http_request_set_body (request, body, "text/xml; charset=utf-8");
  response = wire_send_sync (client, request, NULL, &error);
  g_assert_no_error (error);
  return response;
}

/* Forms of an answer */

#define BODY "{\"a\":1}"

static const struct
{
  const char *path;
  const char *answer;
} forms[] = {
  { "chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
               "3;x=y\r\n{\"a\r\n4\r\n\":1}\r\n0\r\nX-After: 1\r\n\r\n" },
  { "continue", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n" BODY },
  { "until-close", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" BODY },
  { "old", "HTTP/1.0 200 OK\r\nContent-Length: 7\r\n\r\n" BODY },
  { "bare", "HTTP/1.1 200\r\ncontent-length:7\r\nx-empty:\r\n\r\n" BODY },
};

static GBytes *
answer_form (RawServer *server, const char *request, guint connection, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *line = g_strdup_printf ("POST /%s HTTP/1.1\r\n", forms[i].path);

      if (g_str_has_prefix (request, line))
        return as_bytes (forms[i].answer);
    }
  return NULL;
}

static OofHttpClient *
create_client (RawServer *server, OofHttpAuth auth)
{
  OofHttpClientOptions options = { .base_url = raw_server_get_url (server),
                                   .auth = auth,
                                   .user = "MFA\\anna",
                                   .password = "Geheim!42" };
  g_autoptr (GError) error = NULL;
  OofHttpClient *client = oof_http_client_new (&options, NULL, &error);

  g_assert_no_error (error);
  return client;
}

static void
assert_answer (OofHttpResponse *response, const char *body)
{
  GBytes *bytes = oof_http_response_get_body (response);

  g_assert_cmpuint (oof_http_response_get_status (response), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), body, strlen (body));
}

static void
test_forms (void)
{
  g_autoptr (RawServer) server = raw_server_new (answer_form, NULL);
  g_autoptr (OofHttpClient) client = create_client (server, OOF_HTTP_AUTH_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *url = g_strconcat (raw_server_get_url (server), forms[i].path, NULL);
      g_autoptr (OofHttpResponse) response = post (client, url, 10);

      g_test_message ("%s", forms[i].path);
      assert_answer (response, BODY);
    }
}

/* Compressed in chunks, as Exchange and Graph answer whoever says that gzip is welcome. */

static GBytes *
answer_gzip (RawServer *server, const char *request, guint connection, gpointer user_data)
{
  g_autofree char *welcome = raw_request_dup_header (request, "Accept-Encoding");
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  guint8 packed[256];
  gsize n_read, n_packed;
  g_autoptr (GError) error = NULL;
  GByteArray *out = g_byte_array_new ();
  g_autofree char *head = NULL;

  g_assert_nonnull (strstr (welcome, "gzip"));
  g_converter_convert (G_CONVERTER (gzip), BODY, strlen (BODY), packed, sizeof packed,
                       G_CONVERTER_INPUT_AT_END, &n_read, &n_packed, &error);
  g_assert_no_error (error);
  head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n%" G_GSIZE_MODIFIER "x\r\n",
                          n_packed);
  g_byte_array_append (out, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (out, packed, (guint) n_packed);
  g_byte_array_append (out, (const guint8 *) "\r\n0\r\n\r\n", 7);
  return g_byte_array_free_to_bytes (out);
}

static void
test_gzip (void)
{
  g_autoptr (RawServer) server = raw_server_new (answer_gzip, NULL);
  g_autoptr (OofHttpClient) client = create_client (server, OOF_HTTP_AUTH_NONE);
  g_autoptr (OofHttpResponse) response = post (client, raw_server_get_url (server), 10);

  assert_answer (response, BODY);
}

/* NTLM belongs to the connection. */

/* Message 2 with a name "MFA", made by hand after MS-NLMP 2.2.1.2. */
#define CHALLENGE "TlRMTVNTUAACAAAABgAGADAAAAAFAgkAASNFZ4mrze8AAAAAAAAAAAAAAAA2AAAATQBGAEEA"

typedef struct
{
  guint proven;  /* connection number + 1 */
  guint n_asked; /* requests without a proof on a connection that has none */
  gboolean refuses;
} Ntlm;

static GBytes *
refuse (const char *offers)
{
  g_autofree char *answer =
      g_strdup_printf ("HTTP/1.1 401 Unauthorized\r\nServer: Microsoft-IIS/10.0\r\n%s"
                       "Content-Type: text/html\r\nContent-Length: 5\r\n\r\n<a/>\n",
                       offers);

  return as_bytes (answer);
}

/* The type of an NTLM message; 0: there is none. */
static guint8
get_message_type (const char *request)
{
  g_autofree char *proof = raw_request_dup_header (request, "Authorization");
  g_autofree guchar *message = NULL;
  gsize size;

  if (proof == NULL || !g_str_has_prefix (proof, "NTLM "))
    return 0;
  message = g_base64_decode (proof + 5, &size);
  g_assert_cmpuint (size, >, 12);
  return message[8];
}

/* As IIS offers them: Negotiate first. */
static GBytes *
answer_ntlm (RawServer *server, const char *request, guint connection, gpointer user_data)
{
  Ntlm *ntlm = user_data;
  guint8 type = get_message_type (request);

  if (type == 0 && ntlm->proven == connection + 1)
    return as_bytes ("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n" BODY);
  if (type == 1)
    return refuse ("WWW-Authenticate: NTLM " CHALLENGE "\r\n");
  if (type == 3 && !ntlm->refuses)
    {
      ntlm->proven = connection + 1;
      return as_bytes (
          "HTTP/1.1 200 OK\r\nPersistent-Auth: true\r\nContent-Length: 7\r\n\r\n" BODY);
    }
  ntlm->n_asked++;
  return refuse ("WWW-Authenticate: Negotiate\r\nWWW-Authenticate: NTLM\r\n"
                 "WWW-Authenticate: Basic realm=\"mail.mfa.example\"\r\n");
}

static void
test_ntlm (void)
{
  Ntlm ntlm = { 0 };
  g_autoptr (RawServer) server = raw_server_new (answer_ntlm, &ntlm);
  g_autoptr (OofHttpClient) client = create_client (server, OOF_HTTP_AUTH_NTLM);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (OofHttpResponse) response = post (client, raw_server_get_url (server), 10);

      assert_answer (response, BODY);
    }
  g_assert_cmpuint (raw_server_get_n_connections (server), ==, 1);
  g_assert_cmpuint (ntlm.n_asked, ==, 1);
}

/* A connection that ends in the middle of the proof would look like a wrong password. */
static void
test_ntlm_large (void)
{
  Ntlm ntlm = { 0 };
  g_autoptr (RawServer) server = raw_server_new (answer_ntlm, &ntlm);
  g_autoptr (OofHttpClient) client = create_client (server, OOF_HTTP_AUTH_NTLM);
  g_autoptr (OofHttpResponse) first = post (client, raw_server_get_url (server), LARGE);
  g_autoptr (OofHttpResponse) second = NULL;

  assert_answer (first, BODY);
  second = post (client, raw_server_get_url (server), LARGE);
  assert_answer (second, BODY);
  g_assert_cmpuint (raw_server_get_n_connections (server), ==, 1);
}

/* Accounts are locked by proofs that are shown again and again. */
static void
test_ntlm_refused (void)
{
  Ntlm ntlm = { .refuses = TRUE };
  g_autoptr (RawServer) server = raw_server_new (answer_ntlm, &ntlm);
  g_autoptr (OofHttpClient) client = create_client (server, OOF_HTTP_AUTH_NTLM);
  g_autoptr (OofHttpResponse) response = post (client, raw_server_get_url (server), 10);

  g_assert_cmpuint (oof_http_response_get_status (response), ==, 401);
  g_assert_cmpuint (ntlm.n_asked, ==, 2);
  g_assert_cmpuint (raw_server_get_n_requests (server), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-raw/forms", test_forms);
  g_test_add_func ("/http-raw/gzip", test_gzip);
  g_test_add_func ("/http-raw/ntlm", test_ntlm);
  g_test_add_func ("/http-raw/ntlm-large", test_ntlm_large);
  g_test_add_func ("/http-raw/ntlm-refused", test_ntlm_refused);
  return g_test_run ();
}
