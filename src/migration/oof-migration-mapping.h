/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-old-item.h"
#include "core/oof-person.h"
#include "migration/oof-migration-rules.h"
#include "migration/oof-migration-state.h"

G_BEGIN_DECLS

/* What becomes of each old appointment: a pure function of the calendar as read, the rules, the
 * people and the plan. */

typedef enum
{
  OOF_MAPPED_TAKE,       /* runs or comes: is to be taken over */
  OOF_MAPPED_TAKEN,      /* is in the plan already */
  OOF_MAPPED_PAST,       /* is over: stays where it is, as history */
  OOF_MAPPED_NO_PERSON,  /* no rule finds anybody: an ordinary entry */
  OOF_MAPPED_UNKNOWN,    /* somebody who is not in the directory */
  OOF_MAPPED_AMBIGUOUS,  /* could be several people, or is only part of a name */
  OOF_MAPPED_DUPLICATE,  /* the same person, days and Betreff as another one */
  OOF_MAPPED_INVALID,    /* no length, longer than an absence may be, … */
  OOF_MAPPED_RECURRING,  /* a series */
  OOF_MAPPED_UNREADABLE, /* the server's answer makes no sense */
  OOF_N_MAPPED
} OofMappedVerdict;

const char *oof_mapped_verdict_to_string (OofMappedVerdict verdict); /* "take", "taken", … */
const char *oof_mapped_verdict_to_words (OofMappedVerdict verdict);
/* Whether somebody should look at it. */
gboolean oof_mapped_verdict_is_odd (OofMappedVerdict verdict);

typedef struct
{
  OofOldItem *old; /* (owned) */
  OofMappedVerdict verdict;
  OofAbsence *draft; /* (owned) (nullable) what it would become: TAKE, TAKEN, PAST, DUPLICATE */
  char *remark;      /* (owned) (nullable) why, or who it could be */
} OofMapped;

/* The key that the absence of an old item has, always the same: taking over twice makes nothing
 * twice. (transfer full) */
char *oof_mapping_dup_key (const char *old_id);

typedef struct
{
  GPtrArray *people;   /* (not owned) OofPerson */
  GPtrArray *absences; /* (not owned) OofAbsence: what is in the plan */
  const OofMigrationRules *rules;
  const char *zone; /* the organisation's, for people without one */
  int max_months;
  OofInstant since; /* what ends until then is past */
} OofMappingInput;

/* @old: OofOldItem; those with a key are ours and say what is in the plan beyond the absences that
 * are loaded. (transfer full) (element-type OofMapped) the others, in the same order. */
GPtrArray *oof_mapping_run (const OofMappingInput *input, GPtrArray *old);

/* For each person and kind how many old appointments are to be taken over, and how many of them are
 * in the plan. (transfer full) (element-type OofMigrationCount) by person and kind */
GPtrArray *oof_mapping_count (GPtrArray *mapped);
void oof_mapping_count_verdicts (GPtrArray *mapped, guint counts[OOF_N_MAPPED]);

G_END_DECLS
