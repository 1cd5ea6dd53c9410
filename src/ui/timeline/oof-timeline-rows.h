/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The rows of a timeline: under the heading of the group that decides for them (the last one that
 * has them) the people by name, then those without a group. @group: (nullable) only this one;
 * @collapsed: (element-type utf8) set of groups whose people stay away; @only_absent: only people
 * with an absence in @range. (transfer full) (element-type OofTimelineItem) */
GPtrArray *oof_timeline_rows_new (OofSession *session,
                                  const char *group,
                                  GHashTable *collapsed,
                                  gboolean only_absent,
                                  OofRange range);
/* The groups that have people of their own, in their order; the one of those without a group last.
 * (transfer full) */
GStrv oof_timeline_rows_dup_groups (OofSession *session);

G_END_DECLS
