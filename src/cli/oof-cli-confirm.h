/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

/* Bulk safety on a terminal (decisions 8): a first batch, then a question that names the number. */

/* Whether somebody sits there who can be asked. */
gboolean oof_cli_has_somebody (void);
/* Whether @line means yes in the language of the question, or in English. */
gboolean oof_cli_is_yes (const char *line);
/* Looks what a run over @addresses (nullable) would change. More than a batch: the addresses of the
 * first one and @n_changes (out). (transfer full) (nullable): no more than that, or an error. */
GStrv oof_cli_plan_first_batch (OofCli *cli,
                                const char *const *addresses,
                                OofMailboxPlanFlags flags,
                                guint *n_changes,
                                GError **error);
/* Sets @first on @job; when it is through somebody is asked whether the rest of @n_changes goes on,
 * else the run is cancelled. @first and @n_changes must live as long as the run. */
void oof_cli_confirm_job (OofCli *cli, OofRunJob *job, char **first, guint n_changes);

G_END_DECLS
