/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gnutls/pkcs12.h>
#include <gnutls/x509.h>
#include <glib/gstdio.h>
#include <string.h>

#include "auth/oof-base64url.h"
#include "auth/oof-oauth-session.h"
#include "core/oof-error.h"
#include "script-server.h"
#include "sign-in-world.h"
#include "sim/oof-sim-sign-in.h"

#define PASSWORD "p4ss wörd"
#define DAY      86400

/* One key for all tests: making it is slow. */
static gnutls_x509_privkey_t key;
static char *folder;

static gnutls_x509_crt_t
make_certificate (time_t from, time_t to)
{
  gnutls_x509_crt_t certificate;

  gnutls_x509_crt_init (&certificate);
  gnutls_x509_crt_set_version (certificate, 3);
  gnutls_x509_crt_set_serial (certificate, "\001", 1);
  gnutls_x509_crt_set_activation_time (certificate, from);
  gnutls_x509_crt_set_expiration_time (certificate, to);
  gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, "runner", 6);
  gnutls_x509_crt_set_key (certificate, key);
  g_assert_cmpint (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0), >=,
                   0);
  return certificate;
}

static char *
take (gnutls_datum_t *datum)
{
  char *text = g_strndup ((char *) datum->data, datum->size);

  gnutls_free (datum->data);
  return text;
}

static char *
export_certificate (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t datum;

  g_assert_cmpint (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &datum), >=, 0);
  return take (&datum);
}

/* PEM with the key, encrypted when there is a PASSWORD. */
static char *
export_pem (gnutls_x509_crt_t certificate, const char *password)
{
  g_autofree char *public = export_certificate (certificate);
  g_autofree char *private = NULL;
  gnutls_datum_t datum;

  g_assert_cmpint (gnutls_x509_privkey_export2_pkcs8 (
                       key, GNUTLS_X509_FMT_PEM, password,
                       password != NULL ? GNUTLS_PKCS_PBES2_AES_256 : GNUTLS_PKCS_PLAIN, &datum),
                   >=, 0);
  private = take (&datum);
  return g_strconcat (private, public, NULL);
}

static GBytes *
export_pkcs12 (gnutls_x509_crt_t certificate, const char *password)
{
  gnutls_pkcs12_t store;
  gnutls_pkcs12_bag_t bags[2];
  gnutls_datum_t datum, private;
  GBytes *bytes;

  gnutls_pkcs12_init (&store);
  gnutls_pkcs12_bag_init (&bags[0]);
  gnutls_pkcs12_bag_init (&bags[1]);
  gnutls_pkcs12_bag_set_crt (bags[0], certificate);
  gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_DER, password, GNUTLS_PKCS_PBES2_AES_256,
                                     &private);
  gnutls_pkcs12_bag_set_data (bags[1], GNUTLS_BAG_PKCS8_ENCRYPTED_KEY, &private);
  gnutls_pkcs12_bag_encrypt (bags[0], password, GNUTLS_PKCS_PBES2_AES_256);
  gnutls_pkcs12_set_bag (store, bags[0]);
  gnutls_pkcs12_set_bag (store, bags[1]);
  gnutls_pkcs12_generate_mac (store, password);
  g_assert_cmpint (gnutls_pkcs12_export2 (store, GNUTLS_X509_FMT_DER, &datum), >=, 0);
  bytes = g_bytes_new (datum.data, datum.size);
  gnutls_free (datum.data);
  gnutls_free (private.data);
  gnutls_pkcs12_bag_deinit (bags[0]);
  gnutls_pkcs12_bag_deinit (bags[1]);
  gnutls_pkcs12_deinit (store);
  return bytes;
}

static char *
write_file (const char *name, gconstpointer content, gssize length, int mode)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, content, length, G_FILE_SET_CONTENTS_NONE, mode, &error);
  g_assert_no_error (error);
  return path;
}

static OofOauthCertificate *
load (const char *path, const char *password)
{
  g_autoptr (GError) error = NULL;
  OofOauthCertificate *certificate =
      oof_oauth_certificate_load (path, FALSE, password, NULL, &error);

  g_assert_no_error (error);
  return certificate;
}

static void
assert_not_loaded (const char *path, const char *password, int code, gboolean needs)
{
  g_autoptr (GError) error = NULL;
  gboolean needs_password = !needs;

  g_assert_null (oof_oauth_certificate_load (path, FALSE, password, &needs_password, &error));
  g_assert_error (error, OOF_ERROR, code);
  g_assert_cmpint (needs_password, ==, needs);
  if (password != NULL)
    g_assert_null (strstr (error->message, password));
}

static void
test_files (void)
{
  gnutls_x509_crt_t certificate = make_certificate (time (NULL) - DAY, time (NULL) + DAY);
  g_autofree char *pem = export_pem (certificate, NULL);
  g_autofree char *locked = export_pem (certificate, PASSWORD);
  g_autofree char *bare = export_certificate (certificate);
  g_autoptr (GBytes) store = export_pkcs12 (certificate, PASSWORD);
  g_autofree char *plain_file = write_file ("plain.pem", pem, -1, 0600);
  g_autofree char *locked_file = write_file ("locked.pem", locked, -1, 0600);
  g_autofree char *store_file = write_file ("store.pfx", g_bytes_get_data (store, NULL),
                                            (gssize) g_bytes_get_size (store), 0600);
  g_autofree char *open_file = write_file ("open.pem", pem, -1, 0644);
  g_autofree char *bare_file = write_file ("bare.pem", bare, -1, 0600);
  g_autofree char *nonsense_file = write_file ("nonsense.pfx", "nonsense", -1, 0600);
  g_autofree char *missing_file = g_build_filename (folder, "missing.pem", NULL);
  g_autoptr (OofOauthCertificate) first = load (plain_file, NULL);
  g_autoptr (OofOauthCertificate) second = load (locked_file, PASSWORD);
  g_autoptr (OofOauthCertificate) third = load (store_file, PASSWORD);
  g_autofree char *thumbprint = oof_oauth_certificate_get_thumbprint (first);
  g_autofree char *same = oof_oauth_certificate_get_thumbprint (third);

  g_assert_cmpuint (strlen (thumbprint), ==, 40);
  g_assert_cmpstr (thumbprint, ==, same);
  assert_not_loaded (locked_file, NULL, OOF_ERROR_AUTH_REQUIRED, TRUE);
  assert_not_loaded (locked_file, "wrong-one", OOF_ERROR_AUTH_REQUIRED, FALSE);
  assert_not_loaded (store_file, NULL, OOF_ERROR_AUTH_REQUIRED, TRUE);
  assert_not_loaded (store_file, "wrong-one", OOF_ERROR_AUTH_REQUIRED, FALSE);
  assert_not_loaded (open_file, NULL, OOF_ERROR_INVALID, FALSE);
  assert_not_loaded (bare_file, NULL, OOF_ERROR_INVALID, FALSE);
  assert_not_loaded (nonsense_file, NULL, OOF_ERROR_INVALID, FALSE);
  assert_not_loaded (missing_file, NULL, OOF_ERROR_INVALID, FALSE);
  gnutls_x509_crt_deinit (certificate);
}

/* The application lists @certificate; asks for a token with it. */
static char *
ask (SignInWorld *self, gnutls_x509_crt_t certificate, gboolean registered, GError **error)
{
  g_autofree char *pem = export_pem (certificate, NULL);
  g_autofree char *public = export_certificate (certificate);
  g_autofree char *path = write_file ("runner.pem", pem, -1, 0600);
  g_autoptr (OofOauthCertificate) own = load (path, NULL);
  g_autoptr (OofOauthAccount) account = oof_oauth_account_new_for_certificate (self->runner, own);
  g_autoptr (OofOauthSession) session =
      oof_oauth_session_new (account, "https://graph.microsoft.com/.default");
  g_autoptr (GAsyncResult) result = NULL;

  if (registered)
    {
      g_autofree char *escaped = g_strescape (public, NULL);
      g_autofree char *json = g_strdup_printf ("{\"certificate\":\"%s\"}", escaped);

      sign_in_world_change (self, json);
    }
  oof_token_source_get_token_async (OOF_TOKEN_SOURCE (session), NULL, NULL, script_await_cb,
                                    &result);
  return oof_token_source_get_token_finish (OOF_TOKEN_SOURCE (session), script_await (&result),
                                            error);
}

static void
test_token (SignInWorld *self, gconstpointer data)
{
  gnutls_x509_crt_t certificate = make_certificate (time (NULL) - DAY, time (NULL) + DAY);
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  g_assert_null (ask (self, certificate, FALSE, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_nonnull (strstr (error->message, "invalid_client"));
  g_clear_error (&error);
  token = ask (self, certificate, TRUE, &error);
  g_assert_no_error (error);
  gnutls_x509_crt_deinit (certificate);
}

/* The service's clock counts: two hours off is no matter, an expired certificate is. */
static void
test_clock (SignInWorld *self, gconstpointer data)
{
  gnutls_x509_crt_t certificate = make_certificate (time (NULL) - DAY, time (NULL) + DAY);
  gnutls_x509_crt_t expired = make_certificate (time (NULL) - 3 * DAY, time (NULL) - 2 * DAY);
  gnutls_x509_crt_t coming = make_certificate (time (NULL) + 2 * DAY, time (NULL) + 3 * DAY);
  g_autoptr (GError) error = NULL;

  for (int hours = -2; hours <= 2; hours += 2)
    {
      g_autofree char *token = NULL;

      oof_sim_tenant_set_now (self->tenant, g_get_real_time () + (gint64) hours * G_TIME_SPAN_HOUR);
      g_object_unref (self->runner);
      self->runner = oof_oauth_client_new (oof_sim_server_get_origin (self->server),
                                           self->tenant->id, self->tenant->runner_id, &error);
      token = ask (self, certificate, TRUE, &error);
      g_assert_no_error (error);
      g_assert_nonnull (token);
    }
  g_assert_null (ask (self, expired, TRUE, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_nonnull (strstr (error->message, "expired on"));
  g_clear_error (&error);
  g_assert_null (ask (self, coming, TRUE, &error));
  g_assert_nonnull (strstr (error->message, "valid from"));
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_crt_deinit (expired);
  gnutls_x509_crt_deinit (coming);
}

/* PS256 unless the service lists RS256 and not that. */
static void
test_algorithms (void)
{
  static const struct
  {
    const char *list;
    const char *expected;
  } cases[] = {
    { "", "\"PS256\"" },
    { ",\"token_endpoint_auth_signing_alg_values_supported\":[\"RS256\"]", "\"RS256\"" },
    { ",\"token_endpoint_auth_signing_alg_values_supported\":[\"RS256\",\"PS256\"]", "\"PS256\"" },
  };
  gnutls_x509_crt_t certificate = make_certificate (time (NULL) - DAY, time (NULL) + DAY);
  g_autofree char *pem = export_pem (certificate, NULL);
  g_autofree char *path = write_file ("algorithms.pem", pem, -1, 0600);
  g_autoptr (OofOauthCertificate) loaded = load (path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ScriptServer) server = script_server_new ();
      g_autofree char *document =
          g_strdup_printf ("{\"token_endpoint\":\"@BASE@/token\"%s}", cases[i].list);
      g_autoptr (OofOauthClient) client =
          oof_oauth_client_new (script_server_get_base (server), "t", "app", NULL);
      OofOauthGrant grant = { .grant = "client_credentials", .certificate = loaded };
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (OofOauthTokens) tokens = NULL;
      g_autoptr (GBytes) header = NULL;
      const char *assertion;

      script_server_add_json (server, 200, document);
      script_server_add_json (server, 200, "{\"access_token\":\"a\"}");
      oof_oauth_client_request_async (client, &grant, NULL, script_await_cb, &result);
      tokens = oof_oauth_client_request_finish (client, script_await (&result), NULL, NULL);
      g_assert_nonnull (tokens);
      assertion = strstr (script_server_get_body (server, 1), "client_assertion=");
      assertion += strlen ("client_assertion=");
      header = oof_base64url_decode (assertion, strcspn (assertion, "."));
      g_assert_nonnull (g_strstr_len (g_bytes_get_data (header, NULL),
                                      (gssize) g_bytes_get_size (header), cases[i].expected));
    }
  g_unlink (path);
  gnutls_x509_crt_deinit (certificate);
}

int
main (int argc, char *argv[])
{
  int code;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("oof-certificates-XXXXXX", NULL);
  gnutls_x509_privkey_init (&key);
  g_assert_cmpint (gnutls_x509_privkey_generate (key, GNUTLS_PK_RSA, 2048, 0), >=, 0);
  g_test_add_func ("/auth/certificate/files", test_files);
  g_test_add_func ("/auth/certificate/algorithms", test_algorithms);
  g_test_add ("/auth/certificate/token", SignInWorld, NULL, sign_in_world_set_up, test_token,
              sign_in_world_tear_down);
  g_test_add ("/auth/certificate/clock", SignInWorld, NULL, sign_in_world_set_up, test_clock,
              sign_in_world_tear_down);
  code = g_test_run ();
  gnutls_x509_privkey_deinit (key);
  g_free (folder);
  return code;
}
