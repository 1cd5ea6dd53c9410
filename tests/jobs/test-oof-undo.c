/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-closure.h"
#include "jobs/oof-mailbox-plan.h"
#include "jobs/oof-run-spare.h"
#include "jobs/oof-undo.h"

/* Undo, closures and the guard, as pure functions. */

#define CASES   10000
#define ADDRESS "anna@x.example"

typedef struct
{
  OofSnapshot *snapshot;
  OofRoster *roster;
  OofPerson *person; /* (not owned) */
  OofInstant now;
} World;

static World *
world_new (void)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  World *world = g_new0 (World, 1);

  g_ptr_array_add (people, oof_person_new ("1", ADDRESS, "Anna Meier"));
  world->roster = oof_roster_new (people, groups);
  world->person = oof_roster_get (world->roster, ADDRESS);
  world->snapshot = oof_snapshot_new ();
  g_ptr_array_add (world->snapshot->templates,
                   oof_template_new ("Standard", FALSE, "Weg bis @@oofto. @@EventSubject"));
  g_assert_true (oof_instant_parse ("2027-06-07T12:00:00Z", &world->now, NULL));
  return world;
}

static void
world_free (World *world)
{
  oof_snapshot_unref (world->snapshot);
  oof_roster_unref (world->roster);
  g_free (world);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

static void
add_random_absence (World *world, GRand *rand)
{
  OofAbsence *absence = oof_absence_new (ADDRESS, "Europe/Berlin");
  OofDay today = oof_zone_day_of ("Europe/Berlin", world->now);

  absence->first_day = today + g_rand_int_range (rand, -5, 4);
  absence->last_day = absence->first_day + g_rand_int_range (rand, 0, 9);
  absence->rev = 1;
  if (g_rand_int_range (rand, 0, 5) == 0)
    absence->closure_id = g_strdup ("closure");
  g_ptr_array_add (world->snapshot->absences, absence);
}

static OofReplyState *
new_random_state (World *world, GRand *rand)
{
  OofRange window = { world->now - 3600, world->now + g_rand_int_range (rand, 1, 100) * 3600 };
  g_autofree char *internal = g_strdup_printf ("<p>eigen %u</p>\r\n", g_rand_int (rand));

  return oof_reply_state_new (
      (OofReplyStatus) g_rand_int_range (rand, 0, 3),
      (OofAudience) g_rand_int_range (rand, OOF_AUDIENCE_NONE, OOF_AUDIENCE_MAILBOX), window,
      internal, "<html>own</html>");
}

/* What a run logs of the write that @plan asks for. */
static OofRunLog *
new_log (World *world, const OofPlan *plan, const char *run, const OofRecord *old)
{
  OofRunLog *log = oof_run_log_new (run, world->now);
  OofLogPerson *person = oof_run_log_add_person (log, ADDRESS, "written", NULL);

  person->before = oof_reply_state_ref (plan->current);
  if (old != NULL && old->applied != NULL)
    person->before_absence = oof_absence_ref (old->applied);
  return log;
}

static void
write_record (World *world, const OofPlan *plan)
{
  OofRecord *record = oof_record_new (ADDRESS);

  record->written = oof_reply_state_ref (plan->wanted);
  record->returned = oof_reply_state_ref (plan->wanted);
  if (plan->absence != NULL && plan->wanted->status != OOF_REPLY_DISABLED)
    {
      record->absence = g_strdup (plan->absence->key);
      record->applied = oof_absence_copy (plan->absence);
    }
  g_hash_table_replace (world->snapshot->records, g_strdup (ADDRESS), record);
}

/* Stores what @undo asks for, and gives the record that its write leaves. */
static OofRecord *
carry_out (World *world, const OofUndo *undo)
{
  OofRecord *record = oof_record_new (ADDRESS);
  GPtrArray *absences = world->snapshot->absences;

  for (guint i = 0; i < undo->updates->len; i++)
    for (guint n = 0; n < absences->len; n++)
      {
        OofAbsence *update = g_ptr_array_index (undo->updates, i);
        if (!g_str_equal (((OofAbsence *) absences->pdata[n])->key, update->key))
          continue;
        oof_absence_unref (absences->pdata[n]);
        absences->pdata[n] = oof_absence_ref (update);
      }
  record->written = oof_reply_state_ref (undo->wanted);
  record->returned = oof_reply_state_ref (undo->wanted);
  record->absence = undo->absence != NULL ? g_strdup (undo->absence->key) : NULL;
  record->applied = undo->absence != NULL ? oof_absence_ref (undo->absence) : NULL;
  return record;
}

/* Written, then undone: the value of before to the byte, and nothing to write at the next run. */
static void
test_apply_then_undo (void)
{
  const char *seed = g_getenv ("OOF_TEST_SEED");
  guint32 number = seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : 20261123;
  g_autoptr (GRand) rand = g_rand_new_with_seed (number);
  guint n_written = 0;

  g_test_message ("OOF_TEST_SEED=%u", number);
  for (guint i = 0; i < CASES; i++)
    {
      g_autoptr (World) world = world_new ();
      g_autoptr (OofReplyState) before = new_random_state (world, rand);
      OofUndoScope scope = { "R1", NULL, OOF_INSTANT_NONE };
      g_autoptr (GPtrArray) runs =
          g_ptr_array_new_with_free_func ((GDestroyNotify) oof_run_log_unref);
      g_autoptr (GError) error = NULL;

      for (gint n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        add_random_absence (world, rand);
      g_autoptr (GPtrArray) absences = oof_snapshot_dup_absences_of (world->snapshot, ADDRESS);
      g_autoptr (OofPlan) plan = oof_mailbox_plan (world->roster, world->snapshot, world->person,
                                                   absences, before, world->now);
      if (plan->wanted == NULL)
        continue;
      n_written++;
      g_ptr_array_add (runs, new_log (world, plan, "R1", NULL));
      write_record (world, plan);

      g_autoptr (GPtrArray) undos =
          oof_undo_list (runs, &scope, world->snapshot, world->roster, world->now, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (undos->len, ==, 1);
      const OofUndo *undo = g_ptr_array_index (undos, 0);
      g_assert_true (oof_reply_state_identical (undo->wanted, before));
      g_autoptr (OofRecord) record = carry_out (world, undo);
      g_autoptr (GPtrArray) later = oof_snapshot_dup_absences_of (world->snapshot, ADDRESS);
      g_autoptr (OofPlan) next =
          oof_mailbox_plan_with (world->roster, world->snapshot, world->person, later, undo->wanted,
                                 record, OOF_MAILBOX_PLAN_NORMAL, world->now);
      g_assert_null (next->wanted);
    }
  g_assert_cmpuint (n_written, >, CASES / 4);
}

static void
test_spare_limits (void)
{
  g_assert_false (oof_run_spare_is_needed (0, 0));
  g_assert_false (oof_run_spare_is_needed (50, 50));
  g_assert_true (oof_run_spare_is_needed (51, 60));
  g_assert_false (oof_run_spare_is_needed (60, 600));
  g_assert_true (oof_run_spare_is_needed (61, 600));
}

static OofAbsence *
add_closure (OofSnapshot *snapshot, const char *address, OofDay day)
{
  OofAbsence *absence = oof_absence_new (address, "UTC");

  absence->rev = 1;
  absence->first_day = absence->last_day = day;
  absence->closure_id = g_strdup ("c");
  absence->closure_group = g_strdup ("IT");
  g_ptr_array_add (snapshot->absences, absence);
  return absence;
}

/* Who joins gets it, who leaves loses it, who was let off or lost it keeps that. */
static void
test_closure_follows (void)
{
  const char *addresses[] = { "stays@x", "joins@x", "let-off@x", "returns@x" };
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  g_autoptr (OofSnapshot) snapshot = oof_snapshot_new ();
  OofGroup *group = oof_group_new ("IT");
  OofInstant now = oof_zone_day_start ("UTC", 20600);
  OofAbsence *returns;

  group->address = g_strdup ("it@x");
  group->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_ptr_array_add (people, oof_person_new (NULL, addresses[i], addresses[i]));
      g_hash_table_add (group->members, g_strdup (addresses[i]));
    }
  g_ptr_array_add (groups, group);
  g_autoptr (OofRoster) roster = oof_roster_new (people, groups);
  add_closure (snapshot, "stays@x", 20601);
  add_closure (snapshot, "let-off@x", 20601)->cancelled = now;
  returns = add_closure (snapshot, "returns@x", 20601);
  returns->cancelled = now;
  returns->closure_left = TRUE;
  add_closure (snapshot, "leaves@x", 20601);

  g_autoptr (OofClosureChanges) changes = oof_closure_list_changes (snapshot, roster, now);
  g_assert_cmpuint (changes->additions->len, ==, 2);
  g_assert_cmpuint (changes->leaves->len, ==, 1);
  const OofAbsence *joined = g_ptr_array_index (changes->additions, 0);
  const OofAbsence *back = g_ptr_array_index (changes->additions, 1);
  g_assert_cmpstr (joined->person, ==, "joins@x");
  g_assert_cmpint (joined->first_day, ==, 20601);
  g_assert_cmpint (joined->rev, ==, 0);
  g_assert_cmpstr (back->key, ==, returns->key);
  g_assert_cmpint (back->cancelled, ==, OOF_INSTANT_NONE);
  const OofAbsence *left = g_ptr_array_index (changes->leaves, 0);
  g_assert_cmpstr (left->person, ==, "leaves@x");
  g_assert_true (left->closure_left);

  /* Over, or of a group that nobody knows any more: nothing. */
  g_autoptr (OofClosureChanges) over =
      oof_closure_list_changes (snapshot, roster, now + 10 * 86400);
  g_assert_cmpuint (over->additions->len + over->leaves->len, ==, 0);
  g_hash_table_remove_all (group->members);
  g_autoptr (OofClosureChanges) empty = oof_closure_list_changes (snapshot, roster, now);
  g_assert_cmpuint (empty->additions->len + empty->leaves->len, ==, 0);
  g_assert_cmpstr (oof_closure_find (snapshot->absences, returns->key), ==, "c");
  g_assert_cmpstr (oof_closure_find (snapshot->absences, "c"), ==, "c");
  g_assert_null (oof_closure_find (snapshot->absences, "d"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs/undo/apply-then-undo", test_apply_then_undo);
  g_test_add_func ("/jobs/spare/limits", test_spare_limits);
  g_test_add_func ("/jobs/closure/follows", test_closure_follows);
  return g_test_run ();
}
