/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-control-tenant.h"

#include "sim/oof-sim-control-mailbox.h"

#include "core/oof-item-store.h"
#include "sim/oof-sim-old-calendar.h"
#include "sim/oof-sim-zone.h"

#define MAX_OLD_ITEMS 100000

/* PROBLEM: (nullable) what is wrong with the change. */
static void
finish (OofSimExchange *exchange, const gchar *problem)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (problem != NULL)
    json_object_set_string_member (object, "error", problem);
  oof_sim_exchange_answer (exchange, problem == NULL ? 200 : 400, "application/json; charset=utf-8",
                           oof_sim_json_to_text (object));
}

void
oof_sim_control_change_organization (OofSimExchange *exchange, JsonObject *change)
{
  static const OofSimJsonMember members[] = { { "sync", OOF_SIM_JSON_BOOLEAN | OOF_SIM_JSON_NULL },
                                              { "lastSync", OOF_SIM_JSON_STRING },
                                              { "owa", OOF_SIM_JSON_BOOLEAN },
                                              { "licence", OOF_SIM_JSON_BOOLEAN },
                                              { NULL, 0 } };
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  g_autofree gchar *problem = oof_sim_json_check (change, members);
  const gchar *at = problem == NULL ? oof_sim_json_get_string (change, "lastSync") : NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  if (problem == NULL && at != NULL && !oof_sim_zone_parse (at, utc, &tenant->synchronised))
    problem = g_strdup ("\"lastSync\" is RFC 3339.");
  if (problem == NULL && json_object_has_member (change, "sync"))
    tenant->sync = json_object_get_null_member (change, "sync")      ? OOF_SIM_SYNC_NEVER
                   : json_object_get_boolean_member (change, "sync") ? OOF_SIM_SYNC_ON
                                                                     : OOF_SIM_SYNC_OFF;
  if (problem == NULL && json_object_has_member (change, "owa"))
    tenant->owa_closed = !json_object_get_boolean_member (change, "owa");
  if (problem == NULL && json_object_has_member (change, "licence"))
    tenant->service_unlicensed = !json_object_get_boolean_member (change, "licence");
  finish (exchange, problem);
}

void
oof_sim_control_fill_calendar (OofSimExchange *exchange, JsonObject *change)
{
  static const OofSimJsonMember members[] = { { "count", OOF_SIM_JSON_INTEGER },
                                              { "odd", OOF_SIM_JSON_INTEGER },
                                              { NULL, 0 } };
  g_autofree gchar *problem = oof_sim_json_check (change, members);
  gint64 count = 0;
  gint64 odd = 0;

  if (problem == NULL)
    {
      count = json_object_get_int_member_with_default (change, "count", 0);
      odd = json_object_get_int_member_with_default (change, "odd", 0);
    }
  if (problem == NULL && (odd < 0 || count < odd || count > MAX_OLD_ITEMS))
    problem = g_strdup ("\"count\" is 0 to 100000, \"odd\" at most as much.");
  if (problem == NULL)
    oof_sim_old_calendar_fill (oof_sim_exchange_get_tenant (exchange), (guint) count, (guint) odd);
  finish (exchange, problem);
}

static JsonArray *
properties_to_json (const OofSimItem *item)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < item->properties->len; i++)
    {
      const OofSimProperty *property = item->properties->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "set", property->set);
      json_object_set_string_member (object, "name", property->name);
      json_object_set_string_member (object, "value", property->value);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
item_to_json (const OofSimItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", item->immutable_id);
  json_object_set_string_member (object, "changeKey", item->change_key);
  json_object_set_int_member (object, "modified", item->modified);
  json_object_set_string_member (object, "uid", item->uid);
  json_object_set_int_member (object, "created", item->created);
  json_object_set_string_member (object, "subject", item->subject);
  json_object_set_string_member (object, "body", item->body);
  json_object_set_array_member (object, "categories", oof_sim_json_new_texts (item->categories));
  json_object_set_boolean_member (object, "allDay", item->all_day);
  json_object_set_int_member (object, "start", item->start);
  json_object_set_int_member (object, "end", item->end);
  json_object_set_string_member (object, "startZone", item->start_zone);
  json_object_set_string_member (object, "showAs", item->show_as);
  json_object_set_string_member (object, "sensitivity", item->sensitivity);
  json_object_set_string_member (object, "location", item->location);
  json_object_set_boolean_member (object, "reminder", item->reminder);
  json_object_set_array_member (object, "properties", properties_to_json (item));
  json_object_set_boolean_member (
      object, "ours",
      oof_sim_item_find_property (item, OOF_PROPERTY_SET, OOF_PROPERTY_KEY) != NULL);
  return object;
}

void
oof_sim_control_show_calendar (OofSimExchange *exchange, const gchar *address)
{
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  OofSimPerson *owner =
      address == NULL ? tenant->service : oof_sim_control_find_mailbox (exchange, address);
  const OofSimCalendar *calendar;
  g_autoptr (JsonObject) object = NULL;
  JsonArray *items;

  if (owner == NULL)
    return;
  calendar = oof_sim_mailbox_get_default_calendar (owner->mailbox);
  object = json_object_new ();
  items = json_array_new ();
  for (guint i = 0; i < calendar->items->len; i++)
    json_array_add_object_element (items, item_to_json (calendar->items->pdata[i]));
  json_object_set_array_member (object, "items", items);
  oof_sim_exchange_answer (exchange, 200, "application/json; charset=utf-8",
                           oof_sim_json_to_text (object));
}
