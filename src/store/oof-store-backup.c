/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "store/oof-absence-item-private.h"
#include "store/oof-backup-json.h"
#include "store/oof-document-item-private.h"

#include <string.h>

/* The whole plan as one document (decisions 9). */

/* Plain characters of a part: stored it stays under the limit of an item however badly it
 * deflates. */
#define PART_CHARACTERS 180000

/* An absence with the dates it has in the calendar, a document as it is. */
static char *
dup_json (const OofItem *item)
{
  if (g_str_has_prefix (item->key, "a:"))
    {
      g_auto (OofEcho) echo = { NULL, NULL };
      g_autoptr (OofAbsence) absence = oof_absence_item_read (item, NULL);
      g_autofree char *write_id = absence ? oof_document_dup_write_id (item->absence) : NULL;
      g_autofree char *stored = NULL;
      g_autoptr (OofJson) root = NULL;

      oof_absence_item_get_echo (item, &echo);
      if (absence)
        stored = oof_absence_json_write (absence, &echo, item->rev, write_id, NULL);
      root = stored ? oof_document_open (item->key, stored, NULL) : NULL;
      return root ? oof_json_to_text (root) : NULL;
    }
  else
    {
      g_autoptr (OofJson) root =
          item->document ? oof_document_open (item->key, item->document, NULL) : NULL;

      return root ? oof_json_to_text (root) : NULL;
    }
}

static OofBackup *
new_backup (GHashTable *plan, OofInstant now)
{
  OofBackup *backup = oof_backup_new (now);
  guint length = 0;
  g_autofree char **keys = (char **) g_hash_table_get_keys_as_array (plan, &length);

  qsort (keys, length, sizeof *keys, oof_store_compare_keys);
  for (guint i = 0; i < length; i++)
    {
      OofItem *item = g_hash_table_lookup (plan, keys[i]);
      const char *subject = g_str_has_prefix (item->key, "a:") ? item->subject : NULL;
      g_autofree char *json = dup_json (item);

      if (json)
        g_ptr_array_add (backup->items, oof_backup_item_new (item->key, subject, json));
      else
        g_ptr_array_add (backup->left_out, g_strdup (item->key));
    }
  return backup;
}

/* Exporting */

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (GHashTable) plan = oof_store_list_plan_finish (OOF_STORE (source), result, &error);
  g_autoptr (OofBackup) backup = NULL;

  if (!plan)
    {
      g_task_return_error (task, error);
      return;
    }
  backup = new_backup (plan, oof_store_get_now (OOF_STORE (source)));
  g_task_return_pointer (task, oof_backup_to_text (backup), g_free);
}

static void
export_start (GTask *task)
{
  oof_store_list_plan (g_task_get_source_object (task), g_task_get_cancellable (task), exported_cb,
                       g_object_ref (task));
}

void
oof_store_export_async (OofStore *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_export_async);
  oof_store_enqueue (self, task, export_start);
}

char *
oof_store_export_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Saving */

typedef struct
{
  GPtrArray *parts; /* (owned) OofBackup, the first one first */
  guint n_left;     /* to be written: the first part, which tells how many there are, comes last */
} Save;

static void save_next (GTask *task);

static void
save_free (gpointer data)
{
  Save *self = data;

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
split (OofBackup *whole)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_backup_free);
  OofBackup *part = NULL;
  gsize length = 0;

  while (whole->items->len > 0 || !part)
    {
      OofBackupItem *item = whole->items->len ? g_ptr_array_index (whole->items, 0) : NULL;
      gsize more = item ? strlen (item->json) : 0;

      if (!part || (length > 0 && length + more > PART_CHARACTERS))
        {
          part = oof_backup_new (whole->at);
          g_ptr_array_add (parts, part);
          length = 0;
        }
      length += more;
      if (item)
        g_ptr_array_add (part->items, g_ptr_array_steal_index (whole->items, 0));
    }
  part = g_ptr_array_index (parts, 0);
  g_ptr_array_extend_and_steal (part->left_out, g_steal_pointer (&whole->left_out));
  whole->left_out = g_ptr_array_new ();
  part->n_parts = (int) parts->len;
  return parts;
}

/* The same plan as in @base: written at the time of @base it comes out the same. */
static gboolean
is_same_plan (OofBackup *part, const char *key, const OofItem *base)
{
  g_autoptr (OofJson) root = base ? oof_document_open (key, base->document, NULL) : NULL;
  g_autoptr (OofBackup) old = root ? oof_backup_json_read (base->document, NULL) : NULL;
  g_autofree char *write_id = root ? oof_document_dup_write_id (base->document) : NULL;
  g_autofree char *there = root ? oof_json_to_text (root) : NULL;
  g_autofree char *text = NULL;
  OofInstant at = part->at;

  if (!old || !write_id)
    return FALSE;
  part->at = old->at;
  text = oof_backup_json_write (part, key, base->rev, write_id);
  part->at = at;
  return g_str_equal (text, there);
}

static OofItem *
build_part (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  GTask *task = user_data;
  Save *save = g_task_get_task_data (task);
  OofBackup *part = g_ptr_array_index (save->parts, save->n_left - 1);
  g_autofree char *key = oof_backup_dup_key (part->at, save->n_left);
  g_autofree char *text = NULL;
  g_autofree char *summary = NULL;

  if (base && base->document && is_same_plan (part, key, base))
    return oof_item_copy (base);
  text = oof_backup_json_write (part, key, stamp->rev, stamp->write_id);
  summary = g_strdup_printf ("Backup of the plan: %u items", part->items->len);
  return oof_document_item_new (key, stamp, summary,
                                oof_document_store (g_steal_pointer (&text), key, error));
}

static void
part_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofItem) item =
      oof_store_write_finish (g_task_get_source_object (task), result, &error);

  if (!item)
    {
      g_task_return_error (task, error);
      return;
    }
  save->n_left--;
  save_next (task);
}

static void
save_next (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  g_autofree char *key = NULL;

  if (save->n_left == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  key = oof_backup_dup_key (((OofBackup *) g_ptr_array_index (save->parts, 0))->at, save->n_left);
  oof_store_write (self, OOF_CALENDAR_DOCUMENTS, key, build_part, task,
                   g_task_get_cancellable (task), part_written_cb, g_object_ref (task));
}

static void
save_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GHashTable) plan = oof_store_list_plan_finish (OOF_STORE (source), result, &error);
  g_autoptr (OofBackup) whole = NULL;

  if (!plan)
    {
      g_task_return_error (task, error);
      return;
    }
  whole = new_backup (plan, oof_store_get_now (OOF_STORE (source)));
  save->parts = split (whole);
  save->n_left = save->parts->len;
  save_next (task);
}

static void
save_start (GTask *task)
{
  oof_store_list_plan (g_task_get_source_object (task), g_task_get_cancellable (task),
                       save_listed_cb, g_object_ref (task));
}

void
oof_store_save_backup_async (OofStore *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_save_backup_async);
  g_task_set_task_data (task, g_new0 (Save, 1), save_free);
  oof_store_enqueue (self, task, save_start);
}

gboolean
oof_store_save_backup_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
