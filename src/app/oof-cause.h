/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-run-report.h"
#include "store/oof-run-log.h"

G_BEGIN_DECLS

typedef enum
{
  OOF_CAUSE_RUN,     /* the run could not go to its end */
  OOF_CAUSE_FAILED,  /* a mailbox could not be read or written */
  OOF_CAUSE_SKIPPED, /* mailboxes were left out until somebody decides */
  OOF_CAUSE_MISSING, /* absences have vanished */
  OOF_CAUSE_DRIFT    /* a reply was changed outside */
} OofCauseKind;

/* Why somebody has to look at a run that nobody watched (decisions 8). */
typedef struct
{
  OofCauseKind kind;
  char *key;    /* (owned) one line; the same for the same cause in every run */
  char *name;   /* (owned) (nullable) whose mailbox */
  char *detail; /* (owned) for people who read logs */
} OofCause;

void oof_cause_free (OofCause *self);

/* What is wrong with a scheduled run, worst first. @report, @error: (nullable). A run that was
 * cancelled, or left to the holder of the lease, is none. (transfer full) (element-type OofCause)
 */
GPtrArray *oof_causes_list (OofRunReport *report, const GError *error);
/* What still waits for somebody's decision, as far as the service mailbox tells: @log (nullable) of
 * the last run, by whomever; @drifted (element-type OofPerson): whose reply is not what we wrote.
 * Mailboxes that failed are not among them: they need no decision, and may be well by now. Keys as
 * in oof_causes_list(). (transfer full) (element-type OofCause) */
GPtrArray *oof_causes_list_open (const OofRunLog *log, GPtrArray *drifted);
/* Those of @causes that the calls before for the same @name did not have; @whole: they are all
 * there are, and what is not among them is over and would be new again. Keeps them in a file in
 * @folder, made when it is missing. When that is not possible everything is new. (transfer full)
 * (element-type OofCause) (not owned) */
GPtrArray *
oof_causes_keep (GPtrArray *causes, gboolean whole, const char *folder, const char *name);

G_END_DECLS
