/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-report.h"
#include "cli/oof-cli-values.h"

int
oof_cli_plan (OofCli *cli, char **arguments)
{
  g_autofree char *at = NULL;
  const GOptionEntry options[] = {
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &at,
      N_ ("Plan as if it were then: 2026-11-23 or 2026-11-23T08:00:00Z"), N_ ("TIME") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;
  OofInstant instant;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, G_MAXUINT, &error);

  if (words == NULL || (at != NULL && !oof_cli_parse_instant ("--at", at, "UTC", &instant, &error))
      || !oof_cli_open (cli, OOF_LOAD_ALL, &error)
      || !oof_cli_find_addresses (cli, words, &addresses, &error))
    return oof_cli_fail (error);

  g_autoptr (OofRunJob) job =
      oof_session_create_run_job (cli->session, OOF_RUN_PLAN, (const char *const *) addresses);
  if (at != NULL)
    {
      /* Once more, now that the organisation's zone is known. */
      oof_cli_parse_instant ("--at", at, oof_session_get_options (cli->session)->zone, &instant,
                             NULL);
      oof_run_job_set_instant (job, instant);
    }
  return oof_cli_carry_out (cli, job);
}
