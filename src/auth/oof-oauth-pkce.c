/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-oauth-pkce.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "auth/oof-base64url.h"

#define SIZE 32

char *
oof_oauth_pkce_create_random (void)
{
  guchar bytes[SIZE];
  gsize done = 0;

  while (done < SIZE)
    {
      gssize part = getrandom (bytes + done, SIZE - done, 0);
      /* The kernel refuses nothing but a call that a signal broke. */
      if (part > 0)
        done += (gsize) part;
      else if (errno != EINTR)
        g_error ("The kernel gives no random numbers: %s", g_strerror (errno));
    }
  return oof_base64url_encode (bytes, SIZE);
}

char *
oof_oauth_pkce_get_challenge (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize size = sizeof digest;

  g_return_val_if_fail (verifier != NULL, NULL);

  g_checksum_update (checksum, (const guchar *) verifier, (gssize) strlen (verifier));
  g_checksum_get_digest (checksum, digest, &size);
  return oof_base64url_encode (digest, size);
}
