/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-item.h"

#include "core/oof-error.h"
#include "core/oof-zones.h"

typedef enum
{
  FIELD_TEXT,
  FIELD_BODY,
  FIELD_CATEGORIES,
  FIELD_PROPERTY,
  FIELD_ZONE
} FieldKind;

typedef struct
{
  FieldKind kind;
  const char *uri;                          /* FieldURI, or the name of our property */
  const char *name;                         /* of the element */
  char *(*dup_value) (const OofItem *item); /* NULL: nothing to say */
} Field;

static const char *const additional_fields[] = {
  "item:Subject",           "item:Categories",
  "item:DateTimeCreated",   "item:LastModifiedTime",
  "calendar:Start",         "calendar:End",
  "calendar:IsAllDayEvent", "calendar:LegacyFreeBusyStatus",
  "calendar:StartTimeZone",
};

static const char *const properties[] = {
  OOF_PROPERTY_KEY,
  OOF_PROPERTY_REV,
  OOF_PROPERTY_ABSENCE,
  OOF_PROPERTY_DOC,
};

static char *
dup_subject (const OofItem *item)
{
  return g_strdup (item->subject);
}

static char *
dup_sensitivity (const OofItem *item)
{
  return g_strdup ("Normal");
}

static char *
dup_body (const OofItem *item)
{
  return g_strdup (item->body);
}

static char *
dup_has_categories (const OofItem *item)
{
  return item->categories && item->categories[0] ? g_strdup ("") : NULL;
}

static char *
dup_reminder (const OofItem *item)
{
  return g_strdup ("false");
}

static char *
dup_key (const OofItem *item)
{
  return g_strdup (item->key);
}

static char *
dup_rev (const OofItem *item)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, item->rev);
}

static char *
dup_absence (const OofItem *item)
{
  return g_strdup (item->absence);
}

static char *
dup_document (const OofItem *item)
{
  return g_strdup (item->document);
}

/* Always with Z: gromox reads a time without it as UTC, Exchange in a zone of its choice (ews.md
 * 2.8). All-day items lie between local midnights. */
static char *
dup_start (const OofItem *item)
{
  return oof_instant_format (item->all_day ? oof_zone_day_start (item->zone, item->first_day)
                                           : item->range.from);
}

static char *
dup_end (const OofItem *item)
{
  return oof_instant_format (item->all_day ? oof_zone_day_start (item->zone, item->last_day + 1)
                                           : item->range.to);
}

static char *
dup_all_day (const OofItem *item)
{
  return g_strdup (item->all_day ? "true" : "false");
}

static char *
dup_free_busy (const OofItem *item)
{
  return g_strdup (item->free_busy == OOF_FREE_BUSY_OOF ? "OOF" : "Free");
}

static char *
dup_zone (const OofItem *item)
{
  return g_strdup (oof_zones_windows_from_iana (item->zone));
}

/* In the order of the schema. */
static const Field fields[] = {
  { FIELD_TEXT, "item:Subject", "Subject", dup_subject },
  { FIELD_TEXT, "item:Sensitivity", "Sensitivity", dup_sensitivity },
  { FIELD_BODY, "item:Body", "Body", dup_body },
  { FIELD_CATEGORIES, "item:Categories", "Categories", dup_has_categories },
  { FIELD_TEXT, "item:ReminderIsSet", "ReminderIsSet", dup_reminder },
  { FIELD_PROPERTY, OOF_PROPERTY_KEY, "ExtendedProperty", dup_key },
  { FIELD_PROPERTY, OOF_PROPERTY_REV, "ExtendedProperty", dup_rev },
  { FIELD_PROPERTY, OOF_PROPERTY_ABSENCE, "ExtendedProperty", dup_absence },
  { FIELD_PROPERTY, OOF_PROPERTY_DOC, "ExtendedProperty", dup_document },
  { FIELD_TEXT, "calendar:Start", "Start", dup_start },
  { FIELD_TEXT, "calendar:End", "End", dup_end },
  { FIELD_TEXT, "calendar:IsAllDayEvent", "IsAllDayEvent", dup_all_day },
  { FIELD_TEXT, "calendar:LegacyFreeBusyStatus", "LegacyFreeBusyStatus", dup_free_busy },
  { FIELD_ZONE, "calendar:StartTimeZone", "StartTimeZone", dup_zone },
  { FIELD_ZONE, "calendar:EndTimeZone", "EndTimeZone", dup_zone },
};

static void
write_field (OofXmlWriter *xml, const Field *field, const OofItem *item, const char *value)
{
  oof_xml_writer_begin (xml, "t", field->name);
  switch (field->kind)
    {
    case FIELD_BODY:
      oof_xml_writer_attribute (xml, "BodyType", "Text");
      oof_xml_writer_text (xml, value);
      break;
    case FIELD_CATEGORIES:
      for (guint i = 0; item->categories[i]; i++)
        oof_xml_writer_element (xml, "t", "String", item->categories[i]);
      break;
    case FIELD_PROPERTY:
      oof_ews_item_write_property (xml, field->uri);
      oof_xml_writer_element (xml, "t", "Value", value);
      break;
    case FIELD_ZONE:
      oof_xml_writer_attribute (xml, "Id", value);
      break;
    case FIELD_TEXT:
    default:
      oof_xml_writer_text (xml, value);
      break;
    }
  oof_xml_writer_end (xml);
}

static void
write_field_uri (OofXmlWriter *xml, const char *uri)
{
  oof_xml_writer_begin (xml, "t", "FieldURI");
  oof_xml_writer_attribute (xml, "FieldURI", uri);
  oof_xml_writer_end (xml);
}

static void
write_set_field (OofXmlWriter *xml, const Field *field, const OofItem *item, const char *value)
{
  oof_xml_writer_begin (xml, "t", "SetItemField");
  if (field->kind == FIELD_PROPERTY)
    oof_ews_item_write_property (xml, field->uri);
  else
    write_field_uri (xml, field->uri);
  oof_xml_writer_begin (xml, "t", "CalendarItem");
  write_field (xml, field, item, value);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
}

gboolean
oof_ews_item_check (const OofItem *item, GError **error)
{
  gboolean placed = item->all_day
                        ? item->first_day != OOF_DAY_NONE && item->first_day <= item->last_day
                        : item->range.from != OOF_INSTANT_NONE && item->range.from <= item->range.to
                              && item->range.to != OOF_INSTANT_FOREVER;

  if (!placed)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                   "item \"%s\": a calendar item needs a start and an end", item->subject);
      return FALSE;
    }
  if (!oof_zones_windows_from_iana (item->zone))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "time zone \"%s\" is unknown to Exchange",
                   item->zone);
      return FALSE;
    }
  return TRUE;
}

void
oof_ews_item_write (OofXmlWriter *xml, const OofItem *item)
{
  oof_xml_writer_begin (xml, "t", "CalendarItem");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = fields[i].dup_value (item);

      if (value)
        write_field (xml, &fields[i], item, value);
    }
  oof_xml_writer_end (xml);
}

void
oof_ews_item_write_change (OofXmlWriter *xml, const OofItem *item)
{
  oof_xml_writer_begin (xml, "t", "ItemChange");
  oof_ews_item_write_id (xml, item->id, item->change_key);
  oof_xml_writer_begin (xml, "t", "Updates");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = fields[i].dup_value (item);

      if (value)
        write_set_field (xml, &fields[i], item, value);
      else if (fields[i].kind == FIELD_CATEGORIES)
        {
          oof_xml_writer_begin (xml, "t", "DeleteItemField");
          write_field_uri (xml, fields[i].uri);
          oof_xml_writer_end (xml);
        }
    }
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
}

void
oof_ews_item_write_id (OofXmlWriter *xml, const char *id, const char *change_key)
{
  oof_xml_writer_begin (xml, "t", "ItemId");
  oof_xml_writer_attribute (xml, "Id", id);
  oof_xml_writer_attribute (xml, "ChangeKey", change_key);
  oof_xml_writer_end (xml);
}

void
oof_ews_item_write_shape (OofXmlWriter *xml)
{
  oof_xml_writer_begin (xml, "m", "ItemShape");
  oof_xml_writer_element (xml, "t", "BaseShape", "IdOnly");
  oof_xml_writer_begin (xml, "t", "AdditionalProperties");
  for (guint i = 0; i < G_N_ELEMENTS (additional_fields); i++)
    write_field_uri (xml, additional_fields[i]);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    oof_ews_item_write_property (xml, properties[i]);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
}

void
oof_ews_item_write_property (OofXmlWriter *xml, const char *name)
{
  gboolean integer = g_str_equal (name, OOF_PROPERTY_REV);

  oof_xml_writer_begin (xml, "t", "ExtendedFieldURI");
  oof_xml_writer_attribute (xml, "PropertySetId", OOF_PROPERTY_SET);
  oof_xml_writer_attribute (xml, "PropertyName", name);
  oof_xml_writer_attribute (xml, "PropertyType", integer ? "Integer" : "String");
  oof_xml_writer_end (xml);
}
