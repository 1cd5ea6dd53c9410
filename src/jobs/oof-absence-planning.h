/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-render.h"
#include "jobs/oof-roster.h"
#include "store/oof-snapshot.h"

G_BEGIN_DECLS

/* What is asked of an absence before it is saved, the same for the window and oofctl. Pure. */

/* When the reply of an absence begins (decisions 7). */
typedef enum
{
  OOF_EFFECT_NONE,      /* only a calendar entry: no automatic reply */
  OOF_EFFECT_NOW,       /* it has begun: as soon as it is applied */
  OOF_EFFECT_SCHEDULED, /* Exchange switches by itself, on the minute */
  OOF_EFFECT_AT_RUN     /* switched on by the first run after the start */
} OofEffect;

typedef struct
{
  OofEffect effect;
  OofRange window;       /* from its start to the end of the unbroken coverage, or FOREVER */
  OofDay back_on;        /* OOF_DAY_NONE without end */
  OofTemplate *tmpl;     /* (owned) (nullable) NULL: none found, nothing will be sent */
  OofRendered *internal; /* (owned) (nullable) NULL without a template */
  OofRendered *external; /* (owned) (nullable) */
  OofAudience audience;  /* who outside gets a reply; MAILBOX: as it is there */
} OofAbsencePreview;

/* Checks @draft: dates and addresses (oof_absence_validate), the person and the deputy are known
 * and not the same, the template exists and the subject is one of the list where the options say
 * so. Errors: INVALID, NOT_FOUND. */
gboolean oof_absence_planning_check (const OofAbsence *draft,
                                     OofSnapshot *snapshot,
                                     OofRoster *roster,
                                     GError **error);
/* The live absences of the person that @draft overlaps, itself left out. (transfer full)
 * (element-type OofAbsence) */
GPtrArray *oof_absence_planning_find_conflicts (const OofAbsence *draft, OofSnapshot *snapshot);
/* Both in one: CONFLICT naming the overlapped absences. For `oofctl absence add`. */
gboolean oof_absence_planning_check_all (const OofAbsence *draft,
                                         OofSnapshot *snapshot,
                                         OofRoster *roster,
                                         GError **error);

/* What @draft would do, saved at @now. The person must be in the roster (NOT_FOUND). */
OofAbsencePreview *oof_absence_planning_preview (const OofAbsence *draft,
                                                 OofSnapshot *snapshot,
                                                 OofRoster *roster,
                                                 OofInstant now,
                                                 GError **error);
void oof_absence_preview_free (OofAbsencePreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofAbsencePreview, oof_absence_preview_free)

G_END_DECLS
