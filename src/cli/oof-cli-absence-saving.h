/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"
#include "core/oof-conflict.h"

G_BEGIN_DECLS

/* What `absence add`, `edit` and `import` have in common. */

/* The loaded absence; "UUID" or "a:UUID". Errors: NOT_FOUND. (transfer none) */
OofAbsence *oof_cli_find_absence (OofCli *cli, const char *id, GError **error);

/* A person is named in any way: @forward (nullable) becomes their address. Any other address is
 * taken as it is, and checked with the draft. */
gboolean oof_cli_resolve_forward (OofCli *cli, char **forward, GError **error);

/* The value of --on-conflict; NULL: REFUSE. Errors: usage. */
gboolean oof_cli_parse_on_conflict (const char *text, OofOnConflict *how, GError **error);

/* What becomes of the absences that @drafts (OofAbsence) overlap; each is said on standard error
 * when it is in the way. Errors: CONFLICT. (transfer full) */
OofConflictPlan *
oof_cli_resolve_conflicts (OofCli *cli, GPtrArray *drafts, OofOnConflict how, GError **error);
/* Stores what the plan says. */
gboolean oof_cli_settle (OofCli *cli, const OofConflictPlan *plan, GError **error);

/* Stores each of @drafts (OofAbsence) that are stored already, and goes on after one that failed,
 * which is said on standard error. @stored: (element-type OofAbsence) gets them. Errors: the first
 * one. */
gboolean oof_cli_save_changed (OofCli *cli, GPtrArray *drafts, GPtrArray *stored, GError **error);

/* Says what is to be said about the deputies of @drafts on standard error. Errors: INVALID: they
 * go round in a circle, which is named. */
gboolean oof_cli_check_deputies (OofCli *cli, GPtrArray *drafts, GError **error);

/* `{"ids":[…]}`, or one a line. @ids: utf8. */
void oof_cli_print_ids (OofCli *cli, GPtrArray *ids);

G_END_DECLS
