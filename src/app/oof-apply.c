/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-apply.h"

#include "app/oof-session-decisions.h"
#include "app/oof-session-rights.h"
#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "core/oof-error.h"

/* Requests that wait for an answer at the same time: what was asked cannot be taken back. */
#define ASKED_AT_ONCE 10
/* A runner that serves carries out one request after the other. */
#define SERVED_SECONDS 120

struct _OofApply
{
  GObject parent_instance;

  OofSession *session;  /* (owned) */
  GStrv addresses;      /* (owned) */
  OofRunReport *report; /* (owned) (nullable) */
  guint n_done;
  guint n_total;

  guint next;      /* of the addresses: the first one that was not asked for */
  guint n_asked;   /* requests that wait for an answer */
  gboolean served; /* one was answered */
  gboolean deaf;   /* one was not */
  GError *error;   /* (owned) (nullable) the first one of asking */
};

enum
{
  PROP_N_DONE = 1,
  PROP_N_TOTAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OofApply, oof_apply, G_TYPE_OBJECT)

static void ask_more (GTask *task);

static void
set_progress (OofApply *self, guint n_done, guint n_total)
{
  self->n_done = n_done;
  self->n_total = n_total;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
}

/* Takes @report. */
static void
take_report (OofApply *self, OofRunReport *report)
{
  g_clear_pointer (&self->report, oof_run_report_unref);
  self->report = report;
}

/* Takes @error. @error NULL: it is done. */
static void
end (GTask *task, GError *error)
{
  OofApply *self = g_task_get_source_object (task);

  g_task_set_check_cancellable (task, FALSE);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, oof_run_report_ref (self->report),
                           (GDestroyNotify) oof_run_report_unref);
}

/* The runner elsewhere */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofApply *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  /* It has happened; that the lists could not be refreshed does not undo it. */
  if (!oof_session_load_finish (OOF_SESSION (source), result, &error))
    g_message ("The database could not be read again: %s", error->message);
  end (task, g_steal_pointer (&self->error));
}

/* For the others the next run is as good. */
static void
add_left (OofApply *self)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  const char *zone = oof_session_get_options (self->session)->zone;
  g_autofree char *words = oof_words_next_run (now, zone);

  for (guint i = 0; self->addresses[i] != NULL; i++)
    {
      const char *address = self->addresses[i];
      OofPerson *person = oof_session_get_person (self->session, address);

      if (oof_run_report_find (self->report, address) != NULL)
        continue;
      OofRunRow *row =
          oof_run_report_add (self->report, address, person != NULL ? person->name : NULL);
      row->result = OOF_RESULT_SKIPPED;
      row->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, words);
    }
  oof_run_report_close (self->report);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofApply *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRequest) request = oof_session_request_finish (self->session, result, &error);

  self->n_asked--;
  if (request == NULL && self->error == NULL)
    self->error = g_steal_pointer (&error);
  else if (request != NULL && oof_request_is_open (request))
    self->deaf = TRUE;
  else if (request != NULL)
    {
      self->served = TRUE;
      oof_session_add_answer (self->session, self->report, request);
      set_progress (self, self->n_done + 1, self->n_total);
    }
  ask_more (task);
}

static void
ask (GTask *task, const char *address)
{
  OofApply *self = g_task_get_source_object (task);
  g_autoptr (OofRequest) order = oof_request_new (OOF_ACTION_APPLY, address);
  g_autoptr (GError) error = NULL;

  if (oof_session_may_act (self->session, address, &error))
    {
      self->n_asked++;
      oof_session_order_async (self->session, order,
                               self->served ? SERVED_SECONDS : OOF_SESSION_REQUEST_SECONDS,
                               g_task_get_cancellable (task), answered_cb, g_object_ref (task));
      return;
    }
  OofPerson *person = oof_session_get_person (self->session, address);
  OofRunRow *row = oof_run_report_add (self->report, address, person != NULL ? person->name : NULL);
  row->result = OOF_RESULT_FAILED;
  row->error = g_steal_pointer (&error);
  set_progress (self, self->n_done + 1, self->n_total);
}

static void
ask_more (GTask *task)
{
  OofApply *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  while (!self->deaf && self->error == NULL && self->addresses[self->next] != NULL
         && self->n_asked < (self->served ? ASKED_AT_ONCE : 1)
         && !g_cancellable_is_cancelled (cancellable))
    ask (task, self->addresses[self->next++]);
  if (self->n_asked > 0)
    return;
  if (self->error == NULL && self->addresses[self->next] != NULL)
    g_cancellable_set_error_if_cancelled (cancellable, &self->error);
  add_left (self);
  oof_session_load_async (self->session, OOF_LOAD_DATABASE, NULL, loaded_cb, g_object_ref (task));
}

static void
ask_all (GTask *task)
{
  OofApply *self = g_task_get_source_object (task);

  take_report (self, oof_run_report_new (oof_clock_now (oof_session_get_clock (self->session))));
  set_progress (self, 0, g_strv_length (self->addresses));
  ask_more (task);
}

/* The runner here */

static void
job_progress_cb (OofRunJob *job, GParamSpec *pspec, OofApply *self)
{
  guint n_done, n_total;

  g_object_get (job, "n-done", &n_done, "n-total", &n_total, NULL);
  set_progress (self, n_done, n_total);
}

static void
job_cb (OofWatch *watch, OofRunJob *job, OofApply *self)
{
  g_signal_connect_object (job, "notify", G_CALLBACK (job_progress_cb), self, 0);
}

static void
watched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofWatch *watch = OOF_WATCH (source);
  OofApply *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  oof_watch_run_once_finish (watch, result, &error);
  if (oof_watch_get_report (watch) != NULL)
    take_report (self, oof_run_report_ref (oof_watch_get_report (watch)));
  if (g_error_matches (error, OOF_ERROR, OOF_ERROR_LEASE))
    ask_all (task);
  else
    end (task, g_steal_pointer (&error));
}

/* FALSE: somebody else has the lease, or another program of this user. */
static gboolean
run_under_lease (GTask *task)
{
  OofApply *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (OofWatch) watch = oof_session_create_watch (self->session, &error);

  if (watch == NULL && g_error_matches (error, OOF_ERROR, OOF_ERROR_LEASE))
    {
      g_error_free (error);
      return FALSE;
    }
  if (watch == NULL)
    {
      end (task, error);
      return TRUE;
    }
  oof_watch_set_scope (watch, (const char *const *) self->addresses);
  g_signal_connect_object (watch, "job", G_CALLBACK (job_cb), self, 0);
  oof_watch_run_once_async (watch, g_task_get_cancellable (task), watched_cb, g_object_ref (task));
  return TRUE;
}

static void
job_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofRunJob *job = OOF_RUN_JOB (source);
  OofApply *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (job, result, &error);

  if (oof_run_job_get_report (job) != NULL)
    take_report (self, oof_run_report_ref (oof_run_job_get_report (job)));
  end (task, g_steal_pointer (&error));
}

static void
run_one (GTask *task)
{
  OofApply *self = g_task_get_source_object (task);
  g_autoptr (OofRunJob) job = oof_session_create_run_job (self->session, OOF_RUN_APPLY,
                                                          (const char *const *) self->addresses);

  job_cb (NULL, job, self);
  oof_run_job_run_async (job, g_task_get_cancellable (task), job_run_cb, g_object_ref (task));
}

void
oof_apply_run_async (OofApply *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  guint n = g_strv_length (self->addresses);

  g_return_if_fail (OOF_IS_APPLY (self));

  g_task_set_source_tag (task, oof_apply_run_async);
  if (n == 1 && oof_session_can_act (self->session, self->addresses[0]))
    run_one (task);
  else if (n < 2 || !oof_session_has_runner (self->session) || !run_under_lease (task))
    ask_all (task);
}

OofRunReport *
oof_apply_run_finish (OofApply *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

OofRunReport *
oof_apply_get_report (OofApply *self)
{
  g_return_val_if_fail (OOF_IS_APPLY (self), NULL);

  return self->report;
}

gboolean
oof_apply_is_left (const OofRunRow *row)
{
  g_return_val_if_fail (row != NULL, FALSE);

  return g_error_matches (row->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
is_left (OofApply *self, const char *address)
{
  OofRunRow *row = self->report != NULL ? oof_run_report_find (self->report, address) : NULL;

  return row == NULL || oof_apply_is_left (row);
}

GStrv
oof_apply_dup_left (OofApply *self)
{
  g_return_val_if_fail (OOF_IS_APPLY (self), NULL);

  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();

  for (guint i = 0; self->addresses[i] != NULL; i++)
    if (is_left (self, self->addresses[i]))
      g_strv_builder_add (left, self->addresses[i]);
  return g_strv_builder_end (left);
}

/* The object */

static void
oof_apply_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  OofApply *self = OOF_APPLY (object);

  if (prop_id == PROP_N_DONE)
    g_value_set_uint (value, self->n_done);
  else if (prop_id == PROP_N_TOTAL)
    g_value_set_uint (value, self->n_total);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
oof_apply_finalize (GObject *object)
{
  OofApply *self = OOF_APPLY (object);

  g_object_unref (self->session);
  g_strfreev (self->addresses);
  g_clear_pointer (&self->report, oof_run_report_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (oof_apply_parent_class)->finalize (object);
}

static void
oof_apply_class_init (OofApplyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = oof_apply_get_property;
  object_class->finalize = oof_apply_finalize;
  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_TOTAL] = g_param_spec_uint ("n-total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
oof_apply_init (OofApply *self)
{
}

OofApply *
oof_apply_new (OofSession *session, const char *const *addresses)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (addresses != NULL, NULL);

  OofApply *self = g_object_new (OOF_TYPE_APPLY, NULL);
  self->session = g_object_ref (session);
  self->addresses = g_strdupv ((GStrv) addresses);
  self->n_total = g_strv_length (self->addresses);
  return self;
}
