/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-certificate.h"

static const struct
{
  GTlsCertificateFlags flag;
  const char *words;
} reasons[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "its issuer is unknown here" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "it is for another server" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "it is not valid yet" },
  { G_TLS_CERTIFICATE_EXPIRED, "it has expired" },
  { G_TLS_CERTIFICATE_REVOKED, "it was revoked" },
  { G_TLS_CERTIFICATE_INSECURE, "its method is too weak" },
};

static void
append_reasons (GString *text, GTlsCertificateFlags flags)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (flags & reasons[i].flag)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", reasons[i].words);
  if (text->len == 0)
    g_string_append (text, "it was refused");
}

static void
append_date (GString *text, const char *words, GDateTime *date)
{
  g_autofree char *day = date != NULL ? g_date_time_format (date, "%Y-%m-%d") : NULL;

  if (day != NULL)
    g_string_append_printf (text, "%s %s", words, day);
}

static void
append_fingerprint (GString *text, GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *digest = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return;
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  g_string_append (text, ", SHA-256 ");
  for (const char *at = digest; *at != '\0'; at += 2)
    g_string_append_printf (text, "%s%.2s", at > digest ? ":" : "", at);
}

char *
oof_http_certificate_describe (GTlsCertificate *certificate, GTlsCertificateFlags flags)
{
  GString *text = g_string_new (NULL);
  g_autofree char *subject = NULL;
  g_autofree char *issuer = NULL;
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) to = NULL;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  g_object_get (certificate, "subject-name", &subject, "issuer-name", &issuer, "not-valid-before",
                &from, "not-valid-after", &to, NULL);
  append_reasons (text, flags);
  g_string_append_printf (text, "; for %s, issued by %s", subject != NULL ? subject : "nobody",
                          issuer != NULL ? issuer : "nobody");
  append_date (text, ", valid from", from);
  append_date (text, " to", to);
  append_fingerprint (text, certificate);
  return g_string_free (text, FALSE);
}
