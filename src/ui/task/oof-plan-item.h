/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-run-report.h"

G_BEGIN_DECLS

/* An OofRunRow in a GListModel. Property "chosen" (gboolean). */
#define OOF_TYPE_PLAN_ITEM (oof_plan_item_get_type ())
G_DECLARE_FINAL_TYPE (OofPlanItem, oof_plan_item, OOF, PLAN_ITEM, GObject)

/* @row: one of @report, which is kept. */
OofPlanItem *oof_plan_item_new (OofRunReport *report, OofRunRow *row);
OofRunRow *oof_plan_item_get_row (OofPlanItem *self);
gboolean oof_plan_item_is_chosen (OofPlanItem *self);
/* Whether applying it would change the mailbox. */
gboolean oof_plan_item_can_be_chosen (OofPlanItem *self);

G_END_DECLS
