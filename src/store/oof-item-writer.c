/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-item-writer-private.h"

#include "core/oof-error.h"

#define MAX_ATTEMPTS 5

typedef struct
{
  OofItemStore *items; /* (owned) */
  OofCalendar calendar;
  char *key;     /* (owned) */
  OofItem *base; /* (owned) (nullable) */
  OofItemBuilder builder;
  gpointer data; /* (not owned) */
  guint retry_delay;

  OofItem *item;  /* (owned) (nullable) what was sent last */
  char *write_id; /* (owned) */
  GError *error;  /* (owned) (nullable) why it is looked up */
  guint n_attempts;
  gboolean repeated; /* a lost answer was repeated already */
} Write;

static void write_build (GTask *task);

static void
write_free (gpointer data)
{
  Write *self = data;

  g_object_unref (self->items);
  g_free (self->key);
  g_clear_pointer (&self->base, oof_item_unref);
  g_clear_pointer (&self->item, oof_item_unref);
  g_free (self->write_id);
  g_clear_error (&self->error);
  g_free (self);
}

gboolean
oof_item_writer_goes_before (const OofItem *a, const OofItem *b)
{
  gboolean document = !g_str_has_prefix (a->key, "a:");

  if (document && a->rev != b->rev)
    return a->rev > b->rev;
  if (a->created != b->created)
    return a->created < b->created;
  return g_strcmp0 (a->id, b->id) < 0;
}

OofItem *
oof_item_writer_choose (GPtrArray *items)
{
  OofItem *chosen = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      OofItem *item = g_ptr_array_index (items, i);

      if (!chosen || oof_item_writer_goes_before (item, chosen))
        chosen = item;
    }
  return chosen;
}

static const char *
get_stored (const OofItem *item)
{
  return item->absence ? item->absence : item->document;
}

static char *
dup_write_id (const OofItem *item)
{
  const char *stored = get_stored (item);

  return stored ? oof_document_dup_write_id (stored) : NULL;
}

static gboolean
same_categories (char **a, char **b)
{
  static char *none[] = { NULL };

  return g_strv_equal ((const char *const *) (a ? a : none), (const char *const *) (b ? b : none));
}

static gboolean
same_dates (const OofItem *a, const OofItem *b)
{
  if (a->all_day != b->all_day)
    return FALSE;
  if (a->all_day)
    return a->first_day == b->first_day && a->last_day == b->last_day;
  return a->range.from == b->range.from && a->range.to == b->range.to;
}

static gboolean
same_content (const OofItem *a, const OofItem *b)
{
  return g_strcmp0 (a->subject, b->subject) == 0 && a->free_busy == b->free_busy
         && same_categories (a->categories, b->categories) && same_dates (a, b)
         && g_strcmp0 (get_stored (a), get_stored (b)) == 0;
}

/* Built as the very write that stands there it would come out the same. Returns FALSE with an
 * error when it cannot be built at all. */
static gboolean
find_nothing_to_do (Write *self, gboolean *nothing, GError **error)
{
  g_autofree char *write_id = self->base ? dup_write_id (self->base) : NULL;
  g_autoptr (OofItem) same = NULL;
  OofStamp stamp = { self->base ? self->base->rev : 0, write_id };

  *nothing = FALSE;
  if (!self->base)
    return TRUE;
  same = self->builder (self->base, &stamp, self->data, error);
  *nothing = same && same_content (same, self->base);
  return same != NULL;
}

/* What was sent, with the identity and the dates that the server gave it. */
static OofItem *
merge (const OofItem *sent, const OofItem *returned)
{
  OofItem *item = oof_item_copy (sent);

  g_free (item->id);
  g_free (item->change_key);
  item->id = g_strdup (returned->id);
  item->change_key = g_strdup (returned->change_key);
  item->created = returned->created;
  item->modified = returned->modified;
  item->all_day = returned->all_day;
  item->range = returned->range;
  item->first_day = returned->first_day;
  item->last_day = returned->last_day;
  return item;
}

static void
return_item (GTask *task, OofItem *item)
{
  g_task_return_pointer (task, item, (GDestroyNotify) oof_item_unref);
}

static gboolean
retry_cb (gpointer user_data)
{
  write_build (user_data);
  return G_SOURCE_REMOVE;
}

/* The task goes on in its own time: a reference is handed to the source. */
static void
write_build_later (GTask *task)
{
  Write *self = g_task_get_task_data (task);
  guint jitter = g_str_hash (self->write_id) % (self->retry_delay + 1);
  g_autoptr (GSource) source = g_timeout_source_new (self->retry_delay * self->n_attempts + jitter);

  g_source_set_callback (source, retry_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

/* Something stands there, and it is not what we wrote. */
static void
write_again (GTask *task, OofItem *found)
{
  Write *self = g_task_get_task_data (task);
  gboolean touched = g_error_matches (self->error, OOF_ERROR, OOF_ERROR_CONFLICT);

  g_clear_pointer (&self->base, oof_item_unref);
  if (found)
    self->base = oof_item_ref (found);
  if (touched)
    write_build_later (task);
  else
    write_build (task);
}

/* A lost answer is repeated once, a touched item up to five times, an item that is gone never. */
static gboolean
may_repeat (Write *self, const OofItem *found)
{
  gboolean uncertain = g_error_matches (self->error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
  gboolean again = uncertain ? !self->repeated : found && self->n_attempts < MAX_ATTEMPTS;

  if (uncertain)
    self->repeated = TRUE;
  return again && (found || !self->base);
}

static void
find_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Write *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      oof_item_store_find_finish (OOF_ITEM_STORE (source), result, &error);
  OofItem *found = items ? oof_item_writer_choose (items) : NULL;
  g_autofree char *write_id = found ? dup_write_id (found) : NULL;

  if (!items)
    {
      /* Whether the write happened is still open: that is worse than a failed look-up. */
      if (g_error_matches (self->error, OOF_ERROR, OOF_ERROR_UNCERTAIN))
        g_task_return_error (task, g_steal_pointer (&self->error));
      else
        g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (found && g_strcmp0 (write_id, self->write_id) == 0)
    return_item (task, merge (self->item, found));
  else if (may_repeat (self, found))
    write_again (task, found);
  else if (found || !self->base)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: the item is gone",
                             self->key);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Write *self = g_task_get_task_data (task);
  OofItemStore *items = OOF_ITEM_STORE (source);
  g_autoptr (OofItem) returned = NULL;

  g_clear_error (&self->error);
  if (self->base)
    returned = oof_item_store_update_finish (items, result, &self->error);
  else
    returned = oof_item_store_create_finish (items, result, &self->error);
  if (returned)
    return_item (task, merge (self->item, returned));
  else if (g_error_matches (self->error, OOF_ERROR, OOF_ERROR_CONFLICT)
           || g_error_matches (self->error, OOF_ERROR, OOF_ERROR_UNCERTAIN)
           || (self->base && g_error_matches (self->error, OOF_ERROR, OOF_ERROR_NOT_FOUND)))
    oof_item_store_find_async (items, self->calendar, self->key, g_task_get_cancellable (task),
                               find_cb, g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

static void
write_send (GTask *task)
{
  Write *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (self->base)
    oof_item_store_update_async (self->items, self->item, cancellable, written_cb,
                                 g_object_ref (task));
  else
    oof_item_store_create_async (self->items, self->item, cancellable, written_cb,
                                 g_object_ref (task));
}

static void
write_build (GTask *task)
{
  Write *self = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean nothing;
  OofStamp stamp;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (!find_nothing_to_do (self, &nothing, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (nothing)
    {
      return_item (task, oof_item_ref (self->base));
      return;
    }
  g_clear_pointer (&self->item, oof_item_unref);
  g_free (self->write_id);
  self->write_id = oof_document_new_write_id ();
  self->n_attempts++;
  stamp = (OofStamp){ self->base ? self->base->rev + 1 : 1, self->write_id };
  self->item = self->builder (self->base, &stamp, self->data, &error);
  if (!self->item)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->base)
    {
      g_free (self->item->id);
      g_free (self->item->change_key);
      self->item->id = g_strdup (self->base->id);
      self->item->change_key = g_strdup (self->base->change_key);
    }
  write_send (task);
}

void
oof_item_writer_write_async (OofItemStore *items,
                             OofCalendar calendar,
                             const char *key,
                             OofItem *base,
                             OofItemBuilder builder,
                             gpointer data,
                             guint retry_delay,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (items, cancellable, callback, user_data);
  Write *self = g_new0 (Write, 1);

  g_task_set_source_tag (task, oof_item_writer_write_async);
  self->items = g_object_ref (items);
  self->calendar = calendar;
  self->key = g_strdup (key);
  self->base = base ? oof_item_ref (base) : NULL;
  self->builder = builder;
  self->data = data;
  self->retry_delay = retry_delay;
  g_task_set_task_data (task, self, write_free);
  write_build (task);
}

OofItem *
oof_item_writer_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
