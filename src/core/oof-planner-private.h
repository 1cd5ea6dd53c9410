/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-planner.h"

G_BEGIN_DECLS

/* The parts of the planner: which absence decides and for how long (oof-planner-absence.c), the
 * reply that an absence gives (oof-planner-reply.c), and what that means for the mailbox
 * (oof-planner.c). Private to core. */

/* The absence that counts now, else the next one within the lead time; one that is on hold too, but
 * none that only fills the calendar. @running: it counts now. (transfer full) (nullable) */
OofAbsence *oof_planner_find_deciding (const OofPlannerInput *input, gboolean *running);

/* The reply that @absence gives; a @window that ends FOREVER: always enabled. @unknown: (nullable)
 * gets the template names that no variable has. (transfer full) (nullable): NULL when there is no
 * template. */
OofReplyState *oof_planner_build_reply (const OofPlannerInput *input,
                                        const OofAbsence *absence,
                                        OofRange window,
                                        GPtrArray *unknown);
/* Whether the audience stays as it is in the mailbox. */
gboolean oof_planner_keeps_audience (const OofPlannerInput *input, const OofAbsence *absence);

/* What differs, for people and for `--json`. @look: (nullable) oof_planner_get_look(). @text: why
 * texts differ; @rest: why anything else does. (transfer full) (element-type OofChange) */
GPtrArray *oof_planner_list_changes (const OofReplyState *current,
                                     const OofReplyState *wanted,
                                     const OofReplyState *look,
                                     OofReason text,
                                     OofReason rest);
/* The same to the byte, what nobody gets (the texts of a disabled reply) included. */
GPtrArray *oof_planner_list_all_changes (const OofReplyState *current,
                                         const OofReplyState *wanted,
                                         OofReason reason);

/* Whether a text is one of @changes (OofChange). */
gboolean oof_planner_changes_text (GPtrArray *changes);

/* Somebody changed what we wrote last for @absence (oof-planner-drift.c), and the absence is still
 * the same one: then the change stays. */
gboolean oof_planner_has_drifted (const OofPlannerInput *input, const OofAbsence *absence);
/* That change was there before @start: it had to last until then only. */
gboolean oof_planner_changed_before (const OofPlannerInput *input, OofInstant start);
/* The change is that the running reply was switched off: the person is back. */
gboolean oof_planner_came_back (const OofPlannerInput *input);
/* Ours was there a short while ago, and what is read now is what stood there before: a replica that
 * has not seen our write yet answers, and nobody changed anything. */
gboolean oof_planner_lags (const OofPlannerInput *input);

/* Notes in @plan, which is made of @input otherwise, whether and how somebody else changes what we
 * write. */
void oof_planner_judge_outside (OofPlan *plan, const OofPlannerInput *input);

/* Exchange may hand out the same text in another dress at each read. */
gboolean oof_planner_is_same (const OofReplyState *a, const OofReplyState *b);
gboolean oof_planner_has_same_texts (const OofReplyState *a, const OofReplyState *b);

/* Equality is judged against the form in which Exchange returned our own last write (decisions 7):
 * reading tells the words, and what we sent then tells font, colour and HTML. (nullable): what is
 * there is not known to be ours. */
const OofReplyState *oof_planner_get_look (const OofPlannerInput *input);
/* FALSE: a text of @wanted has the words of @look in another dress. */
/* The same of one text. */
gboolean oof_planner_has_text_look (const char *look, const char *wanted);
gboolean oof_planner_has_same_look (const OofReplyState *look, const OofReplyState *wanted);

G_END_DECLS
