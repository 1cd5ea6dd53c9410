/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-migration-data.h"

#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-session-private.h"
#include "core/oof-error.h"
#include "graph/oof-graph-old-items.h"

/* What is under way with a migration. */
typedef struct
{
  OofMigration *migration; /* (owned) */
  OofMigrationProgress progress;
  gpointer progress_data;
  GPtrArray *keys; /* (owned) utf8 or OofAbsence, as the work needs it */
  guint next;
  guint done;
  guint failed;
  GError *error; /* (owned) (nullable) the first one */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->migration);
  g_clear_pointer (&work->keys, g_ptr_array_unref);
  g_clear_error (&work->error);
  g_free (work);
}

static void
tell (const Work *work, guint done)
{
  if (work->progress != NULL)
    work->progress (done, work->keys->len, work->progress_data);
}

/* Gives @task its work, whose keys are freed with @destroy. NULL when the task has ended with
 * CONFLICT. (transfer none) */
static Work *
begin (GTask *task,
       OofMigration *migration,
       OofMigrationProgress progress,
       gpointer progress_data,
       GDestroyNotify destroy)
{
  Work *work = g_new0 (Work, 1);

  g_task_set_task_data (task, work, work_free);
  work->migration = g_object_ref (migration);
  work->progress = progress;
  work->progress_data = progress_data;
  work->keys = g_ptr_array_new_with_free_func (destroy);
  if (oof_migration_get_state (migration)->cut_over_at == OOF_INSTANT_NONE)
    return work;
  g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_CONFLICT, "%s",
                           _ ("the cut-over has happened: this cannot be changed any more"));
  return NULL;
}

/* Reading */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *old = oof_graph_old_items_list_finish (OOF_GRAPH_CLIENT (source), result, &error);

  if (old != NULL)
    g_task_return_pointer (task, old, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
oof_session_list_old_async (OofSession *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  OofGraphClient *client = self->graph[OOF_SIGN_IN_PERSON] != NULL
                               ? self->graph[OOF_SIGN_IN_PERSON]
                               : self->graph[OOF_SIGN_IN_RUNNER];

  g_task_set_source_tag (task, oof_session_list_old_async);
  if (client == NULL || self->connection->database_over_ews)
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNSUPPORTED, "%s",
                             _ ("the service mailbox has to be migrated to Microsoft 365 first"));
  else
    oof_graph_old_items_list_async (client, self->connection->service_mailbox, cancellable,
                                    listed_cb, g_object_ref (task));
}

GPtrArray *
oof_session_list_old_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GStrv
oof_session_dup_rules (OofMigration *migration)
{
  GPtrArray *rules = oof_migration_get_state (migration)->rules;
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  if (rules->len == 0)
    return g_strdupv ((GStrv) oof_migration_default_rules);
  for (guint i = 0; i < rules->len; i++)
    g_strv_builder_add (lines, g_ptr_array_index (rules, i));
  return g_strv_builder_end (lines);
}

GPtrArray *
oof_session_map_old (OofSession *self, OofMigration *migration, GPtrArray *old, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (OOF_IS_MIGRATION (migration) && old != NULL, NULL);

  g_auto (GStrv) lines = oof_session_dup_rules (migration);
  g_autoptr (OofMigrationRules) rules =
      oof_migration_rules_parse ((const char *const *) lines, error);
  OofMappingInput input = {
    .people = self->roster->people,
    .absences = self->snapshot->absences,
    .rules = rules,
    .zone = self->snapshot->options->zone,
    .max_months = self->snapshot->options->max_months,
    .since = oof_clock_now (OOF_CLOCK (self->clock)),
  };

  return rules != NULL ? oof_mapping_run (&input, old) : NULL;
}

/* Taking over */

static void
one_taken (OofAbsence *draft, OofAbsence *stored, const GError *error, gpointer user_data)
{
  Work *work = user_data;

  /* What a killed run has left is there already. */
  if (stored != NULL || g_error_matches (error, OOF_ERROR, OOF_ERROR_EXISTS))
    work->done++;
  else
    work->failed++;
  tell (work, work->done + work->failed);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autofree char *new = g_strdup_printf ("%u", work->done);
  GError *error = NULL;

  if (oof_session_add_absences_finish (OOF_SESSION (source), result, &error)
      && oof_migration_record (work->migration, "taken over", NULL, new, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Notes what is going to be taken over, before the first one is. */
static gboolean
note (OofMigration *migration, GPtrArray *mapped, GPtrArray *drafts, GError **error)
{
  g_autoptr (GPtrArray) imports = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < mapped->len; i++)
    {
      const OofMapped *one = g_ptr_array_index (mapped, i);
      OofMigrationImport *import;

      if (one->verdict != OOF_MAPPED_TAKE)
        continue;
      g_ptr_array_add (drafts, oof_absence_ref (one->draft));
      import = g_new0 (OofMigrationImport, 1);
      import->old = one->old->item->id;
      import->key = one->draft->key;
      g_ptr_array_add (imports, import);
    }
  return oof_migration_add_imports (migration, imports, error);
}

void
oof_session_take_over_async (OofSession *self,
                             OofMigration *migration,
                             GPtrArray *mapped,
                             OofMigrationProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (OOF_IS_MIGRATION (migration) && mapped != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, oof_session_take_over_async);
  Work *work = begin (task, migration, progress, progress_data, (GDestroyNotify) oof_absence_unref);
  if (work == NULL)
    return;
  if (note (migration, mapped, work->keys, &error))
    oof_session_add_absences_async (self, work->keys, one_taken, work, cancellable, taken_cb,
                                    g_object_ref (task));
  else
    g_task_return_error (task, error);
}

gboolean
oof_session_take_over_finish (
    OofSession *self, GAsyncResult *result, guint *taken, guint *failed, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  Work *work = g_task_get_task_data (G_TASK (result));

  *taken = work->done;
  *failed = work->failed;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Taking back */

static void take_next (GTask *task);

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* What is gone is gone, whether or not the list could be refreshed. */
  if (!oof_session_load_finish (OOF_SESSION (source), result, &error))
    g_message ("The database could not be read again: %s", error->message);
  g_task_set_check_cancellable (task, FALSE);
  if (work->error == NULL)
    oof_migration_forget_imports (work->migration, NULL, &work->error);
  if (work->error != NULL)
    g_task_return_error (task, g_steal_pointer (&work->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (oof_store_remove_absence_finish (OOF_STORE (source), result, &error))
    work->done++;
  else if (!g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND) && work->error == NULL)
    work->error = g_steal_pointer (&error);
  work->next++;
  tell (work, work->next);
  take_next (task);
}

static void
take_next (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gboolean over = g_error_matches (work->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (work->next == work->keys->len || over)
    oof_session_load_async (self, OOF_LOAD_DATABASE, NULL, reloaded_cb, g_object_ref (task));
  else
    oof_store_remove_absence_async (self->store, g_ptr_array_index (work->keys, work->next),
                                    cancellable, removed_cb, g_object_ref (task));
}

void
oof_session_take_back_async (OofSession *self,
                             OofMigration *migration,
                             OofMigrationProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (OOF_IS_MIGRATION (migration));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *imported = oof_migration_get_state (migration)->imported;

  g_task_set_source_tag (task, oof_session_take_back_async);
  Work *work = begin (task, migration, progress, progress_data, g_free);
  if (work == NULL)
    return;
  for (guint i = 0; i < imported->len; i++)
    g_ptr_array_add (work->keys,
                     g_strdup (((OofMigrationImport *) g_ptr_array_index (imported, i))->key));
  take_next (task);
}

gboolean
oof_session_take_back_finish (OofSession *self, GAsyncResult *result, guint *n, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *n = ((Work *) g_task_get_task_data (G_TASK (result)))->done;
  return g_task_propagate_boolean (G_TASK (result), error);
}
