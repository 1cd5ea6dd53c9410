/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"

G_BEGIN_DECLS

/* What becomes of the absences that a new one overlaps (decisions 5). A closure
 * stays as it is, whatever is chosen: it is never replaced or split. */
typedef enum
{
  OOF_ON_CONFLICT_REFUSE,
  OOF_ON_CONFLICT_REPLACE, /* the new one takes the overlap; what lies inside it
                              is cancelled */
  OOF_ON_CONFLICT_SPLIT,   /* the others are shortened around it; none is
                              cancelled */
  OOF_ON_CONFLICT_KEEP     /* both stay */
} OofOnConflict;

/* What has to be stored, all of it made from copies. */
typedef struct
{
  GPtrArray *changed;   /* (owned) OofAbsence with the rev they were read with:
                           other dates */
  GPtrArray *added;     /* (owned) OofAbsence, new: what is left behind the new one */
  GPtrArray *cancelled; /* (owned) OofAbsence as they are: nothing is left of them */
  gboolean back;        /* what is changed becomes what it was before: that is no move */
} OofConflictPlan;

/* @others: what @draft overlaps (oof_absence_find_conflicts). Errors: CONFLICT:
 * REFUSE and there are some; SPLIT would leave nothing of one, which is named.
 */
OofConflictPlan *oof_conflict_resolve (GPtrArray *others,
                                       const OofAbsence *draft,
                                       OofOnConflict how,
                                       GError **error);
/* The same for several @drafts one after the other, against all of @absences;
 * what the drafts do to each other, or to what they change, is not looked at. */
OofConflictPlan *oof_conflict_resolve_all (GPtrArray *absences,
                                           GPtrArray *drafts,
                                           OofOnConflict how,
                                           GError **error);
/* What takes back that @stored (OofAbsence as they are now) were stored: those in @before become
 * what they were there, new ones are cancelled. @before: (nullable) (element-type OofAbsence) */
OofConflictPlan *oof_conflict_plan_new_undo (GPtrArray *stored, GPtrArray *before);
void oof_conflict_plan_free (OofConflictPlan *self);

/* "replace", "split", "keep". */
gboolean oof_on_conflict_from_string (const char *text, OofOnConflict *how);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofConflictPlan, oof_conflict_plan_free)

G_END_DECLS
