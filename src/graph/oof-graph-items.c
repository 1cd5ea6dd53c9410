/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-items.h"

#include "core/oof-error.h"
#include "graph/oof-graph-calendar.h"
#include "graph/oof-graph-changes.h"
#include "graph/oof-graph-event.h"
#include "graph/oof-graph-fetch.h"

#define DAY 86400

/* Exchange views 1825 days at most; a day on both sides is read beyond the range. */
#define VIEW_LONGEST (1823 * DAY)

/* How often all ids are listed where there is no delta (architecture.md). */
#define IDS_INTERVAL (10 * G_TIME_SPAN_MINUTE)

struct _OofGraphItems
{
  GObject parent_instance;

  OofGraphClient *client; /* (owned) */
  char *mailbox;          /* (owned) address of the service mailbox */
  char *path;             /* (owned) "/users/ADDRESS" */
  char *documents;        /* (owned) (nullable) id of the second calendar, once it is known */
  gint64 listed[2];       /* by OofCalendar: monotonic, when all ids were seen last; 0: never */
};

static void store_init (OofItemStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofGraphItems,
                               oof_graph_items,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_ITEM_STORE, store_init))

/* One operation under way. */
typedef struct
{
  void (*go) (GTask *task); /* what to do once the calendar is known */
  OofCalendar calendar;
  OofRange range; /* of a list of absences */
  char *key;      /* (owned) (nullable) of a find */
  char *state;    /* (owned) (nullable) of an incremental reading */
  OofItem *item;  /* (owned) (nullable) of a write */
} Operation;

static void
operation_free (Operation *operation)
{
  g_free (operation->key);
  g_free (operation->state);
  g_clear_pointer (&operation->item, oof_item_unref);
  g_free (operation);
}

/* Returns: (transfer full) a task with an Operation. */
static GTask *
start (OofItemStore *store,
       OofCalendar calendar,
       OofItem *item,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Operation *operation = g_new0 (Operation, 1);

  operation->calendar = calendar;
  operation->item = item ? oof_item_ref (item) : NULL;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, operation, (GDestroyNotify) operation_free);
  return task;
}

/* A second calendar that is gone is looked for again next time. */
static void
return_error (GTask *task, GError *error)
{
  OofGraphItems *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);

  if (operation->calendar == OOF_CALENDAR_DOCUMENTS
      && g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    g_clear_pointer (&self->documents, g_free);
  g_task_return_error (task, error);
}

static void
calendar_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofGraphItems *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);
  GError *error = NULL;
  char *id = oof_graph_calendar_ensure_finish (OOF_GRAPH_CLIENT (source), result, &error);

  if (id == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_free (self->documents);
  self->documents = id;
  operation->go (task);
}

static void
with_calendar (GTask *task)
{
  OofGraphItems *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);

  if (operation->calendar == OOF_CALENDAR_ABSENCES || self->documents != NULL)
    operation->go (task);
  else
    oof_graph_calendar_ensure_async (self->client, self->mailbox, OOF_DOCUMENT_CALENDAR,
                                     g_task_get_cancellable (task), calendar_cb,
                                     g_object_ref (task));
}

/* "/users/ADDRESS/calendar" or "/users/ADDRESS/calendars/ID", then @rest. */
static GString *
calendar_path (OofGraphItems *self, OofCalendar calendar, const char *rest)
{
  GString *path = g_string_new (self->path);

  if (calendar == OOF_CALENDAR_ABSENCES)
    {
      g_string_append (path, "/calendar");
    }
  else
    {
      g_autofree char *id = oof_graph_escape (self->documents);

      g_string_append_printf (path, "/calendars/%s", id);
    }
  return g_string_append (path, rest);
}

static gboolean
is_wanted (const Operation *operation, const OofItem *item)
{
  if (operation->key != NULL)
    return g_str_equal (item->key, operation->key);
  return operation->calendar == OOF_CALENDAR_DOCUMENTS
         || oof_range_overlaps (item->range, operation->range);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  const Operation *operation = g_task_get_task_data (task);
  g_autoptr (GPtrArray) items = NULL;
  GError *error = NULL;

  items = oof_graph_fetch_list_finish (OOF_GRAPH_CLIENT (source), result, &error);
  if (items == NULL)
    {
      return_error (task, error);
      return;
    }
  for (guint i = items->len; i > 0; i--)
    if (!is_wanted (operation, g_ptr_array_index (items, i - 1)))
      g_ptr_array_remove_index (items, i - 1);
  g_task_return_pointer (task, g_steal_pointer (&items), (GDestroyNotify) g_ptr_array_unref);
}

static void
list_events (GTask *task, const char *path)
{
  OofGraphItems *self = g_task_get_source_object (task);
  const Operation *operation = g_task_get_task_data (task);
  gboolean all_ours = operation->key != NULL || operation->calendar == OOF_CALENDAR_DOCUMENTS;

  oof_graph_fetch_list_async (self->client, self->path, path, operation->calendar, all_ours,
                              g_task_get_cancellable (task), listed_cb, g_object_ref (task));
}

static gboolean
can_be_viewed (OofRange range)
{
  return range.from != OOF_INSTANT_NONE && range.to != OOF_INSTANT_FOREVER
         && range.to - range.from <= VIEW_LONGEST;
}

/* A calendar view must have a start and an end, not too far apart; whoever wants more gets every
 * event instead. One
 * day further on both sides, since all-day items are dates in their own zone (decisions 4). */
static void
list_go (GTask *task)
{
  OofGraphItems *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);
  gboolean view = operation->calendar == OOF_CALENDAR_ABSENCES && can_be_viewed (operation->range);
  g_autoptr (GString) path =
      calendar_path (self, operation->calendar, view ? "/calendarView" : "/events");

  if (view)
    {
      g_autofree char *from = oof_instant_format (operation->range.from - DAY);
      g_autofree char *to = oof_instant_format (operation->range.to + DAY);

      oof_graph_append_query (path, "startDateTime", from);
      oof_graph_append_query (path, "endDateTime", to);
    }
  list_events (task, path->str);
}

static void
oof_graph_items_list_async (OofItemStore *store,
                            OofCalendar calendar,
                            OofRange range,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task =
      start (store, calendar, NULL, oof_graph_items_list_async, cancellable, callback, user_data);
  Operation *operation = g_task_get_task_data (task);

  operation->range = range;
  operation->go = list_go;
  if (calendar == OOF_CALENDAR_ABSENCES && !oof_range_is_valid (range))
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_INVALID, "A range ends before it begins");
  else
    with_calendar (task);
}

static void
find_go (GTask *task)
{
  OofGraphItems *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);
  g_autoptr (GString) path = calendar_path (self, operation->calendar, "/events");
  g_autofree char *filter = oof_graph_event_build_filter (operation->key);

  oof_graph_append_query (path, "$filter", filter);
  list_events (task, path->str);
}

static void
oof_graph_items_find_async (OofItemStore *store,
                            OofCalendar calendar,
                            const char *key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task =
      start (store, calendar, NULL, oof_graph_items_find_async, cancellable, callback, user_data);
  Operation *operation = g_task_get_task_data (task);

  operation->key = g_strdup (key);
  operation->go = find_go;
  with_calendar (task);
}

static GPtrArray *
oof_graph_items_finish_list (OofItemStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The item as the server has it now: id, change key, start and end from its answer, our properties
 * as they were sent, since an answer to a write does not carry them. */
static void
return_written (GTask *task, OofItem *item)
{
  const Operation *operation = g_task_get_task_data (task);
  const OofItem *sent = operation->item;

  g_free (item->key);
  item->key = g_strdup (sent->key);
  item->rev = sent->rev;
  g_free (item->absence);
  item->absence = g_strdup (sent->absence);
  g_free (item->document);
  item->document = g_strdup (sent->document);
  g_task_return_pointer (task, item, (GDestroyNotify) oof_item_unref);
}

/* The write was done: what fails afterwards must not look like a refusal. */
static void
return_uncertain (GTask *task, GError *error)
{
  if (error->domain == OOF_ERROR)
    error->code = OOF_ERROR_UNCERTAIN;
  g_task_return_error (task, error);
}

/* An answer without content may be somebody's on the way who has never passed the write on. */
static gboolean
is_sent (const OofItem *sent, const OofItem *item)
{
  return item->rev == sent->rev && g_strcmp0 (item->absence, sent->absence) == 0
         && g_strcmp0 (item->document, sent->document) == 0;
}

static void
reread_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_graph_fetch_one_finish (OOF_GRAPH_CLIENT (source), result, &error);
  const Operation *operation = g_task_get_task_data (task);

  if (item == NULL)
    return_uncertain (task, error);
  else if (is_sent (operation->item, item))
    return_written (task, g_steal_pointer (&item));
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNCERTAIN,
                             "the answer is empty, and the item is not as it was sent");
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofGraphItems *self = g_task_get_source_object (task);
  const Operation *operation = g_task_get_task_data (task);
  g_autoptr (OofJson) event = NULL;
  OofItem *item = NULL;
  GError *error = NULL;

  if (!oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, &event, &error))
    return_error (task, error);
  else if (event == NULL)
    oof_graph_fetch_one_async (self->client, self->path, operation->item->id, operation->calendar,
                               g_task_get_cancellable (task), reread_cb, g_object_ref (task));
  else if (!oof_graph_event_read (event, operation->calendar, &item, NULL, &error))
    return_uncertain (task, error);
  else
    return_written (task, item);
}

static void
create_go (GTask *task)
{
  OofGraphItems *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);
  g_autoptr (GString) path = calendar_path (self, operation->calendar, "/events");
  g_autoptr (GBytes) body = oof_graph_event_build_new (operation->item);
  OofGraphCall call = { .method = "POST",
                        .path = path->str,
                        .body = body,
                        .flags = OOF_GRAPH_FETCH_FLAGS,
                        .permission = OOF_GRAPH_FETCH_PERMISSION };

  oof_graph_client_call_async (self->client, &call, g_task_get_cancellable (task), written_cb,
                               g_object_ref (task));
}

static void
oof_graph_items_create_async (OofItemStore *store,
                              OofItem *item,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Operation *operation;

  g_return_if_fail (item->key != NULL);

  task = start (store, item->calendar, item, oof_graph_items_create_async, cancellable, callback,
                user_data);
  operation = g_task_get_task_data (task);
  operation->go = create_go;
  with_calendar (task);
}

static void
oof_graph_items_update_async (OofItemStore *store,
                              OofItem *item,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  OofGraphItems *self = OOF_GRAPH_ITEMS (store);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) body = NULL;
  OofGraphCall call = { .method = "PATCH",
                        .flags = OOF_GRAPH_FETCH_FLAGS,
                        .permission = OOF_GRAPH_FETCH_PERMISSION };

  g_return_if_fail (item->id != NULL && item->change_key != NULL && item->key != NULL);

  path = oof_graph_fetch_event_path (self->path, item->id);
  body = oof_graph_event_build_change (item);
  call.path = path;
  call.body = body;
  call.if_match = item->change_key;
  oof_graph_client_call_async (self->client, &call, cancellable, written_cb,
                               start (store, item->calendar, item, oof_graph_items_update_async,
                                      cancellable, callback, user_data));
}

static OofItem *
oof_graph_items_finish_write (OofItemStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
oof_graph_items_remove_async (OofItemStore *store,
                              OofItem *item,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  OofGraphItems *self = OOF_GRAPH_ITEMS (store);
  g_autofree char *path = NULL;
  OofGraphCall call = { .method = "DELETE",
                        .flags = OOF_GRAPH_FETCH_FLAGS,
                        .permission = OOF_GRAPH_FETCH_PERMISSION };

  g_return_if_fail (item->id != NULL && item->key != NULL);

  path = oof_graph_fetch_event_path (self->path, item->id);
  call.path = path;
  call.if_match = item->change_key;
  oof_graph_client_call_async (self->client, &call, cancellable, oof_graph_client_call_done_cb,
                               start (store, item->calendar, item, oof_graph_items_remove_async,
                                      cancellable, callback, user_data));
}

static gboolean
oof_graph_items_remove_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
changes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofGraphItems *self = g_task_get_source_object (task);
  const Operation *operation = g_task_get_task_data (task);
  GError *error = NULL;
  OofItemChanges *changes = oof_graph_changes_finish (OOF_GRAPH_CLIENT (source), result, &error);

  if (changes == NULL)
    {
      return_error (task, error);
      return;
    }
  if (changes->is_full || changes->present != NULL)
    self->listed[operation->calendar] = g_get_monotonic_time ();
  g_task_return_pointer (task, changes, (GDestroyNotify) oof_item_changes_free);
}

static void
changes_go (GTask *task)
{
  OofGraphItems *self = g_task_get_source_object (task);
  const Operation *operation = g_task_get_task_data (task);
  g_autoptr (GString) path = calendar_path (self, operation->calendar, "");
  gint64 listed = self->listed[operation->calendar];
  OofGraphChanges what = {
    .mailbox_path = self->path,
    .calendar_path = path->str,
    .calendar = operation->calendar,
    .state = operation->state,
    .want_ids = listed == 0 || g_get_monotonic_time () - listed >= IDS_INTERVAL,
  };

  oof_graph_changes_async (self->client, &what, g_task_get_cancellable (task), changes_cb,
                           g_object_ref (task));
}

static void
oof_graph_items_changes_async (OofItemStore *store,
                               OofCalendar calendar,
                               const char *sync_state,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = start (store, calendar, NULL, oof_graph_items_changes_async, cancellable,
                                  callback, user_data);
  Operation *operation = g_task_get_task_data (task);

  operation->state = g_strdup (sync_state);
  operation->go = changes_go;
  with_calendar (task);
}

static OofItemChanges *
oof_graph_items_changes_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_init (OofItemStoreInterface *iface)
{
  iface->list_async = oof_graph_items_list_async;
  iface->list_finish = oof_graph_items_finish_list;
  iface->find_async = oof_graph_items_find_async;
  iface->find_finish = oof_graph_items_finish_list;
  iface->create_async = oof_graph_items_create_async;
  iface->create_finish = oof_graph_items_finish_write;
  iface->update_async = oof_graph_items_update_async;
  iface->update_finish = oof_graph_items_finish_write;
  iface->remove_async = oof_graph_items_remove_async;
  iface->remove_finish = oof_graph_items_remove_finish;
  iface->changes_async = oof_graph_items_changes_async;
  iface->changes_finish = oof_graph_items_changes_finish;
}

static void
oof_graph_items_finalize (GObject *object)
{
  OofGraphItems *self = OOF_GRAPH_ITEMS (object);

  g_clear_object (&self->client);
  g_free (self->mailbox);
  g_free (self->path);
  g_free (self->documents);
  G_OBJECT_CLASS (oof_graph_items_parent_class)->finalize (object);
}

static void
oof_graph_items_class_init (OofGraphItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_graph_items_finalize;
}

static void
oof_graph_items_init (OofGraphItems *self)
{
}

OofGraphItems *
oof_graph_items_new (OofGraphClient *client, const char *mailbox)
{
  OofGraphItems *self;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (OOF_IS_GRAPH_CLIENT (client), NULL);
  g_return_val_if_fail (mailbox != NULL, NULL);

  escaped = oof_graph_escape (mailbox);
  self = g_object_new (OOF_TYPE_GRAPH_ITEMS, NULL);
  self->client = g_object_ref (client);
  self->mailbox = g_strdup (mailbox);
  self->path = g_strconcat ("/users/", escaped, NULL);
  return self;
}
