/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-item.h"

#include "ews/oof-ews-call.h"
#include "core/oof-zones.h"

#define DAY 86400

/* Elements are found by name wherever they stand, the first of several counts (ews.md 2.6). */

static gboolean
is_our_set (const char *guid)
{
  g_autofree char *bare = g_strdup (guid ? guid : "");

  return g_ascii_strcasecmp (g_strstrip (g_strdelimit (bare, "{}", ' ')), OOF_PROPERTY_SET) == 0;
}

/* The place for one of our properties, NULL for all others. */
static char **
get_slot (const char *name, OofItem *item, char **rev)
{
  if (g_strcmp0 (name, OOF_PROPERTY_KEY) == 0)
    return &item->key;
  if (g_strcmp0 (name, OOF_PROPERTY_REV) == 0)
    return rev;
  if (g_strcmp0 (name, OOF_PROPERTY_ABSENCE) == 0)
    return &item->absence;
  if (g_strcmp0 (name, OOF_PROPERTY_DOC) == 0)
    return &item->document;
  return NULL;
}

static gboolean
read_property (const OofXml *property, OofItem *item, char **rev, GError **error)
{
  g_autoptr (OofXml) uri = oof_xml_get_child (property, OOF_EWS_T, "ExtendedFieldURI");
  g_autofree char *set = uri ? oof_xml_dup_attribute (uri, "PropertySetId") : NULL;
  g_autofree char *name = uri ? oof_xml_dup_attribute (uri, "PropertyName") : NULL;
  char **slot = get_slot (name, item, rev);

  if (!slot || *slot || !is_our_set (set))
    return TRUE;
  return oof_xml_read_string (property, OOF_EWS_T, "Value", OOF_OPTIONAL, slot, error);
}

static gboolean
read_properties (const OofXml *element, OofItem *item, GError **error)
{
  g_autoptr (GPtrArray) all = oof_xml_get_children (element, OOF_EWS_T, "ExtendedProperty");
  g_autofree char *rev = NULL;

  for (guint i = 0; i < all->len; i++)
    if (!read_property (all->pdata[i], item, &rev, error))
      return FALSE;
  if (item->key && !*item->key)
    g_clear_pointer (&item->key, g_free);
  /* A revision that somebody made nonsense of counts as missing. */
  if (rev && !g_ascii_string_to_signed (g_strstrip (rev), 10, 0, G_MAXINT64, &item->rev, NULL))
    item->rev = 0;
  return TRUE;
}

static gboolean
read_instant (const OofXml *element,
              const char *name,
              OofPresence presence,
              OofInstant *instant,
              GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;

  if (!oof_xml_read_string (element, OOF_EWS_T, name, presence, &text, error))
    return FALSE;
  if (!text || oof_instant_parse (g_strstrip (text), instant, &failure))
    return TRUE;
  oof_xml_set_error (element, name, error, "%s", failure->message);
  return FALSE;
}

/* The IANA name of StartTimeZone, NULL when it is missing or a zone that somebody made. */
static const char *
get_zone (const OofXml *element)
{
  g_autoptr (OofXml) child = oof_xml_get_child (element, OOF_EWS_T, "StartTimeZone");
  g_autofree char *id = child ? oof_xml_dup_attribute (child, "Id") : NULL;

  return id ? oof_zones_iana_from_any (id) : NULL;
}

/* Of an all-day item only the dates count, as its own zone shows them (decisions 4). Without a zone
 * the nearest midnight of UTC tells the date: no zone's midnight is further than half a day away.
 */
static void
set_days (OofItem *item, const char *zone)
{
  if (zone)
    {
      item->first_day = oof_zone_day_of (zone, item->range.from);
      item->last_day = oof_zone_day_of (zone, item->range.to - 1);
    }
  else
    {
      item->first_day = oof_zone_day_of (item->zone, item->range.from + DAY / 2);
      item->last_day = oof_zone_day_of (item->zone, item->range.to + DAY / 2) - 1;
    }
  item->last_day = MAX (item->last_day, item->first_day);
  item->range.from = oof_zone_day_start (item->zone, item->first_day);
  item->range.to = oof_zone_day_start (item->zone, item->last_day + 1);
}

static gboolean
read_times (const OofXml *element, OofItem *item, GError **error)
{
  const char *zone = get_zone (element);

  if (!read_instant (element, "Start", OOF_REQUIRED, &item->range.from, error)
      || !read_instant (element, "End", OOF_REQUIRED, &item->range.to, error)
      || !read_instant (element, "DateTimeCreated", OOF_OPTIONAL, &item->created, error)
      || !read_instant (element, "LastModifiedTime", OOF_OPTIONAL, &item->modified, error)
      || !oof_xml_read_bool (element, OOF_EWS_T, "IsAllDayEvent", OOF_OPTIONAL, &item->all_day,
                             error))
    return FALSE;
  if (zone)
    {
      g_free (item->zone);
      item->zone = g_strdup (zone);
    }
  if (item->all_day)
    set_days (item, zone);
  return TRUE;
}

static gboolean
read_texts (const OofXml *element, OofItem *item, GError **error)
{
  g_autoptr (OofXml) categories = oof_xml_get_child (element, OOF_EWS_T, "Categories");
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *subject = NULL;
  g_autofree char *free_busy = NULL;

  if (!oof_xml_read_string (element, OOF_EWS_T, "Subject", OOF_OPTIONAL, &subject, error)
      || !oof_xml_read_string (element, OOF_EWS_T, "LegacyFreeBusyStatus", OOF_OPTIONAL, &free_busy,
                               error))
    return FALSE;
  if (subject)
    {
      g_free (item->subject);
      item->subject = g_steal_pointer (&subject);
    }
  /* What a person made of it in Outlook (Busy, Tentative ...) is an absence all the same. */
  item->free_busy = g_strcmp0 (free_busy, "Free") == 0 ? OOF_FREE_BUSY_FREE : OOF_FREE_BUSY_OOF;
  names = categories ? oof_xml_get_children (categories, OOF_EWS_T, "String") : NULL;
  for (guint i = 0; names && i < names->len; i++)
    {
      g_autofree char *name = oof_xml_dup_text (names->pdata[i]);

      g_strv_builder_add (builder, name);
    }
  if (names && names->len > 0)
    item->categories = g_strv_builder_end (builder);
  return TRUE;
}

gboolean
oof_ews_item_read (const OofXml *element, OofCalendar calendar, OofItem **item, GError **error)
{
  g_autoptr (OofItem) found = oof_item_new (calendar);
  g_autoptr (OofXml) id = NULL;

  *item = NULL;
  if (!read_properties (element, found, error))
    return FALSE;
  if (!found->key)
    return TRUE;
  if (!oof_xml_read_child (element, OOF_EWS_T, "ItemId", OOF_REQUIRED, &id, error)
      || !oof_xml_read_attribute (id, "Id", OOF_REQUIRED, &found->id, error)
      || !oof_xml_read_attribute (id, "ChangeKey", OOF_OPTIONAL, &found->change_key, error)
      || !read_texts (element, found, error) || !read_times (element, found, error))
    return FALSE;
  *item = g_steal_pointer (&found);
  return TRUE;
}
