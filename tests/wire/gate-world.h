/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-gate-private.h"

G_BEGIN_DECLS

#define SECOND  G_USEC_PER_SEC
#define NO_WORD -1.0 /* refused without a figure */

/* A gate whose clock only the test moves. */
typedef struct
{
  OofHttpGate *gate; /* (owned) */
  gint64 now;
  double chance;
  guint n_started; /* attempts so far */
} World;

/* One request, and what has become of it. */
typedef struct
{
  World *world;
  OofHttpRequest *request;   /* (owned) */
  OofHttpPass *pass;         /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gboolean in;
  GError *error; /* (owned) (nullable) */
  guint started; /* 1 for the first attempt that got in, 0 while none did */
} Caller;

/* Takes the gate. */
void world_init (World *self, OofHttpGate *gate);
/* Nobody is in it or waits, and nothing else holds it. */
void world_clear (World *self);
/* The clock moves on. */
void world_pass (World *self, double seconds);
/* Until nothing is left to do at this instant. */
void settle (void);

/* mailbox: nullable. */
Caller *caller_new (World *world, const char *mailbox);
void caller_free (Caller *self);
void caller_enter (Caller *self);
/* The answer is here; TRUE when the caller stands in line again. */
gboolean caller_leave (Caller *self, OofHttpVerdict verdict, double told);
gboolean caller_done (Caller *self);
gboolean caller_refused (Caller *self, double told);
/* THROTTLED, and the message says so. */
void assert_throttled (Caller *caller, const char *says);

/* n callers, all in line. (transfer full) */
GPtrArray *callers_enter (World *world, guint n);
guint count_in (GPtrArray *callers);
/* All answers that are due come, all good, until nobody is in. */
void callers_finish (GPtrArray *callers);

G_END_DECLS
