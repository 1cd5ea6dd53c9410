/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-conflict.h"

#include "core/oof-error.h"

#define ANNA   "anna.meier@kontor.example"
#define BERLIN "Europe/Berlin"

static OofDay
day_of (const char *text)
{
  OofDay day = OOF_DAY_NONE;

  g_assert_true (oof_day_parse (text, &day, NULL));
  return day;
}

/* @to: (nullable): no end. */
static OofAbsence *
new_days (const char *from, const char *to)
{
  OofAbsence *absence = oof_absence_new (ANNA, BERLIN);

  absence->rev = 3;
  g_free (absence->subject);
  absence->subject = g_strdup ("Urlaub");
  absence->first_day = day_of (from);
  absence->open_end = to == NULL;
  absence->last_day = to != NULL ? day_of (to) : OOF_DAY_NONE;
  return absence;
}

static OofAbsence *
new_hours (const char *day, int from, int to)
{
  OofAbsence *absence = oof_absence_new (ANNA, BERLIN);

  absence->all_day = FALSE;
  absence->window.from = oof_zone_instant (BERLIN, day_of (day), from * 60);
  absence->window.to = oof_zone_instant (BERLIN, day_of (day), to * 60);
  return absence;
}

static OofConflictPlan *
resolve (OofAbsence *other, OofAbsence *draft, OofOnConflict how, GError **error)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  g_ptr_array_add (others, other);
  return oof_conflict_resolve (others, draft, how, error);
}

static void
assert_dates (GPtrArray *absences, guint index, const char *from, const char *to)
{
  OofAbsence *absence = g_ptr_array_index (absences, index);
  g_autofree char *first = oof_absence_dup_from (absence);
  g_autofree char *last = oof_absence_dup_to (absence);

  g_assert_cmpstr (first, ==, from);
  g_assert_cmpstr (last, ==, to);
}

static void
assert_counts (const OofConflictPlan *plan, guint changed, guint added, guint cancelled)
{
  g_assert_cmpuint (plan->changed->len, ==, changed);
  g_assert_cmpuint (plan->added->len, ==, added);
  g_assert_cmpuint (plan->cancelled->len, ==, cancelled);
}

static void
test_middle (void)
{
  g_autoptr (OofAbsence) other = new_days ("2026-12-01", "2026-12-14");
  g_autoptr (OofAbsence) draft = new_days ("2026-12-05", "2026-12-07");

  oof_absence_add_moved (other, "2026-11-01", "2026-11-02");
  for (OofOnConflict how = OOF_ON_CONFLICT_REPLACE; how <= OOF_ON_CONFLICT_SPLIT; how++)
    {
      g_autoptr (OofConflictPlan) plan = resolve (other, draft, how, NULL);
      OofAbsence *rest;

      assert_counts (plan, 1, 1, 0);
      assert_dates (plan->changed, 0, "2026-12-01", "2026-12-04");
      assert_dates (plan->added, 0, "2026-12-08", "2026-12-14");
      rest = g_ptr_array_index (plan->added, 0);
      g_assert_cmpstr (rest->subject, ==, "Urlaub");
      g_assert_cmpstr (rest->key, !=, other->key);
      g_assert_cmpint (rest->rev, ==, 0);
      g_assert_cmpuint (rest->moved->len, ==, 0);
      g_assert_cmpint (((OofAbsence *) plan->changed->pdata[0])->rev, ==, 3);
    }
  g_assert_cmpint (other->last_day, ==, day_of ("2026-12-14"));
}

static void
test_sides (void)
{
  g_autoptr (OofAbsence) other = new_days ("2026-12-05", "2026-12-14");
  g_autoptr (OofAbsence) early = new_days ("2026-12-01", "2026-12-07");
  g_autoptr (OofAbsence) late = new_days ("2026-12-10", NULL);
  g_autoptr (OofConflictPlan) front = resolve (other, early, OOF_ON_CONFLICT_SPLIT, NULL);
  g_autoptr (OofConflictPlan) back = resolve (other, late, OOF_ON_CONFLICT_REPLACE, NULL);

  assert_counts (front, 1, 0, 0);
  assert_dates (front->changed, 0, "2026-12-08", "2026-12-14");
  assert_counts (back, 1, 0, 0);
  assert_dates (back->changed, 0, "2026-12-05", "2026-12-09");
}

/* Nothing is left: replaced, but not split. */
static void
test_covered (void)
{
  g_autoptr (OofAbsence) other = new_days ("2026-12-05", "2026-12-07");
  g_autoptr (OofAbsence) draft = new_days ("2026-12-05", "2026-12-07");
  g_autoptr (OofConflictPlan) plan = resolve (other, draft, OOF_ON_CONFLICT_REPLACE, NULL);
  g_autoptr (GError) error = NULL;

  assert_counts (plan, 0, 0, 1);
  g_assert_null (resolve (other, draft, OOF_ON_CONFLICT_SPLIT, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, other->key));
}

static void
test_kept (void)
{
  g_autoptr (OofAbsence) other = new_days ("2026-12-01", "2026-12-14");
  g_autoptr (OofAbsence) draft = new_days ("2026-12-05", "2026-12-07");
  g_autoptr (OofConflictPlan) keep = resolve (other, draft, OOF_ON_CONFLICT_KEEP, NULL);
  g_autoptr (GError) error = NULL;

  assert_counts (keep, 0, 0, 0);
  g_assert_null (resolve (other, draft, OOF_ON_CONFLICT_REFUSE, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  other->closure_id = g_strdup ("c");
  for (OofOnConflict how = OOF_ON_CONFLICT_REPLACE; how <= OOF_ON_CONFLICT_SPLIT; how++)
    {
      g_autoptr (OofConflictPlan) plan = resolve (other, draft, how, NULL);
      assert_counts (plan, 0, 0, 0);
    }
}

/* Without end, and by the hour: what is left of days is by the hour, too. */
static void
test_forms (void)
{
  g_autoptr (OofAbsence) endless = new_days ("2026-12-01", NULL);
  g_autoptr (OofAbsence) draft = new_days ("2026-12-05", "2026-12-07");
  g_autoptr (OofAbsence) hours = new_hours ("2026-12-05", 10, 12);
  g_autoptr (OofAbsence) day = new_days ("2026-12-05", "2026-12-05");
  g_autoptr (OofConflictPlan) plan = resolve (endless, draft, OOF_ON_CONFLICT_SPLIT, NULL);
  g_autoptr (OofConflictPlan) parts = resolve (day, hours, OOF_ON_CONFLICT_SPLIT, NULL);

  assert_counts (plan, 1, 1, 0);
  assert_dates (plan->changed, 0, "2026-12-01", "2026-12-04");
  assert_dates (plan->added, 0, "2026-12-08", NULL);
  assert_counts (parts, 1, 1, 0);
  assert_dates (parts->changed, 0, "2026-12-04T23:00:00Z", "2026-12-05T09:00:00Z");
  assert_dates (parts->added, 0, "2026-12-05T11:00:00Z", "2026-12-05T23:00:00Z");
}

/* A series cuts one long absence again and again. */
static void
test_several (void)
{
  g_autoptr (OofAbsence) other = new_days ("2026-12-01", "2026-12-20");
  g_autoptr (OofAbsence) one = new_days ("2026-12-04", "2026-12-04");
  g_autoptr (OofAbsence) two = new_days ("2026-12-11", "2026-12-11");
  g_autoptr (OofAbsence) all = new_days ("2026-11-30", "2026-12-31");
  g_autoptr (GPtrArray) absences = g_ptr_array_new ();
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();
  g_autoptr (OofConflictPlan) plan = NULL;

  g_ptr_array_add (absences, other);
  g_ptr_array_add (drafts, one);
  g_ptr_array_add (drafts, two);
  plan = oof_conflict_resolve_all (absences, drafts, OOF_ON_CONFLICT_REPLACE, NULL);
  assert_counts (plan, 1, 2, 0);
  assert_dates (plan->changed, 0, "2026-12-01", "2026-12-03");
  assert_dates (plan->added, 0, "2026-12-05", "2026-12-10");
  assert_dates (plan->added, 1, "2026-12-12", "2026-12-20");
  g_clear_pointer (&plan, oof_conflict_plan_free);
  g_ptr_array_add (drafts, all);
  plan = oof_conflict_resolve_all (absences, drafts, OOF_ON_CONFLICT_REPLACE, NULL);
  assert_counts (plan, 0, 0, 1);
  g_assert_cmpstr (((OofAbsence *) plan->cancelled->pdata[0])->key, ==, other->key);
}

/* Two weeks of a series, both a week later: where one was, the other one is now. */
static void
test_own (void)
{
  g_autoptr (OofAbsence) one = new_days ("2026-11-02", "2026-11-02");
  g_autoptr (OofAbsence) two = new_days ("2026-11-09", "2026-11-09");
  g_autoptr (OofAbsence) one_later = oof_absence_copy (one);
  g_autoptr (OofAbsence) two_later = oof_absence_copy (two);
  g_autoptr (GPtrArray) absences = g_ptr_array_new ();
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();
  g_autoptr (OofConflictPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  one_later->first_day = one_later->last_day = day_of ("2026-11-09");
  two_later->first_day = two_later->last_day = day_of ("2026-11-16");
  g_ptr_array_add (absences, one);
  g_ptr_array_add (absences, two);
  g_ptr_array_add (drafts, one_later);
  g_ptr_array_add (drafts, two_later);
  plan = oof_conflict_resolve_all (absences, drafts, OOF_ON_CONFLICT_REFUSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->cancelled->len + plan->changed->len, ==, 0);
}

/* What was split comes back under its key, with the revision that stands there now; what was added
 * goes, what was cancelled is there again. */
static void
test_undo (void)
{
  g_autoptr (OofAbsence) split = new_days ("2026-11-02", "2026-11-20");
  g_autoptr (OofAbsence) covered = new_days ("2026-11-09", "2026-11-10");
  g_autoptr (OofAbsence) draft = new_days ("2026-11-09", "2026-11-13");
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();
  g_autoptr (GPtrArray) stored = g_ptr_array_new ();
  g_autoptr (OofConflictPlan) plan = NULL;
  g_autoptr (OofConflictPlan) undo = NULL;

  g_ptr_array_add (before, split);
  g_ptr_array_add (before, covered);
  g_ptr_array_add (drafts, draft);
  plan = oof_conflict_resolve_all (before, drafts, OOF_ON_CONFLICT_REPLACE, NULL);
  g_ptr_array_add (stored, draft);
  for (guint i = 0; i < plan->changed->len; i++)
    {
      OofAbsence *changed = g_ptr_array_index (plan->changed, i);
      changed->rev++;
      g_ptr_array_add (stored, changed);
    }
  g_ptr_array_add (stored, g_ptr_array_index (plan->added, 0));
  g_autoptr (OofAbsence) cancelled = oof_absence_copy (covered);
  cancelled->cancelled = 1;
  cancelled->rev++;
  g_ptr_array_add (stored, cancelled);

  undo = oof_conflict_plan_new_undo (stored, before);
  g_assert_true (undo->back);
  g_assert_cmpuint (undo->added->len, ==, 0);
  g_assert_cmpuint (undo->changed->len, ==, 2);
  assert_dates (undo->changed, 0, "2026-11-02", "2026-11-20");
  assert_dates (undo->changed, 1, "2026-11-09", "2026-11-10");
  for (guint i = 0; i < 2; i++)
    {
      OofAbsence *back = g_ptr_array_index (undo->changed, i);
      g_assert_cmpstr (back->key, ==, ((OofAbsence *) g_ptr_array_index (before, i))->key);
      g_assert_cmpint (back->rev, ==, 4);
      g_assert_cmpint (back->cancelled, ==, OOF_INSTANT_NONE);
    }
  g_assert_cmpuint (undo->cancelled->len, ==, 2);
  g_assert_true (g_ptr_array_index (undo->cancelled, 0) == draft);
  assert_dates (undo->cancelled, 1, "2026-11-14", "2026-11-20");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/conflict/middle", test_middle);
  g_test_add_func ("/core/conflict/sides", test_sides);
  g_test_add_func ("/core/conflict/covered", test_covered);
  g_test_add_func ("/core/conflict/kept", test_kept);
  g_test_add_func ("/core/conflict/forms", test_forms);
  g_test_add_func ("/core/conflict/several", test_several);
  g_test_add_func ("/core/conflict/own", test_own);
  g_test_add_func ("/core/conflict/undo", test_undo);
  return g_test_run ();
}
