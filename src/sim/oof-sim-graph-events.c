/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-event.h"
#include "sim/oof-sim-filter.h"
#include "sim/oof-sim-graph.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

static void
refuse_unknown (OofSimCall *call)
{
  oof_sim_call_fail (call, 404, "ErrorItemNotFound",
                     "The specified object was not found in the store.");
}

/* The calendar that the path names: users/X/calendars/ID/…, else the default one. */
OofSimCalendar *
oof_sim_graph_enter_calendar (OofSimCall *call)
{
  OofSimMailbox *mailbox = call->person->mailbox;
  OofSimCalendar *calendar;

  if (!oof_sim_graph_enter_calendars (call))
    return NULL;
  if (strcmp (call->path[2], "calendars") != 0)
    return oof_sim_mailbox_get_default_calendar (mailbox);
  calendar = oof_sim_mailbox_find_calendar (mailbox, call->path[3]);
  if (calendar == NULL)
    refuse_unknown (call);
  return calendar;
}

/* The event that the path ends with, in its calendar if that is named. */
static OofSimItem *
enter_event (OofSimCall *call)
{
  OofSimCalendar *named = oof_sim_graph_enter_calendar (call);
  OofSimCalendar *calendar = NULL;
  OofSimItem *item;

  if (named == NULL)
    return NULL;
  item = oof_sim_mailbox_find_item (call->person->mailbox,
                                    call->path[g_strv_length (call->path) - 1], &calendar);
  if (item != NULL && (strcmp (call->path[2], "calendars") != 0 || calendar == named))
    return item;
  refuse_unknown (call);
  return NULL;
}

static gint
compare_instants (gint64 there, const OofSimComparison *comparison, gboolean *known)
{
  if (!comparison->is_time)
    *known = FALSE;
  return there < comparison->instant ? -1 : there > comparison->instant;
}

/* The value of a named property is compared without regard to letter case, its name with. */
static gboolean
property_holds (const OofSimComparison *comparison, const OofSimItem *item)
{
  const OofSimProperty *property = comparison->property == NULL
                                       ? NULL
                                       : oof_sim_event_find_property (item, comparison->property);
  g_autofree gchar *there = NULL;

  if (property == NULL)
    return FALSE;
  there = g_utf8_casefold (property->value, -1);
  return strcmp (there, comparison->folded) == 0;
}

static gboolean
comparison_holds (const OofSimComparison *comparison, const OofSimItem *item, gboolean *known)
{
  const struct
  {
    const gchar *name;
    gint64 instant;
    gboolean quoted;
  } times[] = { { "start/dateTime", item->start, TRUE },
                { "end/dateTime", item->end, TRUE },
                { "createdDateTime", item->created, FALSE },
                { "lastModifiedDateTime", item->modified, FALSE } };

  if (strcmp (comparison->name, "any") == 0)
    return property_holds (comparison, item);
  if (strcmp (comparison->name, "subject") == 0 && comparison->quoted)
    return oof_sim_comparison_holds (comparison, strcmp (item->subject, comparison->value));
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    if (strcmp (times[i].name, comparison->name) == 0 && times[i].quoted == comparison->quoted)
      return oof_sim_comparison_holds (comparison,
                                       compare_instants (times[i].instant, comparison, known));
  *known = FALSE;
  return FALSE;
}

static gboolean
filter_holds (const OofSimFilter *filter, const OofSimItem *item, gboolean *known)
{
  gboolean all = TRUE;
  gboolean some = FALSE;

  for (guint i = 0; filter != NULL && i < filter->comparisons->len; i++)
    if (comparison_holds (filter->comparisons->pdata[i], item, known))
      some = TRUE;
    else
      all = FALSE;
  return filter == NULL || (filter->any ? some : all);
}

/* Takes the items of ITEMS that $filter leaves. FALSE (and failed) for a filter unknown here. */
static gboolean
filter_items (OofSimCall *call, GPtrArray *items)
{
  const gchar *text = oof_sim_call_get_query (call, "$filter");
  g_autoptr (OofSimFilter) filter = text == NULL ? NULL : oof_sim_filter_parse (text);
  g_autoptr (OofSimItem) probe = oof_sim_item_new ();
  gboolean known = text == NULL || filter != NULL;

  /* An empty calendar must not hide a wrong filter. */
  if (known)
    filter_holds (filter, probe, &known);
  for (guint i = items->len; known && i > 0; i--)
    if (!filter_holds (filter, items->pdata[i - 1], &known))
      g_ptr_array_remove_index (items, i - 1);
  if (!known)
    oof_sim_call_fail (call, 400, "ErrorInvalidUrlQueryFilter",
                       "The query filter contains one or more invalid nodes: %s", text);
  return known;
}

static gint
compare_field (const OofSimItem *a, const OofSimItem *b, const gchar *field)
{
  gint64 difference;

  if (strcmp (field, "subject") == 0)
    return strcmp (a->subject, b->subject);
  if (strcmp (field, "start/dateTime") == 0)
    difference = a->start - b->start;
  else if (strcmp (field, "end/dateTime") == 0)
    difference = a->end - b->end;
  else if (strcmp (field, "createdDateTime") == 0)
    difference = a->created - b->created;
  else
    difference = a->modified - b->modified;
  return difference < 0 ? -1 : difference > 0;
}

typedef struct
{
  const gchar *field;
  gint sign;
} Order;

static gint
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  const OofSimItem *first = *(const OofSimItem *const *) a;
  const OofSimItem *second = *(const OofSimItem *const *) b;
  const Order *order = data;
  gint result = order->sign * compare_field (first, second, order->field);

  return result != 0 ? result : (first->serial < second->serial ? -1 : 1);
}

/* $orderby, one field; a view without it goes by start. */
static gboolean
sort_items (OofSimCall *call, GPtrArray *items, const gchar *standard)
{
  static const gchar *const fields[] = { "subject",         "start/dateTime",       "end/dateTime",
                                         "createdDateTime", "lastModifiedDateTime", NULL };
  const gchar *text = oof_sim_call_get_query (call, "$orderby");
  g_auto (GStrv) parts = g_strsplit (text == NULL ? standard : text, " ", 2);
  Order order = { parts[0], g_strcmp0 (parts[1], "desc") == 0 ? -1 : 1 };

  if (!g_strv_contains (fields, parts[0])
      || (parts[1] != NULL && order.sign > 0 && strcmp (parts[1], "asc") != 0))
    {
      oof_sim_call_fail (call, 400, "ErrorInvalidUrlQuery", "Invalid $orderby: %s", text);
      return FALSE;
    }
  g_ptr_array_sort_with_data (items, compare_items, &order);
  return TRUE;
}

static void
answer_items (OofSimCall *call, GPtrArray *items, const gchar *order)
{
  g_autoptr (OofSimEventView) view = oof_sim_event_view_new (call);
  gboolean count = g_strcmp0 (oof_sim_call_get_query (call, "$count"), "true") == 0;
  JsonArray *value;
  guint first, last;

  if (view == NULL || !filter_items (call, items) || !sort_items (call, items, order)
      || !oof_sim_call_get_page (call, items->len, 10, 1000, &first, &last))
    return;
  value = json_array_new ();
  for (guint i = first; i < last; i++)
    json_array_add_object_element (value,
                                   oof_sim_event_to_json (view, call->person, items->pdata[i]));
  oof_sim_call_answer_page (call, "events", value, items->len, first, last, count);
}

void
oof_sim_graph_list_events (OofSimCall *call)
{
  static const gchar *const options[] = { "$select", "$top",     "$skip",      "$filter", "$expand",
                                          "$count",  "$orderby", "$skiptoken", NULL };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  OofSimCalendar *calendar;

  if (!oof_sim_call_check_query (call, options))
    return;
  calendar = oof_sim_graph_enter_calendar (call);
  if (calendar == NULL)
    return;
  g_ptr_array_extend (items, calendar->items, NULL, NULL);
  answer_items (call, items, "createdDateTime");
}

gboolean
oof_sim_graph_read_window (OofSimCall *call, guint days, gint64 *start, gint64 *end)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const gchar *from = oof_sim_call_get_query (call, "startDateTime");
  const gchar *to = oof_sim_call_get_query (call, "endDateTime");

  if (from == NULL || to == NULL)
    oof_sim_call_fail (call, 400, "ErrorInvalidParameter",
                       "This request requires a time window specified by the query string "
                       "parameters startDateTime and endDateTime.");
  else if (!oof_sim_zone_parse (from, utc, start) || !oof_sim_zone_parse (to, utc, end))
    oof_sim_call_fail (call, 400, "ErrorInvalidParameter",
                       "The time window '%s' to '%s' cannot be read.", from, to);
  else if (*end < *start || *end - *start > days * G_TIME_SPAN_DAY)
    oof_sim_call_fail (call, 400, "ErrorInvalidParameter",
                       "The time window must have a positive length of at most %u days.", days);
  else
    return TRUE;
  return FALSE;
}

void
oof_sim_graph_view_events (OofSimCall *call)
{
  static const gchar *const options[] = { "startDateTime", "endDateTime", "$select", "$top",
                                          "$skip",         "$filter",     "$expand", "$count",
                                          "$orderby",      "$skiptoken",  NULL };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  OofSimCalendar *calendar;
  gint64 start, end;

  if (!oof_sim_call_check_query (call, options))
    return;
  calendar = oof_sim_graph_enter_calendar (call);
  if (calendar == NULL || !oof_sim_graph_read_window (call, OOF_SIM_VIEW_DAYS, &start, &end))
    return;
  for (guint i = 0; i < calendar->items->len; i++)
    if (oof_sim_item_overlaps (calendar->items->pdata[i], start, end))
      g_ptr_array_add (items, calendar->items->pdata[i]);
  answer_items (call, items, "start/dateTime");
}

static void
answer_event (OofSimCall *call, const OofSimItem *item, guint status)
{
  g_autoptr (OofSimEventView) view = oof_sim_event_view_new (call);
  JsonObject *answer;

  if (view == NULL)
    return;
  answer = oof_sim_event_to_json (view, call->person, item);
  oof_sim_call_set_context (call, answer, "events/$entity");
  oof_sim_call_answer (call, status, answer);
}

void
oof_sim_graph_get_event (OofSimCall *call)
{
  static const gchar *const options[] = { "$select", "$expand", NULL };
  OofSimItem *item;

  if (!oof_sim_call_check_query (call, options))
    return;
  item = enter_event (call);
  if (item != NULL)
    answer_event (call, item, 200);
}

/* The item that an earlier POST of the same transaction made. */
static OofSimItem *
find_transaction (OofSimCalendar *calendar, const gchar *transaction)
{
  for (guint i = 0; transaction != NULL && i < calendar->items->len; i++)
    {
      OofSimItem *item = calendar->items->pdata[i];

      if (g_strcmp0 (item->transaction_id, transaction) == 0)
        return item;
    }
  return NULL;
}

void
oof_sim_graph_create_event (OofSimCall *call)
{
  static const gchar *const options[] = { NULL };
  OofSimCalendar *calendar;
  g_autoptr (OofSimItem) item = oof_sim_item_new ();
  OofSimItem *stored;

  if (!oof_sim_call_check_query (call, options))
    return;
  calendar = oof_sim_graph_enter_calendar (call);
  if (calendar == NULL || !oof_sim_event_read (call, item, TRUE))
    return;
  stored = find_transaction (calendar, item->transaction_id);
  if (stored == NULL)
    {
      stored = g_steal_pointer (&item);
      oof_sim_mailbox_add_item (call->person->mailbox, calendar, stored,
                                oof_sim_call_get_now (call));
    }
  answer_event (call, stored, 201);
}

/* If-Match with an old tag: somebody else was faster. Something foreign that touches the item
 * meanwhile gives the same answer without If-Match, too (storage.md 3.2.3). */
static gboolean
check_match (OofSimCall *call, OofSimItem *item)
{
  const gchar *wanted = oof_sim_call_get_header (call, "If-Match");
  g_autofree gchar *etag = g_strdup_printf ("W/\"%s\"", item->change_key);
  gboolean touched = call->fault == OOF_SIM_FAULT_TOUCHED;

  if (touched)
    oof_sim_item_touch (item, oof_sim_call_get_now (call));
  else if (wanted == NULL || strcmp (wanted, "*") == 0 || strcmp (wanted, etag) == 0)
    return TRUE;
  oof_sim_call_fail (call, 412, "ErrorIrresolvableConflict",
                     "The send or update operation could not be performed because the change key "
                     "passed in the request does not match the current change key for the item.");
  return FALSE;
}

/* A refused request must leave nothing half done: it worked on a copy. */
static void
replace_content (OofSimItem *item, OofSimItem *changed)
{
  OofSimItem old = *item;

  *item = *changed;
  *changed = old;
}

void
oof_sim_graph_update_event (OofSimCall *call)
{
  static const gchar *const options[] = { NULL };
  g_autoptr (OofSimItem) changed = NULL;
  OofSimItem *item;

  if (!oof_sim_call_check_query (call, options))
    return;
  item = enter_event (call);
  if (item == NULL)
    return;
  changed = oof_sim_item_copy (item);
  if (!oof_sim_event_read (call, changed, FALSE) || !check_match (call, item))
    return;
  replace_content (item, changed);
  oof_sim_item_touch (item, oof_sim_call_get_now (call));
  answer_event (call, item, 200);
}

void
oof_sim_graph_delete_event (OofSimCall *call)
{
  static const gchar *const options[] = { NULL };
  OofSimItem *item;

  if (!oof_sim_call_check_query (call, options))
    return;
  item = enter_event (call);
  if (item == NULL || !check_match (call, item))
    return;
  oof_sim_mailbox_remove_item (call->person->mailbox, item);
  oof_sim_call_answer (call, 204, NULL);
}
