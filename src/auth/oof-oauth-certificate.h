/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A certificate with its private key, by which an application proves who it is (graph.md 1b).
 * Reference-counted, immutable. */
typedef struct _OofOauthCertificate OofOauthCertificate;

OofOauthCertificate *oof_oauth_certificate_ref (OofOauthCertificate *self);
void oof_oauth_certificate_unref (OofOauthCertificate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofOauthCertificate, oof_oauth_certificate_unref)

/* Reads PEM (certificate and key in one file, the key perhaps encrypted) or PKCS#12. Like a secret
 * file it must be readable by its owner alone. @trusted: see oof_secret_file_read(). @password:
 * (nullable).
 * Errors: AUTH_REQUIRED when a password is needed (@needs_password is set) or the one given is
 * wrong; INVALID for anything else that is wrong with the file, UNSUPPORTED for a key that is not
 * RSA. */
OofOauthCertificate *oof_oauth_certificate_load (const char *path,
                                                 gboolean trusted,
                                                 const char *password,
                                                 gboolean *needs_password,
                                                 GError **error);

/* SHA-1 thumbprint as the portal shows it, in upper-case figures. (transfer full) */
char *oof_oauth_certificate_get_thumbprint (const OofOauthCertificate *self);
/* Seconds since 1970. */
gint64 oof_oauth_certificate_get_expiry (const OofOauthCertificate *self);

/* The assertion of RFC 7523 for @client_id at @audience, valid from @now (seconds since 1970, the
 * server's time) for ten minutes. @ps256: else RS256, whose header names the certificate by the
 * older x5t too. Errors: AUTH_REQUIRED outside the certificate's own dates. (transfer full) */
char *oof_oauth_certificate_sign (const OofOauthCertificate *self,
                                  const char *client_id,
                                  const char *audience,
                                  gboolean ps256,
                                  gint64 now,
                                  GError **error);

G_END_DECLS
