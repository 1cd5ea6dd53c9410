/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-certificate.h"

#include <gnutls/abstract.h>
#include <gnutls/pkcs12.h>
#include <gnutls/x509.h>
#include <string.h>

#include "auth/oof-base64url.h"
#include "auth/oof-oauth-pkce.h"
#include "auth/oof-secret-file.h"
#include "core/oof-error.h"
#include "format/oof-json-writer.h"

#define LIFETIME 600 /* seconds an assertion is good for */
#define LEEWAY   300 /* seconds by which clocks may differ */

struct _OofOauthCertificate
{
  gnutls_privkey_t key;
  gnutls_x509_crt_t certificate;
  guchar sha1[20];
  guchar sha256[32];
};

OofOauthCertificate *
oof_oauth_certificate_ref (OofOauthCertificate *self)
{
  return g_rc_box_acquire (self);
}

static void
certificate_clear (gpointer data)
{
  OofOauthCertificate *self = data;

  gnutls_privkey_deinit (self->key);
  gnutls_x509_crt_deinit (self->certificate);
}

void
oof_oauth_certificate_unref (OofOauthCertificate *self)
{
  g_rc_box_release_full (self, certificate_clear);
}

static void
set_error (const char *path, int result, GError **error)
{
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "Certificate %s: %s", path,
               gnutls_strerror (result));
}

static gboolean
is_password_trouble (int result)
{
  return result == GNUTLS_E_DECRYPTION_FAILED || result == GNUTLS_E_MAC_VERIFY_FAILED
         || result == GNUTLS_E_INVALID_PASSWORD;
}

/* What PEM and PKCS#12 give alike; either may be missing. */
typedef struct
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
} Pair;

static int
read_pem (const gnutls_datum_t *data, const char *password, Pair *pair)
{
  gnutls_x509_crt_t *list = NULL;
  unsigned int size = 0;
  int result = gnutls_x509_crt_list_import2 (&list, &size, data, GNUTLS_X509_FMT_PEM, 0);

  if (result < 0)
    return result;
  pair->certificate = list[0];
  for (unsigned int i = 1; i < size; i++)
    gnutls_x509_crt_deinit (list[i]);
  gnutls_free (list);
  gnutls_x509_privkey_init (&pair->key);
  return gnutls_x509_privkey_import2 (pair->key, data, GNUTLS_X509_FMT_PEM, password, 0);
}

static int
read_pkcs12 (const gnutls_datum_t *data, const char *password, Pair *pair)
{
  gnutls_pkcs12_t store;
  gnutls_x509_crt_t *chain = NULL;
  unsigned int length = 0;
  int result;

  gnutls_pkcs12_init (&store);
  result = gnutls_pkcs12_import (store, data, GNUTLS_X509_FMT_DER, 0);
  if (result >= 0)
    result = gnutls_pkcs12_verify_mac (store, password != NULL ? password : "");
  if (result >= 0)
    result = gnutls_pkcs12_simple_parse (store, password != NULL ? password : "", &pair->key,
                                         &chain, &length, NULL, NULL, NULL, 0);
  gnutls_pkcs12_deinit (store);
  if (result >= 0 && length > 0)
    pair->certificate = chain[0];
  for (unsigned int i = 1; i < length; i++)
    gnutls_x509_crt_deinit (chain[i]);
  gnutls_free (chain);
  return result;
}

static gboolean
check_pair (const Pair *pair, const char *path, GError **error)
{
  guchar of_key[32], of_certificate[32];
  size_t key_size = sizeof of_key, certificate_size = sizeof of_certificate;

  if (pair->key == NULL || pair->certificate == NULL)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                   "Certificate %s: it must hold a certificate and its private key", path);
      return FALSE;
    }
  if (gnutls_x509_privkey_get_pk_algorithm (pair->key) != GNUTLS_PK_RSA)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                   "Certificate %s: its key is not RSA, which sign-in services ask for", path);
      return FALSE;
    }
  gnutls_x509_privkey_get_key_id (pair->key, GNUTLS_KEYID_USE_SHA256, of_key, &key_size);
  gnutls_x509_crt_get_key_id (pair->certificate, GNUTLS_KEYID_USE_SHA256, of_certificate,
                              &certificate_size);
  if (memcmp (of_key, of_certificate, sizeof of_key) != 0)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                   "Certificate %s: certificate and private key do not belong together", path);
      return FALSE;
    }
  return TRUE;
}

static OofOauthCertificate *
take_pair (Pair *pair)
{
  OofOauthCertificate *self = g_rc_box_new0 (OofOauthCertificate);
  size_t sha1 = sizeof self->sha1, sha256 = sizeof self->sha256;

  gnutls_privkey_init (&self->key);
  gnutls_privkey_import_x509 (self->key, g_steal_pointer (&pair->key),
                              GNUTLS_PRIVKEY_IMPORT_AUTO_RELEASE);
  self->certificate = g_steal_pointer (&pair->certificate);
  gnutls_x509_crt_get_fingerprint (self->certificate, GNUTLS_DIG_SHA1, self->sha1, &sha1);
  gnutls_x509_crt_get_fingerprint (self->certificate, GNUTLS_DIG_SHA256, self->sha256, &sha256);
  return self;
}

static OofOauthCertificate *
parse (GBytes *bytes, const char *path, const char *password, gboolean *needs, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  gnutls_datum_t data = { (guchar *) text, (unsigned int) size };
  gboolean is_pem = g_strstr_len (text, (gssize) size, "-----BEGIN ") != NULL;
  OofOauthCertificate *self = NULL;
  Pair pair = { NULL };
  int result = is_pem ? read_pem (&data, password, &pair) : read_pkcs12 (&data, password, &pair);

  if (is_password_trouble (result))
    {
      *needs = password == NULL;
      g_set_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED, "Certificate %s: %s", path,
                   *needs ? "it is protected by a password" : "the password is wrong");
    }
  else if (result < 0)
    set_error (path, result, error);
  else if (check_pair (&pair, path, error))
    self = take_pair (&pair);
  if (pair.key != NULL)
    gnutls_x509_privkey_deinit (pair.key);
  if (pair.certificate != NULL)
    gnutls_x509_crt_deinit (pair.certificate);
  return self;
}

OofOauthCertificate *
oof_oauth_certificate_load (const char *path,
                            gboolean trusted,
                            const char *password,
                            gboolean *needs_password,
                            GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gboolean missing, needs = FALSE;
  OofOauthCertificate *self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = oof_secret_file_read_bytes (path, trusted, &missing, error);
  if (bytes != NULL)
    self = parse (bytes, path, password, &needs, error);
  if (needs_password != NULL)
    *needs_password = needs;
  return self;
}

char *
oof_oauth_certificate_get_thumbprint (const OofOauthCertificate *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < sizeof self->sha1; i++)
    g_string_append_printf (text, "%02X", self->sha1[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gint64
oof_oauth_certificate_get_expiry (const OofOauthCertificate *self)
{
  return (gint64) gnutls_x509_crt_get_expiration_time (self->certificate);
}

static gboolean
check_dates (const OofOauthCertificate *self, gint64 now, GError **error)
{
  gint64 from = (gint64) gnutls_x509_crt_get_activation_time (self->certificate);
  gint64 to = oof_oauth_certificate_get_expiry (self);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now < from ? from : to);
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%Y-%m-%d") : NULL;

  if (now >= from - LEEWAY && now <= to)
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
               now > to ? "The certificate of the runner expired on %s"
                        : "The certificate of the runner is valid from %s on only",
               text);
  return FALSE;
}

static void
append_part (GString *out, OofJsonWriter *writer)
{
  g_autoptr (GBytes) json = oof_json_writer_finish_bytes (writer);
  gsize size;
  const guchar *data = g_bytes_get_data (json, &size);
  g_autofree char *text = oof_base64url_encode (data, size);

  g_string_append (out, text);
}

static void
append_header (const OofOauthCertificate *self, gboolean ps256, GString *out)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);
  g_autofree char *sha1 = oof_base64url_encode (self->sha1, sizeof self->sha1);
  g_autofree char *sha256 = oof_base64url_encode (self->sha256, sizeof self->sha256);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "alg", ps256 ? "PS256" : "RS256");
  oof_json_writer_add_string (writer, "typ", "JWT");
  if (!ps256)
    oof_json_writer_add_string (writer, "x5t", sha1);
  oof_json_writer_add_string (writer, "x5t#S256", sha256);
  oof_json_writer_end_object (writer);
  append_part (out, writer);
}

static void
append_claims (const char *client_id, const char *audience, gint64 now, GString *out)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);
  g_autofree char *id = oof_oauth_pkce_create_random ();

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "aud", audience);
  oof_json_writer_add_string (writer, "iss", client_id);
  oof_json_writer_add_string (writer, "sub", client_id);
  oof_json_writer_add_string (writer, "jti", id);
  oof_json_writer_add_int (writer, "nbf", now);
  oof_json_writer_add_int (writer, "iat", now);
  oof_json_writer_add_int (writer, "exp", now + LIFETIME);
  oof_json_writer_end_object (writer);
  append_part (out, writer);
}

char *
oof_oauth_certificate_sign (const OofOauthCertificate *self,
                            const char *client_id,
                            const char *audience,
                            gboolean ps256,
                            gint64 now,
                            GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *encoded = NULL;
  gnutls_datum_t data, signature = { NULL, 0 };
  int result;

  g_return_val_if_fail (self != NULL && client_id != NULL && audience != NULL, NULL);

  if (!check_dates (self, now, error))
    return NULL;
  append_header (self, ps256, out);
  g_string_append_c (out, '.');
  append_claims (client_id, audience, now, out);
  data.data = (guchar *) out->str;
  data.size = (unsigned int) out->len;
  result = gnutls_privkey_sign_data2 (
      self->key, ps256 ? GNUTLS_SIGN_RSA_PSS_RSAE_SHA256 : GNUTLS_SIGN_RSA_SHA256, 0, &data,
      &signature);
  if (result < 0)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "The certificate cannot sign: %s",
                   gnutls_strerror (result));
      return NULL;
    }
  encoded = oof_base64url_encode (signature.data, signature.size);
  gnutls_free (signature.data);
  g_string_append_printf (out, ".%s", encoded);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
