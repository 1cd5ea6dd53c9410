/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-login-private.h"

#include <gnutls/abstract.h>
#include <gnutls/x509.h>
#include <string.h>

#define WRONG_SIGNATURE 700027
#define WRONG_TIME      700024
#define NO_CERTIFICATE  700027
#define WRONG_AUDIENCE  50027
#define LEEWAY          300

/* base64url without padding. (transfer full) (nullable) */
static GBytes *
decode (const gchar *text)
{
  GString *padded = g_string_new (text);
  guchar *data;
  gsize size;

  if (strpbrk (text, "+/=") != NULL)
    {
      g_string_free (padded, TRUE);
      return NULL;
    }
  g_string_replace (padded, "-", "+", 0);
  g_string_replace (padded, "_", "/", 0);
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');
  data = g_base64_decode (padded->str, &size);
  g_string_free (padded, TRUE);
  return g_bytes_new_take (data, size);
}

static JsonObject *
decode_object (const gchar *text)
{
  g_autoptr (GBytes) bytes = decode (text);
  g_autoptr (JsonNode) node = bytes == NULL ? NULL : oof_sim_json_parse (bytes);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? json_object_ref (json_node_get_object (node))
             : NULL;
}

/* Does the header name the registered certificate by the SHA-256 of its DER? */
static gboolean
names_certificate (JsonObject *header, gnutls_x509_crt_t certificate)
{
  const gchar *named = json_object_get_string_member_with_default (header, "x5t#S256", "");
  g_autoptr (GBytes) bytes = decode (named);
  guint8 own[32];
  size_t size = sizeof own;

  gnutls_x509_crt_get_fingerprint (certificate, GNUTLS_DIG_SHA256, own, &size);
  return bytes != NULL && g_bytes_get_size (bytes) == sizeof own
         && memcmp (g_bytes_get_data (bytes, NULL), own, sizeof own) == 0;
}

static gboolean
verify (JsonObject *header, const gchar *pem, const gchar *signed_part, const gchar *signature)
{
  const gchar *algorithm = json_object_get_string_member_with_default (header, "alg", "");
  gnutls_datum_t text = { (guchar *) pem, (unsigned int) strlen (pem) };
  gnutls_datum_t data = { (guchar *) signed_part, (unsigned int) strlen (signed_part) };
  g_autoptr (GBytes) bytes = decode (signature);
  gnutls_datum_t proof = { NULL, 0 };
  gnutls_x509_crt_t certificate;
  gnutls_pubkey_t key;
  gboolean good = FALSE;
  gsize size;

  if (bytes == NULL || (strcmp (algorithm, "PS256") != 0 && strcmp (algorithm, "RS256") != 0))
    return FALSE;
  proof.data = (guchar *) g_bytes_get_data (bytes, &size);
  proof.size = (unsigned int) size;
  gnutls_x509_crt_init (&certificate);
  gnutls_pubkey_init (&key);
  if (gnutls_x509_crt_import (certificate, &text, GNUTLS_X509_FMT_PEM) >= 0
      && gnutls_pubkey_import_x509 (key, certificate, 0) >= 0
      && names_certificate (header, certificate))
    good = gnutls_pubkey_verify_data2 (
               key, algorithm[0] == 'P' ? GNUTLS_SIGN_RSA_PSS_RSAE_SHA256 : GNUTLS_SIGN_RSA_SHA256,
               0, &data, &proof)
           >= 0;
  gnutls_pubkey_deinit (key);
  gnutls_x509_crt_deinit (certificate);
  return good;
}

static gint
check_claims (OofSimExchange *exchange, JsonObject *claims, const gchar *token_endpoint)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  gint64 now = oof_sim_tenant_now (tenant) / G_USEC_PER_SEC;
  gint64 from = json_object_get_int_member_with_default (claims, "nbf", 0);
  gint64 to = json_object_get_int_member_with_default (claims, "exp", 0);
  const gchar *issuer = json_object_get_string_member_with_default (claims, "iss", "");
  const gchar *subject = json_object_get_string_member_with_default (claims, "sub", "");

  if (strcmp (json_object_get_string_member_with_default (claims, "aud", ""), token_endpoint) != 0)
    return WRONG_AUDIENCE;
  if (g_ascii_strcasecmp (issuer, tenant->runner_id) != 0 || strcmp (issuer, subject) != 0
      || !json_object_has_member (claims, "jti"))
    return WRONG_SIGNATURE;
  return from > now + LEEWAY || to <= now - LEEWAY || to > now + 86400 ? WRONG_TIME : 0;
}

gint
oof_sim_login_check_assertion (OofSimExchange *exchange,
                               const gchar *assertion,
                               const gchar *token_endpoint)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  g_auto (GStrv) parts = g_strsplit (assertion, ".", -1);
  g_autofree gchar *signed_part = NULL;
  g_autoptr (JsonObject) header = NULL;
  g_autoptr (JsonObject) claims = NULL;

  if (tenant->sign_in->certificate == NULL)
    return NO_CERTIFICATE;
  if (g_strv_length (parts) != 3)
    return WRONG_AUDIENCE;
  header = decode_object (parts[0]);
  claims = decode_object (parts[1]);
  if (header == NULL || claims == NULL)
    return WRONG_AUDIENCE;
  signed_part = g_strconcat (parts[0], ".", parts[1], NULL);
  if (!verify (header, tenant->sign_in->certificate, signed_part, parts[2]))
    return WRONG_SIGNATURE;
  return check_claims (exchange, claims, token_endpoint);
}
