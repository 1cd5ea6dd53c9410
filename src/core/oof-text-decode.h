/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  OOF_ENCODING_UTF8,
  OOF_ENCODING_UTF16, /* only with a byte order mark */
  OOF_ENCODING_WINDOWS_1252
} OofEncoding;

/* The bytes of a text file as UTF-8 without byte order mark, lines ended by "\n". What the bytes
 * are is found by looking at them: a byte order mark decides, else valid UTF-8 is UTF-8, and
 * anything else Windows-1252, in which every byte means something (the five that are free give
 * U+FFFD).
 * @encoding: (out) (optional). Errors: INVALID for what is no text: NUL and other control
 * characters, half a UTF-16 character. (transfer full) */
char *oof_text_decode (const char *bytes, gsize length, OofEncoding *encoding, GError **error);

const char *oof_encoding_to_string (OofEncoding encoding); /* "utf-8", "utf-16", "windows-1252" */

G_END_DECLS
