/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-watch.h"

#include "core/oof-error.h"
#include "jobs/oof-closure.h"
#include "jobs/oof-request-work-private.h"
#include "jobs/oof-run-scope-private.h"
#include "jobs/oof-tidy-private.h"

#define DEFAULT_INTERVAL 5000
#define TICKS_TO_RENEW   12
#define SECONDS_A_MINUTE 60
#define SECONDS_AN_HOUR  3600
#define SECONDS_A_DAY    86400

/* What can be under way; each at most once. */
typedef enum
{
  RENEWING = 1 << 0,
  SERVING = 1 << 1,
  RUNNING = 1 << 2,
  BEGINNING = 1 << 3
} Activity;

struct _OofWatch
{
  GObject parent_instance;

  OofWorkplace *workplace; /* (owned) */
  OofStore *store;         /* (owned) */
  OofClock *clock;         /* (owned) */
  OofLease *lease;         /* (owned) */
  gboolean scheduled;
  GStrv scope; /* (owned) (nullable) */
  guint limit_errors;
  OofMailboxPlanFlags flags;
  guint interval; /* ms */

  GTask *task; /* (owned) (nullable) while it works */
  gboolean once;
  gboolean held;      /* the lease was taken */
  gboolean recovered; /* what killed runs left is recorded */
  gboolean ending;
  GError *error;      /* (owned) (nullable) what ends it */
  GCancellable *stop; /* (owned) */
  Activity busy;
  guint source;
  guint n_ticks;

  GPtrArray *requests; /* (owned) (nullable) OofRequest: open ones as listed */
  guint next_request;
  OofRunJob *job; /* (owned) (nullable) the run under way */
  OofInstant next_run;
  OofDay tidied;        /* the day whose backup is there */
  OofRunReport *report; /* (owned) (nullable) */
};

enum
{
  JOB,
  RAN,
  SERVED,
  TROUBLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofWatch, oof_watch, G_TYPE_OBJECT)

static void run_now (OofWatch *self);
static void look (OofWatch *self);
static void begin (OofWatch *self);
static void recover (OofWatch *self);

/* The end */

static void
return_now (OofWatch *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->error)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (self->once && g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the run was cancelled");
  else
    g_task_return_boolean (task, TRUE);
}

static void
released_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  g_autoptr (GError) error = NULL;

  /* It runs out by itself. */
  if (!oof_lease_release_finish (OOF_LEASE (source), result, &error))
    g_signal_emit (self, signals[TROUBLE], 0, error);
  return_now (self);
}

/* When the last activity is over. */
static void
end_if_idle (OofWatch *self)
{
  if (!self->ending || self->busy || !self->task)
    return;
  if (!self->held)
    {
      return_now (self);
      return;
    }
  self->held = FALSE;
  oof_lease_release_async (self->lease, NULL, released_cb, g_object_ref (self));
}

/* Begins nothing more. Takes @error (nullable). */
static void
end (OofWatch *self, GError *error)
{
  if (error && !self->error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = error;
  else
    g_clear_error (&error);
  self->ending = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->stop);
}

static void
activity_ends (OofWatch *self, Activity activity)
{
  self->busy &= ~activity;
  end_if_idle (self);
}

static gboolean
ends_everything (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED);
}

/* What will be tried again, unless it concerns everything. Takes @error. */
static void
meet_trouble (OofWatch *self, GError *error)
{
  if (ends_everything (error))
    {
      end (self, error);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[TROUBLE], 0, error);
  g_error_free (error);
}

/* The lease */

static gboolean
guard_cb (gpointer user_data, GError **error)
{
  OofWatch *self = user_data;

  if (oof_lease_is_safe (self->lease))
    return TRUE;
  g_set_error_literal (error, OOF_ERROR, OOF_ERROR_LEASE, "the lease could not be renewed in time");
  return FALSE;
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;

  if (!oof_lease_renew_finish (OOF_LEASE (source), result, &error))
    {
      self->held = !g_error_matches (error, OOF_ERROR, OOF_ERROR_LEASE);
      if (self->held)
        meet_trouble (self, error);
      else
        end (self, error);
    }
  activity_ends (self, RENEWING);
}

static void
renew (OofWatch *self)
{
  self->busy |= RENEWING;
  oof_lease_renew_async (self->lease, self->stop, renewed_cb, g_object_ref (self));
}

/* Requests */

static void serve_next (OofWatch *self);

static void
served_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;
  g_autoptr (OofRequest) answered = oof_request_work_finish (result, &error);

  if (answered)
    g_signal_emit (self, signals[SERVED], 0, answered);
  else
    meet_trouble (self, error);
  serve_next (self);
}

static void
run_if_due (OofWatch *self)
{
  if (!self->ending && !(self->busy & RUNNING) && oof_clock_now (self->clock) >= self->next_run)
    run_now (self);
}

static void
all_served (OofWatch *self)
{
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  run_if_due (self);
  activity_ends (self, SERVING);
}

/* A run and a request never have the same mailbox in hand: whom the run cannot leave out, or does
 * not know yet, is served at a later look. */
static gboolean
may_serve (OofWatch *self, const OofRequest *request)
{
  if (!(self->busy & RUNNING))
    return TRUE;
  return self->job && oof_run_job_leave_out (self->job, request->person);
}

static void
serve_next (OofWatch *self)
{
  OofRequest *request = NULL;

  while (!request && !self->ending && self->next_request < self->requests->len)
    {
      request = g_ptr_array_index (self->requests, self->next_request++);
      if (!may_serve (self, request))
        request = NULL;
    }
  if (request)
    oof_request_work_async (self->workplace, self->store, self->clock, request, guard_cb, self,
                            self->stop, served_cb, g_object_ref (self));
  else
    all_served (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;

  self->requests = oof_store_list_requests_finish (OOF_STORE (source), result, &error);
  self->next_request = 0;
  if (!self->requests)
    {
      meet_trouble (self, error);
      self->requests = g_ptr_array_new ();
    }
  serve_next (self);
}

static void
look (OofWatch *self)
{
  self->busy |= SERVING;
  oof_store_list_requests_async (self->store, self->stop, listed_cb, g_object_ref (self));
}

/* The OOF task */

static void
run_over (OofWatch *self)
{
  g_clear_object (&self->job);
  if (self->once)
    end (self, NULL);
  activity_ends (self, RUNNING);
}

static void
tidied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  g_autoptr (GError) error = NULL;

  if (oof_tidy_finish (result, &error))
    self->tidied = (OofDay) (oof_clock_now (self->clock) / SECONDS_A_DAY);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[TROUBLE], 0, error);
  run_over (self);
}

static void
tidy (OofWatch *self)
{
  OofDay today = (OofDay) (oof_clock_now (self->clock) / SECONDS_A_DAY);

  if (self->tidied == today || self->ending)
    run_over (self);
  else
    oof_tidy_async (self->store, today, self->stop, tidied_cb, g_object_ref (self));
}

static void
run_failed (OofWatch *self, GError *error)
{
  self->next_run = oof_clock_now (self->clock) + SECONDS_A_MINUTE;
  if (self->once)
    end (self, error);
  else
    meet_trouble (self, error);
  run_over (self);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);

  g_clear_pointer (&self->report, oof_run_report_unref);
  self->report = oof_run_report_ref (oof_run_job_get_report (OOF_RUN_JOB (source)));
  if (!report)
    {
      run_failed (self, error);
      return;
    }
  g_signal_emit (self, signals[RAN], 0, report);
  tidy (self);
}

static void
begin_job (OofWatch *self)
{
  OofInstant now = oof_clock_now (self->clock);
  OofSnapshot *snapshot = oof_workplace_get_snapshot (self->workplace);

  self->next_run = MIN ((now / SECONDS_AN_HOUR + 1) * SECONDS_AN_HOUR,
                        oof_run_scope_get_next_change (snapshot, now));
  self->job = oof_workplace_create_job (self->workplace, (const char *const *) self->scope);
  oof_run_job_set_limit_errors (self->job, self->limit_errors);
  oof_run_job_set_guard (self->job, guard_cb, self);
  oof_run_job_set_unattended (self->job, self->scheduled);
  oof_run_job_set_flags (self->job, self->flags);
  g_signal_emit (self, signals[JOB], 0, self->job);
  oof_run_job_run_async (self->job, self->stop, ran_cb, g_object_ref (self));
}

static void
loaded_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;

  if (oof_workplace_load_finish (self->workplace, result, &error))
    begin_job (self);
  else
    run_failed (self, error);
}

/* What a closure could not follow now it follows at the next run. */
static void
followed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;
  guint n_changed;

  if (!oof_closure_follow_finish (result, &n_changed, &error))
    meet_trouble (self, error);
  if (n_changed > 0)
    oof_workplace_load_async (self->workplace, FALSE, self->stop, loaded_again_cb,
                              g_object_ref (self));
  else
    begin_job (self);
}

static void
loaded_for_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;

  if (!oof_workplace_load_finish (self->workplace, result, &error))
    run_failed (self, error);
  else if (self->scope)
    begin_job (self);
  else
    oof_closure_follow_async (self->store, oof_workplace_get_snapshot (self->workplace),
                              oof_workplace_get_roster (self->workplace),
                              oof_clock_now (self->clock), self->stop, followed_cb,
                              g_object_ref (self));
}

static void
run_now (OofWatch *self)
{
  self->busy |= RUNNING;
  oof_workplace_load_async (self->workplace, TRUE, self->stop, loaded_for_run_cb,
                            g_object_ref (self));
}

/* The clockwork */

static gboolean
tick_cb (gpointer user_data)
{
  OofWatch *self = user_data;

  self->n_ticks++;
  if (!self->held)
    {
      if (!(self->busy & BEGINNING) && self->n_ticks % TICKS_TO_RENEW == 0)
        begin (self);
      return G_SOURCE_CONTINUE;
    }
  if (!(self->busy & RENEWING)
      && (self->n_ticks % TICKS_TO_RENEW == 0 || !oof_lease_is_safe (self->lease)))
    renew (self);
  if (!self->recovered && !(self->busy & BEGINNING) && self->n_ticks % TICKS_TO_RENEW == 0)
    recover (self);
  if (self->once || !self->recovered)
    return G_SOURCE_CONTINUE;
  if (!(self->busy & SERVING))
    {
      run_if_due (self);
      look (self);
    }
  return G_SOURCE_CONTINUE;
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;

  self->recovered = oof_workplace_recover_finish (OOF_WORKPLACE (source), result, &error);
  if (!self->recovered && self->once)
    end (self, error);
  else if (!self->recovered)
    meet_trouble (self, error);
  else if (!self->ending && self->once && self->scope)
    run_now (self);
  else if (!self->ending)
    look (self);
  activity_ends (self, BEGINNING);
}

/* Before anything else: plans rest on what was written last. */
static void
recover (OofWatch *self)
{
  self->busy |= BEGINNING;
  oof_workplace_recover_async (self->workplace, self->stop, recovered_cb, g_object_ref (self));
}

static void
acquired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;

  self->held = oof_lease_acquire_finish (OOF_LEASE (source), result, &error);
  if (!self->held)
    end (self, error);
  else if (!self->ending)
    {
      recover (self);
      return;
    }
  activity_ends (self, BEGINNING);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;
  gboolean loaded = oof_workplace_load_finish (self->workplace, result, &error);
  OofSnapshot *snapshot = oof_workplace_get_snapshot (self->workplace);

  if (loaded && (!self->scheduled || snapshot->options->saved_at != OOF_INSTANT_NONE))
    {
      /* Not cancellable: half taken it would keep everybody out for 5 minutes. */
      oof_lease_acquire_async (self->lease, NULL, acquired_cb, g_object_ref (self));
      return;
    }
  if (!loaded || self->once)
    end (self, error);
  activity_ends (self, BEGINNING);
}

static void
begin (OofWatch *self)
{
  self->busy |= BEGINNING;
  oof_workplace_load_async (self->workplace, FALSE, self->stop, loaded_cb, g_object_ref (self));
}

static void
cancelled_cb (OofWatch *self)
{
  end (self, NULL);
  end_if_idle (self);
}

static void
start (OofWatch *self, gboolean once, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_task_set_check_cancellable (task, FALSE);
  self->task = task;
  self->once = once;
  if (cancellable)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self,
                             G_CONNECT_SWAPPED);
  self->source = g_timeout_add (self->interval, tick_cb, self);
  begin (self);
  if (g_cancellable_is_cancelled (cancellable))
    end (self, NULL);
}

/* The object */

static void
oof_watch_finalize (GObject *object)
{
  OofWatch *self = OOF_WATCH (object);

  g_object_unref (self->workplace);
  g_object_unref (self->store);
  g_object_unref (self->clock);
  g_object_unref (self->lease);
  g_strfreev (self->scope);
  g_clear_error (&self->error);
  g_object_unref (self->stop);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_object (&self->job);
  g_clear_pointer (&self->report, oof_run_report_unref);
  G_OBJECT_CLASS (oof_watch_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType type)
{
  return g_signal_new (name, OOF_TYPE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                       type);
}

static void
oof_watch_class_init (OofWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_watch_finalize;

  signals[JOB] = add_signal ("job", OOF_TYPE_RUN_JOB);
  signals[RAN] = add_signal ("ran", OOF_TYPE_RUN_REPORT);
  signals[SERVED] = add_signal ("served", OOF_TYPE_REQUEST);
  signals[TROUBLE] = add_signal ("trouble", G_TYPE_ERROR);
}

static void
oof_watch_init (OofWatch *self)
{
  self->interval = DEFAULT_INTERVAL;
  self->stop = g_cancellable_new ();
  self->next_run = OOF_INSTANT_NONE;
  self->tidied = OOF_DAY_NONE;
}

OofWatch *
oof_watch_new (OofWorkplace *workplace, OofStore *store, OofClock *clock, OofLease *lease)
{
  OofWatch *self = g_object_new (OOF_TYPE_WATCH, NULL);

  self->workplace = g_object_ref (workplace);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->lease = g_object_ref (lease);
  return self;
}

void
oof_watch_set_scheduled (OofWatch *self, gboolean scheduled)
{
  g_return_if_fail (OOF_IS_WATCH (self) && !self->task);

  self->scheduled = scheduled;
}

void
oof_watch_set_scope (OofWatch *self, const char *const *addresses)
{
  g_return_if_fail (OOF_IS_WATCH (self) && !self->task);

  g_strfreev (self->scope);
  self->scope = g_strdupv ((char **) addresses);
}

void
oof_watch_set_limit_errors (OofWatch *self, guint limit)
{
  g_return_if_fail (OOF_IS_WATCH (self) && !self->task);

  self->limit_errors = limit;
}

void
oof_watch_set_flags (OofWatch *self, OofMailboxPlanFlags flags)
{
  g_return_if_fail (OOF_IS_WATCH (self) && !self->task);

  self->flags = flags;
}

void
oof_watch_set_interval (OofWatch *self, guint milliseconds)
{
  g_return_if_fail (OOF_IS_WATCH (self) && !self->task);

  self->interval = milliseconds;
}

void
oof_watch_run_async (OofWatch *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_WATCH (self) && !self->task);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_watch_run_async);
  start (self, FALSE, task);
}

gboolean
oof_watch_run_finish (OofWatch *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
oof_watch_run_once_async (OofWatch *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_WATCH (self) && !self->task);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_watch_run_once_async);
  start (self, TRUE, task);
}

gboolean
oof_watch_run_once_finish (OofWatch *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

OofRunReport *
oof_watch_get_report (OofWatch *self)
{
  g_return_val_if_fail (OOF_IS_WATCH (self), NULL);

  return self->report;
}
