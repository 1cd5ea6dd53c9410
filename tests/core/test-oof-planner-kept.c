/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner.h"

#include "planner-world.h"

/* What stays as it is, and what goes when its absence is over. */

#define DAY ((OofInstant) 24 * 3600)

static void
test_changed_outside (void)
{
  g_autoptr (World) world = world_new ();
  OofTemplate *tmpl = g_ptr_array_index (world->templates, 0);
  OofAbsence *absence = world_add_days (world, "2027-06-01", "2027-06-10");

  world_run (world);
  world_set_current (world, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, "own"));
  world_assert_kept (world, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_KEPT_CHANGED_OUTSIDE);

  /* A template is no reason to undo what a hand did. */
  g_free (tmpl->body);
  tmpl->body = g_strdup ("neu");
  world_assert_kept (world, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_KEPT_CHANGED_OUTSIDE);

  /* Whoever plans the absence anew decides again. */
  absence->last_day++;
  g_autoptr (OofPlan) planned =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-01T00:00:00Z", "2027-06-12T00:00:00Z");
}

/* With "as it is in the mailbox" the audience is the mailbox's business; the text is not. */
static void
test_audience_moves (void)
{
  g_autoptr (World) world = world_new ();

  world_add_days (world, "2027-06-01", "2027-06-10")->audience = OOF_AUDIENCE_MAILBOX;
  world_run (world);
  world_set_current (world, oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_CONTACTS,
                                                 world->current->window, world->current->internal,
                                                 world->current->external));
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);
  world_set_current (world, oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_CONTACTS,
                                                 world->current->window, "own", "own"));
  world_assert_kept (world, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_KEPT_CHANGED_OUTSIDE);
}

static void
test_text_changed (void)
{
  g_autoptr (World) world = world_new ();
  OofTemplate *tmpl = g_ptr_array_index (world->templates, 0);

  world_add_days (world, "2027-06-01", "2027-06-10");
  world_run (world);
  g_free (tmpl->body);
  tmpl->body = g_strdup ("neu");
  g_autoptr (OofPlan) planned = world_plan (world);
  g_assert_cmpuint (planned->changes->len, ==, 2);
  world_assert_change (planned, 0, "internal", "Weg vom 01.06.2027 bis 10.06.2027\nintern", "neu",
                       OOF_REASON_TEXT_CHANGED);
  g_assert_true (planned->answers_again);
  world_apply (world, planned);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);

  /* Another window alone makes Exchange forget nobody. */
  ((OofAbsence *) g_ptr_array_index (world->absences, 0))->last_day++;
  g_autoptr (OofPlan) longer =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-01T00:00:00Z", "2027-06-12T00:00:00Z");
  g_assert_cmpuint (longer->changes->len, ==, 1);
  g_assert_false (longer->answers_again);
}

/* Reading tells the words; that they are written in another font is known from what we sent. */
static void
test_look_changed (void)
{
  g_autoptr (World) world = world_new ();

  world_add_days (world, "2027-06-01", "2027-06-10");
  world_run (world);
  g_free (world->options->font);
  world->options->font = g_strdup ("Calibri");
  g_autoptr (OofPlan) planned = world_plan (world);
  g_assert_cmpuint (planned->changes->len, ==, 2);
  world_assert_change (planned, 1, "external", "Weg vom 01.06.2027 bis 10.06.2027\nextern",
                       "Weg vom 01.06.2027 bis 10.06.2027\nextern", OOF_REASON_LOOK_CHANGED);
  g_assert_true (planned->look_change && planned->answers_again && planned->template_change);
  world_apply (world, planned);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);

  /* Without a record nothing says which look is there. */
  world->options->font_size = 11;
  g_clear_pointer (&world->record, oof_record_unref);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);
}

/* With another window the look goes along. */
static void
test_look_and_window (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *absence = world_add_days (world, "2027-06-01", "2027-06-10");
  OofTemplate *tmpl = g_ptr_array_index (world->templates, 0);

  g_free (tmpl->body);
  tmpl->body = g_strdup ("Weg");
  world_run (world);
  world->options->font_size = 11;
  absence->last_day++;
  g_autoptr (OofPlan) planned = world_plan (world);
  g_assert_cmpuint (planned->changes->len, ==, 3);
  world_assert_change (planned, 0, "to", "2027-06-11T00:00:00Z", "2027-06-12T00:00:00Z",
                       OOF_REASON_ABSENCE_RUNS);
  world_assert_change (planned, 1, "internal", "Weg", "Weg", OOF_REASON_LOOK_CHANGED);
  g_assert_true (planned->look_change && planned->answers_again);
}

static void
test_not_confirmed (void)
{
  g_autoptr (World) world = world_new ();

  world_add_days (world, "2027-06-01", "2027-06-10");
  world_run (world);
  g_clear_pointer (&world->record->returned, oof_reply_state_unref);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);
  world_set_current (world, world_new_state (OOF_REPLY_DISABLED, NULL, NULL, ""));
  g_autoptr (OofPlan) again =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-01T00:00:00Z", "2027-06-11T00:00:00Z");
}

static void
test_kept_until_start (void)
{
  g_autoptr (World) world = world_new ();

  world_add_days (world, "2027-06-08", "2027-06-10");
  world_set_current (world, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, "own"));
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_KEPT_UNTIL_START);
  world_set_current (world, world_new_state (OOF_REPLY_SCHEDULED, "2027-06-07T00:00:00Z",
                                             "2027-06-07T13:00:00Z", "own"));
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_KEPT_UNTIL_START);
  world_set_current (world, world_new_state (OOF_REPLY_SCHEDULED, "2027-06-07T20:00:00Z",
                                             "2027-06-20T00:00:00Z", "own"));
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_KEPT_UNTIL_START);

  /* It would not answer when the absence starts: no absence starts in silence. */
  world_set_current (world, world_new_state (OOF_REPLY_SCHEDULED, "2027-06-20T00:00:00Z",
                                             "2027-06-22T00:00:00Z", "own"));
  g_autoptr (OofPlan) silent =
      world_assert_wanted (world, OOF_REASON_ABSENCE_STARTS, OOF_REPLY_SCHEDULED,
                           "2027-06-08T00:00:00Z", "2027-06-11T00:00:00Z");

  world_set_current (world, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, "own"));
  world->now = world_at ("2027-06-08T00:00:00Z");
  g_autoptr (OofPlan) started =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-08T00:00:00Z", "2027-06-11T00:00:00Z");
  g_assert_true (started->answers_again);
}

/* Ours for another absence is no reply of the person's own. */
static void
test_ours_gives_way (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *old = world_add_days (world, "2027-06-01", NULL);

  world_run (world);
  old->cancelled = world->now;
  world_add_days (world, "2027-06-09", "2027-06-10");
  g_autoptr (OofPlan) planned =
      world_assert_wanted (world, OOF_REASON_ABSENCE_STARTS, OOF_REPLY_SCHEDULED,
                           "2027-06-09T00:00:00Z", "2027-06-11T00:00:00Z");
  g_assert_false (planned->answers_again);
}

static void
test_ended (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (OofPlan) planned = NULL;

  world_set_current (world, world_new_state (OOF_REPLY_DISABLED, NULL, NULL, "mine"));
  world_add_days (world, "2027-06-01", "2027-06-10");
  world_run (world);
  world->now = world_at ("2027-06-11T00:00:00Z");
  planned = world_assert_wanted (world, OOF_REASON_ABSENCE_ENDED, OOF_REPLY_DISABLED, NULL, NULL);
  g_assert_cmpuint (planned->changes->len, ==, 1);
  world_assert_change (planned, 0, "state", "scheduled", "disabled", OOF_REASON_ABSENCE_ENDED);
  /* The person finds the own text again. */
  g_assert_cmpstr (planned->wanted->internal, ==, "mine");
  g_assert_cmpstr (planned->wanted->external, ==, "mine");
  g_assert_false (planned->answers_again);
  world_apply (world, planned);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
}

static void
test_cancelled (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *absence = world_add_days (world, "2027-06-01", "2027-06-10");
  g_autoptr (OofPlan) cancelled = NULL;
  g_autoptr (OofPlan) moved = NULL;
  g_autoptr (OofPlan) vanished = NULL;

  world_run (world);
  absence->cancelled = world->now;
  cancelled =
      world_assert_wanted (world, OOF_REASON_ABSENCE_CANCELLED, OOF_REPLY_DISABLED, NULL, NULL);
  g_assert_null (cancelled->absence);
  absence->cancelled = OOF_INSTANT_NONE;
  absence->first_day += 100;
  absence->last_day += 100;
  moved = world_assert_wanted (world, OOF_REASON_ABSENCE_CANCELLED, OOF_REPLY_DISABLED, NULL, NULL);
  g_ptr_array_set_size (world->absences, 0);
  vanished =
      world_assert_wanted (world, OOF_REASON_ABSENCE_CANCELLED, OOF_REPLY_DISABLED, NULL, NULL);
}

static void
test_set_only (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (World) world = world_new ();

      world_add_days (world, "2027-06-01", "2027-06-10");
      world->options->set_only = i == 0;
      world->open_end_group = i == 1;
      world_run (world);
      g_assert_cmpint (world->current->status, ==, OOF_REPLY_ENABLED);
      world->now += 30 * DAY;
      world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_KEPT_SET_ONLY);
    }
}

/* The state pages are gone: what an absence of the person would have given is ours. */
static void
test_without_record (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *absence = world_add_days (world, "2027-06-01", "2027-06-10");
  g_autoptr (OofPlan) ended = NULL;
  g_autoptr (OofPlan) cancelled = NULL;

  world_run (world);
  g_clear_pointer (&world->record, oof_record_unref);
  world->now += 30 * DAY;
  ended = world_assert_wanted (world, OOF_REASON_ABSENCE_ENDED, OOF_REPLY_DISABLED, NULL, NULL);
  world->now -= 30 * DAY;
  absence->cancelled = world->now;
  cancelled =
      world_assert_wanted (world, OOF_REASON_ABSENCE_CANCELLED, OOF_REPLY_DISABLED, NULL, NULL);

  world_set_current (world,
                     oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL,
                                          (OofRange){ world->now - DAY, world->now + DAY },
                                          world->current->internal, world->current->external));
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
  world_set_current (world, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, ""));
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
}

static void
test_not_ours (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *absence = world_add_days (world, "2027-06-01", "2027-06-10");

  absence->cancelled = world->now;
  world_set_current (world, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, "own"));
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
  world_set_current (world, world_new_state (OOF_REPLY_SCHEDULED, "2027-06-08T00:00:00Z",
                                             "2027-06-09T00:00:00Z", "own"));
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
  world_set_current (world, world_new_state (OOF_REPLY_SCHEDULED, "2027-06-01T00:00:00Z",
                                             "2027-06-07T12:00:00Z", "own"));
  world_assert_kept (world, OOF_VERDICT_EXPIRED, OOF_REASON_NONE);

  /* We wrote, and somebody else wrote after us. */
  absence->cancelled = OOF_INSTANT_NONE;
  world_run (world);
  absence->cancelled = world->now;
  world_set_current (world, world_new_state (OOF_REPLY_ENABLED, NULL, NULL, "own"));
  world_assert_kept (world, OOF_VERDICT_CHANGED_OUTSIDE, OOF_REASON_KEPT_CHANGED_OUTSIDE);
  world_set_current (world, world_new_state (OOF_REPLY_DISABLED, NULL, NULL, "own"));
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
}

/* Neither the reply nor its switch-off need be confirmed for us to know them again. */
static void
test_ended_not_confirmed (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (OofPlan) off = NULL;
  g_autoptr (OofPlan) again = NULL;
  g_autoptr (OofReplyState) before = NULL;

  world_add_days (world, "2027-06-01", "2027-06-10");
  world_run (world);
  before = oof_reply_state_ref (world->current);
  g_clear_pointer (&world->record->returned, oof_reply_state_unref);
  world->now += 30 * DAY;
  off = world_assert_wanted (world, OOF_REASON_ABSENCE_ENDED, OOF_REPLY_DISABLED, NULL, NULL);
  world_apply (world, off);
  g_clear_pointer (&world->record->returned, oof_reply_state_unref);
  world_set_current (world, oof_reply_state_ref (before));
  world_see (world);
  again = world_assert_wanted (world, OOF_REASON_ABSENCE_ENDED, OOF_REPLY_DISABLED, NULL, NULL);
}

static void
test_hold (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *absence = world_add_days (world, "2027-06-01", "2027-06-10");
  g_autoptr (OofPlan) planned = NULL;

  absence->hold = TRUE;
  planned = world_plan (world);
  world_assert_plan (planned, OOF_VERDICT_ON_HOLD, OOF_REASON_KEPT_ON_HOLD);
  g_assert_true (planned->absence == absence);
  g_assert_true (absence->hold);

  /* It keeps away what counts less, and gives way to what counts more. */
  world_add_days (world, "2027-05-01", "2027-06-30");
  world_assert_kept (world, OOF_VERDICT_ON_HOLD, OOF_REASON_KEPT_ON_HOLD);
  world_add_days (world, "2027-06-05", "2027-06-30");
  g_autoptr (OofPlan) later =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-05T00:00:00Z", "2027-07-01T00:00:00Z");
}

static void
test_hold_before_start (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *next = world_add_days (world, "2027-06-09", "2027-06-10");
  OofAbsence *old = NULL;
  g_autoptr (OofPlan) off = NULL;

  world_run (world);
  next->hold = TRUE;
  world_assert_kept (world, OOF_VERDICT_ON_HOLD, OOF_REASON_KEPT_ON_HOLD);

  /* What is left of another absence goes all the same. */
  next->hold = FALSE;
  old = world_add_days (world, "2027-06-01", NULL);
  world_run (world);
  next->hold = TRUE;
  old->cancelled = world->now;
  off = world_assert_wanted (world, OOF_REASON_ABSENCE_CANCELLED, OOF_REPLY_DISABLED, NULL, NULL);
  world_apply (world, off);
  world_assert_kept (world, OOF_VERDICT_ON_HOLD, OOF_REASON_KEPT_ON_HOLD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner-kept/changed-outside", test_changed_outside);
  g_test_add_func ("/planner-kept/audience-moves", test_audience_moves);
  g_test_add_func ("/planner-kept/text-changed", test_text_changed);
  g_test_add_func ("/planner-kept/look-changed", test_look_changed);
  g_test_add_func ("/planner-kept/look-and-window", test_look_and_window);
  g_test_add_func ("/planner-kept/not-confirmed", test_not_confirmed);
  g_test_add_func ("/planner-kept/kept-until-start", test_kept_until_start);
  g_test_add_func ("/planner-kept/ours-gives-way", test_ours_gives_way);
  g_test_add_func ("/planner-kept/ended", test_ended);
  g_test_add_func ("/planner-kept/cancelled", test_cancelled);
  g_test_add_func ("/planner-kept/set-only", test_set_only);
  g_test_add_func ("/planner-kept/without-record", test_without_record);
  g_test_add_func ("/planner-kept/not-ours", test_not_ours);
  g_test_add_func ("/planner-kept/ended-not-confirmed", test_ended_not_confirmed);
  g_test_add_func ("/planner-kept/hold", test_hold);
  g_test_add_func ("/planner-kept/hold-before-start", test_hold_before_start);
  return g_test_run ();
}
