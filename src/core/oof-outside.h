/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-time.h"

G_BEGIN_DECLS

/* When runs noticed that somebody else had changed a reply of ours: instants, oldest first, the
 * last few only. NULL is none. Not changed once shared. */

/* (transfer full) */
GArray *oof_outside_add (const GArray *noticed, OofInstant now);
gboolean oof_outside_equal (const GArray *a, const GArray *b);
/* Whether a program is at work rather than a hand (decisions 7): within a day more than once, and
 * mostly by the runs at full hours. That is when the task of the old program writes. */
gboolean oof_outside_at_full_hours (const GArray *noticed, OofInstant now);

G_END_DECLS
