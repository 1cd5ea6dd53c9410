/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-runner.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-report.h"
#include "cli/oof-cli-values.h"
#include "cli/oof-cli-watch.h"

typedef struct
{
  gboolean dry;
  gboolean scheduled;
  gboolean watch;
  gboolean reset;
  int limit_errors;
  int wait;
} Wanted;

static OofCliTask
get_task (const Wanted *wanted)
{
  return (wanted->scheduled ? OOF_CLI_TASK_SCHEDULED : 0)
         | (wanted->reset ? OOF_CLI_TASK_RESET : 0);
}

/* A single mailbox that somebody names needs no lease (decisions 8). */
static int
run_job (OofCli *cli, const Wanted *wanted, char **addresses)
{
  g_autoptr (OofRunJob) job = oof_session_create_run_job (
      cli->session, wanted->dry ? OOF_RUN_PLAN : OOF_RUN_APPLY, (const char *const *) addresses);

  oof_run_job_set_limit_errors (job, (guint) wanted->limit_errors);
  oof_run_job_set_flags (job, wanted->reset ? OOF_MAILBOX_PLAN_RESET : OOF_MAILBOX_PLAN_NORMAL);
  return oof_cli_carry_out (cli, job);
}

/* Only named people, or nothing written. */
static int
run_some (OofCli *cli, const Wanted *wanted, char **people)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;

  if (!oof_cli_open (cli, OOF_LOAD_ALL, &error))
    return oof_cli_fail (error);
  if (wanted->scheduled && oof_session_get_options (cli->session)->saved_at == OOF_INSTANT_NONE)
    return oof_cli_do_nothing (cli);
  if (!oof_cli_find_addresses (cli, people, &addresses, &error))
    return oof_cli_fail (error);
  if (wanted->dry)
    return run_job (cli, wanted, addresses);
  if (!oof_session_has_runner (cli->session)
      && (addresses[1] != NULL || !oof_session_can_act (cli->session, addresses[0])))
    return oof_cli_ask_runner (cli, wanted->reset ? OOF_ACTION_RESET : OOF_ACTION_APPLY, addresses,
                               (guint) wanted->wait);
  if (wanted->scheduled || g_strv_length (addresses) > 1)
    return oof_cli_run_task (cli, (const char *const *) addresses, get_task (wanted),
                             (guint) wanted->limit_errors);
  return run_job (cli, wanted, addresses);
}

static int
run (OofCli *cli, const Wanted *wanted, char **people)
{
  g_autoptr (GError) error = NULL;

  if (wanted->dry || people != NULL)
    return run_some (cli, wanted, people);
  if (!oof_cli_open (cli, 0, &error))
    return oof_cli_fail (error);
  if (wanted->watch)
    return oof_cli_watch (cli, (guint) wanted->limit_errors);
  return oof_cli_run_task (cli, NULL, get_task (wanted), (guint) wanted->limit_errors);
}

static gboolean
check (const Wanted *wanted, char **people, GError **error)
{
  if (wanted->limit_errors < 0)
    oof_cli_set_usage_error (error, _ ("--limit-errors must not be negative"));
  else if (wanted->wait < 0)
    oof_cli_set_usage_error (error, _ ("--wait must not be negative"));
  else if (wanted->watch && (wanted->dry || people != NULL))
    oof_cli_set_usage_error (error, _ ("--watch goes neither with --dry-run nor with --person"));
  else if (wanted->reset && (wanted->watch || wanted->scheduled))
    oof_cli_set_usage_error (error, _ ("--reset goes neither with --watch nor with --scheduled"));
  else
    return TRUE;
  return FALSE;
}

int
oof_cli_run (OofCli *cli, char **arguments)
{
  g_auto (GStrv) people = NULL;
  Wanted wanted = { .wait = OOF_SESSION_REQUEST_SECONDS };
  const GOptionEntry options[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &wanted.dry, N_ ("Write nothing"), NULL },
    { "person", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &people,
      N_ ("Only this person; may be given several times"), N_ ("PERSON") },
    { "scheduled", 0, 0, G_OPTION_ARG_NONE, &wanted.scheduled,
      N_ ("For timers: do nothing until the options were saved once"), NULL },
    { "watch", 'w', 0, G_OPTION_ARG_NONE, &wanted.watch,
      N_ ("Scheduled, and stay: run at each full hour and change, serve requests"), NULL },
    { "reset", 0, 0, G_OPTION_ARG_NONE, &wanted.reset,
      N_ ("Switch running replies off and on, so that earlier senders are answered again"), NULL },
    { "limit-errors", 0, 0, G_OPTION_ARG_INT, &wanted.limit_errors,
      N_ ("Start no further mailbox after N failed ones"), N_ ("N") },
    { "wait", 0, 0, G_OPTION_ARG_INT, &wanted.wait,
      N_ ("Without a runner here: how long to wait for the answer of the one elsewhere"),
      N_ ("SECONDS") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 0, &error);

  if (words == NULL || !check (&wanted, people, &error))
    return oof_cli_fail (error);
  return run (cli, &wanted, people);
}
