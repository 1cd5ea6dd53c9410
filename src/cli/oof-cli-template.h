/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

/* What the commands of `template` share. */

/* The first words of the commands that name one stored template: parses exactly @n words into
 * *words (out), reads the database and finds the template of the first one. (transfer none)
 * (nullable): NULL with an error, or without one when --help was answered. */
OofTemplate *
oof_cli_open_template (OofCli *cli, char **arguments, guint n, GStrv *words, GError **error);
/* The absence @id of @person; NULL: the running or next one, else an example. (transfer full) */
OofAbsence *
oof_cli_find_absence_of (OofCli *cli, const OofPerson *person, const char *id, GError **error);
/* Says the findings on standard error. FALSE, with a usage error, when one of them is an error. */
gboolean oof_cli_accept_template (OofCli *cli, const OofTemplate *tmpl, GError **error);
/* Stores it and waits. (transfer full) */
OofTemplate *oof_cli_save_template (OofCli *cli, OofTemplate *tmpl, GError **error);

G_END_DECLS
