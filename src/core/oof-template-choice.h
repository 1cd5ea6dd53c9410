/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-person.h"
#include "core/oof-template.h"

G_BEGIN_DECLS

/* Which template the reply of an absence has, and why (decisions 6): the one that the absence
 * names, else the default of its subject, else that of the last of the person's groups in
 * processing order, else the one called Standard, else the only one. A name that is not there any
 * more falls through: a gap is better than silence. Pure. */

#define OOF_TEMPLATE_STANDARD "Standard"

/* Who named a template. */
typedef enum
{
  OOF_TEMPLATE_BY_ABSENCE,
  OOF_TEMPLATE_BY_SUBJECT,
  OOF_TEMPLATE_BY_GROUP,
  OOF_TEMPLATE_BY_NAME, /* nobody: it is called Standard */
  OOF_TEMPLATE_BY_BEING_ALONE,
  OOF_TEMPLATE_BY_NOBODY /* there is none */
} OofTemplateBy;

/* What became of that. */
typedef enum
{
  OOF_TEMPLATE_TAKEN,
  OOF_TEMPLATE_OVERRULED,  /* by a later group, by the subject or by the absence */
  OOF_TEMPLATE_MISSING,    /* there is no template of that name */
  OOF_TEMPLATE_LIMITED,    /* to groups that the person does not belong to */
  OOF_TEMPLATE_NOT_MEMBER, /* the person does not belong to the group */
  OOF_TEMPLATE_UNNAMED     /* the group or the subject has no template */
} OofTemplateOutcome;

typedef struct
{
  GPtrArray *templates;       /* (not owned) OofTemplate */
  GPtrArray *subjects;        /* (not owned) (nullable) OofSubject */
  GPtrArray *groups;          /* (not owned) (nullable) OofGroup in processing order, for steps */
  const OofPerson *person;    /* (not owned) (nullable) */
  const char *group_template; /* (not owned) (nullable) of the group that counts */
} OofTemplateQuestion;

/* One who could have named a template. */
typedef struct
{
  OofTemplateBy by;
  char *name;          /* (owned) (nullable) of the group or the subject */
  char *template_name; /* (owned) (nullable) */
  OofTemplateOutcome outcome;
} OofTemplateStep;

typedef struct
{
  OofTemplate *tmpl; /* (owned) (nullable) */
  OofTemplateBy by;
  char *name;         /* (owned) (nullable) of the group or the subject that named it */
  GPtrArray *steps;   /* (owned) OofTemplateStep: the groups in order, subject, absence */
  GPtrArray *allowed; /* (owned) OofTemplate: those that the person may choose */
} OofTemplateChoice;

/* @absence: (nullable). @by: (out) (optional). (transfer none) (nullable) */
OofTemplate *oof_template_choose (const OofTemplateQuestion *question,
                                  const OofAbsence *absence,
                                  OofTemplateBy *by);
/* The same with its reasons. @question->groups and person: needed. (transfer full) */
OofTemplateChoice *oof_template_explain (const OofTemplateQuestion *question,
                                         const OofAbsence *absence);
void oof_template_choice_free (OofTemplateChoice *self);

/* "absence", "subject", "group", "standard", "only", "none" */
const char *oof_template_by_to_string (OofTemplateBy by);
/* "taken", "overruled", "missing", "limited", "not-member", "unnamed" */
const char *oof_template_outcome_to_string (OofTemplateOutcome outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofTemplateChoice, oof_template_choice_free)

G_END_DECLS
