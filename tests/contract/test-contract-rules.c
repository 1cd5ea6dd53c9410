/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "oof-contract-calls.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"

#define PERSON OOF_CONTRACT_PERSON
#define OTHER  OOF_CONTRACT_OTHER

static GPtrArray *
must_read (OofContractSide *side)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rules = oof_contract_read_rules (side, PERSON, &error);

  g_assert_no_error (error);
  return rules;
}

static void
must_change (OofContractSide *side, OofRuleAction action, OofInboxRule *rule)
{
  g_autoptr (OofRuleChange) change = oof_rule_change_new (action, rule);
  g_autoptr (GError) error = NULL;

  oof_contract_change_rule (side, PERSON, change, OOF_RULE_CHANGE_PLAIN, &error);
  g_assert_no_error (error);
}

static void
set_rules (OofContractSide *side, const char *body)
{
  g_autoptr (OofJson) answer =
      oof_contract_tenant_control (side->tenant, "mailboxes/" PERSON, body);

  g_assert_nonnull (answer);
}

/* What the tenant itself holds of the only rule. */
static char *
dup_text (OofContractSide *side, const char *member)
{
  g_autoptr (OofJson) answer =
      oof_contract_tenant_control (side->tenant, "mailboxes/" PERSON, NULL);
  g_autoptr (OofJson) rules = oof_json_get_member (answer, "rules");
  g_autoptr (OofJson) rule = oof_json_get_element (rules, 0);
  g_autoptr (OofJson) value = oof_json_get_member (rule, member);

  g_assert_cmpuint (oof_json_get_length (rules), ==, 1);
  return oof_json_to_text (value);
}

/* The one shape, with and without copy, the same on both protocols. */
static void
test_shape (OofContractSide *side, gconstpointer data)
{
  for (int copy = 0; copy < 2; copy++)
    {
      g_autoptr (OofInboxRule) wanted = oof_inbox_rule_new_forward (OOF_CONTRACT_KEY, OTHER, copy);
      g_autoptr (GPtrArray) before = must_read (side);
      g_autoptr (GPtrArray) rules = NULL;
      g_autofree char *name = NULL;
      g_autofree char *folder = NULL;
      g_autofree char *stop = NULL;
      g_autofree char *conditional = NULL;

      g_assert_cmpuint (before->len, ==, 0);
      must_change (side, OOF_RULE_CREATE, wanted);
      rules = must_read (side);
      g_assert_cmpuint (rules->len, ==, 1);
      g_assert_true (oof_inbox_rule_does (rules->pdata[0], wanted));
      name = dup_text (side, "name");
      folder = dup_text (side, "moveToFolder");
      stop = dup_text (side, "stop");
      conditional = dup_text (side, "conditional");
      g_assert_cmpstr (name, ==, "\"OOF " OOF_CONTRACT_KEY "\"");
      g_assert_cmpstr (folder, ==, copy ? "null" : "\"deleteditems\"");
      g_assert_cmpstr (stop, ==, "false");
      g_assert_cmpstr (conditional, ==, "false");
      must_change (side, OOF_RULE_DELETE, rules->pdata[0]);
      must_change (side, OOF_RULE_DELETE, rules->pdata[0]);
    }
}

/* A person's own rule, switched off and on again, keeps everything else. */
static void
test_switch (OofContractSide *side, gconstpointer data)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GPtrArray) off = NULL;
  g_autoptr (GPtrArray) on = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  set_rules (side,
             "{\"rules\":[{\"name\":\"Ä & <b>\",\"redirectTo\":[\"" OTHER "\",\"a@b.example\"],"
             "\"forwardTo\":[\"c@d.example\"],\"subjectContains\":[\"x & y\",\"z\"],"
             "\"moveToFolder\":\"junkemail\",\"stop\":true,\"sequence\":7}]}");
  rules = must_read (side);
  g_assert_cmpuint (rules->len, ==, 1);
  before = dup_text (side, "redirectTo");
  must_change (side, OOF_RULE_DISABLE, rules->pdata[0]);
  off = must_read (side);
  g_assert_false (((OofInboxRule *) off->pdata[0])->enabled);
  must_change (side, OOF_RULE_ENABLE, off->pdata[0]);
  on = must_read (side);
  after = dup_text (side, "redirectTo");
  g_assert_cmpstr (before, ==, after);
  for (guint i = 0; i < 2; i++)
    {
      const OofInboxRule *rule = i == 0 ? rules->pdata[0] : on->pdata[0];
      g_autofree char *targets = oof_inbox_rule_dup_targets (rule);

      g_assert_cmpstr (rule->name, ==, "Ä & <b>");
      g_assert_cmpstr (targets, ==, OTHER ", a@b.example, c@d.example");
      g_assert_cmpint (rule->sequence, ==, 7);
      g_assert_true (rule->enabled && rule->conditional && rule->no_copy && rule->stop);
      g_assert_false (rule->read_only || rule->other);
    }
}

/* A rule with dates was set through EWS: there it can be read and removed, in Graph neither. */
static void
test_dates (OofContractSide *side, gconstpointer data)
{
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (OofRuleChange) change = NULL;
  GError *error = NULL;

  set_rules (side, "{\"rules\":[{\"name\":\"Urlaub\",\"redirectTo\":[\"" OTHER
                   "\"],\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\"}]}");
  rules = must_read (side);
  g_assert_cmpuint (rules->len, ==, 1);
  g_assert_cmpint (oof_inbox_rule_is_hidden (rules->pdata[0]), ==, graph);
  g_assert_cmpint (oof_inbox_rule_forwards (rules->pdata[0]), ==, !graph);
  change = oof_rule_change_new (OOF_RULE_DELETE, rules->pdata[0]);
  g_assert_cmpint (oof_contract_change_rule (side, PERSON, change, OOF_RULE_CHANGE_PLAIN, &error),
                   ==, !graph);
  if (graph)
    oof_contract_take_error (&error, OOF_ERROR_UNSUPPORTED);
}

/* Rules that Outlook keeps for itself are in the way of EWS alone, until that is allowed. */
static void
test_outlook (OofContractSide *side, gconstpointer data)
{
  gboolean graph = side->protocol == OOF_CONTRACT_GRAPH;
  g_autoptr (OofRuleChange) change = oof_contract_forward_new (OTHER);
  GError *error = NULL;
  gboolean done;

  set_rules (side, "{\"outlookRules\":true}");
  done = oof_contract_change_rule (side, PERSON, change, OOF_RULE_CHANGE_PLAIN, &error);
  g_assert_cmpint (done, ==, graph);
  if (!graph)
    {
      oof_contract_take_error (&error, OOF_ERROR_UNSUPPORTED);
      done = oof_contract_change_rule (side, PERSON, change, OOF_RULE_CHANGE_OVER_OUTLOOK, &error);
      g_assert_no_error (error);
      g_assert_true (done);
    }
}

/* The mail really goes to both, or to the other one alone. */
static void
test_mail (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofRuleChange) change = oof_contract_forward_new (OTHER);
  g_autoptr (OofJson) answer = NULL;
  g_autoptr (OofJson) delivered = NULL;

  must_change (side, OOF_RULE_CREATE, change->rule);
  answer = oof_contract_tenant_control (side->tenant, "mail",
                                        "{\"from\":\"kunde@example.org\",\"to\":\"" PERSON
                                        "\",\"subject\":\"Frage\"}");
  delivered = oof_json_get_member (answer, "delivered");
  g_assert_cmpuint (oof_json_get_length (delivered), ==, 2);
}

/* A lost answer is followed by a read: then it is known, and there is never a second rule. */
static void
test_lost (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofRuleChange) change = oof_contract_forward_new (OTHER);
  g_autoptr (GPtrArray) rules = NULL;
  GError *error = NULL;

  oof_contract_tenant_add_fault (
      side->tenant, side->protocol == OOF_CONTRACT_GRAPH ? "graph.create-rule" : "ews.update-rules",
      "lost-answer", 1);
  g_assert_false (oof_contract_change_rule (side, PERSON, change, OOF_RULE_CHANGE_PLAIN, &error));
  oof_contract_take_error (&error, OOF_ERROR_UNCERTAIN);
  rules = must_read (side);
  g_assert_cmpuint (rules->len, ==, 1);
  g_assert_true (oof_rule_change_is_done (change, rules));
}

void
test_contract_add_rules (void)
{
  oof_contract_add_case ("rules/shape", test_shape);
  oof_contract_add_case ("rules/switch", test_switch);
  oof_contract_add_case ("rules/dates", test_dates);
  oof_contract_add_case ("rules/outlook", test_outlook);
  oof_contract_add_case ("rules/mail", test_mail);
  oof_contract_add_case ("rules/lost", test_lost);
}
