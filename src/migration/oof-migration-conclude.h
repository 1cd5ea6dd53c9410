/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "migration/oof-migration-facts.h"

G_BEGIN_DECLS

/* Which of the seed's three scenarios it is, and whether the move can begin: a pure function of
 * what was seen and what the administrator answered. The scenario depends on where mailboxes live
 * alone; everything else decides *ready* (decisions 11). */

typedef enum
{
  /* why this scenario */
  OOF_CONCLUDED_ALL_CLOUD,       /* 1 */
  OOF_CONCLUDED_SERVICE_ONPREM,  /* 2 */
  OOF_CONCLUDED_MIXED,           /* 3 */
  OOF_CONCLUDED_NO_GRAPH,        /* none: on premises alone */
  OOF_CONCLUDED_NO_SERVICE,      /* none: there is no service mailbox */
  OOF_CONCLUDED_SERVICE_UNKNOWN, /* none: it could not be looked at */
  /* why not ready */
  OOF_CONCLUDED_UNREADABLE,
  OOF_CONCLUDED_NO_LICENCE,
  OOF_CONCLUDED_SYNC_OFF,
  OOF_CONCLUDED_SYNC_OLD,
  OOF_CONCLUDED_SYNC_UNKNOWN,
  OOF_CONCLUDED_OWA_CLOSED,
  OOF_CONCLUDED_OWA_UNKNOWN,
  OOF_CONCLUDED_NO_SERVER,
  OOF_CONCLUDED_NO_RIGHTS
} OofConcluded;

typedef struct
{
  OofConcluded code;
  char *text; /* (owned) a sentence */
} OofConclusionReason;

typedef struct
{
  int scenario; /* 1, 2, 3; 0: none can be told */
  gboolean ready;
  GPtrArray *reasons; /* (owned) OofConclusionReason: why this scenario, then why it is not ready */
} OofConclusion;

/* A synchronisation that is older than this has stopped; half of a day and more deserves a remark
 * long before. */
#define OOF_MIGRATION_SYNC_OLD  (24 * 3600)
#define OOF_MIGRATION_SYNC_LATE (3 * 3600)

/* @owa: what the administrator says of Outlook on the web from outside. (transfer full) */
OofConclusion *oof_migration_conclude (const OofMigrationFacts *facts, OofKnown owa);
void oof_conclusion_free (OofConclusion *self);
/* Whether it names this reason. */
gboolean oof_conclusion_has (const OofConclusion *self, OofConcluded code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofConclusion, oof_conclusion_free)

G_END_DECLS
