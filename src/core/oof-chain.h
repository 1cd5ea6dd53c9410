/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"

G_BEGIN_DECLS

/* @draft as absences that touch, each at most @max_months long (decisions 4: longer ones are
 * chained on request); @draft itself when it is not longer, or has no end. The first one keeps the
 * key. (transfer full) (element-type OofAbsence) */
GPtrArray *oof_absence_chain (OofAbsence *draft, int max_months);

G_END_DECLS
