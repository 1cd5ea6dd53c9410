/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

/* Progress of @job on a terminal. */
void oof_cli_follow_job (OofCli *cli, OofRunJob *job);
/* Runs @job, with progress on a terminal. Returns: (transfer none) (nullable) what was done; it
 * may be there together with @error when the run ended early. */
OofRunReport *oof_cli_run_job (OofCli *cli, OofRunJob *job, GError **error);
/* Lists what failed, and what needs attention, on standard error. */
void oof_cli_list_failures (OofCli *cli, const OofRunReport *report);
/* The account of `plan` and `run`. */
void oof_cli_print_report (OofCli *cli, const OofRunReport *report);
/* All three. Returns: the exit code. */
int oof_cli_carry_out (OofCli *cli, OofRunJob *job);
/* On a terminal: how far something is, in one line that the next one takes the place of; the @last
 * one is wiped away. */
void oof_cli_show_progress (OofCli *cli, gboolean last, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* A value of Exchange as a cell of a table: one line, cut. (transfer full) */
char *oof_cli_dup_value (const char *value);

G_END_DECLS
