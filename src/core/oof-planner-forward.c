/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner-forward.h"

#include "core/oof-error.h"
#include "core/oof-planner-private.h"

#include <string.h>

/* What one plan is made of. */
typedef struct
{
  const OofPlannerInput *input;
  const OofForward *old; /* (nullable) */
  OofAbsence *absence;   /* (owned) (nullable) the one that runs */
  OofInboxRule *wanted;  /* (owned) (nullable) */
  GPtrArray *rules;
  OofForwardPlan *plan;
} Planning;

void
oof_forward_plan_free (OofForwardPlan *self)
{
  g_ptr_array_unref (self->rule_changes);
  g_ptr_array_unref (self->changes);
  g_clear_pointer (&self->found, oof_forward_unref);
  g_clear_pointer (&self->after, oof_forward_unref);
  g_clear_error (&self->error);
  g_free (self);
}

gboolean
oof_forward_policy_is_external (const OofForwardPolicy *self, const char *address)
{
  const char *at = strrchr (address, '@');
  g_autofree char *domain = at != NULL ? g_ascii_strdown (at + 1, -1) : NULL;

  return domain == NULL || self->domains == NULL || !g_hash_table_contains (self->domains, domain);
}

/* The absence that counts now; NULL when there is none, or when only one in the future decides. */
static OofAbsence *
find_running (const OofPlannerInput *input)
{
  gboolean running;
  OofAbsence *absence = oof_planner_find_deciding (input, &running);

  if (!running)
    g_clear_pointer (&absence, oof_absence_unref);
  return absence;
}

static const OofForward *
get_old (const OofPlannerInput *input)
{
  return input->record != NULL ? input->record->forward : NULL;
}

gboolean
oof_planner_needs_rules (const OofPlannerInput *input)
{
  g_autoptr (OofAbsence) absence = NULL;
  const OofForward *old;

  g_return_val_if_fail (input != NULL, FALSE);

  old = get_old (input);
  absence = find_running (input);
  return (absence != NULL && absence->forward_to != NULL)
         || (old != NULL
             && (old->absence != NULL || old->kind == OOF_FORWARD_OURS || old->replaced->len > 0));
}

static void
add (Planning *self, OofRuleAction action, OofInboxRule *rule)
{
  g_ptr_array_add (self->plan->rule_changes, oof_rule_change_new (action, rule));
}

static gboolean
is_ours (const OofInboxRule *rule)
{
  return oof_inbox_rule_get_absence (rule) != NULL;
}

static gboolean
is_replaced (const OofForward *old, const OofInboxRule *rule)
{
  return old != NULL
         && g_ptr_array_find_with_equal_func (old->replaced, rule->id, g_str_equal, NULL);
}

/* A rule of the person's that forwards every mail, and that we can switch. */
static gboolean
is_rival (const OofInboxRule *rule)
{
  return !is_ours (rule) && rule->enabled && !rule->conditional && !rule->read_only
         && oof_inbox_rule_forwards (rule);
}

/* That very rule was set already, and it is not there as we set it. */
static gboolean
has_drifted (const Planning *self)
{
  const OofForward *old = self->old;

  if (self->wanted == NULL || old == NULL || g_strcmp0 (old->absence, self->absence->key) != 0
      || g_strcmp0 (old->set_to, self->wanted->redirect_to[0]) != 0
      || old->set_copy == self->wanted->no_copy)
    return FALSE;
  for (guint i = 0; i < self->rules->len; i++)
    if (oof_inbox_rule_does (self->rules->pdata[i], self->wanted))
      return FALSE;
  return TRUE;
}

/* What is ours and not wanted goes first, so that there are never two of them. */
static void
plan_ours (Planning *self)
{
  gboolean there = FALSE;

  for (guint i = 0; i < self->rules->len; i++)
    {
      OofInboxRule *rule = self->rules->pdata[i];

      if (!is_ours (rule) || rule->read_only)
        continue;
      if (!there && self->wanted != NULL && oof_inbox_rule_does (rule, self->wanted))
        there = TRUE;
      else
        add (self, OOF_RULE_DELETE, rule);
    }
  if (self->wanted != NULL && !there)
    add (self, OOF_RULE_CREATE, self->wanted);
}

/* One that the person switched on again meanwhile stays on. */
static void
plan_rivals (Planning *self)
{
  GPtrArray *replaced = self->plan->after->replaced;

  for (guint i = 0; i < self->rules->len; i++)
    {
      OofInboxRule *rule = self->rules->pdata[i];

      if (self->wanted != NULL && is_rival (rule) && !is_replaced (self->old, rule))
        {
          add (self, OOF_RULE_DISABLE, rule);
          g_ptr_array_add (replaced, g_strdup (rule->id));
        }
      else if (self->wanted != NULL && is_replaced (self->old, rule))
        g_ptr_array_add (replaced, g_strdup (rule->id));
      else if (self->wanted == NULL && is_replaced (self->old, rule) && !rule->enabled)
        add (self, OOF_RULE_ENABLE, rule);
    }
}

static char *
describe (const OofInboxRule *rule)
{
  g_autofree char *targets = oof_inbox_rule_dup_targets (rule);

  return g_strconcat (targets, is_ours (rule) && rule->no_copy ? " (no copy)" : "", NULL);
}

/* Where mails go before all changes, or after them. */
static char *
describe_all (const Planning *self, gboolean after)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (after && self->wanted != NULL)
    g_ptr_array_add (texts, describe (self->wanted));
  for (guint i = 0; i < self->rules->len; i++)
    {
      OofInboxRule *rule = self->rules->pdata[i];
      gboolean before_runs = rule->enabled && oof_inbox_rule_forwards (rule) && !rule->conditional;
      gboolean runs = before_runs;

      for (guint n = 0; after && n < self->plan->rule_changes->len; n++)
        {
          const OofRuleChange *change = self->plan->rule_changes->pdata[n];

          if (change->rule == rule)
            runs = change->action == OOF_RULE_ENABLE;
        }
      if (runs && !(after && self->wanted != NULL && is_ours (rule)))
        g_ptr_array_add (texts, describe (rule));
    }
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (", ", (char **) texts->pdata);
}

static OofReason
get_reason (const Planning *self)
{
  const char *key = self->old != NULL ? self->old->absence : NULL;

  if (self->wanted != NULL)
    return OOF_REASON_ABSENCE_RUNS;
  for (guint i = 0; key != NULL && i < self->input->absences->len; i++)
    {
      const OofAbsence *absence = self->input->absences->pdata[i];

      if (g_str_equal (absence->key, key))
        return oof_absence_get_state (absence, self->input->now) == OOF_ABSENCE_CANCELLED
                   ? OOF_REASON_ABSENCE_CANCELLED
                   : OOF_REASON_ABSENCE_ENDED;
    }
  return OOF_REASON_ABSENCE_ENDED;
}

static void
change_free (OofChange *self)
{
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self);
}

static void
add_change (Planning *self)
{
  OofChange *change;

  if (self->plan->rule_changes->len == 0)
    return;
  change = g_new0 (OofChange, 1);
  change->field = OOF_FIELD_FORWARDING;
  change->old_value = describe_all (self, FALSE);
  change->new_value = describe_all (self, TRUE);
  change->reason = get_reason (self);
  g_ptr_array_add (self->plan->changes, change);
}

static void
plan_changes (Planning *self)
{
  OofForward *after = self->plan->after;

  plan_ours (self);
  plan_rivals (self);
  if (self->wanted != NULL)
    {
      after->absence = g_strdup (self->absence->key);
      after->set_to = g_strdup (self->wanted->redirect_to[0]);
      after->set_copy = !self->wanted->no_copy;
    }
  add_change (self);
}

/* The rule that should be there; an error when its target is not allowed. */
static void
find_wanted (Planning *self, const OofForwardPolicy *policy)
{
  OofAbsence *absence = self->absence;

  if (absence == NULL || absence->hold || absence->forward_to == NULL)
    return;
  if (policy->external || !oof_forward_policy_is_external (policy, absence->forward_to))
    self->wanted =
        oof_inbox_rule_new_forward (absence->key, absence->forward_to, absence->forward_copy);
  else
    self->plan->error = g_error_new (OOF_ERROR, OOF_ERROR_FORBIDDEN,
                                     "forwarding to %s, outside the organisation, is not allowed",
                                     absence->forward_to);
}

/* Nothing is touched while somebody holds it, and nothing is taken back where nothing ever is. */
static gboolean
stays (const Planning *self)
{
  const OofPlannerInput *input = self->input;

  if (self->absence != NULL)
    return self->absence->hold;
  return input->options->set_only || input->open_end_group;
}

OofForwardPlan *
oof_planner_plan_forward (const OofPlannerInput *input,
                          const OofForwardPolicy *policy,
                          GPtrArray *rules)
{
  g_return_val_if_fail (input != NULL && policy != NULL && rules != NULL, NULL);

  Planning self = { .input = input, .old = get_old (input), .rules = rules };

  self.plan = g_new0 (OofForwardPlan, 1);
  self.plan->rule_changes = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_rule_change_free);
  self.plan->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  self.plan->found = oof_forward_new_found (rules, self.old, input->now);
  self.absence = find_running (input);
  find_wanted (&self, policy);
  self.plan->drifted = has_drifted (&self) && !input->restore && !input->options->drift_restore;
  if (self.plan->drifted || stays (&self))
    self.plan->after = oof_forward_ref (self.plan->found);
  else
    {
      self.plan->after = oof_forward_new ();
      plan_changes (&self);
    }
  g_clear_pointer (&self.absence, oof_absence_unref);
  g_clear_pointer (&self.wanted, oof_inbox_rule_unref);
  return self.plan;
}

static OofChange *
copy_change (const OofChange *change)
{
  OofChange *copy = g_new0 (OofChange, 1);

  *copy = *change;
  copy->old_value = g_strdup (change->old_value);
  copy->new_value = g_strdup (change->new_value);
  return copy;
}

void
oof_plan_add_forward (OofPlan *plan, const OofForwardPlan *forward)
{
  g_return_if_fail (plan != NULL && forward != NULL);

  g_ptr_array_set_free_func (plan->changes, (GDestroyNotify) change_free);
  for (guint i = 0; i < forward->changes->len; i++)
    g_ptr_array_add (plan->changes, copy_change (forward->changes->pdata[i]));
  if (plan->verdict == OOF_VERDICT_AS_PLANNED && forward->drifted)
    {
      plan->verdict = OOF_VERDICT_CHANGED_OUTSIDE;
      plan->reason = OOF_REASON_KEPT_CHANGED_OUTSIDE;
    }
  else if (plan->verdict == OOF_VERDICT_AS_PLANNED && forward->changes->len > 0)
    plan->verdict = OOF_VERDICT_TO_DO;
}
