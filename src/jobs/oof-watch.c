/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-watch-private.h"

#include "core/oof-error.h"

#define DEFAULT_INTERVAL 5000
#define TICKS_TO_RENEW   12

guint oof_watch_signals[OOF_WATCH_N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofWatch, oof_watch, G_TYPE_OBJECT)

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
    g_signal_emit (self, oof_watch_signals[OOF_WATCH_TROUBLE], 0, error);
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

void
oof_watch_end (OofWatch *self, GError *error)
{
  if (error && !self->error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = error;
  else
    g_clear_error (&error);
  self->ending = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->stop);
}

void
oof_watch_activity_ends (OofWatch *self, OofWatchActivity activity)
{
  self->busy &= ~activity;
  end_if_idle (self);
}

void
oof_watch_meet_trouble (OofWatch *self, GError *error)
{
  if (oof_error_ends_everything (error))
    {
      oof_watch_end (self, error);
      return;
    }
  g_signal_emit (self, oof_watch_signals[OOF_WATCH_TROUBLE], 0, error);
  g_error_free (error);
}

/* The lease */

gboolean
oof_watch_guard_cb (gpointer user_data, GError **error)
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
        oof_watch_meet_trouble (self, error);
      else
        oof_watch_end (self, error);
    }
  oof_watch_activity_ends (self, OOF_WATCH_RENEWING);
}

static void
renew (OofWatch *self)
{
  self->busy |= OOF_WATCH_RENEWING;
  oof_lease_renew_async (self->lease, self->stop, renewed_cb, g_object_ref (self));
}

/* The clockwork */

/* A single run serves what has come in before it, and what overtakes it. */
static gboolean
looks_for_requests (OofWatch *self)
{
  return !self->once || (!self->scope && self->busy & OOF_WATCH_RUNNING);
}

static gboolean
tick_cb (gpointer user_data)
{
  OofWatch *self = user_data;

  self->n_ticks++;
  if (!self->held)
    {
      if (!(self->busy & OOF_WATCH_BEGINNING) && self->n_ticks % TICKS_TO_RENEW == 0)
        begin (self);
      return G_SOURCE_CONTINUE;
    }
  if (!(self->busy & OOF_WATCH_RENEWING)
      && (self->n_ticks % TICKS_TO_RENEW == 0 || !oof_lease_is_safe (self->lease)))
    renew (self);
  if (!self->recovered && !(self->busy & OOF_WATCH_BEGINNING)
      && self->n_ticks % TICKS_TO_RENEW == 0)
    recover (self);
  if (self->recovered && looks_for_requests (self) && !(self->busy & OOF_WATCH_SERVING))
    {
      oof_watch_run_if_due (self);
      oof_watch_look (self);
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
    oof_watch_end (self, error);
  else if (!self->recovered)
    oof_watch_meet_trouble (self, error);
  else if (!self->ending && self->once && self->scope)
    oof_watch_run_now (self);
  else if (!self->ending)
    oof_watch_look (self);
  oof_watch_activity_ends (self, OOF_WATCH_BEGINNING);
}

/* Before anything else: plans rest on what was written last. */
static void
recover (OofWatch *self)
{
  self->busy |= OOF_WATCH_BEGINNING;
  oof_workplace_recover_async (self->workplace, self->stop, recovered_cb, g_object_ref (self));
}

static void
acquired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;

  self->held = oof_lease_acquire_finish (OOF_LEASE (source), result, &error);
  if (!self->held)
    oof_watch_end (self, error);
  else if (!self->ending)
    {
      recover (self);
      return;
    }
  oof_watch_activity_ends (self, OOF_WATCH_BEGINNING);
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
    oof_watch_end (self, error);
  oof_watch_activity_ends (self, OOF_WATCH_BEGINNING);
}

static void
begin (OofWatch *self)
{
  self->busy |= OOF_WATCH_BEGINNING;
  oof_workplace_load_async (self->workplace, FALSE, self->stop, loaded_cb, g_object_ref (self));
}

static void
cancelled_cb (OofWatch *self)
{
  oof_watch_end (self, NULL);
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
    oof_watch_end (self, NULL);
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
  g_ptr_array_unref (self->overtaken);
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

  oof_watch_signals[OOF_WATCH_JOB] = add_signal ("job", OOF_TYPE_RUN_JOB);
  oof_watch_signals[OOF_WATCH_RAN] = add_signal ("ran", OOF_TYPE_RUN_REPORT);
  oof_watch_signals[OOF_WATCH_SERVED] = add_signal ("served", OOF_TYPE_REQUEST);
  oof_watch_signals[OOF_WATCH_TROUBLE] = add_signal ("trouble", G_TYPE_ERROR);
}

static void
oof_watch_init (OofWatch *self)
{
  self->interval = DEFAULT_INTERVAL;
  self->stop = g_cancellable_new ();
  self->overtaken = g_ptr_array_new_with_free_func (g_free);
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
