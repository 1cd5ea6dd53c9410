/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-planner.h"

G_BEGIN_DECLS

/* One mailbox with everything that the planner looks at. Monday, 7 June 2027, 12:00 UTC. */
typedef struct
{
  OofPerson *person;
  GPtrArray *absences;
  GPtrArray *templates;
  OofOptions *options;
  OofRecord *record;
  OofReplyState *current;
  const char *group_template;
  gboolean open_end_group;
  GPtrArray *subjects; /* (not owned) (nullable) */
  gboolean restore;
  gboolean reset;
  OofInstant now;
} World;

World *world_new (void);
void world_free (World *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

OofInstant world_at (const char *text);
/* @from, @to: (nullable) instants of a scheduled one. @text: for both audiences. */
OofReplyState *
world_new_state (OofReplyStatus status, const char *from, const char *to, const char *text);
/* (transfer full) */
void world_set_current (World *world, OofReplyState *state);
void world_add_template (World *world, const char *name, const char *body);
/* @from, @to: days; @to NULL: no end. (transfer none) */
OofAbsence *world_add_days (World *world, const char *from, const char *to);
/* @from, @to: instants. (transfer none) */
OofAbsence *world_add_hours (World *world, const char *from, const char *to);

OofPlan *world_plan (World *world);
/* What a run does with a plan: write, read back, record. Exchange dresses the texts in HTML of its
 * own. */
void world_apply (World *world, const OofPlan *planned);
/* A run that only reads. */
void world_see (World *world);
/* Both. */
void world_run (World *world);
/* @state as Exchange returns it. */
OofReplyState *world_dress (const OofReplyState *state);

void world_assert_plan (const OofPlan *planned, OofVerdict verdict, OofReason reason);
/* Nothing to write, for @reason. */
void world_assert_kept (World *world, OofVerdict verdict, OofReason reason);
/* @from, @to: NULL unless scheduled. (transfer full) */
OofPlan *world_assert_wanted (
    World *world, OofReason reason, OofReplyStatus status, const char *from, const char *to);
void world_assert_change (const OofPlan *planned,
                          guint index,
                          const char *field,
                          const char *old_value,
                          const char *new_value,
                          OofReason reason);

G_END_DECLS
