/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The mailboxes of a run or a dry run with what would change, or did; filtered by text and
 * outcome. Those that would change can be chosen one by one. Signal "chosen": the choice, or what
 * there is to choose, changed. */
#define OOF_TYPE_PLAN_LIST (oof_plan_list_get_type ())
G_DECLARE_FINAL_TYPE (OofPlanList, oof_plan_list, OOF, PLAN_LIST, AdwBin)

/* @report: (nullable) none yet. Everybody whose mailbox would change is chosen. */
void oof_plan_list_show (OofPlanList *self, OofSession *session, OofRunReport *report);
/* The addresses that are chosen and not filtered out, NULL-terminated. (transfer full) */
GStrv oof_plan_list_dup_chosen (OofPlanList *self);

G_END_DECLS
