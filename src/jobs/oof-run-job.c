/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-job-private.h"

#include "core/oof-error.h"
#include "jobs/oof-run-record-private.h"
#include "jobs/oof-run-scope-private.h"
#include "jobs/oof-run-spare.h"
#include "jobs/oof-run-tell-private.h"
#include "store/oof-group-json.h"
#include "store/oof-options-json.h"

/* Enough for the fastest pace, though each one rests a while before it is read back. */
#define DEFAULT_IN_FLIGHT 80

typedef enum
{
  PROP_N_DONE = 1,
  PROP_N_TOTAL,
  N_PROPS
} OofRunJobProp;

static GParamSpec *props[N_PROPS];
static guint row_signal;

G_DEFINE_FINAL_TYPE (OofRunJob, oof_run_job, G_TYPE_OBJECT)

OofInstant
oof_run_job_get_now (OofRunJob *self)
{
  return self->instant != OOF_INSTANT_NONE ? self->instant : oof_clock_now (self->clock);
}

void
oof_run_job_check_error (OofRunJob *self, const GError *error)
{
  if (!g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
      && !g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED)
      && !g_error_matches (error, OOF_ERROR, OOF_ERROR_LEASE)
      && !g_error_matches (error, OOF_ERROR, OOF_ERROR_DISK))
    return;
  if (!self->error)
    self->error = g_error_copy (error);
  g_cancellable_cancel (self->stop);
}

void
oof_run_job_row_done (OofRunJob *self, OofRunRow *row)
{
  if (row->result == OOF_RESULT_FAILED)
    self->n_failed++;
  self->n_done++;
  oof_run_job_row_changed (self, row);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_DONE]);
}

void
oof_run_job_row_changed (OofRunJob *self, OofRunRow *row)
{
  g_signal_emit (self, row_signal, 0, row);
}

/* Waiting */

void
oof_run_job_wait (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);

  g_set_object (&self->waiting, task);
}

static void
go_on (OofRunJob *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->waiting);

  if (task)
    oof_run_job_visit_more (task);
}

void
oof_run_job_pause (OofRunJob *self)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self));

  self->paused = TRUE;
}

void
oof_run_job_resume (OofRunJob *self)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self));

  self->paused = FALSE;
  go_on (self);
}

gboolean
oof_run_job_is_paused (OofRunJob *self)
{
  g_return_val_if_fail (OOF_IS_RUN_JOB (self), FALSE);

  return self->paused;
}

/* The object */

static void
oof_run_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  OofRunJob *self = OOF_RUN_JOB (object);

  switch ((OofRunJobProp) prop_id)
    {
    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    case PROP_N_TOTAL:
      g_value_set_uint (value, self->scope->len);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
oof_run_job_finalize (GObject *object)
{
  OofRunJob *self = OOF_RUN_JOB (object);

  g_object_unref (self->store);
  g_object_unref (self->router);
  oof_roster_unref (self->roster);
  oof_snapshot_unref (self->snapshot);
  g_object_unref (self->clock);
  g_strfreev (self->addresses);
  g_clear_object (&self->directory);
  g_free (self->policy_group);
  g_clear_object (&self->journal);
  g_clear_object (&self->mailer);
  g_strfreev (self->first);
  g_clear_object (&self->waiting);
  g_clear_pointer (&self->allowed, g_hash_table_unref);
  g_clear_pointer (&self->domains, g_hash_table_unref);
  g_object_unref (self->stop);
  g_ptr_array_unref (self->scope);
  g_ptr_array_unref (self->missing);
  g_hash_table_unref (self->found);
  g_hash_table_unref (self->blocked);
  g_hash_table_unref (self->gone);
  g_hash_table_unref (self->writing);
  g_hash_table_unref (self->left_out);
  g_ptr_array_unref (self->leaving);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_hash_table_unref (self->targets);
  g_ptr_array_unref (self->ending);
  g_hash_table_unref (self->records);
  g_clear_pointer (&self->report, oof_run_report_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->save_error);
  G_OBJECT_CLASS (oof_run_job_parent_class)->finalize (object);
}

static void
oof_run_job_class_init (OofRunJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = oof_run_job_get_property;
  object_class->finalize = oof_run_job_finalize;

  props[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_N_TOTAL] = g_param_spec_uint ("n-total", NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  row_signal = g_signal_new ("row", OOF_TYPE_RUN_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_signal_new ("first-batch", OOF_TYPE_RUN_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
oof_run_job_init (OofRunJob *self)
{
  self->instant = OOF_INSTANT_NONE;
  self->max_in_flight = DEFAULT_IN_FLIGHT;
  self->max_changes = G_MAXUINT;
  self->delays[0] = 300;
  self->delays[1] = 700;
  self->delays[2] = 1000;
  self->stop = g_cancellable_new ();
  self->scope = g_ptr_array_new ();
  self->missing = g_ptr_array_new ();
  self->found =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_absence_unref);
  self->blocked =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_error_free);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->targets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_run_target_free);
  self->ending = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  self->writing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) oof_record_unref);
}

OofRunJob *
oof_run_job_new (OofRunMode mode,
                 OofStore *store,
                 OofMailboxRouter *router,
                 OofRoster *roster,
                 OofSnapshot *snapshot,
                 OofClock *clock)
{
  OofRunJob *self = g_object_new (OOF_TYPE_RUN_JOB, NULL);

  self->mode = mode;
  self->store = g_object_ref (store);
  self->router = g_object_ref (router);
  self->roster = oof_roster_ref (roster);
  self->snapshot = oof_snapshot_ref (snapshot);
  self->clock = g_object_ref (clock);
  return self;
}

void
oof_run_job_set_scope (OofRunJob *self, const char *const *addresses)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  g_strfreev (self->addresses);
  self->addresses = g_strdupv ((char **) addresses);
}

void
oof_run_job_set_others (OofRunJob *self, OofInstant since)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  self->others = TRUE;
  self->others_since = since;
}

void
oof_run_job_set_instant (OofRunJob *self, OofInstant now)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);
  g_return_if_fail (self->mode != OOF_RUN_APPLY);

  self->instant = now;
}

void
oof_run_job_set_limit_errors (OofRunJob *self, guint limit)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  self->limit_errors = limit;
}

void
oof_run_job_set_max_in_flight (OofRunJob *self, guint max)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);
  g_return_if_fail (max > 0);

  self->max_in_flight = max;
}

void
oof_run_job_set_read_back_delays (OofRunJob *self, const guint delays[3])
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  memcpy (self->delays, delays, sizeof self->delays);
}

void
oof_run_job_set_flags (OofRunJob *self, OofMailboxPlanFlags flags)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  self->flags = flags;
}

void
oof_run_job_set_target (OofRunJob *self, const char *address, OofRunTarget *target)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  g_hash_table_replace (self->targets, g_ascii_strdown (address, -1), target);
}

void
oof_run_job_set_unattended (OofRunJob *self, gboolean unattended)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  self->unattended = unattended;
}

guint
oof_run_job_get_n_spared (OofRunJob *self)
{
  g_return_val_if_fail (OOF_IS_RUN_JOB (self), 0);

  return self->n_spared;
}

void
oof_run_job_set_policy (OofRunJob *self,
                        guint max_changes,
                        OofDirectory *directory,
                        const char *group)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);
  g_return_if_fail (OOF_IS_DIRECTORY (directory));

  self->max_changes = max_changes;
  g_set_object (&self->directory, directory);
  g_free (self->policy_group);
  self->policy_group = g_strdup (group);
}

void
oof_run_job_set_external_forward (OofRunJob *self, gboolean allowed)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  self->external_forward = allowed;
}

void
oof_run_job_set_guard (OofRunJob *self, OofRunGuard guard, gpointer data)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  self->guard = guard;
  self->guard_data = data;
}

void
oof_run_job_set_journal (OofRunJob *self, OofJournal *journal)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);
  g_return_if_fail (self->mode == OOF_RUN_APPLY);

  g_set_object (&self->journal, journal);
}

void
oof_run_job_set_mailer (OofRunJob *self, OofMailer *mailer, OofMailWriter writer)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);
  g_return_if_fail (OOF_IS_MAILER (mailer) && writer != NULL);
  g_return_if_fail (self->mode == OOF_RUN_APPLY);

  g_set_object (&self->mailer, mailer);
  self->mail_writer = writer;
}

void
oof_run_job_set_first_batch (OofRunJob *self, const char *const *addresses)
{
  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  g_strfreev (self->first);
  self->first = g_strdupv ((char **) addresses);
}

/* With unknown options or groups a run would write the wrong thing to everybody. */
static gboolean
check_start (OofRunJob *self, GError **error)
{
  OofProblem *problem = oof_snapshot_find_unreadable (self->snapshot, OOF_KEY_OPTIONS);

  if (!oof_mailbox_router_has_service (self->router))
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED,
                           "the sign-in of a runner is missing");
      return FALSE;
    }
  if (!problem)
    problem = oof_snapshot_find_unreadable (self->snapshot, OOF_KEY_GROUPS);
  if (!problem || self->mode != OOF_RUN_APPLY)
    return TRUE;
  g_set_error_literal (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED, problem->message);
  return FALSE;
}

/* The first batch to the front. */
static void
order_scope (OofRunJob *self)
{
  for (char **address = self->first; address && *address; address++)
    {
      guint index;

      if (!g_ptr_array_find_with_equal_func (self->scope, *address, g_str_equal, &index)
          || index < self->n_first)
        continue;
      g_ptr_array_insert (self->scope, (int) self->n_first++,
                          g_ptr_array_steal_index (self->scope, index));
    }
}

static void
begin_journal (OofRunJob *self)
{
  g_autoptr (OofRunLog) head = NULL;

  if (!self->journal)
    return;
  head = oof_run_record_new_head (self->report, oof_store_get_author (self->store));
  oof_journal_set_run (self->journal, head);
}

static void
count_spared (OofRunJob *self, OofInstant now)
{
  guint n_running;
  guint n = oof_run_spare_count (self->scope, self->roster, self->snapshot, now, &n_running);

  self->n_spared = oof_run_spare_is_needed (n, n_running) ? n : 0;
}

static void
prepare (OofRunJob *self)
{
  OofInstant now = oof_run_job_get_now (self);

  self->started = g_get_monotonic_time ();
  self->domains = oof_roster_dup_domains (self->roster);
  self->report = oof_run_report_new (oof_clock_now (self->clock));
  g_ptr_array_unref (self->scope);
  self->scope = oof_run_scope_list (self->mode, (const char *const *) self->addresses, self->roster,
                                    self->snapshot, now);
  if (self->others && !self->addresses && self->mode != OOF_RUN_STATUS)
    oof_run_scope_add_others (self->scope, self->roster, self->others_since, now);
  order_scope (self);
  begin_journal (self);
  g_ptr_array_unref (self->missing);
  self->missing = oof_run_scope_list_missing (self->scope, self->snapshot);
  if (self->unattended)
    count_spared (self, now);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_TOTAL]);
}

static gboolean
go_on_once (gpointer user_data)
{
  go_on (user_data);
  return G_SOURCE_REMOVE;
}

/* A cancellable must not be used again from its own signal. */
static void
stopped_cb (OofRunJob *self)
{
  g_autoptr (GSource) source = self->waiting ? g_idle_source_new () : NULL;

  if (!source)
    return;
  g_source_set_callback (source, go_on_once, g_object_ref (self), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

void
oof_run_job_run_async (OofRunJob *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (OOF_IS_RUN_JOB (self) && !self->report);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_run_job_run_async);
  g_task_set_check_cancellable (task, FALSE);
  prepare (self);
  if (!check_start (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_signal_connect_object (self->stop, "cancelled", G_CALLBACK (stopped_cb), self,
                           G_CONNECT_SWAPPED);
  if (cancellable)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel),
                             self->stop, G_CONNECT_SWAPPED);
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (self->stop);
  oof_run_job_begin (task);
}

OofRunReport *
oof_run_job_run_finish (OofRunJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

OofRunReport *
oof_run_job_get_report (OofRunJob *self)
{
  g_return_val_if_fail (OOF_IS_RUN_JOB (self), NULL);

  return self->report;
}
