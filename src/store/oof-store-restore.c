/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "store/oof-absence-item-private.h"
#include "store/oof-backup-json.h"
#include "store/oof-document-item-private.h"
#include "store/oof-document-merge-private.h"
#include "store/oof-snapshot-reader-private.h"
#include "store/oof-subject-json.h"

#include <string.h>

/* Bringing a backup back: by key, never deleting. */

typedef struct
{
  OofBackup *backup; /* (owned) */
  GStrv keys;        /* (owned) (nullable) only these */
  gboolean dry_run;
  GHashTable *there;        /* (owned) (nullable) key -> OofItem: the plan as it is */
  GPtrArray *subjects;      /* (owned) (nullable) OofSubject of the backup */
  guint next;               /* index into the backup's items */
  OofRestoreReport *report; /* (owned) */
} Restore;

static void restore_next (GTask *task);

static void
restore_free (gpointer data)
{
  Restore *self = data;

  oof_backup_free (self->backup);
  g_strfreev (self->keys);
  g_clear_pointer (&self->there, g_hash_table_unref);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  oof_restore_report_unref (self->report);
  g_free (self);
}

static OofBackupItem *
get_current (Restore *self)
{
  return g_ptr_array_index (self->backup->items, self->next);
}

/* Comparing */

/* An absence in the form in which two can be compared. */
static char *
dup_comparable (OofAbsence *absence)
{
  OofEcho none = { NULL, NULL };

  return oof_absence_json_write (absence, &none, 0, "", NULL);
}

static gboolean
same_absence (const OofItem *there, OofAbsence *wanted)
{
  g_autoptr (OofAbsence) absence = oof_absence_item_read (there, NULL);
  g_autofree char *a = absence ? dup_comparable (absence) : NULL;
  g_autofree char *b = dup_comparable (wanted);

  return a && g_strcmp0 (a, b) == 0;
}

static gboolean
same_document (const OofItem *there, const OofBackupItem *wanted)
{
  g_autoptr (OofJson) a =
      there->document ? oof_document_open (there->key, there->document, NULL) : NULL;
  g_autoptr (OofJson) b = oof_document_open (wanted->key, wanted->json, NULL);

  return a && b && oof_document_equal (a, b);
}

/* Nothing that the program itself could not read afterwards. */
static gboolean
check_document (const OofBackupItem *wanted, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (wanted->key, wanted->json, error);
  g_autoptr (GPtrArray) documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  g_autoptr (GPtrArray) absences = g_ptr_array_new ();
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_item_unref);
  OofRange range = { OOF_INSTANT_NONE, OOF_INSTANT_FOREVER };
  g_autoptr (OofSnapshot) snapshot = NULL;
  OofItem *item;
  OofProblem *problem;

  if (!root)
    return FALSE;
  item = oof_item_new (OOF_CALENDAR_DOCUMENTS);
  item->key = g_strdup (wanted->key);
  item->document = g_strdup (wanted->json);
  g_ptr_array_add (documents, item);
  snapshot = oof_snapshot_reader_read (documents, absences, range, known, NULL);
  problem = oof_snapshot_find_unreadable (snapshot, wanted->key);
  if (problem)
    g_set_error_literal (error, OOF_ERROR, OOF_ERROR_PROTOCOL, problem->message);
  return !problem;
}

/* Writing */

static void
fail_current (Restore *self, const GError *error)
{
  oof_restore_report_add_failure (self->report, get_current (self)->key, error);
}

/* Counts the one in hand and goes on. Takes @error (nullable). */
static void
item_done (GTask *task, GError *error)
{
  Restore *self = g_task_get_task_data (task);
  g_autoptr (GError) owned = error;

  if (owned && oof_error_ends_everything (owned))
    {
      g_task_return_error (task, g_steal_pointer (&owned));
      return;
    }
  if (owned)
    fail_current (self, owned);
  else if (g_hash_table_contains (self->there, get_current (self)->key))
    self->report->changed++;
  else
    self->report->created++;
  self->next++;
  restore_next (task);
}

static void
absence_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  oof_store_put_absence_finish (OOF_STORE (source), result, &error);
  item_done (task, error);
}

static void
put_absence (GTask *task, OofAbsence *absence)
{
  OofStore *store = g_task_get_source_object (task);
  Restore *self = g_task_get_task_data (task);
  OofSubject *subject = self->subjects ? oof_subject_find (self->subjects, absence->subject) : NULL;
  gboolean confidential =
      oof_store_is_confidential (store, absence->subject) || (subject && subject->confidential);

  oof_store_put_absence (store, absence, confidential ? NULL : get_current (self)->subject,
                         confidential, g_task_get_cancellable (task), absence_put_cb,
                         g_object_ref (task));
}

static OofItem *
build_document (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  Restore *self = g_task_get_task_data (user_data);
  OofBackupItem *wanted = get_current (self);
  g_autoptr (OofJson) root = oof_document_open (wanted->key, wanted->json, error);
  OofJsonWriter *writer = root ? oof_document_begin (wanted->key, stamp, root) : NULL;

  return writer ? oof_document_item_new (wanted->key, stamp, "Restored from a backup",
                                         oof_document_finish (writer, wanted->key, error))
                : NULL;
}

static void
document_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item =
      oof_store_write_finish (g_task_get_source_object (task), result, &error);

  item_done (task, error);
}

static void
put_document (GTask *task)
{
  oof_store_write (g_task_get_source_object (task), OOF_CALENDAR_DOCUMENTS,
                   get_current (g_task_get_task_data (task))->key, build_document, task,
                   g_task_get_cancellable (task), document_put_cb, g_object_ref (task));
}

/* One after the other */

/* Returns FALSE when there is nothing to write: the same, refused, or a dry run. */
static gboolean
prepare_current (Restore *self, OofAbsence **absence)
{
  OofBackupItem *wanted = get_current (self);
  OofItem *there = g_hash_table_lookup (self->there, wanted->key);
  gboolean is_absence = g_str_has_prefix (wanted->key, "a:");
  g_autoptr (GError) error = NULL;
  gboolean same;

  if (is_absence)
    *absence = oof_absence_json_read (wanted->key, wanted->json, NULL, &error);
  if (is_absence ? !*absence : !check_document (wanted, &error))
    {
      fail_current (self, error);
      return FALSE;
    }
  same = there && (is_absence ? same_absence (there, *absence) : same_document (there, wanted));
  if (same)
    self->report->unchanged++;
  else if (self->dry_run && there)
    self->report->changed++;
  else if (self->dry_run)
    self->report->created++;
  return !same && !self->dry_run;
}

static void
restore_next (GTask *task)
{
  Restore *self = g_task_get_task_data (task);

  for (; self->next < self->backup->items->len; self->next++)
    {
      const char *key = get_current (self)->key;
      g_autoptr (OofAbsence) absence = NULL;

      if (self->keys && !g_strv_contains ((const char *const *) self->keys, key))
        continue;
      if (!prepare_current (self, &absence))
        continue;
      if (absence)
        put_absence (task, absence);
      else
        put_document (task);
      return;
    }
  g_task_return_pointer (task, oof_restore_report_ref (self->report),
                         (GDestroyNotify) oof_restore_report_unref);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Restore *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->there = oof_store_list_plan_finish (OOF_STORE (source), result, &error);
  if (self->there)
    restore_next (task);
  else
    g_task_return_error (task, error);
}

static void
restore_start (GTask *task)
{
  oof_store_list_plan (g_task_get_source_object (task), g_task_get_cancellable (task), listed_cb,
                       g_object_ref (task));
}

static GPtrArray *
read_subjects (OofBackup *backup)
{
  for (guint i = 0; i < backup->items->len; i++)
    {
      OofBackupItem *item = g_ptr_array_index (backup->items, i);

      if (g_str_equal (item->key, OOF_KEY_SUBJECTS))
        return oof_subject_json_read (item->json, NULL);
    }
  return NULL;
}

void
oof_store_restore_async (OofStore *self,
                         const char *json,
                         const char *const *keys,
                         gboolean dry_run,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;
  Restore *restore;
  OofBackup *backup;
  GError *error = NULL;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (json != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_restore_async);
  backup = oof_backup_json_read (json, &error);
  if (!backup)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  restore = g_new0 (Restore, 1);
  restore->backup = backup;
  restore->keys = g_strdupv ((char **) keys);
  restore->dry_run = dry_run;
  restore->subjects = read_subjects (backup);
  restore->report = oof_restore_report_new ();
  g_task_set_task_data (task, restore, restore_free);
  oof_store_enqueue (self, task, restore_start);
}

OofRestoreReport *
oof_store_restore_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
