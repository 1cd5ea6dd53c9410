/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-draft.h"

#include <string.h>

#include "sim/oof-sim-ews-path.h"
#include "sim/oof-sim-zone.h"

#define LONGEST_YEARS 5

OofSimEwsDraft *
oof_sim_ews_draft_new (const OofSimItem *item)
{
  OofSimEwsDraft *draft = g_new0 (OofSimEwsDraft, 1);

  draft->item = item != NULL ? oof_sim_item_copy (item) : oof_sim_item_new ();
  draft->moved = item == NULL;
  return draft;
}

void
oof_sim_ews_draft_free (OofSimEwsDraft *draft)
{
  oof_sim_item_free (draft->item);
  g_free (draft->start);
  g_free (draft->end);
  g_free (draft->zone);
  g_free (draft->end_zone);
  g_free (draft);
}

/* "WorkingElsewhere" becomes "workingElsewhere", "OOF" "oof": the model speaks Graph. */
static void
set_graph_word (gchar **field, const gchar *word)
{
  g_free (*field);
  *field = g_str_equal (word, "OOF") ? g_strdup ("oof") : g_strdup (word);
  **field = g_ascii_tolower (**field);
}

static void
set_body (OofSimItem *item, const xmlNode *node, const gchar *text)
{
  g_autofree gchar *type = oof_sim_xml_attribute (node, "BodyType");

  oof_sim_set_string (&item->body, text);
  item->body_html = g_strcmp0 (type, "HTML") == 0;
}

static void
set_categories (OofSimItem *item, const xmlNode *node)
{
  g_ptr_array_set_size (item->categories, 0);
  for (xmlNode *child = oof_sim_xml_first (node); child != NULL; child = oof_sim_xml_next (child))
    g_ptr_array_add (item->categories, oof_sim_xml_text (child));
}

static OofSimEwsCode
set_property (OofSimItem *item, const xmlNode *node)
{
  g_auto (OofSimEwsPath) path = { NULL, NULL, 0 };
  g_autofree gchar *value = oof_sim_xml_child_text (node, "t:Value");
  OofSimEwsCode code = oof_sim_ews_path_read (oof_sim_xml_first (node), &path);

  return code != NULL ? code : oof_sim_ews_path_set (&path, item, value);
}

static OofSimEwsCode
set_zone (gchar **field, const xmlNode *node)
{
  g_autofree gchar *id = oof_sim_xml_attribute (node, "Id");
  g_autoptr (GTimeZone) zone = oof_sim_zone_new_windows (id);

  if (zone == NULL)
    return "ErrorTimeZone";
  g_free (*field);
  *field = g_strdup (oof_sim_zone_to_windows (id));
  return NULL;
}

static OofSimEwsCode
set_reminder_minutes (OofSimItem *item, const gchar *text)
{
  gint64 minutes;

  if (!oof_sim_xml_read_int (text, 0, 2629800, &minutes))
    return "ErrorInvalidValueForProperty";
  item->reminder_minutes = (gint) minutes;
  return NULL;
}

/* Fields that start and end depend on. FALSE when FIELD is another one. */
static gboolean
set_time_field (OofSimEwsDraft *draft, const xmlNode *field, OofSimEwsCode *code)
{
  const gchar *name = (const gchar *) field->name;
  g_autofree gchar *text = oof_sim_xml_text (field);

  if (g_str_equal (name, "Start"))
    oof_sim_set_string (&draft->start, text);
  else if (g_str_equal (name, "End"))
    oof_sim_set_string (&draft->end, text);
  else if (g_str_equal (name, "IsAllDayEvent"))
    draft->item->all_day = oof_sim_xml_is_true (text);
  else if (g_str_equal (name, "StartTimeZone"))
    *code = set_zone (&draft->zone, field);
  else if (g_str_equal (name, "EndTimeZone"))
    *code = set_zone (&draft->end_zone, field);
  else
    return FALSE;
  draft->moved = TRUE;
  return TRUE;
}

OofSimEwsCode
oof_sim_ews_draft_set (OofSimEwsDraft *draft, const xmlNode *field)
{
  const gchar *name = (const gchar *) field->name;
  g_autofree gchar *text = oof_sim_xml_text (field);
  OofSimItem *item = draft->item;
  OofSimEwsCode code = NULL;

  if (set_time_field (draft, field, &code))
    return code;
  if (g_str_equal (name, "ExtendedProperty"))
    return set_property (item, field);
  if (g_str_equal (name, "ReminderMinutesBeforeStart"))
    return set_reminder_minutes (item, text);
  if (g_str_equal (name, "Subject"))
    oof_sim_set_string (&item->subject, text);
  else if (g_str_equal (name, "Body"))
    set_body (item, field, text);
  else if (g_str_equal (name, "Categories"))
    set_categories (item, field);
  else if (g_str_equal (name, "Sensitivity"))
    set_graph_word (&item->sensitivity, text);
  else if (g_str_equal (name, "LegacyFreeBusyStatus"))
    set_graph_word (&item->show_as, text);
  else if (g_str_equal (name, "Location"))
    oof_sim_set_string (&item->location, text);
  else if (g_str_equal (name, "ReminderIsSet"))
    item->reminder = oof_sim_xml_is_true (text);
  else if (g_str_equal (name, "UID"))
    oof_sim_set_string (&item->uid, text);
  else if (!g_str_equal (name, "ItemClass") && !g_str_equal (name, "Importance"))
    return "ErrorInvalidPropertySet";
  return NULL;
}

static OofSimEwsCode
remove_property (OofSimItem *item, const xmlNode *uri)
{
  g_auto (OofSimEwsPath) path = { NULL, NULL, 0 };
  OofSimEwsCode code = oof_sim_ews_path_read (uri, &path);

  /* What is not there is removed, too. */
  if (code == NULL && path.name != NULL)
    oof_sim_item_remove_property (item, path.set, path.name);
  return code;
}

OofSimEwsCode
oof_sim_ews_draft_remove (OofSimEwsDraft *draft, const xmlNode *path)
{
  g_autofree gchar *uri = oof_sim_xml_attribute (path, "FieldURI");
  OofSimItem *item = draft->item;

  if (uri == NULL)
    return remove_property (item, path);
  if (g_str_equal (uri, "item:Subject"))
    oof_sim_set_string (&item->subject, NULL);
  else if (g_str_equal (uri, "item:Body"))
    oof_sim_set_string (&item->body, NULL);
  else if (g_str_equal (uri, "item:Categories"))
    g_ptr_array_set_size (item->categories, 0);
  else if (g_str_equal (uri, "calendar:Location"))
    oof_sim_set_string (&item->location, NULL);
  else
    return "ErrorInvalidPropertyDelete";
  return NULL;
}

/* A time without designator is one of ZONE (Windows name) if that was sent, else of
 * TimeZoneContext, else UTC. */
static void
read_time (const gchar *text, const gchar *zone, const OofSimEwsCall *call, gint64 *instant)
{
  g_autoptr (GTimeZone) sent = oof_sim_zone_new_windows (zone);

  if (text != NULL)
    oof_sim_zone_parse (text, sent != NULL ? sent : call->zone, instant);
}

/* All-day items last from midnight to midnight of the zone they were made in. */
static void
move_to_midnight (OofSimItem *item)
{
  g_autoptr (GTimeZone) zone = oof_sim_zone_new (item->start_zone);
  gint64 end;

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  item->start = oof_sim_zone_midnight (zone, item->start);
  end = oof_sim_zone_midnight (zone, item->end);
  /* 36 hours after a midnight lie in the next day whatever the clocks do. */
  if (end < item->end || end <= item->start)
    end = oof_sim_zone_midnight (zone, MAX (end, item->start) + 36 * G_TIME_SPAN_HOUR);
  item->end = end;
}

static gboolean
is_too_long (const OofSimItem *item)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (item->start / G_USEC_PER_SEC);
  g_autoptr (GDateTime) latest =
      start != NULL ? g_date_time_add_years (start, LONGEST_YEARS) : NULL;

  return latest == NULL || item->end / G_USEC_PER_SEC > g_date_time_to_unix (latest);
}

OofSimEwsCode
oof_sim_ews_draft_finish (OofSimEwsDraft *draft, const OofSimEwsCall *call)
{
  OofSimItem *item = draft->item;
  const gchar *end_zone = draft->end_zone != NULL ? draft->end_zone : draft->zone;
  gboolean is_new = item->serial == 0;

  if (!draft->moved)
    return NULL;
  if (is_new)
    {
      const gchar *context = oof_sim_zone_to_windows (g_time_zone_get_identifier (call->zone));

      oof_sim_set_string (&item->start_zone, context != NULL ? context : "UTC");
      oof_sim_set_string (&item->end_zone, item->start_zone);
      item->start = oof_sim_tenant_now (call->tenant);
    }
  if (draft->zone != NULL)
    oof_sim_set_string (&item->start_zone, draft->zone);
  if (end_zone != NULL)
    oof_sim_set_string (&item->end_zone, end_zone);
  read_time (draft->start, draft->zone, call, &item->start);
  if (is_new)
    item->end = item->start + 30 * G_TIME_SPAN_MINUTE;
  read_time (draft->end, end_zone, call, &item->end);
  if (item->end < item->start)
    return "ErrorCalendarEndDateIsEarlierThanStartDate";
  if (item->all_day)
    move_to_midnight (item);
  return is_too_long (item) ? "ErrorCalendarDurationIsTooLong" : NULL;
}
