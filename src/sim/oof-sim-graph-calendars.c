/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-filter.h"
#include "sim/oof-sim-graph.h"

#include <string.h>

static const gchar *const calendar_names[] = { "id",
                                               "name",
                                               "color",
                                               "hexColor",
                                               "isDefaultCalendar",
                                               "changeKey",
                                               "canShare",
                                               "canViewPrivateItems",
                                               "canEdit",
                                               "isTallyingResponses",
                                               "isRemovable",
                                               "owner",
                                               "allowedOnlineMeetingProviders",
                                               "defaultOnlineMeetingProvider",
                                               NULL };

static JsonObject *
calendar_to_json (const OofSimPerson *owner, const OofSimCalendar *calendar, const GStrv select)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *address = json_object_new ();

  json_object_set_string_member (object, "id", calendar->id);
  json_object_set_string_member (object, "name", calendar->name);
  json_object_set_string_member (object, "color", "auto");
  json_object_set_string_member (object, "hexColor", "");
  json_object_set_boolean_member (object, "isDefaultCalendar", calendar->is_default);
  json_object_set_string_member (object, "changeKey", calendar->change_key);
  json_object_set_boolean_member (object, "canShare", TRUE);
  json_object_set_boolean_member (object, "canViewPrivateItems", TRUE);
  json_object_set_boolean_member (object, "canEdit", TRUE);
  json_object_set_boolean_member (object, "isTallyingResponses", calendar->is_default);
  json_object_set_boolean_member (object, "isRemovable", !calendar->is_default);
  json_object_set_array_member (object, "allowedOnlineMeetingProviders", json_array_new ());
  json_object_set_string_member (object, "defaultOnlineMeetingProvider", "unknown");
  json_object_set_string_member (address, "name", owner->display_name);
  json_object_set_string_member (address, "address", owner->mail);
  json_object_set_object_member (object, "owner", address);
  return oof_sim_json_pick (object,
                            select == NULL ? calendar_names : (const gchar *const *) select);
}

/* $filter=name eq '…', as Exchange compares names: without letter case. FALSE and failed when it is
 * anything else. */
static gboolean
find_calendars (OofSimCall *call, GPtrArray *found)
{
  GPtrArray *calendars = call->person->mailbox->calendars;
  const gchar *text = oof_sim_call_get_query (call, "$filter");
  g_autoptr (OofSimFilter) filter = text == NULL ? NULL : oof_sim_filter_parse (text);
  const OofSimComparison *only = filter == NULL ? NULL : filter->comparisons->pdata[0];

  if (text != NULL
      && (filter == NULL || filter->comparisons->len != 1 || strcmp (only->name, "name") != 0
          || strcmp (only->operation, "eq") != 0 || !only->quoted))
    {
      oof_sim_call_fail (call, 400, "ErrorInvalidUrlQueryFilter", "Invalid filter clause: %s",
                         text);
      return FALSE;
    }
  for (guint i = 0; i < calendars->len; i++)
    {
      OofSimCalendar *calendar = calendars->pdata[i];

      if (only == NULL
          || calendar == oof_sim_mailbox_find_calendar_by_name (call->person->mailbox, only->value))
        g_ptr_array_add (found, calendar);
    }
  return TRUE;
}

void
oof_sim_graph_list_calendars (OofSimCall *call)
{
  static const gchar *const options[] = {
    "$select", "$top", "$skip", "$filter", "$skiptoken", NULL
  };
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_auto (GStrv) select = NULL;
  JsonArray *value;
  guint first, last;

  if (!oof_sim_call_check_query (call, options) || !oof_sim_graph_enter_calendars (call))
    return;
  select = oof_sim_call_get_select (call, calendar_names);
  if (call->status != 0 || !find_calendars (call, found)
      || !oof_sim_call_get_page (call, found->len, 10, 999, &first, &last))
    return;
  value = json_array_new ();
  for (guint i = first; i < last; i++)
    json_array_add_object_element (value, calendar_to_json (call->person, found->pdata[i], select));
  oof_sim_call_answer_page (call, "calendars", value, found->len, first, last, FALSE);
}

void
oof_sim_graph_get_calendar (OofSimCall *call)
{
  static const gchar *const options[] = { "$select", NULL };
  OofSimMailbox *mailbox = call->person->mailbox;
  g_auto (GStrv) select = NULL;
  OofSimCalendar *calendar;
  JsonObject *answer;

  if (!oof_sim_call_check_query (call, options) || !oof_sim_graph_enter_calendars (call))
    return;
  select = oof_sim_call_get_select (call, calendar_names);
  if (call->status != 0)
    return;
  calendar = call->path[3] == NULL ? oof_sim_mailbox_get_default_calendar (mailbox)
                                   : oof_sim_mailbox_find_calendar (mailbox, call->path[3]);
  if (calendar == NULL)
    {
      oof_sim_call_fail (call, 404, "ErrorItemNotFound",
                         "The specified object was not found in the store.");
      return;
    }
  answer = calendar_to_json (call->person, calendar, select);
  oof_sim_call_set_context (call, answer, "calendars/$entity");
  oof_sim_call_answer (call, 200, answer);
}

void
oof_sim_graph_create_calendar (OofSimCall *call)
{
  static const gchar *const options[] = { NULL };
  static const OofSimJsonMember members[] = { { "name", OOF_SIM_JSON_STRING },
                                              { "color", OOF_SIM_JSON_STRING },
                                              { NULL, 0 } };
  OofSimMailbox *mailbox = call->person->mailbox;
  OofSimCalendar *calendar;
  JsonObject *body, *answer;
  const gchar *name;

  if (!oof_sim_call_check_query (call, options) || !oof_sim_graph_enter_calendars (call))
    return;
  body = oof_sim_call_get_body (call, members);
  if (body == NULL)
    return;
  name = oof_sim_json_get_string (body, "name");
  if (name == NULL || *name == '\0')
    {
      oof_sim_call_fail (call, 400, "ErrorInvalidRequest", "A calendar needs a name.");
      return;
    }
  calendar = oof_sim_mailbox_add_calendar (mailbox, name);
  if (calendar == NULL)
    {
      /* Seen with both statuses in the field (storage.md 3.2.4): the code is what counts. */
      oof_sim_call_fail (call, mailbox->duplicate_refusals++ % 2 == 0 ? 400 : 409,
                         "ErrorFolderExists", "A folder with the specified name already exists.");
      return;
    }
  answer = calendar_to_json (call->person, calendar, NULL);
  oof_sim_call_set_context (call, answer, "calendars/$entity");
  oof_sim_call_answer (call, 201, answer);
}
