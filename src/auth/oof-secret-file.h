/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Like oof_secret_read_file(); @trusted: a credential of systemd, whose directory is the wall: it
 * belongs to root and carries an access list. @missing: (out) there is no such file. */
char *oof_secret_file_read (const char *path, gboolean trusted, gboolean *missing, GError **error);
/* The same for what is no text: a certificate. (transfer full) */
GBytes *
oof_secret_file_read_bytes (const char *path, gboolean trusted, gboolean *missing, GError **error);

G_END_DECLS
