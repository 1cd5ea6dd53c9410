/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-forward.h"
#include "core/oof-time.h"

G_BEGIN_DECLS

/* What was seen of an organisation before it moves: found by app/oof-session-migration.h, judged
 * here. Plain values; nothing in this folder asks a server. */

typedef enum
{
  OOF_PLACE_UNKNOWN, /* could not be looked at */
  OOF_PLACE_CLOUD,
  OOF_PLACE_ONPREM,
  OOF_PLACE_NOWHERE /* there is no such mailbox */
} OofPlace;

typedef enum
{
  OOF_KNOWN_NOT, /* not looked at, not told */
  OOF_KNOWN_NO,
  OOF_KNOWN_YES
} OofKnown;

/* A forward that the move leaves behind. */
typedef struct
{
  char *address;   /* (owned) whose mailbox */
  char *rule;      /* (owned) name of the rule */
  char *to;        /* (owned) (nullable) NULL: Graph does not show it */
  gboolean hidden; /* set through EWS or by Outlook: Graph can neither show nor remove it */
  gboolean active; /* the automatic reply is on at the same time */
} OofLeftover;

typedef struct
{
  OofInstant at;       /* when they were looked for */
  gboolean has_graph;  /* the connection knows Microsoft 365 */
  gboolean has_server; /* the connection knows an Exchange server of our own */

  OofPlace service;
  OofKnown service_licensed;
  guint n_cloud;
  guint n_onprem;
  guint n_nowhere;    /* people whom no server has a mailbox for */
  guint n_unreadable; /* where they live could not be found out */
  char *unreadable;   /* (owned) (nullable) the first of them with its reason; this and the other
                         texts are to be said (oof-migration-sentence.h) */

  OofKnown sync;           /* the directory is synchronised with Active Directory */
  OofInstant synchronised; /* NONE: not told */
  OofKnown owa;            /* Outlook on the web answers from here */
  char *owa_evidence;      /* (owned) (nullable) what it answered */
  OofKnown rights;         /* what the runner's token says, and whether mailboxes can be read */
  char *rights_evidence;   /* (owned) (nullable) what is missing */

  guint n_active;       /* mailboxes whose automatic reply is on or scheduled */
  GPtrArray *leftovers; /* (owned) OofLeftover */
  GHashTable *replies;  /* (owned) address -> a fingerprint of its reply and who made it */
} OofMigrationFacts;

OofMigrationFacts *oof_migration_facts_new (void);
void oof_migration_facts_free (OofMigrationFacts *self);
/* (transfer none) */
OofLeftover *oof_migration_facts_add_leftover (OofMigrationFacts *self,
                                               const char *address,
                                               const OofForward *forward,
                                               gboolean active);
/* How many leftovers only EWS can remove; those whose reply is on are the ones that count for the
 * EWS token. */
/* Not one mailbox was seen, though there are some: nothing is known of them. */
gboolean oof_migration_facts_is_blind (const OofMigrationFacts *self);
guint oof_migration_facts_count_hidden (const OofMigrationFacts *self, gboolean active_only);
/* The PowerShell line that removes it. (transfer full) */
char *oof_leftover_dup_removal (const OofLeftover *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofMigrationFacts, oof_migration_facts_free)

G_END_DECLS
