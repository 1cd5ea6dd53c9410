/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-watch.h"

G_BEGIN_DECLS

/* What the files of OofWatch share: the clockwork and the lease (oof-watch.c), the requests
 * (oof-watch-serve.c), the OOF task (oof-watch-run.c). */

/* What can be under way; each at most once. */
typedef enum
{
  OOF_WATCH_RENEWING = 1 << 0,
  OOF_WATCH_SERVING = 1 << 1,
  OOF_WATCH_RUNNING = 1 << 2,
  OOF_WATCH_BEGINNING = 1 << 3
} OofWatchActivity;

struct _OofWatch
{
  GObject parent_instance;

  OofWorkplace *workplace; /* (owned) */
  OofStore *store;         /* (owned) */
  OofClock *clock;         /* (owned) */
  OofLease *lease;         /* (owned) */
  gboolean scheduled;
  GStrv scope; /* (owned) (nullable) */
  guint limit_errors;
  OofMailboxPlanFlags flags;
  guint interval; /* ms */

  GTask *task; /* (owned) (nullable) while it works */
  gboolean once;
  gboolean held;      /* the lease was taken */
  gboolean recovered; /* what killed runs left is recorded */
  gboolean ending;
  GError *error;      /* (owned) (nullable) what ends it */
  GCancellable *stop; /* (owned) */
  OofWatchActivity busy;
  guint source;
  guint n_ticks;

  GPtrArray *requests; /* (owned) (nullable) OofRequest: open ones as listed */
  guint next_request;
  OofRunJob *job;       /* (owned) (nullable) the run under way */
  GPtrArray *overtaken; /* (owned) utf8: served since the run has begun to read; not for it */
  OofInstant next_run;
  OofDay tidied;        /* the day whose backup is there */
  OofRunReport *report; /* (owned) (nullable) */
};

enum
{
  OOF_WATCH_JOB,
  OOF_WATCH_RAN,
  OOF_WATCH_SERVED,
  OOF_WATCH_TROUBLE,
  OOF_WATCH_N_SIGNALS
};

extern guint oof_watch_signals[OOF_WATCH_N_SIGNALS];

/* A guard for what is written under the lease; the watch is its data. */
gboolean oof_watch_guard_cb (gpointer user_data, GError **error);
/* Begins nothing more. Takes @error (nullable). */
void oof_watch_end (OofWatch *self, GError *error);
/* What will be tried again, unless it concerns everything. Takes @error. */
void oof_watch_meet_trouble (OofWatch *self, GError *error);
/* The last one that is over ends the watch when it is to end. */
void oof_watch_activity_ends (OofWatch *self, OofWatchActivity activity);

/* Looks for requests and serves them. */
void oof_watch_look (OofWatch *self);
void oof_watch_run_now (OofWatch *self);
void oof_watch_run_if_due (OofWatch *self);

G_END_DECLS
