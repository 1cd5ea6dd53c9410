/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "store/oof-absence-json.h"
#include "store/oof-backup-json.h"

#include <string.h>

/* Backups as they lie in the service mailbox, and what has vanished since the newest one
 * (decisions 9). */

/* So many are looked up one by one, more begin with a list of everything. */
#define MAX_LOOKUPS 20

/* Loading */

/* Adds the items of part @number of the backup that begins at @key. */
static gboolean
add_part (OofStore *self, OofBackup *whole, const char *key, int number, GError **error)
{
  g_autofree char *part_key = number > 1 ? g_strdup_printf ("%s.%d", key, number) : g_strdup (key);
  OofItem *item = g_hash_table_lookup (oof_store_get_known (self), part_key);
  g_autoptr (OofBackup) part = NULL;

  if (!item || !item->document)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: no such backup", part_key);
      return FALSE;
    }
  part = oof_backup_json_read (item->document, error);
  if (!part)
    {
      g_prefix_error (error, "%s: ", part_key);
      return FALSE;
    }
  if (number == 1)
    {
      whole->at = part->at;
      whole->n_parts = part->n_parts;
    }
  while (part->items->len > 0)
    g_ptr_array_add (whole->items,
                     g_ptr_array_steal_index_fast (part->items, part->items->len - 1));
  return TRUE;
}

/* The backup whose first part is @key, all parts together. */
static OofBackup *
read_known (OofStore *self, const char *key, GError **error)
{
  g_autoptr (OofBackup) whole = oof_backup_new (OOF_INSTANT_NONE);

  for (int number = 1; number <= whole->n_parts; number++)
    if (!add_part (self, whole, key, number, error))
      return NULL;
  whole->n_parts = 1;
  return g_steal_pointer (&whole);
}

/* The newest backup that can be read whole. */
static OofBackup *
read_newest (OofStore *self, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, oof_store_get_known (self));
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, "b:") && !strchr (key, '.'))
      g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, oof_store_compare_keys);
  for (guint i = keys->len; i > 0; i--)
    {
      OofBackup *backup = read_known (self, g_ptr_array_index (keys, i - 1), NULL);

      if (backup)
        return backup;
    }
  g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "there is no backup");
  return NULL;
}

/* For a listing that is only remembered. */
static gpointer
read_nothing (const char *key, const char *stored, GError **error)
{
  return NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofStore *self = OOF_STORE (source);
  const char *date = g_task_get_task_data (task);
  g_autofree char *key = date ? g_strconcat ("b:", date, NULL) : NULL;
  GError *error = NULL;
  g_autoptr (GPtrArray) listed = oof_store_list_documents_finish (self, result, &error);
  g_autoptr (OofBackup) backup = NULL;

  if (listed)
    backup = key ? read_known (self, key, &error) : read_newest (self, &error);
  if (backup)
    g_task_return_pointer (task, oof_backup_to_text (backup), g_free);
  else
    g_task_return_error (task, error);
}

static void
load_start (GTask *task)
{
  oof_store_list_documents (g_task_get_source_object (task), "b:", read_nothing, NULL,
                            g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
}

void
oof_store_load_backup_async (OofStore *self,
                             const char *date,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_load_backup_async);
  g_task_set_task_data (task, g_strdup (date), g_free);
  oof_store_enqueue (self, task, load_start);
}

char *
oof_store_load_backup_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What has vanished */

typedef struct
{
  GPtrArray *missing;  /* (owned) OofAbsence: not seen so far, still to be looked up */
  GPtrArray *vanished; /* (owned) OofAbsence */
  guint n_expected;
} Vanished;

static void look_up_next (GTask *task);

static void
vanished_free (gpointer data)
{
  Vanished *self = data;

  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->vanished);
  g_free (self);
}

static GPtrArray *
new_absences (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
}

static int
compare_absences (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(OofAbsence *const *) a)->key, (*(OofAbsence *const *) b)->key);
}

static gboolean
is_current (const OofAbsence *absence, OofInstant now)
{
  return absence->cancelled == OOF_INSTANT_NONE && oof_absence_get_range (absence).to > now;
}

static void
look_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Vanished *vanished = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = oof_store_locate_finish (OOF_STORE (source), result, &error);
  g_autoptr (OofAbsence) absence =
      g_ptr_array_steal_index_fast (vanished->missing, vanished->missing->len - 1);

  if (error && !g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!item)
    g_ptr_array_add (vanished->vanished, g_steal_pointer (&absence));
  look_up_next (task);
}

static void
look_up_next (GTask *task)
{
  Vanished *vanished = g_task_get_task_data (task);
  OofAbsence *last;

  if (vanished->missing->len == 0)
    {
      g_ptr_array_sort (vanished->vanished, compare_absences);
      g_task_return_pointer (task, g_ptr_array_ref (vanished->vanished),
                             (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  last = g_ptr_array_index (vanished->missing, vanished->missing->len - 1);
  oof_store_locate (g_task_get_source_object (task), last->key, TRUE, g_task_get_cancellable (task),
                    look_up_cb, g_object_ref (task));
}

/* Most of what lies outside of the window of the last read is found at once by a full list. */
static void
vanished_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Vanished *vanished = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GHashTable) plan = oof_store_list_plan_finish (OOF_STORE (source), result, &error);

  if (!plan)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = vanished->missing->len; i > 0; i--)
    {
      OofAbsence *absence = g_ptr_array_index (vanished->missing, i - 1);

      if (g_hash_table_contains (plan, absence->key))
        g_ptr_array_remove_index_fast (vanished->missing, i - 1);
    }
  look_up_next (task);
}

static void
find_vanished_start (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  Vanished *vanished = g_task_get_task_data (task);
  g_autoptr (OofBackup) backup = read_newest (self, NULL);
  OofInstant now = oof_store_get_now (self);

  for (guint i = 0; backup && i < backup->items->len; i++)
    {
      OofBackupItem *item = g_ptr_array_index (backup->items, i);
      gboolean absent = g_str_has_prefix (item->key, "a:");
      g_autoptr (OofAbsence) absence =
          absent ? oof_absence_json_read (item->key, item->json, NULL, NULL) : NULL;

      if (!absence || !is_current (absence, now))
        continue;
      vanished->n_expected++;
      if (!g_hash_table_contains (oof_store_get_known (self), absence->key))
        g_ptr_array_add (vanished->missing, g_steal_pointer (&absence));
    }
  if (vanished->missing->len > MAX_LOOKUPS)
    oof_store_list_plan (self, g_task_get_cancellable (task), vanished_listed_cb,
                         g_object_ref (task));
  else
    look_up_next (task);
}

void
oof_store_find_vanished_async (OofStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  Vanished *vanished;

  g_return_if_fail (OOF_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_find_vanished_async);
  vanished = g_new0 (Vanished, 1);
  vanished->missing = new_absences ();
  vanished->vanished = new_absences ();
  g_task_set_task_data (task, vanished, vanished_free);
  oof_store_enqueue (self, task, find_vanished_start);
}

GPtrArray *
oof_store_find_vanished_finish (OofStore *self,
                                GAsyncResult *result,
                                guint *n_expected,
                                GError **error)
{
  Vanished *vanished;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  vanished = g_task_get_task_data (G_TASK (result));
  if (n_expected)
    *n_expected = vanished->n_expected;
  return g_task_propagate_pointer (G_TASK (result), error);
}
