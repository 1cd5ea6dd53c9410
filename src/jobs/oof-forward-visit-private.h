/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-planner-forward.h"
#include "core/oof-rule-service.h"
#include "jobs/oof-run-report.h"

G_BEGIN_DECLS

#define OOF_FORWARD_READ_BACKS 3

/* What the rules just read ask for. Returns: (transfer full) */
typedef OofForwardPlan *(*OofForwardPlanner) (GPtrArray *rules, gpointer user_data);
/* Asked right before each change. FALSE with an error: it must not be. */
typedef gboolean (*OofForwardGuard) (gpointer user_data, GError **error);

/* Puts down what is about to be changed, before it is: @intended is what the record says should
 * nothing be heard afterwards. */
typedef void (*OofForwardNote) (OofForward *intended,
                                GAsyncReadyCallback callback,
                                gpointer callback_data,
                                gpointer user_data);
typedef gboolean (*OofForwardNoted) (GAsyncResult *result, gpointer user_data, GError **error);

typedef struct
{
  OofRuleService *service;
  const char *address;
  gboolean apply;                       /* make the changes; else only say so */
  gboolean over_outlook;                /* the rules that Outlook keeps for itself may go */
  guint delays[OOF_FORWARD_READ_BACKS]; /* ms before each read-back */
  OofForwardPlanner planner;
  OofForwardGuard guard; /* (nullable) */
  OofForwardNote note;   /* (nullable) */
  OofForwardNoted noted;
  gpointer data; /* of all of them */
} OofForwardVisitInput;

/* What came of it. */
typedef struct
{
  OofForwardPlan *plan; /* (owned) (nullable) NULL: the rules could not be read */
  OofForward *forward;  /* (owned) (nullable) for the record: as last read, and what is set */
  OofRunResult result;
  GError *error; /* (owned) (nullable) */
  guint n_requests;
} OofForwardVisit;

void oof_forward_visit_free (OofForwardVisit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofForwardVisit, oof_forward_visit_free)

/* The rules of one mailbox: read, plan, change one after the other, read back. A change that failed
 * or whose answer was lost is followed by a read, and repeated once if it is not to be seen there:
 * there are never two rules. It is not stopped once it has begun. @input is copied, its data must
 * live until the callback. */
void oof_forward_visit_async (const OofForwardVisitInput *input,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Returns: (transfer full) */
OofForwardVisit *oof_forward_visit_finish (GAsyncResult *result);

G_END_DECLS
