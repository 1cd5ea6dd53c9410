/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "store/oof-document-item-private.h"
#include "store/oof-holidays-json.h"

/* The holiday calendars of OofStore. */

static char *
summarise (const OofHolidays *holidays)
{
  GString *text = g_string_new (holidays->name);

  g_string_append_c (text, '\n');
  for (guint i = 0; i < holidays->days->len; i++)
    {
      OofHoliday *holiday = g_ptr_array_index (holidays->days, i);
      g_autofree char *day = oof_day_format (holiday->day);

      g_string_append_printf (text, "%s %s\n", day, holiday->name);
    }
  return g_string_free (text, FALSE);
}

static OofItem *
build_holidays (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  OofHolidays *wanted = user_data;
  g_autofree char *key = oof_holidays_json_dup_key (wanted->name);
  g_autoptr (OofHolidays) holidays = oof_holidays_copy (wanted);
  g_autofree char *summary = summarise (holidays);

  if (wanted->rev > 0 && wanted->rev != (base ? base->rev : 0))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "%s: changed by somebody else", key);
      return NULL;
    }
  g_free (holidays->document);
  holidays->document = base ? g_strdup (base->document) : NULL;
  return oof_document_item_new (
      key, stamp, summary,
      oof_holidays_json_write (holidays, key, stamp->rev, stamp->write_id, error));
}

static void
holidays_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item =
      oof_store_write_finish (g_task_get_source_object (task), result, &error);
  OofHolidays *holidays = item ? oof_holidays_json_read (item->key, item->document, &error) : NULL;

  if (holidays)
    g_task_return_pointer (task, holidays, (GDestroyNotify) oof_holidays_unref);
  else
    g_task_return_error (task, error);
}

static void
save_holidays_start (GTask *task)
{
  OofHolidays *holidays = g_task_get_task_data (task);
  g_autofree char *key = oof_holidays_json_dup_key (holidays->name);

  if (key)
    oof_store_write (g_task_get_source_object (task), OOF_CALENDAR_DOCUMENTS, key, build_holidays,
                     holidays, g_task_get_cancellable (task), holidays_written_cb,
                     g_object_ref (task));
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_INVALID,
                             "holidays \"%.64s\": the name has no letter", holidays->name);
}

void
oof_store_save_holidays_async (OofStore *self,
                               OofHolidays *holidays,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (holidays != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_save_holidays_async);
  g_task_set_task_data (task, oof_holidays_ref (holidays), (GDestroyNotify) oof_holidays_unref);
  oof_store_enqueue (self, task, save_holidays_start);
}

OofHolidays *
oof_store_save_holidays_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Removing */

static void
remove_holidays_start (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  const char *name = g_task_get_task_data (task);
  g_autofree char *key = oof_holidays_json_dup_key (name);
  OofItem *item = key ? g_hash_table_lookup (oof_store_get_known (self), key) : NULL;

  if (item)
    oof_store_remove_for (task, item);
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND, "no holidays \"%s\"", name);
}

void
oof_store_remove_holidays_async (OofStore *self,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_remove_holidays_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  oof_store_enqueue (self, task, remove_holidays_start);
}

gboolean
oof_store_remove_holidays_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
