/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-claims.h"

#include <glib/gstdio.h>

#define MAX_CLAIMS 8192 /* a link with more is refused by browsers anyway */

/* (transfer full) */
static char *
get_path (const OofConnection *connection)
{
  g_autofree char *hash =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, connection->service_mailbox, -1);
  g_autofree char *name = g_strdup_printf ("claims-%.16s.json", hash);

  return g_build_filename (g_get_user_state_dir (), "oof-manager", name, NULL);
}

void
oof_claims_remember (const OofConnection *connection, const char *claims)
{
  g_return_if_fail (connection != NULL && claims != NULL);

  g_autofree char *path = get_path (connection);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (path, claims, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_message ("What the next sign-in has to satisfy could not be kept: %s", error->message);
}

char *
oof_claims_dup (const OofConnection *connection)
{
  g_return_val_if_fail (connection != NULL, NULL);

  g_autofree char *path = get_path (connection);
  g_autofree char *claims = NULL;
  gsize length;

  if (!g_file_get_contents (path, &claims, &length, NULL) || length > MAX_CLAIMS
      || !g_utf8_validate (claims, (gssize) length, NULL))
    return NULL;
  return g_steal_pointer (&claims);
}

void
oof_claims_forget (const OofConnection *connection)
{
  g_return_if_fail (connection != NULL);

  g_autofree char *path = get_path (connection);

  g_unlink (path);
}
