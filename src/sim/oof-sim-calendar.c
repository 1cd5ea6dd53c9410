/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-calendar.h"

#include <string.h>

static void
property_free (gpointer data)
{
  OofSimProperty *property = data;

  g_free (property->set);
  g_free (property->name);
  g_free (property->value);
  g_free (property);
}

void
oof_sim_set_string (gchar **field, const gchar *value)
{
  gchar *copy = g_strdup (value == NULL ? "" : value);

  g_free (*field);
  *field = copy;
}

OofSimItem *
oof_sim_item_new (void)
{
  OofSimItem *item = g_new0 (OofSimItem, 1);

  item->categories = g_ptr_array_new_with_free_func (g_free);
  item->properties = g_ptr_array_new_with_free_func (property_free);
  oof_sim_set_string (&item->id, "");
  oof_sim_set_string (&item->immutable_id, "");
  oof_sim_set_string (&item->change_key, "");
  oof_sim_set_string (&item->uid, "");
  oof_sim_set_string (&item->subject, "");
  oof_sim_set_string (&item->body, "");
  oof_sim_set_string (&item->location, "");
  oof_sim_set_string (&item->start_zone, "UTC");
  oof_sim_set_string (&item->end_zone, "UTC");
  oof_sim_set_string (&item->show_as, "busy");
  oof_sim_set_string (&item->sensitivity, "normal");
  item->reminder_minutes = 15;
  return item;
}

OofSimItem *
oof_sim_item_copy (const OofSimItem *item)
{
  OofSimItem *copy = oof_sim_item_new ();

  oof_sim_set_string (&copy->id, item->id);
  oof_sim_set_string (&copy->immutable_id, item->immutable_id);
  oof_sim_set_string (&copy->change_key, item->change_key);
  oof_sim_set_string (&copy->uid, item->uid);
  oof_sim_set_string (&copy->subject, item->subject);
  oof_sim_set_string (&copy->body, item->body);
  oof_sim_set_string (&copy->location, item->location);
  oof_sim_set_string (&copy->start_zone, item->start_zone);
  oof_sim_set_string (&copy->end_zone, item->end_zone);
  oof_sim_set_string (&copy->show_as, item->show_as);
  oof_sim_set_string (&copy->sensitivity, item->sensitivity);
  copy->transaction_id = g_strdup (item->transaction_id);
  copy->created = item->created;
  copy->modified = item->modified;
  copy->body_html = item->body_html;
  copy->all_day = item->all_day;
  copy->start = item->start;
  copy->end = item->end;
  copy->reminder = item->reminder;
  copy->reminder_minutes = item->reminder_minutes;
  copy->serial = item->serial;
  copy->version = item->version;
  for (guint i = 0; i < item->categories->len; i++)
    g_ptr_array_add (copy->categories, g_strdup (item->categories->pdata[i]));
  for (guint i = 0; i < item->properties->len; i++)
    {
      const OofSimProperty *property = item->properties->pdata[i];

      oof_sim_item_set_property (copy, property->set, property->name, property->type,
                                 property->value);
    }
  return copy;
}

void
oof_sim_item_free (OofSimItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->immutable_id);
  g_free (item->change_key);
  g_free (item->uid);
  g_free (item->subject);
  g_free (item->body);
  g_free (item->location);
  g_free (item->start_zone);
  g_free (item->end_zone);
  g_free (item->show_as);
  g_free (item->sensitivity);
  g_free (item->transaction_id);
  g_ptr_array_unref (item->categories);
  g_ptr_array_unref (item->properties);
  g_free (item);
}

gchar *
oof_sim_item_dup_key (guint64 serial, guint64 version)
{
  g_autofree gchar *plain =
      g_strdup_printf ("key-%08" G_GINT64_MODIFIER "x-%06" G_GINT64_MODIFIER "x", serial, version);

  return g_base64_encode ((const guchar *) plain, strlen (plain));
}

void
oof_sim_item_touch (OofSimItem *item, gint64 now)
{
  item->version++;
  item->modified = now;
  g_free (item->change_key);
  item->change_key = oof_sim_item_dup_key (item->serial, item->version);
}

/* Lower case, without braces. (transfer full) */
static gchar *
normalize_set (const gchar *set)
{
  gsize length = strlen (set);

  if (length >= 2 && set[0] == '{' && set[length - 1] == '}')
    {
      set++;
      length -= 2;
    }
  return g_ascii_strdown (set, (gssize) length);
}

OofSimProperty *
oof_sim_item_find_property (const OofSimItem *item, const gchar *set, const gchar *name)
{
  g_autofree gchar *wanted = normalize_set (set);

  for (guint i = 0; i < item->properties->len; i++)
    {
      OofSimProperty *property = item->properties->pdata[i];

      if (strcmp (property->set, wanted) == 0 && strcmp (property->name, name) == 0)
        return property;
    }
  return NULL;
}

void
oof_sim_item_set_property (OofSimItem *item,
                           const gchar *set,
                           const gchar *name,
                           OofSimPropertyType type,
                           const gchar *value)
{
  OofSimProperty *property = oof_sim_item_find_property (item, set, name);

  if (property == NULL)
    {
      property = g_new0 (OofSimProperty, 1);
      property->set = normalize_set (set);
      property->name = g_strdup (name);
      g_ptr_array_add (item->properties, property);
    }
  property->type = type;
  oof_sim_set_string (&property->value, value);
}

gboolean
oof_sim_item_remove_property (OofSimItem *item, const gchar *set, const gchar *name)
{
  OofSimProperty *property = oof_sim_item_find_property (item, set, name);

  return property != NULL && g_ptr_array_remove (item->properties, property);
}

OofSimCalendar *
oof_sim_calendar_new (const gchar *prefix, guint64 serial, const gchar *name, gboolean is_default)
{
  OofSimCalendar *calendar = g_new0 (OofSimCalendar, 1);
  g_autofree gchar *plain = g_strdup_printf ("folder-%s-%06" G_GINT64_MODIFIER "x", prefix, serial);
  g_autofree gchar *key = g_strdup_printf ("folderkey-%06" G_GINT64_MODIFIER "x", serial);

  calendar->id = g_base64_encode ((const guchar *) plain, strlen (plain));
  calendar->change_key = g_base64_encode ((const guchar *) key, strlen (key));
  calendar->name = g_strdup (name);
  calendar->is_default = is_default;
  calendar->items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_sim_item_free);
  return calendar;
}

void
oof_sim_calendar_free (OofSimCalendar *calendar)
{
  if (calendar == NULL)
    return;
  g_free (calendar->id);
  g_free (calendar->change_key);
  g_free (calendar->name);
  g_ptr_array_unref (calendar->items);
  g_free (calendar);
}

gboolean
oof_sim_item_overlaps (const OofSimItem *item, gint64 from, gint64 to)
{
  if (item->start == item->end)
    return item->start >= from && item->start < to;
  return item->start < to && item->end > from;
}
