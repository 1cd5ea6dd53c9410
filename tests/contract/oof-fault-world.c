/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oof-fault-world.h"

#include "app/oof-session-documents.h"
#include "core/oof-error.h"

#define RUNS   8 /* after a fault, at most */
#define RUNNER "runner-here"

/* What the tenant saw */

/* Writes since the last look: (transfer full) */
static gint64 *
take_writes (OofFaultWorld *w)
{
  g_autoptr (OofJson) requests = oof_contract_tenant_control (w->tenant, "requests", NULL);
  g_autoptr (OofJson) writes = oof_json_get_member (requests, "writes");
  gint64 *delta = g_new0 (gint64, OOF_FAULT_PEOPLE);

  for (guint i = 0; i < OOF_FAULT_PEOPLE; i++)
    {
      gint64 n = 0;

      oof_json_read_int (writes, w->people[i], OOF_OPTIONAL, &n, NULL);
      delta[i] = n - w->n_writes[i];
      w->n_writes[i] = n;
    }
  return delta;
}

/* @result: (nullable) of a row or a line; none is none. */
static void
assert_true_to (const char *result, gint64 n_writes)
{
  if (g_strcmp0 (result, "written") == 0)
    g_assert_cmpint (n_writes, ==, 1);
  else if (g_strcmp0 (result, "not-confirmed") == 0 || g_strcmp0 (result, "failed") == 0)
    g_assert_cmpint (n_writes, <=, 1);
  else
    g_assert_cmpint (n_writes, ==, 0);
}

/* @report: (nullable): it did not come to one. */
static void
check_report (OofFaultWorld *w, OofRunReport *report)
{
  gint64 *delta = take_writes (w);
  guint changed = 0, failed = 0;

  for (guint i = 0; i < OOF_FAULT_PEOPLE; i++)
    {
      const OofRunRow *row = report != NULL ? oof_run_report_find (report, w->people[i]) : NULL;

      assert_true_to (row != NULL ? oof_run_result_to_string (row->result) : NULL, delta[i]);
      changed += row != NULL
                 && (row->result == OOF_RESULT_WRITTEN || row->result == OOF_RESULT_NOT_CONFIRMED);
      failed += row != NULL && row->result == OOF_RESULT_FAILED;
    }
  if (report == NULL)
    {
      g_free (delta);
      return;
    }
  g_assert_cmpuint (report->changed, ==, changed);
  g_assert_cmpuint (report->failed, ==, failed);
  g_hash_table_replace (w->deltas, g_strdup (report->run), delta);
}

/* Runs */

static void
job_cb (OofWatch *watch, OofRunJob *job, gpointer data)
{
  static const guint soon[3] = { 1, 2, 4 };

  oof_run_job_set_read_back_delays (job, soon);
}

static void
hook_cb (OofWatch *watch, OofRunJob *job, OofFaultHook hook)
{
  g_signal_connect (job, "row", G_CALLBACK (hook), g_object_get_data (G_OBJECT (watch), "world"));
}

/* What is not confirmed is for the next run. */
static gboolean
is_settled (const OofRunReport *report)
{
  for (guint i = 0; i < report->rows->len; i++)
    if (((const OofRunRow *) report->rows->pdata[i])->result == OOF_RESULT_NOT_CONFIRMED)
      return FALSE;
  return report->failed == 0;
}

gboolean
oof_fault_world_run (OofFaultWorld *w, OofFaultHook hook, GError **error)
{
  g_autoptr (OofLease) lease = oof_lease_new (w->session->store, RUNNER);
  g_autoptr (OofWatch) watch = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gboolean ran;

  oof_lease_set_wait (lease, 0);
  watch = oof_watch_new (OOF_WORKPLACE (w->session), w->session->store,
                         OOF_CLOCK (w->session->clock), lease);
  oof_watch_set_scope (watch, (const char *const *) w->people);
  oof_watch_set_interval (watch, w->interval);
  g_signal_connect (watch, "job", G_CALLBACK (job_cb), NULL);
  g_object_set_data (G_OBJECT (watch), "world", w);
  if (hook != NULL)
    g_signal_connect (watch, "job", G_CALLBACK (hook_cb), hook);
  oof_watch_run_once_async (watch, NULL, oof_contract_keep_cb, &result);
  ran = oof_watch_run_once_finish (watch, oof_contract_wait (&result), error);
  check_report (w, oof_watch_get_report (watch));
  return ran && is_settled (oof_watch_get_report (watch));
}

static void
run_until_done (OofFaultWorld *w)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < RUNS; i++)
    {
      g_clear_error (&error);
      if (oof_fault_world_run (w, NULL, &error))
        return;
    }
  g_error ("no run comes through: %s", error != NULL ? error->message : "some mailboxes fail");
}

/* What there is to do */

OofInstant
oof_fault_world_advance (OofFaultWorld *w, const char *duration)
{
  g_autofree char *body = g_strdup_printf ("{\"advance\":\"%s\"}", duration);
  g_autoptr (OofJson) answer = oof_contract_tenant_control (w->tenant, "clock", body);
  g_autofree char *text = NULL;
  OofInstant now = OOF_INSTANT_NONE;

  g_assert_true (oof_json_read_string (answer, "now", OOF_REQUIRED, &text, NULL));
  g_assert_true (oof_instant_parse (text, &now, NULL));
  return now;
}

static void
add_absence (OofFaultWorld *w, const char *person, OofInstant now)
{
  g_autoptr (OofAbsence) absence = oof_absence_new (person, "Europe/Berlin");
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  absence->first_day = oof_zone_day_of ("Europe/Berlin", now);
  absence->last_day = absence->first_day;
  oof_store_add_absence_async (w->session->store, absence, NULL, NULL, oof_contract_keep_cb,
                               &result);
  stored = oof_store_add_absence_finish (w->session->store, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
}

void
oof_fault_world_make_work (OofFaultWorld *w)
{
  OofInstant now = oof_fault_world_advance (w, w->over ? "PT1M" : "P7D");

  w->over = !w->over;
  for (guint i = 0; i < OOF_FAULT_PEOPLE; i++)
    {
      if (!w->over)
        add_absence (w, w->people[i], now);
      w->n_due[i]++;
    }
}

void
oof_fault_world_add_fault (
    OofFaultWorld *w, const char *match, const char *kind, guint after, guint times)
{
  g_autofree char *body = g_strdup_printf (
      "{\"match\":\"%s\",\"kind\":\"%s\",\"after\":%u,\"times\":%u}", match, kind, after, times);
  OofJson *answer = oof_contract_tenant_control (w->tenant, "fault", body);

  oof_json_unref (answer);
}

/* What became of it */

static void
load (OofFaultWorld *w)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oof_session_load_async (w->session, OOF_LOAD_ALL, NULL, oof_contract_keep_cb, &result);
  oof_session_load_finish (w->session, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
}

static char *
read_state (OofFaultWorld *w, const char *address)
{
  g_autofree char *what = g_strconcat ("mailboxes/", address, NULL);
  g_autoptr (OofJson) mailbox = oof_contract_tenant_control (w->tenant, what, NULL);
  char *state = NULL;

  g_assert_true (oof_json_read_string (mailbox, "state", OOF_REQUIRED, &state, NULL));
  return state;
}

/* What the next run will know. */
static void
check_record (OofFaultWorld *w, const char *address)
{
  const OofRecord *record = oof_session_get_record (w->session, address);

  g_assert_nonnull (record);
  g_assert_nonnull (record->returned);
  g_assert_cmpint (record->written->status, ==, w->over ? OOF_REPLY_DISABLED : OOF_REPLY_SCHEDULED);
  g_assert_true ((record->absence == NULL) == w->over);
}

static void
assert_as_planned (OofFaultWorld *w)
{
  g_autoptr (OofRunJob) job = NULL;
  g_autoptr (OofRunReport) report = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  load (w);
  job = oof_session_create_run_job (w->session, OOF_RUN_STATUS, (const char *const *) w->people);
  oof_run_job_run_async (job, NULL, oof_contract_keep_cb, &result);
  report = oof_run_job_run_finish (job, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < OOF_FAULT_PEOPLE; i++)
    {
      OofRunRow *row = oof_run_report_find (report, w->people[i]);
      g_autofree char *state = read_state (w, w->people[i]);

      g_assert_cmpint (row->result, ==, OOF_RESULT_UNCHANGED);
      g_assert_cmpint (row->plan->verdict, ==, OOF_VERDICT_AS_PLANNED);
      g_assert_cmpstr (state, ==, w->over ? "disabled" : "scheduled");
      check_record (w, w->people[i]);
    }
}

/* The lines of one log against what the tenant saw of that run. */
static void
check_log (OofFaultWorld *w, const OofRunLog *log, const gint64 *delta)
{
  guint changed = 0, failed = 0;

  for (guint i = 0; i < OOF_FAULT_PEOPLE; i++)
    {
      const OofLogPerson *line = oof_run_log_find (log, w->people[i]);
      const char *result = line != NULL ? line->result : NULL;

      assert_true_to (result, delta[i]);
      if (g_strcmp0 (result, "written") == 0)
        g_assert_true (line->changes->len > 0 && line->before != NULL);
      changed += g_strcmp0 (result, "written") == 0 || g_strcmp0 (result, "not-confirmed") == 0;
      failed += g_strcmp0 (result, "failed") == 0;
    }
  g_assert_cmpint (log->changed, ==, changed);
  g_assert_cmpint (log->failed, ==, failed);
}

static void
look_at_logs (OofFaultWorld *w)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  GHashTableIter iter;
  gpointer run, delta;

  oof_session_list_runs_async (w->session, NULL, oof_contract_keep_cb, &result);
  runs = oof_session_list_runs_finish (w->session, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < runs->len; i++)
    {
      const OofRunLog *log = g_ptr_array_index (runs, i);

      if (!g_hash_table_add (w->known, g_strdup (log->run))
          || !g_hash_table_steal_extended (w->deltas, log->run, &run, &delta))
        continue;
      check_log (w, log, delta);
      g_free (run);
      g_free (delta);
    }
  /* A run without a log has changed nothing. */
  g_hash_table_iter_init (&iter, w->deltas);
  while (g_hash_table_iter_next (&iter, &run, &delta))
    for (guint i = 0; i < OOF_FAULT_PEOPLE; i++)
      g_assert_cmpint (((gint64 *) delta)[i], ==, 0);
  g_hash_table_remove_all (w->deltas);
}

static gboolean
has_journal (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "oof-manager", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (strstr (name, ".journal") != NULL)
      return TRUE;
  return FALSE;
}

void
oof_fault_world_check (OofFaultWorld *w)
{
  run_until_done (w);
  /* A run that was still letting go held its journal: the one after the next takes it. */
  if (has_journal ())
    run_until_done (w);
  for (guint i = 0; i < OOF_FAULT_PEOPLE; i++)
    g_assert_cmpint (w->n_writes[i], ==, w->n_due[i]);
  assert_as_planned (w);
  look_at_logs (w);
  g_assert_false (has_journal ());
  w->n_cells++;
}

/* The world */

/* People who are present, have no absence and no reply. */
static void
choose_people (OofFaultWorld *w)
{
  GPtrArray *everybody = oof_session_get_people (w->session);
  guint n = 0;

  for (guint i = 0; i < everybody->len && n < OOF_FAULT_PEOPLE; i++)
    {
      const OofPerson *person = g_ptr_array_index (everybody, i);
      OofRecord *record = oof_session_get_record (w->session, person->address);
      g_autoptr (GPtrArray) absences = oof_session_dup_absences_of (w->session, person->address);
      g_autofree char *state = NULL;

      if (absences->len > 0 || (record != NULL && record->written != NULL)
          || person->route == OOF_ROUTE_NONE)
        continue;
      state = read_state (w, person->address);
      if (g_str_equal (state, "disabled"))
        w->people[n++] = g_strdup (person->address);
    }
  g_assert_cmpuint (n, ==, OOF_FAULT_PEOPLE);
}

OofFaultWorld *
oof_fault_world_new (gboolean graph, guint timeout)
{
  OofFaultWorld *w = g_new0 (OofFaultWorld, 1);
  g_autofree gint64 *before = NULL;

  w->tenant = oof_contract_tenant_new_with_timeout (graph ? "cloud" : "onprem", "40", timeout);
  w->session = w->tenant->session;
  w->graph = graph;
  w->interval = 20;
  w->over = TRUE;
  w->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  w->deltas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  oof_contract_tenant_skip_pauses (w->tenant);
  load (w);
  choose_people (w);
  before = take_writes (w);
  memcpy (w->n_due, w->n_writes, sizeof w->n_due);
  run_until_done (w);
  /* So that the state pages are there: what is recorded is an update. */
  for (guint i = 0; i < 2; i++)
    {
      oof_fault_world_make_work (w);
      oof_fault_world_check (w);
    }
  w->n_cells = 0;
  return w;
}

void
oof_fault_world_free (OofFaultWorld *w)
{
  oof_contract_tenant_free (w->tenant);
  g_hash_table_unref (w->known);
  g_hash_table_unref (w->deltas);
  for (guint i = 0; i < OOF_FAULT_PEOPLE; i++)
    g_free (w->people[i]);
  g_free (w);
}
