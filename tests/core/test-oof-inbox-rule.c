/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-inbox-rule.h"

#define KEY "a:6f1c0b0e-6f0e-4b0e-8d5e-0123456789ab"

static OofInboxRule *
read_rule (const char *id, const char *name, const char *redirect)
{
  OofInboxRule *rule = oof_inbox_rule_new ();

  rule->id = g_strdup (id);
  g_free (rule->name);
  rule->name = g_strdup (name);
  g_strfreev (rule->redirect_to);
  rule->redirect_to = g_strsplit (redirect, " ", -1);
  return rule;
}

static void
test_shape (void)
{
  g_autoptr (OofInboxRule) rule = oof_inbox_rule_new_forward (KEY, "Carla@Example.com", FALSE);
  g_autofree char *targets = oof_inbox_rule_dup_targets (rule);

  g_assert_cmpstr (rule->name, ==, "OOF " KEY);
  g_assert_cmpstr (oof_inbox_rule_get_absence (rule), ==, KEY);
  g_assert_cmpstr (targets, ==, "carla@example.com");
  g_assert_true (rule->enabled && rule->no_copy && oof_inbox_rule_forwards (rule));
  g_assert_false (rule->stop || rule->conditional || rule->other);
  g_assert_null (rule->id);
}

static void
test_ours (void)
{
  const char *foreign[] = { "OOF", "OOF a:", "OOF a:1", "oof " KEY, KEY, "OOF " KEY "0", "" };

  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autoptr (OofInboxRule) rule = read_rule ("1", foreign[i], "a@x");

      g_assert_null (oof_inbox_rule_get_absence (rule));
    }
}

static void
test_does (void)
{
  g_autoptr (OofInboxRule) wanted = oof_inbox_rule_new_forward (KEY, "a@x", TRUE);
  g_autoptr (OofInboxRule) same = read_rule ("1", "OOF " KEY, "a@x");
  g_autoptr (OofInboxRule) other = read_rule ("1", "OOF " KEY, "b@x");
  g_autoptr (OofInboxRule) two = read_rule ("1", "OOF " KEY, "a@x b@x");

  g_assert_true (oof_inbox_rule_does (same, wanted));
  g_assert_false (oof_inbox_rule_does (other, wanted));
  g_assert_false (oof_inbox_rule_does (two, wanted));
  same->no_copy = TRUE;
  g_assert_false (oof_inbox_rule_does (same, wanted));
  same->no_copy = FALSE;
  same->enabled = FALSE;
  g_assert_false (oof_inbox_rule_does (same, wanted));
  same->enabled = TRUE;
  same->conditional = TRUE;
  g_assert_false (oof_inbox_rule_does (same, wanted));
}

static void
test_hidden (void)
{
  g_autoptr (OofInboxRule) rule = read_rule ("1", "Regel", "");

  g_assert_false (oof_inbox_rule_is_hidden (rule));
  rule->read_only = TRUE;
  g_strfreev (rule->redirect_to);
  rule->redirect_to = g_new0 (char *, 1);
  g_assert_true (oof_inbox_rule_is_hidden (rule));
  rule->stop = TRUE;
  g_assert_false (oof_inbox_rule_is_hidden (rule));
}

static void
test_change (void)
{
  g_autoptr (GPtrArray) rules =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_inbox_rule_unref);
  g_autoptr (OofInboxRule) wanted = oof_inbox_rule_new_forward (KEY, "a@x", TRUE);
  g_autoptr (OofRuleChange) create = oof_rule_change_new (OOF_RULE_CREATE, wanted);
  OofInboxRule *made = read_rule ("1", "OOF " KEY, "a@x");
  g_autoptr (OofRuleChange) delete = oof_rule_change_new (OOF_RULE_DELETE, made);
  g_autoptr (OofRuleChange) enable = oof_rule_change_new (OOF_RULE_ENABLE, made);
  g_autoptr (OofRuleChange) disable = oof_rule_change_new (OOF_RULE_DISABLE, made);

  g_assert_false (oof_rule_change_is_done (create, rules));
  g_assert_true (oof_rule_change_is_done (delete, rules));
  g_ptr_array_add (rules, made);
  g_assert_true (oof_rule_change_is_done (create, rules));
  g_assert_false (oof_rule_change_is_done (delete, rules));
  g_assert_true (oof_rule_change_is_done (enable, rules));
  g_assert_false (oof_rule_change_is_done (disable, rules));
  made->enabled = FALSE;
  g_assert_false (oof_rule_change_is_done (create, rules));
  g_assert_true (oof_rule_change_is_done (disable, rules));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inbox-rule/shape", test_shape);
  g_test_add_func ("/inbox-rule/ours", test_ours);
  g_test_add_func ("/inbox-rule/does", test_does);
  g_test_add_func ("/inbox-rule/hidden", test_hidden);
  g_test_add_func ("/inbox-rule/change", test_change);
  return g_test_run ();
}
