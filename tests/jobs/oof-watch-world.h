/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-watch.h"
#include "oof-run-world.h"

G_BEGIN_DECLS

/* A watch over the organisation in memory. Its ticks follow each other without a pause; time is
 * what the clocks of the test say. */
typedef struct
{
  OofRunWorld run; /* first */
  OofLease *lease;
  OofWatch *watch;
  GCancellable *stop;
  gint64 boot; /* seconds */

  /* heard */
  guint n_jobs;
  guint n_ran;
  guint n_trouble;
  GError *trouble;    /* (owned) (nullable) the last one */
  OofRequest *served; /* (owned) (nullable) the last one */
  guint n_served;
  GAsyncResult *result; /* (owned) (nullable) when it has ended */
} OofWatchWorld;

void oof_watch_world_set_up (OofWatchWorld *self, gconstpointer data);
void oof_watch_world_tear_down (OofWatchWorld *self, gconstpointer data);

/* Begins to watch, and lets the first run pass. */
void oof_watch_world_start (OofWatchWorld *self);
/* Lets it work until @counter, one of the above, has reached @n. */
void oof_watch_world_wait (OofWatchWorld *self, const guint *counter, guint n);
/* Lets some ticks pass. */
void oof_watch_world_idle (OofWatchWorld *self);
/* Waits for the end. */
gboolean oof_watch_world_end (OofWatchWorld *self, GError **error);
/* The same for a single run, from its start. */
gboolean oof_watch_world_once (OofWatchWorld *self, GError **error);

/* Stores a request about person @n. @absence: (nullable). Returns: its key (transfer full). */
/* Stores a request; its key. (transfer full) */
char *oof_watch_world_store (OofWatchWorld *self, OofRequest *request);
char *oof_watch_world_ask (OofWatchWorld *self, OofAction action, guint n, const char *absence);
/* (transfer full) */
OofRequest *oof_watch_world_find (OofWatchWorld *self, const char *key);
/* Somebody else takes the lease: FALSE with the error when it is held. */
gboolean oof_watch_world_take_lease (OofWatchWorld *self, GError **error);

G_END_DECLS
