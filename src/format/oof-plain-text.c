/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-plain-text.h"

#include "core/oof-error.h"

#include <string.h>

/* 0x80 to 0x9f; all other bytes are the same in Unicode. */
static const guint16 windows_1252[32] = {
  0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
  0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static char *
decode_windows_1252 (const guint8 *data, gsize length)
{
  GString *text = g_string_sized_new (length + length / 8);

  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (text, data[i] >= 0x80 && data[i] < 0xA0 ? windows_1252[data[i] - 0x80]
                                                                     : data[i]);
  return g_string_free (text, FALSE);
}

/* NULL unless it is whole UTF-16. */
static char *
decode_utf16 (const guint8 *data, gsize length, gboolean big_endian)
{
  g_autofree gunichar2 *units = g_new (gunichar2, length / 2 + 1);

  if (length % 2 != 0)
    return NULL;
  for (gsize i = 0; i < length / 2; i++)
    units[i] = big_endian ? (gunichar2) (data[2 * i] << 8 | data[2 * i + 1])
                          : (gunichar2) (data[2 * i + 1] << 8 | data[2 * i]);
  for (gsize i = 0; i < length / 2; i++)
    if (units[i] == 0)
      return NULL;
  return g_utf16_to_utf8 (units, (glong) (length / 2), NULL, NULL, NULL);
}

static gboolean
starts_with (const guint8 *data, gsize length, const char *mark)
{
  return length >= strlen (mark) && memcmp (data, mark, strlen (mark)) == 0;
}

char *
oof_plain_text_decode (GBytes *bytes, gsize max_bytes, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length > max_bytes)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT,
                   "the file has %" G_GSIZE_FORMAT " bytes, more than %" G_GSIZE_FORMAT, length,
                   max_bytes);
      return NULL;
    }
  if (starts_with (data, length, "\xFF\xFE") || starts_with (data, length, "\xFE\xFF"))
    {
      char *text = decode_utf16 (data + 2, length - 2, data[0] == 0xFE);

      if (text == NULL)
        g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID,
                             "the file begins like UTF-16 and is none");
      return text;
    }
  if (length > 0 && memchr (data, '\0', length) != NULL)
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID,
                           "the file contains NUL characters: it is no text");
      return NULL;
    }
  if (starts_with (data, length, "\xEF\xBB\xBF"))
    {
      data += 3;
      length -= 3;
    }
  if (length == 0)
    return g_strdup ("");
  if (g_utf8_validate_len ((const char *) data, length, NULL))
    return g_strndup ((const char *) data, length);
  return decode_windows_1252 (data, length);
}
