/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-holidays.h"

static OofDay
day_of (const char *text)
{
  OofDay day = OOF_DAY_NONE;

  g_assert_true (oof_day_parse (text, &day, NULL));
  return day;
}

static void
test_days (void)
{
  g_autoptr (OofHolidays) holidays = oof_holidays_new ("Bayern");
  g_autoptr (OofHolidays) copy = NULL;

  g_assert_null (oof_holidays_get (holidays, day_of ("2026-12-25")));
  oof_holidays_add (holidays, day_of ("2026-12-26"), "2. Weihnachtstag");
  oof_holidays_add (holidays, day_of ("2026-01-01"), "Neujahr");
  oof_holidays_add (holidays, day_of ("2026-12-25"), "1. Weihnachtstag");
  oof_holidays_add (holidays, day_of ("2026-12-25"), "Christtag");
  g_assert_cmpuint (holidays->days->len, ==, 3);
  copy = oof_holidays_copy (holidays);
  g_assert_cmpstr (oof_holidays_get (copy, day_of ("2026-01-01")), ==, "Neujahr");
  g_assert_cmpstr (oof_holidays_get (copy, day_of ("2026-12-25")), ==, "1. Weihnachtstag");
  g_assert_cmpstr (oof_holidays_get (copy, day_of ("2026-12-26")), ==, "2. Weihnachtstag");
  g_assert_null (oof_holidays_get (copy, day_of ("2026-12-24")));
  g_assert_null (oof_holidays_get (copy, day_of ("2026-12-27")));
  g_assert_null (oof_holidays_get (copy, OOF_DAY_NONE));
}

static GPtrArray *
new_calendars (void)
{
  GPtrArray *calendars = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_holidays_unref);
  OofHolidays *bavaria = oof_holidays_new ("Bayern");

  g_strfreev (bavaria->places);
  bavaria->places = g_strsplit ("BY;Würzburg", ";", -1);
  g_ptr_array_add (calendars, bavaria);
  g_ptr_array_add (calendars, oof_holidays_new ("England"));
  return calendars;
}

static const char *
name_for (GPtrArray *calendars, const OofPerson *person, const char *fallback)
{
  OofHolidays *holidays = oof_holidays_find_for (calendars, person, fallback);

  return holidays != NULL ? holidays->name : NULL;
}

static void
test_region (void)
{
  g_autoptr (GPtrArray) calendars = new_calendars ();
  g_autoptr (OofPerson) person = oof_person_new (NULL, "anna@kontor.example", "Anna");

  g_assert_null (name_for (calendars, person, NULL));
  g_assert_null (name_for (calendars, person, ""));
  g_assert_cmpstr (name_for (calendars, person, "ENGLAND"), ==, "England");
  oof_person_set (person, "st", "Hessen");
  g_assert_cmpstr (name_for (calendars, person, "England"), ==, "England");
  oof_person_set (person, "st", "by");
  g_assert_cmpstr (name_for (calendars, person, "England"), ==, "Bayern");
  oof_person_set (person, "physicalDeliveryOfficeName", "England");
  g_assert_cmpstr (name_for (calendars, person, NULL), ==, "England");
  oof_person_set (person, "region", "WÜRZBURG");
  g_assert_cmpstr (name_for (calendars, person, NULL), ==, "Bayern");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/holidays/days", test_days);
  g_test_add_func ("/core/holidays/region", test_region);
  return g_test_run ();
}
