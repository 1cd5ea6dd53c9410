/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-planner.h"

G_BEGIN_DECLS

/* What a mailbox is to hold whatever the absences say: undo, switch off. */
typedef struct
{
  OofReplyState *wanted; /* (owned) (nullable) NULL: a running one goes off, with its texts */
  OofAbsence *absence;   /* (owned) (nullable) whose reply @wanted is; NULL: the person's own */
  OofReason reason;
  gboolean keeps_reply; /* the reply stays as it is, whatever @wanted says */
  OofForward *forward;  /* (owned) (nullable) what is to be set as forwarding; NULL: as planned */
  GError *error;        /* (owned) (nullable) why the mailbox must not be touched */
} OofRunTarget;

OofRunTarget *oof_run_target_new (OofReplyState *wanted, OofAbsence *absence, OofReason reason);
void oof_run_target_free (OofRunTarget *self);
/* A window that is over by @now is never sent (decisions 7): then off, with the same texts. */
OofPlan *oof_run_target_plan (const OofRunTarget *self,
                              const char *address,
                              OofReplyState *current,
                              OofInstant now);

/* Absences of which the forwarding that is to be set follows. (transfer full) (element-type
 * OofAbsence) */
GPtrArray *oof_run_target_list_forwarding (const OofRunTarget *self, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRunTarget, oof_run_target_free)

G_END_DECLS
