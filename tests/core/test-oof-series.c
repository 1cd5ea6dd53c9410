/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-series.h"

#define BERLIN "Europe/Berlin"

static void
test_weekdays (void)
{
  const struct
  {
    const char *text;
    OofWeekdays days;
  } good[] = { { "mo", 1 },  { "Fr", 16 },        { "mo,we", 5 },          { "MO;Mi", 5 },
               { "1,3", 5 }, { " su , so ", 64 }, { "mo,tu,we,th,fr", 31 } };
  const char *const bad[] = { "", ",", "monday", "mo,", "8", "0", "mo we" };
  OofWeekdays days = 99;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (oof_weekdays_from_string (good[i].text, &days));
      g_assert_cmpuint (days, ==, good[i].days);
    }
  days = 99;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (oof_weekdays_from_string (bad[i], &days));
  g_assert_cmpuint (days, ==, 99);
}

static void
test_days (void)
{
  g_autoptr (OofAbsence) first = oof_absence_new ("a@x.example", BERLIN);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) year = NULL;
  OofAbsence *one, *two;

  first->first_day = first->last_day = oof_day_from_ymd (2026, 12, 1); /* a Tuesday */
  all = oof_series_create (first, 1 << 4 | 1 << 0, oof_day_from_ymd (2026, 12, 14));
  g_assert_cmpuint (all->len, ==, 4); /* 4, 7, 11, 14 */
  one = g_ptr_array_index (all, 0);
  two = g_ptr_array_index (all, 3);
  g_assert_cmpint (one->first_day, ==, oof_day_from_ymd (2026, 12, 4));
  g_assert_cmpint (one->last_day, ==, one->first_day);
  g_assert_cmpint (two->first_day, ==, oof_day_from_ymd (2026, 12, 14));
  g_assert_cmpstr (one->series, ==, two->series);
  g_assert_cmpstr (one->key, !=, two->key);
  g_assert_null (first->series);
  year = oof_series_create (first, 1 << 1, OOF_DAY_NONE);
  g_assert_cmpuint (year->len, ==, 53);
}

/* 08:00 stays 08:00 when the clocks change. */
static void
test_hours (void)
{
  g_autoptr (OofAbsence) first = oof_absence_new ("a@x.example", BERLIN);
  OofDay day = oof_day_from_ymd (2027, 3, 24);
  g_autoptr (GPtrArray) all = NULL;

  first->all_day = FALSE;
  first->window.from = oof_zone_instant (BERLIN, day, 8 * 60);
  first->window.to = oof_zone_instant (BERLIN, day, 12 * 60);
  all = oof_series_create (first, 1 << 2, day + 7);
  g_assert_cmpuint (all->len, ==, 2);
  for (guint i = 0; i < all->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (all, i);

      g_assert_cmpint (oof_zone_minute_of (BERLIN, absence->window.from), ==, 8 * 60);
      g_assert_cmpint (oof_zone_minute_of (BERLIN, absence->window.to), ==, 12 * 60);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/series/weekdays", test_weekdays);
  g_test_add_func ("/core/series/days", test_days);
  g_test_add_func ("/core/series/hours", test_hours);
  return g_test_run ();
}
