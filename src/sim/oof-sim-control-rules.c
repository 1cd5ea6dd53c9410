/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-control-rules.h"

#include "sim/oof-sim-zone.h"

static void
set_instant (JsonObject *object, const gchar *name, gint64 instant)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *text = oof_sim_zone_format (utc, instant, "%Y-%m-%dT%H:%M:%SZ");

  oof_sim_json_set_text (object, name, instant != 0 ? text : NULL);
}

static JsonObject *
rule_to_json (const OofSimRule *rule)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", rule->id);
  json_object_set_string_member (object, "name", rule->name);
  json_object_set_int_member (object, "sequence", rule->sequence);
  json_object_set_boolean_member (object, "enabled", rule->enabled);
  json_object_set_array_member (object, "redirectTo", oof_sim_json_new_texts (rule->redirect_to));
  json_object_set_array_member (object, "forwardTo", oof_sim_json_new_texts (rule->forward_to));
  /* Where the mail ends, whichever of the two the rule says. */
  oof_sim_json_set_text (object, "moveToFolder",
                         rule->deletes ? "deleteditems" : rule->move_to_folder);
  json_object_set_boolean_member (object, "stop", rule->stop);
  json_object_set_boolean_member (object, "readOnly", oof_sim_rule_is_opaque (rule));
  json_object_set_boolean_member (object, "conditional", oof_sim_rule_is_conditional (rule));
  set_instant (object, "from", rule->from);
  set_instant (object, "to", rule->until);
  return object;
}

JsonArray *
oof_sim_control_rules_to_json (OofSimMailbox *mailbox)
{
  g_autoptr (GPtrArray) rules = oof_sim_mailbox_list_rules (mailbox);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rules->len; i++)
    json_array_add_object_element (array, rule_to_json (rules->pdata[i]));
  return array;
}

gboolean
oof_sim_control_read_texts (JsonObject *object, const gchar *member, GPtrArray *texts)
{
  JsonArray *array;

  if (!json_object_has_member (object, member))
    return TRUE;
  array = json_object_get_array_member (object, member);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_string (node) == NULL)
        return FALSE;
      g_ptr_array_add (texts, g_strdup (json_node_get_string (node)));
    }
  return TRUE;
}

/* A date makes it a rule that only EWS can set. */
static gboolean
read_instant (JsonObject *object, const gchar *member, gint64 *instant)
{
  const gchar *text = oof_sim_json_get_string (object, member);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return text == NULL || oof_sim_zone_parse (text, utc, instant);
}

static gboolean
read_subjects (JsonObject *object, OofSimRule *rule)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!json_object_has_member (object, "subjectContains"))
    return TRUE;
  if (!oof_sim_control_read_texts (object, "subjectContains", texts))
    return FALSE;
  rule->conditions = json_object_new ();
  json_object_set_array_member (rule->conditions, "subjectContains",
                                oof_sim_json_new_texts (texts));
  return TRUE;
}

static gboolean
add_rule (OofSimMailbox *mailbox, JsonNode *node)
{
  static const OofSimJsonMember members[] = { { "name", OOF_SIM_JSON_STRING },
                                              { "sequence", OOF_SIM_JSON_INTEGER },
                                              { "enabled", OOF_SIM_JSON_BOOLEAN },
                                              { "redirectTo", OOF_SIM_JSON_ARRAY },
                                              { "forwardTo", OOF_SIM_JSON_ARRAY },
                                              { "moveToFolder",
                                                OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                              { "subjectContains", OOF_SIM_JSON_ARRAY },
                                              { "from", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                              { "to", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                              { "stop", OOF_SIM_JSON_BOOLEAN },
                                              { "readOnly", OOF_SIM_JSON_BOOLEAN },
                                              { "conditional", OOF_SIM_JSON_BOOLEAN },
                                              { "id", OOF_SIM_JSON_STRING },
                                              { NULL, 0 } };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree gchar *problem =
      object == NULL ? g_strdup ("no object") : oof_sim_json_check (object, members);
  g_autoptr (OofSimRule) rule = oof_sim_rule_new ();

  if (problem != NULL || !oof_sim_control_read_texts (object, "redirectTo", rule->redirect_to)
      || !oof_sim_control_read_texts (object, "forwardTo", rule->forward_to)
      || !read_instant (object, "from", &rule->from) || !read_instant (object, "to", &rule->until)
      || !read_subjects (object, rule))
    return FALSE;
  g_free (rule->name);
  rule->name = g_strdup (json_object_get_string_member_with_default (object, "name", ""));
  rule->enabled = json_object_get_boolean_member_with_default (object, "enabled", TRUE);
  rule->stop = json_object_get_boolean_member_with_default (object, "stop", FALSE);
  rule->read_only = json_object_get_boolean_member_with_default (object, "readOnly", FALSE);
  rule->move_to_folder = g_strdup (oof_sim_json_get_string (object, "moveToFolder"));
  rule->sequence = (gint) json_object_get_int_member_with_default (
      object, "sequence", (gint64) mailbox->rules->len + 1);
  oof_sim_mailbox_add_rule (mailbox, g_steal_pointer (&rule));
  return TRUE;
}

const gchar *
oof_sim_control_change_rules (OofSimMailbox *mailbox, JsonObject *change)
{
  static const gchar *const problem = "A rule has name, sequence, enabled, redirectTo, forwardTo, "
                                      "moveToFolder, subjectContains, from, to, stop and readOnly.";
  JsonArray *array;

  if (json_object_has_member (change, "rule")
      && !add_rule (mailbox, json_object_get_member (change, "rule")))
    return problem;
  if (!json_object_has_member (change, "rules"))
    return NULL;
  g_ptr_array_set_size (mailbox->rules, 0);
  array = json_object_get_array_member (change, "rules");
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!add_rule (mailbox, json_array_get_element (array, i)))
      return problem;
  return NULL;
}
