/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-values.h"

static void
test_minute (void)
{
  static const char *const wrong[] = { "",      "8:00", "24:00",  "12:60",
                                       "12.00", "1200", "12:00 ", "ab:cd" };
  int minute = -1;

  g_assert_true (oof_cli_parse_minute ("--x", "00:00", &minute, NULL));
  g_assert_cmpint (minute, ==, 0);
  g_assert_true (oof_cli_parse_minute ("--x", "23:59", &minute, NULL));
  g_assert_cmpint (minute, ==, 1439);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (oof_cli_parse_minute ("--x", wrong[i], &minute, &error));
      g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
      g_assert_true (g_str_has_prefix (error->message, "--x: "));
    }
}

static void
test_instant (void)
{
  g_autoptr (GError) error = NULL;
  OofInstant instant = 0, expected = 0;

  g_assert_true (oof_cli_parse_instant ("--at", "2026-11-23", "Europe/Berlin", &instant, NULL));
  g_assert_true (oof_instant_parse ("2026-11-22T23:00:00Z", &expected, NULL));
  g_assert_cmpint (instant, ==, expected);
  g_assert_true (
      oof_cli_parse_instant ("--at", "2026-11-23T00:00:00+01:00", "UTC", &instant, NULL));
  g_assert_cmpint (instant, ==, expected);
  g_assert_false (oof_cli_parse_instant ("--at", "soon", "UTC", &instant, &error));
  g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
}

static void
test_day (void)
{
  g_autoptr (GError) error = NULL;
  OofDay day = 0;

  g_assert_true (oof_cli_parse_day ("--from", "2026-11-23", &day, NULL));
  g_assert_cmpint (day, ==, oof_day_from_ymd (2026, 11, 23));
  g_assert_false (oof_cli_parse_day ("--from", "2026-02-30", &day, &error));
  g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
}

static void
test_key (void)
{
  g_autofree char *bare = oof_cli_dup_key ("6f1c");
  g_autofree char *whole = oof_cli_dup_key ("a:6f1c");
  g_autofree char *shouted = oof_cli_dup_key ("A:6F1C");

  g_assert_cmpstr (bare, ==, "a:6f1c");
  g_assert_cmpstr (whole, ==, "a:6f1c");
  g_assert_cmpstr (shouted, ==, "a:6f1c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/values/minute", test_minute);
  g_test_add_func ("/cli/values/instant", test_instant);
  g_test_add_func ("/cli/values/day", test_day);
  g_test_add_func ("/cli/values/key", test_key);
  return g_test_run ();
}
