/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-items-private.h"

#include "core/oof-error.h"
#include "ews/oof-ews-item.h"

#define DAY          86400
#define VIEW_LONGEST (730 * DAY) /* a CalendarView spans at most two years */
#define VIEW_USEFUL                                                                                \
  (10 * (gint64) VIEW_LONGEST) /* beyond that, paging through all is less work                     \
                                */
#define PAGE 512

/* Ids only: strings in answers of FindItem are cut at 255 characters (storage.md rule 4). */
typedef struct
{
  OofCalendar calendar;
  char *key;        /* (owned) (nullable) */
  GArray *windows;  /* (owned) OofRange: views still to ask for, the next one last */
  gboolean paged;   /* instead of views */
  gint64 offset;    /* of the next page */
  GHashTable *seen; /* (owned) the ids, owned by ids */
  GPtrArray *ids;   /* (owned) char* */
} Search;

static void search_next (GTask *task);

static void
search_free (Search *search)
{
  g_free (search->key);
  g_array_unref (search->windows);
  g_hash_table_unref (search->seen);
  g_ptr_array_unref (search->ids);
  g_free (search);
}

/* One day more on both sides, as an all-day item may lie in another zone (decisions 4), in pieces
 * that a view may span. */
static void
search_add_windows (Search *search, OofRange view)
{
  OofInstant from = view.from - DAY;
  OofInstant to = view.to + DAY;

  while (from < to)
    {
      OofRange window = { MAX (from, to - VIEW_LONGEST), to };

      g_array_append_val (search->windows, window);
      to = window.from;
    }
}

static gboolean
can_be_viewed (const OofRange *view)
{
  return view && view->from != OOF_INSTANT_NONE && view->to != OOF_INSTANT_FOREVER
         && view->to - view->from <= VIEW_USEFUL;
}

static void
search_take (Search *search, const OofXml *root)
{
  g_autoptr (OofXml) items = oof_xml_get_child (root, OOF_EWS_T, "Items");
  g_autoptr (GPtrArray) all = items ? oof_xml_get_children (items, NULL, NULL) : NULL;

  for (guint i = 0; all && i < all->len; i++)
    {
      g_autoptr (OofXml) id = oof_xml_get_child (all->pdata[i], OOF_EWS_T, "ItemId");
      g_autofree char *text = id ? oof_xml_dup_attribute (id, "Id") : NULL;

      if (text && !g_hash_table_contains (search->seen, text))
        {
          g_hash_table_add (search->seen, text);
          g_ptr_array_add (search->ids, g_steal_pointer (&text));
        }
    }
}

/* Splits the view just asked for; FALSE when that makes no sense any more. */
static gboolean
search_halve (Search *search)
{
  guint last = search->windows->len - 1;
  OofRange window = g_array_index (search->windows, OofRange, last);
  OofRange halves[2];
  OofInstant middle = window.from + (window.to - window.from) / 2;

  if (window.to - window.from <= DAY)
    return FALSE;
  halves[0] = (OofRange){ middle, window.to };
  halves[1] = (OofRange){ window.from, middle };
  g_array_set_size (search->windows, last);
  g_array_append_vals (search->windows, halves, 2);
  return TRUE;
}

/* A page or view was answered. The server may cut either short (EWSFindCountLimit). */
static gboolean
search_advance (Search *search, const OofXml *root, GError **error)
{
  g_autofree char *complete = oof_xml_dup_attribute (root, "IncludesLastItemInRange");
  g_autofree char *next = oof_xml_dup_attribute (root, "IndexedPagingOffset");
  gboolean cut = g_strcmp0 (complete, "false") == 0;
  gint64 offset = 0;

  if (!search->paged && cut && search_halve (search))
    return TRUE;
  search_take (search, root);
  if (!cut)
    {
      search->paged = FALSE;
      if (search->windows->len > 0)
        g_array_set_size (search->windows, search->windows->len - 1);
      return TRUE;
    }
  if (search->paged && next
      && g_ascii_string_to_signed (next, 10, search->offset + 1, G_MAXINT32, &offset, NULL))
    {
      search->offset = offset;
      return TRUE;
    }
  oof_xml_set_error (root, NULL, error, "the list is cut short and cannot be continued");
  return FALSE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (OofXml) message = NULL;
  g_autoptr (OofXml) root = NULL;
  GError *error = NULL;

  message = oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  if (!message && !search->paged && g_error_matches (error, OOF_ERROR, OOF_ERROR_LIMIT)
      && search_halve (search))
    {
      g_clear_error (&error);
      search_next (task);
      return;
    }
  if (message && oof_xml_read_child (message, OOF_EWS_M, "RootFolder", OOF_REQUIRED, &root, &error)
      && search_advance (search, root, &error))
    search_next (task);
  else
    g_task_return_error (task, error);
}

static void
write_view (OofXmlWriter *xml, const Search *search)
{
  const OofRange *window = &g_array_index (search->windows, OofRange, search->windows->len - 1);
  g_autofree char *from = oof_instant_format (window->from);
  g_autofree char *to = oof_instant_format (window->to);

  oof_xml_writer_begin (xml, "m", "CalendarView");
  oof_xml_writer_attribute (xml, "StartDate", from);
  oof_xml_writer_attribute (xml, "EndDate", to);
  oof_xml_writer_end (xml);
}

static void
write_page (OofXmlWriter *xml, const Search *search)
{
  g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, search->offset);

  oof_xml_writer_begin (xml, "m", "IndexedPageItemView");
  oof_xml_writer_attribute (xml, "MaxEntriesReturned", G_STRINGIFY (PAGE));
  oof_xml_writer_attribute (xml, "Offset", offset);
  oof_xml_writer_attribute (xml, "BasePoint", "Beginning");
  oof_xml_writer_end (xml);
}

static void
write_restriction (OofXmlWriter *xml, const char *key)
{
  oof_xml_writer_begin (xml, "m", "Restriction");
  oof_xml_writer_begin (xml, "t", "IsEqualTo");
  oof_ews_item_write_property (xml, OOF_PROPERTY_KEY);
  oof_xml_writer_begin (xml, "t", "FieldURIOrConstant");
  oof_xml_writer_begin (xml, "t", "Constant");
  oof_xml_writer_attribute (xml, "Value", key);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
}

static void
search_next (GTask *task)
{
  OofEwsItems *self = g_task_get_source_object (task);
  const Search *search = g_task_get_task_data (task);
  OofEwsRequest *request;
  OofXmlWriter *xml;

  if (!search->paged && search->windows->len == 0)
    {
      g_task_return_pointer (task, g_ptr_array_ref (search->ids),
                             (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  request = _oof_ews_items_request_new (self, "FindItem", OOF_EWS_CALL_PLAIN);
  xml = oof_ews_request_get_xml (request);
  oof_xml_writer_attribute (xml, "Traversal", "Shallow");
  oof_xml_writer_begin (xml, "m", "ItemShape");
  oof_xml_writer_element (xml, "t", "BaseShape", "IdOnly");
  oof_xml_writer_end (xml);
  if (search->paged)
    write_page (xml, search);
  else
    write_view (xml, search);
  if (search->key)
    write_restriction (xml, search->key);
  _oof_ews_items_write_folder (self, xml, "ParentFolderIds", search->calendar);
  oof_ews_client_call_async (self->client, request, g_task_get_cancellable (task), answered_cb,
                             g_object_ref (task));
}

void
_oof_ews_items_find_ids_async (OofEwsItems *self,
                               const OofEwsQuery *query,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  g_task_set_source_tag (task, _oof_ews_items_find_ids_async);
  search->calendar = query->calendar;
  search->key = g_strdup (query->key);
  search->windows = g_array_new (FALSE, FALSE, sizeof (OofRange));
  search->ids = g_ptr_array_new_with_free_func (g_free);
  search->seen = g_hash_table_new (g_str_hash, g_str_equal);
  search->paged = !can_be_viewed (query->view);
  if (!search->paged)
    search_add_windows (search, *query->view);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  search_next (task);
}

GPtrArray *
_oof_ews_items_find_ids_finish (OofEwsItems *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
