/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-control-mailbox.h"

#include "sim/oof-sim-control-items.h"
#include "sim/oof-sim-form.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

static const gchar *const states[] = { "disabled", "scheduled", "enabled", NULL };
static const gchar *const audiences[] = { "none", "contacts", "all", NULL };
static const gchar *const locations[] = { "cloud", "onprem", NULL };

static void
refuse (OofSimExchange *exchange, guint status, const gchar *message)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "error", message);
  oof_sim_exchange_answer (exchange, status, "application/json; charset=utf-8",
                           oof_sim_json_to_text (object));
}

static void
set_instant (JsonObject *object, const gchar *name, gboolean show, gint64 instant)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *text = oof_sim_zone_format (utc, instant, "%Y-%m-%dT%H:%M:%SZ");

  oof_sim_json_set_text (object, name, show ? text : NULL);
}

static JsonArray *
addresses_to_json (const GPtrArray *addresses)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < addresses->len; i++)
    json_array_add_string_element (array, addresses->pdata[i]);
  return array;
}

static JsonArray *
rules_to_json (const OofSimMailbox *mailbox)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < mailbox->rules->len; i++)
    {
      const OofSimRule *rule = mailbox->rules->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", rule->id);
      json_object_set_string_member (object, "name", rule->name);
      json_object_set_boolean_member (object, "enabled", rule->enabled);
      json_object_set_array_member (object, "redirectTo", addresses_to_json (rule->redirect_to));
      json_object_set_array_member (object, "forwardTo", addresses_to_json (rule->forward_to));
      oof_sim_json_set_text (object, "moveToFolder", rule->move_to_folder);
      json_object_set_boolean_member (object, "stop", rule->stop);
      json_object_set_boolean_member (object, "readOnly", rule->read_only);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
answer_mailbox (OofSimExchange *exchange, const OofSimPerson *person)
{
  const OofSimMailbox *mailbox = person->mailbox;
  const OofSimReply *reply = mailbox->reply;
  gboolean scheduled = reply->state == OOF_SIM_REPLY_SCHEDULED;
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "state", states[reply->state]);
  json_object_set_string_member (object, "audience", audiences[reply->audience]);
  set_instant (object, "from", scheduled, reply->start);
  set_instant (object, "to", scheduled, reply->end);
  json_object_set_string_member (object, "internal", reply->internal);
  json_object_set_string_member (object, "external", reply->external);
  json_object_set_array_member (object, "rules", rules_to_json (mailbox));
  oof_sim_json_set_text (object, "smtpForward", mailbox->smtp_forward);
  json_object_set_int_member (object, "writes", mailbox->writes);
  oof_sim_exchange_answer (exchange, 200, "application/json; charset=utf-8",
                           oof_sim_json_to_text (object));
}

static OofSimPerson *
find_mailbox (OofSimExchange *exchange, const gchar *address)
{
  g_autofree gchar *plain = oof_sim_form_unescape (address);
  OofSimPerson *person =
      plain == NULL ? NULL
                    : oof_sim_tenant_find_person (oof_sim_exchange_get_tenant (exchange), plain);

  if (person == NULL)
    refuse (exchange, 404, "There is no such mailbox.");
  return person;
}

void
oof_sim_control_show_mailbox (OofSimExchange *exchange, const gchar *address)
{
  OofSimPerson *person = find_mailbox (exchange, address);

  if (person != NULL)
    answer_mailbox (exchange, person);
}

/* The place of the member's text in NAMES. FALSE when it is none of them. */
static gboolean
read_choice (JsonObject *change, const gchar *member, const gchar *const *names, guint *value)
{
  const gchar *text = json_object_get_string_member_with_default (change, member, NULL);

  if (text == NULL)
    return TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], text) == 0)
      {
        *value = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_instant (JsonObject *change, const gchar *member, gint64 *instant)
{
  const gchar *text = oof_sim_json_get_string (change, member);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return text == NULL || oof_sim_zone_parse (text, utc, instant);
}

/* Gives what is wrong, or NULL. */
static const gchar *
change_reply (OofSimMailbox *mailbox, JsonObject *change, gint64 now)
{
  static const gchar *const problems[] = { NULL, "A scheduled reply needs \"from\" and \"to\".",
                                           "\"to\" must be after \"from\".",
                                           "\"to\" must be in the future." };
  g_autoptr (OofSimReply) reply = oof_sim_reply_copy (mailbox->reply);
  guint state = reply->state;
  guint audience = reply->audience;
  guint writes = mailbox->writes;
  OofSimProblem problem;

  if (!read_choice (change, "state", states, &state))
    return "\"state\" is disabled, scheduled or enabled.";
  if (!read_choice (change, "audience", audiences, &audience))
    return "\"audience\" is none, contacts or all.";
  if (!read_instant (change, "from", &reply->start) || !read_instant (change, "to", &reply->end))
    return "\"from\" and \"to\" are RFC 3339.";
  reply->state = (OofSimReplyState) state;
  reply->audience = (OofSimAudience) audience;
  if (json_object_has_member (change, "internal"))
    oof_sim_set_string (&reply->internal, oof_sim_json_get_string (change, "internal"));
  if (json_object_has_member (change, "external"))
    oof_sim_set_string (&reply->external, oof_sim_json_get_string (change, "external"));
  problem = oof_sim_mailbox_set_reply (mailbox, reply, now);
  mailbox->writes = writes;
  return problems[problem];
}

static gboolean
read_addresses (JsonObject *object, const gchar *member, GPtrArray *addresses)
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
      g_ptr_array_add (addresses, g_strdup (json_node_get_string (node)));
    }
  return TRUE;
}

static gboolean
add_rule (OofSimMailbox *mailbox, JsonNode *node)
{
  static const OofSimJsonMember members[] = { { "name", OOF_SIM_JSON_STRING },
                                              { "enabled", OOF_SIM_JSON_BOOLEAN },
                                              { "redirectTo", OOF_SIM_JSON_ARRAY },
                                              { "forwardTo", OOF_SIM_JSON_ARRAY },
                                              { "moveToFolder",
                                                OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                              { "stop", OOF_SIM_JSON_BOOLEAN },
                                              { "readOnly", OOF_SIM_JSON_BOOLEAN },
                                              { "id", OOF_SIM_JSON_STRING },
                                              { NULL, 0 } };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree gchar *problem =
      object == NULL ? g_strdup ("no object") : oof_sim_json_check (object, members);
  OofSimRule *rule;

  if (problem != NULL)
    return FALSE;
  rule = oof_sim_rule_new ();
  rule->id = g_strdup_printf ("rule-%s-%" G_GUINT64_FORMAT, mailbox->prefix, ++mailbox->serial);
  rule->name = g_strdup (json_object_get_string_member_with_default (object, "name", ""));
  rule->enabled = json_object_get_boolean_member_with_default (object, "enabled", TRUE);
  rule->stop = json_object_get_boolean_member_with_default (object, "stop", FALSE);
  rule->read_only = json_object_get_boolean_member_with_default (object, "readOnly", FALSE);
  rule->move_to_folder = g_strdup (oof_sim_json_get_string (object, "moveToFolder"));
  rule->sequence = (gint) mailbox->rules->len + 1;
  g_ptr_array_add (mailbox->rules, rule);
  return read_addresses (object, "redirectTo", rule->redirect_to)
         && read_addresses (object, "forwardTo", rule->forward_to);
}

static const gchar *
change_rules (OofSimMailbox *mailbox, JsonObject *change)
{
  static const gchar *const problem = "A rule has name, enabled, redirectTo, forwardTo, "
                                      "moveToFolder, stop and readOnly.";
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

static const gchar *
change_contacts (OofSimMailbox *mailbox, JsonObject *change)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (g_free);

  if (!json_object_has_member (change, "contacts"))
    return NULL;
  if (!read_addresses (change, "contacts", contacts))
    return "\"contacts\" is a list of addresses.";
  g_hash_table_remove_all (mailbox->contacts);
  for (guint i = 0; i < contacts->len; i++)
    g_hash_table_add (mailbox->contacts, g_ascii_strdown (contacts->pdata[i], -1));
  return NULL;
}

static const gchar *
change_person (OofSimPerson *person, JsonObject *change)
{
  guint location = person->location;

  if (!read_choice (change, "location", locations, &location))
    return "\"location\" is cloud or onprem.";
  person->location = (OofSimLocation) location;
  if (json_object_has_member (change, "smtpForward"))
    {
      g_free (person->mailbox->smtp_forward);
      person->mailbox->smtp_forward = g_strdup (oof_sim_json_get_string (change, "smtpForward"));
    }
  return NULL;
}

void
oof_sim_control_change_mailbox (OofSimExchange *exchange, const gchar *address, JsonObject *change)
{
  static const OofSimJsonMember members[] = {
    { "state", OOF_SIM_JSON_STRING },
    { "audience", OOF_SIM_JSON_STRING },
    { "from", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
    { "to", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
    { "internal", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
    { "external", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
    { "rule", OOF_SIM_JSON_OBJECT },
    { "rules", OOF_SIM_JSON_ARRAY },
    { "contacts", OOF_SIM_JSON_ARRAY },
    { "location", OOF_SIM_JSON_STRING },
    { "deleteItem", OOF_SIM_JSON_STRING },
    { "moveItem", OOF_SIM_JSON_STRING },
    { "days", OOF_SIM_JSON_INTEGER },
    { "copyItem", OOF_SIM_JSON_STRING },
    { "smtpForward", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
    { NULL, 0 }
  };
  OofSimPerson *person = find_mailbox (exchange, address);
  g_autofree gchar *unknown = NULL;
  const gchar *problem;

  if (person == NULL)
    return;
  unknown = oof_sim_json_check (change, members);
  problem = unknown;
  if (problem == NULL)
    problem = change_reply (person->mailbox, change,
                            oof_sim_tenant_now (oof_sim_exchange_get_tenant (exchange)));
  if (problem == NULL)
    problem = change_person (person, change);
  if (problem == NULL)
    problem = change_rules (person->mailbox, change);
  if (problem == NULL)
    problem = change_contacts (person->mailbox, change);
  if (problem == NULL)
    problem = oof_sim_control_change_items (
        person->mailbox, change, oof_sim_tenant_now (oof_sim_exchange_get_tenant (exchange)));
  if (problem == NULL)
    answer_mailbox (exchange, person);
  else
    refuse (exchange, 400, problem);
}
