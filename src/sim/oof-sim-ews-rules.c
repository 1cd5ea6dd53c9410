/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-envelope.h"

#include <string.h>

#include "sim/oof-sim-zone.h"

/* Inbox rules (ews.md, Inbox rules; messages.xsd). */

/* Why an operation of UpdateInboxRules is refused: by RuleFieldURIType and
 * RuleValidationErrorCodeType. */
typedef struct
{
  const gchar *field;
  const gchar *code;
  gchar *value; /* (owned) */
} Refusal;

/* Whose rules: MailboxSmtpAddress, else the caller's own; only the owner may. (nullable) */
static OofSimEwsCode
find_owner (OofSimEwsCall *call, OofSimPerson **owner)
{
  g_autofree gchar *address = oof_sim_xml_child_text (call->request, "m:MailboxSmtpAddress");

  *owner =
      address == NULL ? call->caller.person : oof_sim_tenant_find_person (call->tenant, address);
  if (*owner == NULL || (*owner)->location != OOF_SIM_LOCATION_ONPREM)
    return "ErrorNonExistentMailbox";
  return *owner == call->caller.person ? NULL : "ErrorAccessDenied";
}

static void
add_addresses (OofSimEwsCall *call, xmlNode *parent, const gchar *name, GPtrArray *addresses)
{
  xmlNode *list;

  if (addresses->len == 0)
    return;
  list = oof_sim_xml_add (parent, name, NULL);
  for (guint i = 0; i < addresses->len; i++)
    {
      const OofSimPerson *person = oof_sim_tenant_find_person (call->tenant, addresses->pdata[i]);
      xmlNode *address = oof_sim_xml_add (list, "t:Address", NULL);

      oof_sim_xml_add (address, "t:Name",
                       person != NULL ? person->display_name : addresses->pdata[i]);
      oof_sim_xml_add (address, "t:EmailAddress", addresses->pdata[i]);
      oof_sim_xml_add (address, "t:RoutingType", "SMTP");
    }
}

static void
add_condition (OofSimEwsCall *call,
               xmlNode *parent,
               const OofSimCondition *field,
               JsonObject *conditions)
{
  g_autofree gchar *name = g_strconcat ("t:", field->ews, NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  JsonArray *array;
  xmlNode *list;

  if (field->kind == OOF_SIM_CONDITION_BOOLEAN)
    {
      oof_sim_xml_add_boolean (parent, name,
                               json_object_get_boolean_member (conditions, field->graph));
      return;
    }
  array = json_object_get_array_member (conditions, field->graph);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (texts, (gpointer) json_array_get_string_element (array, i));
  if (field->kind == OOF_SIM_CONDITION_ADDRESSES)
    {
      add_addresses (call, parent, name, texts);
      return;
    }
  list = oof_sim_xml_add (parent, name, NULL);
  for (guint i = 0; i < texts->len; i++)
    oof_sim_xml_add (list, "t:String", texts->pdata[i]);
}

static void
add_range (xmlNode *parent, const OofSimRule *rule)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *from = oof_sim_zone_format (utc, rule->from, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree gchar *until = oof_sim_zone_format (utc, rule->until, "%Y-%m-%dT%H:%M:%SZ");
  xmlNode *range = oof_sim_xml_add (parent, "t:WithinDateRange", NULL);

  if (rule->from != 0)
    oof_sim_xml_add (range, "t:StartDateTime", from);
  if (rule->until != 0)
    oof_sim_xml_add (range, "t:EndDateTime", until);
}

static void
add_predicates (OofSimEwsCall *call,
                xmlNode *parent,
                const gchar *name,
                JsonObject *conditions,
                const OofSimRule *dated)
{
  gboolean has_range = dated != NULL && (dated->from != 0 || dated->until != 0);
  xmlNode *node;

  if ((conditions == NULL || json_object_get_size (conditions) == 0) && !has_range)
    return;
  node = oof_sim_xml_add (parent, name, NULL);
  for (const OofSimCondition *field = oof_sim_conditions; field->ews != NULL; field++)
    if (conditions != NULL && json_object_has_member (conditions, field->graph))
      add_condition (call, node, field, conditions);
  if (has_range)
    add_range (node, dated);
}

static void
add_actions (OofSimEwsCall *call, xmlNode *parent, const OofSimRule *rule, const gchar *prefix)
{
  xmlNode *actions = oof_sim_xml_add (parent, "t:Actions", NULL);

  if (rule->deletes)
    oof_sim_xml_add_boolean (actions, "t:Delete", TRUE);
  add_addresses (call, actions, "t:ForwardToRecipients", rule->forward_to);
  if (rule->marks_read)
    oof_sim_xml_add_boolean (actions, "t:MarkAsRead", TRUE);
  if (rule->move_to_folder != NULL)
    {
      g_autofree gchar *id = oof_sim_rule_folder_id (prefix, rule->move_to_folder);

      oof_sim_xml_set (
          oof_sim_xml_add (oof_sim_xml_add (actions, "t:MoveToFolder", NULL), "t:FolderId", NULL),
          "Id", id);
    }
  add_addresses (call, actions, "t:RedirectToRecipients", rule->redirect_to);
  if (rule->stop)
    oof_sim_xml_add_boolean (actions, "t:StopProcessingRules", TRUE);
}

static void
add_rule (OofSimEwsCall *call, xmlNode *parent, const OofSimRule *rule, const gchar *prefix)
{
  xmlNode *node = oof_sim_xml_add (parent, "t:Rule", NULL);
  g_autofree gchar *priority = g_strdup_printf ("%d", rule->sequence);

  oof_sim_xml_add (node, "t:RuleId", rule->id);
  oof_sim_xml_add (node, "t:DisplayName", rule->name);
  oof_sim_xml_add (node, "t:Priority", priority);
  oof_sim_xml_add_boolean (node, "t:IsEnabled", rule->enabled);
  add_predicates (call, node, "t:Conditions", rule->conditions, rule);
  add_predicates (call, node, "t:Exceptions", rule->exceptions, NULL);
  add_actions (call, node, rule, prefix);
}

void
oof_sim_ews_get_rules (OofSimEwsCall *call)
{
  OofSimPerson *owner;
  OofSimEwsCode code = find_owner (call, &owner);
  xmlNode *answer =
      oof_sim_ews_fill_message (oof_sim_ews_begin (call, "GetInboxRulesResponse"), code);
  g_autoptr (GPtrArray) rules = NULL;
  xmlNode *list;

  if (code != NULL)
    return;
  oof_sim_xml_add_boolean (answer, "m:OutlookRuleBlobExists", owner->mailbox->outlook_rules);
  rules = oof_sim_mailbox_list_rules (owner->mailbox);
  list = oof_sim_xml_add (answer, "m:InboxRules", NULL);
  for (guint i = 0; i < rules->len; i++)
    add_rule (call, list, rules->pdata[i], owner->mailbox->prefix);
}

/* Gives FALSE and says why. */
static gboolean
refuse (Refusal *refusal, const gchar *field, const gchar *code, const gchar *value)
{
  refusal->field = field;
  refusal->code = code;
  refusal->value = g_strdup (value);
  return FALSE;
}

static gboolean
read_addresses (const xmlNode *list, GPtrArray *addresses, const gchar *field, Refusal *refusal)
{
  for (const xmlNode *node = list != NULL ? oof_sim_xml_first (list) : NULL; node != NULL;
       node = oof_sim_xml_next (node))
    {
      g_autofree gchar *address = oof_sim_xml_child_text (node, "t:EmailAddress");

      if (address == NULL || strchr (address, '@') == NULL)
        return refuse (refusal, field, "InvalidAddress", address != NULL ? address : "");
      g_ptr_array_add (addresses, g_ascii_strdown (address, -1));
    }
  return TRUE;
}

static gboolean
read_folder (const xmlNode *node, const gchar *prefix, OofSimRule *rule, Refusal *refusal)
{
  g_autofree gchar *id =
      node != NULL ? oof_sim_xml_attribute (oof_sim_xml_first (node), "Id") : NULL;

  if (node == NULL)
    return TRUE;
  rule->move_to_folder = g_strdup (oof_sim_rule_find_folder (prefix, id));
  return rule->move_to_folder != NULL
         || refuse (refusal, "Action:MoveToFolder", "FolderDoesNotExist", id);
}

static gboolean
read_flag (const xmlNode *parent, const gchar *name)
{
  g_autofree gchar *text = oof_sim_xml_child_text (parent, name);

  return oof_sim_xml_is_true (text);
}

static gboolean
read_actions (const xmlNode *actions, const gchar *prefix, OofSimRule *rule, Refusal *refusal)
{
  rule->deletes = read_flag (actions, "t:Delete");
  rule->marks_read = read_flag (actions, "t:MarkAsRead");
  rule->stop = read_flag (actions, "t:StopProcessingRules");
  if (!read_addresses (oof_sim_xml_child (actions, "t:ForwardToRecipients"), rule->forward_to,
                       "Action:ForwardToRecipients", refusal)
      || !read_addresses (oof_sim_xml_child (actions, "t:RedirectToRecipients"), rule->redirect_to,
                          "Action:RedirectToRecipients", refusal)
      || !read_folder (oof_sim_xml_child (actions, "t:MoveToFolder"), prefix, rule, refusal))
    return FALSE;
  return oof_sim_rule_has_action (rule) || refuse (refusal, "Actions", "MissingAction", "");
}

static JsonArray *
read_texts (const xmlNode *list, const gchar *name)
{
  JsonArray *array = json_array_new ();

  for (const xmlNode *node = oof_sim_xml_first (list); node != NULL; node = oof_sim_xml_next (node))
    {
      g_autofree gchar *text =
          name != NULL ? oof_sim_xml_child_text (node, name) : oof_sim_xml_text (node);

      json_array_add_string_element (array, text != NULL ? text : "");
    }
  return array;
}

/* (transfer full) (nullable) */
static JsonObject *
read_predicates (const xmlNode *predicates)
{
  JsonObject *conditions = predicates != NULL ? json_object_new () : NULL;

  for (const OofSimCondition *field = oof_sim_conditions; conditions != NULL && field->ews != NULL;
       field++)
    {
      g_autofree gchar *name = g_strconcat ("t:", field->ews, NULL);
      const xmlNode *node = oof_sim_xml_child (predicates, name);

      if (node == NULL)
        continue;
      if (field->kind == OOF_SIM_CONDITION_BOOLEAN)
        json_object_set_boolean_member (conditions, field->graph, read_flag (predicates, name));
      else
        json_object_set_array_member (conditions, field->graph,
                                      read_texts (node, field->kind == OOF_SIM_CONDITION_ADDRESSES
                                                            ? "t:EmailAddress"
                                                            : NULL));
    }
  return conditions;
}

static gint64
read_instant (const xmlNode *range, const gchar *name)
{
  g_autofree gchar *text = oof_sim_xml_child_text (range, name);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 instant = 0;

  return text != NULL && oof_sim_zone_parse (text, utc, &instant) ? instant : 0;
}

/* (transfer full) (nullable) */
static OofSimRule *
read_rule (const xmlNode *node, const gchar *prefix, Refusal *refusal)
{
  g_autoptr (OofSimRule) rule = oof_sim_rule_new ();
  const xmlNode *conditions = oof_sim_xml_child (node, "t:Conditions");
  const xmlNode *range = oof_sim_xml_child (conditions, "t:WithinDateRange");
  g_autofree gchar *priority = oof_sim_xml_child_text (node, "t:Priority");
  gint64 sequence = 0;

  g_free (rule->name);
  rule->name = oof_sim_xml_child_text (node, "t:DisplayName");
  rule->enabled = read_flag (node, "t:IsEnabled");
  rule->conditions = read_predicates (conditions);
  rule->exceptions = read_predicates (oof_sim_xml_child (node, "t:Exceptions"));
  rule->from = range != NULL ? read_instant (range, "t:StartDateTime") : 0;
  rule->until = range != NULL ? read_instant (range, "t:EndDateTime") : 0;
  oof_sim_xml_read_int (priority, G_MININT32, G_MAXINT32, &sequence);
  rule->sequence = (gint) sequence;
  if (sequence < 1)
    refuse (refusal, "Priority", "InvalidValue", priority);
  else if (*rule->name == '\0')
    refuse (refusal, "DisplayName", "EmptyValueFound", "");
  else if (rule->from != 0 && rule->until != 0 && rule->until <= rule->from)
    refuse (refusal, "Condition:WithinDateRange", "InvalidDateRange", "");
  else if (read_actions (oof_sim_xml_child (node, "t:Actions"), prefix, rule, refusal))
    return g_steal_pointer (&rule);
  return NULL;
}

static gboolean
find_rule (OofSimMailbox *mailbox, const xmlNode *node, OofSimRule **rule, Refusal *refusal)
{
  g_autofree gchar *id = oof_sim_xml_child_text (node, "t:RuleId");

  if (id == NULL)
    return refuse (refusal, "RuleId", "MissingParameter", "");
  *rule = oof_sim_mailbox_find_rule (mailbox, id);
  return *rule != NULL || refuse (refusal, "RuleId", "RuleNotFound", id);
}

/* Looks whether OPERATION can be done, and does it when COMMIT. */
static gboolean
run_operation (OofSimMailbox *mailbox, const xmlNode *operation, gboolean commit, Refusal *refusal)
{
  const xmlNode *node = oof_sim_xml_child (operation, "t:Rule");
  g_autoptr (OofSimRule) rule = NULL;
  OofSimRule *old = NULL;

  if (oof_sim_xml_is (operation, "t:DeleteRuleOperation"))
    {
      if (!find_rule (mailbox, operation, &old, refusal))
        return FALSE;
      if (commit)
        g_ptr_array_remove (mailbox->rules, old);
      return TRUE;
    }
  if (oof_sim_xml_is (operation, "t:SetRuleOperation") && !find_rule (mailbox, node, &old, refusal))
    return FALSE;
  if (old == NULL && oof_sim_xml_child (node, "t:RuleId") != NULL)
    return refuse (refusal, "RuleId", "CreateWithRuleId", "");
  rule = read_rule (node, mailbox->prefix, refusal);
  if (rule == NULL || !commit)
    return rule != NULL;
  if (old == NULL)
    oof_sim_mailbox_add_rule (mailbox, g_steal_pointer (&rule));
  else
    {
      rule->id = g_strdup (old->id);
      rule->read_only = old->read_only;
      oof_sim_mailbox_replace_rule (mailbox, g_steal_pointer (&rule));
    }
  return TRUE;
}

static void
answer_refusal (OofSimEwsCall *call, guint index, Refusal *refusal)
{
  xmlNode *answer = oof_sim_ews_fill_message (oof_sim_ews_begin (call, "UpdateInboxRulesResponse"),
                                              "ErrorInboxRulesValidationError");
  xmlNode *error = oof_sim_xml_add (oof_sim_xml_add (answer, "m:RuleOperationErrors", NULL),
                                    "t:RuleOperationError", NULL);
  g_autofree gchar *position = g_strdup_printf ("%u", index);
  xmlNode *details;

  oof_sim_xml_add (error, "t:OperationIndex", position);
  details = oof_sim_xml_add (oof_sim_xml_add (error, "t:ValidationErrors", NULL), "t:Error", NULL);
  oof_sim_xml_add (details, "t:FieldURI", refusal->field);
  oof_sim_xml_add (details, "t:ErrorCode", refusal->code);
  oof_sim_xml_add (details, "t:ErrorMessage", "The rule operation is not valid.");
  oof_sim_xml_add (details, "t:FieldValue", refusal->value);
  g_clear_pointer (&refusal->value, g_free);
}

/* All operations or none. */
void
oof_sim_ews_update_rules (OofSimEwsCall *call)
{
  const xmlNode *operations = oof_sim_xml_child (call->request, "m:Operations");
  OofSimPerson *owner;
  OofSimEwsCode code = find_owner (call, &owner);
  gboolean remove = read_flag (call->request, "m:RemoveOutlookRuleBlob");
  Refusal refusal = { NULL };

  if (code == NULL && owner->mailbox->outlook_rules && !remove)
    code = "ErrorOutlookRuleBlobExists";
  for (guint pass = 0; code == NULL && pass < 2; pass++)
    {
      guint index = 0;

      for (const xmlNode *node = oof_sim_xml_first (operations); node != NULL;
           node = oof_sim_xml_next (node), index++)
        if (!run_operation (owner->mailbox, node, pass == 1, &refusal))
          {
            answer_refusal (call, index, &refusal);
            return;
          }
    }
  if (code == NULL && remove)
    owner->mailbox->outlook_rules = FALSE;
  oof_sim_ews_fill_message (oof_sim_ews_begin (call, "UpdateInboxRulesResponse"), code);
}
