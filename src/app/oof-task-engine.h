/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The OOF task in an open window (decisions 8): runs that somebody starts, and, while it is told
 * to, one at each full hour, as long as the options were saved once and nobody else does it.
 *
 * Signals: "changed": any of the below; "finished" (OofRunReport (nullable), GError (nullable)):
 * something that somebody began is through; "needs-somebody" (GPtrArray of OofCause): news of a
 * scheduled run, the administrators have their mail. */
#define OOF_TYPE_TASK_ENGINE (oof_task_engine_get_type ())
G_DECLARE_FINAL_TYPE (OofTaskEngine, oof_task_engine, OOF, TASK_ENGINE, GObject)

/* What is under way. */
typedef enum
{
  OOF_TASK_IDLE,
  OOF_TASK_PLANNING,  /* a dry run */
  OOF_TASK_RUNNING,   /* somebody has begun it */
  OOF_TASK_SCHEDULED, /* the hour has */
} OofTaskActivity;

OofTaskEngine *oof_task_engine_new (OofSession *session);
/* Ends what is under way after what is in hand, and runs nothing any more. */
void oof_task_engine_shut_down (OofTaskEngine *self);

/* Whether this window runs the task at each full hour; not at first. */
void oof_task_engine_set_scheduled (OofTaskEngine *self, gboolean scheduled);
gboolean oof_task_engine_is_scheduled (OofTaskEngine *self);
/* When it does next. NONE: it does not, or the options were never saved, or another one holds the
 * lease. */
OofInstant oof_task_engine_get_next_run (OofTaskEngine *self);

/* Nothing may be under way. @addresses: (nullable) everybody the task looks at. FALSE with the
 * error of oof_session_create_watch(). */
void oof_task_engine_plan (OofTaskEngine *self);
gboolean oof_task_engine_run (OofTaskEngine *self, const char *const *addresses, GError **error);

OofTaskActivity oof_task_engine_get_activity (OofTaskEngine *self);
void oof_task_engine_get_progress (OofTaskEngine *self, guint *n_done, guint *n_total);
/* Begins no further mailbox, until it is resumed. A run that has not begun one is not paused. */
void oof_task_engine_pause (OofTaskEngine *self);
void oof_task_engine_resume (OofTaskEngine *self);
gboolean oof_task_engine_is_paused (OofTaskEngine *self);
/* What is in hand is finished; then "finished" tells what was done. */
void oof_task_engine_cancel (OofTaskEngine *self);

/* When a window that begins at @now and last saw a run at @last (NONE: never) runs the task next:
 * at the next full hour, or soon when this hour's run is missing; @jitter seconds later, so that
 * not everybody comes at once. */
OofInstant oof_task_engine_find_next (OofInstant last, OofInstant now, guint jitter);

G_END_DECLS
