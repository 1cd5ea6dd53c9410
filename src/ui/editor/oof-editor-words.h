/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "core/oof-conflict.h"

G_BEGIN_DECLS

/* What the editor says about a draft. All (transfer full). */

/* "2 weeks, 10 working days", "4 hours", "no end". */
char *oof_editor_words_length (const OofAbsence *draft, const OofOptions *options);
/* "Back on Monday 7 December"; (nullable) without end. */
char *oof_editor_words_back (OofDay back_on);
/* Which of the person's other absences @drafts (OofAbsence) overlap, and what saving them means.
 * (nullable) when there is none. */
char *oof_editor_words_conflicts (OofSession *session, GPtrArray *drafts, OofOnConflict how);
/* The same about those after the first one of @drafts, which change with it. (nullable) */
char *oof_editor_words_later_conflicts (OofSession *session, GPtrArray *drafts);
/* When @deputy is away at the same time, or the account is switched off, and who could stand in.
 * (nullable) */
char *
oof_editor_words_deputy (OofSession *session, const OofAbsence *draft, const OofPerson *deputy);
/* Why @draft cannot be saved. (nullable) when it can. */
char *oof_editor_words_problem (OofSession *session, const OofAbsence *draft);

G_END_DECLS
