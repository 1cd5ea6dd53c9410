/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-tls.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#define DAY_SECONDS 86400

/* A key with its certificate. */
typedef struct
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
} Identity;

static gboolean
set_error (int result, GError **error)
{
  if (result >= 0)
    return TRUE;
  g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_MISC, "certificate: %s", gnutls_strerror (result));
  return FALSE;
}

static void
identity_clear (Identity *identity)
{
  gnutls_x509_privkey_deinit (identity->key);
  gnutls_x509_crt_deinit (identity->certificate);
}

/* Key, name, serial number and dates: what both certificates have. */
static int
identity_init (Identity *identity, const gchar *name)
{
  gnutls_x509_crt_t certificate;
  guint8 serial[16];
  time_t now = time (NULL);
  int result;

  gnutls_x509_privkey_init (&identity->key);
  gnutls_x509_crt_init (&identity->certificate);
  certificate = identity->certificate;
  result = gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial);
  serial[0] &= 0x7f;
  serial[0] |= 0x40;
  if (result >= 0)
    result = gnutls_x509_privkey_generate (identity->key, GNUTLS_PK_ECDSA,
                                           GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
  if (result >= 0)
    result = gnutls_x509_crt_set_version (certificate, 3);
  if (result >= 0)
    result = gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
  if (result >= 0)
    result = gnutls_x509_crt_set_activation_time (certificate, now - 2 * DAY_SECONDS);
  if (result >= 0)
    result = gnutls_x509_crt_set_expiration_time (certificate, now + 365 * DAY_SECONDS);
  if (result >= 0)
    result = gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                            (unsigned int) strlen (name));
  if (result >= 0)
    result = gnutls_x509_crt_set_key (certificate, identity->key);
  return result;
}

static int
make_authority (Identity *authority)
{
  int result = identity_init (authority, "oof-sim test authority");

  if (result >= 0)
    result = gnutls_x509_crt_set_basic_constraints (authority->certificate, 1, 0);
  if (result >= 0)
    result = gnutls_x509_crt_set_key_usage (authority->certificate, GNUTLS_KEY_KEY_CERT_SIGN);
  if (result >= 0)
    result = gnutls_x509_crt_sign2 (authority->certificate, authority->certificate, authority->key,
                                    GNUTLS_DIG_SHA256, 0);
  return result;
}

static int
make_server (Identity *server, const Identity *authority)
{
  static const guint8 v4[4] = { 127, 0, 0, 1 };
  static const guint8 v6[16] = { [15] = 1 };
  int result = identity_init (server, "localhost");

  if (result >= 0)
    result =
        gnutls_x509_crt_set_subject_alt_name (server->certificate, GNUTLS_SAN_DNSNAME, "localhost",
                                              strlen ("localhost"), GNUTLS_FSAN_SET);
  if (result >= 0)
    result = gnutls_x509_crt_set_subject_alt_name (server->certificate, GNUTLS_SAN_IPADDRESS, v4,
                                                   sizeof v4, GNUTLS_FSAN_APPEND);
  if (result >= 0)
    result = gnutls_x509_crt_set_subject_alt_name (server->certificate, GNUTLS_SAN_IPADDRESS, v6,
                                                   sizeof v6, GNUTLS_FSAN_APPEND);
  if (result >= 0)
    result = gnutls_x509_crt_set_key_usage (server->certificate, GNUTLS_KEY_DIGITAL_SIGNATURE);
  if (result >= 0)
    result = gnutls_x509_crt_set_key_purpose_oid (server->certificate, GNUTLS_KP_TLS_WWW_SERVER, 0);
  if (result >= 0)
    result = gnutls_x509_crt_sign2 (server->certificate, authority->certificate, authority->key,
                                    GNUTLS_DIG_SHA256, 0);
  return result;
}

/* Takes the text out of what GnuTLS allocated. (transfer full) */
static gchar *
take_datum (gnutls_datum_t *datum)
{
  gchar *text = g_strndup ((const gchar *) datum->data, datum->size);

  gnutls_free (datum->data);
  return text;
}

static GTlsCertificate *
export_server (const Identity *server, const Identity *authority, gchar **ca_pem, GError **error)
{
  gnutls_datum_t datum = { NULL, 0 };
  g_autofree gchar *certificate = NULL;
  g_autofree gchar *key = NULL;
  g_autofree gchar *pem = NULL;

  if (!set_error (gnutls_x509_crt_export2 (authority->certificate, GNUTLS_X509_FMT_PEM, &datum),
                  error))
    return NULL;
  *ca_pem = take_datum (&datum);
  if (!set_error (gnutls_x509_crt_export2 (server->certificate, GNUTLS_X509_FMT_PEM, &datum),
                  error))
    return NULL;
  certificate = take_datum (&datum);
  if (!set_error (gnutls_x509_privkey_export2_pkcs8 (server->key, GNUTLS_X509_FMT_PEM, NULL,
                                                     GNUTLS_PKCS_PLAIN, &datum),
                  error))
    return NULL;
  key = take_datum (&datum);
  pem = g_strconcat (certificate, key, NULL);
  return g_tls_certificate_new_from_pem (pem, -1, error);
}

GTlsCertificate *
oof_sim_tls_new (gchar **ca_pem, GError **error)
{
  Identity authority, server;
  GTlsCertificate *certificate = NULL;
  int result = make_authority (&authority);

  if (result >= 0)
    {
      result = make_server (&server, &authority);
      if (set_error (result, error))
        certificate = export_server (&server, &authority, ca_pem, error);
      identity_clear (&server);
    }
  else
    set_error (result, error);
  identity_clear (&authority);
  return certificate;
}
