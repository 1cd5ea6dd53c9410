/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* One line that says what Exchange holds for one person, what the plan wants, and how the two
 * agree. Uses the actions page.refresh-status, apply, keep, restore, extend
 * and switch-off of the page it stands on. */
#define OOF_TYPE_STATUS_CARD (oof_status_card_get_type ())
G_DECLARE_FINAL_TYPE (OofStatusCard, oof_status_card, OOF, STATUS_CARD, AdwBin)

void oof_status_card_show_busy (OofStatusCard *self);
/* @error: what stood in the way of reading the mailbox. */
void oof_status_card_show_error (OofStatusCard *self, const GError *error);
/* @plan: of @person, as the mailbox was at @at; @forward: (nullable) what was seen of forwarding
 * then; @live: read from here just now, else as the runner published it. */
void oof_status_card_show_plan (OofStatusCard *self,
                                OofSession *session,
                                OofPerson *person,
                                OofPlan *plan,
                                OofForward *forward,
                                OofInstant at,
                                gboolean live);
/* Nobody has seen the mailbox so far: what is planned for @person. */
void oof_status_card_show_unknown (OofStatusCard *self, OofSession *session, OofPerson *person);
/* What was asked of the runner elsewhere about this mailbox, and where that is; nothing when
 * nothing was. */
void oof_status_card_show_request (OofStatusCard *self, OofSession *session, OofPerson *person);

G_END_DECLS
