/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-event.h"

#include "sim/oof-sim-html.h"
#include "sim/oof-sim-property.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

#define EXPAND_HEAD "singleValueExtendedProperties($filter="

static const gchar *const event_names[] = { "id",
                                            "createdDateTime",
                                            "lastModifiedDateTime",
                                            "changeKey",
                                            "categories",
                                            "transactionId",
                                            "originalStartTimeZone",
                                            "originalEndTimeZone",
                                            "iCalUId",
                                            "reminderMinutesBeforeStart",
                                            "isReminderOn",
                                            "hasAttachments",
                                            "subject",
                                            "bodyPreview",
                                            "importance",
                                            "sensitivity",
                                            "isAllDay",
                                            "isCancelled",
                                            "isOrganizer",
                                            "responseRequested",
                                            "seriesMasterId",
                                            "showAs",
                                            "type",
                                            "webLink",
                                            "onlineMeetingUrl",
                                            "isOnlineMeeting",
                                            "onlineMeetingProvider",
                                            "allowNewTimeProposals",
                                            "isDraft",
                                            "hideAttendees",
                                            "recurrence",
                                            "responseStatus",
                                            "body",
                                            "start",
                                            "end",
                                            "location",
                                            "locations",
                                            "attendees",
                                            "organizer",
                                            NULL };

/* "id eq 'A' or id eq 'B')": the rest of an expand after its filter's name. */
static gboolean
read_expand (const gchar *text, GPtrArray *ids)
{
  for (;;)
    {
      const gchar *end;
      g_autofree gchar *id = NULL;
      OofSimPropertyId *parsed;

      if (!g_str_has_prefix (text, "id eq '"))
        return FALSE;
      text += strlen ("id eq '");
      end = strchr (text, '\'');
      if (end == NULL)
        return FALSE;
      id = g_strndup (text, (gsize) (end - text));
      parsed = oof_sim_property_id_parse (id);
      if (parsed == NULL)
        return FALSE;
      g_ptr_array_add (ids, parsed);
      text = end + 1;
      if (strcmp (text, ")") == 0)
        return TRUE;
      if (!g_str_has_prefix (text, " or "))
        return FALSE;
      text += strlen (" or ");
    }
}

static gboolean
read_view (OofSimCall *call, OofSimEventView *view)
{
  const gchar *expand = oof_sim_call_get_query (call, "$expand");
  g_autofree gchar *id_type = oof_sim_call_get_preference (call, "IdType");
  g_autofree gchar *body_type = oof_sim_call_get_preference (call, "outlook.body-content-type");

  view->immutable_ids = g_strcmp0 (id_type, "ImmutableId") == 0;
  view->text_body = g_strcmp0 (body_type, "text") == 0;
  view->zone_name = oof_sim_call_get_preference (call, "outlook.timezone");
  if (view->zone_name == NULL)
    view->zone_name = g_strdup ("UTC");
  view->zone = oof_sim_zone_new (view->zone_name);
  view->expand = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_sim_property_id_free);
  view->select = oof_sim_call_get_select (call, event_names);
  if (call->status != 0)
    return FALSE;
  if (view->zone == NULL)
    oof_sim_call_fail (call, 400, "TimeZoneNotSupportedException",
                       "A valid TimeZone value must be specified. The following TimeZone value is "
                       "not supported: '%s'.",
                       view->zone_name);
  else if (expand != NULL
           && (!g_str_has_prefix (expand, EXPAND_HEAD)
               || !read_expand (expand + strlen (EXPAND_HEAD), view->expand)))
    oof_sim_call_fail (call, 400, "BadRequest", "Parsing OData Select and Expand failed: %s",
                       expand);
  else
    return TRUE;
  return FALSE;
}

OofSimEventView *
oof_sim_event_view_new (OofSimCall *call)
{
  g_autoptr (OofSimEventView) view = g_new0 (OofSimEventView, 1);

  if (!read_view (call, view))
    return NULL;
  if (view->immutable_ids)
    g_hash_table_insert (call->answer_headers, (gpointer) "Preference-Applied",
                         g_strdup ("IdType=\"ImmutableId\""));
  return g_steal_pointer (&view);
}

void
oof_sim_event_view_free (OofSimEventView *view)
{
  if (view == NULL)
    return;
  g_free (view->zone_name);
  g_clear_pointer (&view->zone, g_time_zone_unref);
  g_clear_pointer (&view->expand, g_ptr_array_unref);
  g_strfreev (view->select);
  g_free (view);
}

static gboolean
wants (const OofSimEventView *view, const gchar *name)
{
  return view->select == NULL || g_strv_contains ((const gchar *const *) view->select, name);
}

/* An all-day event shows midnight of its day whatever zone is asked for (decisions 4). */
static JsonObject *
time_to_json (const OofSimEventView *view,
              const OofSimItem *item,
              gint64 instant,
              const gchar *zone_name)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GTimeZone) own = oof_sim_zone_new (zone_name);
  g_autofree gchar *text = NULL;

  if (item->all_day && own != NULL)
    text = oof_sim_zone_format (own, instant, "%Y-%m-%dT00:00:00.0000000");
  else
    text = oof_sim_zone_format (view->zone, instant, "%Y-%m-%dT%H:%M:%S.%f0");
  json_object_set_string_member (object, "dateTime", text);
  json_object_set_string_member (object, "timeZone", view->zone_name);
  return object;
}

static void
set_stamp (const OofSimEventView *view, JsonObject *object, const gchar *name, gint64 instant)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *text = NULL;

  if (!wants (view, name))
    return;
  text = oof_sim_zone_format (utc, instant, "%Y-%m-%dT%H:%M:%S.%f0Z");
  json_object_set_string_member (object, name, text);
}

static JsonObject *
body_to_json (const OofSimEventView *view, const OofSimItem *item)
{
  JsonObject *body = json_object_new ();
  g_autofree gchar *content = NULL;

  if (view->text_body)
    content = item->body_html ? oof_sim_html_to_text (item->body) : g_strdup (item->body);
  else
    content = oof_sim_html_store (item->body);
  json_object_set_string_member (body, "contentType", view->text_body ? "text" : "html");
  json_object_set_string_member (body, "content", content);
  return body;
}

static JsonObject *
recipient_to_json (const OofSimPerson *person)
{
  JsonObject *recipient = json_object_new ();
  JsonObject *address = json_object_new ();

  json_object_set_string_member (address, "name", person->display_name);
  json_object_set_string_member (address, "address", person->mail);
  json_object_set_object_member (recipient, "emailAddress", address);
  return recipient;
}

static JsonObject *
location_to_json (const OofSimItem *item)
{
  JsonObject *location = json_object_new ();

  json_object_set_string_member (location, "displayName", item->location);
  json_object_set_string_member (location, "locationType", "default");
  return location;
}

static JsonObject *
response_to_json (void)
{
  JsonObject *response = json_object_new ();

  json_object_set_string_member (response, "response", "organizer");
  json_object_set_string_member (response, "time", "0001-01-01T00:00:00Z");
  return response;
}

static JsonArray *
strings_to_json (const GPtrArray *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < strings->len; i++)
    json_array_add_string_element (array, strings->pdata[i]);
  return array;
}

/* What never changes in an item of ours: no meeting, no series. */
static void
set_constant_members (const OofSimEventView *view, JsonObject *event)
{
  static const gchar *const names[] = { "hasAttachments",
                                        "importance",
                                        "isCancelled",
                                        "isOrganizer",
                                        "responseRequested",
                                        "seriesMasterId",
                                        "type",
                                        "onlineMeetingUrl",
                                        "isOnlineMeeting",
                                        "onlineMeetingProvider",
                                        "allowNewTimeProposals",
                                        "isDraft",
                                        "hideAttendees",
                                        "recurrence",
                                        "responseStatus",
                                        "locations",
                                        "attendees" };
  gboolean wanted = FALSE;

  for (gsize i = 0; !wanted && i < G_N_ELEMENTS (names); i++)
    wanted = wants (view, names[i]);
  if (!wanted)
    return;
  json_object_set_boolean_member (event, "hasAttachments", FALSE);
  json_object_set_string_member (event, "importance", "normal");
  json_object_set_boolean_member (event, "isCancelled", FALSE);
  json_object_set_boolean_member (event, "isOrganizer", TRUE);
  json_object_set_boolean_member (event, "responseRequested", TRUE);
  json_object_set_null_member (event, "seriesMasterId");
  json_object_set_string_member (event, "type", "singleInstance");
  json_object_set_null_member (event, "onlineMeetingUrl");
  json_object_set_boolean_member (event, "isOnlineMeeting", FALSE);
  json_object_set_string_member (event, "onlineMeetingProvider", "unknown");
  json_object_set_boolean_member (event, "allowNewTimeProposals", TRUE);
  json_object_set_boolean_member (event, "isDraft", FALSE);
  json_object_set_boolean_member (event, "hideAttendees", FALSE);
  json_object_set_null_member (event, "recurrence");
  json_object_set_object_member (event, "responseStatus", response_to_json ());
  json_object_set_array_member (event, "locations", json_array_new ());
  json_object_set_array_member (event, "attendees", json_array_new ());
}

static gchar *
dup_preview (const OofSimItem *item)
{
  g_autofree gchar *plain =
      item->body_html ? oof_sim_html_to_text (item->body) : g_strdup (item->body);

  return g_utf8_substring (plain, 0, MIN (255, g_utf8_strlen (plain, -1)));
}

static void
set_body_members (const OofSimEventView *view, const OofSimItem *item, JsonObject *event)
{
  g_autofree gchar *preview = wants (view, "bodyPreview") ? dup_preview (item) : NULL;

  if (preview != NULL)
    json_object_set_string_member (event, "bodyPreview", preview);
  if (wants (view, "body"))
    json_object_set_object_member (event, "body", body_to_json (view, item));
}

static void
set_content_members (const OofSimEventView *view, const OofSimItem *item, JsonObject *event)
{
  json_object_set_string_member (event, "subject", item->subject);
  set_body_members (view, item, event);
  json_object_set_array_member (event, "categories", strings_to_json (item->categories));
  json_object_set_boolean_member (event, "isAllDay", item->all_day);
  if (wants (view, "start"))
    json_object_set_object_member (event, "start",
                                   time_to_json (view, item, item->start, item->start_zone));
  if (wants (view, "end"))
    json_object_set_object_member (event, "end",
                                   time_to_json (view, item, item->end, item->end_zone));
  json_object_set_string_member (event, "originalStartTimeZone", item->start_zone);
  json_object_set_string_member (event, "originalEndTimeZone", item->end_zone);
  json_object_set_string_member (event, "showAs", item->show_as);
  json_object_set_string_member (event, "sensitivity", item->sensitivity);
  json_object_set_boolean_member (event, "isReminderOn", item->reminder);
  json_object_set_int_member (event, "reminderMinutesBeforeStart", item->reminder_minutes);
  if (wants (view, "location"))
    json_object_set_object_member (event, "location", location_to_json (item));
}

static void
add_properties (const OofSimEventView *view, const OofSimItem *item, JsonObject *event)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < view->expand->len; i++)
    {
      const OofSimProperty *property = oof_sim_event_find_property (item, view->expand->pdata[i]);
      g_autofree gchar *id = NULL;
      JsonObject *object;

      if (property == NULL)
        continue;
      id = oof_sim_property_dup_id (property);
      object = json_object_new ();
      json_object_set_string_member (object, "id", id);
      json_object_set_string_member (object, "value", property->value);
      json_array_add_object_element (array, object);
    }
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (event, "singleValueExtendedProperties", g_steal_pointer (&array));
}

static void
set_names (const OofSimEventView *view, const OofSimItem *item, JsonObject *event)
{
  g_autofree gchar *etag = g_strdup_printf ("W/\"%s\"", item->change_key);
  g_autofree gchar *link =
      g_strdup_printf ("https://outlook.office365.com/owa/?itemid=%s", item->id);

  json_object_set_string_member (event, "@odata.etag", etag);
  json_object_set_string_member (event, "id", view->immutable_ids ? item->immutable_id : item->id);
  set_stamp (view, event, "createdDateTime", item->created);
  set_stamp (view, event, "lastModifiedDateTime", item->modified);
  json_object_set_string_member (event, "changeKey", item->change_key);
  oof_sim_json_set_text (event, "transactionId", item->transaction_id);
  json_object_set_string_member (event, "iCalUId", item->uid);
  json_object_set_string_member (event, "webLink", link);
}

/* Without what was not selected; the id always comes. */
static JsonObject *
pick (const OofSimEventView *view, JsonObject *event)
{
  JsonObject *picked;

  if (view->select == NULL)
    return json_object_ref (event);
  picked = oof_sim_json_pick (event, (const gchar *const *) view->select);
  json_object_set_string_member (picked, "id", json_object_get_string_member (event, "id"));
  return picked;
}

JsonObject *
oof_sim_event_to_json (const OofSimEventView *view,
                       const OofSimPerson *owner,
                       const OofSimItem *item)
{
  g_autoptr (JsonObject) event = json_object_new ();
  JsonObject *picked;

  set_names (view, item, event);
  set_content_members (view, item, event);
  set_constant_members (view, event);
  if (wants (view, "organizer"))
    json_object_set_object_member (event, "organizer", recipient_to_json (owner));
  picked = pick (view, event);
  add_properties (view, item, picked);
  return picked;
}

const OofSimProperty *
oof_sim_event_find_property (const OofSimItem *item, const OofSimPropertyId *id)
{
  const OofSimProperty *property = oof_sim_item_find_property (item, id->set, id->name);

  return property != NULL && property->type == id->type ? property : NULL;
}
