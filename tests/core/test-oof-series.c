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

/* A series that goes on, all-day on each Tuesday from 1 December 2026. */
static GPtrArray *
create_endless (OofDay until)
{
  g_autoptr (OofAbsence) first = oof_absence_new ("a@x.example", BERLIN);

  first->first_day = first->last_day = oof_day_from_ymd (2026, 12, 1);
  return oof_series_create (first, 1 << 1, until);
}

static OofInstant
at (int year, int month, int day)
{
  return oof_zone_instant (BERLIN, oof_day_from_ymd (year, month, day), 12 * 60);
}

static guint
count_missing (GPtrArray *absences, OofInstant now)
{
  g_autoptr (GPtrArray) missing = oof_series_list_missing (absences, now);

  return missing->len;
}

static void
test_missing (void)
{
  g_autoptr (GPtrArray) all = create_endless (OOF_DAY_NONE);
  g_autoptr (GPtrArray) missing = NULL;
  OofAbsence *last = g_ptr_array_index (all, all->len - 1);
  OofAbsence *next;

  g_assert_cmpuint (last->weekly, ==, 1 << 1);
  g_assert_cmpuint (count_missing (all, at (2026, 12, 1)), ==, 0);
  g_assert_cmpuint (count_missing (all, at (2026, 12, 5)), ==, 0);
  last->rev = 3;
  missing = oof_series_list_missing (all, at (2026, 12, 14));
  g_assert_cmpuint (missing->len, ==, 2);
  next = g_ptr_array_index (missing, 0);
  g_assert_cmpint (next->first_day, ==, last->first_day + 7);
  g_assert_cmpint (next->rev, ==, 0);
  g_assert_cmpstr (next->series, ==, last->series);
  g_assert_cmpstr (next->key, !=, last->key);
  g_ptr_array_extend_and_steal (all, g_steal_pointer (&missing));
  g_assert_cmpuint (count_missing (all, at (2026, 12, 14)), ==, 0);
}

/* One that was taken out or moved does not come back; one that was ended stays so. */
static void
test_exceptions (void)
{
  g_autoptr (GPtrArray) all = create_endless (OOF_DAY_NONE);
  g_autoptr (GPtrArray) missing = NULL;
  OofAbsence *last = g_ptr_array_index (all, all->len - 1);
  OofAbsence *moved = g_ptr_array_index (all, all->len - 2);

  last->cancelled = 1;
  oof_absence_add_moved (moved, "2027-11-23", "2027-11-23");
  moved->first_day += 2;
  missing = oof_series_list_missing (all, at (2026, 12, 12));
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpint (((OofAbsence *) missing->pdata[0])->first_day, ==, last->first_day + 7);
  g_assert_cmpint (((OofAbsence *) missing->pdata[0])->cancelled, ==, OOF_INSTANT_NONE);
  for (guint i = 2; i < all->len; i++)
    ((OofAbsence *) all->pdata[i])->cancelled = 1;
  g_assert_cmpuint (count_missing (all, at (2026, 12, 14)), ==, 0);
}

static void
test_until (void)
{
  g_autoptr (GPtrArray) whole = create_endless (oof_day_from_ymd (2027, 6, 1));
  g_autoptr (GPtrArray) longer = create_endless (oof_day_from_ymd (2027, 12, 20));

  g_assert_cmpuint (((OofAbsence *) whole->pdata[0])->weekly, ==, 0);
  g_assert_cmpuint (count_missing (whole, at (2027, 5, 20)), ==, 0);
  g_assert_cmpuint (((OofAbsence *) longer->pdata[0])->weekly, ==, 1 << 1);
  g_assert_cmpuint (count_missing (longer, at (2027, 6, 1)), ==, 2);
}

/* As the store does: what was moved knows from where. */
static void
store (GPtrArray *all, GPtrArray *changed)
{
  for (guint i = 0; i < changed->len; i++)
    for (guint k = 0; k < all->len; k++)
      {
        OofAbsence *now = g_ptr_array_index (changed, i);
        OofAbsence *old = g_ptr_array_index (all, k);
        if (!g_str_equal (old->key, now->key))
          continue;
        if (old->first_day != now->first_day)
          oof_absence_add_moved (now, "2026-12-01", "2026-12-01");
        all->pdata[k] = oof_absence_ref (now);
        oof_absence_unref (old);
      }
}

static void
test_following (void)
{
  g_autoptr (GPtrArray) all = create_endless (oof_day_from_ymd (2027, 1, 31)); /* nine Tuesdays */
  g_autoptr (OofAbsence) other = oof_absence_copy (all->pdata[5]);
  OofAbsence *pivot = g_ptr_array_index (all, 3);
  OofAbsence *cancelled = g_ptr_array_index (all, 6);

  g_free (other->person);
  other->person = g_strdup ("b@x.example");
  g_ptr_array_add (all, oof_absence_ref (other));
  cancelled->cancelled = 1;
  g_autoptr (GPtrArray) following = oof_series_list_following (all, pivot, at (2026, 12, 3));
  g_assert_cmpuint (following->len, ==, 4);
  g_assert_true (g_ptr_array_index (following, 0) == g_ptr_array_index (all, 4));
  g_assert_true (g_ptr_array_index (following, 3) == g_ptr_array_index (all, 8));
  /* what is over does not follow any more */
  g_autoptr (GPtrArray) later = oof_series_list_following (all, pivot, at (2027, 1, 20));
  g_assert_cmpuint (later->len, ==, 1);
  g_autoptr (OofAbsence) alone = oof_absence_new ("a@x.example", BERLIN);
  g_autoptr (GPtrArray) none = oof_series_list_following (all, alone, at (2026, 12, 3));
  g_assert_cmpuint (none->len, ==, 0);
}

/* Those before it stay, and the task brings none back. */
static void
test_cancel_following (void)
{
  g_autoptr (GPtrArray) all = create_endless (OOF_DAY_NONE);
  OofAbsence *pivot = g_ptr_array_index (all, 3);
  g_autoptr (GPtrArray) cancelled = oof_series_cancel_following (all, pivot, at (2026, 12, 2));

  g_assert_cmpuint (cancelled->len, ==, all->len - 3);
  g_assert_cmpstr (((OofAbsence *) cancelled->pdata[0])->key, ==, pivot->key);
  for (guint i = 0; i < cancelled->len; i++)
    g_assert_cmpint (((OofAbsence *) cancelled->pdata[i])->cancelled, ==, at (2026, 12, 2));
  g_assert_cmpuint (count_missing (all, at (2026, 12, 14)), ==, 2);
  store (all, cancelled);
  g_assert_cmpuint (count_missing (all, at (2026, 12, 14)), ==, 0);
}

/* Only what was changed is, and only from there on. */
static void
test_change_members (void)
{
  g_autoptr (GPtrArray) all = create_endless (oof_day_from_ymd (2026, 12, 31));
  OofAbsence *pivot = g_ptr_array_index (all, 1);
  OofAbsence *own = g_ptr_array_index (all, 2);
  g_autoptr (OofAbsence) after = oof_absence_copy (pivot);

  own->deputy = g_strdup ("other@x.example");
  own->note = g_strdup ("mit Auto");
  g_free (after->subject);
  after->subject = g_strdup ("Schulung");
  after->note = g_strdup ("online");
  g_autoptr (GPtrArray) changed = oof_series_change_following (all, pivot, after, at (2026, 12, 2));
  g_assert_cmpuint (changed->len, ==, all->len - 1);
  for (guint i = 0; i < changed->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (changed, i);
      OofAbsence *old = g_ptr_array_index (all, i + 1);
      g_assert_cmpstr (absence->key, ==, old->key);
      g_assert_cmpstr (absence->subject, ==, "Schulung");
      g_assert_cmpstr (absence->note, ==, "online");
      g_assert_cmpstr (absence->series, ==, old->series);
      g_assert_cmpint (absence->first_day, ==, old->first_day);
    }
  g_assert_cmpstr (((OofAbsence *) changed->pdata[1])->deputy, ==, "other@x.example");
}

/* From Tuesday to Thursday and Friday: a series of its own that goes on like that, and the earlier
 * one ends. */
static void
test_change_dates (void)
{
  g_autoptr (GPtrArray) all = create_endless (OOF_DAY_NONE);
  OofAbsence *pivot = g_ptr_array_index (all, 2);
  g_autoptr (OofAbsence) after = oof_absence_copy (pivot);
  OofDay second = ((OofAbsence *) all->pdata[1])->first_day;
  OofDay last = ((OofAbsence *) all->pdata[all->len - 1])->first_day;

  after->first_day += 2;
  after->last_day += 3;
  g_autoptr (GPtrArray) changed = oof_series_change_following (all, pivot, after, at (2026, 12, 2));
  g_assert_cmpuint (changed->len, ==, all->len - 2 + 1);
  OofAbsence *ended = g_ptr_array_index (changed, changed->len - 1);
  g_assert_cmpint (ended->first_day, ==, second);
  g_assert_cmpint (ended->weekly_until, ==, pivot->first_day - 1);
  OofAbsence *moved = g_ptr_array_index (changed, changed->len - 2);
  g_assert_cmpint (moved->first_day, ==, last + 2);
  g_assert_cmpint (moved->last_day, ==, last + 3);
  g_assert_cmpuint (moved->weekly, ==, 1 << 3);
  g_assert_cmpstr (moved->series, !=, ended->series);

  store (all, changed);
  OofAbsence *alone = g_ptr_array_index (all, all->len - 1);
  oof_absence_add_moved (alone, "2026-12-01", "2026-12-01");
  alone->first_day += 1;
  g_autoptr (GPtrArray) missing = oof_series_list_missing (all, at (2026, 12, 14));
  g_assert_cmpuint (missing->len, ==, 1);
  OofAbsence *next = g_ptr_array_index (missing, 0);
  g_assert_cmpint (next->first_day, ==, last + 2 + 7);
  g_assert_cmpint (next->last_day, ==, last + 3 + 7);
  g_assert_cmpuint (next->moved->len, ==, 0);
}

/* 08:00 to 12:00 becomes 14:00 to 18:00, also behind the change of the clocks. */
static void
test_change_hours (void)
{
  g_autoptr (OofAbsence) first = oof_absence_new ("a@x.example", BERLIN);
  OofDay day = oof_day_from_ymd (2027, 3, 24);

  first->all_day = FALSE;
  first->window.from = oof_zone_instant (BERLIN, day, 8 * 60);
  first->window.to = oof_zone_instant (BERLIN, day, 12 * 60);
  g_autoptr (GPtrArray) all = oof_series_create (first, 1 << 2, day + 14);
  OofAbsence *pivot = g_ptr_array_index (all, 0);
  g_autoptr (OofAbsence) after = oof_absence_copy (pivot);
  after->window.from = oof_zone_instant (BERLIN, day, 14 * 60);
  after->window.to = oof_zone_instant (BERLIN, day, 18 * 60);
  g_autoptr (GPtrArray) changed = oof_series_change_following (all, pivot, after, at (2027, 3, 1));
  g_assert_cmpuint (changed->len, ==, 3);
  for (guint i = 0; i < changed->len; i++)
    {
      OofRange range = ((OofAbsence *) g_ptr_array_index (changed, i))->window;
      OofDay wanted = day + 7 * (OofDay) i;
      g_assert_cmpint (range.from, ==, oof_zone_instant (BERLIN, wanted, 14 * 60));
      g_assert_cmpint (range.to, ==, oof_zone_instant (BERLIN, wanted, 18 * 60));
    }
}

static void
test_names (void)
{
  g_autofree char *text = oof_weekdays_to_string (1 << 0 | 1 << 6);

  g_assert_cmpstr (text, ==, "mo,su");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/series/weekdays", test_weekdays);
  g_test_add_func ("/core/series/days", test_days);
  g_test_add_func ("/core/series/hours", test_hours);
  g_test_add_func ("/core/series/missing", test_missing);
  g_test_add_func ("/core/series/exceptions", test_exceptions);
  g_test_add_func ("/core/series/until", test_until);
  g_test_add_func ("/core/series/names", test_names);
  g_test_add_func ("/core/series/following", test_following);
  g_test_add_func ("/core/series/cancel-following", test_cancel_following);
  g_test_add_func ("/core/series/change-members", test_change_members);
  g_test_add_func ("/core/series/change-dates", test_change_dates);
  g_test_add_func ("/core/series/change-hours", test_change_hours);
  return g_test_run ();
}
