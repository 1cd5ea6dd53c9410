/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-migration.h"

#include "store/oof-document-item-private.h"
#include "store/oof-store-private.h"

#define KEY "d:migration"

typedef struct
{
  char *html;    /* (owned) */
  char *summary; /* (owned) */
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_free (report->html);
  g_free (report->summary);
  g_free (report);
}

static OofItem *
build_report (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  const Report *report = user_data;
  OofJsonWriter *writer = oof_document_begin (KEY, stamp, NULL);

  oof_json_writer_add_string (writer, "html", report->html);
  return oof_document_item_new (KEY, stamp, report->summary,
                                oof_document_finish (writer, KEY, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item =
      oof_store_write_finish (g_task_get_source_object (task), result, &error);

  if (item)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save_start (GTask *task)
{
  oof_store_write (g_task_get_source_object (task), OOF_CALENDAR_DOCUMENTS, KEY, build_report,
                   g_task_get_task_data (task), g_task_get_cancellable (task), written_cb,
                   g_object_ref (task));
}

void
oof_store_save_migration_async (OofStore *self,
                                const char *html,
                                const char *summary,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Report *report;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (html != NULL && summary != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_save_migration_async);
  report = g_new0 (Report, 1);
  report->html = g_strdup (html);
  report->summary = g_strdup (summary);
  g_task_set_task_data (task, report, report_free);
  oof_store_enqueue (self, task, save_start);
}

gboolean
oof_store_save_migration_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
