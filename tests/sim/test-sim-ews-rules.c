/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-sim-ews-fixture.h"

#define GET         "<m:GetInboxRules/>"
#define UPDATE(ops) "<m:UpdateInboxRules><m:Operations>" ops "</m:Operations></m:UpdateInboxRules>"
#define OVER(ops)                                                                                  \
  "<m:UpdateInboxRules><m:RemoveOutlookRuleBlob>true</m:RemoveOutlookRuleBlob><m:Operations>" ops  \
  "</m:Operations></m:UpdateInboxRules>"
#define CREATE(rule) "<t:CreateRuleOperation><t:Rule>" rule "</t:Rule></t:CreateRuleOperation>"
#define HEAD(name, priority)                                                                       \
  "<t:DisplayName>" name "</t:DisplayName><t:Priority>" priority                                   \
  "</t:Priority><t:IsEnabled>true</t:IsEnabled>"
#define REDIRECT(to)                                                                               \
  "<t:Actions><t:RedirectToRecipients><t:Address><t:EmailAddress>" to                              \
  "</t:EmailAddress></t:Address></t:RedirectToRecipients></t:Actions>"
#define GONE                                                                                       \
  "<t:Actions><t:MoveToFolder><t:DistinguishedFolderId Id=\"deleteditems\"/></t:MoveToFolder>"     \
  "</t:Actions>"

static const OofSimRule *
get_rule (EwsFixture *fixture, guint index)
{
  return fixture->bernd->mailbox->rules->pdata[index];
}

static void
test_life (EwsFixture *fixture, gconstpointer data)
{
  g_autofree gchar *id = NULL;
  g_autofree gchar *set = NULL;
  g_autofree gchar *delete = NULL;

  ews_call_for (fixture, EWS_BERND, GET);
  ews_assert_code (fixture, "NoError");
  ews_assert_value (fixture, "//m:OutlookRuleBlobExists", "false");
  ews_call_for (fixture, EWS_BERND,
                UPDATE (CREATE (HEAD ("A", "2") REDIRECT (EWS_CARLA)) CREATE (
                    HEAD ("B", "1") "<t:Conditions><t:ContainsSubjectStrings>"
                                    "<t:String>x</t:String>"
                                    "</t:ContainsSubjectStrings></t:Conditions>" GONE)));
  ews_assert_code (fixture, "NoError");
  ews_call_for (fixture, EWS_BERND, GET);
  ews_assert_value (fixture, "count(//t:Rule)", "2");
  ews_assert_value (fixture, "//t:Rule[1]/t:DisplayName", "B");
  ews_assert_value (fixture, "//t:Rule[1]//t:ContainsSubjectStrings/t:String", "x");
  ews_assert_value (fixture, "//t:Rule[2]//t:RedirectToRecipients//t:EmailAddress", EWS_CARLA);
  id = g_strdup (ews_value (fixture, "//t:Rule[2]/t:RuleId"));
  set = g_strdup_printf (UPDATE ("<t:SetRuleOperation><t:Rule><t:RuleId>%s</t:RuleId>" HEAD (
                             "A2", "3") REDIRECT (EWS_DORA) "</t:Rule></t:SetRuleOperation>"),
                         id);
  ews_call_for (fixture, EWS_BERND, set);
  ews_assert_code (fixture, "NoError");
  g_assert_cmpstr (get_rule (fixture, 0)->name, ==, "A2");
  delete = g_strdup_printf (UPDATE ("<t:DeleteRuleOperation><t:RuleId>%s</t:RuleId>"
                                    "</t:DeleteRuleOperation>"),
                            id);
  ews_call_for (fixture, EWS_BERND, delete);
  ews_assert_code (fixture, "NoError");
  ews_call_for (fixture, EWS_BERND, delete);
  ews_assert_code (fixture, "ErrorInboxRulesValidationError");
  ews_assert_value (fixture, "//t:Error/t:ErrorCode", "RuleNotFound");
  g_assert_cmpuint (fixture->bernd->mailbox->rules->len, ==, 1);
}

/* One operation that is wrong keeps all of them from being done. */
static void
test_refused (EwsFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const gchar *operation;
    const gchar *code;
  } cases[] = {
    { CREATE (HEAD ("", "1") REDIRECT (EWS_CARLA)), "EmptyValueFound" },
    { CREATE (HEAD ("A", "0") REDIRECT (EWS_CARLA)), "InvalidValue" },
    { CREATE (HEAD ("A", "1")), "MissingAction" },
    { CREATE (HEAD ("A", "1") "<t:Actions/>"), "MissingAction" },
    { CREATE (HEAD ("A", "1") REDIRECT ("nobody")), "InvalidAddress" },
    { CREATE ("<t:RuleId>1</t:RuleId>" HEAD ("A", "1") REDIRECT (EWS_CARLA)), "CreateWithRuleId" },
    { "<t:SetRuleOperation><t:Rule>" HEAD ("A", "1")
          REDIRECT (EWS_CARLA) "</t:Rule></t:SetRuleOperation>",
      "MissingParameter" },
    { CREATE (HEAD ("A", "1") "<t:Actions><t:MoveToFolder><t:FolderId Id=\"x\"/></t:MoveToFolder>"
                              "</t:Actions>"),
      "FolderDoesNotExist" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *body = g_strconcat (
          "<m:UpdateInboxRules><m:Operations>", CREATE (HEAD ("good", "1") REDIRECT (EWS_CARLA)),
          cases[i].operation, "</m:Operations></m:UpdateInboxRules>", NULL);

      ews_call_for (fixture, EWS_BERND, body);
      ews_assert_code (fixture, "ErrorInboxRulesValidationError");
      ews_assert_value (fixture, "//t:OperationIndex", "1");
      ews_assert_value (fixture, "//t:Error/t:ErrorCode", cases[i].code);
    }
  g_assert_cmpuint (fixture->bernd->mailbox->rules->len, ==, 0);
  ews_call_for (fixture, EWS_BERND, "<m:UpdateInboxRules/>");
  ews_assert_code (fixture, "ErrorSchemaValidation");
  ews_call_for (fixture, EWS_BERND,
                "<m:GetInboxRules><m:MailboxSmtpAddress>" EWS_CARLA
                "</m:MailboxSmtpAddress></m:GetInboxRules>");
  ews_assert_code (fixture, "ErrorAccessDenied");
}

static void
test_dates (EwsFixture *fixture, gconstpointer data)
{
  ews_call_for (fixture, EWS_BERND,
                UPDATE (CREATE (HEAD ("A", "1") "<t:Conditions><t:WithinDateRange>"
                                                "<t:StartDateTime>2026-11-20T00:00:00Z"
                                                "</t:StartDateTime></t:WithinDateRange>"
                                                "</t:Conditions>" REDIRECT (EWS_CARLA))));
  ews_assert_code (fixture, "NoError");
  g_assert_true (oof_sim_rule_is_opaque (get_rule (fixture, 0)));
  ews_call_for (fixture, EWS_BERND, GET);
  ews_assert_value (fixture, "//t:WithinDateRange/t:StartDateTime", "2026-11-20T00:00:00Z");
}

/* Rules that Outlook keeps for itself. */
static void
test_outlook (EwsFixture *fixture, gconstpointer data)
{
  fixture->bernd->mailbox->outlook_rules = TRUE;
  ews_call_for (fixture, EWS_BERND, GET);
  ews_assert_value (fixture, "//m:OutlookRuleBlobExists", "true");
  ews_call_for (fixture, EWS_BERND, UPDATE (CREATE (HEAD ("A", "1") REDIRECT (EWS_CARLA))));
  ews_assert_code (fixture, "ErrorOutlookRuleBlobExists");
  g_assert_cmpuint (fixture->bernd->mailbox->rules->len, ==, 0);
  ews_call_for (fixture, EWS_BERND, OVER (CREATE (HEAD ("A", "1") REDIRECT (EWS_CARLA))));
  ews_assert_code (fixture, "NoError");
  g_assert_false (fixture->bernd->mailbox->outlook_rules);
  g_assert_cmpuint (fixture->bernd->mailbox->rules->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/sim/ews-rules/" name, EwsFixture, NULL, ews_fixture_set_up, function,              \
              ews_fixture_tear_down)
  ADD ("life", test_life);
  ADD ("refused", test_refused);
  ADD ("dates", test_dates);
  ADD ("outlook", test_outlook);
  return g_test_run ();
}
