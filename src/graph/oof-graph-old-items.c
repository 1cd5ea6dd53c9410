/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-old-items.h"

#include "graph/oof-graph-event.h"
#include "graph/oof-graph-fetch.h"

#define PAGE "500"

static gboolean
read_location (const OofJson *event, OofOldItem *old, GError **error)
{
  g_autoptr (OofJson) location = NULL;
  g_autofree char *name = NULL;

  if (!oof_json_read_object (event, "location", OOF_OPTIONAL, &location, error))
    return FALSE;
  if (location == NULL)
    return TRUE;
  if (!oof_json_read_string (location, "displayName", OOF_OPTIONAL, &name, error))
    return FALSE;
  g_free (old->location);
  old->location = name != NULL ? g_steal_pointer (&name) : g_strdup ("");
  return TRUE;
}

static gboolean
read_attendees (const OofJson *event, OofOldItem *old, GError **error)
{
  g_autoptr (OofJson) list = NULL;
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  if (!oof_json_read_array (event, "attendees", OOF_OPTIONAL, &list, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < oof_json_get_length (list); i++)
    {
      g_autoptr (OofJson) attendee = oof_json_get_element (list, i);
      g_autoptr (OofJson) address = NULL;
      g_autofree char *plain = NULL;

      if (!oof_json_read_object (attendee, "emailAddress", OOF_OPTIONAL, &address, error)
          || (address != NULL
              && !oof_json_read_string (address, "address", OOF_OPTIONAL, &plain, error)))
        return FALSE;
      if (plain == NULL)
        continue;
      g_autofree char *lower = g_ascii_strdown (plain, -1);
      g_strv_builder_add (addresses, lower);
    }
  g_strfreev (old->attendees);
  old->attendees = g_strv_builder_end (addresses);
  return TRUE;
}

static gboolean
read_text (const OofJson *event, OofOldItem *old, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *type = NULL;

  if (!oof_json_read_string (event, "bodyPreview", OOF_OPTIONAL, &text, error)
      || !oof_json_read_string (event, "type", OOF_OPTIONAL, &type, error))
    return FALSE;
  if (text != NULL)
    {
      g_free (old->text);
      old->text = g_steal_pointer (&text);
    }
  old->recurring = g_strcmp0 (type, "seriesMaster") == 0;
  return TRUE;
}

/* What cannot be read is there all the same. (transfer full) */
static OofOldItem *
make_unreadable (const OofJson *event, const GError *error)
{
  g_autoptr (OofItem) item = oof_item_new (OOF_CALENDAR_ABSENCES);
  OofOldItem *old;

  oof_json_read_string (event, "id", OOF_OPTIONAL, &item->id, NULL);
  if (item->id == NULL)
    item->id = g_strdup ("");
  old = oof_old_item_new (item);
  old->problem = g_strdup (error->message);
  return old;
}

/* Of ours nothing but what they are is of interest. (transfer full) */
static OofOldItem *
read_old (const OofJson *event)
{
  g_autoptr (OofItem) item = NULL;
  g_autoptr (OofOldItem) old = NULL;
  g_autoptr (GError) error = NULL;

  if (!oof_graph_event_read (event, OOF_CALENDAR_ABSENCES, &item, NULL, &error))
    return make_unreadable (event, error);
  old = oof_old_item_new (item);
  if (item->key != NULL)
    return g_steal_pointer (&old);
  if (!read_location (event, old, &error) || !read_attendees (event, old, &error)
      || !read_text (event, old, &error))
    return make_unreadable (event, error);
  return g_steal_pointer (&old);
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const OofItem *first = (*(OofOldItem *const *) a)->item;
  const OofItem *second = (*(OofOldItem *const *) b)->item;

  if (first->range.from != second->range.from)
    return first->range.from < second->range.from ? -1 : 1;
  return g_strcmp0 (first->id, second->id);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_old_item_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GError *error = NULL;
  g_autoptr (GPtrArray) events =
      oof_graph_client_list_finish (OOF_GRAPH_CLIENT (source), result, &error);

  if (events == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Pages overlap when items come in between. */
  for (guint i = 0; i < events->len; i++)
    {
      OofOldItem *item = read_old (g_ptr_array_index (events, i));

      if (g_hash_table_add (seen, item->item->id))
        g_ptr_array_add (old, item);
      else
        oof_old_item_unref (item);
    }
  g_ptr_array_sort (old, compare_starts);
  g_task_return_pointer (task, g_steal_pointer (&old), (GDestroyNotify) g_ptr_array_unref);
}

void
oof_graph_old_items_list_async (OofGraphClient *client,
                                const char *mailbox,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (OOF_IS_GRAPH_CLIENT (client));
  g_return_if_fail (mailbox != NULL);

  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autofree char *segment = oof_graph_escape (mailbox);
  g_autofree char *expand = oof_graph_event_build_expand ();
  g_autofree char *select =
      g_strconcat (oof_graph_event_select, ",location,attendees,bodyPreview,type", NULL);
  g_autoptr (GString) path = g_string_new (NULL);
  OofGraphCall call = { .method = "GET",
                        .flags = OOF_GRAPH_FETCH_FLAGS,
                        .permission = OOF_GRAPH_FETCH_PERMISSION };

  g_task_set_source_tag (task, oof_graph_old_items_list_async);
  g_string_printf (path, "/users/%s/calendar/events", segment);
  oof_graph_append_query (path, "$select", select);
  oof_graph_append_query (path, "$expand", expand);
  oof_graph_append_query (path, "$top", PAGE);
  call.path = path->str;
  oof_graph_client_list_async (client, &call, cancellable, listed_cb, g_object_ref (task));
}

GPtrArray *
oof_graph_old_items_list_finish (OofGraphClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
