/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-apply.h"

G_BEGIN_DECLS

/* Over all places, what of the plan has not reached Exchange yet: how many mailboxes wait for the
 * next run of the OOF task, a button that writes them now, and while that is under way its progress
 * and a way out. Hidden while nothing waits; what a run has looked at meanwhile waits no more.
 *
 * Signal: "applied" (OofApply, GError nullable): it is over. */
#define OOF_TYPE_APPLY_BAR (oof_apply_bar_get_type ())
G_DECLARE_FINAL_TYPE (OofApplyBar, oof_apply_bar, OOF, APPLY_BAR, AdwBin)

/* Forgets what waited. @session: (nullable). */
void oof_apply_bar_set_session (OofApplyBar *self, OofSession *session);
/* @addresses wait, too. */
void oof_apply_bar_offer (OofApplyBar *self, const char *const *addresses);
/* Begins with @addresses; while it is at others they wait. */
void oof_apply_bar_apply (OofApplyBar *self, const char *const *addresses);

G_END_DECLS
