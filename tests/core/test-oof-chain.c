/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-chain.h"

static OofDay
day (const char *text)
{
  OofDay value = OOF_DAY_NONE;

  g_assert_true (oof_day_parse (text, &value, NULL));
  return value;
}

static OofAbsence *
new_days (const char *first, const char *last)
{
  OofAbsence *absence = oof_absence_new ("bernd@x.example", "Europe/Berlin");

  absence->first_day = day (first);
  absence->last_day = day (last);
  return absence;
}

/* Every link is valid, and each begins where the one before ends. */
static void
assert_chain (OofAbsence *draft, int max_months, guint n_links)
{
  g_autoptr (GPtrArray) links = oof_absence_chain (draft, max_months);
  OofInstant at = oof_absence_get_range (draft).from;

  g_assert_cmpuint (links->len, ==, n_links);
  for (guint i = 0; i < links->len; i++)
    {
      OofAbsence *link = g_ptr_array_index (links, i);
      g_autoptr (GError) error = NULL;

      oof_absence_validate (link, max_months, &error);
      g_assert_no_error (error);
      g_assert_cmpint (oof_absence_get_range (link).from, ==, at);
      g_assert_cmpint (g_str_equal (link->key, draft->key), ==, i == 0);
      at = oof_absence_get_range (link).to;
    }
  g_assert_cmpint (at, ==, oof_absence_get_range (draft).to);
}

static void
test_days (void)
{
  g_autoptr (OofAbsence) half = new_days ("2027-01-01", "2027-06-30");
  g_autoptr (OofAbsence) year = new_days ("2027-01-01", "2027-12-31");
  g_autoptr (OofAbsence) end_of_month = new_days ("2027-01-31", "2028-01-30");

  assert_chain (half, 6, 1);
  assert_chain (year, 6, 2);
  assert_chain (year, 5, 3);
  assert_chain (end_of_month, 1, 13);
}

/* Across both changes of DST. */
static void
test_hours (void)
{
  g_autoptr (OofAbsence) draft = new_days ("2027-01-01", "2027-01-01");

  draft->all_day = FALSE;
  draft->window.from = oof_zone_instant (draft->zone, day ("2027-02-28"), 8 * 60);
  draft->window.to = oof_zone_instant (draft->zone, day ("2027-11-28"), 8 * 60);
  assert_chain (draft, 3, 3);
  draft->window.to += 60;
  assert_chain (draft, 3, 4);
}

static void
test_no_end (void)
{
  g_autoptr (OofAbsence) draft = new_days ("2027-01-01", "2027-01-01");

  draft->open_end = TRUE;
  assert_chain (draft, 1, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chain/days", test_days);
  g_test_add_func ("/chain/hours", test_hours);
  g_test_add_func ("/chain/no-end", test_no_end);
  return g_test_run ();
}
