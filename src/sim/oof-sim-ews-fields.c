/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-fields.h"

#include <string.h>

#include "sim/oof-sim-ews-path.h"
#include "sim/oof-sim-html.h"
#include "sim/oof-sim-zone.h"

/* What FindItem gives of a string (storage.md rule 4). */
#define MOST_LETTERS 255

typedef struct
{
  const OofSimEwsCall *call;
  const OofSimEwsItem *found;
  const OofSimItem *item;
  const OofSimEwsShape *shape;
} Source;

/* The whole text of a field (transfer full). */
typedef gchar *(*GetText) (const Source *source);
/* Fields that are more than a text. */
typedef void (*AddField) (const Source *source, xmlNode *node);

typedef struct
{
  const gchar *uri;
  gboolean is_default;
  GetText get;
  AddField add;
} Field;

static gchar *
get_class (const Source *source)
{
  return g_strdup ("IPM.Appointment");
}

static gchar *
get_normal (const Source *source)
{
  return g_strdup ("Normal");
}

static gchar *
get_false (const Source *source)
{
  return g_strdup ("false");
}

static gchar *
get_single (const Source *source)
{
  return g_strdup ("Single");
}

static gchar *
get_subject (const Source *source)
{
  return g_strdup (source->item->subject);
}

static gchar *
get_location (const Source *source)
{
  return g_strdup (source->item->location);
}

static gchar *
get_uid (const Source *source)
{
  return g_strdup (source->item->uid);
}

static gchar *
get_boolean (gboolean value)
{
  return g_strdup (value ? "true" : "false");
}

static gchar *
get_reminder (const Source *source)
{
  return get_boolean (source->item->reminder);
}

static gchar *
get_all_day (const Source *source)
{
  return get_boolean (source->item->all_day);
}

static gchar *
get_reminder_minutes (const Source *source)
{
  return g_strdup_printf ("%d", source->item->reminder_minutes);
}

/* "workingElsewhere" is "WorkingElsewhere" here, but "oof" is "OOF". */
static gchar *
get_status (const Source *source)
{
  gchar *text = g_str_equal (source->item->show_as, "oof") ? g_strdup ("OOF")
                                                           : g_strdup (source->item->show_as);

  *text = g_ascii_toupper (*text);
  return text;
}

static gchar *
get_sensitivity (const Source *source)
{
  gchar *text = g_strdup (source->item->sensitivity);

  *text = g_ascii_toupper (*text);
  return text;
}

/* In the zone of TimeZoneContext, UTC without one; UTC is written "Z". */
static gchar *
format_time (const Source *source, gint64 instant)
{
  GTimeZone *zone = source->call->zone;
  g_autofree gchar *offset = oof_sim_zone_format (zone, instant, "%:z");
  g_autofree gchar *time = oof_sim_zone_format (zone, instant, "%Y-%m-%dT%H:%M:%S");

  return g_strconcat (time, g_str_equal (offset, "+00:00") ? "Z" : offset, NULL);
}

static gchar *
get_created (const Source *source)
{
  return format_time (source, source->item->created);
}

static gchar *
get_modified (const Source *source)
{
  return format_time (source, source->item->modified);
}

static gchar *
get_start (const Source *source)
{
  return format_time (source, source->item->start);
}

static gchar *
get_end (const Source *source)
{
  return format_time (source, source->item->end);
}

static void
add_id (xmlNode *node, const gchar *name, const gchar *id, const gchar *change_key)
{
  xmlNode *child = oof_sim_xml_add (node, name, NULL);

  oof_sim_xml_set (child, "Id", id);
  oof_sim_xml_set (child, "ChangeKey", change_key);
}

static void
add_item_id (const Source *source, xmlNode *node)
{
  add_id (node, "t:ItemId", source->item->id, source->item->change_key);
}

static void
add_parent (const Source *source, xmlNode *node)
{
  const OofSimCalendar *calendar = source->found->calendar;

  add_id (node, "t:ParentFolderId", calendar->id, calendar->change_key);
}

/* FindItem never has a body. */
static void
add_body (const Source *source, xmlNode *node)
{
  const gchar *wanted = source->shape->body_type;
  gboolean html = source->item->body_html;
  g_autofree gchar *text = NULL;

  if (!source->shape->whole)
    return;
  if (wanted != NULL && !g_str_equal (wanted, "Best"))
    html = g_str_equal (wanted, "HTML");
  if (html == source->item->body_html)
    text = g_strdup (source->item->body);
  else
    text =
        html ? oof_sim_html_store (source->item->body) : oof_sim_html_to_text (source->item->body);
  oof_sim_xml_set (oof_sim_xml_add (node, "t:Body", text), "BodyType", html ? "HTML" : "Text");
}

static void
add_categories (const Source *source, xmlNode *node)
{
  xmlNode *list;

  if (source->item->categories->len == 0)
    return;
  list = oof_sim_xml_add (node, "t:Categories", NULL);
  for (guint i = 0; i < source->item->categories->len; i++)
    oof_sim_xml_add (list, "t:String", source->item->categories->pdata[i]);
}

static void
add_zone (xmlNode *node, const gchar *name, const gchar *zone)
{
  xmlNode *child = oof_sim_xml_add (node, name, NULL);

  oof_sim_xml_set (child, "Id", zone);
  oof_sim_xml_set (child, "Name", zone);
}

static void
add_start_zone (const Source *source, xmlNode *node)
{
  add_zone (node, "t:StartTimeZone", source->item->start_zone);
}

static void
add_end_zone (const Source *source, xmlNode *node)
{
  add_zone (node, "t:EndTimeZone", source->item->end_zone);
}

static gchar *
cut (const gchar *text)
{
  return g_utf8_strlen (text, -1) > MOST_LETTERS ? g_utf8_substring (text, 0, MOST_LETTERS)
                                                 : g_strdup (text);
}

static void
add_properties (const Source *source, xmlNode *node)
{
  for (guint i = 0; i < source->shape->properties->len; i++)
    {
      const OofSimEwsPath *path = &g_array_index (source->shape->properties, OofSimEwsPath, i);
      const OofSimProperty *property = oof_sim_ews_path_find (path, source->item);
      g_autofree gchar *value = NULL;

      if (property == NULL)
        continue;
      value = source->shape->whole ? g_strdup (property->value) : cut (property->value);
      oof_sim_ews_path_add (path, node, value);
    }
}

/* In the order of ItemType and CalendarItemType; the row without a name is where the named
 * properties stand. */
static const Field fields[] = {
  { "item:ItemId", TRUE, NULL, add_item_id },
  { "item:ParentFolderId", FALSE, NULL, add_parent },
  { "item:ItemClass", FALSE, get_class, NULL },
  { "item:Subject", TRUE, get_subject, NULL },
  { "item:Sensitivity", FALSE, get_sensitivity, NULL },
  { "item:Body", FALSE, NULL, add_body },
  { "item:Categories", FALSE, NULL, add_categories },
  { "item:Importance", FALSE, get_normal, NULL },
  { "item:DateTimeCreated", FALSE, get_created, NULL },
  { "item:ReminderIsSet", FALSE, get_reminder, NULL },
  { "item:ReminderMinutesBeforeStart", FALSE, get_reminder_minutes, NULL },
  { "item:HasAttachments", TRUE, get_false, NULL },
  { "", TRUE, NULL, add_properties },
  { "item:LastModifiedTime", FALSE, get_modified, NULL },
  { "calendar:UID", FALSE, get_uid, NULL },
  { "calendar:Start", TRUE, get_start, NULL },
  { "calendar:End", TRUE, get_end, NULL },
  { "calendar:IsAllDayEvent", FALSE, get_all_day, NULL },
  { "calendar:LegacyFreeBusyStatus", TRUE, get_status, NULL },
  { "calendar:Location", TRUE, get_location, NULL },
  { "calendar:IsMeeting", FALSE, get_false, NULL },
  { "calendar:IsRecurring", FALSE, get_false, NULL },
  { "calendar:CalendarItemType", TRUE, get_single, NULL },
  { "calendar:StartTimeZone", FALSE, NULL, add_start_zone },
  { "calendar:EndTimeZone", FALSE, NULL, add_end_zone },
};

/* The id and the named properties that are asked for are in every shape. */
static gboolean
is_in_base (const Field *field, const gchar *base)
{
  if (g_str_equal (field->uri, "item:ItemId") || *field->uri == '\0')
    return TRUE;
  return g_str_equal (base, "AllProperties")
         || (g_str_equal (base, "Default") && field->is_default);
}

static OofSimEwsCode
add_to_shape (OofSimEwsShape *shape, const xmlNode *path)
{
  g_autofree gchar *uri = oof_sim_xml_attribute (path, "FieldURI");
  OofSimEwsPath property = { NULL, NULL, 0 };
  OofSimEwsCode code;

  for (guint i = 0; uri != NULL && i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].uri, uri))
      {
        shape->bits |= G_GUINT64_CONSTANT (1) << i;
        return NULL;
      }
  if (uri != NULL)
    return "ErrorInvalidPropertyRequest";
  code = oof_sim_ews_path_read (path, &property);
  for (guint i = 0; code == NULL && i < shape->properties->len; i++)
    if (oof_sim_ews_path_equal (&property, &g_array_index (shape->properties, OofSimEwsPath, i)))
      {
        oof_sim_ews_path_clear (&property);
        return NULL;
      }
  if (code == NULL)
    g_array_append_val (shape->properties, property);
  return code;
}

OofSimEwsCode
oof_sim_ews_shape_read (OofSimEwsShape *shape, const xmlNode *node, gboolean whole)
{
  const xmlNode *paths = oof_sim_xml_child (node, "t:AdditionalProperties");
  g_autofree gchar *base = oof_sim_xml_child_text (node, "t:BaseShape");
  OofSimEwsCode code = NULL;

  shape->whole = whole;
  shape->body_type = oof_sim_xml_child_text (node, "t:BodyType");
  shape->bits = 0;
  shape->properties = g_array_new (FALSE, FALSE, sizeof (OofSimEwsPath));
  g_array_set_clear_func (shape->properties, (GDestroyNotify) oof_sim_ews_path_clear);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_in_base (&fields[i], base))
      shape->bits |= G_GUINT64_CONSTANT (1) << i;
  for (xmlNode *path = oof_sim_xml_first (paths); path != NULL && code == NULL;
       path = oof_sim_xml_next (path))
    code = add_to_shape (shape, path);
  return code;
}

void
oof_sim_ews_shape_clear (OofSimEwsShape *shape)
{
  g_clear_pointer (&shape->properties, g_array_unref);
  g_clear_pointer (&shape->body_type, g_free);
}

static void
add_field (const Source *source, const Field *field, xmlNode *node)
{
  g_autofree gchar *name = NULL;
  g_autofree gchar *text = NULL;

  if (field->add != NULL)
    {
      field->add (source, node);
      return;
    }
  name = g_strconcat ("t", strchr (field->uri, ':'), NULL);
  text = field->get (source);
  oof_sim_xml_add (node, name, text);
}

void
oof_sim_ews_add_item (xmlNode *items,
                      const OofSimEwsCall *call,
                      const OofSimEwsItem *found,
                      const OofSimEwsShape *shape)
{
  Source source = { call, found, found->item, shape };
  xmlNode *node = oof_sim_xml_add (items, "t:CalendarItem", NULL);

  if (shape == NULL)
    {
      add_item_id (&source, node);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (shape->bits & (G_GUINT64_CONSTANT (1) << i))
      add_field (&source, &fields[i], node);
}
