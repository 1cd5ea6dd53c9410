/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-control-items.h"

#include "sim/oof-sim-zone.h"

#include <string.h>

#define PROPERTY_SET "78daff46-7f2e-494a-a88b-3c79c88ebb10"
#define MOST_DAYS    3660

/* The item with that OofKey, the oldest if there are copies. */
static OofSimItem *
find_key (OofSimMailbox *mailbox, const gchar *key, OofSimCalendar **calendar)
{
  for (guint i = 0; i < mailbox->calendars->len; i++)
    {
      *calendar = mailbox->calendars->pdata[i];
      for (guint j = 0; j < (*calendar)->items->len; j++)
        {
          OofSimItem *item = (*calendar)->items->pdata[j];
          const OofSimProperty *property =
              oof_sim_item_find_property (item, PROPERTY_SET, "OofKey");

          if (property != NULL && strcmp (property->value, key) == 0)
            return item;
        }
    }
  return NULL;
}

/* The same time of day, DAYS later in the item's own zone. */
static gint64
shift (gint64 instant, const gchar *zone_name, gint days)
{
  g_autoptr (GTimeZone) zone = oof_sim_zone_new (zone_name);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) later = g_date_time_add_days (local, days);

  return g_date_time_to_unix (later) * G_USEC_PER_SEC;
}

const gchar *
oof_sim_control_change_items (OofSimMailbox *mailbox, JsonObject *change, gint64 now)
{
  static const gchar *const acts[] = { "deleteItem", "moveItem", "copyItem" };
  gint64 days = json_object_get_int_member_with_default (change, "days", 0);
  OofSimItem *items[G_N_ELEMENTS (acts)] = { NULL };
  OofSimCalendar *calendar = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (json_object_has_member (change, acts[i]))
      {
        items[i] = find_key (mailbox, json_object_get_string_member (change, acts[i]), &calendar);
        if (items[i] == NULL)
          return "There is no item with that key.";
      }
  if ((items[0] != NULL) + (items[1] != NULL) + (items[2] != NULL) > 1)
    return "One of deleteItem, moveItem and copyItem at a time.";
  if ((items[1] != NULL) != (days != 0) || ABS (days) > MOST_DAYS)
    return "\"days\" belongs to \"moveItem\", up to ten years either way.";
  if (items[0] != NULL)
    oof_sim_mailbox_remove_item (mailbox, items[0]);
  if (items[1] != NULL)
    {
      items[1]->start = shift (items[1]->start, items[1]->start_zone, (gint) days);
      items[1]->end = shift (items[1]->end, items[1]->end_zone, (gint) days);
      oof_sim_item_touch (items[1], now);
    }
  if (items[2] != NULL)
    {
      OofSimItem *copy = oof_sim_item_copy (items[2]);

      g_clear_pointer (&copy->transaction_id, g_free);
      oof_sim_mailbox_add_item (mailbox, calendar, copy, now);
    }
  return NULL;
}

gboolean
oof_sim_control_overwrite_item (
    OofSimMailbox *mailbox, const gchar *key, const gchar *document, gint64 rev, gint64 now)
{
  OofSimCalendar *calendar = NULL;
  OofSimItem *item = find_key (mailbox, key, &calendar);
  g_autofree gchar *number = g_strdup_printf ("%" G_GINT64_FORMAT, rev);

  if (item == NULL)
    return FALSE;
  oof_sim_item_set_property (item, PROPERTY_SET, "OofDoc", OOF_SIM_PROPERTY_STRING, document);
  oof_sim_item_set_property (item, PROPERTY_SET, "OofRev", OOF_SIM_PROPERTY_INTEGER, number);
  oof_sim_item_touch (item, now);
  return TRUE;
}
