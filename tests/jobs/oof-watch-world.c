/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oof-watch-world.h"

#include "core/oof-error.h"

#define PATIENCE 100000 /* turns of the loop */

/* The workplace */

#define OOF_TYPE_FAKE_WORKPLACE (oof_fake_workplace_get_type ())
G_DECLARE_FINAL_TYPE (OofFakeWorkplace, oof_fake_workplace, OOF, FAKE_WORKPLACE, GObject)

struct _OofFakeWorkplace
{
  GObject parent_instance;

  OofRunWorld *world; /* (not owned) */
  OofSnapshot *snapshot;
  OofRoster *roster;
};

static void workplace_init (OofWorkplaceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofFakeWorkplace,
                               oof_fake_workplace,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_WORKPLACE, workplace_init))

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofFakeWorkplace *self = g_task_get_source_object (task);
  GError *error = NULL;
  OofSnapshot *snapshot = oof_store_read_finish (OOF_STORE (source), result, &error);

  if (!snapshot)
    {
      g_task_return_error (task, error);
      return;
    }
  oof_snapshot_unref (self->snapshot);
  self->snapshot = snapshot;
  if (GPOINTER_TO_INT (g_task_get_task_data (task)))
    {
      oof_roster_unref (self->roster);
      self->roster = oof_roster_new (self->world->people, self->world->groups);
    }
  g_task_return_boolean (task, TRUE);
}

static void
load_async (OofWorkplace *workplace,
            gboolean people,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  OofFakeWorkplace *self = OOF_FAKE_WORKPLACE (workplace);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  OofInstant now = self->world->clock->now;

  g_task_set_task_data (task, GINT_TO_POINTER (people), NULL);
  oof_store_read_async (self->world->store, (OofRange){ now - 40 * 86400, now + 40 * 86400 },
                        cancellable, read_cb, task);
}

static gboolean
load_finish (OofWorkplace *workplace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static OofSnapshot *
get_snapshot (OofWorkplace *workplace)
{
  return OOF_FAKE_WORKPLACE (workplace)->snapshot;
}

static OofRoster *
get_roster (OofWorkplace *workplace)
{
  return OOF_FAKE_WORKPLACE (workplace)->roster;
}

static OofRunJob *
create_job (OofWorkplace *workplace, const char *const *addresses)
{
  static const guint at_once[3] = { 0, 0, 0 };
  OofFakeWorkplace *self = OOF_FAKE_WORKPLACE (workplace);
  OofRunWorld *world = self->world;
  OofRunJob *job = oof_run_job_new (OOF_RUN_APPLY, world->store, world->router, self->roster,
                                    self->snapshot, OOF_CLOCK (world->clock));

  oof_run_job_set_scope (job, addresses);
  oof_run_job_set_max_in_flight (job, world->max_in_flight);
  oof_run_job_set_read_back_delays (job, at_once);
  if (world->prepare)
    world->prepare (job, world->data);
  return job;
}

static void
recover_async (OofWorkplace *workplace,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  OofFakeWorkplace *self = OOF_FAKE_WORKPLACE (workplace);
  g_autoptr (GTask) task = g_task_new (workplace, cancellable, callback, user_data);
  OofRunWorld *world = self->world;

  if (world->n_recover_errors > 0)
    {
      world->n_recover_errors--;
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_UNREACHABLE, "no way");
      return;
    }
  world->n_recovered++;
  g_task_return_boolean (task, TRUE);
}

static gboolean
recover_finish (OofWorkplace *workplace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
workplace_init (OofWorkplaceInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
  iface->get_snapshot = get_snapshot;
  iface->get_roster = get_roster;
  iface->create_job = create_job;
  iface->recover_async = recover_async;
  iface->recover_finish = recover_finish;
}

static void
oof_fake_workplace_finalize (GObject *object)
{
  OofFakeWorkplace *self = OOF_FAKE_WORKPLACE (object);

  oof_snapshot_unref (self->snapshot);
  oof_roster_unref (self->roster);
  G_OBJECT_CLASS (oof_fake_workplace_parent_class)->finalize (object);
}

static void
oof_fake_workplace_class_init (OofFakeWorkplaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_fake_workplace_finalize;
}

static void
oof_fake_workplace_init (OofFakeWorkplace *self)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();

  self->snapshot = oof_snapshot_new ();
  self->roster = oof_roster_new (nobody, nobody);
}

/* The world */

static gint64
boot_cb (gpointer user_data)
{
  return ((OofWatchWorld *) user_data)->boot;
}

static void
job_cb (OofWatch *watch, OofRunJob *job, OofWatchWorld *self)
{
  self->n_jobs++;
}

static void
ran_cb (OofWatch *watch, OofRunReport *report, OofWatchWorld *self)
{
  g_assert_true (report == oof_watch_get_report (watch));
  self->n_ran++;
}

static void
served_cb (OofWatch *watch, OofRequest *request, OofWatchWorld *self)
{
  g_clear_pointer (&self->served, oof_request_unref);
  self->served = oof_request_ref (request);
  self->n_served++;
}

static void
trouble_cb (OofWatch *watch, const GError *error, OofWatchWorld *self)
{
  g_clear_error (&self->trouble);
  self->trouble = g_error_copy (error);
  self->n_trouble++;
}

void
oof_watch_world_set_up (OofWatchWorld *self, gconstpointer data)
{
  g_autoptr (OofFakeWorkplace) workplace = g_object_new (OOF_TYPE_FAKE_WORKPLACE, NULL);

  oof_run_world_set_up (&self->run, data);
  workplace->world = &self->run;
  self->boot = 1000;
  self->stop = g_cancellable_new ();
  self->lease = oof_lease_new (self->run.store, "runner@one");
  oof_lease_set_wait (self->lease, 0);
  oof_lease_set_boot_clock (self->lease, boot_cb, self);
  self->watch = oof_watch_new (OOF_WORKPLACE (workplace), self->run.store,
                               OOF_CLOCK (self->run.clock), self->lease);
  oof_watch_set_interval (self->watch, 1);
  g_signal_connect (self->watch, "job", G_CALLBACK (job_cb), self);
  g_signal_connect (self->watch, "ran", G_CALLBACK (ran_cb), self);
  g_signal_connect (self->watch, "served", G_CALLBACK (served_cb), self);
  g_signal_connect (self->watch, "trouble", G_CALLBACK (trouble_cb), self);
}

void
oof_watch_world_tear_down (OofWatchWorld *self, gconstpointer data)
{
  g_clear_object (&self->result);
  g_assert_finalize_object (self->watch);
  g_assert_finalize_object (self->lease);
  g_object_unref (self->stop);
  g_clear_error (&self->trouble);
  g_clear_pointer (&self->served, oof_request_unref);
  oof_run_world_tear_down (&self->run, data);
}

void
oof_watch_world_wait (OofWatchWorld *self, const guint *counter, guint n)
{
  for (guint turn = 0; *counter < n; turn++)
    {
      g_assert_cmpuint (turn, <, PATIENCE);
      g_assert_null (self->result);
      g_main_context_iteration (NULL, TRUE);
    }
}

void
oof_watch_world_idle (OofWatchWorld *self)
{
  for (guint turn = 0; turn < 200; turn++)
    g_main_context_iteration (NULL, FALSE);
}

void
oof_watch_world_start (OofWatchWorld *self)
{
  oof_watch_run_async (self->watch, self->stop, oof_fake_store_cb, &self->result);
  oof_watch_world_wait (self, &self->n_ran, 1);
}

gboolean
oof_watch_world_end (OofWatchWorld *self, GError **error)
{
  oof_fake_wait (&self->result);
  return oof_watch_run_finish (self->watch, self->result, error);
}

gboolean
oof_watch_world_once (OofWatchWorld *self, GError **error)
{
  oof_watch_run_once_async (self->watch, self->stop, oof_fake_store_cb, &self->result);
  oof_fake_wait (&self->result);
  return oof_watch_run_once_finish (self->watch, self->result, error);
}

char *
oof_watch_world_ask (OofWatchWorld *self, OofAction action, guint n, const char *absence)
{
  g_autofree char *address = g_strdup_printf ("p%u@x.example", n);
  g_autoptr (OofRequest) request = oof_request_new (action, address);

  request->absence = g_strdup (absence);
  return oof_watch_world_store (self, request);
}

char *
oof_watch_world_store (OofWatchWorld *self, OofRequest *request)
{
  g_autoptr (OofRequest) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_add_request_async (self->run.store, request, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  stored = oof_store_add_request_finish (self->run.store, result, NULL);
  g_assert_nonnull (stored);
  return g_strdup (stored->key);
}

OofRequest *
oof_watch_world_find (OofWatchWorld *self, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  OofRequest *request;

  oof_store_find_request_async (self->run.store, key, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  request = oof_store_find_request_finish (self->run.store, result, NULL);
  g_assert_nonnull (request);
  return request;
}

gboolean
oof_watch_world_take_lease (OofWatchWorld *self, GError **error)
{
  g_autoptr (OofLease) lease = oof_lease_new (self->run.store, "runner@two");
  g_autoptr (GAsyncResult) result = NULL;

  oof_lease_set_wait (lease, 0);
  oof_lease_acquire_async (lease, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_lease_acquire_finish (lease, result, error);
}
