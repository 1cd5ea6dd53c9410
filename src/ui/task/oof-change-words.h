/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-planner.h"

G_BEGIN_DECLS

/* The changes of a plan for people, one a line: "automatic reply: off → on". A reason that all
 * of them have stands above, else each has its own. Instants in @zone. "" when nothing changes.
 * (transfer full) */
char *oof_change_words_list (const OofPlan *plan, const char *zone);

G_END_DECLS
