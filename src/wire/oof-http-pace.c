/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-pace.h"

#define CLEAN_WINDOW 20 /* good answers at full load that earn one more in flight */

#define LONGEST_WAIT  300.0 /* seconds; five minutes were seen (ews.md 1) */
#define FIRST_GUESS   4.0   /* seconds, doubled from refusal to refusal */
#define LONGEST_GUESS 60.0
/* A server that says "at once" each time is not taken at its word: this, doubled likewise. */
#define SHORTEST_REPEAT 0.1
#define MAX_DOUBLINGS   16

void
oof_http_pace_init (OofHttpPace *self, guint limit, guint max)
{
  *self = (OofHttpPace){ .limit = limit, .max = max };
}

void
oof_http_pace_note_good (OofHttpPace *self, gint64 started, gboolean full)
{
  if (self->n_bursts > 0 && started <= self->burst_at)
    return;
  self->n_bursts = 0;
  if (!full || self->limit >= self->max)
    return;
  self->n_good++;
  if (self->n_good < CLEAN_WINDOW)
    return;
  self->n_good = 0;
  self->limit++;
}

void
oof_http_pace_note_failure (OofHttpPace *self)
{
  self->n_good = 0;
}

gboolean
oof_http_pace_note_refusal (OofHttpPace *self, gint64 started, gint64 now)
{
  self->n_good = 0;
  if (self->n_bursts > 0 && started <= self->burst_at)
    return FALSE;
  self->n_bursts++;
  self->burst_at = now;
  self->limit = MAX (1, self->limit / 2);
  return TRUE;
}

void
oof_http_pace_shut (OofHttpPace *self, gint64 until, gint64 now)
{
  if (until <= now || until <= self->deadline)
    return;
  if (self->deadline <= now)
    {
      self->shut_before += self->deadline - self->shut_at;
      self->shut_at = now;
    }
  self->deadline = until;
}

gint64
oof_http_pace_get_shut (const OofHttpPace *self, gint64 now)
{
  return self->shut_before + MIN (now, self->deadline) - self->shut_at;
}

gint64
oof_http_pace_choose_wait (double told, guint n_before, double chance)
{
  double factor = 1 << MIN (n_before, MAX_DOUBLINGS);
  double seconds = told;

  if (!(told >= 0))
    seconds = MIN (FIRST_GUESS * factor, LONGEST_GUESS) * (0.5 + chance);
  else if (n_before > 0)
    seconds = MAX (told, SHORTEST_REPEAT * factor);
  return (gint64) (MIN (seconds, LONGEST_WAIT) * G_USEC_PER_SEC);
}
