/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"
#include "cli/oof-cli-report.h"
#include "app/oof-session-decisions.h"

G_BEGIN_DECLS

/* What the commands about single mailboxes share. */

/* Carries @order out, here or by request. (transfer full) (nullable) */
OofRunReport *oof_cli_act (OofCli *cli, OofRequest *order, guint seconds, GError **error);
/* Prints it, as `run` does; what was not done on standard error. Returns: the exit code. */
int oof_cli_say_acted (OofCli *cli, const OofRunReport *report);
/* One id a line, or {"ids":[…]}. @absences: OofAbsence. */
void oof_cli_print_absence_ids (OofCli *cli, GPtrArray *absences);

G_END_DECLS
