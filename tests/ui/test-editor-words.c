/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-editor-words.h"

#define ZONE "Europe/Berlin"

static OofAbsence *
new_days (int first, int last)
{
  OofAbsence *absence = oof_absence_new ("bernd@example.com", ZONE);

  absence->first_day = oof_day_from_ymd (2026, 11, first);
  absence->last_day = oof_day_from_ymd (2026, 11, last);
  return absence;
}

static void
assert_length (OofAbsence *absence, const char *expected)
{
  g_autoptr (OofAbsence) draft = absence;
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autofree char *words = oof_editor_words_length (draft, options);

  g_assert_cmpstr (words, ==, expected);
}

/* 2 November 2026 is a Monday. */
static void
test_days (void)
{
  assert_length (new_days (2, 2), "1 working day");
  assert_length (new_days (2, 4), "3 working days");
  assert_length (new_days (2, 6), "1 week, 5 working days");
  assert_length (new_days (2, 8), "1 week, 5 working days");
  assert_length (new_days (4, 10), "1 week, 5 working days");
  assert_length (new_days (2, 13), "2 weeks, 10 working days");
  assert_length (new_days (2, 10), "9 days, 7 working days");
  assert_length (new_days (7, 8), "2 days, 0 working days");
  assert_length (new_days (6, 2), "");
}

static OofAbsence *
new_hours (int first, int start, int last, int end)
{
  OofAbsence *absence = oof_absence_new ("bernd@example.com", ZONE);

  absence->all_day = FALSE;
  absence->window.from = oof_zone_instant (ZONE, oof_day_from_ymd (2026, 11, first), start);
  absence->window.to = oof_zone_instant (ZONE, oof_day_from_ymd (2026, 11, last), end);
  return absence;
}

static void
test_hours (void)
{
  assert_length (new_hours (2, 8 * 60, 2, 12 * 60), "4 hours");
  assert_length (new_hours (2, 8 * 60, 2, 9 * 60), "1 hour");
  assert_length (new_hours (2, 8 * 60, 2, 8 * 60 + 45), "45 minutes");
  assert_length (new_hours (2, 8 * 60, 2, 9 * 60 + 1), "1 hour 1 minute");
  assert_length (new_hours (2, 22 * 60, 3, 6 * 60), "8 hours");
  assert_length (new_hours (2, 12 * 60, 4, 12 * 60), "3 working days");
  assert_length (new_hours (2, 12 * 60, 2, 12 * 60), "");
}

static void
test_no_end (void)
{
  OofAbsence *absence = new_days (2, 2);

  absence->open_end = TRUE;
  assert_length (absence, "no end");
}

static void
test_back (void)
{
  g_autofree char *back = oof_editor_words_back (oof_day_from_ymd (2026, 12, 7));

  g_assert_cmpstr (back, ==, "Back on Monday 7 December");
  g_assert_null (oof_editor_words_back (OOF_DAY_NONE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor-words/days", test_days);
  g_test_add_func ("/editor-words/hours", test_hours);
  g_test_add_func ("/editor-words/no-end", test_no_end);
  g_test_add_func ("/editor-words/back", test_back);
  return g_test_run ();
}
