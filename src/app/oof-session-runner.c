/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-runner.h"

#include <string.h>

#include "app/oof-runner-lock.h"
#include "app/oof-session-private.h"
#include "app/oof-words.h"
#include "core/oof-error.h"
#include "jobs/oof-recovery.h"

#define HOUR 3600

/* The session as the place where a watch works. */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (oof_session_load_finish (OOF_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
load_async (OofWorkplace *workplace,
            gboolean people,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (workplace, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_async);
  oof_session_load_async (OOF_SESSION (workplace), people ? OOF_LOAD_ALL : OOF_LOAD_DATABASE,
                          cancellable, loaded_cb, task);
}

static gboolean
load_finish (OofWorkplace *workplace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static OofSnapshot *
get_snapshot (OofWorkplace *workplace)
{
  return OOF_SESSION (workplace)->snapshot;
}

static OofRoster *
get_roster (OofWorkplace *workplace)
{
  return OOF_SESSION (workplace)->roster;
}

static OofRunJob *
create_job (OofWorkplace *workplace, const char *const *addresses)
{
  OofSession *self = OOF_SESSION (workplace);
  OofRunJob *job = oof_session_create_run_job (self, OOF_RUN_APPLY, addresses);

  if (self->mailer != NULL)
    oof_run_job_set_mailer (job, self->mailer, oof_words_mail);
  return job;
}

/* What one lease, one lock and one set of journals is about: the endpoint, the tenant and the
 * service mailbox. */
static char *
dup_database_name (OofSession *self)
{
  OofConnection *connection = self->connection;

  if (connection->database_over_ews)
    return g_strjoin (" ", connection->ews_url, connection->service_mailbox, NULL);
  return g_strjoin (" ", connection->graph_endpoint, connection->tenant,
                    connection->service_mailbox, NULL);
}

char *
_oof_session_dup_state_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "oof-manager", NULL);
}

char *
_oof_session_dup_state_name (OofSession *self)
{
  g_autofree char *database = dup_database_name (self);

  return oof_runner_lock_dup_name (database);
}

OofJournal *
_oof_session_new_journal (OofSession *self)
{
  g_autofree char *folder = _oof_session_dup_state_folder ();
  g_autofree char *name = _oof_session_dup_state_name (self);

  return oof_journal_new (folder, name);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (oof_recovery_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
loaded_for_recovery_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSession *self = OOF_SESSION (source);
  GError *error = NULL;

  if (oof_session_load_finish (self, result, &error))
    oof_recovery_async (g_task_get_task_data (task), self->store, self->router, self->roster,
                        self->snapshot, OOF_CLOCK (self->clock), g_task_get_cancellable (task),
                        recovered_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
recover_async (OofWorkplace *workplace,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  OofSession *self = OOF_SESSION (workplace);
  g_autoptr (GTask) task = g_task_new (workplace, cancellable, callback, user_data);
  g_autofree char *folder = _oof_session_dup_state_folder ();
  g_autofree char *name = _oof_session_dup_state_name (self);
  GError *error = NULL;
  GPtrArray *remains = oof_journal_take_remains (folder, name, &error);

  g_task_set_source_tag (task, recover_async);
  if (remains == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, remains, (GDestroyNotify) g_ptr_array_unref);
  if (remains->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    oof_session_load_async (self, OOF_LOAD_ALL, cancellable, loaded_for_recovery_cb,
                            g_object_ref (task));
}

static gboolean
recover_finish (OofWorkplace *workplace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Never the database itself. */
static OofItemStore *
open_resource (OofWorkplace *workplace, GError **error)
{
  OofSession *self = OOF_SESSION (workplace);
  const char *address = self->snapshot->options->resource_mailbox;
  OofItemStore *calendar;

  if (*address == '\0')
    return NULL;
  if (g_ascii_strcasecmp (address, self->connection->service_mailbox) == 0)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
                   "resourceMailbox: %s is the service mailbox", address);
      return NULL;
    }
  calendar = _oof_session_build_calendar (self, address);
  if (calendar == NULL)
    g_set_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                 "resourceMailbox: the runner does not reach %s", address);
  return calendar;
}

void
_oof_session_init_workplace (OofWorkplaceInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
  iface->get_snapshot = get_snapshot;
  iface->get_roster = get_roster;
  iface->create_job = create_job;
  iface->recover_async = recover_async;
  iface->recover_finish = recover_finish;
  iface->open_resource = open_resource;
}

/* The runner here */

static void
job_cb (OofWatch *watch, OofRunJob *job, OofSession *self)
{
  g_set_weak_pointer (&self->bulk, job);
}

OofWatch *
oof_session_create_watch (OofSession *self, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (self->store != NULL, NULL);

  g_autofree char *folder = _oof_session_dup_state_folder ();
  g_autofree char *name = dup_database_name (self);
  g_autofree char *runner = NULL;
  g_autoptr (OofRunnerLock) lock = NULL;

  if (!oof_session_has_runner (self))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED, "%s names no runner",
                   self->connection->path);
      return NULL;
    }
  lock = oof_runner_lock_take (folder, name, error);
  runner = lock != NULL ? oof_runner_lock_dup_runner_id (folder, error) : NULL;
  if (runner == NULL)
    return NULL;
  g_autoptr (OofLease) lease = oof_lease_new (self->store, runner);
  OofWatch *watch =
      oof_watch_new (OOF_WORKPLACE (self), self->store, OOF_CLOCK (self->clock), lease);
  g_signal_connect_object (watch, "job", G_CALLBACK (job_cb), self, 0);
  g_object_set_data_full (G_OBJECT (watch), "oof-runner-lock", g_steal_pointer (&lock),
                          (GDestroyNotify) oof_runner_lock_free);
  return watch;
}

OofInstant
oof_session_get_last_run (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), OOF_INSTANT_NONE);

  return self->store != NULL ? oof_store_get_last_run (self->store) : OOF_INSTANT_NONE;
}

OofInstant
oof_session_get_next_run (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), OOF_INSTANT_NONE);

  OofInstant now = oof_clock_now (OOF_CLOCK (self->clock));

  return self->snapshot->options->saved_at != OOF_INSTANT_NONE ? (now / HOUR + 1) * HOUR
                                                               : OOF_INSTANT_NONE;
}

static const char *
get_holder (OofSession *self)
{
  return self->snapshot->held_until > oof_clock_now (OOF_CLOCK (self->clock))
             ? self->snapshot->holder
             : NULL;
}

/* The id is "UUID@host": people know the host. */
char *
oof_session_dup_holder (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  const char *holder = get_holder (self);
  const char *host = holder != NULL ? strrchr (holder, '@') : NULL;

  return g_strdup (host != NULL && host[1] != '\0' ? host + 1 : holder);
}

gboolean
oof_session_is_holder (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);

  g_autofree char *folder = _oof_session_dup_state_folder ();
  g_autofree char *own = oof_runner_lock_dup_runner_id (folder, NULL);

  return own != NULL && g_strcmp0 (own, get_holder (self)) == 0;
}
