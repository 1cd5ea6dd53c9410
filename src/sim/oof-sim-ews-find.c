/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-envelope.h"
#include "sim/oof-sim-ews-fields.h"
#include "sim/oof-sim-ews-path.h"
#include "sim/oof-sim-ews-view.h"
#include "sim/oof-sim-zone.h"

#define WIDEST_YEARS 2

static gchar *
get_field (gpointer object, const xmlNode *path)
{
  const OofSimItem *item = object;
  g_auto (OofSimEwsPath) extended = { NULL, NULL, 0 };
  const OofSimProperty *property = NULL;

  if (oof_sim_xml_is (path, "t:FieldURI"))
    return g_strdup (item->subject);
  if (oof_sim_ews_path_read (path, &extended) == NULL)
    property = oof_sim_ews_path_find (&extended, item);
  return property != NULL ? g_strdup (property->value) : NULL;
}

static OofSimEwsCode
read_window (const OofSimEwsCall *call, const xmlNode *view, gint64 *from, gint64 *to)
{
  g_autofree gchar *start = oof_sim_xml_attribute (view, "StartDate");
  g_autofree gchar *end = oof_sim_xml_attribute (view, "EndDate");
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) last = NULL;

  oof_sim_zone_parse (start, call->zone, from);
  oof_sim_zone_parse (end, call->zone, to);
  if (*to < *from)
    return "ErrorCalendarEndDateIsEarlierThanStartDate";
  first = g_date_time_new_from_unix_utc (*from / G_USEC_PER_SEC);
  last = first != NULL ? g_date_time_add_years (first, WIDEST_YEARS) : NULL;
  if (last == NULL || *to / G_USEC_PER_SEC > g_date_time_to_unix (last))
    return "ErrorCalendarViewRangeTooBig";
  return NULL;
}

static gint
compare_starts (gconstpointer a, gconstpointer b)
{
  const OofSimItem *first = *(OofSimItem *const *) a;
  const OofSimItem *second = *(OofSimItem *const *) b;

  return first->start == second->start ? 0 : (first->start < second->start ? -1 : 1);
}

/* The items that overlap the window, by start. */
static OofSimEwsCode
collect_window (const OofSimEwsCall *call,
                const xmlNode *view,
                const OofSimEwsFolder *folder,
                GPtrArray *found)
{
  gint64 from, to;
  OofSimEwsCode code = read_window (call, view, &from, &to);

  /* Not documented together, and the Managed API does not offer it (storage.md 3.1). */
  if (oof_sim_xml_child (call->request, "m:Restriction") != NULL)
    return "ErrorInvalidRestriction";
  if (folder->calendar == NULL)
    return "ErrorCalendarFolderIsInvalidForCalendarView";
  for (guint i = 0; code == NULL && i < folder->calendar->items->len; i++)
    if (oof_sim_item_overlaps (folder->calendar->items->pdata[i], from, to))
      g_ptr_array_add (found, folder->calendar->items->pdata[i]);
  g_ptr_array_sort (found, compare_starts);
  return code;
}

static OofSimEwsCode
collect_matches (const OofSimEwsCall *call, const OofSimEwsFolder *folder, GPtrArray *found)
{
  const xmlNode *restriction = oof_sim_xml_child (call->request, "m:Restriction");
  OofSimEwsCode code = oof_sim_ews_restriction_check (restriction, "item:Subject");

  if (code != NULL || folder->calendar == NULL)
    return code;
  for (guint i = 0; i < folder->calendar->items->len; i++)
    {
      OofSimItem *item = folder->calendar->items->pdata[i];

      if (oof_sim_ews_restriction_matches (restriction, get_field, item))
        g_ptr_array_add (found, item);
    }
  return NULL;
}

static OofSimEwsCode
collect (const OofSimEwsCall *call, const OofSimEwsFolder *folder, GPtrArray *found)
{
  const xmlNode *window = oof_sim_xml_child (call->request, "m:CalendarView");
  g_autofree gchar *traversal = oof_sim_xml_attribute (call->request, "Traversal");

  /* There are neither deleted nor hidden items. */
  if (!g_str_equal (traversal, "Shallow"))
    return NULL;
  return window != NULL ? collect_window (call, window, folder, found)
                        : collect_matches (call, folder, found);
}

static void
add_found (const OofSimEwsCall *call,
           const xmlNode *id,
           const OofSimEwsShape *shape,
           xmlNode *messages)
{
  const xmlNode *pages = oof_sim_xml_child (call->request, "m:IndexedPageItemView");
  const xmlNode *window = oof_sim_xml_child (call->request, "m:CalendarView");
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  OofSimEwsFolder folder;
  OofSimEwsPage page;
  OofSimEwsCode code = oof_sim_ews_find_target_folder (call, id, &folder);
  xmlNode *message, *root, *items;

  if (code == NULL)
    code = collect (call, &folder, found);
  if (code == NULL)
    code = oof_sim_ews_page_read (pages != NULL ? pages : window, found->len, &page);
  message = oof_sim_ews_add_message (messages, "FindItemResponseMessage", code);
  if (code != NULL)
    return;
  root = oof_sim_ews_page_add (&page, pages != NULL, message);
  items = oof_sim_xml_add (root, "t:Items", NULL);
  for (guint i = 0; i < page.count; i++)
    {
      OofSimEwsItem item = { folder.owner, folder.calendar, found->pdata[page.from + i] };

      oof_sim_ews_add_item (items, call, &item, shape);
    }
}

void
oof_sim_ews_find_item (OofSimEwsCall *call)
{
  const xmlNode *ids = oof_sim_xml_child (call->request, "m:ParentFolderIds");
  xmlNode *messages = oof_sim_ews_begin_messages (call, "FindItemResponse");
  g_auto (OofSimEwsShape) shape = { 0 };
  OofSimEwsCode code =
      oof_sim_ews_shape_read (&shape, oof_sim_xml_child (call->request, "m:ItemShape"), FALSE);

  for (xmlNode *id = oof_sim_xml_first (ids); id != NULL; id = oof_sim_xml_next (id))
    if (code != NULL)
      oof_sim_ews_add_message (messages, "FindItemResponseMessage", code);
    else
      add_found (call, id, &shape, messages);
}
