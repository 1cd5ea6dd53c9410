/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-absence-draft.h"

G_BEGIN_DECLS

/* A closure (VERTEILEN, decisions 5): one absence for each member of a group, with a common id.
 * Distributing the same one again goes on where it stopped: the same id, and nobody gets it
 * twice. */
typedef struct
{
  OofGroup *group; /* (owned) */
  char *id;        /* (owned) */
} OofCliClosure;

/* Finds group and members; @self is filled in. Notes on standard error who is no person. Errors:
 * USAGE ones and NOT_FOUND: no such group, not a real one, without members; a subject that is no
 * closure. (transfer full) (element-type OofPerson) */
GPtrArray *
oof_cli_closure_find (OofCli *cli, const OofCliTyped *typed, OofCliClosure *self, GError **error);
/* Makes @draft part of the closure. */
void oof_cli_closure_mark (const OofCliClosure *self, OofAbsence *draft);
/* Removes from @drafts (OofAbsence) those that are stored already; the others take over the id of
 * what is stored. */
void oof_cli_closure_leave_out (OofCli *cli, OofCliClosure *self, GPtrArray *drafts);
void oof_cli_closure_clear (OofCliClosure *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofCliClosure, oof_cli_closure_clear)

G_END_DECLS
