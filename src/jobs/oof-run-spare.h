/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-roster.h"
#include "store/oof-snapshot.h"

G_BEGIN_DECLS

/* The guard on running replies (decisions 7): how many of them a run over @scope would give another
 * text only because a template, a group or an option changed. Judged by the state pages, so that it
 * is known before the first mailbox is written. @n_running: (out) our replies that run. */
guint oof_run_spare_count (
    GPtrArray *scope, OofRoster *roster, OofSnapshot *snapshot, OofInstant now, guint *n_running);
/* Whether an unattended run leaves them alone: more than 50, and more than 10 %. */
gboolean oof_run_spare_is_needed (guint n_changes, guint n_running);

G_END_DECLS
