/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-date-pattern-private.h"

static void
test_days (void)
{
  static const struct
  {
    const char *pattern;
    const char *language;
    const char *expected;
  } rows[] = {
    { "dd.MM.yyyy", "de", "01.03.2027" },
    { "d.M.yy", "de", "1.3.27" },
    { "d. MMMM yyyy", "de-AT", "1. März 2027" },
    { "MMMM d, yyyy", "en", "March 1, 2027" },
    { "MMM", "DE", "März" },
    { "MMMM", "deu", "March" },
    { "MMMM", NULL, "March" },
    { "yyyy-MM-dd", NULL, "2027-03-01" },
    { "'den' d.M. ü'", "de", "den 1.3. ü" },
    { "Hh:mt", "de", "Hh:mt" },
    { "", "de", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = oof_date_pattern_format_day (
          rows[i].pattern, oof_day_from_ymd (2027, 3, 1), rows[i].language);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_minutes (void)
{
  static const struct
  {
    const char *pattern;
    int minute;
    const char *expected;
  } rows[] = {
    { "HH:mm", 9 * 60 + 5, "09:05" },   { "H.m", 9 * 60 + 5, "9.5" },
    { "h:mm tt", 13 * 60, "1:00 PM" },  { "hh:mm tt", 0, "12:00 AM" },
    { "h tt", 12 * 60, "12 PM" },       { "HH:mm", 24 * 60, "24:00" },
    { "h tt", 24 * 60, "12 AM" },       { "H 'Uhr'", 14 * 60, "14 Uhr" },
    { "dd.MM.yyyy", 60, "dd.MM.yyyy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = oof_date_pattern_format_minute (rows[i].pattern, rows[i].minute);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_months (void)
{
  g_assert_cmpstr (oof_date_pattern_get_month (1, TRUE), ==, "Januar");
  g_assert_cmpstr (oof_date_pattern_get_month (12, TRUE), ==, "Dezember");
  g_assert_cmpstr (oof_date_pattern_get_month (5, FALSE), ==, "May");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-pattern/days", test_days);
  g_test_add_func ("/date-pattern/minutes", test_minutes);
  g_test_add_func ("/date-pattern/months", test_months);
  return g_test_run ();
}
