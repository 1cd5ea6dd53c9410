/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner.h"

#include "planner-world.h"

/* What holds whatever the plan is. Seeded: OOF_TEST_SEED repeats a run with another seed. */

#define CASES 10000
#define DAY   ((OofInstant) 24 * 3600)

static GRand *
new_rand (void)
{
  const char *seed = g_getenv ("OOF_TEST_SEED");
  guint32 number = seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : 20261123;

  g_test_message ("OOF_TEST_SEED=%u", number);
  return g_rand_new_with_seed (number);
}

static gboolean throw (GRand * rand, guint one_in)
{
  return g_rand_int_range (rand, 0, (gint32) one_in) == 0;
}

static OofAbsence *
add_random_absence (World *world, GRand *rand)
{
  OofDay today = oof_zone_day_of ("UTC", world->now);
  OofAbsence *absence = oof_absence_new ("anna@kontor.example", "Europe/Berlin");

  absence->first_day = today + g_rand_int_range (rand, -8, 9);
  absence->last_day = absence->first_day + g_rand_int_range (rand, 0, 10);
  if (throw (rand, 3))
    {
      absence->all_day = FALSE;
      absence->window.from = world->now + g_rand_int_range (rand, -200, 200) * 1800;
      absence->window.to = absence->window.from + g_rand_int_range (rand, 1, 200) * 1800;
    }
  absence->open_end = throw (rand, 8);
  if (absence->open_end)
    absence->window.to = OOF_INSTANT_FOREVER;
  absence->created_at = g_rand_int_range (rand, 0, 3);
  if (throw (rand, 5))
    absence->closure_id = g_strdup ("closure");
  if (throw (rand, 6))
    absence->cancelled = world->now - 3600;
  absence->hold = throw (rand, 8);
  if (throw (rand, 8))
    absence->calendar = OOF_CALENDAR_CALENDAR_ONLY;
  if (throw (rand, 4))
    absence->audience =
        (OofAudience) g_rand_int_range (rand, OOF_AUDIENCE_NONE, OOF_AUDIENCE_MAILBOX + 1);
  g_ptr_array_add (world->absences, absence);
  return absence;
}

static OofReplyState *
new_random_state (World *world, GRand *rand)
{
  OofReplyStatus status = (OofReplyStatus) g_rand_int_range (rand, 0, 3);
  OofRange window = { world->now + g_rand_int_range (rand, -300, 300) * 1800, 0 };
  OofAudience audience =
      (OofAudience) g_rand_int_range (rand, OOF_AUDIENCE_NONE, OOF_AUDIENCE_MAILBOX);

  window.to = window.from + g_rand_int_range (rand, 1, 300) * 1800;
  return oof_reply_state_new (status, audience, window, throw (rand, 2) ? "<p>eigen</p>" : "",
                              throw (rand, 2) ? "<p>own</p>" : "");
}

static World *
new_random_world (GRand *rand)
{
  World *world = world_new ();
  guint n = (guint) g_rand_int_range (rand, 0, 6);

  world->now += g_rand_int_range (rand, 0, 48) * 1800;
  for (guint i = 0; i < n; i++)
    add_random_absence (world, rand);
  world->options->set_only = throw (rand, 10);
  world->options->drift_restore = throw (rand, 4);
  world->options->lead_days = g_rand_int_range (rand, 1, 31);
  world->open_end_group = throw (rand, 10);
  world_set_current (world, new_random_state (world, rand));
  return world;
}

/* Each run leaves nothing to do for the next one, whatever happens between two pairs of them. */
static void
test_twice (void)
{
  g_autoptr (GRand) rand = new_rand ();
  guint n_written = 0;

  for (guint i = 0; i < CASES; i++)
    {
      g_autoptr (World) world = new_random_world (rand);

      for (guint step = 0; step < 3; step++)
        {
          g_autoptr (OofPlan) first = world_plan (world);
          world_apply (world, first);
          g_autoptr (OofPlan) second = world_plan (world);
          n_written += first->wanted != NULL;
          if (second->wanted != NULL)
            g_test_message ("case %u, step %u", i, step);
          g_assert_null (second->wanted);
          world->now += g_rand_int_range (rand, 0, 100) * 1800;
          if (throw (rand, 3))
            add_random_absence (world, rand);
          if (throw (rand, 3) && world->record != NULL)
            world_set_current (world, new_random_state (world, rand));
        }
    }
  g_assert_cmpuint (n_written, >, CASES / 10);
}

/* What is never sent: an end that is over, an end before the start, a plan with an error in it. */
static void
test_valid (void)
{
  g_autoptr (GRand) rand = new_rand ();

  for (guint i = 0; i < CASES; i++)
    {
      g_autoptr (World) world = new_random_world (rand);
      g_autoptr (OofPlan) planned = world_plan (world);

      g_assert_true ((planned->changes->len > 0) == (planned->wanted != NULL));
      g_assert_true ((planned->verdict == OOF_VERDICT_TO_DO) == (planned->wanted != NULL));
      if (planned->wanted == NULL || planned->wanted->status != OOF_REPLY_SCHEDULED)
        continue;
      g_assert_cmpint (planned->wanted->window.to, >, world->now);
      g_assert_cmpint (planned->wanted->window.to, >, planned->wanted->window.from);
      g_assert_cmpint (planned->wanted->window.to, !=, OOF_INSTANT_FOREVER);
    }
}

static void
shuffle (GPtrArray *array, GRand *rand)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
      gpointer item = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[j];
      array->pdata[j] = item;
    }
}

/* The rule of decisions 5, said once more in another way: nothing that counts at @at beats
 * @counting. */
static void
assert_best (GPtrArray *absences, const OofAbsence *counting, OofInstant at)
{
  for (guint i = 0; i < absences->len; i++)
    {
      const OofAbsence *other = g_ptr_array_index (absences, i);
      OofRange range = oof_absence_get_range (other);

      if (other->hold || other->cancelled != OOF_INSTANT_NONE || at < range.from || at >= range.to)
        continue;
      g_assert_nonnull (counting);
      if ((counting->closure_id != NULL) != (other->closure_id != NULL))
        g_assert_nonnull (counting->closure_id);
      else if (range.from != oof_absence_get_range (counting).from)
        g_assert_cmpint (range.from, <, oof_absence_get_range (counting).from);
      else
        g_assert_cmpint (other->created_at, <=, counting->created_at);
    }
}

static void
test_unique (void)
{
  g_autoptr (GRand) rand = new_rand ();
  guint n_counting = 0;

  for (guint i = 0; i < CASES; i++)
    {
      g_autoptr (World) world = new_random_world (rand);
      OofInstant at = world->now + g_rand_int_range (rand, -400, 400) * 900;
      OofAbsence *counting = oof_absence_find_counting (world->absences, at);

      n_counting += counting != NULL;
      assert_best (world->absences, counting, at);
      if (counting != NULL)
        g_assert_true (oof_range_contains (oof_absence_get_range (counting), at));
      for (guint n = 0; n < 3; n++)
        {
          shuffle (world->absences, rand);
          g_assert_true (oof_absence_find_counting (world->absences, at) == counting);
        }
    }
  g_assert_cmpuint (n_counting, >, CASES / 10);
}

/* By GLib's calendar, which is not ours. */
static int
get_local_day (GTimeZone *zone, OofInstant at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  return (int) g_date_get_julian (&date);
}

/* Every other case begins or ends within two days of a change of the clock. */
static OofDay
draw_day (const char *zone, GTimeZone *tz, GRand *rand)
{
  OofDay day = oof_day_from_ymd (g_rand_int_range (rand, 2020, 2038), 1, 1)
               + g_rand_int_range (rand, 0, 365);

  if (throw (rand, 2))
    return day;
  for (guint i = 0; i < 366; i++, day++)
    {
      OofInstant noon = oof_zone_instant (zone, day, 12 * 60);

      if (g_time_zone_get_offset (tz, g_time_zone_find_interval (tz, G_TIME_TYPE_UNIVERSAL, noon))
          != g_time_zone_get_offset (
              tz, g_time_zone_find_interval (tz, G_TIME_TYPE_UNIVERSAL, noon + DAY)))
        break;
    }
  return day + g_rand_int_range (rand, -2, 3);
}

static void
test_local_days (void)
{
  const char *const zones[] = { "Europe/Berlin", "America/New_York", "Asia/Kathmandu",
                                "Australia/Lord_Howe" };
  g_autoptr (GRand) rand = new_rand ();

  for (guint i = 0; i < CASES; i++)
    {
      const char *zone = zones[i % G_N_ELEMENTS (zones)];
      g_autoptr (GTimeZone) tz = g_time_zone_new_identifier (zone);
      g_autoptr (OofAbsence) absence = oof_absence_new ("anna@kontor.example", zone);
      g_autoptr (OofAbsence) next = oof_absence_new ("anna@kontor.example", zone);
      OofRange range;
      int first, last;

      g_assert_nonnull (tz);
      absence->first_day = draw_day (zone, tz, rand);
      absence->last_day = absence->first_day + g_rand_int_range (rand, 0, 5);
      range = oof_absence_get_range (absence);
      first = get_local_day (tz, range.from);
      last = get_local_day (tz, range.to - 1);
      g_assert_cmpint (last - first, ==, absence->last_day - absence->first_day);
      g_assert_cmpint (first, ==,
                       get_local_day (tz, oof_zone_instant (zone, absence->first_day, 720)));
      g_assert_cmpint (get_local_day (tz, range.from - 1), ==, first - 1);
      g_assert_cmpint (get_local_day (tz, range.to), ==, last + 1);
      next->first_day = next->last_day = absence->last_day + 1;
      g_assert_cmpint (oof_absence_get_range (next).from, ==, range.to);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner-property/twice", test_twice);
  g_test_add_func ("/planner-property/valid", test_valid);
  g_test_add_func ("/planner-property/unique", test_unique);
  g_test_add_func ("/planner-property/local-days", test_local_days);
  return g_test_run ();
}
