/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-absences.h"

#include "app/oof-session-private.h"
#include "core/oof-error.h"

static const char *
get_name (OofSession *self, const OofAbsence *absence)
{
  OofPerson *person = oof_roster_get (self->roster, absence->person);

  return person != NULL ? person->name : NULL;
}

/* Settling conflicts */

typedef struct
{
  GPtrArray *changed;   /* (owned) OofAbsence */
  GPtrArray *added;     /* (owned) OofAbsence */
  GPtrArray *cancelled; /* (owned) OofAbsence */
  GError *error;        /* (owned) (nullable) the first one */
} Settling;

static void
settling_free (gpointer data)
{
  Settling *settling = data;

  g_ptr_array_unref (settling->changed);
  g_ptr_array_unref (settling->added);
  g_ptr_array_unref (settling->cancelled);
  g_clear_error (&settling->error);
  g_free (settling);
}

static void settle_next (GTask *task);

/* Takes @absence and @error, of which one is NULL. */
static void
settled_one (GTask *task, OofAbsence *absence, GError *error)
{
  Settling *settling = g_task_get_task_data (task);

  g_clear_pointer (&absence, oof_absence_unref);
  if (settling->error == NULL)
    settling->error = error;
  else
    g_clear_error (&error);
  settle_next (task);
}

static void
one_updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofAbsence *stored = oof_store_update_absence_finish (OOF_STORE (source), result, &error);

  settled_one (task, stored, error);
}

static void
one_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofAbsence *stored = oof_store_add_absence_finish (OOF_STORE (source), result, &error);

  settled_one (task, stored, error);
}

static void
one_cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofAbsence *stored = oof_store_cancel_absence_finish (OOF_STORE (source), result, &error);

  settled_one (task, stored, error);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Settling *settling = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* What was saved is saved, whether or not the list could be refreshed. */
  if (!oof_session_load_finish (OOF_SESSION (source), result, &error))
    g_message ("The database could not be read again: %s", error->message);
  g_task_set_check_cancellable (task, FALSE);
  if (settling->error != NULL)
    g_task_return_error (task, g_steal_pointer (&settling->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* The last of @absences, taken out. (transfer full) */
static OofAbsence *
take (GPtrArray *absences)
{
  return g_ptr_array_steal_index (absences, absences->len - 1);
}

/* What is left behind comes first: better twice for a moment than not at all.
 */
static void
settle_next (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  Settling *settling = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (OofAbsence) absence = NULL;

  if (settling->added->len > 0)
    {
      absence = take (settling->added);
      oof_store_add_absence_async (self->store, absence, get_name (self, absence), cancellable,
                                   one_added_cb, g_object_ref (task));
    }
  else if (settling->changed->len > 0)
    {
      absence = take (settling->changed);
      oof_store_update_absence_async (self->store, absence, get_name (self, absence), cancellable,
                                      one_updated_cb, g_object_ref (task));
    }
  else if (settling->cancelled->len > 0)
    {
      absence = take (settling->cancelled);
      oof_store_cancel_absence_async (self->store, absence->key,
                                      oof_clock_now (OOF_CLOCK (self->clock)), cancellable,
                                      one_cancelled_cb, g_object_ref (task));
    }
  else
    oof_session_load_async (self, OOF_LOAD_DATABASE, cancellable, settled_cb, g_object_ref (task));
}

static GPtrArray *
copy_list (GPtrArray *absences)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < absences->len; i++)
    g_ptr_array_add (copy, oof_absence_ref (g_ptr_array_index (absences, i)));
  return copy;
}

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
  Settling *settling = g_new0 (Settling, 1);

  g_task_set_source_tag (task, oof_session_settle_async);
  settling->changed = copy_list (plan->changed);
  settling->added = copy_list (plan->added);
  settling->cancelled = copy_list (plan->cancelled);
  g_task_set_task_data (task, settling, settling_free);
  settle_next (task);
}

gboolean
oof_session_settle_finish (OofSession *self, GAsyncResult *result, GError **error)
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
