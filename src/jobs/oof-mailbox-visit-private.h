/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-mailbox-service.h"
#include "jobs/oof-forward-visit-private.h"
#include "jobs/oof-run-report.h"

G_BEGIN_DECLS

#define OOF_VISIT_READ_BACKS 3

/* What the fresh state of the mailbox asks for. Returns: (transfer full) */
typedef OofPlan *(*OofVisitPlanner) (OofMailboxState *state, gpointer user_data);
/* Asked before a write. FALSE with an error: it must not be. */
typedef gboolean (*OofVisitGuard) (gpointer user_data, GError **error);

typedef struct _OofMailboxVisit OofMailboxVisit;

/* Puts down what is about to be written, before it is; what cannot be put down is not written. */
typedef void (*OofVisitNote) (const OofMailboxVisit *visit,
                              GAsyncReadyCallback callback,
                              gpointer callback_data,
                              gpointer user_data);
typedef gboolean (*OofVisitNoted) (GAsyncResult *result, gpointer user_data, GError **error);
/* Whether the inbox rules are read too, with what the plan for the reply says. */
typedef gboolean (*OofVisitRules) (const OofPlan *plan, gpointer user_data);

typedef struct
{
  OofMailboxService *service;
  const char *address;
  gboolean apply;                     /* write what the plan asks for; else only say so */
  guint delays[OOF_VISIT_READ_BACKS]; /* ms before each read-back */
  const OofMailboxReading *reading;   /* (nullable) just read; NULL: is read first */
  OofVisitPlanner planner;
  OofVisitGuard allow; /* (nullable) asked once, before anything is put down */
  OofVisitNote note;   /* (nullable) */
  OofVisitNoted noted;
  OofVisitGuard guard;       /* (nullable) asked right before each write */
  OofVisitRules wants_rules; /* (nullable) never */
  OofForwardPlanner forward; /* (nullable) what to do about them */
  gboolean over_outlook;     /* the rules that Outlook keeps for itself may go */
  GCancellable *withdraw;    /* (nullable) cancelled: somebody else writes it, and what has not left
                              * must not any more */
  gpointer data;             /* of all of them */
} OofVisitInput;

/* What came of it. */
struct _OofMailboxVisit
{
  OofPlan *plan;        /* (owned) (nullable) NULL: the mailbox could not be read */
  OofReplyState *after; /* (owned) (nullable) as last read */
  OofForward *forward;  /* (owned) (nullable) what is known of forwarding; NULL: not read */
  OofRunResult reply;   /* of the reply alone */
  OofRunResult result;  /* of all of it */
  GError *error;        /* (owned) (nullable) */
  gboolean sent;        /* the write of the reply went out, or may have */
  gboolean noted;       /* what is written was put down before */
  gboolean withdrawn;   /* its write was taken back before it left */
  guint n_requests;
};

void oof_mailbox_visit_free (OofMailboxVisit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofMailboxVisit, oof_mailbox_visit_free)

/* One mailbox of a run (decisions 7), one request after the other: read, plan, write only what
 * differs, read back. A write that failed or whose answer was lost is followed by a read, and
 * repeated once if the old value is still there. What the guard forbids is skipped. @stop ends it
 * before the write; from then on it is finished, unless it is withdrawn while its write stands in
 * line. @input is copied, its data must live until the callback. */
void oof_mailbox_visit_async (const OofVisitInput *input,
                              GCancellable *stop,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Returns: (transfer full) (nullable) NULL only when stopped (CANCELLED): nothing was written. */
OofMailboxVisit *oof_mailbox_visit_finish (GAsyncResult *result, GError **error);

/* Whether state and window are as @wanted, however the texts are dressed. */
gboolean oof_mailbox_visit_shows (const OofReplyState *wanted, const OofReplyState *state);
/* Whether @state, read after the write of @plan, shows it: TRUE also when the server has dressed
 * the texts in another way. */
gboolean oof_mailbox_visit_is_confirmed (const OofPlan *plan, const OofReplyState *state);

G_END_DECLS
