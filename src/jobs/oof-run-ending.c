/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-ending.h"

typedef struct
{
  OofRoster *roster;   /* (owned) */
  GPtrArray *absences; /* (owned) OofAbsence */
  guint next;
  OofInstant now;
  GError *error; /* (owned) (nullable) the first one */
} Ending;

static void end_next (GTask *task);

static void
ending_free (gpointer data)
{
  Ending *self = data;

  oof_roster_unref (self->roster);
  g_ptr_array_unref (self->absences);
  g_clear_error (&self->error);
  g_free (self);
}

/* Takes @absence and @error (both nullable). */
static void
ended (GTask *task, OofAbsence *absence, GError *error)
{
  Ending *self = g_task_get_task_data (task);

  g_clear_pointer (&absence, oof_absence_unref);
  if (self->error)
    g_clear_error (&error);
  else
    self->error = error;
  end_next (task);
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofAbsence *stored = oof_store_update_absence_finish (OOF_STORE (source), result, &error);

  ended (task, stored, error);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  OofAbsence *stored = oof_store_cancel_absence_finish (OOF_STORE (source), result, &error);

  ended (task, stored, error);
}

static void
end_next (GTask *task)
{
  Ending *self = g_task_get_task_data (task);
  OofStore *store = g_task_get_source_object (task);
  OofAbsence *absence;
  g_autoptr (OofAbsence) copy = NULL;
  OofPerson *person;

  if (self->next == self->absences->len)
    {
      if (self->error)
        g_task_return_error (task, g_steal_pointer (&self->error));
      else
        g_task_return_boolean (task, TRUE);
      return;
    }
  absence = g_ptr_array_index (self->absences, self->next++);
  person = oof_roster_get (self->roster, absence->person);
  copy = oof_absence_copy_ended (absence, self->now);
  if (copy)
    oof_store_update_absence_async (store, copy, person ? person->name : NULL,
                                    g_task_get_cancellable (task), updated_cb, g_object_ref (task));
  else
    oof_store_cancel_absence_async (store, absence->key, self->now, g_task_get_cancellable (task),
                                    cancelled_cb, g_object_ref (task));
}

void
oof_run_ending_async (OofStore *store,
                      OofRoster *roster,
                      GPtrArray *absences,
                      OofInstant now,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Ending *self = g_new0 (Ending, 1);

  g_task_set_source_tag (task, oof_run_ending_async);
  self->roster = oof_roster_ref (roster);
  self->absences = g_ptr_array_ref (absences);
  self->now = now;
  g_task_set_task_data (task, self, ending_free);
  end_next (task);
}

gboolean
oof_run_ending_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
