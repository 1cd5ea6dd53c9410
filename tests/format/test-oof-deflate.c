/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-deflate.h"

#include "core/oof-error.h"

#include <string.h>

static void
test_round_trip (void)
{
  g_autofree char *large = g_strnfill (300000, 'x');
  const char *texts[] = { "", "a", "ä😀{}", large };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *packed = oof_deflate_encode (texts[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = oof_deflate_decode (packed, strlen (texts[i]), &error);

      g_assert_no_error (error);
      g_assert_true (oof_deflate_is_encoded (packed));
      g_assert_cmpstr (text, ==, texts[i]);
    }
  g_assert_false (oof_deflate_is_encoded ("{\"z1:\":1}"));
}

/* A megabyte of nothing in a kilobyte. */
static void
test_cap (void)
{
  g_autofree char *large = g_strnfill (1 << 20, ' ');
  g_autofree char *packed = oof_deflate_encode (large);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (strlen (packed), <, 2000);
  g_assert_null (oof_deflate_decode (packed, (1 << 20) - 1, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LIMIT);
}

static void
assert_damaged (const char *packed)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (oof_deflate_decode (packed, 1 << 20, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

static void
test_damaged (void)
{
  const char *texts[] = { "",     "{}",         "z1:",       "z1:=",           "z1:AAAA",
                          "z1:!", "z1:AAAA===", "z1:eJw=\n", "z2:eJwDAAAAAAE=" };
  g_autofree char *packed = oof_deflate_encode ("some text that is long enough, long enough");
  g_autofree char *flipped = g_strdup (packed);
  g_autofree char *shortened = g_strndup (packed, 3 + (strlen (packed) - 3) / 8 * 4);
  g_autofree char *longer = NULL;
  g_autofree char *not_utf8 = NULL;
  g_autofree guint8 *raw = NULL;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_damaged (texts[i]);
  flipped[20] = flipped[20] == 'A' ? 'B' : 'A';
  assert_damaged (flipped);
  assert_damaged (shortened);

  raw = g_base64_decode (packed + 3, &length);
  raw = g_realloc (raw, length + 3);
  memcpy (raw + length, "abc", 3);
  longer = g_base64_encode (raw, length + 3);
  g_free (flipped);
  flipped = g_strconcat ("z1:", longer, NULL);
  assert_damaged (flipped);

  not_utf8 = oof_deflate_encode ("a\xE4z");
  assert_damaged (not_utf8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deflate/round-trip", test_round_trip);
  g_test_add_func ("/deflate/cap", test_cap);
  g_test_add_func ("/deflate/damaged", test_damaged);
  return g_test_run ();
}
