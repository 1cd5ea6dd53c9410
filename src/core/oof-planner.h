/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-options.h"
#include "core/oof-person.h"
#include "core/oof-record.h"
#include "core/oof-render.h"
#include "core/oof-template.h"

G_BEGIN_DECLS

/* The planner (decisions 7): a pure function. What it says is what the preview shows and the run
 * does. */

typedef enum
{
  OOF_FIELD_STATE,
  OOF_FIELD_AUDIENCE,
  OOF_FIELD_FROM,
  OOF_FIELD_TO,
  OOF_FIELD_INTERNAL,
  OOF_FIELD_EXTERNAL,
  OOF_FIELD_FORWARDING
} OofField;

/* Why a field changes, or why nothing does. */
typedef enum
{
  OOF_REASON_NONE,
  OOF_REASON_ABSENCE_RUNS,   /* an absence counts now */
  OOF_REASON_ABSENCE_STARTS, /* one starts within the lead time */
  OOF_REASON_ABSENCE_ENDED,  /* our reply outlived its absence */
  OOF_REASON_ABSENCE_CANCELLED,
  OOF_REASON_TEXT_CHANGED,         /* template, deputy or dates give another text */
  OOF_REASON_LOOK_CHANGED,         /* the same words in another font, colour or HTML */
  OOF_REASON_RESTORED,             /* somebody changed our reply: ours is restored */
  OOF_REASON_RESET,                /* written anew so that earlier senders are answered again */
  OOF_REASON_UNDONE,               /* what stood there before is put back */
  OOF_REASON_GIVEN_BACK,           /* ours of another absence gives way to what a hand had set */
  OOF_REASON_SWITCHED_OFF,         /* somebody asked for it */
  OOF_REASON_CAME_BACK,            /* the person switched the running reply off: the absence ends */
  OOF_REASON_KEPT_CHANGED_OUTSIDE, /* somebody changed our reply: kept and reported */
  OOF_REASON_KEPT_UNTIL_START,     /* the person's own reply stays until the absence begins */
  OOF_REASON_KEPT_ON_HOLD,
  OOF_REASON_KEPT_SET_ONLY, /* "Nur setzen" */
  OOF_REASON_NO_TEMPLATE /* an absence counts, but no template can be found: reported, not written
                          */
} OofReason;

/* decisions 7, Drift. */
typedef enum
{
  OOF_VERDICT_AS_PLANNED,
  OOF_VERDICT_CHANGED_OUTSIDE,
  OOF_VERDICT_EXPIRED,
  OOF_VERDICT_NOT_CONFIRMED,
  OOF_VERDICT_UNREADABLE,
  OOF_VERDICT_ON_HOLD,
  OOF_VERDICT_TO_DO /* Exchange differs because the run has not been here yet */
} OofVerdict;

typedef struct
{
  OofField field;
  char *old_value; /* (owned) as `--json` shows it; "" when empty */
  char *new_value; /* (owned) */
  OofReason reason;
} OofChange;

typedef struct
{
  OofPerson *person;          /* (not owned) with zone and language as far as known */
  GPtrArray *absences;        /* (not owned) OofAbsence of this person, cancelled ones too */
  GPtrArray *templates;       /* (not owned) OofTemplate */
  const char *group_template; /* (nullable) the template of the person's group */
  gboolean open_end_group;    /* the person is in an OPEN End group */
  GPtrArray *subjects;        /* (not owned) (nullable) OofSubject, for confidential ones */
  GHashTable *people;         /* (not owned) (nullable) address -> OofPerson, for deputies */
  OofOptions *options;        /* (not owned) */
  OofReplyState *current;     /* (not owned) fresh read */
  OofRecord *record;          /* (not owned) (nullable) what we know of our last write */
  gboolean restore;           /* somebody asked for ours, whatever was changed outside */
  gboolean reset;             /* a running reply of ours is written even though it is equal */
  OofInstant now;
} OofPlannerInput;

/* The plan for one mailbox. Reference-counted, immutable. */
typedef struct
{
  char *address;          /* (owned) */
  OofAbsence *absence;    /* (owned) (nullable) the one that decides */
  OofReplyState *current; /* (owned) */
  OofReplyState *wanted;  /* (owned) (nullable) NULL: nothing to write */
  GPtrArray *changes;     /* (owned) OofChange; empty when wanted is NULL, and for a reset */
  OofVerdict verdict;
  OofReason reason;
  gboolean answers_again;   /* a running reply changes: earlier senders are answered once more */
  gboolean template_change; /* so does its text, though its absence is the same: a template, a
                               group, an option or a deputy's data are not */
  gboolean look_change;     /* only the look of its text changes, which reading cannot tell */
  gboolean off_first;       /* only switched off and on again does Exchange forget (reset) */
  gboolean newly_outside;   /* somebody changed it since the last look */
  gboolean at_full_hours;   /* so does some program, hour by hour (core/oof-outside.h) */
  gboolean ends_absence;    /* the person is back: what runs now is to end now */
  GPtrArray *unknown;       /* (owned) utf8: unknown template names met */
} OofPlan;

#define OOF_TYPE_PLAN (oof_plan_get_type ())
GType oof_plan_get_type (void);

OofPlan *oof_planner_plan (const OofPlannerInput *input);
OofPlan *oof_plan_ref (OofPlan *self);
void oof_plan_unref (OofPlan *self);

/* A plan that puts @wanted there, whatever the absences say: undo, switch off. Every field that
 * differs, texts of a disabled reply included, is a change for @reason. @absence: (nullable) whose
 * reply it is. (transfer full) */
OofPlan *oof_plan_new_forced (const char *address,
                              OofReplyState *current,
                              OofReplyState *wanted,
                              OofAbsence *absence,
                              OofReason reason,
                              OofInstant now);

/* Parts of the plan that a preview shows before anything is saved; input->current, record and now
 * do not matter. */

/* The template of @absence (core/oof-template-choice.h). (transfer none) (nullable) */
OofTemplate *oof_planner_find_template (const OofPlannerInput *input, const OofAbsence *absence);
/* Who outside gets a reply: what @absence says, else @tmpl (nullable), else the options. */
OofAudience oof_planner_choose_audience (const OofPlannerInput *input,
                                         const OofAbsence *absence,
                                         const OofTemplate *tmpl);
/* The end of the unbroken coverage that @absence belongs to. @endless: count absences without end,
 * which can give FOREVER. */
OofInstant oof_planner_get_coverage_end (const OofPlannerInput *input,
                                         const OofAbsence *absence,
                                         gboolean endless);

const char *oof_field_to_string (OofField field);
const char *oof_reason_to_string (OofReason reason);    /* "absence-runs", … */
const char *oof_verdict_to_string (OofVerdict verdict); /* "as-planned", …; TO_DO: "to-do" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofPlan, oof_plan_unref)

G_END_DECLS
