/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-options.h"

static OofDay
day_of (const char *text)
{
  OofDay day = OOF_DAY_NONE;

  g_assert_true (oof_day_parse (text, &day, NULL));
  return day;
}

static void
test_defaults_and_copy (void)
{
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (OofOptions) copy = NULL;

  g_assert_cmpint (options->lead_days, ==, 3);
  g_assert_cmpint (options->day_difference, ==, 30);
  g_assert_cmpint (options->max_months, ==, 6);
  g_assert_cmpint (options->audience, ==, OOF_AUDIENCE_ALL);
  g_assert_cmpstr (options->zone, ==, "Europe/Berlin");
  g_assert_cmpstr (options->language, ==, "de");
  g_assert_cmpstr (options->forward_word, ==, "not");
  g_assert_cmpint (options->saved_at, ==, OOF_INSTANT_NONE);

  options->lead_days = 7;
  copy = oof_options_copy (options);
  g_assert_cmpint (copy->lead_days, ==, 7);
  g_assert_true (copy->zone != options->zone);
}

static void
test_back_on (void)
{
  const struct
  {
    int week_start;
    int working_days;
    const char *last;
    const char *back;
  } cases[] = {
    { 1, 5, "2026-11-25", "2026-11-26" }, /* Wednesday */
    { 1, 5, "2026-11-27", "2026-11-30" }, /* Friday -> Monday */
    { 1, 5, "2026-11-28", "2026-11-30" }, { 1, 5, "2026-11-29", "2026-11-30" },
    { 1, 6, "2026-11-27", "2026-11-28" }, { 1, 7, "2026-11-28", "2026-11-29" },
    { 7, 5, "2026-11-26", "2026-11-29" }, /* Sunday to Thursday */
    { 6, 5, "2026-11-25", "2026-11-28" }, /* Saturday to Wednesday */
    { 3, 1, "2026-11-25", "2026-12-02" }, { 1, 0, "2026-11-27", "2026-11-28" },
    { 1, 5, "2026-12-31", "2027-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OofOptions) options = oof_options_new ();

      options->week_start = cases[i].week_start;
      options->working_days = cases[i].working_days;
      g_assert_cmpint (oof_options_get_back_on (options, day_of (cases[i].last)), ==,
                       day_of (cases[i].back));
      g_assert_cmpint (oof_options_get_back_on (options, OOF_DAY_NONE), ==, OOF_DAY_NONE);
    }
}

static void
test_count (void)
{
  const struct
  {
    const char *first;
    const char *last;
    int count;
  } cases[] = {
    { "2026-11-23", "2026-11-23", 1 }, { "2026-11-28", "2026-11-29", 0 },
    { "2026-11-23", "2026-11-29", 5 }, { "2026-11-25", "2026-12-01", 5 },
    { "2026-11-27", "2026-11-30", 2 }, { "2026-01-01", "2026-12-31", 261 },
    { "2026-11-24", "2026-11-23", 0 },
  };
  g_autoptr (OofOptions) options = oof_options_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        oof_options_count_working_days (options, day_of (cases[i].first), day_of (cases[i].last)),
        ==, cases[i].count);
  g_assert_cmpint (oof_options_count_working_days (options, OOF_DAY_NONE, 10), ==, 0);
  g_assert_cmpint (oof_options_count_working_days (options, 10, OOF_DAY_NONE), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/options/defaults-and-copy", test_defaults_and_copy);
  g_test_add_func ("/core/options/back-on", test_back_on);
  g_test_add_func ("/core/options/count", test_count);
  return g_test_run ();
}
