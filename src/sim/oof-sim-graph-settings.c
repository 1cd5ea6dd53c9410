/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-graph.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

static const gchar *const states[] = { "disabled", "scheduled", "alwaysEnabled" };
static const gchar *const audiences[] = { "none", "contactsOnly", "all" };

static const gchar *const setting_names[] = {
  "archiveFolder", "automaticRepliesSetting",
  "dateFormat",    "delegateMeetingMessageDeliveryOptions",
  "language",      "timeFormat",
  "timeZone",      "userPurpose",
  "workingHours",  NULL
};

static JsonObject *
time_to_json (gint64 instant)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *text = oof_sim_zone_format (utc, instant, "%Y-%m-%dT%H:%M:%S.%f0");

  json_object_set_string_member (object, "dateTime", text);
  json_object_set_string_member (object, "timeZone", "UTC");
  return object;
}

/* Exchange always has a window; one that was never set is the coming day, from the full hour. */
static void
get_window (const OofSimReply *reply, gint64 now, gint64 *start, gint64 *end)
{
  *start = reply->start;
  *end = reply->end;
  if (reply->start == 0 && reply->end == 0)
    {
      *start = now - now % (3600 * (gint64) G_USEC_PER_SEC);
      *end = *start + 86400 * (gint64) G_USEC_PER_SEC;
    }
}

static JsonObject *
reply_to_json (OofSimCall *call)
{
  const OofSimReply *reply = oof_sim_mailbox_read_reply (call->person->mailbox);
  JsonObject *object = json_object_new ();
  gint64 start, end;

  get_window (reply, oof_sim_call_get_now (call), &start, &end);
  json_object_set_string_member (object, "status", states[reply->state]);
  json_object_set_string_member (object, "externalAudience", audiences[reply->audience]);
  json_object_set_object_member (object, "scheduledStartDateTime", time_to_json (start));
  json_object_set_object_member (object, "scheduledEndDateTime", time_to_json (end));
  json_object_set_string_member (object, "internalReplyMessage", reply->internal);
  json_object_set_string_member (object, "externalReplyMessage", reply->external);
  return object;
}

static JsonObject *
language_to_json (const OofSimPerson *person)
{
  static const gchar *const names[][2] = { { "de-DE", "German (Germany)" },
                                           { "de-AT", "German (Austria)" },
                                           { "en-GB", "English (United Kingdom)" },
                                           { "en-US", "English (United States)" } };
  JsonObject *object = json_object_new ();
  const gchar *display = person->locale;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i][0], person->locale) == 0)
      display = names[i][1];
  json_object_set_string_member (object, "locale", person->locale);
  json_object_set_string_member (object, "displayName", display);
  return object;
}

static JsonObject *
working_hours_to_json (const OofSimPerson *person)
{
  static const gchar *const days[] = { "monday", "tuesday", "wednesday", "thursday", "friday" };
  JsonObject *object = json_object_new ();
  JsonObject *zone = json_object_new ();
  JsonArray *array = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    json_array_add_string_element (array, days[i]);
  json_object_set_string_member (zone, "name", oof_sim_zone_to_windows (person->zone));
  json_object_set_array_member (object, "daysOfWeek", array);
  json_object_set_string_member (object, "startTime", "08:00:00.0000000");
  json_object_set_string_member (object, "endTime", "17:00:00.0000000");
  json_object_set_object_member (object, "timeZone", zone);
  return object;
}

JsonObject *
oof_sim_graph_settings_to_json (OofSimCall *call)
{
  static const gchar *const purposes[] = { "user", "shared", "room" };
  const OofSimPerson *person = call->person;
  gboolean german = g_str_has_prefix (person->locale, "de");
  g_autofree gchar *archive = g_strconcat ("archive-", person->mailbox->prefix, NULL);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "archiveFolder", archive);
  json_object_set_string_member (object, "timeZone", oof_sim_zone_to_windows (person->zone));
  json_object_set_string_member (object, "delegateMeetingMessageDeliveryOptions",
                                 "sendToDelegateOnly");
  json_object_set_string_member (object, "dateFormat", german ? "dd.MM.yyyy" : "dd/MM/yyyy");
  json_object_set_string_member (object, "timeFormat", "HH:mm");
  json_object_set_string_member (object, "userPurpose", purposes[person->purpose]);
  json_object_set_object_member (object, "automaticRepliesSetting", reply_to_json (call));
  json_object_set_object_member (object, "language", language_to_json (person));
  json_object_set_object_member (object, "workingHours", working_hours_to_json (person));
  return object;
}

static void
answer_settings (OofSimCall *call, const GStrv select)
{
  g_autoptr (JsonObject) settings = oof_sim_graph_settings_to_json (call);
  JsonObject *answer =
      oof_sim_json_pick (settings, select == NULL ? setting_names : (const gchar *const *) select);

  oof_sim_call_set_context (call, answer, "mailboxSettings");
  oof_sim_call_answer (call, 200, answer);
}

void
oof_sim_graph_get_settings (OofSimCall *call)
{
  static const gchar *const options[] = { "$select", NULL };
  g_auto (GStrv) select = NULL;

  if (!oof_sim_call_check_query (call, options))
    return;
  select = oof_sim_call_get_select (call, setting_names);
  if (call->status == 0 && oof_sim_graph_enter_settings (call))
    answer_settings (call, select);
}

/* A single setting: objects as they are, plain ones as {"value": …}. */
void
oof_sim_graph_get_setting (OofSimCall *call)
{
  static const gchar *const options[] = { NULL };
  const gchar *name = call->path[3];
  g_autoptr (JsonObject) settings = NULL;
  g_autofree gchar *context = NULL;
  JsonObject *answer;
  JsonNode *node;

  if (!g_strv_contains (setting_names, name))
    {
      oof_sim_call_fail (call, 400, "BadRequest", "Resource not found for the segment '%s'.", name);
      return;
    }
  if (!oof_sim_call_check_query (call, options) || !oof_sim_graph_enter_settings (call))
    return;
  settings = oof_sim_graph_settings_to_json (call);
  node = json_object_get_member (settings, name);
  if (JSON_NODE_HOLDS_OBJECT (node))
    answer = json_object_ref (json_node_get_object (node));
  else
    {
      answer = json_object_new ();
      json_object_set_member (answer, "value", json_node_copy (node));
    }
  context = g_strconcat ("mailboxSettings/", name, NULL);
  /* Microsoft's description gives every setting a context but this one. */
  if (strcmp (name, "language") != 0)
    oof_sim_call_set_context (call, answer, context);
  oof_sim_call_answer (call, 200, answer);
}

/* The place of TEXT in NAMES, in exactly that spelling. */
static gboolean
read_enum (OofSimCall *call,
           JsonObject *object,
           const gchar *member,
           const gchar *const *names,
           guint count,
           guint *value)
{
  const gchar *text = oof_sim_json_get_string (object, member);

  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < count; i++)
    if (strcmp (names[i], text) == 0)
      {
        *value = i;
        return TRUE;
      }
  oof_sim_call_fail (call, 400, "InvalidArguments", "Requested value '%s' was not found for '%s'.",
                     text, member);
  return FALSE;
}

static gboolean
read_time (OofSimCall *call, JsonObject *object, const gchar *member, gint64 *instant)
{
  static const OofSimJsonMember members[] = { { "dateTime", OOF_SIM_JSON_STRING },
                                              { "timeZone",
                                                OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                              { NULL, 0 } };
  JsonNode *node = json_object_get_member (object, member);
  g_autofree gchar *problem = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  JsonObject *time;
  const gchar *zone_name;

  if (node == NULL || json_node_is_null (node))
    return TRUE;
  time = json_node_get_object (node);
  problem = oof_sim_json_check (time, members);
  if (problem == NULL && oof_sim_json_get_string (time, "dateTime") == NULL)
    problem = g_strdup ("The property 'dateTime' is required.");
  if (problem != NULL)
    {
      oof_sim_call_fail (call, 400, "RequestBodyRead", "%s", problem);
      return FALSE;
    }
  zone_name = oof_sim_json_get_string (time, "timeZone");
  zone = oof_sim_zone_new (zone_name == NULL ? "UTC" : zone_name);
  if (zone == NULL)
    oof_sim_call_fail (call, 400, "InvalidTimeZone", "The time zone '%s' is invalid.", zone_name);
  else if (!oof_sim_zone_parse (oof_sim_json_get_string (time, "dateTime"), zone, instant))
    oof_sim_call_fail (call, 400, "ErrorInvalidTimeSettings", "The value of '%s' is not a time.",
                       member);
  else
    return TRUE;
  return FALSE;
}

static void
read_text (JsonObject *object, const gchar *member, gchar **text)
{
  if (json_object_has_member (object, member))
    oof_sim_set_string (text, oof_sim_json_get_string (object, member));
}

/* Puts what OBJECT says over REPLY. */
static gboolean
read_reply (OofSimCall *call, JsonObject *object, OofSimReply *reply)
{
  static const OofSimJsonMember members[] = {
    { "status", OOF_SIM_JSON_STRING },
    { "externalAudience", OOF_SIM_JSON_STRING },
    { "scheduledStartDateTime", OOF_SIM_JSON_OBJECT | OOF_SIM_JSON_NULL },
    { "scheduledEndDateTime", OOF_SIM_JSON_OBJECT | OOF_SIM_JSON_NULL },
    { "internalReplyMessage", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
    { "externalReplyMessage", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
    { NULL, 0 }
  };
  g_autofree gchar *problem = oof_sim_json_check (object, members);
  guint state = reply->state;
  guint audience = reply->audience;

  if (problem != NULL)
    {
      oof_sim_call_fail (call, 400, "RequestBodyRead", "%s", problem);
      return FALSE;
    }
  if (!read_enum (call, object, "status", states, G_N_ELEMENTS (states), &state)
      || !read_enum (call, object, "externalAudience", audiences, G_N_ELEMENTS (audiences),
                     &audience)
      || !read_time (call, object, "scheduledStartDateTime", &reply->start)
      || !read_time (call, object, "scheduledEndDateTime", &reply->end))
    return FALSE;
  read_text (object, "internalReplyMessage", &reply->internal);
  read_text (object, "externalReplyMessage", &reply->external);
  reply->state = (OofSimReplyState) state;
  reply->audience = (OofSimAudience) audience;
  return TRUE;
}

static gboolean
patch_reply (OofSimCall *call, JsonObject *object)
{
  g_autoptr (OofSimReply) reply = oof_sim_reply_copy (call->person->mailbox->reply);

  if (!read_reply (call, object, reply))
    return FALSE;
  switch (oof_sim_mailbox_set_reply (call->person->mailbox, reply, oof_sim_call_get_now (call)))
    {
    case OOF_SIM_PROBLEM_NONE:
      return TRUE;
    case OOF_SIM_PROBLEM_NO_WINDOW:
      oof_sim_call_fail (call, 400, "ErrorInvalidTimeSettings",
                         "Scheduled automatic replies need a start and an end.");
      return FALSE;
    case OOF_SIM_PROBLEM_REVERSED:
    case OOF_SIM_PROBLEM_PAST:
    default:
      oof_sim_call_fail (call, 400, "ErrorInvalidTimeSettings",
                         "The end must be after the start and in the future.");
      return FALSE;
    }
}

static gboolean
patch_zone (OofSimCall *call, const gchar *name)
{
  const gchar *windows = oof_sim_zone_to_windows (name);

  if (windows == NULL)
    {
      oof_sim_call_fail (call, 400, "InvalidTimeZone", "The time zone '%s' is invalid.", name);
      return FALSE;
    }
  oof_sim_set_string (&call->person->zone, name);
  return TRUE;
}

void
oof_sim_graph_patch_settings (OofSimCall *call)
{
  static const gchar *const options[] = { NULL };
  static const OofSimJsonMember members[] = { { "automaticRepliesSetting", OOF_SIM_JSON_OBJECT },
                                              { "timeZone", OOF_SIM_JSON_STRING },
                                              { NULL, 0 } };
  JsonObject *body;

  if (!oof_sim_call_check_query (call, options) || !oof_sim_graph_enter_settings (call))
    return;
  body = oof_sim_call_get_body (call, members);
  if (body == NULL)
    return;
  if (json_object_has_member (body, "automaticRepliesSetting")
      && !patch_reply (call, json_object_get_object_member (body, "automaticRepliesSetting")))
    return;
  if (json_object_has_member (body, "timeZone")
      && !patch_zone (call, json_object_get_string_member (body, "timeZone")))
    return;
  answer_settings (call, NULL);
}
