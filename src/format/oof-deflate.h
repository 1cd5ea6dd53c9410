/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Compressed text as stored in a property: "z1:" and base64 of a zlib stream (storage.md rule 2).
 */

gboolean oof_deflate_is_encoded (const char *text);
/* Any text -> "z1:..." (owned). */
char *oof_deflate_encode (const char *text);
/* "z1:..." -> the text (owned), UTF-8 without NUL. Errors: OOF_ERROR_LIMIT when it inflates to
 * more than max_bytes, OOF_ERROR_PROTOCOL when it is damaged or not of this form. */
char *oof_deflate_decode (const char *encoded, gsize max_bytes, GError **error);

G_END_DECLS
