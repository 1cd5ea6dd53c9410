/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-fetch.h"

#include "graph/oof-graph-error.h"
#include "graph/oof-graph-event.h"

/* A page of documents stays below the size limit of an answer even when each of them is as large as
 * they may be (storage.md rule 2: 256 kB). */
#define DOCUMENTS_PAGE "50"
#define ABSENCES_PAGE  "250"

/* One collection being read. */
typedef struct
{
  char *mailbox_path; /* (owned) */
  OofCalendar calendar;
  gboolean all_ours;
  GPtrArray *events; /* (owned) (nullable) OofJson, as listed */
  guint next;        /* the first of them that has not been looked at */
  GPtrArray *items;  /* (owned) OofItem, the result */
  GHashTable *seen;  /* (owned) ids: pages overlap when items come in between */
  OofInstant newest; /* lastModifiedDateTime */
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_free (fetch->mailbox_path);
  g_clear_pointer (&fetch->events, g_ptr_array_unref);
  g_ptr_array_unref (fetch->items);
  g_hash_table_unref (fetch->seen);
  g_free (fetch);
}

static void look_at_events (GTask *task);

static void
append_fields (GString *path)
{
  g_autofree char *expand = oof_graph_event_build_expand ();

  oof_graph_append_query (path, "$select", oof_graph_event_select);
  oof_graph_append_query (path, "$expand", expand);
}

char *
oof_graph_fetch_event_path (const char *mailbox_path, const char *id)
{
  g_autofree char *escaped = oof_graph_escape (id);

  return g_strconcat (mailbox_path, "/events/", escaped, NULL);
}

char *
oof_graph_fetch_build_one (const char *mailbox_path, const char *id)
{
  g_autofree char *event_path = oof_graph_fetch_event_path (mailbox_path, id);
  g_autoptr (GString) path = g_string_new (event_path);

  append_fields (path);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static void
one_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofCalendar calendar = (OofCalendar) GPOINTER_TO_INT (g_task_get_task_data (task));
  g_autoptr (OofJson) event = NULL;
  OofItem *item = NULL;
  GError *error = NULL;

  if (oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, &event, &error)
      && oof_graph_event_read (event, calendar, &item, NULL, &error))
    g_task_return_pointer (task, item, (GDestroyNotify) oof_item_unref);
  else
    g_task_return_error (task, error);
}

void
oof_graph_fetch_one_async (OofGraphClient *client,
                           const char *mailbox_path,
                           const char *id,
                           OofCalendar calendar,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  g_autofree char *path = oof_graph_fetch_build_one (mailbox_path, id);
  OofGraphCall call = { .method = "GET",
                        .path = path,
                        .flags = OOF_GRAPH_FETCH_FLAGS,
                        .permission = OOF_GRAPH_FETCH_PERMISSION };

  g_task_set_source_tag (task, oof_graph_fetch_one_async);
  g_task_set_task_data (task, GINT_TO_POINTER (calendar), NULL);
  oof_graph_client_call_async (client, &call, cancellable, one_cb, task);
}

OofItem *
oof_graph_fetch_one_finish (OofGraphClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keep_if_ours (Fetch *fetch, OofItem *item)
{
  if (item->key != NULL)
    g_ptr_array_add (fetch->items, oof_item_ref (item));
}

/* An event that has gone since it was listed is left out. */
static void
whole_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = oof_graph_fetch_one_finish (OOF_GRAPH_CLIENT (source), result, &error);

  if (item != NULL)
    keep_if_ours (g_task_get_task_data (task), item);
  if (item != NULL || oof_graph_error_is_item_gone (error))
    look_at_events (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* A time that is missing or makes no sense is left out: whatever follows is read once more then. */
static void
note_change (Fetch *fetch, const OofJson *event)
{
  g_autofree char *text = NULL;
  OofInstant changed;

  if (oof_json_read_string (event, "lastModifiedDateTime", OOF_OPTIONAL, &text, NULL)
      && text != NULL && oof_instant_parse (text, &changed, NULL))
    fetch->newest = MAX (fetch->newest, changed);
}

/* Goes on until the end, or until an event has to be read alone: one request at a time. */
static void
look_at_events (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  while (fetch->next < fetch->events->len)
    {
      const OofJson *event = g_ptr_array_index (fetch->events, fetch->next++);
      g_autoptr (OofItem) item = NULL;
      GError *error = NULL;
      gboolean cut;

      if (!oof_graph_event_read (event, fetch->calendar, &item, &cut, &error))
        {
          g_task_return_error (task, error);
          return;
        }
      note_change (fetch, event);
      if (!g_hash_table_add (fetch->seen, g_strdup (item->id)))
        continue;
      if (cut || (fetch->all_ours && item->key == NULL))
        {
          oof_graph_fetch_one_async (g_task_get_source_object (task), fetch->mailbox_path, item->id,
                                     fetch->calendar, g_task_get_cancellable (task), whole_cb,
                                     g_object_ref (task));
          return;
        }
      keep_if_ours (fetch, item);
    }
  g_task_return_pointer (task, g_ptr_array_ref (fetch->items), (GDestroyNotify) g_ptr_array_unref);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  fetch->events = oof_graph_client_list_finish (OOF_GRAPH_CLIENT (source), result, &error);
  if (fetch->events == NULL)
    g_task_return_error (task, error);
  else
    look_at_events (task);
}

void
oof_graph_fetch_list_async (OofGraphClient *client,
                            const char *mailbox_path,
                            const char *path,
                            OofCalendar calendar,
                            gboolean all_ours,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (GString) full = g_string_new (path);
  Fetch *fetch = g_new0 (Fetch, 1);
  OofGraphCall call = { .method = "GET",
                        .flags = OOF_GRAPH_FETCH_FLAGS,
                        .permission = OOF_GRAPH_FETCH_PERMISSION };

  fetch->mailbox_path = g_strdup (mailbox_path);
  fetch->calendar = calendar;
  fetch->all_ours = all_ours;
  fetch->newest = OOF_INSTANT_NONE;
  fetch->items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  fetch->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_source_tag (task, oof_graph_fetch_list_async);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  append_fields (full);
  oof_graph_append_query (full, "$top",
                          calendar == OOF_CALENDAR_ABSENCES ? ABSENCES_PAGE : DOCUMENTS_PAGE);
  call.path = full->str;
  oof_graph_client_list_async (client, &call, cancellable, listed_cb, task);
}

GPtrArray *
oof_graph_fetch_list_finish (OofGraphClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GHashTable *
oof_graph_fetch_list_get_seen (GAsyncResult *result)
{
  const Fetch *fetch = g_task_get_task_data (G_TASK (result));

  return fetch->seen;
}

OofInstant
oof_graph_fetch_list_get_newest (GAsyncResult *result)
{
  const Fetch *fetch = g_task_get_task_data (G_TASK (result));

  return fetch->newest;
}
