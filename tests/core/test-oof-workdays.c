/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-workdays.h"

#include "core/oof-holidays.h"

static OofDay
day_of (const char *text)
{
  OofDay day = OOF_DAY_NONE;

  g_assert_true (oof_day_parse (text, &day, NULL));
  return day;
}

static OofOptions *
new_options (void)
{
  OofOptions *options = oof_options_new ();
  OofHolidays *bavaria = oof_holidays_new ("Bayern");

  oof_holidays_add (bavaria, day_of ("2026-12-25"), "1. Weihnachtstag"); /* a Friday */
  oof_holidays_add (bavaria, day_of ("2027-01-01"), "Neujahr");          /* a Friday */
  oof_holidays_add (bavaria, day_of ("2027-01-06"), "Drei Könige");      /* a Wednesday */
  options->calendars = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_holidays_unref);
  g_ptr_array_add (options->calendars, bavaria);
  return options;
}

static void
assert_back (const OofOptions *options, const OofPerson *person, const char *last, const char *back)
{
  g_autofree char *found =
      oof_day_format (oof_workdays_get_back_on (options, person, day_of (last)));

  g_assert_cmpstr (found, ==, back);
}

static void
test_holidays (void)
{
  g_autoptr (OofOptions) options = new_options ();
  g_autoptr (OofOptions) copy = NULL;
  g_autoptr (OofPerson) person = oof_person_new (NULL, "anna@x.example", "Anna");

  assert_back (options, person, "2026-12-24", "2026-12-25"); /* no region */
  oof_person_set (person, "st", "Bayern");
  assert_back (options, person, "2026-12-24", "2026-12-28");
  assert_back (options, person, "2027-01-05", "2027-01-07");
  assert_back (options, NULL, "2027-01-05", "2027-01-06");
  g_free (options->holidays);
  options->holidays = g_strdup ("bayern");
  copy = oof_options_copy (options);
  assert_back (copy, NULL, "2027-01-05", "2027-01-07");
  g_assert_cmpint (oof_workdays_get_back_on (options, person, OOF_DAY_NONE), ==, OOF_DAY_NONE);
}

static void
test_part_time (void)
{
  g_autoptr (OofOptions) options = new_options ();
  g_autoptr (OofPerson) person = oof_person_new (NULL, "anna@x.example", "Anna");

  oof_person_set (person, "st", "Bayern");
  oof_person_set (person, "workDays", "3,5");
  assert_back (options, person, "2026-12-24", "2026-12-30"); /* the Friday is a holiday */
  assert_back (options, person, "2027-01-05", "2027-01-08");
  oof_person_set (person, "workDays", "6");
  assert_back (options, person, "2027-01-05", "2027-01-09");
  oof_person_set (person, "workDays", "none");
  assert_back (options, person, "2027-01-05", "2027-01-07");
}

/* Holidays without end: the day after rather than never. */
static void
test_no_working_day (void)
{
  g_autoptr (OofOptions) options = new_options ();
  OofHolidays *holidays = g_ptr_array_index (options->calendars, 0);

  g_free (options->holidays);
  options->holidays = g_strdup ("Bayern");
  for (OofDay day = day_of ("2027-01-01"); day < day_of ("2029-01-01"); day++)
    oof_holidays_add (holidays, day, "x");
  assert_back (options, NULL, "2027-01-05", "2027-01-06");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/workdays/holidays", test_holidays);
  g_test_add_func ("/core/workdays/part-time", test_part_time);
  g_test_add_func ("/core/workdays/no-working-day", test_no_working_day);
  return g_test_run ();
}
