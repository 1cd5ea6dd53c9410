/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-mailbox-plan.h"
#include "jobs/oof-mailbox-visit-private.h"
#include "jobs/oof-run-job.h"

G_BEGIN_DECLS

/* What the files of OofRunJob share. A run goes: whom it may write, absences that are not where
 * they should be (oof-run-job-begin.c), the mailboxes (oof-run-job-visits.c) and each of them
 * (oof-run-job-mailbox.c), saving (oof-run-job-end.c). Whoever overtakes it takes a mailbox out
 * (oof-run-job-leave.c). */
struct _OofRunJob
{
  GObject parent_instance;

  /* input */
  OofRunMode mode;
  OofStore *store;          /* (owned) */
  OofMailboxRouter *router; /* (owned) */
  OofRoster *roster;        /* (owned) */
  OofSnapshot *snapshot;    /* (owned) */
  OofClock *clock;          /* (owned) */
  GStrv addresses;          /* (owned) (nullable) */
  OofInstant instant;       /* NONE: the clock's */
  gboolean others;          /* in turn */
  OofInstant others_since;
  guint limit_errors;
  guint max_in_flight;
  guint delays[OOF_VISIT_READ_BACKS]; /* ms */
  guint max_changes;
  OofDirectory *directory; /* (owned) (nullable) */
  char *policy_group;      /* (owned) (nullable) */
  OofMailboxPlanFlags flags;
  GHashTable *targets; /* (owned) address -> OofRunTarget */
  gboolean unattended;
  gboolean external_forward;
  OofRunGuard guard; /* (nullable) */
  gpointer guard_data;
  OofJournal *journal; /* (owned) (nullable) */
  OofMailer *mailer;   /* (owned) (nullable) */
  OofMailWriter mail_writer;
  GStrv first; /* (owned) (nullable) addresses of the first batch */

  /* in progress */
  GCancellable *stop;   /* (owned) no further mailbox is begun */
  GPtrArray *scope;     /* (owned) utf8: addresses */
  guint next;           /* index into scope */
  GPtrArray *missing;   /* (owned) utf8: recorded absences that the snapshot does not hold */
  guint next_missing;   /* index into missing */
  GHashTable *found;    /* (owned) key -> OofAbsence: those of missing that are there */
  GHashTable *blocked;  /* (owned) key -> GError: those of which nothing certain is known */
  GHashTable *gone;     /* (owned) set of keys: those that are deleted */
  GHashTable *writing;  /* (owned) address -> GCancellable: what is in hand and may be written now,
                         * and what takes a write back that has not left */
  GHashTable *left_out; /* (owned) set of addresses */
  GPtrArray *leaving;   /* (owned) GTask: each waits until its mailbox is written */
  GHashTable *records;  /* (owned) address -> OofRecord as it is after this run, not saved yet */
  GHashTable *pages; /* (owned) (nullable) key -> GPtrArray of OofRecord: those still to be saved */
  guint next_look;   /* index into the rows for the last look */
  GHashTable *domains; /* (owned) set of the organisation's mail domains */
  GHashTable *allowed; /* (owned) (nullable) set of addresses: members of policy_group */
  guint n_spared;      /* running replies that this run leaves to a person's decision; 0: none */
  GPtrArray *ending;   /* (owned) OofAbsence of people who came back */
  guint n_changes;
  guint n_running; /* mailboxes in hand */
  guint n_first; /* how many of the scope are the first batch; 0: it is through or there is none */
  gboolean paused;
  GTask *waiting; /* (owned) (nullable) the run's, while it is paused and nothing is in hand */
  guint n_failed;
  gint64 started; /* monotonic, µs */

  /* results */
  OofRunReport *report; /* (owned) (nullable) */
  GError *error;        /* (owned) (nullable) what ended the run */
  GError *save_error;   /* (owned) (nullable) the first page that could not be saved */
  guint n_done;
};

OofInstant oof_run_job_get_now (OofRunJob *self);
/* Ends the run after what is in flight when @error is one that every mailbox would meet. */
void oof_run_job_check_error (OofRunJob *self, const GError *error);
/* Counts a finished row and tells the world. */
void oof_run_job_row_done (OofRunJob *self, OofRunRow *row);
/* A confirmed row is shown once more. */
void oof_run_job_row_changed (OofRunJob *self, OofRunRow *row);

/* The first step; then it goes on to oof_run_job_visit_more(). */
void oof_run_job_begin (GTask *task);
/* Keeps mailboxes of the scope in work; after the last one it goes on to oof_run_job_end(). */
void oof_run_job_visit_more (GTask *task);
void oof_run_job_end (GTask *task);
/* @record as it is saved: by hashes of its texts where the options want that, and without who was
 * told where this run tells nobody: that is the lease holder's. (transfer full) */
OofRecord *oof_run_job_dup_to_save (OofRunJob *self, OofRecord *record);
/* Saves @records (OofRecord); what fails stays in the journal. */
void oof_run_job_save_now (OofRunJob *self, GPtrArray *records);
/* A mailbox was finished: who waits for it is told. */
void oof_run_job_check_leaving (OofRunJob *self);
/* Until the run is resumed or stopped. */
void oof_run_job_wait (GTask *task);

/* Whether @address can be visited at all: its service (not owned), or NULL and a row that says why.
 * Without a row: it was left out. */
OofMailboxService *oof_run_job_find_service (OofRunJob *self, const char *address);
/* Goes to a mailbox, which counts as in hand already. @reading: (nullable) as just read. */
void oof_run_job_visit (GTask *task,
                        OofMailboxService *service,
                        const char *address,
                        const OofMailboxReading *reading);
/* A row for a mailbox that was not come to: too many errors, cancelled, or the run has ended. */
void oof_run_job_skip (OofRunJob *self, const char *address);
void oof_run_job_skip_rest (OofRunJob *self);

G_END_DECLS
