/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-plain-text.h"

#include "core/oof-error.h"

static char *
decode (const char *data, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  return oof_plain_text_decode (bytes, 64, error);
}

static void
assert_text (const char *data, gsize length, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = decode (data, length, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_refused (const char *data, gsize length, OofError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (data, length, &error));
  g_assert_error (error, OOF_ERROR, (gint) code);
}

static void
test_encodings (void)
{
  assert_text ("", 0, "");
  assert_text ("Gr\xC3\xBC\xC3\x9F", 7 - 1, "Grüß");
  assert_text ("\xEF\xBB\xBFGr\xC3\xBC", 7, "Grü");
  assert_text ("Gr\xFC\xDF\x80\x84\x81", 7, "Grüß€„\xEF\xBF\xBD");
  assert_text ("\xFF\xFEG\0\xFC\0\x3D\xD8\x00\xDE", 10, "Gü😀");
  assert_text ("\xFE\xFF\0G\0\xFC", 6, "Gü");
  assert_text ("\xFF\xFE", 2, "");
}

static void
test_refused (void)
{
  g_autofree char *large = g_strnfill (65, 'x');

  assert_refused ("a\0b", 3, OOF_ERROR_INVALID);
  assert_refused ("\xFF\xFEG", 3, OOF_ERROR_INVALID);
  assert_refused ("\xFF\xFEG\0\0\0", 6, OOF_ERROR_INVALID);
  assert_refused ("\xFF\xFE\x3D\xD8", 4, OOF_ERROR_INVALID);
  assert_refused (large, 65, OOF_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plain-text/encodings", test_encodings);
  g_test_add_func ("/plain-text/refused", test_refused);
  return g_test_run ();
}
