/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-decisions.h"
#include "app/oof-session-runner.h"
#include "jobs/oof-run-job-private.h"
#include "oof-contract-tenant.h"
#include "wire/oof-http-gate-private.h"
#include "wire/oof-http-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* An urgent case overtakes a running bulk run of the same program: its requests leave before those
 * of the run that stand in line already, as the server's own record shows. Is it about a mailbox
 * for which a write of the run stands there, that one never leaves. */

#define MAILBOXES 90
#define IN_LINE   30 /* requests of the run when it is asked */
#define IN_HAND   60 /* of the run at the same time: the urgent one, its last, is not among them */

typedef struct _World World;

struct _World
{
  OofContractTenant *tenant; /* (owned) */
  OofSession *session;       /* (not owned) */
  char *record;              /* (owned) the server's, one JSON object a line */
  OofRunJob *job;            /* (owned) (nullable) the bulk run */
  GPtrArray *people;         /* (owned) utf8: whom the run writes to, the urgent one last */
  const char *urgent;        /* (not owned) */
  gboolean shut;             /* it is asked while the server lets nobody in */
  gboolean planned;          /* the urgent case is in the service mailbox */
  GAsyncResult *acted;       /* (owned) (nullable) */
  guint n_before;            /* lines of the record when it was asked */
  guint n_waiting;           /* requests of the run that stood in line then */
  guint n_rows;              /* that the run had when the urgent one was through */
  void (*job_cb) (OofWatch *watch, OofRunJob *job, World *w); /* (nullable) asked right away */
};

static GPtrArray *
read_record (World *w)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) split = NULL;

  g_assert_true (g_file_get_contents (w->record, &text, NULL, NULL));
  split = g_strsplit (text, "\n", -1);
  for (char **line = split; *line != NULL; line++)
    if (**line != '\0')
      g_ptr_array_add (lines, g_strdup (*line));
  return lines;
}

static gboolean
is_write (const char *line)
{
  return strstr (line, "\"PATCH\"") != NULL ? strstr (line, "/mailboxSettings") != NULL
                                            : strstr (line, "SetUserOofSettingsRequest") != NULL;
}

static gboolean
is_to_mailbox (const char *line)
{
  return strstr (line, "mailboxSettings") != NULL || strstr (line, "UserOofSettings") != NULL;
}

/* Graph is told an id where the address is no principal name. */
static gboolean
is_urgent (World *w, const char *line)
{
  GPtrArray *people = oof_session_get_people (w->session);

  for (guint i = 0; i < people->len; i++)
    {
      const OofPerson *person = people->pdata[i];

      if (g_str_equal (person->address, w->urgent))
        return strstr (line, person->address) != NULL || strstr (line, person->id) != NULL;
    }
  g_assert_not_reached ();
}

static OofHttpGate *
get_gate (World *w)
{
  OofHttpClient *client = w->session->graph_http != NULL ? w->session->graph_http
                                                         : w->session->ews_http[OOF_SIGN_IN_EWS];

  return oof_http_client_get_gate (client);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *w = user_data;

  w->acted = g_object_ref (result);
  g_object_get (w->job, "n-done", &w->n_rows, NULL);
}

/* Many of the run's stand in line; where it is about a write, that one is among them. */
static gboolean
is_moment (World *w)
{
  if (w->n_waiting < IN_LINE)
    return FALSE;
  if (!w->planned)
    return TRUE;
  return g_hash_table_contains (w->job->writing, w->urgent)
         && (!w->shut || oof_http_gate_get_n_in_flight (get_gate (w)) == 0);
}

static gboolean
ask_cb (gpointer user_data)
{
  World *w = user_data;
  g_autoptr (OofRequest) order = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  w->n_waiting = oof_http_gate_get_n_waiting (get_gate (w));
  if (!is_moment (w))
    return G_SOURCE_CONTINUE;
  order = oof_request_new (OOF_ACTION_APPLY, w->urgent);
  lines = read_record (w);
  w->n_before = lines->len;
  oof_session_act_async (w->session, order, 60, NULL, acted_cb, w);
  return G_SOURCE_REMOVE;
}

/* Looks at every turn of the loop: where answers come at once it never is idle. */
static void
watch_for_moment (World *w)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, w, NULL);
}

static void
prepare_job (OofRunJob *job, World *w)
{
  oof_run_job_set_max_in_flight (job, IN_HAND);
  g_set_object (&w->job, job);
  oof_run_job_set_read_back_delays (job, (const guint[3]){ 0, 0, 0 });
}

static void
job_cb (OofWatch *watch, OofRunJob *job, World *w)
{
  prepare_job (job, w);
  watch_for_moment (w);
}

/* Each protocol its own kind: a figure comes with it. */
static void
refuse_writes (World *w)
{
  static const char *const kinds[] = { "graph.patch-settings", "ews.set-oof" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{\"match\":\"%s\",\"kind\":\"throttle\",\"after\":5,\"times\":4}", kinds[i]);

      oof_json_unref (oof_contract_tenant_control (w->tenant, "fault", body));
    }
}

/* Between two requests that the urgent case makes, one after the other, the run's leave only as
 * fast as places become free; in one line all that stand in it would. */
static void
check_order (World *w)
{
  g_autoptr (GPtrArray) lines = read_record (w);
  guint limit = oof_http_gate_get_limit (get_gate (w));
  guint n = 0, longest = 0, after = 0;
  gboolean written = FALSE;

  for (guint i = w->n_before; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      gboolean own = is_urgent (w, line) || !is_to_mailbox (line);

      if (own && !written)
        longest = MAX (longest, n);
      n = own ? 0 : n + 1;
      after += written && !own;
      written = written || (own && is_write (line));
    }
  g_test_message ("%u of the run in line when it was asked; at most %u of them left between two of "
                  "the urgent requests, %u after its write; %u places",
                  w->n_waiting, longest, after, limit);
  g_assert_true (written);
  g_assert_cmpuint (longest, <, IN_LINE);
  g_assert_cmpuint (after, >, 0);
  g_assert_cmpuint (w->n_rows, <, w->people->len);
}

static void
run_bulk (World *w)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofWatch) watch = oof_session_create_watch (w->session, &error);

  g_assert_no_error (error);
  g_ptr_array_add (w->people, NULL);
  oof_watch_set_scope (watch, (const char *const *) w->people->pdata);
  g_ptr_array_set_size (w->people, (int) w->people->len - 1);
  g_signal_connect (watch, "job", w->job_cb != NULL ? G_CALLBACK (w->job_cb) : G_CALLBACK (job_cb),
                    w);
  oof_watch_run_once_async (watch, NULL, oof_contract_keep_cb, &result);
  oof_watch_run_once_finish (watch, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
add_absence (World *w, const char *person)
{
  g_autoptr (OofAbsence) absence = oof_absence_new (person, "Europe/Berlin");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofAbsence) stored = NULL;

  absence->first_day =
      oof_zone_day_of ("Europe/Berlin", oof_clock_now (OOF_CLOCK (w->session->clock)));
  absence->last_day = absence->first_day;
  oof_store_add_absence_async (w->session->store, absence, NULL, NULL, oof_contract_keep_cb,
                               &result);
  stored = oof_store_add_absence_finish (w->session->store, oof_contract_wait (&result), NULL);
  g_assert_nonnull (stored);
}

static void
plan_absences (World *w)
{
  GPtrArray *everybody = oof_session_get_people (w->session);

  for (guint i = 0; i < everybody->len && w->people->len < MAILBOXES; i++)
    {
      const OofPerson *person = g_ptr_array_index (everybody, i);
      g_autoptr (GPtrArray) absences = oof_session_dup_absences_of (w->session, person->address);

      if (absences->len > 0 || person->route == OOF_ROUTE_NONE)
        continue;
      add_absence (w, person->address);
      g_ptr_array_add (w->people, g_strdup (person->address));
    }
  g_assert_cmpuint (w->people->len, ==, MAILBOXES);
  g_ptr_array_sort (w->people, compare);
}

static void
world_set_up (World *w, const char *folder, gconstpointer scenario)
{
  g_autoptr (GAsyncResult) loaded = NULL;

  w->record = g_build_filename (folder, "record", NULL);
  g_setenv ("OOF_CONTRACT_RECORD", w->record, TRUE);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  w->people = g_ptr_array_new_with_free_func (g_free);
  w->tenant = oof_contract_tenant_new_with_people (scenario, "200");
  w->session = w->tenant->session;
  oof_session_load_async (w->session, OOF_LOAD_ALL, NULL, oof_contract_keep_cb, &loaded);
  g_assert_true (oof_session_load_finish (w->session, oof_contract_wait (&loaded), NULL));
  plan_absences (w);
}

static void
world_tear_down (World *w)
{
  g_object_unref (w->acted);
  g_object_unref (w->job);
  g_ptr_array_unref (w->people);
  oof_contract_tenant_free (w->tenant);
  g_unlink (w->record);
  g_free (w->record);
}

/* It is told that the urgent case was written, the run has left that alone, and written everybody
 * else; each mailbox once. */
static void
check_all (World *w)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report =
      oof_session_act_finish (w->session, oof_contract_wait (&w->acted), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->changed, ==, 1);
  g_assert_null (oof_run_report_find (oof_run_job_get_report (w->job), w->urgent));
  for (guint i = 0; i < w->people->len; i++)
    g_assert_cmpint (oof_contract_tenant_count_writes (w->tenant, g_ptr_array_index (w->people, i)),
                     ==, 1);
}

static void
test_overtakes (gconstpointer data)
{
  World w = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("oof-run-urgent-XXXXXX", NULL);

  world_set_up (&w, folder, data);
  w.urgent = g_ptr_array_index (w.people, MAILBOXES - 1);
  run_bulk (&w);
  check_all (&w);
  check_order (&w);
  world_tear_down (&w);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *w = user_data;
  g_autoptr (OofAbsence) stored = oof_session_add_absence_finish (w->session, result, NULL);

  g_assert_nonnull (stored);
  w->planned = TRUE;
  watch_for_moment (w);
}

/* When the run has begun the urgent person is planned to be away without an end: what the run
 * writes, until the end of the day, is another value. */
static void
plan_urgent_cb (OofWatch *watch, OofRunJob *job, World *w)
{
  g_autoptr (OofAbsence) absence = oof_absence_new (w->urgent, "Europe/Berlin");

  prepare_job (job, w);
  absence->first_day =
      oof_zone_day_of ("Europe/Berlin", oof_clock_now (OOF_CLOCK (w->session->clock)));
  absence->open_end = TRUE;
  oof_session_add_absence_async (w->session, absence, NULL, planned_cb, w);
}

/* No write of the run to that mailbox has ever left, only the urgent one. */
static void
check_urgent_value (World *w)
{
  g_autoptr (GPtrArray) lines = read_record (w);
  g_autofree char *what = g_strconcat ("mailboxes/", w->urgent, NULL);
  g_autoptr (OofJson) mailbox = oof_contract_tenant_control (w->tenant, what, NULL);
  g_autofree char *state = NULL;
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += is_write (g_ptr_array_index (lines, i)) && is_urgent (w, g_ptr_array_index (lines, i));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (oof_json_read_string (mailbox, "state", OOF_REQUIRED, &state, NULL));
  g_assert_cmpstr (state, ==, "enabled");
}

static void
run_in_line (gconstpointer scenario, gboolean shut)
{
  World w = { .shut = shut };
  g_autofree char *folder = g_dir_make_tmp ("oof-run-urgent-XXXXXX", NULL);

  world_set_up (&w, folder, scenario);
  w.urgent = g_ptr_array_index (w.people, IN_HAND - 1);
  w.job_cb = plan_urgent_cb;
  if (shut)
    refuse_writes (&w);
  run_bulk (&w);
  check_all (&w);
  check_urgent_value (&w);
  world_tear_down (&w);
}

/* The write of the run for the same mailbox stands in line. */
static void
test_in_line (gconstpointer data)
{
  run_in_line (data, FALSE);
}

/* The server has refused one, and until it takes more all of them wait. */
static void
test_shut (gconstpointer data)
{
  run_in_line (data, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/run-urgent/graph/overtakes", "cloud", test_overtakes);
  g_test_add_data_func ("/run-urgent/ews/overtakes", "onprem", test_overtakes);
  g_test_add_data_func ("/run-urgent/graph/in-line", "cloud", test_in_line);
  g_test_add_data_func ("/run-urgent/ews/in-line", "onprem", test_in_line);
  g_test_add_data_func ("/run-urgent/graph/shut", "cloud", test_shut);
  g_test_add_data_func ("/run-urgent/ews/shut", "onprem", test_shut);
  return g_test_run ();
}
