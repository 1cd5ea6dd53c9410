/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "core/oof-text-decode.h"

#include <string.h>

typedef struct
{
  const char *bytes;
  gsize length;     /* 0: up to NUL */
  const char *text; /* NULL: refused */
  const char *encoding;
} Row;

static void
test_rows (void)
{
  static const Row rows[] = {
    { "", 0, "", "utf-8" },
    { "Gr\xc3\xbc\xc3\x9f"
      "e",
      0, "Grüße", "utf-8" },
    { "\xef\xbb\xbf"
      "Gr\xc3\xbc\xc3\x9f"
      "e",
      0, "Grüße", "utf-8" },
    { "\xef\xbb\xbf", 0, "", "utf-8" },
    { "Gr\xfc\xdf"
      "e",
      0, "Grüße", "windows-1252" },
    { "\x80 \x84x\x93 \x96 \x81", 0, "€ „x“ – \xef\xbf\xbd", "windows-1252" },
    { "\xef\xbb\xbf"
      "a\xff",
      0, "a\xef\xbf\xbd", "utf-8" },
    { "\xff\xfe"
      "a\0\xfc\0",
      6, "aü", "utf-16" },
    { "\xfe\xff"
      "\0a\0\xfc",
      6, "aü", "utf-16" },
    { "a\r\nb\rc\n\n\r", 0, "a\nb\nc\n\n\n", "utf-8" },
    { "a\tb\f", 0, "a\tb\f", "utf-8" },
    /* no text */
    { "a\0b", 3, NULL, "utf-8" },
    { "\0", 1, NULL, "utf-8" },
    { "a\x01", 0, NULL, "utf-8" },
    { "\xfc\x1b", 0, NULL, "windows-1252" },
    { "\xff\xfe"
      "a\0b",
      5, NULL, "utf-16" },
    { "\xff\xfe\0\0", 4, NULL, "utf-16" },
    { "\xff\xfe\0\xd8", 4, NULL, "utf-16" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length = rows[i].length > 0 ? rows[i].length : strlen (rows[i].bytes);
      g_autoptr (GError) error = NULL;
      OofEncoding encoding;
      g_autofree char *text = oof_text_decode (rows[i].bytes, length, &encoding, &error);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpstr (oof_encoding_to_string (encoding), ==, rows[i].encoding);
      if (text == NULL)
        g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      else
        g_assert_no_error (error);
    }
}

/* Whatever comes, what is given is valid. */
static void
test_any_bytes (void)
{
  guint32 seed = 3;

  for (guint round = 0; round < 2000; round++)
    {
      char bytes[24];
      gsize length = round % sizeof bytes;
      g_autofree char *text = NULL;

      for (gsize i = 0; i < length; i++)
        {
          seed = seed * 1664525 + 1013904223;
          bytes[i] = (char) (seed >> 24);
        }
      text = oof_text_decode (bytes, length, NULL, NULL);
      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-decode/rows", test_rows);
  g_test_add_func ("/text-decode/any-bytes", test_any_bytes);
  return g_test_run ();
}
