/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-absences.h"

#include "app/oof-late-cancel.h"
#include "app/oof-session-documents.h"
#include "app/oof-session-private.h"
#include "core/oof-error.h"

/* Several absences, stored one after the other */

typedef struct
{
  GPtrArray *absences; /* (owned) OofAbsence: to be added (rev 0), changed or cancelled */
  guint n_stored;      /* how many of them are not to be cancelled: those come first */
  gboolean back;       /* they become what they were before */
  GPtrArray *stored;   /* (owned) OofAbsence as stored */
  guint next;
  OofSessionAddedFunc added; /* (nullable) is told of each; else the first error counts */
  gpointer added_data;
  gboolean over; /* nothing more can be stored */
  GError *error; /* (owned) (nullable) */
} Storing;

static void
storing_free (gpointer data)
{
  Storing *storing = data;

  g_ptr_array_unref (storing->absences);
  g_ptr_array_unref (storing->stored);
  g_clear_error (&storing->error);
  g_free (storing);
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
finish_storing (GTask *task)
{
  Storing *storing = g_task_get_task_data (task);

  g_task_set_check_cancellable (task, FALSE);
  if (storing->error != NULL)
    g_task_return_error (task, g_steal_pointer (&storing->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* What was saved is saved, whether or not the list could be refreshed. */
  if (!oof_session_load_finish (OOF_SESSION (source), result, &error))
    g_message ("The database could not be read again: %s", error->message);
  finish_storing (task);
}

static void store_next (GTask *task);

/* Takes @stored and @error, of which one is NULL. */
static void
stored_one (GTask *task, OofAbsence *stored, GError *error)
{
  Storing *storing = g_task_get_task_data (task);
  g_autoptr (OofAbsence) owned = stored;
  g_autoptr (GError) failed = error;

  storing->over = failed != NULL && is_final (failed);
  if (stored != NULL)
    g_ptr_array_add (storing->stored, g_steal_pointer (&owned));
  if (storing->added != NULL)
    storing->added (g_ptr_array_index (storing->absences, storing->next), stored, failed,
                    storing->added_data);
  storing->next++;
  if (storing->error == NULL && (storing->over || storing->added == NULL))
    storing->error = g_steal_pointer (&failed);
  store_next (task);
}

static void
one_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofAbsence *stored = oof_store_add_absence_finish (OOF_STORE (source), result, &error);

  stored_one (task, stored, error);
}

static void
one_updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofAbsence *stored = oof_store_update_absence_finish (OOF_STORE (source), result, &error);

  stored_one (task, stored, error);
}

static void
one_cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofAbsence *stored = oof_store_cancel_absence_finish (OOF_STORE (source), result, &error);

  stored_one (task, stored, error);
}

/* Those that are new were checked by who made them. */
static gboolean
may_change (OofSession *self, const OofAbsence *absence, GError **error)
{
  return _oof_session_may_store (self, absence, error)
         && (absence->cancelled == OOF_INSTANT_NONE
             || _oof_session_may_cancel (self, absence->key, error));
}

/* A write that has begun is ended, if the server answers, whoever gives up: else nobody could say
 * what became of it. */
static void
store_one (GTask *task, OofAbsence *absence)
{
  OofSession *self = g_task_get_source_object (task);
  Storing *storing = g_task_get_task_data (task);
  const char *name = _oof_session_get_name (self, absence);
  g_autoptr (GCancellable) late = oof_late_cancel_new (g_task_get_cancellable (task));
  GError *error = NULL;

  if (storing->next >= storing->n_stored)
    oof_store_cancel_absence_async (self->store, absence->key,
                                    oof_clock_now (OOF_CLOCK (self->clock)), late, one_cancelled_cb,
                                    g_object_ref (task));
  else if (absence->rev == 0)
    oof_store_add_absence_async (self->store, absence, name, late, one_added_cb,
                                 g_object_ref (task));
  else if (storing->added != NULL && !may_change (self, absence, &error))
    stored_one (task, NULL, error);
  else if (storing->back)
    oof_store_take_back_absence_async (self->store, absence, name, late, one_updated_cb,
                                       g_object_ref (task));
  else
    oof_store_update_absence_async (self->store, absence, name, late, one_updated_cb,
                                    g_object_ref (task));
}

static void
store_next (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  Storing *storing = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gboolean over = storing->over || storing->next == storing->absences->len;

  if (!over && !g_cancellable_is_cancelled (cancellable))
    store_one (task, g_ptr_array_index (storing->absences, storing->next));
  else if (!g_cancellable_is_cancelled (cancellable))
    oof_session_load_async (self, OOF_LOAD_DATABASE, cancellable, reloaded_cb, g_object_ref (task));
  else
    {
      if (!over && storing->error == NULL)
        g_cancellable_set_error_if_cancelled (cancellable, &storing->error);
      finish_storing (task);
    }
}

static Storing *
storing_new (void)
{
  Storing *self = g_new0 (Storing, 1);

  self->stored = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  return self;
}

static gpointer
ref_absence (gconstpointer absence, gpointer data)
{
  return oof_absence_ref ((OofAbsence *) absence);
}

/* What is left behind comes first: better twice for a moment than not at all. */
void
oof_session_settle_async (OofSession *self,
                          const OofConflictPlan *plan,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (plan != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Storing *storing = storing_new ();

  g_task_set_source_tag (task, oof_session_settle_async);
  storing->back = plan->back;
  storing->absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_ptr_array_extend (storing->absences, plan->added, ref_absence, NULL);
  g_ptr_array_extend (storing->absences, plan->changed, ref_absence, NULL);
  storing->n_stored = storing->absences->len;
  g_ptr_array_extend (storing->absences, plan->cancelled, ref_absence, NULL);
  g_task_set_task_data (task, storing, storing_free);
  store_next (task);
}

gboolean
oof_session_settle_finish (OofSession *self,
                           GAsyncResult *result,
                           GPtrArray **stored,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (stored != NULL)
    *stored = g_ptr_array_ref (((Storing *) g_task_get_task_data (G_TASK (result)))->stored);
  return g_task_propagate_boolean (G_TASK (result), error);
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
  Storing *storing = storing_new ();

  g_task_set_source_tag (task, oof_session_add_absences_async);
  storing->absences = g_ptr_array_ref (drafts);
  storing->n_stored = drafts->len;
  storing->added = added;
  storing->added_data = added_data;
  g_task_set_task_data (task, storing, storing_free);
  store_next (task);
}

gboolean
oof_session_add_absences_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

OofAbsence *
oof_session_find_absence (OofSession *self, const char *key)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_absence_find (self->shown, key);
}

GPtrArray *
oof_session_list_before (OofSession *self, GPtrArray *absences)
{
  GPtrArray *before = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  g_return_val_if_fail (OOF_IS_SESSION (self), before);

  for (guint i = 0; i < absences->len; i++)
    {
      const OofAbsence *absence = g_ptr_array_index (absences, i);
      OofAbsence *loaded = oof_snapshot_find_absence (self->snapshot, absence->key);

      if (loaded != NULL)
        g_ptr_array_add (before, oof_absence_ref (loaded));
    }
  return before;
}

/* Deputies */

GPtrArray *
oof_session_check_deputy (OofSession *self, const OofAbsence *draft)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return oof_deputy_check (draft, self->snapshot->absences, self->roster->by_address);
}

OofPerson *
oof_session_suggest_deputy (OofSession *self, const OofAbsence *draft, OofInstant *from)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  OofPerson *absent = oof_roster_get (self->roster, draft->person);
  const char *department = absent != NULL ? oof_person_get (absent, "department") : NULL;
  g_autoptr (GPtrArray) colleagues = g_ptr_array_new ();

  for (guint i = 0; department != NULL && i < self->roster->people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (self->roster->people, i);

      if (g_strcmp0 (oof_person_get (person, "department"), department) == 0)
        g_ptr_array_add (colleagues, person);
    }
  return oof_deputy_suggest (draft, self->snapshot->absences, colleagues, from);
}
