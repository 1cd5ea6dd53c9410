/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "migration/oof-migration-check.h"

G_BEGIN_DECLS

/* Everything the wizard knows and everything that was decided: one JSON document on this machine,
 * so that the machine can be switched off at any page. No password, token or secret ever goes into
 * it. */

typedef enum
{
  OOF_STEP_OPEN,
  OOF_STEP_DONE,
  OOF_STEP_SKIPPED, /* with a reason */
  OOF_STEP_LATER
} OofStepStatus;

const char *oof_step_status_to_string (OofStepStatus status); /* "open" "done" "skipped" "later" */
gboolean oof_step_status_from_string (const char *text, OofStepStatus *status);
const char *oof_step_status_to_words (OofStepStatus status);

typedef struct
{
  char *id; /* (owned) of a step (oof-migration-pages.h) */
  OofStepStatus status;
  char *reason; /* (owned) (nullable) why it was skipped */
  OofInstant at;
} OofMigrationMark;

/* Something decided or carried over; what the report is made of. */
typedef struct
{
  char *what; /* (owned) stable: "goal", "scenario", "answer owa", "option week-start", … */
  char *old;  /* (owned) (nullable) */
  char *new;  /* (owned) (nullable) */
  char *by;   /* (owned) (nullable) who acts */
  OofInstant at;
} OofMigrationDecision;

typedef struct
{
  char *slot; /* (owned) "exchange", … (oof-migration-picture.h) */
  char *file; /* (owned) its name in the wizard's folder */
  char *sha;  /* (owned) SHA-256 of the file */
  int width;
  int height;
  OofInstant at;
} OofMigrationPicture;

/* One appointment that was taken over. */
typedef struct
{
  char *old; /* (owned) id of the old item, which is left as it is */
  char *key; /* (owned) of our absence */
} OofMigrationImport;

/* The last rehearsal: a dry run of the task. */
typedef struct
{
  OofInstant at; /* NONE: never */
  guint same;    /* mailboxes that keep what Exchange holds today */
  guint changed; /* in any field: texts, dates, audience, forward */
  guint failed;
  guint texts_same;      /* replies that are on today and keep their text */
  guint texts_different; /* and those that would get another one */
  guint texts_new;       /* replies that are off today and would be on */
} OofMigrationRehearsal;

/* A text that the rehearsal would change; as a reader sees it. */
typedef struct
{
  char *person; /* (owned) address */
  gboolean external;
  char *old; /* (owned) what Exchange holds today */
  char *new; /* (owned) "": no reply */
} OofMigrationText;

/* Counts of one person and kind (Betreff) in the old calendar and in the plan. */
typedef struct
{
  char *person; /* (owned) address */
  char *kind;   /* (owned) */
  guint before;
  guint after;
} OofMigrationCount;

typedef struct
{
  char *mailbox; /* (owned) the service mailbox */
  gboolean trial;
  char *page; /* (owned) the page shown last */
  OofInstant started_at;

  GPtrArray *checks;   /* (owned) OofMigrationCheck, of the last round */
  GHashTable *answers; /* (owned) question -> "yes" or "no" */
  OofInstant look_at;  /* when replies were looked at first; NONE: never */
  GHashTable *look;    /* (owned) address -> fingerprint */
  int concluded;       /* 0: none yet, or none can be told */
  gboolean ready;
  GPtrArray *reasons; /* (owned) utf8, to be said (oof-migration-sentence.h) */
  int corrected;      /* 0: not corrected */

  GPtrArray *marks;     /* (owned) OofMigrationMark */
  GPtrArray *decisions; /* (owned) OofMigrationDecision */
  GPtrArray *pictures;  /* (owned) OofMigrationPicture */
  GPtrArray *rules;     /* (owned) utf8: how old appointments are read, in order */
  GPtrArray *imported;  /* (owned) OofMigrationImport */
  GPtrArray *counts;    /* (owned) OofMigrationCount */
  GPtrArray *leftovers; /* (owned) utf8: lines that remove them */
  OofMigrationRehearsal rehearsal;
  GPtrArray *texts;       /* (owned) OofMigrationText: what differed in it */
  OofInstant cut_over_at; /* NONE: not yet */
} OofMigrationState;

OofMigrationState *oof_migration_state_new (const char *mailbox);
void oof_migration_state_free (OofMigrationState *self);
/* The scenario that counts: corrected, else concluded; 0: none. */
int oof_migration_state_get_scenario (const OofMigrationState *self);
/* (transfer none) (nullable) */
OofMigrationMark *oof_migration_state_find_mark (const OofMigrationState *self, const char *step);
OofStepStatus oof_migration_state_get_status (const OofMigrationState *self, const char *step);
OofMigrationCheck *oof_migration_state_find_check (const OofMigrationState *self, const char *id);
OofMigrationPicture *oof_migration_state_find_picture (const OofMigrationState *self,
                                                       const char *slot);
void oof_migration_state_set_mark (OofMigrationState *self,
                                   const char *step,
                                   OofStepStatus status,
                                   const char *reason,
                                   OofInstant at);
void oof_migration_state_decide (OofMigrationState *self,
                                 const char *what,
                                 const char *old,
                                 const char *new,
                                 const char *by,
                                 OofInstant at);
void oof_migration_state_add_picture (OofMigrationState *self,
                                      const char *slot,
                                      const char *file,
                                      const char *sha,
                                      int width,
                                      int height,
                                      OofInstant at);
void oof_migration_state_add_import (OofMigrationState *self, const char *old, const char *key);
void oof_migration_state_add_count (
    OofMigrationState *self, const char *person, const char *kind, guint before, guint after);

/* The document. (transfer full) */
char *oof_migration_state_to_json (const OofMigrationState *self);
/* Errors: PROTOCOL. (transfer full) */
OofMigrationState *oof_migration_state_from_json (const char *json, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofMigrationState, oof_migration_state_free)

G_END_DECLS
