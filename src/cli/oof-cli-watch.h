/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"
#include "app/oof-session-decisions.h"

G_BEGIN_DECLS

typedef enum
{
  OOF_CLI_TASK_SCHEDULED = 1 << 0, /* nobody looks; nothing until the options were saved once */
  OOF_CLI_TASK_RESET = 1 << 1
} OofCliTask;

/* `oofctl run` over more than one mailbox: under the lease, and what is asked of the runner too.
 * The connection is open, nothing need be loaded. Both return the exit code. */

/* Once. @addresses: (nullable) only these. On a terminal somebody is asked after a first batch,
 * unless it is scheduled. */
int
oof_cli_run_task (OofCli *cli, const char *const *addresses, OofCliTask task, guint limit_errors);
/* Nobody has saved the options yet: a scheduled run does nothing (decisions 8), and says so. */
int oof_cli_do_nothing (OofCli *cli);
/* Until a signal comes. */
int oof_cli_watch (OofCli *cli, guint limit_errors);

/* `oofctl run --person` without the runner's sign-in: asks the runner for @action and waits at most
 * @seconds for each answer. The people are loaded. */
int oof_cli_ask_runner (OofCli *cli, OofAction action, char **addresses, guint seconds);

G_END_DECLS
