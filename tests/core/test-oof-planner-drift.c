/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner.h"

#include "core/oof-reply-text.h"

#include "planner-world.h"

/* What somebody changed outside, and what is done about it; the deliberate exceptions. */

static World *
new_running_world (void)
{
  World *world = world_new ();

  world_add_days (world, "2027-06-01", "2027-06-10");
  world_run (world);
  return world;
}

static void
test_restore (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (World) world = new_running_world ();

      world_set_current (world, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, "own"));
      world->restore = i == 0;
      world->options->drift_restore = i == 1;
      g_autoptr (OofPlan) planned =
          world_assert_wanted (world, OOF_REASON_RESTORED, OOF_REPLY_SCHEDULED,
                               "2027-06-01T00:00:00Z", "2027-06-11T00:00:00Z");
      g_assert_true (planned->answers_again);
      g_assert_false (planned->template_change);
    }
}

/* Whoever switches the running reply off is back, whatever the options say. */
static void
test_came_back (void)
{
  g_autoptr (World) world = new_running_world ();

  world_set_current (world, world_new_state (OOF_REPLY_DISABLED, NULL, NULL, ""));
  world->options->drift_restore = TRUE;
  world->now += 3600;
  g_autoptr (OofPlan) planned = world_plan (world);
  world_assert_plan (planned, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_CAME_BACK);
  g_assert_true (planned->ends_absence);

  world->restore = TRUE;
  g_autoptr (OofPlan) restored =
      world_assert_wanted (world, OOF_REASON_RESTORED, OOF_REPLY_SCHEDULED, NULL, NULL);
  g_assert_false (restored->ends_absence);
}

/* What stood there before our write is read again: at first that is a replica that lags, whatever
 * the options say, and no person who came back. */
static void
test_lag (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (World) world = new_running_world ();
      g_autoptr (OofReplyState) before = oof_reply_state_ref (world->record->previous);

      world->options->drift_restore = i == 1;
      world_set_current (world, g_steal_pointer (&before));
      world->now += 599;
      world_assert_kept (world, OOF_VERDICT_NOT_CONFIRMED, OOF_REASON_NONE);
      world->now++;
      g_autoptr (OofPlan) later = world_plan (world);
      world_assert_plan (later, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_CAME_BACK);
      world->now--;
      world->restore = TRUE;
      g_autoptr (OofPlan) restored =
          world_assert_wanted (world, OOF_REASON_RESTORED, OOF_REPLY_SCHEDULED, NULL, NULL);
      g_assert_false (restored->ends_absence);
    }
}

/* The same state with our texts is what a hand leaves behind that switches off. */
static void
test_switched_off_at_once (void)
{
  g_autoptr (World) world = new_running_world ();
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

  world_set_current (world,
                     oof_reply_state_new (OOF_REPLY_DISABLED, world->current->audience, none,
                                          world->current->internal, world->current->external));
  g_autoptr (OofPlan) planned = world_plan (world);
  world_assert_plan (planned, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_CAME_BACK);
}

/* What was changed before the absence began stays until then, and no longer. */
static void
test_changed_before_start (void)
{
  const OofReplyStatus changed[] = { OOF_REPLY_DISABLED, OOF_REPLY_ENABLED };

  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autoptr (World) world = world_new ();

      world_add_days (world, "2027-06-08", "2027-06-10");
      world_run (world);
      world_set_current (world, world_new_state (changed[i], NULL, NULL, "own"));
      world_assert_kept (world, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_KEPT_CHANGED_OUTSIDE);
      world_see (world);
      world->now = world_at ("2027-06-08T00:00:00Z");
      g_autoptr (OofPlan) started =
          world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                               "2027-06-08T00:00:00Z", "2027-06-11T00:00:00Z");
      g_assert_false (started->ends_absence);
    }
}

/* Nobody looked between the start and the change: it may have been the person who came back. */
static void
test_changed_unseen (void)
{
  g_autoptr (World) world = world_new ();

  world_add_days (world, "2027-06-08", "2027-06-10");
  world_run (world);
  world_set_current (world, world_new_state (OOF_REPLY_DISABLED, NULL, NULL, "own"));
  world->now = world_at ("2027-06-08T08:00:00Z");
  g_autoptr (OofPlan) planned = world_plan (world);
  world_assert_plan (planned, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_CAME_BACK);
}

/* Only a text that changes though its absence is the same is the doing of a template. */
static void
test_template_change (void)
{
  g_autoptr (World) world = new_running_world ();
  OofTemplate *tmpl = g_ptr_array_index (world->templates, 0);
  OofAbsence *absence = g_ptr_array_index (world->absences, 0);
  char *body = g_strdup (tmpl->body);

  g_free (tmpl->body);
  tmpl->body = g_strdup ("neu");
  g_autoptr (OofPlan) template_changed = world_plan (world);
  g_assert_true (template_changed->template_change);

  absence->last_day--;
  g_autoptr (OofPlan) both_changed = world_plan (world);
  g_assert_nonnull (both_changed->wanted);
  g_assert_false (both_changed->template_change);

  g_free (tmpl->body);
  tmpl->body = body;
  g_autoptr (OofPlan) absence_changed = world_plan (world);
  g_assert_nonnull (absence_changed->wanted);
  g_assert_false (absence_changed->template_change);
}

/* A reply that does not run yet answers nobody again. */
static void
test_template_change_before_start (void)
{
  g_autoptr (World) world = world_new ();
  OofTemplate *tmpl = g_ptr_array_index (world->templates, 0);

  world_add_days (world, "2027-06-08", "2027-06-10");
  world_run (world);
  g_free (tmpl->body);
  tmpl->body = g_strdup ("neu");
  g_autoptr (OofPlan) planned = world_plan (world);
  g_assert_nonnull (planned->wanted);
  g_assert_false (planned->template_change);
}

static void
test_reset (void)
{
  g_autoptr (World) world = new_running_world ();
  g_autoptr (World) early = world_new ();

  world->reset = TRUE;
  g_autoptr (OofPlan) planned = world_plan (world);
  g_assert_true (planned->off_first);
  g_assert_true (planned->answers_again);
  g_assert_true (planned->wanted == world->current);
  g_assert_cmpint (planned->reason, ==, OOF_REASON_RESET);

  /* Neither theirs nor what does not run yet. */
  world_set_current (world, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, "own"));
  world_assert_kept (world, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_KEPT_CHANGED_OUTSIDE);
  world_add_days (early, "2027-06-08", "2027-06-10");
  world_run (early);
  early->reset = TRUE;
  world_assert_kept (early, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_STARTS);
}

/* A closure over a reply that a hand had changed: withdrawn, it gives that reply back. */
static void
test_given_back (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (World) world = new_running_world ();
      OofAbsence *own = g_ptr_array_index (world->absences, 0);
      g_autoptr (OofReplyState) theirs = world_new_state (OOF_REPLY_ENABLED, NULL, NULL, "own");
      g_autoptr (OofRecord) resting = oof_record_ref (world->record);
      OofAbsence *closure;

      world_set_current (world, oof_reply_state_ref (theirs));
      closure = world_add_days (world, "2027-06-05", "2027-06-08");
      closure->closure_id = g_strdup ("1");
      own->hold = i == 2;
      world_run (world);
      g_assert_cmpstr (world->record->absence, ==, closure->key);
      if (i < 2)
        world->record->resting = g_steal_pointer (&resting);
      g_clear_pointer (&world->record->previous, oof_reply_state_unref);
      world->record->previous = oof_reply_state_ref (theirs);
      closure->cancelled = world->now;
      world->restore = i == 1;
      g_autoptr (OofPlan) planned = world_plan (world);
      g_assert_nonnull (planned->wanted);
      g_assert_true ((planned->wanted == theirs) == (i != 1));
      if (i != 1)
        g_assert_cmpint (planned->reason, ==, OOF_REASON_GIVEN_BACK);
    }
}

/* To the byte, and with the texts of a disabled reply. */
static void
test_forced (void)
{
  g_autoptr (OofReplyState) before = world_new_state (OOF_REPLY_DISABLED, NULL, NULL, "own");
  g_autoptr (World) world = new_running_world ();
  g_autoptr (OofPlan) planned = oof_plan_new_forced ("anna@kontor.example", world->current, before,
                                                     NULL, OOF_REASON_UNDONE, world->now);

  world_assert_plan (planned, OOF_VERDICT_TO_DO, OOF_REASON_UNDONE);
  g_assert_true (planned->wanted == before);
  g_assert_cmpuint (planned->changes->len, ==, 5);
  g_autoptr (OofPlan) again = oof_plan_new_forced ("anna@kontor.example", before, before, NULL,
                                                   OOF_REASON_UNDONE, world->now);
  world_assert_plan (again, OOF_VERDICT_AS_PLANNED, OOF_REASON_UNDONE);
}

/* The person's own reply that an undo gave back is nobody's business. */
static void
test_put_back (void)
{
  g_autoptr (World) world = world_new ();

  world_set_current (world, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, "own"));
  world->record = oof_record_new ("anna@kontor.example");
  world->record->written = oof_reply_state_ref (world->current);
  world->record->returned = oof_reply_state_ref (world->current);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_UNDONE);
}

/* What is confidential is in no text, and neither is its note. */
static void
test_confidential (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (GPtrArray) subjects =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);
  OofSubject *ill = oof_subject_new ("krank");
  OofTemplate *tmpl = g_ptr_array_index (world->templates, 0);
  OofAbsence *absence = world_add_days (world, "2027-06-01", "2027-06-10");

  ill->confidential = TRUE;
  g_ptr_array_add (subjects, ill);
  g_free (tmpl->body);
  tmpl->body = g_strdup ("Grund: @@EventSubject\n##personalInfo");
  g_free (absence->subject);
  absence->subject = g_strdup ("Krank");
  absence->note = g_strdup ("Grippe");
  for (guint i = 0; i < 2; i++)
    {
      world->subjects = i == 0 ? subjects : NULL;
      g_autoptr (OofPlan) planned = world_plan (world);
      g_autofree char *plain = oof_reply_text_to_plain (planned->wanted->external);

      g_assert_cmpstr (plain, ==, i == 0 ? "Grund: Abwesend" : "Grund: Krank\nGrippe");
    }
}

static void
change_and_see (World *world, const char *when, const char *text)
{
  world->now = world_at (when);
  world_set_current (world, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, text));
  world_see (world);
}

static gboolean
has_hint (World *world)
{
  g_autoptr (OofPlan) planned = world_plan (world);

  g_assert_cmpint (planned->verdict, ==, OOF_VERDICT_CHANGED_OUTSIDE);
  return planned->at_full_hours;
}

/* A program that writes hour by hour is no hand: the verdict has a hint (decisions 7). */
static void
test_full_hours (void)
{
  g_autoptr (World) program = new_running_world ();
  g_autoptr (World) hand = new_running_world ();

  world_see (program);
  change_and_see (program, "2027-06-07T13:00:20Z", "13");
  g_assert_false (has_hint (program));
  program->now = world_at ("2027-06-07T14:00:20Z");
  world_see (program);
  g_assert_false (has_hint (program));
  /* As soon as it can be told: the run of this hour has not noted it yet. */
  world_set_current (program, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, "14"));
  g_assert_true (has_hint (program));
  world_see (program);
  g_assert_true (has_hint (program));
  program->now = world_at ("2027-06-08T13:00:21Z");
  g_assert_false (has_hint (program));

  world_see (hand);
  change_and_see (hand, "2027-06-07T13:00:20Z", "13");
  change_and_see (hand, "2027-06-07T13:20:00Z", "13:20");
  change_and_see (hand, "2027-06-07T13:40:00Z", "13:40");
  change_and_see (hand, "2027-06-07T14:00:20Z", "14");
  g_assert_false (has_hint (hand));
}

/* The last eight are kept. */
static void
test_noticed (void)
{
  g_autoptr (GArray) noticed = NULL;

  for (OofInstant at = 1; at <= 20; at++)
    {
      GArray *more = oof_outside_add (noticed, at);

      g_assert_false (oof_outside_equal (noticed, more));
      g_clear_pointer (&noticed, g_array_unref);
      noticed = more;
    }
  g_assert_cmpuint (noticed->len, ==, 8);
  g_assert_cmpint (g_array_index (noticed, OofInstant, 0), ==, 13);
  g_assert_true (oof_outside_equal (NULL, NULL));
  g_assert_false (oof_outside_at_full_hours (NULL, 20));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner-drift/restore", test_restore);
  g_test_add_func ("/planner-drift/came-back", test_came_back);
  g_test_add_func ("/planner-drift/lag", test_lag);
  g_test_add_func ("/planner-drift/switched-off-at-once", test_switched_off_at_once);
  g_test_add_func ("/planner-drift/changed-before-start", test_changed_before_start);
  g_test_add_func ("/planner-drift/changed-unseen", test_changed_unseen);
  g_test_add_func ("/planner-drift/template-change", test_template_change);
  g_test_add_func ("/planner-drift/template-change-before-start",
                   test_template_change_before_start);
  g_test_add_func ("/planner-drift/reset", test_reset);
  g_test_add_func ("/planner-drift/given-back", test_given_back);
  g_test_add_func ("/planner-drift/confidential", test_confidential);
  g_test_add_func ("/planner-drift/forced", test_forced);
  g_test_add_func ("/planner-drift/put-back", test_put_back);
  g_test_add_func ("/planner-drift/full-hours", test_full_hours);
  g_test_add_func ("/planner-drift/noticed", test_noticed);
  return g_test_run ();
}
