/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-item-store.h"

#include "core/oof-error.h"

G_DEFINE_BOXED_TYPE (OofItem, oof_item, oof_item_ref, oof_item_unref)
G_DEFINE_INTERFACE (OofItemStore, oof_item_store, G_TYPE_OBJECT)

static void
oof_item_clear (OofItem *self)
{
  g_free (self->id);
  g_free (self->change_key);
  g_free (self->subject);
  g_free (self->body);
  g_strfreev (self->categories);
  g_free (self->zone);
  g_free (self->key);
  g_free (self->absence);
  g_free (self->document);
}

static void
default_changes_async (OofItemStore *self,
                       OofCalendar calendar,
                       const char *sync_state,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, default_changes_async, OOF_ERROR,
                           OOF_ERROR_UNSUPPORTED, "This store cannot tell what has changed");
}

static OofItemChanges *
default_changes_finish (OofItemStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
oof_item_store_default_init (OofItemStoreInterface *iface)
{
  iface->changes_async = default_changes_async;
  iface->changes_finish = default_changes_finish;
}

void
oof_item_store_list_async (OofItemStore *self,
                           OofCalendar calendar,
                           OofRange range,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (OOF_IS_ITEM_STORE (self));

  OOF_ITEM_STORE_GET_IFACE (self)->list_async (self, calendar, range, cancellable, callback,
                                               user_data);
}

GPtrArray *
oof_item_store_list_finish (OofItemStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_ITEM_STORE (self), NULL);

  return OOF_ITEM_STORE_GET_IFACE (self)->list_finish (self, result, error);
}

void
oof_item_store_find_async (OofItemStore *self,
                           OofCalendar calendar,
                           const char *key,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (OOF_IS_ITEM_STORE (self));
  g_return_if_fail (key != NULL);

  OOF_ITEM_STORE_GET_IFACE (self)->find_async (self, calendar, key, cancellable, callback,
                                               user_data);
}

GPtrArray *
oof_item_store_find_finish (OofItemStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_ITEM_STORE (self), NULL);

  return OOF_ITEM_STORE_GET_IFACE (self)->find_finish (self, result, error);
}

void
oof_item_store_create_async (OofItemStore *self,
                             OofItem *item,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_ITEM_STORE (self));
  g_return_if_fail (item != NULL);

  OOF_ITEM_STORE_GET_IFACE (self)->create_async (self, item, cancellable, callback, user_data);
}

OofItem *
oof_item_store_create_finish (OofItemStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_ITEM_STORE (self), NULL);

  return OOF_ITEM_STORE_GET_IFACE (self)->create_finish (self, result, error);
}

void
oof_item_store_update_async (OofItemStore *self,
                             OofItem *item,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_ITEM_STORE (self));
  g_return_if_fail (item != NULL);

  OOF_ITEM_STORE_GET_IFACE (self)->update_async (self, item, cancellable, callback, user_data);
}

OofItem *
oof_item_store_update_finish (OofItemStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_ITEM_STORE (self), NULL);

  return OOF_ITEM_STORE_GET_IFACE (self)->update_finish (self, result, error);
}

void
oof_item_store_remove_async (OofItemStore *self,
                             OofItem *item,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_ITEM_STORE (self));
  g_return_if_fail (item != NULL);

  OOF_ITEM_STORE_GET_IFACE (self)->remove_async (self, item, cancellable, callback, user_data);
}

gboolean
oof_item_store_remove_finish (OofItemStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_ITEM_STORE (self), FALSE);

  return OOF_ITEM_STORE_GET_IFACE (self)->remove_finish (self, result, error);
}

void
oof_item_store_changes_async (OofItemStore *self,
                              OofCalendar calendar,
                              const char *sync_state,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (OOF_IS_ITEM_STORE (self));

  OOF_ITEM_STORE_GET_IFACE (self)->changes_async (self, calendar, sync_state, cancellable, callback,
                                                  user_data);
}

OofItemChanges *
oof_item_store_changes_finish (OofItemStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_ITEM_STORE (self), NULL);

  return OOF_ITEM_STORE_GET_IFACE (self)->changes_finish (self, result, error);
}

/* Nothing has changed. */
OofItemChanges *
oof_item_changes_new (void)
{
  OofItemChanges *self = g_new0 (OofItemChanges, 1);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  self->removed = g_ptr_array_new_with_free_func (g_free);
  self->unreadable = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
oof_item_changes_free (OofItemChanges *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->removed);
  g_ptr_array_unref (self->unreadable);
  g_clear_pointer (&self->present, g_hash_table_unref);
  g_free (self->sync_state);
  g_free (self);
}

/* An item with an empty subject, free, in UTC, everything else unset. */
OofItem *
oof_item_new (OofCalendar calendar)
{
  OofItem *self = g_atomic_rc_box_new0 (OofItem);

  self->calendar = calendar;
  self->subject = g_strdup ("");
  self->zone = g_strdup ("UTC");
  self->range = (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  self->first_day = OOF_DAY_NONE;
  self->last_day = OOF_DAY_NONE;
  self->created = OOF_INSTANT_NONE;
  self->modified = OOF_INSTANT_NONE;
  return self;
}

OofItem *
oof_item_ref (OofItem *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_item_unref (OofItem *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_item_clear);
}

OofItem *
oof_item_copy (const OofItem *self)
{
  OofItem *copy = g_atomic_rc_box_new0 (OofItem);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->change_key = g_strdup (self->change_key);
  copy->subject = g_strdup (self->subject);
  copy->body = g_strdup (self->body);
  copy->categories = g_strdupv (self->categories);
  copy->zone = g_strdup (self->zone);
  copy->key = g_strdup (self->key);
  copy->absence = g_strdup (self->absence);
  copy->document = g_strdup (self->document);
  return copy;
}
