/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Exit codes of cli.md: stable from the first release. */
typedef enum
{
  OOF_CLI_DONE = 0,
  OOF_CLI_SOME_FAILED = 1, /* each listed on standard error */
  OOF_CLI_USAGE = 2,
  OOF_CLI_SIGN_IN = 3, /* sign-in or consent needed */
  OOF_CLI_UNREACHABLE = 4,
  OOF_CLI_LEASE = 5, /* another runner holds the lease */
  OOF_CLI_CONFLICT = 6
} OofCliExit;

/* The exit code for an error that ended a command. @error: (nullable) NULL is DONE. */
OofCliExit oof_cli_exit_from_error (const GError *error);
/* Says @error as a sentence on standard error. @error: (nullable) NULL: nothing went wrong, and
 * nothing is said. Returns: the exit code. */
OofCliExit oof_cli_fail (const GError *error);
/* What the command line itself got wrong: exit code 2, the message is the sentence. */
void oof_cli_set_usage_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
