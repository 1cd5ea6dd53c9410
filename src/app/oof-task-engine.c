/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-task-engine-private.h"

#include "app/oof-session-notices.h"
#include "app/oof-session-runner.h"
#include "core/oof-error.h"

#define HOUR         3600
#define TICK_SECONDS 15
/* After the timers of workstations (2 minutes) had their chance. */
#define MIN_JITTER 150
#define MAX_JITTER 300

struct _OofTaskEngine
{
  GObject parent_instance;

  OofSession *session; /* (owned) (nullable) once it is shut down */
  gboolean scheduled;
  guint jitter;
  OofInstant next; /* NONE while it is not scheduled */
  guint source;

  OofTaskActivity activity;
  GCancellable *stop; /* (owned) (nullable) of what is under way */
  OofRunJob *job;     /* (owned) (nullable) */
  gboolean pausing;   /* before there is a job */
};

enum
{
  CHANGED,
  FINISHED,
  NEEDS_SOMEBODY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofTaskEngine, oof_task_engine, G_TYPE_OBJECT)

static void
tell_changed (OofTaskEngine *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whatever is under way */

static void
begin (OofTaskEngine *self, OofTaskActivity activity)
{
  self->activity = activity;
  self->pausing = FALSE;
  self->stop = g_cancellable_new ();
  tell_changed (self);
}

static void
follow (OofTaskEngine *self, OofRunJob *job)
{
  g_set_object (&self->job, job);
  g_signal_connect_object (job, "notify", G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
  if (self->pausing)
    oof_run_job_pause (job);
}

static void
job_cb (OofWatch *watch, OofRunJob *job, gpointer user_data)
{
  follow (OOF_TASK_ENGINE (user_data), job);
}

/* Returns what it was. */
static OofTaskActivity
end (OofTaskEngine *self)
{
  OofTaskActivity activity = self->activity;

  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  g_clear_object (&self->stop);
  self->activity = OOF_TASK_IDLE;
  self->pausing = FALSE;
  return activity;
}

static void
finish (OofTaskEngine *self, OofRunReport *report, const GError *error)
{
  tell_changed (self);
  g_signal_emit (self, signals[FINISHED], 0, report, error);
}

/* The hour */

static void
schedule (OofTaskEngine *self, OofInstant last)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));

  self->next =
      self->scheduled ? oof_task_engine_find_next (last, now, self->jitter) : OOF_INSTANT_NONE;
}

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofTaskEngine) self = OOF_TASK_ENGINE (user_data);
  g_autoptr (GPtrArray) causes = oof_session_report_run_finish (OOF_SESSION (source), result);

  if (self->session != NULL && causes->len > 0)
    g_signal_emit (self, signals[NEEDS_SOMEBODY], 0, causes);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofTaskEngine) self = OOF_TASK_ENGINE (user_data);
  OofWatch *watch = OOF_WATCH (source);
  g_autoptr (GError) error = NULL;
  OofRunReport *report;
  OofTaskActivity activity;

  oof_watch_run_once_finish (watch, result, &error);
  report = oof_watch_get_report (watch);
  activity = end (self);
  if (self->session == NULL)
    return;
  if (activity != OOF_TASK_SCHEDULED)
    {
      finish (self, report, error);
      return;
    }
  oof_session_report_run_async (self->session, report, error, NULL, reported_cb,
                                g_object_ref (self));
  tell_changed (self);
}

/* TRUE: it runs. Errors: those of oof_session_create_watch(). */
static gboolean
run (OofTaskEngine *self, OofTaskActivity activity, const char *const *addresses, GError **error)
{
  g_autoptr (OofWatch) watch = oof_session_create_watch (self->session, error);

  if (watch == NULL)
    return FALSE;
  begin (self, activity);
  oof_watch_set_scheduled (watch, activity == OOF_TASK_SCHEDULED);
  oof_watch_set_scope (watch, addresses);
  g_signal_connect_object (watch, "job", G_CALLBACK (job_cb), self, 0);
  oof_watch_run_once_async (watch, self->stop, ran_cb, g_object_ref (self));
  return TRUE;
}

/* Somebody else has done it in this hour, or is about to. */
static gboolean
is_done_elsewhere (OofTaskEngine *self)
{
  g_autofree char *holder = oof_session_dup_holder (self->session);
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));

  return (holder != NULL && !oof_session_is_holder (self->session))
         || oof_session_get_last_run (self->session) >= now / HOUR * HOUR;
}

static gboolean
is_active (OofTaskEngine *self)
{
  return oof_session_get_options (self->session)->saved_at != OOF_INSTANT_NONE;
}

void
_oof_task_engine_look (OofTaskEngine *self)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  g_autoptr (GError) error = NULL;

  if (self->activity != OOF_TASK_IDLE || now < self->next || !is_active (self))
    return;
  /* The next hour, whatever comes of this one. */
  schedule (self, now);
  if (is_done_elsewhere (self) || run (self, OOF_TASK_SCHEDULED, NULL, &error))
    return;
  /* Another program of this user has it. */
  if (!g_error_matches (error, OOF_ERROR, OOF_ERROR_LEASE))
    oof_session_report_run_async (self->session, NULL, error, NULL, reported_cb,
                                  g_object_ref (self));
}

static gboolean
tick_cb (gpointer user_data)
{
  _oof_task_engine_look (OOF_TASK_ENGINE (user_data));
  return G_SOURCE_CONTINUE;
}

void
oof_task_engine_set_scheduled (OofTaskEngine *self, gboolean scheduled)
{
  g_return_if_fail (OOF_IS_TASK_ENGINE (self) && self->session != NULL);

  if (scheduled && !oof_session_has_runner (self->session))
    scheduled = FALSE;
  if (scheduled == self->scheduled)
    return;
  self->scheduled = scheduled;
  schedule (self, oof_session_get_last_run (self->session));
  g_clear_handle_id (&self->source, g_source_remove);
  if (scheduled)
    self->source = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  tell_changed (self);
}

gboolean
oof_task_engine_is_scheduled (OofTaskEngine *self)
{
  g_return_val_if_fail (OOF_IS_TASK_ENGINE (self), FALSE);

  return self->scheduled;
}

OofInstant
oof_task_engine_get_next_run (OofTaskEngine *self)
{
  g_return_val_if_fail (OOF_IS_TASK_ENGINE (self), OOF_INSTANT_NONE);

  g_autofree char *holder = NULL;

  if (self->session == NULL || !self->scheduled || !is_active (self))
    return OOF_INSTANT_NONE;
  holder = oof_session_dup_holder (self->session);
  return holder == NULL || oof_session_is_holder (self->session) ? self->next : OOF_INSTANT_NONE;
}

OofInstant
oof_task_engine_find_next (OofInstant last, OofInstant now, guint jitter)
{
  OofInstant hour = now / HOUR * HOUR;

  return (last == OOF_INSTANT_NONE || last < hour ? now : hour + HOUR) + jitter;
}

/* What somebody begins */

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofTaskEngine) self = OOF_TASK_ENGINE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);

  end (self);
  if (self->session != NULL)
    finish (self, report, error);
}

void
oof_task_engine_plan (OofTaskEngine *self)
{
  g_autoptr (OofRunJob) job = NULL;

  g_return_if_fail (OOF_IS_TASK_ENGINE (self) && self->session != NULL);
  g_return_if_fail (self->activity == OOF_TASK_IDLE);

  job = oof_session_create_run_job (self->session, OOF_RUN_PLAN, NULL);
  begin (self, OOF_TASK_PLANNING);
  follow (self, job);
  oof_run_job_run_async (job, self->stop, planned_cb, g_object_ref (self));
}

gboolean
oof_task_engine_run (OofTaskEngine *self, const char *const *addresses, GError **error)
{
  g_return_val_if_fail (OOF_IS_TASK_ENGINE (self) && self->session != NULL, FALSE);
  g_return_val_if_fail (self->activity == OOF_TASK_IDLE, FALSE);

  return run (self, OOF_TASK_RUNNING, addresses, error);
}

OofTaskActivity
oof_task_engine_get_activity (OofTaskEngine *self)
{
  g_return_val_if_fail (OOF_IS_TASK_ENGINE (self), OOF_TASK_IDLE);

  return self->activity;
}

void
oof_task_engine_get_progress (OofTaskEngine *self, guint *n_done, guint *n_total)
{
  g_return_if_fail (OOF_IS_TASK_ENGINE (self));

  *n_done = *n_total = 0;
  if (self->job != NULL)
    g_object_get (self->job, "n-done", n_done, "n-total", n_total, NULL);
}

void
oof_task_engine_pause (OofTaskEngine *self)
{
  g_return_if_fail (OOF_IS_TASK_ENGINE (self));

  self->pausing = self->activity != OOF_TASK_IDLE;
  if (self->job != NULL)
    oof_run_job_pause (self->job);
  tell_changed (self);
}

void
oof_task_engine_resume (OofTaskEngine *self)
{
  g_return_if_fail (OOF_IS_TASK_ENGINE (self));

  self->pausing = FALSE;
  if (self->job != NULL)
    oof_run_job_resume (self->job);
  tell_changed (self);
}

gboolean
oof_task_engine_is_paused (OofTaskEngine *self)
{
  g_return_val_if_fail (OOF_IS_TASK_ENGINE (self), FALSE);

  return self->pausing;
}

void
oof_task_engine_cancel (OofTaskEngine *self)
{
  g_return_if_fail (OOF_IS_TASK_ENGINE (self));

  g_cancellable_cancel (self->stop);
}

/* The object */

void
oof_task_engine_shut_down (OofTaskEngine *self)
{
  g_return_if_fail (OOF_IS_TASK_ENGINE (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->stop);
  self->scheduled = FALSE;
  g_clear_object (&self->session);
}

static void
oof_task_engine_dispose (GObject *object)
{
  oof_task_engine_shut_down (OOF_TASK_ENGINE (object));
  G_OBJECT_CLASS (oof_task_engine_parent_class)->dispose (object);
}

static void
oof_task_engine_class_init (OofTaskEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_task_engine_dispose;

  signals[CHANGED] = g_signal_new ("changed", OOF_TYPE_TASK_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", OOF_TYPE_TASK_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, OOF_TYPE_RUN_REPORT, G_TYPE_ERROR);
  signals[NEEDS_SOMEBODY] = g_signal_new ("needs-somebody", OOF_TYPE_TASK_ENGINE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
oof_task_engine_init (OofTaskEngine *self)
{
  g_autofree char *chance = g_uuid_string_random ();

  self->next = OOF_INSTANT_NONE;
  self->jitter = MIN_JITTER + g_str_hash (chance) % (MAX_JITTER - MIN_JITTER);
}

OofTaskEngine *
oof_task_engine_new (OofSession *session)
{
  OofTaskEngine *self;

  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  self = g_object_new (OOF_TYPE_TASK_ENGINE, NULL);
  self->session = g_object_ref (session);
  return self;
}
