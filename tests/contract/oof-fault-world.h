/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-watch.h"
#include "oof-contract-tenant.h"

G_BEGIN_DECLS

/* Runs over a simulated tenant in which something goes wrong, and what must be true after them. */

#define OOF_FAULT_PEOPLE 6

typedef struct
{
  OofContractTenant *tenant; /* (owned) */
  OofSession *session;       /* (not owned) */
  gboolean graph;
  char *people[OOF_FAULT_PEOPLE + 1]; /* (owned) */
  guint interval;                     /* ms between two ticks of the watch */

  gint64 n_writes[OOF_FAULT_PEOPLE]; /* the tenant has counted so far */
  gint64 n_due[OOF_FAULT_PEOPLE];    /* and must have counted when all is done */
  GHashTable *deltas;                /* (owned) run -> gint64[]: writes that the tenant saw of it */
  GHashTable *known;                 /* (owned) runs whose logs were looked at */
  gboolean over;                     /* what was planned last: the end of the absences */
  guint n_cells;
} OofFaultWorld;

/* At each row of a run. */
typedef void (*OofFaultHook) (OofRunJob *job, OofRunRow *row, OofFaultWorld *w);

/* Nobody waits longer than @timeout seconds for an answer (0: as ever); all other waits are cut
 * short. */
OofFaultWorld *oof_fault_world_new (gboolean graph, guint timeout);
void oof_fault_world_free (OofFaultWorld *w);

/* From now on each mailbox wants one write. */
void oof_fault_world_make_work (OofFaultWorld *w);
/* The next @times requests of @match, kinds of oof-sim-counter.h and oof-sim-fault.h, after the
 * first @after. */
void oof_fault_world_add_fault (
    OofFaultWorld *w, const char *match, const char *kind, guint after, guint times);
/* Moves the tenant's clock on; gives its time. */
OofInstant oof_fault_world_advance (OofFaultWorld *w, const char *duration);

/* One run; what it says of each mailbox must be what the tenant saw. @hook: (nullable). TRUE: it
 * went through, and no mailbox needs another one. */
gboolean oof_fault_world_run (OofFaultWorld *w, OofFaultHook hook, GError **error);
/* As many runs as it takes; then no mailbox is wrong, none was written twice, none forgotten, the
 * logs are true and nothing is left on the disk. One more cell is done. */
void oof_fault_world_check (OofFaultWorld *w);

G_END_DECLS
