/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oof-fake-store.h"

#include "core/oof-error.h"

static void oof_fake_store_iface_init (OofItemStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofFakeStore,
                               oof_fake_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_ITEM_STORE,
                                                      oof_fake_store_iface_init))

static void oof_fake_clock_iface_init (OofClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofFakeClock,
                               oof_fake_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_CLOCK, oof_fake_clock_iface_init))

/* Answers come one turn of the loop later, like real ones. */
typedef struct
{
  GTask *task;
  gpointer value;
  GDestroyNotify destroy;
  GError *error;
} Answer;

static gboolean
answer_cb (gpointer data)
{
  Answer *answer = data;
  OofFakeStore *self = g_task_get_source_object (answer->task);

  self->n_running--;
  if (answer->error)
    {
      if (answer->value)
        answer->destroy (answer->value);
      g_task_return_error (answer->task, answer->error);
    }
  else if (!g_task_return_error_if_cancelled (answer->task))
    g_task_return_pointer (answer->task, answer->value, answer->destroy);
  else
    answer->destroy (answer->value);
  g_object_unref (answer->task);
  g_free (answer);
  return G_SOURCE_REMOVE;
}

static void
answer (GTask *task, gpointer value, GDestroyNotify destroy, GError *error)
{
  Answer *later = g_new0 (Answer, 1);

  later->task = task;
  later->value = value;
  later->destroy = destroy;
  later->error = error;
  g_idle_add (answer_cb, later);
}

static GTask *
begin (OofItemStore *store,
       OofFakeCall call,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  OofFakeStore *self = OOF_FAKE_STORE (store);

  self->n_calls[call]++;
  self->n_running++;
  self->peak = MAX (self->peak, self->n_running);
  return g_task_new (self, cancellable, callback, user_data);
}

/* Returns: (transfer full) (nullable) the fault that is due. @applies: the server acts on it. */
static GError *
take_fault (OofFakeStore *self, OofFakeCall call, gboolean *applies)
{
  *applies = TRUE;
  if (self->n_faults == 0 || self->fault_call != call)
    return NULL;
  self->n_faults--;
  *applies = self->fault_applies;
  return g_error_new (self->fault_domain, self->fault_code, "a fault on demand");
}

static gpointer
finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
}

static void
list_async (OofItemStore *store,
            OofCalendar calendar,
            OofRange range,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  OofFakeStore *self = OOF_FAKE_STORE (store);
  GTask *task = begin (store, OOF_FAKE_LIST, cancellable, callback, user_data);
  GPtrArray *found = new_items ();
  gboolean applies;

  for (guint i = 0; i < self->items->len; i++)
    {
      OofItem *item = g_ptr_array_index (self->items, i);

      if (item->calendar == calendar && item->key
          && (calendar == OOF_CALENDAR_DOCUMENTS || oof_range_overlaps (item->range, range)))
        g_ptr_array_add (found, oof_item_copy (item));
    }
  answer (task, found, (GDestroyNotify) g_ptr_array_unref,
          take_fault (self, OOF_FAKE_LIST, &applies));
}

static void
find_async (OofItemStore *store,
            OofCalendar calendar,
            const char *key,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  OofFakeStore *self = OOF_FAKE_STORE (store);
  GTask *task = begin (store, OOF_FAKE_FIND, cancellable, callback, user_data);
  GPtrArray *found = new_items ();
  gboolean applies;

  for (guint i = 0; i < self->items->len; i++)
    {
      OofItem *item = g_ptr_array_index (self->items, i);

      if (item->calendar == calendar && item->key && g_ascii_strcasecmp (item->key, key) == 0)
        g_ptr_array_add (found, oof_item_copy (item));
    }
  answer (task, found, (GDestroyNotify) g_ptr_array_unref,
          take_fault (self, OOF_FAKE_FIND, &applies));
}

void
oof_fake_store_touch (OofFakeStore *self, OofItem *item)
{
  g_free (item->change_key);
  item->change_key = g_strdup_printf ("ck-%u", ++self->n_ids);
}

static void
round_dates (OofFakeStore *self, OofItem *item)
{
  if (item->all_day || self->round_to == 0)
    return;
  item->range.from -= item->range.from % self->round_to;
  item->range.to -= item->range.to % self->round_to;
}

static void
call_before_write (OofFakeStore *self, const OofItem *item)
{
  void (*before) (OofFakeStore *, const OofItem *) = self->before_write;

  self->before_write = NULL;
  if (before)
    before (self, item);
}

static void
create_async (OofItemStore *store,
              OofItem *item,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  OofFakeStore *self = OOF_FAKE_STORE (store);
  GTask *task = begin (store, OOF_FAKE_CREATE, cancellable, callback, user_data);
  gboolean applies;
  GError *error = take_fault (self, OOF_FAKE_CREATE, &applies);
  OofItem *created = NULL;

  call_before_write (self, item);
  g_assert_null (item->id);
  g_assert_nonnull (item->key);
  g_assert_nonnull (item->body);
  if (applies)
    {
      created = oof_item_copy (item);
      created->id = g_strdup_printf ("id-%u", ++self->n_ids);
      created->created = self->n_ids;
      round_dates (self, created);
      oof_fake_store_touch (self, created);
      g_ptr_array_add (self->items, oof_item_ref (created));
      created = (oof_item_unref (created), oof_item_copy (created));
    }
  answer (task, created, (GDestroyNotify) oof_item_unref, error);
}

static OofItem *
find_by_id (OofFakeStore *self, const char *id)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      OofItem *item = g_ptr_array_index (self->items, i);

      if (g_strcmp0 (item->id, id) == 0)
        return item;
    }
  return NULL;
}

static GError *
check_update (OofFakeStore *self, const OofItem *item, const OofItem *stored)
{
  if (!stored)
    return g_error_new (OOF_ERROR, OOF_ERROR_NOT_FOUND, "ErrorItemNotFound");
  /* Only ours may be written. */
  g_assert_nonnull (stored->key);
  g_assert_cmpstr (stored->key, ==, item->key);
  if (g_strcmp0 (stored->change_key, item->change_key) != 0)
    return g_error_new (OOF_ERROR, OOF_ERROR_CONFLICT, "ErrorIrresolvableConflict");
  return NULL;
}

static OofItem *
apply_update (OofFakeStore *self, const OofItem *item, OofItem *stored)
{
  OofItem *fresh = oof_item_copy (item);
  guint index;

  fresh->created = stored->created;
  round_dates (self, fresh);
  oof_fake_store_touch (self, fresh);
  g_assert_true (g_ptr_array_find (self->items, stored, &index));
  self->items->pdata[index] = fresh;
  oof_item_unref (stored);
  return oof_item_copy (fresh);
}

static void
update_async (OofItemStore *store,
              OofItem *item,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  OofFakeStore *self = OOF_FAKE_STORE (store);
  GTask *task = begin (store, OOF_FAKE_UPDATE, cancellable, callback, user_data);
  OofItem *stored, *updated = NULL;
  gboolean applies;
  GError *fault = take_fault (self, OOF_FAKE_UPDATE, &applies);
  GError *error = NULL;

  call_before_write (self, item);
  stored = find_by_id (self, item->id);
  if (stored && self->n_touches > 0)
    {
      self->n_touches--;
      oof_fake_store_touch (self, stored);
    }
  if (applies)
    error = check_update (self, item, stored);
  if (applies && !error)
    updated = apply_update (self, item, stored);
  if (fault)
    g_clear_error (&error);
  answer (task, updated, (GDestroyNotify) oof_item_unref, fault ? fault : error);
}

static void
remove_async (OofItemStore *store,
              OofItem *item,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  OofFakeStore *self = OOF_FAKE_STORE (store);
  GTask *task = begin (store, OOF_FAKE_REMOVE, cancellable, callback, user_data);
  OofItem *stored = find_by_id (self, item->id);
  gboolean applies;
  GError *error = take_fault (self, OOF_FAKE_REMOVE, &applies);

  if (!stored && !error)
    error = g_error_new (OOF_ERROR, OOF_ERROR_NOT_FOUND, "ErrorItemNotFound");
  if (stored && applies)
    g_ptr_array_remove (self->items, stored);
  answer (task, NULL, NULL, error);
}

static gboolean
remove_finish (OofItemStore *store, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_task_propagate_pointer (G_TASK (result), &local);
  if (!local)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
oof_fake_store_iface_init (OofItemStoreInterface *iface)
{
  iface->list_async = list_async;
  iface->list_finish = (gpointer) finish;
  iface->find_async = find_async;
  iface->find_finish = (gpointer) finish;
  iface->create_async = create_async;
  iface->create_finish = (gpointer) finish;
  iface->update_async = update_async;
  iface->update_finish = (gpointer) finish;
  iface->remove_async = remove_async;
  iface->remove_finish = remove_finish;
}

static void
oof_fake_store_finalize (GObject *object)
{
  g_ptr_array_unref (OOF_FAKE_STORE (object)->items);
  G_OBJECT_CLASS (oof_fake_store_parent_class)->finalize (object);
}

static void
oof_fake_store_class_init (OofFakeStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_fake_store_finalize;
}

static void
oof_fake_store_init (OofFakeStore *self)
{
  self->items = new_items ();
  self->fault_domain = OOF_ERROR;
}

OofFakeStore *
oof_fake_store_new (void)
{
  return g_object_new (OOF_TYPE_FAKE_STORE, NULL);
}

void
oof_fake_store_fail (OofFakeStore *self, OofFakeCall call, int code, guint times, gboolean applies)
{
  self->fault_call = call;
  self->fault_code = code;
  self->n_faults = times;
  self->fault_applies = applies;
}

OofItem *
oof_fake_store_get (OofFakeStore *self, const char *key)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      OofItem *item = g_ptr_array_index (self->items, i);

      if (g_strcmp0 (item->key, key) == 0)
        return item;
    }
  return NULL;
}

guint
oof_fake_store_count (OofFakeStore *self, const char *prefix)
{
  guint count = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      OofItem *item = g_ptr_array_index (self->items, i);

      if (item->key && g_str_has_prefix (item->key, prefix))
        count++;
    }
  return count;
}

OofItem *
oof_fake_store_put (OofFakeStore *self, OofItem *item)
{
  g_free (item->id);
  item->id = g_strdup_printf ("id-%u", ++self->n_ids);
  if (item->created == OOF_INSTANT_NONE)
    item->created = self->n_ids;
  oof_fake_store_touch (self, item);
  g_ptr_array_add (self->items, item);
  return item;
}

OofItem *
oof_fake_store_put_document (OofFakeStore *self, const char *key, gint64 rev, const char *json)
{
  OofItem *item = oof_item_new (OOF_CALENDAR_DOCUMENTS);

  g_free (item->subject);
  item->subject = g_strdup (key);
  item->key = g_strdup (key);
  item->rev = rev;
  item->document = g_strdup (json);
  item->all_day = TRUE;
  item->first_day = item->last_day = oof_fake_day ("2000-01-01");
  return oof_fake_store_put (self, item);
}

guint
oof_fake_store_get_n_writes (OofFakeStore *self)
{
  return self->n_calls[OOF_FAKE_CREATE] + self->n_calls[OOF_FAKE_UPDATE]
         + self->n_calls[OOF_FAKE_REMOVE];
}

static OofInstant
fake_clock_now (OofClock *clock)
{
  return OOF_FAKE_CLOCK (clock)->now;
}

static void
oof_fake_clock_iface_init (OofClockInterface *iface)
{
  iface->now = fake_clock_now;
}

static void
oof_fake_clock_class_init (OofFakeClockClass *klass)
{
}

static void
oof_fake_clock_init (OofFakeClock *self)
{
}

OofFakeClock *
oof_fake_clock_new (const char *now)
{
  OofFakeClock *self = g_object_new (OOF_TYPE_FAKE_CLOCK, NULL);

  self->now = oof_fake_instant (now);
  return self;
}

void
oof_fake_store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
oof_fake_wait (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
}

OofInstant
oof_fake_instant (const char *text)
{
  OofInstant instant = OOF_INSTANT_NONE;

  g_assert_true (oof_instant_parse (text, &instant, NULL));
  return instant;
}

OofDay
oof_fake_day (const char *text)
{
  OofDay day = OOF_DAY_NONE;

  g_assert_true (oof_day_parse (text, &day, NULL));
  return day;
}
