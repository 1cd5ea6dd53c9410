/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-forward.h"
#include "core/oof-planner.h"

G_BEGIN_DECLS

/* Forwarding in the plan (decisions 7): a rule of ours while the counting absence asks for one, no
 * longer; what forwarded everything before is switched off meanwhile and on again afterwards. */

/* Where mails may be sent on to. */
typedef struct
{
  gboolean external;   /* addresses outside the organisation too */
  GHashTable *domains; /* (not owned) (nullable) set of the organisation's domains, lower case */
} OofForwardPolicy;

/* Whether @address is in none of the domains. */
gboolean oof_forward_policy_is_external (const OofForwardPolicy *self, const char *address);

typedef struct
{
  GPtrArray *rule_changes; /* (owned) OofRuleChange, in the order in which they are to be made */
  GPtrArray *changes;      /* (owned) OofChange, for people; empty when rule_changes is */
  OofForward *found;       /* (owned) what the mailbox holds now */
  OofForward *after;       /* (owned) what we have set when all changes are made */
  gboolean drifted;        /* somebody changed or removed the rule that we set: that stays */
  GError *error;           /* (owned) (nullable) FORBIDDEN: the target is not allowed */
} OofForwardPlan;

void oof_forward_plan_free (OofForwardPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofForwardPlan, oof_forward_plan_free)

/* Whether the rules have to be read for a plan: a forward is planned, or one of ours is there.
 * input->current does not matter. */
gboolean oof_planner_needs_rules (const OofPlannerInput *input);
/* @rules: OofInboxRule, a fresh read. (transfer full) */
OofForwardPlan *oof_planner_plan_forward (const OofPlannerInput *input,
                                          const OofForwardPolicy *policy,
                                          GPtrArray *rules);
/* Puts the changes into @plan, which nobody else has yet. */
void oof_plan_add_forward (OofPlan *plan, const OofForwardPlan *forward);

G_END_DECLS
