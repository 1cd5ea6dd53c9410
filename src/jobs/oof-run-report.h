/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-forward.h"
#include "core/oof-planner.h"

G_BEGIN_DECLS

typedef enum
{
  OOF_RESULT_UNCHANGED,     /* nothing to write (or only asked for the status) */
  OOF_RESULT_WRITTEN,       /* written and read back */
  OOF_RESULT_NOT_CONFIRMED, /* written, but the old value is still read */
  OOF_RESULT_FAILED,        /* error is set */
  OOF_RESULT_SKIPPED,       /* left out on purpose; error says why */
  OOF_RESULT_WOULD_WRITE    /* the plan has changes, and this was only a plan */
} OofRunResult;

/* One mailbox of a run. */
typedef struct
{
  char *address;        /* (owned) */
  char *name;           /* (owned) display name; the address for somebody unknown */
  OofRoute route;       /* where the mailbox lies, as far as known */
  OofPlan *plan;        /* (owned) (nullable) NULL: the mailbox could not be read */
  OofReplyState *after; /* (owned) (nullable) as last read; plan->current is before */
  OofForward *forward;  /* (owned) (nullable) what is known of forwarding; NULL: not read */
  OofRunResult result;
  GError *error; /* (owned) (nullable) */
} OofRunRow;

/* What a run did. Reference-counted; not changed once the run is over. */
typedef struct
{
  char *run; /* (owned) "20261123T090000Z-1a2b3c4d" */
  OofInstant at;
  guint changed;   /* written and not confirmed ones; for a plan: would be written */
  guint unchanged; /* and skipped ones */
  guint failed;
  guint requests; /* calls to mailboxes: reads and writes */
  gint64 seconds;
  GPtrArray *rows; /* (owned) OofRunRow by address */
} OofRunReport;

#define OOF_TYPE_RUN_REPORT (oof_run_report_get_type ())
GType oof_run_report_get_type (void);

/* A fresh run id for @at. */
OofRunReport *oof_run_report_new (OofInstant at);
OofRunReport *oof_run_report_ref (OofRunReport *self);
void oof_run_report_unref (OofRunReport *self);
/* Adds an unchanged row. @name: (nullable). (transfer none) */
OofRunRow *oof_run_report_add (OofRunReport *self, const char *address, const char *name);
/* Sorts the rows by address and counts them. */
void oof_run_report_close (OofRunReport *self);
/* (transfer none) (nullable) */
OofRunRow *oof_run_report_find (OofRunReport *self, const char *address);

/* As in the JSON of cli.md: "written", "unchanged", "not-confirmed", "failed", "skipped" (also for
 * WOULD_WRITE). */
const char *oof_run_result_to_string (OofRunResult result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRunReport, oof_run_report_unref)

G_END_DECLS
