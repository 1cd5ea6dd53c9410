/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-client.h"

#include "core/oof-error.h"
#include "wire-fixture.h"

#include <glib/gstdio.h>
#include <gnutls/x509.h>
#include <string.h>

/* A certificate for 127.0.0.1 that signs itself, made anew for each run. */
typedef struct
{
  char *path; /* (owned): PEM */
  GTlsCertificate *certificate;
} Identity;

static void
must (int result)
{
  if (result < 0)
    g_error ("GnuTLS: %s", gnutls_strerror (result));
}

static char *
to_pem (const gnutls_datum_t *datum)
{
  return g_strndup ((const char *) datum->data, datum->size);
}

static void
sign (gnutls_x509_crt_t crt, gnutls_x509_privkey_t key)
{
  const guint8 loopback[] = { 127, 0, 0, 1 };
  const guint8 serial[] = { 1 };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  must (gnutls_x509_crt_set_version (crt, 3));
  must (gnutls_x509_crt_set_serial (crt, serial, sizeof serial));
  must (gnutls_x509_crt_set_dn (crt, "CN=loopback", NULL));
  must (gnutls_x509_crt_set_activation_time (crt, now - 3600));
  must (gnutls_x509_crt_set_expiration_time (crt, now + 3600));
  must (gnutls_x509_crt_set_key (crt, key));
  must (gnutls_x509_crt_set_basic_constraints (crt, 1, -1));
  must (gnutls_x509_crt_set_subject_alt_name (crt, GNUTLS_SAN_IPADDRESS, loopback, sizeof loopback,
                                              GNUTLS_FSAN_SET));
  must (gnutls_x509_crt_sign2 (crt, crt, key, GNUTLS_DIG_SHA256, 0));
}

static char *
make_pem (void)
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t crt;
  gnutls_datum_t key_datum;
  gnutls_datum_t crt_datum;
  g_autofree char *key_pem = NULL;
  g_autofree char *crt_pem = NULL;

  must (gnutls_x509_privkey_init (&key));
  must (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                      GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  must (gnutls_x509_crt_init (&crt));
  sign (crt, key);
  must (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN,
                                           &key_datum));
  must (gnutls_x509_crt_export2 (crt, GNUTLS_X509_FMT_PEM, &crt_datum));
  key_pem = to_pem (&key_datum);
  crt_pem = to_pem (&crt_datum);
  gnutls_free (key_datum.data);
  gnutls_free (crt_datum.data);
  gnutls_x509_crt_deinit (crt);
  gnutls_x509_privkey_deinit (key);
  return g_strconcat (crt_pem, key_pem, NULL);
}

static void
identity_init (Identity *identity)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pem = make_pem ();
  int fd = g_file_open_tmp ("oof-tls-XXXXXX.pem", &identity->path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (identity->path, pem, -1, &error);
  g_assert_no_error (error);
  identity->certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
}

static void
identity_clear (Identity *identity)
{
  g_unlink (identity->path);
  g_free (identity->path);
  g_object_unref (identity->certificate);
}

static OofHttpResponse *
get (WireFixture *fixture, const char *host, const char *ca_file, GError **error)
{
  g_autofree char *url = wire_fixture_url (fixture, host, "/");
  OofHttpClientOptions options = { .base_url = url, .ca_file = ca_file };
  g_autoptr (OofHttpClient) client = oof_http_client_new (&options, NULL, error);
  g_autoptr (OofHttpRequest) request = oof_http_request_new ("GET", url);

  g_assert_nonnull (client);
  oof_http_request_set_bearer (request, "secret");
  return wire_send_sync (client, request, NULL, error);
}

static void
test_tls (void)
{
  Identity own;
  Identity foreign;
  g_autoptr (WireFixture) fixture = NULL;
  g_autoptr (OofHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  identity_init (&own);
  identity_init (&foreign);
  fixture = wire_fixture_new (own.certificate);

  response = get (fixture, "127.0.0.1", own.path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (oof_http_response_get_status (response), ==, 200);

  g_assert_null (get (fixture, "127.0.0.1", foreign.path, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "its certificate is not trusted"));
  g_clear_error (&error);
  g_assert_null (get (fixture, "127.0.0.1", NULL, &error));
  g_assert_nonnull (strstr (error->message, "its certificate is not trusted"));
  g_clear_error (&error);
  /* The name must fit too. */
  g_assert_null (get (fixture, "localhost", own.path, &error));
  g_assert_nonnull (strstr (error->message, "its certificate is not trusted"));
  g_assert_cmpuint (fixture->n_received, ==, 1);
  identity_clear (&own);
  identity_clear (&foreign);
}

/* HTTP/2, as Graph speaks it: the kind of failure must not depend on the version. */
static void
test_http2 (void)
{
  Identity own;
  g_autoptr (WireFixture) fixture = NULL;
  g_autoptr (OofHttpClient) client = NULL;
  g_autoptr (OofHttpRequest) write = NULL;
  g_autoptr (OofHttpRequest) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  OofHttpClientOptions options = { .timeout = 1 };

  identity_init (&own);
  g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
  fixture = wire_fixture_new (own.certificate);
  g_unsetenv ("SOUP_SERVER_HTTP2");
  url = wire_fixture_url (fixture, "127.0.0.1", "/stall");
  options.base_url = url;
  options.ca_file = own.path;
  client = oof_http_client_new (&options, NULL, NULL);
  write = oof_http_request_new ("PATCH", url);
  read = oof_http_request_new ("GET", url);

  g_assert_null (wire_send_sync (client, write, NULL, &error));
  g_assert_cmpint (fixture->http_version, ==, SOUP_HTTP_2_0);
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
  g_clear_error (&error);
  g_assert_null (wire_send_sync (client, read, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  identity_clear (&own);
}

/* https to a server that does not speak TLS. */
static void
test_no_tls_there (void)
{
  g_autoptr (WireFixture) fixture = wire_fixture_new (NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/", fixture->port);
  OofHttpClientOptions options = { .base_url = url, .timeout = 2 };
  g_autoptr (OofHttpClient) client = oof_http_client_new (&options, NULL, NULL);
  g_autoptr (OofHttpRequest) request = oof_http_request_new ("POST", url);
  g_autoptr (GError) error = NULL;

  g_assert_null (wire_send_sync (client, request, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_cmpuint (fixture->n_received, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-tls/own-authority", test_tls);
  g_test_add_func ("/http-tls/http2", test_http2);
  g_test_add_func ("/http-tls/no-tls-there", test_no_tls_there);
  return g_test_run ();
}
