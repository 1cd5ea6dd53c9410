/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-changes.h"

#include "core/oof-error.h"
#include "core/oof-time.h"
#include "graph/oof-graph-batch.h"
#include "graph/oof-graph-error.h"
#include "graph/oof-graph-event.h"
#include "graph/oof-graph-fetch.h"

/* The state of a delta query is its link; of the other way, this and an instant. */
#define MODIFIED "modified:"

/* Servers that copy each other's changes may show a change later than its time says. */
#define OVERLAP 60

/* The description of delta demands a range; this one holds documents, too, and every absence. */
#define RANGE_FROM "1990-01-01T00:00:00Z"
#define RANGE_TO   "2100-01-01T00:00:00Z"

typedef struct
{
  char *mailbox_path;  /* (owned) */
  char *calendar_path; /* (owned) */
  OofCalendar calendar;
  gboolean want_ids;
  gboolean no_delta;       /* it was refused */
  OofInstant since;        /* by time: the latest change known so far */
  GPtrArray *ids;          /* (owned) (nullable) char*: those read in batches */
  OofItemChanges *changes; /* (owned) (nullable) NULL once it is given back */
} Work;

static void read_all (GTask *task);

static void
work_free (Work *work)
{
  g_free (work->mailbox_path);
  g_free (work->calendar_path);
  g_clear_pointer (&work->ids, g_ptr_array_unref);
  g_clear_pointer (&work->changes, oof_item_changes_free);
  g_free (work);
}

static void
return_changes (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&work->changes),
                         (GDestroyNotify) oof_item_changes_free);
}

static gboolean
is_one_of (const GError *error, OofError a, OofError b)
{
  return g_error_matches (error, OOF_ERROR, (int) a) || g_error_matches (error, OOF_ERROR, (int) b);
}

/* A state that Graph does not know, or not any more (410), or that came from elsewhere. */
static gboolean
is_bad_state (const GError *error)
{
  return is_one_of (error, OOF_ERROR_INVALID, OOF_ERROR_NOT_FOUND)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

/* Not every server knows every query: Microsoft's description of v1.0 has the delta query of a
 * calendar's events, its documents only that of a view, and a filter may be too much for some. */
static gboolean
is_unknown_query (const GError *error)
{
  return is_bad_state (error) || is_one_of (error, OOF_ERROR_FORBIDDEN, OOF_ERROR_UNSUPPORTED);
}

static void
set_modified_state (Work *work)
{
  g_autofree char *text = oof_instant_format (MAX (work->since, 0));

  g_free (work->changes->sync_state);
  work->changes->sync_state = g_strconcat (MODIFIED, text, NULL);
}

/* What was listed, and the latest change among it. */
static gboolean
take_list (Work *work, GObject *source, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) items =
      oof_graph_fetch_list_finish (OOF_GRAPH_CLIENT (source), result, error);

  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (work->changes->items, oof_item_ref (items->pdata[i]));
  work->since = MAX (work->since, oof_graph_fetch_list_get_newest (result));
  return TRUE;
}

static void
all_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!take_list (work, source, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (work->no_delta)
    set_modified_state (work);
  return_changes (task);
}

/* @filter: (nullable) */
static void
list_events (GTask *task, const char *filter, GAsyncReadyCallback callback)
{
  const Work *work = g_task_get_task_data (task);
  g_autoptr (GString) path = g_string_new (work->calendar_path);

  g_string_append (path, "/events");
  if (filter != NULL)
    oof_graph_append_query (path, "$filter", filter);
  oof_graph_fetch_list_async (g_task_get_source_object (task), work->mailbox_path, path->str,
                              work->calendar, work->calendar == OOF_CALENDAR_DOCUMENTS,
                              g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* An event that was read alone. */
static void
take_event (Work *work, const char *id, const OofJson *event)
{
  g_autoptr (OofItem) item = NULL;
  g_autoptr (GError) error = NULL;

  if (!oof_graph_event_read (event, work->calendar, &item, NULL, &error))
    {
      g_message ("calendar item %s cannot be read and is left out: %s", id, error->message);
      g_ptr_array_add (work->changes->unreadable, g_strdup (id));
    }
  else if (item->key != NULL)
    g_ptr_array_add (work->changes->items, g_steal_pointer (&item));
  else
    g_ptr_array_add (work->changes->removed, g_strdup (id));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *work = g_task_get_task_data (task);
  g_autoptr (GPtrArray) answers = NULL;
  GError *failure = NULL;

  answers = oof_graph_batch_finish (OOF_GRAPH_CLIENT (source), result, &failure);
  for (guint i = 0; answers != NULL && failure == NULL && i < answers->len; i++)
    {
      OofGraphAnswer *answer = answers->pdata[i];
      const char *id = work->ids->pdata[i];

      if (answer->json != NULL)
        take_event (work, id, answer->json);
      else if (oof_graph_error_is_item_gone (answer->error))
        g_ptr_array_add (work->changes->removed, g_strdup (id));
      else
        failure = g_steal_pointer (&answer->error);
    }
  if (failure != NULL)
    g_task_return_error (task, failure);
  else
    return_changes (task);
}

static void
read_changed (GTask *task)
{
  const Work *work = g_task_get_task_data (task);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  OofGraphBatch batch = { .flags = OOF_GRAPH_FETCH_FLAGS,
                          .permission = OOF_GRAPH_FETCH_PERMISSION,
                          .in_turn = TRUE };

  for (guint i = 0; i < work->ids->len; i++)
    g_ptr_array_add (paths, oof_graph_fetch_build_one (work->mailbox_path, work->ids->pdata[i]));
  g_ptr_array_add (paths, NULL);
  batch.paths = (const char *const *) paths->pdata;
  oof_graph_batch_async (g_task_get_source_object (task), &batch, g_task_get_cancellable (task),
                         read_cb, g_object_ref (task));
}

/* Sorts what a delta query listed into changed and removed; the last word on an id counts. */
static gboolean
sort_entries (Work *work, GPtrArray *entries, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  work->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = entries->len; i > 0; i--)
    {
      g_autoptr (OofJson) removed = oof_json_get_member (entries->pdata[i - 1], "@removed");
      g_autofree char *id = NULL;

      if (!oof_json_read_string (entries->pdata[i - 1], "id", OOF_REQUIRED, &id, error))
        return FALSE;
      if (g_hash_table_add (seen, g_strdup (id)))
        g_ptr_array_add (removed != NULL ? work->changes->removed : work->ids,
                         g_steal_pointer (&id));
    }
  return TRUE;
}

/* From a link: only what has changed since. */
static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *work = g_task_get_task_data (task);
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *link = NULL;
  GError *error = NULL;

  entries = oof_graph_client_list_finish_delta (OOF_GRAPH_CLIENT (source), result, &link, &error);
  if (entries != NULL && sort_entries (work, entries, &error))
    {
      work->changes->sync_state = g_steal_pointer (&link);
      read_changed (task);
      return;
    }
  work->no_delta = g_error_matches (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  if (entries == NULL && (work->no_delta || is_bad_state (error)))
    {
      g_error_free (error);
      read_all (task);
      return;
    }
  g_task_return_error (task, error);
}

/* From the beginning, for its link only: the items are listed afterwards, so that whatever changes
 * in between comes twice rather than never. */
static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *work = g_task_get_task_data (task);
  g_autoptr (GPtrArray) entries = NULL;
  GError *error = NULL;

  entries = oof_graph_client_list_finish_delta (OOF_GRAPH_CLIENT (source), result,
                                                &work->changes->sync_state, &error);
  work->no_delta = is_unknown_query (error);
  if (entries == NULL && !work->no_delta)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  list_events (task, NULL, all_listed_cb);
}

static void
list_pages (GTask *task, const char *path, OofGraphCallFlags flags, GAsyncReadyCallback callback)
{
  OofGraphCall call = {
    .method = "GET", .path = path, .flags = flags, .permission = OOF_GRAPH_FETCH_PERMISSION
  };

  oof_graph_client_list_async (g_task_get_source_object (task), &call,
                               g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
query_delta (GTask *task, const char *path, GAsyncReadyCallback callback)
{
  list_pages (task, path, OOF_GRAPH_CALL_IMMUTABLE_ID | OOF_GRAPH_CALL_DELTA, callback);
}

static void
calendar_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  const Work *work = g_task_get_task_data (task);
  g_autoptr (GString) path = g_string_new (work->mailbox_path);
  g_autoptr (OofJson) calendar = NULL;
  g_autofree char *id = NULL;
  g_autofree char *escaped = NULL;
  GError *error = NULL;

  if (!oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, &calendar, &error)
      || !oof_json_read_string (calendar, "id", OOF_REQUIRED, &id, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  escaped = oof_graph_escape (id);
  g_string_append_printf (path, "/calendars/%s/events/delta", escaped);
  oof_graph_append_query (path, "startDateTime", RANGE_FROM);
  oof_graph_append_query (path, "endDateTime", RANGE_TO);
  query_delta (task, path->str, begun_cb);
}

/* There is a delta query for a calendar with its id only. */
static void
begin_delta (GTask *task)
{
  const Work *work = g_task_get_task_data (task);
  g_autoptr (GString) path = g_string_new (work->calendar_path);
  OofGraphCall call = { .method = "GET",
                        .flags = OOF_GRAPH_CALL_IMMUTABLE_ID,
                        .permission = OOF_GRAPH_FETCH_PERMISSION };

  oof_graph_append_query (path, "$select", "id");
  call.path = path->str;
  oof_graph_client_call_async (g_task_get_source_object (task), &call,
                               g_task_get_cancellable (task), calendar_cb, g_object_ref (task));
}

static void
read_all (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  work->since = OOF_INSTANT_NONE;
  g_clear_pointer (&work->changes, oof_item_changes_free);
  work->changes = oof_item_changes_new ();
  work->changes->is_full = TRUE;
  if (work->no_delta)
    list_events (task, NULL, all_listed_cb);
  else
    begin_delta (task);
}

static void
ids_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *work = g_task_get_task_data (task);
  g_autoptr (GPtrArray) events = NULL;
  GError *error = NULL;

  events = oof_graph_client_list_finish (OOF_GRAPH_CLIENT (source), result, &error);
  work->changes->present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; events != NULL && error == NULL && i < events->len; i++)
    {
      char *id = NULL;

      if (oof_json_read_string (events->pdata[i], "id", OOF_REQUIRED, &id, &error))
        g_hash_table_add (work->changes->present, id);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    return_changes (task);
}

static void
list_ids (GTask *task)
{
  const Work *work = g_task_get_task_data (task);
  g_autoptr (GString) path = g_string_new (work->calendar_path);

  g_string_append (path, "/events");
  oof_graph_append_query (path, "$select", "id");
  oof_graph_append_query (path, "$top", "999");
  list_pages (task, path->str, OOF_GRAPH_FETCH_FLAGS, ids_cb);
}

/* Those that were listed and are not ours are not ours any more. */
static void
take_strangers (Work *work, GHashTable *seen)
{
  g_autoptr (GHashTable) ours = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < work->changes->items->len; i++)
    g_hash_table_add (ours, ((OofItem *) work->changes->items->pdata[i])->id);
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (ours, id))
      g_ptr_array_add (work->changes->removed, g_strdup (id));
}

static void
modified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!take_list (work, source, result, &error))
    {
      work->no_delta = is_unknown_query (error);
      if (work->no_delta)
        read_all (task);
      else
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  take_strangers (work, oof_graph_fetch_list_get_seen (result));
  set_modified_state (work);
  if (work->want_ids)
    list_ids (task);
  else
    return_changes (task);
}

static void
read_modified (GTask *task)
{
  const Work *work = g_task_get_task_data (task);
  g_autofree char *since = oof_instant_format (MAX (work->since - OVERLAP, 0));
  g_autofree char *filter = g_strconcat ("lastModifiedDateTime ge ", since, NULL);

  list_events (task, filter, modified_cb);
}

void
oof_graph_changes_async (OofGraphClient *client,
                         const OofGraphChanges *what,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  const char *state = what->state ? what->state : "";
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, oof_graph_changes_async);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  work->mailbox_path = g_strdup (what->mailbox_path);
  work->calendar_path = g_strdup (what->calendar_path);
  work->calendar = what->calendar;
  work->want_ids = what->want_ids;
  work->changes = oof_item_changes_new ();
  if (g_str_has_prefix (state, MODIFIED)
      && oof_instant_parse (state + strlen (MODIFIED), &work->since, NULL))
    read_modified (task);
  else if (g_str_has_prefix (state, "http"))
    query_delta (task, state, changed_cb);
  else
    read_all (task);
}

OofItemChanges *
oof_graph_changes_finish (OofGraphClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
