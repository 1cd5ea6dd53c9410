/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-report.h"
#include "cli/oof-cli-values.h"

typedef struct
{
  gboolean dry;
  gboolean scheduled;
  int limit_errors;
} Wanted;

/* Nobody has saved the options yet: a scheduled run does nothing (decisions 8). When something in
 * the database could not be read, that may be the options, and nothing is certain. */
static int
do_nothing (OofCli *cli)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (cli->session));
  g_autoptr (OofRunReport) report = oof_run_report_new (now);

  oof_cli_print_report (cli, report);
  if (!cli->quiet)
    oof_cli_warn (_ ("Note: the options were never saved, so a scheduled run does nothing"));
  return oof_session_get_problems (cli->session)->len > 0 ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

static int
run (OofCli *cli, const Wanted *wanted, char **people)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;

  if (!oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  if (wanted->scheduled && oof_session_get_options (cli->session)->saved_at == OOF_INSTANT_NONE)
    return do_nothing (cli);
  if (!oof_cli_load (cli, OOF_LOAD_PEOPLE, &error)
      || !oof_cli_find_addresses (cli, people, &addresses, &error))
    return oof_cli_fail (error);

  g_autoptr (OofRunJob) job = oof_session_create_run_job (
      cli->session, wanted->dry ? OOF_RUN_PLAN : OOF_RUN_APPLY, (const char *const *) addresses);
  oof_run_job_set_limit_errors (job, (guint) wanted->limit_errors);
  return oof_cli_carry_out (cli, job);
}

int
oof_cli_run (OofCli *cli, char **arguments)
{
  g_auto (GStrv) people = NULL;
  Wanted wanted = { 0 };
  const GOptionEntry options[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &wanted.dry, N_ ("Write nothing"), NULL },
    { "person", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &people,
      N_ ("Only this person; may be given several times"), N_ ("PERSON") },
    { "scheduled", 0, 0, G_OPTION_ARG_NONE, &wanted.scheduled,
      N_ ("For timers: do nothing until the options were saved once"), NULL },
    { "limit-errors", 0, 0, G_OPTION_ARG_INT, &wanted.limit_errors,
      N_ ("Start no further mailbox after N failed ones"), N_ ("N") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 0, &error);

  if (words != NULL && wanted.limit_errors < 0)
    oof_cli_set_usage_error (&error, _ ("--limit-errors must not be negative"));
  if (words == NULL || error != NULL)
    return oof_cli_fail (error);
  return run (cli, &wanted, people);
}
