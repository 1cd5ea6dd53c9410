/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How fast a gate lets requests through: how many at once, and until when nobody. Arithmetic on
 * the instants it is given, microseconds of a clock that never goes back. */
typedef struct
{
  guint max;
  guint limit;        /* in flight at once: 1 to max */
  guint n_good;       /* answers at full load since the limit changed or something went wrong */
  guint n_bursts;     /* of refusals, without a good answer after them */
  gint64 burst_at;    /* when the last burst began */
  gint64 deadline;    /* nobody starts before it */
  gint64 shut_at;     /* when the wait for it began */
  gint64 shut_before; /* what earlier waits took together */
} OofHttpPace;

void oof_http_pace_init (OofHttpPace *self, guint limit, guint max);
/* A good answer to what was @started then. @full: as many were in flight as the limit allows; only
 * such answers say that the server would bear one more. */
void oof_http_pace_note_good (OofHttpPace *self, gint64 started, gboolean full);
/* A lost answer, or a server in trouble. */
void oof_http_pace_note_failure (OofHttpPace *self);
/* The server refused what was @started then. What was in flight together is refused together: only
 * the first of such a burst halves the limit and is TRUE. */
gboolean oof_http_pace_note_refusal (OofHttpPace *self, gint64 started, gint64 now);
/* Nobody starts before @until; an earlier answer that asked for longer holds. */
void oof_http_pace_shut (OofHttpPace *self, gint64 until, gint64 now);
/* For how long nobody could start, all waits up to @now together. */
gint64 oof_http_pace_get_shut (const OofHttpPace *self, gint64 now);

/* Microseconds to wait. @told: the server's own figure in seconds, below 0 (or no number) without
 * one. @n_before: refusals before this one. @chance: 0 to 1, spreads what is guessed. */
gint64 oof_http_pace_choose_wait (double told, guint n_before, double chance);

G_END_DECLS
