/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-date-entry.h"
#include "ui/editor/oof-time-entry.h"

#define DAY(year, month, dom) oof_day_from_ymd (year, month, dom)

static const struct
{
  const char *text;
  int year, month, dom;
} full_dates[] = {
  { "23.11.2026", 2026, 11, 23 },     { "2026-11-23", 2026, 11, 23 },
  { " 4.2.2027 ", 2027, 2, 4 },       { "04. 02. 2027", 2027, 2, 4 },
  { "29.02.2028", 2028, 2, 29 },      { "31.12.9999", 9999, 12, 31 },
  { "\t2026-11-23\n", 2026, 11, 23 },
};

static const char *const no_dates[] = {
  "",
  " ",
  ".",
  "..",
  "...",
  "23",
  "23.",
  "31.02.2026",
  "29.2.2027",
  "0.1.2026",
  "1.0.2026",
  "32.1.2026",
  "1.13.2026",
  "23.11.0000",
  "23.11.202",
  "23.11.20266",
  "23/11/2026",
  "11-23-2026",
  "2026-11-3",
  "2026-13-01",
  "2026-02-30",
  "23.11.2026x",
  "x23.11.2026",
  "23.11.2026.1",
  "-1.1.2026",
  "+1.1.2026",
  "23.11.-026",
  "１.１.2026",
  "99999999999999999999.1.2026",
};

/* Finished only when the focus leaves: a year half typed must not jump to another century. */
static const struct
{
  const char *text;
  int year, month, dom;
} short_dates[] = {
  { "23.11.", 2026, 11, 23 }, { "23.11", 2026, 11, 23 },    { "23.11.26", 2026, 11, 23 },
  { "2.1.", 2027, 1, 2 },     { "31.10.", 2026, 10, 31 },   { "1.1.30", 2030, 1, 1 },
  { "29.2.", 2028, 2, 29 },   { "23. 11. ", 2026, 11, 23 },
};

static const char *const no_short_dates[] = { "31.2.", "23.11.6", "23.11.026", "23.11.x",
                                              ".11.",  "23..",    "30.2.27" };

static void
test_full_dates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (full_dates); i++)
    {
      OofDay day = OOF_DAY_NONE;
      g_assert_true (oof_date_entry_parse (full_dates[i].text, OOF_DAY_NONE, &day));
      g_assert_cmpint (day, ==, DAY (full_dates[i].year, full_dates[i].month, full_dates[i].dom));
    }
}

static void
test_no_dates (void)
{
  OofDay day = 42;

  for (gsize i = 0; i < G_N_ELEMENTS (no_dates); i++)
    {
      g_assert_false (oof_date_entry_parse (no_dates[i], OOF_DAY_NONE, &day));
      g_assert_false (oof_date_entry_parse (no_dates[i], DAY (2026, 12, 24), &day));
    }
  g_assert_cmpint (day, ==, 42);
}

static void
test_short_dates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (short_dates); i++)
    {
      OofDay day = OOF_DAY_NONE;
      g_assert_false (oof_date_entry_parse (short_dates[i].text, OOF_DAY_NONE, &day));
      g_assert_true (oof_date_entry_parse (short_dates[i].text, DAY (2026, 12, 24), &day));
      g_assert_cmpint (day, ==,
                       DAY (short_dates[i].year, short_dates[i].month, short_dates[i].dom));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (no_short_dates); i++)
    {
      OofDay day = 42;
      g_assert_false (oof_date_entry_parse (no_short_dates[i], DAY (2026, 12, 24), &day));
      g_assert_cmpint (day, ==, 42);
    }
}

static void
assert_time (const char *text, gboolean short_forms, int expected)
{
  int minute = OOF_MINUTE_NONE;

  g_assert_cmpint (oof_time_entry_parse (text, short_forms, &minute), ==,
                   expected != OOF_MINUTE_NONE);
  g_assert_cmpint (minute, ==, expected);
}

static void
test_times (void)
{
  static const char *const wrong[] = { "",     "x",     ":",      "8:",     ":30",
                                       "8:3",  "8:300", "24:00",  "12:60",  "-1:00",
                                       "8:-3", "8 30",  "08:30h", "008:30", "8:30:00" };

  assert_time ("8:30", FALSE, 510);
  assert_time (" 08:30 ", FALSE, 510);
  assert_time ("8.30", FALSE, 510);
  assert_time ("0:00", FALSE, 0);
  assert_time ("23:59", FALSE, 1439);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      assert_time (wrong[i], FALSE, OOF_MINUTE_NONE);
      assert_time (wrong[i], TRUE, OOF_MINUTE_NONE);
    }
}

static void
test_short_times (void)
{
  static const char *const forms[] = { "8", "08", "830", "0830" };
  static const int minutes[] = { 480, 480, 510, 510 };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      assert_time (forms[i], FALSE, OOF_MINUTE_NONE);
      assert_time (forms[i], TRUE, minutes[i]);
    }
  assert_time ("24", TRUE, OOF_MINUTE_NONE);
  assert_time ("2400", TRUE, OOF_MINUTE_NONE);
  assert_time ("0860", TRUE, OOF_MINUTE_NONE);
  assert_time ("12345", TRUE, OOF_MINUTE_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-entry/full", test_full_dates);
  g_test_add_func ("/date-entry/none", test_no_dates);
  g_test_add_func ("/date-entry/short", test_short_dates);
  g_test_add_func ("/time-entry/full", test_times);
  g_test_add_func ("/time-entry/short", test_short_times);
  return g_test_run ();
}
