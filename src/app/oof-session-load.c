/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-private.h"

#include "core/oof-error.h"

/* What is read of the calendar on both sides of today: enough for a year view, and for an absence
 * that began a year ago. */
#define READ_DAYS       400
#define SPARE_DAYS      30 /* of them; so far may the clock of this machine be wrong */
#define SECONDS_PER_DAY 86400

/* Loading: the database, then the people that its groups name. */

typedef struct
{
  OofLoad what;
  OofRange range; /* what is being read of the calendar */
  gboolean again;
} Loading;

static void
collect_problems (OofSession *self)
{
  g_ptr_array_set_size (self->problems, 0);
  for (guint i = 0; i < self->snapshot->problems->len; i++)
    {
      OofProblem *problem = g_ptr_array_index (self->snapshot->problems, i);
      g_ptr_array_add (self->problems,
                       g_strdup_printf ("%s: %s", problem->subject, problem->message));
    }
  g_autoptr (GPtrArray) doubtful = oof_groups_list_problems (self->snapshot->groups);
  for (guint i = 0; i < doubtful->len; i++)
    g_ptr_array_add (self->problems, g_strdup (g_ptr_array_index (doubtful, i)));
  for (guint i = 0; i < self->roster->problems->len; i++)
    g_ptr_array_add (self->problems, g_strdup (g_ptr_array_index (self->roster->problems, i)));
}

static void
loaded (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);

  self->loaded_at = oof_clock_now (OOF_CLOCK (self->clock));
  collect_problems (self);
  _oof_session_show_absences (self);
  _oof_session_tell_changed (self);
  _oof_session_follow_requests (self);
  g_task_return_boolean (task, TRUE);
}

static void
roster_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  OofRoster *roster = oof_roster_load_finish (result, &error);

  if (roster == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  oof_roster_unref (self->roster);
  self->roster = roster;
  loaded (task);
}

static void
load_people (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  const Loading *loading = g_task_get_task_data (task);

  if (loading->what & OOF_LOAD_PEOPLE)
    oof_roster_load_async (self->directory, self->snapshot,
                           self->connection->graph_endpoint == NULL, g_task_get_cancellable (task),
                           roster_loaded_cb, g_object_ref (task));
  else
    loaded (task);
}

/* Whole days: what is read and did not change is the same all day long. */
static OofRange
get_range (OofSession *self)
{
  OofInstant today = oof_clock_now (OOF_CLOCK (self->clock)) / SECONDS_PER_DAY * SECONDS_PER_DAY;

  if (self->range.to != OOF_INSTANT_NONE)
    return self->range;
  return (OofRange){ today - READ_DAYS * SECONDS_PER_DAY,
                     today + (READ_DAYS + 1) * SECONDS_PER_DAY };
}

static void read_database (GTask *task);

/* Only the answers say what day it is: where it is far from what this machine's clock says, what
 * was read lies elsewhere. */
static void
store_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  OofSnapshot *snapshot = oof_store_read_finish (OOF_STORE (source), result, &error);

  if (snapshot == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  oof_snapshot_unref (self->snapshot);
  self->snapshot = snapshot;
  gint64 moved = get_range (self).from - loading->range.from;
  if (ABS (moved) > SPARE_DAYS * SECONDS_PER_DAY && !loading->again)
    {
      loading->again = TRUE;
      read_database (task);
    }
  else
    load_people (task);
}

static void
read_database (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);

  loading->range = get_range (self);
  oof_store_read_async (self->store, loading->range, g_task_get_cancellable (task), store_read_cb,
                        g_object_ref (task));
}

/* A day of some zone may lie half a day off UTC's; the store reads a day more on both sides. */
void
oof_session_set_days (OofSession *self, OofDay from, OofDay to)
{
  g_return_if_fail (OOF_IS_SESSION (self));

  self->range.from = from == OOF_DAY_NONE ? OOF_INSTANT_NONE : (OofInstant) from * SECONDS_PER_DAY;
  self->range.to =
      to == OOF_DAY_NONE ? OOF_INSTANT_FOREVER : ((OofInstant) to + 1) * SECONDS_PER_DAY;
}

void
oof_session_load_async (OofSession *self,
                        OofLoad what,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (self->store != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_session_load_async);
  Loading *loading = g_new0 (Loading, 1);
  loading->what = what;
  g_task_set_task_data (task, loading, g_free);
  if (what & OOF_LOAD_DATABASE)
    read_database (task);
  else
    load_people (task);
}

gboolean
oof_session_load_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One mailbox's zone and language. */

static char *
first_set (const char *first, const char *second, const char *third)
{
  return g_strdup (first != NULL ? first : second != NULL ? second : third);
}

/* @state: (nullable) */
static OofPerson *
complete_person (OofSession *self, const OofPerson *person, const OofMailboxState *state)
{
  OofPerson *copy = oof_person_copy (person);
  OofOptions *options = self->snapshot->options;

  g_free (copy->zone);
  copy->zone = first_set (state != NULL ? state->zone : NULL, person->zone, options->zone);
  g_free (copy->language);
  copy->language =
      first_set (person->language, state != NULL ? state->language : NULL, options->language);
  oof_roster_replace (self->roster, copy);
  return copy;
}

static void
mailbox_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofMailboxState) state =
      oof_mailbox_service_read_finish (OOF_MAILBOX_SERVICE (source), result, &error);

  /* A mailbox that cannot be read has the organisation's zone; the run will say why. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, complete_person (self, g_task_get_task_data (task), state),
                           (GDestroyNotify) oof_person_unref);
}

void
oof_session_read_person_async (OofSession *self,
                               const char *address,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (address != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  OofPerson *person = oof_roster_get (self->roster, address);
  OofMailboxService *service =
      person != NULL ? oof_mailbox_router_find (self->router, person, NULL) : NULL;

  g_task_set_source_tag (task, oof_session_read_person_async);
  if (person == NULL)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND, "nobody is called “%s”",
                               address);
      return;
    }
  g_task_set_task_data (task, oof_person_ref (person), (GDestroyNotify) oof_person_unref);
  if (service == NULL)
    g_task_return_pointer (task, complete_person (self, person, NULL),
                           (GDestroyNotify) oof_person_unref);
  else
    oof_mailbox_service_read_async (service, address, cancellable, mailbox_read_cb,
                                    g_object_ref (task));
}

OofPerson *
oof_session_read_person_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
