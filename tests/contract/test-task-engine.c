/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-cause.h"
#include "app/oof-session-documents.h"
#include "app/oof-session-runner.h"
#include "app/oof-task-engine-private.h"
#include "core/oof-error.h"
#include "jobs/oof-run-job-private.h"
#include "oof-contract-tenant.h"

/* The OOF task of an open window against a simulated tenant, whose clock the test turns. */

#define HOUR    3600
#define PLANNED 12

typedef struct
{
  OofContractTenant *tenant; /* (owned) */
  OofSession *session;       /* (not owned) */
  OofTaskEngine *engine;     /* (owned) */
  guint n_finished;
  OofRunReport *report; /* (owned) (nullable) of what was finished last */
  GError *error;        /* (owned) (nullable) likewise */
  guint n_told;         /* how often somebody was needed */
  OofCauseKind cause;   /* for the first of the reasons */
} World;

static void
load (World *w)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oof_session_load_async (w->session, OOF_LOAD_ALL, NULL, oof_contract_keep_cb, &result);
  oof_session_load_finish (w->session, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
}

static void
finished_cb (OofTaskEngine *engine, OofRunReport *report, GError *error, World *w)
{
  w->n_finished++;
  g_clear_pointer (&w->report, oof_run_report_unref);
  w->report = report != NULL ? oof_run_report_ref (report) : NULL;
  g_clear_error (&w->error);
  w->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
needs_somebody_cb (OofTaskEngine *engine, GPtrArray *causes, World *w)
{
  g_assert_cmpuint (causes->len, >, 0);
  w->n_told++;
  w->cause = ((OofCause *) causes->pdata[0])->kind;
}

static OofTaskEngine *
new_engine (World *w)
{
  OofTaskEngine *engine = oof_task_engine_new (w->session);

  g_signal_connect (engine, "finished", G_CALLBACK (finished_cb), w);
  g_signal_connect (engine, "needs-somebody", G_CALLBACK (needs_somebody_cb), w);
  return engine;
}

static void
add_absence (World *w, const char *person)
{
  g_autoptr (OofAbsence) absence = oof_absence_new (person, "Europe/Berlin");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofAbsence) stored = NULL;

  absence->first_day =
      oof_zone_day_of ("Europe/Berlin", oof_clock_now (oof_session_get_clock (w->session)));
  absence->last_day = absence->first_day;
  oof_session_add_absence_async (w->session, absence, NULL, oof_contract_keep_cb, &result);
  stored = oof_session_add_absence_finish (w->session, oof_contract_wait (&result), NULL);
  g_assert_nonnull (stored);
}

/* People who are away today, and whose mailboxes do not say so yet. */
static void
plan_absences (World *w)
{
  GPtrArray *people = oof_session_get_people (w->session);

  for (guint i = 0, n = 0; i < people->len && n < PLANNED; i++)
    {
      const OofPerson *person = people->pdata[i];
      g_autoptr (GPtrArray) absences = oof_session_dup_absences_of (w->session, person->address);

      if (absences->len > 0 || person->route == OOF_ROUTE_NONE)
        continue;
      add_absence (w, person->address);
      n++;
    }
}

static void
set_up (World *w, gconstpointer scenario)
{
  g_autofree char *folder = g_dir_make_tmp ("oof-task-engine-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  w->tenant = oof_contract_tenant_new (scenario);
  w->session = w->tenant->session;
  load (w);
  plan_absences (w);
  load (w);
  w->engine = new_engine (w);
}

static void
tear_down (World *w, gconstpointer scenario)
{
  oof_task_engine_shut_down (w->engine);
  g_assert_finalize_object (w->engine);
  oof_contract_tenant_free (w->tenant);
  g_clear_pointer (&w->report, oof_run_report_unref);
  g_clear_error (&w->error);
}

static OofInstant
get_now (World *w)
{
  return oof_clock_now (oof_session_get_clock (w->session));
}

/* The tenant's clock, and with the next answer the session's. */
static void
advance (World *w, const char *duration)
{
  g_autofree char *body = g_strdup_printf ("{\"advance\":\"%s\"}", duration);

  oof_json_unref (oof_contract_tenant_control (w->tenant, "clock", body));
  load (w);
}

static void
wait_until_idle (World *w)
{
  while (oof_task_engine_get_activity (w->engine) != OOF_TASK_IDLE)
    g_main_context_iteration (NULL, TRUE);
}

/* TRUE: that was a run. */
static gboolean
look (World *w)
{
  _oof_task_engine_look (w->engine);
  if (oof_task_engine_get_activity (w->engine) == OOF_TASK_IDLE)
    return FALSE;
  g_assert_cmpint (oof_task_engine_get_activity (w->engine), ==, OOF_TASK_SCHEDULED);
  wait_until_idle (w);
  return TRUE;
}

static gint64
count_writes (World *w)
{
  GPtrArray *people = oof_session_get_people (w->session);
  gint64 n = 0;

  for (guint i = 0; i < people->len; i++)
    n += oof_contract_tenant_count_writes (w->tenant, ((OofPerson *) people->pdata[i])->address);
  return n;
}

/* No mailbox got more than one write. */
static void
assert_no_second_write (World *w)
{
  GPtrArray *people = oof_session_get_people (w->session);

  for (guint i = 0; i < people->len; i++)
    g_assert_cmpint (
        oof_contract_tenant_count_writes (w->tenant, ((OofPerson *) people->pdata[i])->address), <=,
        1);
}

/* The hour */

static void
test_hours (World *w, gconstpointer data)
{
  OofInstant next;

  g_assert_cmpint (oof_task_engine_get_next_run (w->engine), ==, OOF_INSTANT_NONE);
  oof_task_engine_set_scheduled (w->engine, TRUE);
  g_assert_true (oof_task_engine_is_scheduled (w->engine));
  /* This hour's run is missing: soon, but not at once. */
  next = oof_task_engine_get_next_run (w->engine);
  g_assert_cmpint (next, >, get_now (w) + 60);
  g_assert_cmpint (next, <=, get_now (w) + 300);
  g_assert_false (look (w));
  advance (w, "PT5M");
  g_assert_true (look (w));
  g_assert_cmpint (count_writes (w), >, 0);
  g_assert_cmpuint (w->n_finished, ==, 0);
  load (w);
  g_assert_cmpint (oof_session_get_last_run (w->session), >=, get_now (w) / HOUR * HOUR);

  /* Not twice in the same hour; in the next one after what others would take. */
  g_assert_false (look (w));
  next = oof_task_engine_get_next_run (w->engine);
  g_assert_cmpint (next / HOUR, ==, get_now (w) / HOUR + 1);
  g_assert_cmpint (next % HOUR, >=, 150);
  advance (w, "PT55M");
  g_assert_cmpint (get_now (w) / HOUR, ==, next / HOUR);
  g_assert_false (look (w));
  advance (w, "PT5M");
  g_assert_true (look (w));
  assert_no_second_write (w);
  oof_task_engine_set_scheduled (w->engine, FALSE);
  advance (w, "PT2H");
  g_assert_cmpint (oof_task_engine_get_next_run (w->engine), ==, OOF_INSTANT_NONE);
}

/* A laptop that slept over many hours runs once. */
static void
test_slept (World *w, gconstpointer data)
{
  oof_task_engine_set_scheduled (w->engine, TRUE);
  advance (w, "PT5M");
  g_assert_true (look (w));
  advance (w, "PT9H");
  g_assert_true (look (w));
  load (w);
  g_assert_false (look (w));
}

/* Somebody else ran it in this hour. */
static void
test_elsewhere (World *w, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofWatch) watch = NULL;
  gint64 requests;

  oof_task_engine_set_scheduled (w->engine, TRUE);
  advance (w, "PT5M");
  watch = oof_session_create_watch (w->session, &error);
  g_assert_no_error (error);
  oof_watch_run_once_async (watch, NULL, oof_contract_keep_cb, &result);
  g_assert_true (oof_watch_run_once_finish (watch, oof_contract_wait (&result), &error));
  g_clear_object (&watch);
  load (w);
  requests = oof_contract_tenant_count (w->tenant, NULL);
  g_assert_false (look (w));
  g_assert_cmpint (oof_contract_tenant_count (w->tenant, NULL), ==, requests);
  g_assert_cmpint (oof_task_engine_get_next_run (w->engine) / HOUR, ==, get_now (w) / HOUR + 1);
}

/* Another program of the same user on this machine is at it: it is left to that, without a word. */
static void
test_locked (World *w, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofWatch) watch = oof_session_create_watch (w->session, &error);

  g_assert_no_error (error);
  oof_task_engine_set_scheduled (w->engine, TRUE);
  advance (w, "PT5M");
  g_assert_false (look (w));
  g_assert_cmpuint (w->n_told, ==, 0);
  g_assert_false (oof_task_engine_run (w->engine, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_cmpint (oof_task_engine_get_activity (w->engine), ==, OOF_TASK_IDLE);
}

/* Nothing runs by itself before the options were saved once. */
static void
test_not_saved (World *w, gconstpointer data)
{
  g_autofree char *what = g_strconcat ("mailboxes/", w->tenant->connection->service_mailbox, NULL);

  oof_json_unref (oof_contract_tenant_control (w->tenant, what, "{\"deleteItem\":\"d:options\"}"));
  load (w);
  oof_task_engine_set_scheduled (w->engine, TRUE);
  g_assert_cmpint (oof_task_engine_get_next_run (w->engine), ==, OOF_INSTANT_NONE);
  advance (w, "PT2H");
  g_assert_false (look (w));
  g_assert_cmpint (count_writes (w), ==, 0);
}

/* The news of a scheduled run come once, and to the administrators by mail. */
static void
test_news (World *w, gconstpointer data)
{
  g_autoptr (OofJson) outbox = NULL;
  g_autoptr (OofJson) mails = NULL;

  oof_contract_tenant_add_fault (w->tenant, "graph.get-settings", "forbidden", 1);
  oof_task_engine_set_scheduled (w->engine, TRUE);
  advance (w, "PT5M");
  g_assert_true (look (w));
  while (w->n_told == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (w->cause, ==, OOF_CAUSE_FAILED);
  outbox = oof_contract_tenant_control (w->tenant, "outbox", NULL);
  g_assert_true (oof_json_read_array (outbox, "mails", OOF_REQUIRED, &mails, NULL));
  g_assert_cmpuint (oof_json_get_length (mails), >, 0);
}

/* What somebody begins */

static OofRunJob *
get_job (World *w)
{
  return w->session->bulk;
}

/* Until the run has come to rest because it is paused. */
static void
wait_until_resting (World *w)
{
  while (get_job (w) == NULL || get_job (w)->waiting == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin (World *w)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (oof_task_engine_run (w->engine, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (oof_task_engine_get_activity (w->engine), ==, OOF_TASK_RUNNING);
}

/* Few mailboxes in hand, so that there are always some that are not begun yet. */
static gboolean
job_hook (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer user_data)
{
  OofRunJob *job = g_value_get_object (&values[1]);

  oof_run_job_set_max_in_flight (job, 2);
  oof_run_job_set_read_back_delays (job, (const guint[3]){ 0, 0, 0 });
  return G_SOURCE_CONTINUE;
}

/* Until the first mailbox is through. */
static void
wait_for_some (World *w)
{
  guint n_done = 0, n_total = 0;

  while (n_done == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      oof_task_engine_get_progress (w->engine, &n_done, &n_total);
    }
  g_assert_cmpuint (n_done, <, n_total);
}

/* Paused before it knows whom it will look at: no mailbox is begun until it is resumed. */
static void
test_paused_at_once (World *w, gconstpointer data)
{
  begin (w);
  oof_task_engine_pause (w->engine);
  g_assert_true (oof_task_engine_is_paused (w->engine));
  wait_until_resting (w);
  g_assert_cmpint (count_writes (w), ==, 0);
  g_assert_cmpint (oof_contract_tenant_count (w->tenant, "graph.get-settings"), ==, 0);
  g_assert_cmpuint (w->n_finished, ==, 0);
  oof_task_engine_resume (w->engine);
  g_assert_false (oof_task_engine_is_paused (w->engine));
  wait_until_idle (w);
  g_assert_cmpuint (w->n_finished, ==, 1);
  g_assert_no_error (w->error);
  g_assert_cmpint (count_writes (w), ==, w->report->changed);
  g_assert_cmpuint (w->report->changed, >, 0);
}

/* What is in hand is finished, nothing else begun, and after the pause nothing done twice. */
static void
test_paused (World *w, gconstpointer data)
{
  guint n_done, n_total;
  gint64 written;

  begin (w);
  wait_for_some (w);
  oof_task_engine_pause (w->engine);
  wait_until_resting (w);
  oof_task_engine_get_progress (w->engine, &n_done, &n_total);
  g_assert_cmpuint (n_done, <, n_total);
  written = count_writes (w);
  oof_task_engine_resume (w->engine);
  wait_until_idle (w);
  g_assert_no_error (w->error);
  g_assert_cmpuint (w->report->rows->len, ==, n_total);
  g_assert_cmpint (count_writes (w), >, written);
  g_assert_cmpint (count_writes (w), ==, w->report->changed);
  assert_no_second_write (w);
}

/* A true account of what was done; the next run does the rest. */
static void
check_cancelled (World *w)
{
  guint changed;

  g_assert_error (w->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (w->report);
  changed = w->report->changed;
  g_assert_cmpint (count_writes (w), ==, changed);
  g_assert_false (oof_task_engine_is_paused (w->engine));
  begin (w);
  wait_until_idle (w);
  g_assert_no_error (w->error);
  g_assert_cmpuint (w->report->changed, >, 0);
  g_assert_cmpint (count_writes (w), ==, changed + w->report->changed);
  assert_no_second_write (w);
}

static void
test_cancelled (World *w, gconstpointer data)
{
  begin (w);
  wait_for_some (w);
  oof_task_engine_cancel (w->engine);
  wait_until_idle (w);
  check_cancelled (w);
}

static void
test_cancelled_in_pause (World *w, gconstpointer data)
{
  begin (w);
  wait_for_some (w);
  oof_task_engine_pause (w->engine);
  wait_until_resting (w);
  oof_task_engine_cancel (w->engine);
  wait_until_idle (w);
  check_cancelled (w);
}

/* The window is closed: what is in hand is finished, and nobody is told any more. */
static void
test_shut_down (World *w, gconstpointer data)
{
  begin (w);
  wait_for_some (w);
  oof_task_engine_shut_down (w->engine);
  wait_until_idle (w);
  g_assert_cmpuint (w->n_finished, ==, 0);
  g_object_unref (w->engine);
  w->engine = new_engine (w);
  load (w);
  begin (w);
  wait_until_idle (w);
  g_assert_no_error (w->error);
  assert_no_second_write (w);
}

/* A dry run asks and changes nothing, and tells the same as the run after it. */
static void
test_planned (World *w, gconstpointer data)
{
  guint would;

  oof_task_engine_plan (w->engine);
  g_assert_cmpint (oof_task_engine_get_activity (w->engine), ==, OOF_TASK_PLANNING);
  wait_until_idle (w);
  g_assert_no_error (w->error);
  g_assert_cmpint (count_writes (w), ==, 0);
  would = w->report->changed;
  begin (w);
  wait_until_idle (w);
  g_assert_cmpuint (w->report->changed, ==, would);
}

#define ADD(name, test) g_test_add ("/task-engine/" name, World, "cloud", set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GTypeClass) watch = g_type_class_ref (OOF_TYPE_WATCH);

  g_test_init (&argc, &argv, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("job", OOF_TYPE_WATCH), 0, job_hook, NULL, NULL);
  ADD ("hours", test_hours);
  ADD ("slept", test_slept);
  ADD ("elsewhere", test_elsewhere);
  ADD ("locked", test_locked);
  ADD ("not-saved", test_not_saved);
  ADD ("news", test_news);
  ADD ("planned", test_planned);
  ADD ("paused-at-once", test_paused_at_once);
  ADD ("paused", test_paused);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-in-pause", test_cancelled_in_pause);
  ADD ("shut-down", test_shut_down);
  return g_test_run ();
}
