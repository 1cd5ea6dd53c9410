/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The text of a file that says nowhere in which encoding it is, as files of Windows programs are
 * (owned, UTF-8 without byte order mark): UTF-8 or UTF-16 by their byte order mark, else UTF-8 when
 * the bytes are valid UTF-8, else Windows-1252, whose five unused bytes become U+FFFD.
 *
 * Errors: OOF_ERROR_LIMIT when there are more than @max_bytes, OOF_ERROR_INVALID for NUL characters
 * and for UTF-16 that is none. */
char *oof_plain_text_decode (GBytes *bytes, gsize max_bytes, GError **error);

G_END_DECLS
