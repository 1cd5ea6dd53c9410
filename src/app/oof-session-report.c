/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-report.h"

#include <glib/gi18n.h>

#include "app/oof-session-private.h"
#include "app/oof-words.h"
#include "migration/oof-migration-report.h"
#include "store/oof-store-migration.h"

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (oof_store_save_migration_finish (OOF_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
oof_session_keep_report_async (OofSession *self,
                               OofMigration *migration,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (OOF_IS_MIGRATION (migration));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) blocks =
      oof_migration_report_build (oof_migration_get_state (migration), oof_words_option_title);
  g_autofree char *html = oof_migration_report_to_html (blocks, NULL);

  g_task_set_source_tag (task, oof_session_keep_report_async);
  oof_store_save_migration_async (self->store, html, _ ("Report of the migration"), cancellable,
                                  saved_cb, g_object_ref (task));
}

gboolean
oof_session_keep_report_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
