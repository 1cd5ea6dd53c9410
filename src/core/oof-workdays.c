/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-workdays.h"

#include <string.h>

#include "core/oof-holidays.h"

#define YEAR 366

/* A pattern without any day is none. */
static gboolean
has_pattern (const char *pattern)
{
  return pattern != NULL && strpbrk (pattern, "1234567") != NULL;
}

static gboolean
is_in_week (const OofOptions *options, const OofPerson *person, OofDay day)
{
  const char *pattern = person != NULL ? oof_person_get (person, "workDays") : NULL;

  if (has_pattern (pattern))
    return strchr (pattern, '0' + oof_day_get_weekday (day)) != NULL;
  return oof_options_is_working_day (options, day);
}

static OofHolidays *
find_holidays (const OofOptions *options, const OofPerson *person)
{
  if (options->calendars == NULL)
    return NULL;
  return person != NULL ? oof_holidays_find_for (options->calendars, person, options->holidays)
                        : oof_holidays_find (options->calendars, options->holidays);
}

gboolean
oof_workdays_has (const OofOptions *options, const OofPerson *person, OofDay day)
{
  OofHolidays *holidays = find_holidays (options, person);

  return is_in_week (options, person, day)
         && (holidays == NULL || oof_holidays_get (holidays, day) == NULL);
}

OofDay
oof_workdays_get_back_on (const OofOptions *options, const OofPerson *person, OofDay last)
{
  if (last == OOF_DAY_NONE)
    return OOF_DAY_NONE;
  for (OofDay day = last + 1; day <= last + YEAR; day++)
    if (oof_workdays_has (options, person, day))
      return day;
  return last + 1;
}
