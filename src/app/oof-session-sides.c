/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-sides.h"

#include <glib/gi18n.h>

#include "app/oof-session-private.h"
#include "app/oof-words.h"

/* (nullable) the first person who is known to be there, as checks have found out; not the service
 * mailbox, which both sides would answer for. */
static const char *
find_one (OofSession *self, OofRoute route)
{
  for (guint i = 0; i < self->roster->people->len; i++)
    {
      const OofPerson *person = g_ptr_array_index (self->roster->people, i);

      if (oof_mailbox_router_get_route (self->router, person) == route && !person->disabled
          && g_strcmp0 (person->address, self->connection->service_mailbox) != 0)
        return person->address;
    }
  return NULL;
}

/* "anna@example.com: ok" */
static gboolean
note (OofMigration *migration, const OofRunRow *row, GError **error)
{
  g_autofree char *what = g_strconcat ("test ", oof_route_to_string (row->route), NULL);
  g_autofree char *words = row->error != NULL ? oof_words_error (row->error) : NULL;
  g_autofree char *new =
      g_strdup_printf ("%s: %s", row->address, words != NULL ? words : _ ("was read"));

  return oof_migration_record (migration, what, NULL, new, error);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofMigration *migration = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);

  for (guint i = 0; report != NULL && error == NULL && i < report->rows->len; i++)
    note (migration, g_ptr_array_index (report->rows, i), &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) oof_run_report_unref);
}

void
oof_session_try_sides_async (OofSession *self,
                             OofMigration *migration,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (OOF_IS_MIGRATION (migration));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *addresses[] = { NULL, NULL, NULL };
  gsize n = 0;
  const OofRoute routes[] = { OOF_ROUTE_GRAPH, OOF_ROUTE_EWS };

  g_task_set_source_tag (task, oof_session_try_sides_async);
  g_task_set_task_data (task, g_object_ref (migration), g_object_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      addresses[n] = find_one (self, routes[i]);
      n += addresses[n] != NULL;
    }
  g_autoptr (OofRunJob) job = oof_session_create_run_job (self, OOF_RUN_STATUS, addresses);
  oof_run_job_run_async (job, cancellable, tried_cb, g_object_ref (task));
}

OofRunReport *
oof_session_try_sides_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
