/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-documents.h"

#include "app/oof-session-private.h"
#include "app/oof-template-files.h"
#include "core/oof-error.h"

/* The log */

static void
runs_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *runs = oof_store_list_runs_finish (OOF_STORE (source), result, &error);

  if (runs != NULL)
    g_task_return_pointer (task, runs, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
oof_session_list_runs_async (OofSession *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (self->store != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_session_list_runs_async);
  oof_store_list_runs_async (self->store, cancellable, runs_listed_cb, g_object_ref (task));
}

GPtrArray *
oof_session_list_runs_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The options */

/* What a first save stored, while the standard template follows. */
static void
standard_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) tmpl =
      oof_store_save_template_finish (OOF_STORE (source), result, &error);
  OofOptions **kept = g_task_get_task_data (task);
  OofOptions *stored = g_steal_pointer (kept);

  /* The options are saved all the same, and `oofctl template import --standard` can be said. */
  if (tmpl == NULL)
    g_message ("The standard template could not be stored: %s", error->message);
  _oof_session_finish_write (task, stored, (GDestroyNotify) oof_options_unref, NULL);
}

static void
stored_options_free (gpointer data)
{
  OofOptions **stored = data;

  g_clear_pointer (stored, oof_options_unref);
  g_free (stored);
}

/* A new database gets the template that ships with the program. Takes @stored. */
static void
save_standard (GTask *task, OofOptions *stored)
{
  OofSession *self = g_task_get_source_object (task);
  g_autoptr (OofTemplate) standard = oof_template_files_get_standard ();
  OofOptions **kept = g_new (OofOptions *, 1);

  *kept = stored;
  g_task_set_task_data (task, kept, stored_options_free);
  oof_store_save_template_async (self->store, standard, g_task_get_cancellable (task),
                                 standard_saved_cb, g_object_ref (task));
}

static void
options_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofOptions *stored = oof_store_save_options_finish (OOF_STORE (source), result, &error);
  OofSession *self = g_task_get_source_object (task);
  gboolean first = self->snapshot->options->saved_at == OOF_INSTANT_NONE;

  if (stored != NULL && first && self->snapshot->templates->len == 0)
    save_standard (task, stored);
  else
    _oof_session_finish_write (task, stored, (GDestroyNotify) oof_options_unref, error);
}

void
oof_session_save_options_async (OofSession *self,
                                OofOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (options != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_session_save_options_async);
  oof_store_save_options_async (self->store, options, cancellable, options_saved_cb,
                                g_object_ref (task));
}

OofOptions *
oof_session_save_options_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Several absences */

typedef struct
{
  GPtrArray *drafts; /* (owned) OofAbsence */
  guint next;
  OofSessionAddedFunc added;
  gpointer added_data;
  GError *error; /* (owned) (nullable) why it ended early */
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_ptr_array_unref (adding->drafts);
  g_clear_error (&adding->error);
  g_free (adding);
}

/* Errors after which no other absence can be saved either. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
}

static void
adding_reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* What was saved is saved, whether or not the list could be refreshed. */
  if (!oof_session_load_finish (OOF_SESSION (source), result, &error))
    g_message ("The database could not be read again: %s", error->message);
  g_task_set_check_cancellable (task, FALSE);
  if (adding->error != NULL)
    g_task_return_error (task, g_steal_pointer (&adding->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void add_next (GTask *task);

static void
one_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  OofAbsence *draft = g_ptr_array_index (adding->drafts, adding->next);
  g_autoptr (OofAbsence) stored =
      draft->rev == 0 ? oof_store_add_absence_finish (OOF_STORE (source), result, &error)
                      : oof_store_update_absence_finish (OOF_STORE (source), result, &error);

  adding->added (draft, stored, error, adding->added_data);
  adding->next++;
  if (error != NULL && is_final (error))
    adding->error = g_steal_pointer (&error);
  add_next (task);
}

static void
add_next (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  Adding *adding = g_task_get_task_data (task);

  if (adding->error != NULL || adding->next >= adding->drafts->len)
    {
      oof_session_load_async (self, OOF_LOAD_DATABASE, g_task_get_cancellable (task),
                              adding_reloaded_cb, g_object_ref (task));
      return;
    }
  OofAbsence *draft = g_ptr_array_index (adding->drafts, adding->next);
  OofPerson *person = oof_roster_get (self->roster, draft->person);
  const char *name = person != NULL ? person->name : NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);
  if (draft->rev == 0)
    oof_store_add_absence_async (self->store, draft, name, cancellable, one_added_cb,
                                 g_object_ref (task));
  else
    oof_store_update_absence_async (self->store, draft, name, cancellable, one_added_cb,
                                    g_object_ref (task));
}

void
oof_session_add_absences_async (OofSession *self,
                                GPtrArray *drafts,
                                OofSessionAddedFunc added,
                                gpointer added_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (drafts != NULL);
  g_return_if_fail (added != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Adding *adding = g_new0 (Adding, 1);

  g_task_set_source_tag (task, oof_session_add_absences_async);
  adding->drafts = g_ptr_array_ref (drafts);
  adding->added = added;
  adding->added_data = added_data;
  g_task_set_task_data (task, adding, adding_free);
  add_next (task);
}

gboolean
oof_session_add_absences_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
