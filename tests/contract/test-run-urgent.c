/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-decisions.h"
#include "app/oof-session-runner.h"
#include "oof-contract-tenant.h"
#include "wire/oof-http-gate-private.h"
#include "wire/oof-http-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* An urgent case overtakes a running bulk run of the same program: its requests leave before those
 * of the run that stand in line already, as the server's own record shows. */

#define MAILBOXES 90
#define IN_LINE   30 /* requests of the run when it is asked */
#define IN_HAND   60 /* of the run at the same time: the urgent one, its last, is not among them */

typedef struct
{
  OofContractTenant *tenant; /* (owned) */
  OofSession *session;       /* (not owned) */
  char *record;              /* (owned) the server's, one JSON object a line */
  OofRunJob *job;            /* (owned) (nullable) the bulk run */
  GPtrArray *people;         /* (owned) utf8: whom the run writes to, the urgent one last */
  GAsyncResult *acted;       /* (owned) (nullable) */
  guint n_before;            /* lines of the record when it was asked */
  guint n_waiting;           /* requests of the run that stood in line then */
  guint n_rows;              /* that the run had when the urgent one was through */
} World;

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

static const char *
get_urgent (World *w)
{
  return g_ptr_array_index (w->people, w->people->len - 1);
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

/* As soon as many of the run's stand in line. */
static gboolean
ask_cb (gpointer user_data)
{
  World *w = user_data;
  g_autoptr (OofRequest) order = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  w->n_waiting = oof_http_gate_get_n_waiting (get_gate (w));
  if (w->n_waiting < IN_LINE)
    return G_SOURCE_CONTINUE;
  order = oof_request_new (OOF_ACTION_APPLY, get_urgent (w));
  lines = read_record (w);
  w->n_before = lines->len;
  oof_session_act_async (w->session, order, 60, NULL, acted_cb, w);
  return G_SOURCE_REMOVE;
}

static void
job_cb (OofWatch *watch, OofRunJob *job, World *w)
{
  oof_run_job_set_max_in_flight (job, IN_HAND);
  g_set_object (&w->job, job);
  oof_run_job_set_read_back_delays (job, (const guint[3]){ 0, 0, 0 });
  g_idle_add (ask_cb, w);
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
      gboolean own = strstr (line, get_urgent (w)) != NULL || !is_to_mailbox (line);

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
  g_signal_connect (watch, "job", G_CALLBACK (job_cb), w);
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
test_overtakes (gconstpointer data)
{
  World w = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("oof-run-urgent-XXXXXX", NULL);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (OofRunReport) report = NULL;
  g_autoptr (GError) error = NULL;

  w.record = g_build_filename (folder, "record", NULL);
  g_setenv ("OOF_CONTRACT_RECORD", w.record, TRUE);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  w.people = g_ptr_array_new_with_free_func (g_free);
  w.tenant = oof_contract_tenant_new_with_people (data, "200");
  w.session = w.tenant->session;
  oof_session_load_async (w.session, OOF_LOAD_ALL, NULL, oof_contract_keep_cb, &loaded);
  g_assert_true (oof_session_load_finish (w.session, oof_contract_wait (&loaded), NULL));
  g_clear_object (&loaded);
  plan_absences (&w);
  run_bulk (&w);
  report = oof_session_act_finish (w.session, oof_contract_wait (&w.acted), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->changed, ==, 1);
  check_order (&w);
  /* The run has left it alone, and written everybody else once. */
  g_assert_null (oof_run_report_find (oof_run_job_get_report (w.job), get_urgent (&w)));
  for (guint i = 0; i < w.people->len; i++)
    g_assert_cmpint (oof_contract_tenant_count_writes (w.tenant, g_ptr_array_index (w.people, i)),
                     ==, 1);
  g_object_unref (w.acted);
  g_object_unref (w.job);
  g_ptr_array_unref (w.people);
  oof_contract_tenant_free (w.tenant);
  g_unlink (w.record);
  g_free (w.record);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/run-urgent/graph", "cloud", test_overtakes);
  g_test_add_data_func ("/run-urgent/ews", "onprem", test_overtakes);
  return g_test_run ();
}
