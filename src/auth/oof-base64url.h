/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The alphabet of JSON web tokens: RFC 4648 section 5 without padding (RFC 7515 section 2). */

/* (transfer full) */
char *oof_base64url_encode (const guchar *data, gsize length);
/* (transfer full) (nullable): NULL for letters outside the alphabet or a wrong length. */
GBytes *oof_base64url_decode (const char *text, gsize length);

G_END_DECLS
