/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-control-mailbox.h"

#include "sim/oof-sim-control-items.h"
#include "sim/oof-sim-control-rules.h"
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

/* What lies in the inbox, the newest last. */
static JsonArray *
mails_to_json (const OofSimMailbox *mailbox)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < mailbox->inbox->len; i++)
    {
      const OofSimMail *mail = mailbox->inbox->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "from", mail->from);
      json_object_set_string_member (object, "subject", mail->subject);
      oof_sim_json_set_text (object, "redirectedBy", mail->redirected_by);
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
  json_object_set_array_member (object, "rules", oof_sim_control_rules_to_json (person->mailbox));
  oof_sim_json_set_text (object, "smtpForward", mailbox->smtp_forward);
  oof_sim_json_set_text (object, "zone", person->zone);
  json_object_set_boolean_member (object, "outlookRules", mailbox->outlook_rules);
  json_object_set_array_member (object, "inbox", mails_to_json (mailbox));
  json_object_set_int_member (object, "writes", mailbox->writes);
  oof_sim_exchange_answer (exchange, 200, "application/json; charset=utf-8",
                           oof_sim_json_to_text (object));
}

OofSimPerson *
oof_sim_control_find_mailbox (OofSimExchange *exchange, const gchar *address)
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
  OofSimPerson *person = oof_sim_control_find_mailbox (exchange, address);

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

static gboolean
changes_reply (JsonObject *change)
{
  static const gchar *const members[] = {
    "state", "audience", "from", "to", "internal", "external"
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (change, members[i]))
      return TRUE;
  return FALSE;
}

/* Gives what is wrong, or NULL. A reply that nobody asks to change is not judged anew: it may have
 * ended since it was set. */
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

  if (!changes_reply (change))
    return NULL;
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

static const gchar *
change_contacts (OofSimMailbox *mailbox, JsonObject *change)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (g_free);

  if (!json_object_has_member (change, "contacts"))
    return NULL;
  if (!oof_sim_control_read_texts (change, "contacts", contacts))
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
  if (json_object_has_member (change, "outlookRules"))
    person->mailbox->outlook_rules = json_object_get_boolean_member (change, "outlookRules");
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
    { "outlookRules", OOF_SIM_JSON_BOOLEAN },
    { "contacts", OOF_SIM_JSON_ARRAY },
    { "location", OOF_SIM_JSON_STRING },
    { "deleted", OOF_SIM_JSON_BOOLEAN },
    { "deleteItem", OOF_SIM_JSON_STRING },
    { "moveItem", OOF_SIM_JSON_STRING },
    { "days", OOF_SIM_JSON_INTEGER },
    { "copyItem", OOF_SIM_JSON_STRING },
    { "smtpForward", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
    { NULL, 0 }
  };
  OofSimPerson *person = oof_sim_control_find_mailbox (exchange, address);
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
    problem = oof_sim_control_change_rules (person->mailbox, change);
  if (problem == NULL)
    problem = change_contacts (person->mailbox, change);
  if (problem == NULL)
    problem = oof_sim_control_change_items (
        person->mailbox, change, oof_sim_tenant_now (oof_sim_exchange_get_tenant (exchange)));
  if (problem == NULL)
    answer_mailbox (exchange, person);
  else
    refuse (exchange, 400, problem);
  if (problem == NULL && json_object_get_boolean_member_with_default (change, "deleted", FALSE))
    oof_sim_tenant_delete_person (oof_sim_exchange_get_tenant (exchange), person);
}
