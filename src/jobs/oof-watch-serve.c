/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-request-work-private.h"
#include "jobs/oof-watch-private.h"

static void serve_next (OofWatch *self);

static void
served_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);
  GError *error = NULL;
  g_autoptr (OofRequest) answered = oof_request_work_finish (result, &error);

  if (answered)
    g_signal_emit (self, oof_watch_signals[OOF_WATCH_SERVED], 0, answered);
  else
    oof_watch_meet_trouble (self, error);
  serve_next (self);
}

static void
all_served (OofWatch *self)
{
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  oof_watch_run_if_due (self);
  oof_watch_activity_ends (self, OOF_WATCH_SERVING);
}

static void
serve (OofWatch *self)
{
  oof_request_work_async (self->workplace, self->store, self->clock,
                          g_ptr_array_index (self->requests, self->next_request++),
                          oof_watch_guard_cb, self, self->stop, served_cb, g_object_ref (self));
}

static void
left_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWatch) self = OOF_WATCH (user_data);

  oof_run_job_leave_out_finish (OOF_RUN_JOB (source), result);
  serve (self);
}

/* A run and a request never have the same mailbox in hand. One that still reads what it will plan
 * from leaves it out once it knows whom there is. */
static void
serve_next (OofWatch *self)
{
  OofRequest *request;

  if (self->ending || self->next_request == self->requests->len)
    {
      all_served (self);
      return;
    }
  request = g_ptr_array_index (self->requests, self->next_request);
  if (self->job)
    {
      oof_run_job_leave_out_async (self->job, request->person, left_out_cb, g_object_ref (self));
      return;
    }
  if (self->busy & OOF_WATCH_RUNNING)
    g_ptr_array_add (self->overtaken, g_strdup (request->person));
  serve (self);
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
      oof_watch_meet_trouble (self, error);
      self->requests = g_ptr_array_new ();
    }
  serve_next (self);
}

void
oof_watch_look (OofWatch *self)
{
  self->busy |= OOF_WATCH_SERVING;
  oof_store_list_requests_async (self->store, self->stop, listed_cb, g_object_ref (self));
}
