/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-text-decode.h"

#include <string.h>

#include "core/oof-error.h"
#include "core/oof-html-private.h"

static gboolean
starts_with (const char *bytes, gsize length, const char *mark)
{
  return length >= strlen (mark) && memcmp (bytes, mark, strlen (mark)) == 0;
}

static char *
decode_1252 (const char *bytes, gsize length)
{
  GString *text = g_string_sized_new (length + length / 8);

  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (text, oof_html_read_windows_1252 ((guchar) bytes[i]));
  return g_string_free (text, FALSE);
}

/* @charset: "UTF-16LE" or "UTF-16BE". (transfer full) (nullable) */
static char *
decode_utf16 (const char *bytes, gsize length, const char *charset, gsize *written)
{
  return g_convert (bytes, (gssize) length, "UTF-8", charset, NULL, written, NULL);
}

/* @written: bytes of the result, which may hold NUL. (transfer full) (nullable) */
static char *
decode (const char *bytes, gsize length, OofEncoding *encoding, gsize *written)
{
  char *text;

  *encoding = OOF_ENCODING_UTF16;
  if (starts_with (bytes, length, "\xff\xfe"))
    return decode_utf16 (bytes + 2, length - 2, "UTF-16LE", written);
  if (starts_with (bytes, length, "\xfe\xff"))
    return decode_utf16 (bytes + 2, length - 2, "UTF-16BE", written);
  *encoding = OOF_ENCODING_UTF8;
  *written = length;
  if (starts_with (bytes, length, "\xef\xbb\xbf"))
    {
      *written = length - 3;
      return g_memdup2 (bytes + 3, length - 2);
    }
  if (memchr (bytes, '\0', length) != NULL || g_utf8_validate_len (bytes, length, NULL))
    return g_memdup2 (bytes, length + 1);
  *encoding = OOF_ENCODING_WINDOWS_1252;
  text = decode_1252 (bytes, length);
  *written = strlen (text);
  return text;
}

static gboolean
is_text (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 && strchr ("\t\n\f\r", text[i]) == NULL)
      return FALSE;
    else if (text[i] == '\0')
      return FALSE;
  return TRUE;
}

/* "\r\n" and "\r" as "\n". */
static char *
unify_lines (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    if (*p != '\r')
      g_string_append_c (out, *p);
    else if (p[1] != '\n')
      g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

char *
oof_text_decode (const char *bytes, gsize length, OofEncoding *encoding, GError **error)
{
  OofEncoding found;
  gsize written = 0;
  g_autofree char *copy = g_malloc (length + 1);
  g_autofree char *text = NULL;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  if (length > 0)
    memcpy (copy, bytes, length);
  copy[length] = '\0';
  text = decode (copy, length, &found, &written);
  if (encoding != NULL)
    *encoding = found;
  if (text != NULL && is_text (text, written))
    {
      g_autofree char *valid = g_utf8_make_valid (text, (gssize) written);
      return unify_lines (valid);
    }
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "is no text");
  return NULL;
}

const char *
oof_encoding_to_string (OofEncoding encoding)
{
  switch (encoding)
    {
    case OOF_ENCODING_UTF16:
      return "utf-16";
    case OOF_ENCODING_WINDOWS_1252:
      return "windows-1252";
    case OOF_ENCODING_UTF8:
    default:
      return "utf-8";
    }
}
