/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-clock.h"
#include "core/oof-mailer.h"
#include "jobs/oof-mailbox-plan.h"
#include "jobs/oof-mailbox-router.h"
#include "jobs/oof-roster.h"
#include "jobs/oof-run-report.h"
#include "jobs/oof-run-target.h"
#include "store/oof-journal.h"
#include "store/oof-store.h"

G_BEGIN_DECLS

typedef enum
{
  OOF_RUN_STATUS, /* reads and plans everybody asked for, writes nothing */
  OOF_RUN_PLAN,   /* the same for those whom a run would look at */
  OOF_RUN_APPLY   /* the OOF task: read, plan, write differences, read back, record */
} OofRunMode;

/* Asked before every write to a mailbox. FALSE with an error (LEASE): nothing may be written any
 * more, and the run ends. */
typedef gboolean (*OofRunGuard) (gpointer user_data, GError **error);

/* The mail that tells @to @notices (OofNotice, one or more). (transfer full) */
typedef OofMail *(*OofMailWriter) (const char *to,
                                   GPtrArray *notices,
                                   OofRoster *roster,
                                   OofSnapshot *snapshot);

/* One run over mailboxes (decisions 7 and 8). A failed mailbox is a row with an error and stops
 * nobody else; a missing sign-in or consent ends the run with what is done so far recorded.
 *
 * A mailbox is left alone (a failed row) when its recorded absence lies unreadable in the service
 * mailbox, and so are all of those whose absence is gone when more than ten and more than 5 % of
 * the running and coming absences are gone at once (decisions 9).
 *
 * Properties: "n-done", "n-total" (guint, read-only, notify). Signals "row" (OofRunJob *, gpointer
 * OofRunRow *) as each mailbox is finished, once more when a late read-back confirms it;
 * "first-batch" when that is through and the run waits. A job runs once. */
#define OOF_TYPE_RUN_JOB (oof_run_job_get_type ())
G_DECLARE_FINAL_TYPE (OofRunJob, oof_run_job, OOF, RUN_JOB, GObject)

OofRunJob *oof_run_job_new (OofRunMode mode,
                            OofStore *store,
                            OofMailboxRouter *router,
                            OofRoster *roster,
                            OofSnapshot *snapshot,
                            OofClock *clock);

/* Everything below before the run. */

/* @addresses: NULL (default): for STATUS everybody in the roster, else everybody with an absence
 * (cancelled ones too) in the reading window or with a record of an absence. */
void oof_run_job_set_scope (OofRunJob *self, const char *const *addresses);
/* Without a scope also everybody else in turn, so that each one is looked at within 24 hours: those
 * whose turn has come since the run at @since (NONE: there was none). For PLAN and APPLY. */
void oof_run_job_set_others (OofRunJob *self, OofInstant since);
/* Plans as if it were @now (`plan --at`); not for APPLY. */
void oof_run_job_set_instant (OofRunJob *self, OofInstant now);
/* No further mailbox is started after @limit failed ones; the rest is skipped. 0 (default): no
 * limit. */
void oof_run_job_set_limit_errors (OofRunJob *self, guint limit);
/* Mailboxes in hand at the same time; always one request a mailbox. How many requests are on their
 * way is the pace of the route (wire/oof-http-gate.h). */
void oof_run_job_set_max_in_flight (OofRunJob *self, guint max);
/* When to read back after a write, in ms after the step before; default {300, 700, 1000}. */
void oof_run_job_set_read_back_delays (OofRunJob *self, const guint delays[3]);

/* Restore what was changed outside, reset. */
void oof_run_job_set_flags (OofRunJob *self, OofMailboxPlanFlags flags);
/* What the mailbox of @address is to hold, whatever the absences say. Takes @target. */
void oof_run_job_set_target (OofRunJob *self, const char *address, OofRunTarget *target);
/* Nobody looks: the running replies that would get another text only because a template, a group or
 * an option changed are left alone when they are more than 50 and more than 10 %, and skipped with
 * LIMIT (decisions 7). */
void oof_run_job_set_unattended (OofRunJob *self, gboolean unattended);
/* How many running replies the run leaves alone for that reason; 0 before it has begun. */
guint oof_run_job_get_n_spared (OofRunJob *self);

/* The walls of the connection file (decisions 3), for APPLY: at most @max_changes mailboxes are
 * written (default: no limit) and only those of @group (nullable: everybody's), which @directory
 * expands when the run begins. What they keep back is skipped with LIMIT or FORBIDDEN. */
void oof_run_job_set_policy (OofRunJob *self,
                             guint max_changes,
                             OofDirectory *directory,
                             const char *group);
/* [policy] external-forward (decisions 3); FALSE by default. It takes the option too. */
void oof_run_job_set_external_forward (OofRunJob *self, gboolean allowed);
/* @data must live as long as the run. */
void oof_run_job_set_guard (OofRunJob *self, OofRunGuard guard, gpointer data);
/* For APPLY: where each write is put down before it leaves; a journal of its own, which is
 * discarded when everything is recorded. */
void oof_run_job_set_journal (OofRunJob *self, OofJournal *journal);
/* For APPLY under the lease: at the end deputies and absent people are told what has changed
 * (decisions 8). A mail that fails is the error of a row whose result stays what it is. */
void oof_run_job_set_mailer (OofRunJob *self, OofMailer *mailer, OofMailWriter writer);
/* @addresses of the scope are begun before all others, and then the run pauses itself. */
void oof_run_job_set_first_batch (OofRunJob *self, const char *const *addresses);

/* For what overtakes a run, before it or under way: @address is not looked at by this run any more,
 * and what was seen there not recorded. What the run has written there it records before any later
 * operation of the store; a write that it is carrying out comes to its end first, one that still
 * stands in line never leaves. @job may be over already. */
void oof_run_job_leave_out_async (OofRunJob *self,
                                  const char *address,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void oof_run_job_leave_out_finish (OofRunJob *self, GAsyncResult *result);

/* While it is under way: begins no further mailbox; what is in hand is finished. */
void oof_run_job_pause (OofRunJob *self);
void oof_run_job_resume (OofRunJob *self);
gboolean oof_run_job_is_paused (OofRunJob *self);

/* Cancelled: what is in flight is finished and recorded, then G_IO_ERROR_CANCELLED; the report so
 * far is at oof_run_job_get_report(), as it is after AUTH_REQUIRED, CONSENT_REQUIRED, LEASE and
 * DISK. Mailboxes that were not begun are skipped in it. */
void oof_run_job_run_async (OofRunJob *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* Returns: (transfer full) the report. Errors: AUTH_REQUIRED, CONSENT_REQUIRED, CANCELLED; for
 * APPLY also LEASE from the guard, DISK from the journal, UNSUPPORTED or PROTOCOL when options or
 * groups cannot be read, the directory's when the policy's group cannot be expanded, and the
 * store's own errors when results could not be recorded. */
OofRunReport *oof_run_job_run_finish (OofRunJob *self, GAsyncResult *result, GError **error);
/* (transfer none) (nullable) before the run. */
OofRunReport *oof_run_job_get_report (OofRunJob *self);

G_END_DECLS
