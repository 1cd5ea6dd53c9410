/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-documents.h"

#include "app/oof-session-private.h"
#include "app/oof-session-rights.h"
#include "core/oof-error.h"
#include "store/oof-absence-json.h"
#include "store/oof-backup-json.h"

/* The whole plan as a file, and back. */

/* What is confidential is left out when that is wished, or where whoever acts may not read
 * it. */
typedef struct
{
  gboolean without;
  guint n_inside;
  guint n_withheld;
} Exporting;

static gboolean
is_withheld (OofSession *self, Exporting *exporting, const OofBackupItem *item)
{
  OofRights rights = oof_session_get_rights (self);
  g_autoptr (OofAbsence) absence = g_str_has_prefix (item->key, "a:")
                                       ? oof_absence_json_read (item->key, item->json, NULL, NULL)
                                       : NULL;

  if (absence == NULL || !oof_subject_is_confidential (rights.subjects, absence->subject))
    return FALSE;
  if (exporting->without || !oof_rights_may_read (&rights, absence))
    return TRUE;
  exporting->n_inside++;
  return FALSE;
}

/* Takes @json. (transfer full) (nullable) */
static char *
withhold (OofSession *self, Exporting *exporting, char *json, GError **error)
{
  g_autofree char *whole = json;
  g_autoptr (OofBackup) backup = oof_backup_json_read (json, error);

  if (backup == NULL)
    return NULL;
  for (guint i = backup->items->len; i > 0; i--)
    if (is_withheld (self, exporting, g_ptr_array_index (backup->items, i - 1)))
      {
        g_ptr_array_remove_index (backup->items, i - 1);
        exporting->n_withheld++;
      }
  return exporting->n_withheld > 0 ? oof_backup_to_text (backup) : g_steal_pointer (&whole);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *json = oof_store_export_finish (OOF_STORE (source), result, &error);

  if (json != NULL)
    json = withhold (g_task_get_source_object (task), g_task_get_task_data (task), json, &error);
  if (json != NULL)
    g_task_return_pointer (task, json, g_free);
  else
    g_task_return_error (task, error);
}

void
oof_session_export_async (OofSession *self,
                          gboolean without_confidential,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (self->store != NULL);

  Exporting *exporting = g_new0 (Exporting, 1);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_session_export_async);
  exporting->without = without_confidential;
  g_task_set_task_data (task, exporting, g_free);
  oof_store_export_async (self->store, cancellable, exported_cb, g_object_ref (task));
}

char *
oof_session_export_finish (OofSession *self,
                           GAsyncResult *result,
                           guint *n_confidential,
                           guint *n_withheld,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  const Exporting *exporting = g_task_get_task_data (G_TASK (result));

  *n_confidential = exporting->n_inside;
  *n_withheld = exporting->n_withheld;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofRestoreReport *report = oof_store_restore_finish (OOF_STORE (source), result, &error);

  _oof_session_finish_write (task, report, (GDestroyNotify) oof_restore_report_unref, error);
}

/* What is wrong with a file is not wrong with the server. */
static gboolean
check_backup (const char *json, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (OofBackup) backup = oof_backup_json_read (json, &local_error);

  if (backup != NULL)
    return TRUE;
  if (!g_error_matches (local_error, OOF_ERROR, OOF_ERROR_UNSUPPORTED))
    local_error->code = OOF_ERROR_INVALID;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

void
oof_session_restore_async (OofSession *self,
                           const char *json,
                           gboolean dry_run,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (json != NULL);
  g_return_if_fail (self->store != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, oof_session_restore_async);
  if (check_backup (json, &error))
    oof_store_restore_async (self->store, json, NULL, dry_run, cancellable, restored_cb,
                             g_object_ref (task));
  else
    g_task_return_error (task, error);
}

OofRestoreReport *
oof_session_restore_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
