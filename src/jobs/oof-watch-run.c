/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-closure.h"
#include "jobs/oof-copies.h"
#include "jobs/oof-run-scope-private.h"
#include "jobs/oof-tidy-private.h"
#include "jobs/oof-watch-private.h"

#define SECONDS_A_MINUTE 60
#define SECONDS_AN_HOUR  3600
#define SECONDS_A_DAY    86400

static void
run_over (OofWatch *self)
{
  g_clear_object (&self->job);
  if (self->once)
    oof_watch_end (self, NULL);
  oof_watch_activity_ends (self, OOF_WATCH_RUNNING);
}

static void
tidied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  g_autoptr (GError) error = NULL;

  if (oof_tidy_finish (result, &error))
    self->tidied = (OofDay) (oof_clock_now (self->clock) / SECONDS_A_DAY);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, oof_watch_signals[OOF_WATCH_TROUBLE], 0, error);
  run_over (self);
}

static void
tidy (OofWatch *self)
{
  OofDay today = (OofDay) (oof_clock_now (self->clock) / SECONDS_A_DAY);

  if (self->tidied == today || self->ending)
    run_over (self);
  else
    oof_tidy_async (self->store, today,
                    oof_workplace_get_snapshot (self->workplace)->options->log_days, self->stop,
                    tidied_cb, g_object_ref (self));
}

/* Copies that could not be written are written at the next run. */
static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;

  if (!oof_copies_finish (result, NULL, &error))
    {
      g_prefix_error (&error, "resourceMailbox: ");
      oof_watch_meet_trouble (self, error);
    }
  tidy (self);
}

/* After everybody's reply: nobody waits for the entry in a resource's calendar. */
static void
copy (OofWatch *self)
{
  GError *error = NULL;
  g_autoptr (OofItemStore) calendar =
      self->scope || self->ending ? NULL : oof_workplace_open_resource (self->workplace, &error);

  if (error)
    oof_watch_meet_trouble (self, error);
  if (calendar)
    oof_copies_async (calendar, oof_workplace_get_snapshot (self->workplace),
                      oof_workplace_get_roster (self->workplace), oof_clock_now (self->clock),
                      oof_watch_guard_cb, self, self->stop, copied_cb, g_object_ref (self));
  else
    tidy (self);
}

static void
run_failed (OofWatch *self, GError *error)
{
  self->next_run = oof_clock_now (self->clock) + SECONDS_A_MINUTE;
  if (self->once)
    oof_watch_end (self, error);
  else
    oof_watch_meet_trouble (self, error);
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
  g_signal_emit (self, oof_watch_signals[OOF_WATCH_RAN], 0, report);
  copy (self);
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
  oof_run_job_set_guard (self->job, oof_watch_guard_cb, self);
  oof_run_job_set_unattended (self->job, self->scheduled);
  oof_run_job_set_flags (self->job, self->flags);
  for (guint i = 0; i < self->overtaken->len; i++)
    oof_run_job_leave_out_async (self->job, g_ptr_array_index (self->overtaken, i), NULL, NULL);
  g_signal_emit (self, oof_watch_signals[OOF_WATCH_JOB], 0, self->job);
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
    oof_watch_meet_trouble (self, error);
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

void
oof_watch_run_now (OofWatch *self)
{
  self->busy |= OOF_WATCH_RUNNING;
  g_ptr_array_set_size (self->overtaken, 0);
  oof_workplace_load_async (self->workplace, TRUE, self->stop, loaded_for_run_cb,
                            g_object_ref (self));
}

void
oof_watch_run_if_due (OofWatch *self)
{
  if (!self->ending && !(self->busy & OOF_WATCH_RUNNING)
      && oof_clock_now (self->clock) >= self->next_run)
    oof_watch_run_now (self);
}
