/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner-forward.h"

#include "core/oof-error.h"

#define PERSON "bernd@mfa.example"
#define CARLA  "carla@mfa.example"
#define DIETER "dieter@mfa.example"
#define NOW    ((OofInstant) 1795424400) /* 2026-11-23T09:00:00Z */
#define DAY    (24 * 60 * 60)

/* Bernd, away from yesterday to tomorrow. */
typedef struct
{
  OofPlannerInput input;
  OofForwardPolicy policy;
  OofAbsence *absence;
  GPtrArray *rules;
} World;

static void
set_up (World *world, gconstpointer data)
{
  OofDay today = oof_zone_day_of ("UTC", NOW);

  world->absence = oof_absence_new (PERSON, "UTC");
  world->absence->first_day = today - 1;
  world->absence->last_day = today + 1;
  world->absence->forward_to = g_strdup (CARLA);
  world->absence->forward_copy = TRUE;
  world->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_inbox_rule_unref);
  world->input.person = oof_person_new (NULL, PERSON, "Bernd");
  world->input.absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_ptr_array_add (world->input.absences, oof_absence_ref (world->absence));
  world->input.templates = g_ptr_array_new ();
  world->input.options = oof_options_new ();
  world->input.record = oof_record_new (PERSON);
  world->input.now = NOW;
  world->policy.domains = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (world->policy.domains, (gpointer) "mfa.example");
}

static void
tear_down (World *world, gconstpointer data)
{
  oof_absence_unref (world->absence);
  oof_person_unref (world->input.person);
  g_ptr_array_unref (world->input.absences);
  g_ptr_array_unref (world->input.templates);
  oof_options_unref (world->input.options);
  oof_record_unref (world->input.record);
  g_hash_table_unref (world->policy.domains);
  g_ptr_array_unref (world->rules);
}

static OofInboxRule *
add_rule (World *world, const char *id, const char *to)
{
  OofInboxRule *rule = oof_inbox_rule_new ();

  rule->id = g_strdup (id);
  g_strfreev (rule->redirect_to);
  rule->redirect_to = g_strsplit (to, " ", -1);
  g_ptr_array_add (world->rules, rule);
  return rule;
}

static OofInboxRule *
add_ours (World *world, const char *to)
{
  OofInboxRule *rule = oof_inbox_rule_new_forward (world->absence->key, to, TRUE);

  rule->id = g_strdup ("ours");
  g_ptr_array_add (world->rules, rule);
  return rule;
}

/* "create", "delete ours", … joined by a blank, and the change as people see it. */
static void
assert_plan (World *world, const char *actions, const char *old_value, const char *new_value)
{
  static const char *const words[] = { "create", "delete", "enable", "disable" };
  g_autoptr (OofForwardPlan) plan =
      oof_planner_plan_forward (&world->input, &world->policy, world->rules);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < plan->rule_changes->len; i++)
    {
      const OofRuleChange *change = plan->rule_changes->pdata[i];

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? "; " : "", words[change->action],
                              change->rule->id != NULL ? " " : "",
                              change->rule->id != NULL ? change->rule->id : "");
    }
  g_assert_cmpstr (text->str, ==, actions);
  g_assert_cmpuint (plan->changes->len, ==, *actions != '\0');
  if (plan->changes->len > 0)
    {
      const OofChange *change = plan->changes->pdata[0];

      g_assert_cmpstr (change->old_value, ==, old_value);
      g_assert_cmpstr (change->new_value, ==, new_value);
    }
}

/* As if the plan had been carried out and recorded. */
static void
record_plan (World *world)
{
  g_autoptr (OofForwardPlan) plan =
      oof_planner_plan_forward (&world->input, &world->policy, world->rules);

  g_clear_pointer (&world->input.record->forward, oof_forward_unref);
  world->input.record->forward =
      oof_forward_new_found (world->rules, plan->after, world->input.now);
}

static void
test_set (World *world, gconstpointer data)
{
  g_assert_true (oof_planner_needs_rules (&world->input));
  assert_plan (world, "create", "", CARLA);
  add_ours (world, CARLA);
  assert_plan (world, "", NULL, NULL);
  world->absence->forward_copy = FALSE;
  assert_plan (world, "delete ours; create", CARLA, CARLA " (no copy)");
}

/* Not before it runs, not on hold, and not for somebody who forwards nothing. */
static void
test_not_set (World *world, gconstpointer data)
{
  world->absence->hold = TRUE;
  assert_plan (world, "", NULL, NULL);
  world->absence->hold = FALSE;
  world->input.now = NOW - 3 * DAY;
  assert_plan (world, "", NULL, NULL);
  g_assert_false (oof_planner_needs_rules (&world->input));
}

static void
test_replaced (World *world, gconstpointer data)
{
  OofInboxRule *all = add_rule (world, "all", DIETER);
  OofInboxRule *some = add_rule (world, "some", DIETER);

  some->conditional = TRUE;
  assert_plan (world, "create; disable all", DIETER, CARLA);
  record_plan (world);
  all->enabled = FALSE;
  add_ours (world, CARLA);
  assert_plan (world, "", NULL, NULL);
  world->absence->cancelled = NOW;
  assert_plan (world, "delete ours; enable all", CARLA, DIETER);
}

/* The person switched the own rule on again: that stays, and is not switched on twice. */
static void
test_hand_at_replaced (World *world, gconstpointer data)
{
  add_rule (world, "all", DIETER);
  record_plan (world);
  add_ours (world, CARLA);
  assert_plan (world, "", NULL, NULL);
  world->absence->cancelled = NOW;
  assert_plan (world, "delete ours", DIETER ", " CARLA, DIETER);
}

static void
test_hand_at_ours (World *world, gconstpointer data)
{
  g_autoptr (OofForwardPlan) plan = NULL;

  record_plan (world);
  plan = oof_planner_plan_forward (&world->input, &world->policy, world->rules);
  g_assert_true (plan->drifted);
  g_assert_cmpuint (plan->rule_changes->len, ==, 0);
  world->input.options->drift_restore = TRUE;
  assert_plan (world, "create", "", CARLA);
}

/* Planned anew it is nobody's change: the old rule goes, the new one comes. */
static void
test_changed (World *world, gconstpointer data)
{
  record_plan (world);
  add_ours (world, CARLA);
  g_free (world->absence->forward_to);
  world->absence->forward_to = g_strdup (DIETER);
  assert_plan (world, "delete ours; create", CARLA, DIETER);
}

static void
test_ended (World *world, gconstpointer data)
{
  record_plan (world);
  add_ours (world, CARLA);
  world->input.now = NOW + 3 * DAY;
  g_assert_true (oof_planner_needs_rules (&world->input));
  assert_plan (world, "delete ours", CARLA, "");
  world->input.options->set_only = TRUE;
  assert_plan (world, "", NULL, NULL);
}

static void
test_outside (World *world, gconstpointer data)
{
  g_autoptr (OofForwardPlan) plan = NULL;

  g_free (world->absence->forward_to);
  world->absence->forward_to = g_strdup ("kunde@contoso.example");
  plan = oof_planner_plan_forward (&world->input, &world->policy, world->rules);
  g_assert_error (plan->error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_assert_cmpuint (plan->rule_changes->len, ==, 0);
  world->policy.external = TRUE;
  assert_plan (world, "create", "", "kunde@contoso.example");
}

static void
test_found (World *world, gconstpointer data)
{
  OofInboxRule *hidden = add_rule (world, "hidden", "");
  g_autoptr (OofForward) alone = NULL;
  g_autoptr (OofForward) better = NULL;

  hidden->read_only = TRUE;
  g_strfreev (hidden->redirect_to);
  hidden->redirect_to = g_new0 (char *, 1);
  alone = oof_forward_new_found (world->rules, NULL, NOW);
  g_assert_cmpint (alone->kind, ==, OOF_FORWARD_RULE);
  g_assert_true (alone->hidden);
  g_assert_null (alone->to);
  add_rule (world, "seen", DIETER);
  better = oof_forward_new_found (world->rules, NULL, NOW);
  g_assert_cmpstr (better->to, ==, DIETER);
  g_assert_false (oof_forward_equal (alone, better));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/planner-forward/" name, World, NULL, set_up, function, tear_down)
  ADD ("set", test_set);
  ADD ("not-set", test_not_set);
  ADD ("replaced", test_replaced);
  ADD ("hand-at-replaced", test_hand_at_replaced);
  ADD ("hand-at-ours", test_hand_at_ours);
  ADD ("changed", test_changed);
  ADD ("ended", test_ended);
  ADD ("outside", test_outside);
  ADD ("found", test_found);
  return g_test_run ();
}
