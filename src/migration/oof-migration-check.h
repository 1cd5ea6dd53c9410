/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "migration/oof-migration-conclude.h"

G_BEGIN_DECLS

/* The checks of the wizard: each a judgement over what was seen, with evidence, time and how to
 * mend it. */

typedef enum
{
  OOF_MIGRATION_OK,
  OOF_MIGRATION_WARNING,
  OOF_MIGRATION_BLOCKED,
  OOF_MIGRATION_UNKNOWN
} OofMigrationVerdict;

const char *oof_migration_verdict_to_string (OofMigrationVerdict verdict); /* as `doctor` has it */
gboolean oof_migration_verdict_from_string (const char *text, OofMigrationVerdict *verdict);
/* For people. */
const char *oof_migration_verdict_to_words (OofMigrationVerdict verdict);

typedef struct
{
  char *id; /* (owned) stable, of oof_migration_check_ids */
  OofMigrationVerdict verdict;
  char *evidence; /* (owned) to be said (oof-migration-sentence.h) */
  char *remedy;   /* (owned) (nullable) likewise */
  OofInstant at;
} OofMigrationCheck;

OofMigrationCheck *oof_migration_check_new (
    const char *id, OofMigrationVerdict verdict, char *evidence, char *remedy, OofInstant at);
void oof_migration_check_free (OofMigrationCheck *self);

/* Every check, in the order in which it is shown; NULL-terminated. */
extern const char *const oof_migration_check_ids[];
/* "Service mailbox", … */
const char *oof_migration_check_get_title (const char *id);
gboolean oof_migration_check_is_known (const char *id);

/* What only an administrator can say: "owa", "public-calendar", "ews-cloud", "support". */
extern const char *const oof_migration_question_ids[];
/* The question in words. */
const char *oof_migration_question_get_text (const char *id);

/* @answers: question -> "yes" or "no"; @look_at and @look: when and with which fingerprints replies
 * were looked at before (NONE, NULL: never). (transfer full) (element-type OofMigrationCheck) */
GPtrArray *oof_migration_judge (const OofMigrationFacts *facts,
                                GHashTable *answers,
                                OofInstant look_at,
                                GHashTable *look);
OofKnown oof_migration_answer (GHashTable *answers, const char *question);

G_END_DECLS
