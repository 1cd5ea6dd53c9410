/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-graph.h"

#include <string.h>

/* Inbox rules as graph.md 7 and Microsoft's pages about messageRule describe them. */

static const OofSimJsonMember recipient_members[] = { { "emailAddress", OOF_SIM_JSON_OBJECT },
                                                      { NULL, 0 } };
static const OofSimJsonMember address_members[] = { { "name",
                                                      OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                                    { "address", OOF_SIM_JSON_STRING },
                                                    { NULL, 0 } };
static const OofSimJsonMember action_members[] = {
  { "redirectTo", OOF_SIM_JSON_ARRAY },
  { "forwardTo", OOF_SIM_JSON_ARRAY },
  { "moveToFolder", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
  { "delete", OOF_SIM_JSON_BOOLEAN | OOF_SIM_JSON_NULL },
  { "markAsRead", OOF_SIM_JSON_BOOLEAN | OOF_SIM_JSON_NULL },
  { "stopProcessingRules", OOF_SIM_JSON_BOOLEAN | OOF_SIM_JSON_NULL },
  { NULL, 0 }
};
static const OofSimJsonMember rule_members[] = {
  { "displayName", OOF_SIM_JSON_STRING },
  { "sequence", OOF_SIM_JSON_INTEGER },
  { "isEnabled", OOF_SIM_JSON_BOOLEAN },
  { "conditions", OOF_SIM_JSON_OBJECT | OOF_SIM_JSON_NULL },
  { "exceptions", OOF_SIM_JSON_OBJECT | OOF_SIM_JSON_NULL },
  { "actions", OOF_SIM_JSON_OBJECT },
  { NULL, 0 }
};

static JsonArray *
recipients_to_json (OofSimTenant *tenant, const gchar *const *addresses)
{
  JsonArray *array = json_array_new ();

  for (; *addresses != NULL; addresses++)
    {
      const OofSimPerson *person = oof_sim_tenant_find_person (tenant, *addresses);
      JsonObject *recipient = json_object_new ();
      JsonObject *address = json_object_new ();

      json_object_set_string_member (address, "name",
                                     person != NULL ? person->display_name : *addresses);
      json_object_set_string_member (address, "address", *addresses);
      json_object_set_object_member (recipient, "emailAddress", address);
      json_array_add_object_element (array, recipient);
    }
  return array;
}

static void
add_recipients (OofSimTenant *tenant, JsonObject *object, const gchar *name, GPtrArray *addresses)
{
  g_autoptr (GPtrArray) list = g_ptr_array_copy (addresses, NULL, NULL);

  g_ptr_array_set_free_func (list, NULL);
  g_ptr_array_add (list, NULL);
  if (addresses->len > 0)
    json_object_set_array_member (object, name,
                                  recipients_to_json (tenant, (const gchar *const *) list->pdata));
}

static JsonObject *
actions_to_json (OofSimCall *call, const OofSimRule *rule)
{
  JsonObject *actions = json_object_new ();

  add_recipients (oof_sim_call_get_tenant (call), actions, "redirectTo", rule->redirect_to);
  add_recipients (oof_sim_call_get_tenant (call), actions, "forwardTo", rule->forward_to);
  if (rule->move_to_folder != NULL)
    {
      g_autofree gchar *id =
          oof_sim_rule_folder_id (call->person->mailbox->prefix, rule->move_to_folder);

      json_object_set_string_member (actions, "moveToFolder", id);
    }
  if (rule->deletes)
    json_object_set_boolean_member (actions, "delete", TRUE);
  if (rule->marks_read)
    json_object_set_boolean_member (actions, "markAsRead", TRUE);
  json_object_set_boolean_member (actions, "stopProcessingRules", rule->stop);
  return actions;
}

static void
add_predicates (OofSimCall *call, JsonObject *object, const gchar *name, JsonObject *conditions)
{
  JsonObject *predicates;

  if (conditions == NULL)
    return;
  predicates = json_object_new ();
  for (const OofSimCondition *field = oof_sim_conditions; field->graph != NULL; field++)
    {
      JsonNode *node = json_object_get_member (conditions, field->graph);
      g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

      if (node == NULL)
        continue;
      if (field->kind != OOF_SIM_CONDITION_ADDRESSES)
        {
          json_object_set_member (predicates, field->graph, json_node_copy (node));
          continue;
        }
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        g_ptr_array_add (addresses,
                         (gpointer) json_array_get_string_element (json_node_get_array (node), i));
      add_recipients (oof_sim_call_get_tenant (call), predicates, field->graph, addresses);
    }
  json_object_set_object_member (object, name, predicates);
}

/* One that Graph cannot show has neither conditions nor actions. */
static JsonObject *
rule_to_json (OofSimCall *call, const OofSimRule *rule)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", rule->id);
  json_object_set_string_member (object, "displayName", rule->name);
  json_object_set_int_member (object, "sequence", rule->sequence);
  json_object_set_boolean_member (object, "isEnabled", rule->enabled);
  json_object_set_boolean_member (object, "hasError", FALSE);
  json_object_set_boolean_member (object, "isReadOnly", oof_sim_rule_is_opaque (rule));
  if (oof_sim_rule_is_opaque (rule))
    return object;
  add_predicates (call, object, "conditions", rule->conditions);
  add_predicates (call, object, "exceptions", rule->exceptions);
  json_object_set_object_member (object, "actions", actions_to_json (call, rule));
  return object;
}

static void
refuse (OofSimCall *call, const gchar *problem)
{
  oof_sim_call_fail (call, 400, "RequestBodyRead", "%s", problem);
}

gboolean
oof_sim_graph_read_recipients (OofSimCall *call,
                               JsonObject *object,
                               const gchar *name,
                               GPtrArray *addresses)
{
  JsonArray *array;

  if (!json_object_has_member (object, name))
    return TRUE;
  g_ptr_array_set_size (addresses, 0);
  array = json_object_get_array_member (object, name);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *recipient = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_autofree gchar *problem = recipient == NULL
                                      ? g_strdup ("A recipient is an object.")
                                      : oof_sim_json_check (recipient, recipient_members);
      JsonObject *address;

      if (problem == NULL && !json_object_has_member (recipient, "emailAddress"))
        problem = g_strdup ("A recipient has an emailAddress.");
      if (problem == NULL)
        {
          address = json_object_get_object_member (recipient, "emailAddress");
          problem = oof_sim_json_check (address, address_members);
        }
      if (problem == NULL
          && strchr (json_object_get_string_member_with_default (address, "address", ""), '@')
                 == NULL)
        problem = g_strdup ("An emailAddress has an address.");
      if (problem != NULL)
        {
          refuse (call, problem);
          return FALSE;
        }
      g_ptr_array_add (addresses,
                       g_ascii_strdown (json_object_get_string_member (address, "address"), -1));
    }
  return TRUE;
}

static gboolean
read_flag (JsonObject *object, const gchar *name, gboolean fallback)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || json_node_is_null (node) ? fallback : json_node_get_boolean (node);
}

/* The whole set of actions is replaced. */
static gboolean
read_actions (OofSimCall *call, JsonObject *actions, OofSimRule *rule)
{
  g_autofree gchar *problem = oof_sim_json_check (actions, action_members);
  const gchar *folder;

  if (problem != NULL)
    {
      refuse (call, problem);
      return FALSE;
    }
  g_ptr_array_set_size (rule->redirect_to, 0);
  g_ptr_array_set_size (rule->forward_to, 0);
  if (!oof_sim_graph_read_recipients (call, actions, "redirectTo", rule->redirect_to)
      || !oof_sim_graph_read_recipients (call, actions, "forwardTo", rule->forward_to))
    return FALSE;
  folder = oof_sim_json_get_string (actions, "moveToFolder");
  g_clear_pointer (&rule->move_to_folder, g_free);
  /* By id, as the documents have it. */
  if (folder != NULL && !g_strv_contains (oof_sim_rule_folders, folder))
    rule->move_to_folder =
        g_strdup (oof_sim_rule_find_folder (call->person->mailbox->prefix, folder));
  rule->deletes = read_flag (actions, "delete", FALSE);
  rule->marks_read = read_flag (actions, "markAsRead", FALSE);
  rule->stop = read_flag (actions, "stopProcessingRules", FALSE);
  if (folder != NULL && rule->move_to_folder == NULL)
    oof_sim_call_fail (call, 404, "ErrorFolderNotFound", "The folder id is not known.");
  else if (!oof_sim_rule_has_action (rule))
    oof_sim_call_fail (call, 400, "ErrorInvalidRequest", "A rule needs at least one action.");
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_texts (JsonNode *node, JsonObject *conditions, const gchar *name)
{
  JsonArray *texts = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; texts != NULL && i < json_array_get_length (texts); i++)
    if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (texts, i))
        || json_array_get_string_element (texts, i) == NULL)
      return FALSE;
  if (texts != NULL)
    json_object_set_member (conditions, name, json_node_copy (node));
  return texts != NULL;
}

static gboolean
read_condition (OofSimCall *call,
                JsonObject *object,
                const OofSimCondition *field,
                JsonObject *conditions)
{
  JsonNode *node = json_object_get_member (object, field->graph);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;

  if (field->kind == OOF_SIM_CONDITION_TEXTS)
    return read_texts (node, conditions, field->graph);
  if (field->kind == OOF_SIM_CONDITION_BOOLEAN)
    {
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return FALSE;
      json_object_set_member (conditions, field->graph, json_node_copy (node));
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_ARRAY (node)
      || !oof_sim_graph_read_recipients (call, object, field->graph, addresses))
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < addresses->len; i++)
    json_array_add_string_element (array, addresses->pdata[i]);
  json_object_set_array_member (conditions, field->graph, array);
  return TRUE;
}

static gboolean
read_predicates (OofSimCall *call, JsonObject *body, const gchar *name, JsonObject **out)
{
  JsonNode *node = json_object_get_member (body, name);
  g_autoptr (JsonObject) conditions = NULL;
  guint n_read = 0;

  if (node == NULL)
    return TRUE;
  g_clear_pointer (out, json_object_unref);
  if (json_node_is_null (node))
    return TRUE;
  conditions = json_object_new ();
  for (const OofSimCondition *field = oof_sim_conditions; field->graph != NULL; field++)
    if (json_object_has_member (json_node_get_object (node), field->graph))
      {
        n_read++;
        if (!read_condition (call, json_node_get_object (node), field, conditions))
          break;
      }
  if (call->status == 0
      && (n_read != json_object_get_size (json_node_get_object (node))
          || n_read != json_object_get_size (conditions)))
    oof_sim_call_fail (call, 400, "RequestBodyRead",
                       "'%s' has a property that does not exist, is of the wrong type or is not "
                       "simulated.",
                       name);
  *out = g_steal_pointer (&conditions);
  return call->status == 0;
}

/* Puts what BODY says over RULE. */
static gboolean
read_rule (OofSimCall *call, JsonObject *body, OofSimRule *rule)
{
  if (json_object_has_member (body, "displayName"))
    oof_sim_set_string (&rule->name, json_object_get_string_member (body, "displayName"));
  if (json_object_has_member (body, "sequence"))
    rule->sequence = (gint) json_object_get_int_member (body, "sequence");
  rule->enabled = read_flag (body, "isEnabled", rule->enabled);
  if (rule->sequence < 1)
    oof_sim_call_fail (call, 400, "ErrorInvalidRequest", "'sequence' must be 1 or more.");
  else if (*rule->name == '\0')
    oof_sim_call_fail (call, 400, "ErrorInvalidRequest", "'displayName' must not be empty.");
  return call->status == 0 && read_predicates (call, body, "conditions", &rule->conditions)
         && read_predicates (call, body, "exceptions", &rule->exceptions)
         && (!json_object_has_member (body, "actions")
             || read_actions (call, json_object_get_object_member (body, "actions"), rule));
}

/* The rule that the path names. */
static OofSimRule *
enter_rule (OofSimCall *call)
{
  OofSimRule *rule;

  if (!oof_sim_graph_enter_settings (call))
    return NULL;
  rule = oof_sim_mailbox_find_rule (call->person->mailbox, call->path[5]);
  if (rule == NULL)
    oof_sim_call_fail (call, 404, "ErrorItemNotFound",
                       "The specified object was not found in the store.");
  return rule;
}

static gboolean
check_writable (OofSimCall *call, const OofSimRule *rule)
{
  if (oof_sim_rule_is_opaque (rule))
    oof_sim_call_fail (call, 403, "ErrorAccessDenied",
                       "The rule is read-only and cannot be changed or deleted.");
  return !oof_sim_rule_is_opaque (rule);
}

void
oof_sim_graph_list_rules (OofSimCall *call)
{
  static const gchar *const options[] = { "$top", "$skip", "$skiptoken", NULL };
  g_autoptr (GPtrArray) rules = NULL;
  JsonArray *value;
  guint first, last;

  if (!oof_sim_call_check_query (call, options) || !oof_sim_graph_enter_settings (call))
    return;
  rules = oof_sim_mailbox_list_rules (call->person->mailbox);
  if (!oof_sim_call_get_page (call, rules->len, 100, 999, &first, &last))
    return;
  value = json_array_new ();
  for (guint i = first; i < last; i++)
    json_array_add_object_element (value, rule_to_json (call, rules->pdata[i]));
  oof_sim_call_answer_page (call, "mailFolders('inbox')/messageRules", value, rules->len, first,
                            last, FALSE);
}

void
oof_sim_graph_get_rule (OofSimCall *call)
{
  OofSimRule *rule = enter_rule (call);

  if (rule != NULL)
    oof_sim_call_answer (call, 200, rule_to_json (call, rule));
}

void
oof_sim_graph_create_rule (OofSimCall *call)
{
  static const gchar *const needed[] = { "displayName", "sequence", "actions" };
  g_autoptr (OofSimRule) rule = oof_sim_rule_new ();
  JsonObject *body;

  if (!oof_sim_graph_enter_settings (call))
    return;
  body = oof_sim_call_get_body (call, rule_members);
  for (guint i = 0; body != NULL && i < G_N_ELEMENTS (needed); i++)
    if (!json_object_has_member (body, needed[i]))
      {
        oof_sim_call_fail (call, 400, "ErrorInvalidRequest", "'%s' is required.", needed[i]);
        return;
      }
  if (body == NULL || !read_rule (call, body, rule))
    return;
  oof_sim_mailbox_add_rule (call->person->mailbox, rule);
  oof_sim_call_answer (call, 201, rule_to_json (call, g_steal_pointer (&rule)));
}

void
oof_sim_graph_update_rule (OofSimCall *call)
{
  OofSimRule *old = enter_rule (call);
  g_autoptr (OofSimRule) rule = NULL;
  JsonObject *body;

  if (old == NULL || !check_writable (call, old))
    return;
  rule = oof_sim_rule_copy (old);
  body = oof_sim_call_get_body (call, rule_members);
  if (body == NULL || !read_rule (call, body, rule))
    return;
  oof_sim_call_answer (call, 200, rule_to_json (call, rule));
  oof_sim_mailbox_replace_rule (call->person->mailbox, g_steal_pointer (&rule));
}

void
oof_sim_graph_delete_rule (OofSimCall *call)
{
  OofSimRule *rule = enter_rule (call);

  if (rule == NULL || !check_writable (call, rule))
    return;
  g_ptr_array_remove (call->person->mailbox->rules, rule);
  oof_sim_call_answer (call, 204, NULL);
}
