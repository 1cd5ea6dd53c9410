/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner.h"

#include "core/oof-reply-text.h"
#include "planner-world.h"

#define HOUR ((OofInstant) 3600)

static void
test_nothing (void)
{
  g_autoptr (World) world = world_new ();

  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
  world_add_days (world, "2027-05-01", "2027-06-06");
  world_add_days (world, "2027-06-07", "2027-06-30")->calendar = OOF_CALENDAR_CALENDAR_ONLY;
  world_add_days (world, "2027-06-08", "2027-06-30")->cancelled = world->now;
  world_add_days (world, "2027-06-30", "2027-06-01");
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
}

static void
test_running (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *absence = world_add_days (world, "2027-06-01", "2027-06-10");
  g_autoptr (OofPlan) planned =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-01T00:00:00Z", "2027-06-11T00:00:00Z");
  OofReason reason = OOF_REASON_ABSENCE_RUNS;

  g_assert_cmpstr (planned->address, ==, "anna@kontor.example");
  g_assert_true (planned->absence == absence);
  g_assert_false (planned->answers_again);
  g_assert_cmpuint (planned->changes->len, ==, 5);
  world_assert_change (planned, 0, "state", "disabled", "scheduled", reason);
  world_assert_change (planned, 1, "from", "", "2027-06-01T00:00:00Z", reason);
  world_assert_change (planned, 2, "to", "", "2027-06-11T00:00:00Z", reason);
  world_assert_change (planned, 3, "internal", "", "Weg vom 01.06.2027 bis 10.06.2027\nintern",
                       reason);
  world_assert_change (planned, 4, "external", "", "Weg vom 01.06.2027 bis 10.06.2027\nextern",
                       reason);

  world_apply (world, planned);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);
  g_clear_pointer (&world->record, oof_record_unref);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);
}

/* Exchange may make something else of a text: what it returned is then what counts. */
static void
test_rewritten (void)
{
  g_autoptr (World) world = world_new ();

  world_add_days (world, "2027-06-01", "2027-06-10");
  world_run (world);
  world_set_current (world, oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_CONTACTS,
                                                 world->record->written->window, "<p>sanitised</p>",
                                                 "<p>sanitised too</p>"));
  g_clear_pointer (&world->record->returned, oof_reply_state_unref);
  world->record->returned = oof_reply_state_ref (world->current);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);
  world_set_current (world, world_dress (world->current));
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);
}

static void
test_lead (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *absence = world_add_hours (world, "2027-06-10T12:00:00Z", "2027-06-11T12:00:00Z");
  g_autoptr (OofPlan) planned = NULL;

  world->now -= 1;
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
  world->now += 1;
  planned = world_assert_wanted (world, OOF_REASON_ABSENCE_STARTS, OOF_REPLY_SCHEDULED,
                                 "2027-06-10T12:00:00Z", "2027-06-11T12:00:00Z");
  g_assert_true (planned->absence == absence);
  g_assert_false (planned->answers_again);
  world->options->lead_days = 2;
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
  world->now = world_at ("2027-06-11T11:59:00Z");
  world_run (world);
  g_assert_cmpint (world->current->status, ==, OOF_REPLY_SCHEDULED);
  world->now = world_at ("2027-06-11T12:00:00Z");
  world_run (world);
  g_assert_cmpint (world->current->status, ==, OOF_REPLY_DISABLED);
}

static void
test_next_is_earliest (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *closure = NULL;
  g_autoptr (OofPlan) planned = NULL;

  world_add_days (world, "2027-06-10", "2027-06-12");
  world_add_days (world, "2027-06-08", "2027-06-08");
  closure = world_add_days (world, "2027-06-08", "2027-06-08");
  closure->closure_id = g_strdup ("c:1");
  world_add_days (world, "2027-06-08", "2027-06-08");
  planned = world_plan (world);
  g_assert_true (planned->absence == closure);
}

static void
test_coverage (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *bridge = NULL;

  world_add_days (world, "2027-06-14", "2027-06-20");
  world_add_days (world, "2027-06-01", "2027-06-08");
  world_add_days (world, "2027-06-22", "2027-06-30");
  bridge = world_add_days (world, "2027-06-09", "2027-06-13");

  g_autoptr (OofPlan) first =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-01T00:00:00Z", "2027-06-21T00:00:00Z");
  bridge->calendar = OOF_CALENDAR_CALENDAR_ONLY;
  g_autoptr (OofPlan) second =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-01T00:00:00Z", "2027-06-09T00:00:00Z");
  bridge->calendar = OOF_CALENDAR_NONE;
  bridge->hold = TRUE;
  g_autoptr (OofPlan) third =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-01T00:00:00Z", "2027-06-09T00:00:00Z");
  bridge->hold = FALSE;
  bridge->cancelled = world->now;
  g_autoptr (OofPlan) fourth =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-01T00:00:00Z", "2027-06-09T00:00:00Z");
}

/* The text changes between two absences that touch; the window has no gap. */
static void
test_chain (void)
{
  g_autoptr (World) world = world_new ();

  world_add_days (world, "2027-06-01", "2027-06-08");
  world_add_days (world, "2027-06-09", "2027-06-13");
  world_run (world);
  world->now = world_at ("2027-06-09T00:30:00Z");
  g_autoptr (OofPlan) second =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-09T00:00:00Z", "2027-06-14T00:00:00Z");
  g_assert_true (second->answers_again);
  g_assert_cmpuint (second->changes->len, ==, 3);
  world_assert_change (second, 0, "from", "2027-06-01T00:00:00Z", "2027-06-09T00:00:00Z",
                       OOF_REASON_ABSENCE_RUNS);
  world_apply (world, second);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);
}

/* A closure in the middle: its text while it lasts, and the old one again afterwards. */
static void
test_closure (void)
{
  g_autoptr (World) world = world_new ();

  world_add_days (world, "2027-06-01", "2027-06-30");
  world_add_days (world, "2027-06-07", "2027-06-08")->closure_id = g_strdup ("c:1");
  g_autoptr (OofPlan) during =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-07T00:00:00Z", "2027-07-01T00:00:00Z");
  world_apply (world, during);
  world->now = world_at ("2027-06-09T00:00:00Z");
  g_autoptr (OofPlan) after =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_SCHEDULED,
                           "2027-06-01T00:00:00Z", "2027-07-01T00:00:00Z");
}

/* Always enabled: at the first run after the start, never before. */
static void
test_always (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (World) world = world_new ();

      world_add_days (world, "2027-06-08", i == 0 ? NULL : "2027-06-20");
      world->options->set_only = i == 1;
      world->open_end_group = i == 2;
      world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NONE);
      world->now = world_at ("2027-06-08T00:00:00Z");
      g_autoptr (OofPlan) planned =
          world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_ENABLED, NULL, NULL);
      g_assert_cmpint (planned->wanted->window.to, ==, OOF_INSTANT_NONE);
      world_assert_change (planned, 0, "state", "disabled", "enabled", OOF_REASON_ABSENCE_RUNS);
      world_assert_change (planned, 1, "internal", "",
                           i == 0 ? "Weg vom 08.06.2027 bis\nintern"
                                  : "Weg vom 08.06.2027 bis 20.06.2027\nintern",
                           OOF_REASON_ABSENCE_RUNS);
      world_apply (world, planned);
      world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);
    }
}

/* What is followed without a gap by an absence without end cannot be scheduled to its own end. */
static void
test_endless_coverage (void)
{
  g_autoptr (World) world = world_new ();

  world_add_days (world, "2027-06-08", "2027-06-10");
  world_add_days (world, "2027-06-11", NULL);
  g_autoptr (OofPlan) before =
      world_assert_wanted (world, OOF_REASON_ABSENCE_STARTS, OOF_REPLY_SCHEDULED,
                           "2027-06-08T00:00:00Z", "2027-06-11T00:00:00Z");
  world_apply (world, before);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_STARTS);
  world->now = world_at ("2027-06-09T00:00:00Z");
  g_autoptr (OofPlan) during =
      world_assert_wanted (world, OOF_REASON_ABSENCE_RUNS, OOF_REPLY_ENABLED, NULL, NULL);
  g_assert_true (during->answers_again);
  world_assert_change (during, 1, "from", "2027-06-08T00:00:00Z", "", OOF_REASON_ABSENCE_RUNS);
}

static void
assert_internal (World *world, const char *text)
{
  g_autoptr (OofPlan) planned = world_plan (world);
  g_autofree char *plain = NULL;

  g_assert_nonnull (planned->wanted);
  plain = oof_reply_text_to_plain (planned->wanted->internal);
  g_assert_cmpstr (plain, ==, text);
}

static void
test_template (void)
{
  g_autoptr (World) world = world_new ();
  OofAbsence *absence = world_add_days (world, "2027-06-01", "2027-06-10");

  g_ptr_array_set_size (world->templates, 0);
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NO_TEMPLATE);
  world_add_template (world, "Eins", "eins");
  assert_internal (world, "eins");
  world_add_template (world, "Zwei", "zwei");
  world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_NO_TEMPLATE);
  world_add_template (world, "standard", "standard");
  assert_internal (world, "standard");
  world->group_template = "Eins";
  assert_internal (world, "eins");
  absence->template_name = g_strdup ("ZWEI");
  assert_internal (world, "zwei");
  g_ptr_array_remove_index (world->templates, 1);
  assert_internal (world, "eins");
  world->group_template = "gone";
  assert_internal (world, "standard");
}

static void
test_unknown_names (void)
{
  g_autoptr (World) world = world_new ();

  world_add_days (world, "2027-06-01", "2027-06-10");
  g_ptr_array_set_size (world->templates, 0);
  world_add_template (world, "x", "a @@oofton\n##oofexternal @@nothing b @@oofton");
  g_autoptr (OofPlan) planned = world_plan (world);
  g_assert_cmpuint (planned->unknown->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (planned->unknown, 0), ==, "oofton");
  g_assert_cmpstr (g_ptr_array_index (planned->unknown, 1), ==, "nothing");
  g_assert_nonnull (planned->wanted);
}

static void
test_deputy (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (OofPerson) bernd = oof_person_new ("2", "bernd@kontor.example", "Bernd Krause");
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  OofPlannerInput input = { .person = world->person,
                            .absences = world->absences,
                            .templates = world->templates,
                            .people = people,
                            .options = world->options,
                            .current = world->current,
                            .now = world->now };

  world_add_days (world, "2027-06-01", "2027-06-10")->deputy = g_strdup ("bernd@kontor.example");
  g_ptr_array_set_size (world->templates, 0);
  world_add_template (world, "x", "@@oofforwarduser");
  g_hash_table_insert (people, bernd->address, bernd);
  g_autoptr (OofPlan) planned = oof_planner_plan (&input);
  world_assert_change (planned, 3, "internal", "", "Bernd Krause", OOF_REASON_ABSENCE_RUNS);
}

static void
test_audience (void)
{
  static const struct
  {
    OofAudience absence, tmpl, option, mailbox;
    const char *external;
    OofAudience expected;
  } rows[] = {
    { OOF_AUDIENCE_UNSET, OOF_AUDIENCE_UNSET, OOF_AUDIENCE_ALL, OOF_AUDIENCE_NONE, NULL,
      OOF_AUDIENCE_ALL },
    { OOF_AUDIENCE_UNSET, OOF_AUDIENCE_UNSET, OOF_AUDIENCE_UNSET, OOF_AUDIENCE_NONE, NULL,
      OOF_AUDIENCE_ALL },
    { OOF_AUDIENCE_UNSET, OOF_AUDIENCE_CONTACTS, OOF_AUDIENCE_ALL, OOF_AUDIENCE_NONE, NULL,
      OOF_AUDIENCE_CONTACTS },
    { OOF_AUDIENCE_NONE, OOF_AUDIENCE_CONTACTS, OOF_AUDIENCE_ALL, OOF_AUDIENCE_ALL, NULL,
      OOF_AUDIENCE_NONE },
    { OOF_AUDIENCE_MAILBOX, OOF_AUDIENCE_ALL, OOF_AUDIENCE_ALL, OOF_AUDIENCE_CONTACTS, NULL,
      OOF_AUDIENCE_CONTACTS },
    { OOF_AUDIENCE_UNSET, OOF_AUDIENCE_UNSET, OOF_AUDIENCE_MAILBOX, OOF_AUDIENCE_NONE, NULL,
      OOF_AUDIENCE_NONE },
    { OOF_AUDIENCE_ALL, OOF_AUDIENCE_ALL, OOF_AUDIENCE_ALL, OOF_AUDIENCE_ALL, "",
      OOF_AUDIENCE_NONE },
    { OOF_AUDIENCE_MAILBOX, OOF_AUDIENCE_ALL, OOF_AUDIENCE_ALL, OOF_AUDIENCE_ALL, "##oofinternal x",
      OOF_AUDIENCE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (World) world = world_new ();
      OofTemplate *tmpl = g_ptr_array_index (world->templates, 0);
      OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

      world_add_days (world, "2027-06-01", "2027-06-10")->audience = rows[i].absence;
      tmpl->audience = rows[i].tmpl;
      tmpl->external = g_strdup (rows[i].external);
      world->options->audience = rows[i].option;
      world_set_current (world,
                         oof_reply_state_new (OOF_REPLY_DISABLED, rows[i].mailbox, none, "", ""));
      g_autoptr (OofPlan) planned = world_plan (world);
      g_assert_cmpint (planned->wanted->audience, ==, rows[i].expected);
      world_apply (world, planned);
      world_assert_kept (world, OOF_VERDICT_AS_PLANNED, OOF_REASON_ABSENCE_RUNS);
    }
}

static guint
next_random (guint64 *seed, guint limit)
{
  *seed = *seed * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407;
  return (guint) ((*seed >> 33) % limit);
}

static void
add_random (World *world, guint64 *seed)
{
  OofAbsence *absence = world_add_days (world, "2027-06-01", "2027-06-01");

  absence->first_day += (OofDay) next_random (seed, 14);
  absence->last_day = absence->first_day + (OofDay) next_random (seed, 6);
  absence->open_end = next_random (seed, 12) == 0;
  absence->hold = next_random (seed, 12) == 0;
  absence->calendar = next_random (seed, 8) == 0 ? OOF_CALENDAR_CALENDAR_ONLY : 0;
  if (next_random (seed, 8) == 0)
    absence->closure_id = g_strdup ("c:1");
  if (next_random (seed, 6) == 0)
    absence->cancelled = world->now;
}

static void
assert_sane (World *world, const OofPlan *planned)
{
  const OofReplyState *wanted = planned->wanted;

  g_assert_true ((planned->verdict == OOF_VERDICT_TO_DO) == (wanted != NULL));
  g_assert_true ((planned->changes->len > 0) == (wanted != NULL));
  if (wanted == NULL || wanted->status == OOF_REPLY_DISABLED)
    return;
  g_assert_false (planned->absence->hold);
  if (wanted->status == OOF_REPLY_ENABLED)
    g_assert_cmpint (oof_absence_get_range (planned->absence).from, <=, world->now);
  else
    {
      g_assert_cmpint (wanted->window.to, >, world->now);
      g_assert_cmpint (wanted->window.to, >, wanted->window.from);
      g_assert_cmpint (wanted->window.to, <, OOF_INSTANT_FOREVER);
    }
}

/* Whatever is planned: a run that has been here leaves the next one nothing to do, hour by hour,
 * and while an absence runs somebody answers. */
static void
test_twice (void)
{
  guint64 seed = 42;

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (World) world = world_new ();

      world->options->set_only = next_random (&seed, 8) == 0;
      world->open_end_group = next_random (&seed, 8) == 0;
      for (guint i = next_random (&seed, 6); i > 0; i--)
        add_random (world, &seed);
      for (guint step = 0; step < 30; step++)
        {
          g_autoptr (OofPlan) planned = world_plan (world);

          assert_sane (world, planned);
          world_apply (world, planned);
          g_autoptr (OofPlan) again = world_plan (world);
          g_assert_null (again->wanted);
          if (planned->reason == OOF_REASON_ABSENCE_RUNS)
            g_assert_true (oof_reply_state_answers_at (world->current, world->now));
          world->now += 7 * HOUR;
        }
    }
}

static void
test_words (void)
{
  g_assert_cmpstr (oof_field_to_string (OOF_FIELD_FORWARDING), ==, "forwarding");
  g_assert_cmpstr (oof_reason_to_string (OOF_REASON_NO_TEMPLATE), ==, "no-template");
  g_assert_cmpstr (oof_verdict_to_string (OOF_VERDICT_UNREADABLE), ==, "unreadable");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/nothing", test_nothing);
  g_test_add_func ("/planner/running", test_running);
  g_test_add_func ("/planner/rewritten", test_rewritten);
  g_test_add_func ("/planner/lead", test_lead);
  g_test_add_func ("/planner/next-is-earliest", test_next_is_earliest);
  g_test_add_func ("/planner/coverage", test_coverage);
  g_test_add_func ("/planner/chain", test_chain);
  g_test_add_func ("/planner/closure", test_closure);
  g_test_add_func ("/planner/always", test_always);
  g_test_add_func ("/planner/endless-coverage", test_endless_coverage);
  g_test_add_func ("/planner/template", test_template);
  g_test_add_func ("/planner/unknown-names", test_unknown_names);
  g_test_add_func ("/planner/deputy", test_deputy);
  g_test_add_func ("/planner/audience", test_audience);
  g_test_add_func ("/planner/twice", test_twice);
  g_test_add_func ("/planner/words", test_words);
  return g_test_run ();
}
