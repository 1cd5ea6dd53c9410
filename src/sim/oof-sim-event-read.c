/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-event.h"
#include "sim/oof-sim-html.h"
#include "sim/oof-sim-property.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

#define MAX_SECONDS ((gint64) 5 * 366 * 86400)

static const gchar *const show_as_names[] = { "unknown", "free", "tentative",
                                              "busy",    "oof",  "workingElsewhere",
                                              NULL };
static const gchar *const sensitivity_names[] = { "normal", "personal", "private", "confidential",
                                                  NULL };

static const OofSimJsonMember event_members[] = {
  { "subject", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
  { "body", OOF_SIM_JSON_OBJECT | OOF_SIM_JSON_NULL },
  { "start", OOF_SIM_JSON_OBJECT },
  { "end", OOF_SIM_JSON_OBJECT },
  { "isAllDay", OOF_SIM_JSON_BOOLEAN },
  { "showAs", OOF_SIM_JSON_STRING },
  { "categories", OOF_SIM_JSON_ARRAY },
  { "isReminderOn", OOF_SIM_JSON_BOOLEAN },
  { "reminderMinutesBeforeStart", OOF_SIM_JSON_INTEGER },
  { "sensitivity", OOF_SIM_JSON_STRING },
  { "location", OOF_SIM_JSON_OBJECT | OOF_SIM_JSON_NULL },
  { "transactionId", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
  { "singleValueExtendedProperties", OOF_SIM_JSON_ARRAY },
  { NULL, 0 }
};

static gboolean
refuse (OofSimCall *call, const gchar *message)
{
  oof_sim_call_fail (call, 400, "ErrorInvalidRequest", "%s", message);
  return FALSE;
}

static gboolean
check_object (OofSimCall *call, JsonObject *object, const OofSimJsonMember *members)
{
  g_autofree gchar *problem = oof_sim_json_check (object, members);

  if (problem == NULL)
    return TRUE;
  oof_sim_call_fail (call, 400, "RequestBodyRead", "%s", problem);
  return FALSE;
}

static gboolean
read_enum (OofSimCall *call,
           JsonObject *body,
           const gchar *member,
           const gchar *const *names,
           gchar **value)
{
  const gchar *text = oof_sim_json_get_string (body, member);

  if (text == NULL)
    return TRUE;
  if (!g_strv_contains (names, text))
    {
      oof_sim_call_fail (call, 400, "RequestBodyRead",
                         "Cannot convert the literal '%s' to the expected type of '%s'.", text,
                         member);
      return FALSE;
    }
  oof_sim_set_string (value, text);
  return TRUE;
}

static gboolean
read_time (OofSimCall *call, JsonObject *body, const gchar *member, gint64 *instant, gchar **zone)
{
  static const OofSimJsonMember members[] = { { "dateTime", OOF_SIM_JSON_STRING },
                                              { "timeZone",
                                                OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                              { NULL, 0 } };
  JsonObject *object;
  const gchar *name;
  g_autoptr (GTimeZone) used = NULL;

  if (!json_object_has_member (body, member))
    return TRUE;
  object = json_object_get_object_member (body, member);
  if (!check_object (call, object, members))
    return FALSE;
  name = oof_sim_json_get_string (object, "timeZone");
  if (name == NULL)
    name = "UTC";
  used = oof_sim_zone_new (name);
  if (used == NULL)
    {
      oof_sim_call_fail (call, 400, "TimeZoneNotSupportedException",
                         "A valid TimeZone value must be specified. The following TimeZone value "
                         "is not supported: '%s'.",
                         name);
      return FALSE;
    }
  if (!oof_sim_zone_parse (oof_sim_json_get_string (object, "dateTime"), used, instant))
    return refuse (call, "The dateTime value is not a valid time.");
  oof_sim_set_string (zone, oof_sim_zone_to_windows (name));
  return TRUE;
}

static gboolean
is_midnight (gint64 instant, const gchar *zone_name)
{
  g_autoptr (GTimeZone) zone = oof_sim_zone_new (zone_name);

  return oof_sim_zone_midnight (zone, instant) == instant;
}

static gboolean
check_times (OofSimCall *call, const OofSimItem *item)
{
  if (item->end < item->start || (item->all_day && item->end == item->start))
    return refuse (call, "The end of the event must be after its start.");
  if (item->end - item->start > MAX_SECONDS * G_USEC_PER_SEC)
    {
      oof_sim_call_fail (call, 400, "ErrorCalendarDurationIsTooLong",
                         "The event lasts longer than five years.");
      return FALSE;
    }
  if (!item->all_day)
    return TRUE;
  if (strcmp (item->start_zone, item->end_zone) != 0)
    return refuse (call, "Start and end of an all-day event must be in the same time zone.");
  if (!is_midnight (item->start, item->start_zone) || !is_midnight (item->end, item->end_zone))
    return refuse (call, "Start and end of an all-day event must be set to midnight.");
  return TRUE;
}

static gboolean
read_body (OofSimCall *call, JsonObject *body, OofSimItem *item)
{
  static const OofSimJsonMember members[] = { { "contentType", OOF_SIM_JSON_STRING },
                                              { "content",
                                                OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                              { NULL, 0 } };
  JsonNode *node = json_object_get_member (body, "body");
  JsonObject *object;
  const gchar *type;

  if (node == NULL || json_node_is_null (node))
    return TRUE;
  object = json_node_get_object (node);
  if (!check_object (call, object, members))
    return FALSE;
  type = oof_sim_json_get_string (object, "contentType");
  if (type != NULL && strcmp (type, "text") != 0 && strcmp (type, "html") != 0)
    {
      oof_sim_call_fail (call, 400, "RequestBodyRead",
                         "Cannot convert the literal '%s' to the expected type of 'contentType'.",
                         type);
      return FALSE;
    }
  item->body_html = g_strcmp0 (type, "html") == 0;
  oof_sim_set_string (&item->body, oof_sim_json_get_string (object, "content"));
  return TRUE;
}

static gboolean
read_categories (OofSimCall *call, JsonObject *body, OofSimItem *item)
{
  JsonArray *array;

  if (!json_object_has_member (body, "categories"))
    return TRUE;
  array = json_object_get_array_member (body, "categories");
  g_ptr_array_set_size (item->categories, 0);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse (call, "A category must be a string.");
      g_ptr_array_add (item->categories, g_strdup (json_node_get_string (node)));
    }
  return TRUE;
}

static gboolean
read_property (OofSimCall *call, JsonNode *node, OofSimItem *item)
{
  static const OofSimJsonMember members[] = { { "id", OOF_SIM_JSON_STRING },
                                              { "value", OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                              { NULL, 0 } };
  g_autoptr (OofSimPropertyId) id = NULL;
  JsonObject *object;
  const gchar *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (call, "An extended property must be an object.");
  object = json_node_get_object (node);
  if (!check_object (call, object, members))
    return FALSE;
  if (oof_sim_json_get_string (object, "id") != NULL)
    id = oof_sim_property_id_parse (oof_sim_json_get_string (object, "id"));
  if (id == NULL)
    return refuse (call, "The id of an extended property is not '{type} {guid} Name {name}'.");
  value = oof_sim_json_get_string (object, "value");
  if (value == NULL)
    oof_sim_item_remove_property (item, id->set, id->name);
  else if (!oof_sim_property_value_fits (id->type, value))
    return refuse (call, "The value of an extended property does not fit its type.");
  else
    oof_sim_item_set_property (item, id->set, id->name, id->type, value);
  return TRUE;
}

static gboolean
read_properties (OofSimCall *call, JsonObject *body, OofSimItem *item)
{
  JsonArray *array;

  if (!json_object_has_member (body, "singleValueExtendedProperties"))
    return TRUE;
  array = json_object_get_array_member (body, "singleValueExtendedProperties");
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_property (call, json_array_get_element (array, i), item))
      return FALSE;
  return TRUE;
}

static gboolean
read_location (OofSimCall *call, JsonObject *body, OofSimItem *item)
{
  static const OofSimJsonMember members[] = { { "displayName",
                                                OOF_SIM_JSON_STRING | OOF_SIM_JSON_NULL },
                                              { "locationType", OOF_SIM_JSON_STRING },
                                              { NULL, 0 } };
  JsonNode *node = json_object_get_member (body, "location");

  if (node == NULL || json_node_is_null (node))
    return TRUE;
  if (!check_object (call, json_node_get_object (node), members))
    return FALSE;
  oof_sim_set_string (&item->location,
                      oof_sim_json_get_string (json_node_get_object (node), "displayName"));
  return TRUE;
}

static gboolean
read_transaction (OofSimCall *call, JsonObject *body, OofSimItem *item, gboolean is_new)
{
  const gchar *transaction = oof_sim_json_get_string (body, "transactionId");

  if (transaction == NULL)
    return TRUE;
  if (!is_new && g_strcmp0 (transaction, item->transaction_id) != 0)
    return refuse (call, "The transactionId cannot be changed.");
  oof_sim_set_string (&item->transaction_id, transaction);
  return TRUE;
}

gboolean
oof_sim_event_read (OofSimCall *call, OofSimItem *item, gboolean is_new)
{
  JsonObject *body = oof_sim_call_get_body (call, event_members);

  if (body == NULL)
    return FALSE;
  if (is_new && (!json_object_has_member (body, "start") || !json_object_has_member (body, "end")))
    return refuse (call, "An event needs start and end.");
  if (json_object_has_member (body, "subject"))
    oof_sim_set_string (&item->subject, oof_sim_json_get_string (body, "subject"));
  item->all_day = json_object_get_boolean_member_with_default (body, "isAllDay", item->all_day);
  item->reminder =
      json_object_get_boolean_member_with_default (body, "isReminderOn", is_new || item->reminder);
  item->reminder_minutes = (gint) json_object_get_int_member_with_default (
      body, "reminderMinutesBeforeStart", item->reminder_minutes);
  return read_time (call, body, "start", &item->start, &item->start_zone)
         && read_time (call, body, "end", &item->end, &item->end_zone) && check_times (call, item)
         && read_enum (call, body, "showAs", show_as_names, &item->show_as)
         && read_enum (call, body, "sensitivity", sensitivity_names, &item->sensitivity)
         && read_body (call, body, item) && read_categories (call, body, item)
         && read_location (call, body, item) && read_properties (call, body, item)
         && read_transaction (call, body, item, is_new);
}
