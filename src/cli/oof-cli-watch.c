/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-watch.h"

#include <glib/gi18n.h>

#include "app/oof-session-decisions.h"
#include "app/oof-session-notices.h"
#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "cli/oof-cli-confirm.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-report.h"
#include "cli/oof-cli-sync.h"

static void
list_problems (OofCli *cli)
{
  GPtrArray *problems = oof_session_get_problems (cli->session);

  for (guint i = 0; !cli->quiet && i < problems->len; i++)
    oof_cli_warn (_ ("Note: %s"), (const char *) g_ptr_array_index (problems, i));
}

static void
job_cb (OofWatch *watch, OofRunJob *job, OofCli *cli)
{
  oof_cli_follow_job (cli, job);
}

/* What somebody is asked about after the first batch. */
typedef struct
{
  OofCli *cli;
  GStrv first; /* (owned) (nullable) */
  guint n_changes;
} Bulk;

static void
bulk_job_cb (OofWatch *watch, OofRunJob *job, Bulk *bulk)
{
  oof_cli_confirm_job (bulk->cli, job, bulk->first, bulk->n_changes);
}

static gboolean
plan_bulk (Bulk *bulk, const char *const *addresses, OofCliTask task, GError **error)
{
  OofMailboxPlanFlags flags = task & OOF_CLI_TASK_RESET ? OOF_MAILBOX_PLAN_RESET : 0;
  g_autoptr (GError) local = NULL;

  if (!oof_cli_load (bulk->cli, OOF_LOAD_ALL, error))
    return FALSE;
  bulk->first = oof_cli_plan_first_batch (bulk->cli, addresses, flags, &bulk->n_changes, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
served_cb (OofWatch *watch, OofRequest *request, OofCli *cli)
{
  const char *action = oof_action_to_string (request->action);
  g_autofree char *words =
      oof_words_request (request, oof_session_get_options (cli->session)->zone);
  g_autofree char *line =
      g_strdup_printf ("%s %s: %s", action != NULL ? action : "?", request->person, words);
  g_autofree char *safe = oof_cli_dup_line (line);

  if (cli->json || cli->quiet)
    return;
  oof_cli_print (safe);
  oof_cli_print ("\n");
  oof_cli_flush ();
}

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) causes = oof_session_report_run_finish (OOF_SESSION (source), result);
}

static void
trouble_cb (OofWatch *watch, const GError *error, OofCli *cli)
{
  g_autofree char *sentence = oof_words_error (error);

  oof_cli_warn ("%s", sentence);
  cli->troubled = TRUE;
}

/* Nobody watches: the administrators are told. */
static void
report_trouble_cb (OofWatch *watch, const GError *error, OofCli *cli)
{
  oof_session_report_run_async (cli->session, NULL, error, NULL, reported_cb, NULL);
}

static void
report_run (OofCli *cli, OofRunReport *report, const GError *error)
{
  oof_session_report_run_async (cli->session, report, error, cli->cancellable, oof_cli_done_cb,
                                cli);
  g_autoptr (GPtrArray) causes = oof_session_report_run_finish (cli->session, oof_cli_wait (cli));
}

static void
print_run (OofCli *cli, const OofRunReport *report)
{
  oof_cli_print_report (cli, report);
  oof_cli_list_failures (cli, report);
  list_problems (cli);
  oof_cli_flush ();
}

static void
ran_cb (OofWatch *watch, OofRunReport *report, OofCli *cli)
{
  print_run (cli, report);
  oof_session_report_run_async (cli->session, report, NULL, NULL, reported_cb, NULL);
}

static OofWatch *
create_watch (OofCli *cli, guint limit_errors, GError **error)
{
  OofWatch *watch = oof_session_create_watch (cli->session, error);

  if (watch == NULL)
    return NULL;
  oof_watch_set_limit_errors (watch, limit_errors);
  g_signal_connect (watch, "job", G_CALLBACK (job_cb), cli);
  g_signal_connect (watch, "served", G_CALLBACK (served_cb), cli);
  g_signal_connect (watch, "trouble", G_CALLBACK (trouble_cb), cli);
  return watch;
}

/* When something in the database could not be read, that may be the options, and nothing is
 * certain. */
int
oof_cli_do_nothing (OofCli *cli)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (cli->session));
  g_autoptr (OofRunReport) report = oof_run_report_new (now);

  oof_cli_print_report (cli, report);
  if (!cli->quiet)
    oof_cli_warn (_ ("Note: the options were never saved, so a scheduled run does nothing"));
  return oof_session_get_problems (cli->session)->len > 0 ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

int
oof_cli_run_task (OofCli *cli, const char *const *addresses, OofCliTask task, guint limit_errors)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofWatch) watch = create_watch (cli, limit_errors, &error);
  Bulk bulk = { .cli = cli };

  if (watch == NULL
      || (!(task & OOF_CLI_TASK_SCHEDULED) && oof_cli_has_somebody ()
          && !plan_bulk (&bulk, addresses, task, &error)))
    return oof_cli_fail (error);
  g_signal_connect (watch, "job", G_CALLBACK (bulk_job_cb), &bulk);
  oof_watch_set_scheduled (watch, (task & OOF_CLI_TASK_SCHEDULED) != 0);
  if (task & OOF_CLI_TASK_RESET)
    oof_watch_set_flags (watch, OOF_MAILBOX_PLAN_RESET);
  oof_watch_set_scope (watch, addresses);
  oof_watch_run_once_async (watch, cli->cancellable, oof_cli_done_cb, cli);
  oof_watch_run_once_finish (watch, oof_cli_wait (cli), &error);
  g_strfreev (bulk.first);

  OofRunReport *report = oof_watch_get_report (watch);
  if (report != NULL)
    print_run (cli, report);
  if (task & OOF_CLI_TASK_SCHEDULED)
    report_run (cli, report, error);
  if (error != NULL)
    return oof_cli_fail (error);
  if (report == NULL)
    {
      list_problems (cli);
      return oof_cli_do_nothing (cli);
    }
  return report->failed > 0 || cli->troubled ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

int
oof_cli_watch (OofCli *cli, guint limit_errors)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofWatch) watch = create_watch (cli, limit_errors, &error);

  if (watch == NULL)
    return oof_cli_fail (error);
  oof_watch_set_scheduled (watch, TRUE);
  g_signal_connect (watch, "ran", G_CALLBACK (ran_cb), cli);
  g_signal_connect (watch, "trouble", G_CALLBACK (report_trouble_cb), cli);
  oof_watch_run_async (watch, cli->cancellable, oof_cli_done_cb, cli);
  oof_watch_run_finish (watch, oof_cli_wait (cli), &error);
  if (error != NULL)
    report_run (cli, NULL, error);
  return oof_cli_fail (error);
}

/* The runner elsewhere */

static void
say_answer (OofCli *cli, const OofRequest *request)
{
  OofPerson *person = oof_session_get_person (cli->session, request->person);
  const char *zone = person != NULL && person->zone != NULL
                         ? person->zone
                         : oof_session_get_options (cli->session)->zone;
  g_autofree char *words = oof_words_request (request, zone);

  if (cli->json || request->state != OOF_REQUEST_DONE)
    return;
  oof_cli_print (request->person);
  oof_cli_print (": ");
  oof_cli_print (words);
  oof_cli_print ("\n");
}

static void
list_unanswered (const OofRunReport *report)
{
  for (guint i = 0; i < report->rows->len; i++)
    {
      OofRunRow *row = g_ptr_array_index (report->rows, i);
      if (row->error != NULL)
        oof_cli_warn ("%s: %s", row->address, row->error->message);
    }
}

int
oof_cli_ask_runner (OofCli *cli, OofAction action, char **addresses, guint seconds)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (cli->session));
  g_autoptr (OofRunReport) report = oof_run_report_new (now);
  guint n_done = 0;

  for (char **address = addresses; *address != NULL; address++)
    {
      g_autoptr (GError) error = NULL;
      oof_session_request_async (cli->session, action, *address, NULL, seconds, cli->cancellable,
                                 oof_cli_done_cb, cli);
      g_autoptr (OofRequest) request =
          oof_session_request_finish (cli->session, oof_cli_wait (cli), &error);
      if (request == NULL)
        return oof_cli_fail (error);
      oof_session_add_answer (cli->session, report, request);
      say_answer (cli, request);
      n_done += request->state == OOF_REQUEST_DONE;
    }
  oof_run_report_close (report);
  if (cli->json)
    oof_cli_print_report (cli, report);
  list_unanswered (report);
  return n_done == report->rows->len ? OOF_CLI_DONE : OOF_CLI_SOME_FAILED;
}
