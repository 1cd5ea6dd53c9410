/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-outside.h"

#include <string.h>

#define MOST            8
#define SECONDS_A_DAY   86400
#define SECONDS_AN_HOUR 3600
/* A run takes a while, and those of a timer do not begin on the second. */
#define AROUND_AN_HOUR 600

GArray *
oof_outside_add (const GArray *noticed, OofInstant now)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (OofInstant));
  guint skip = noticed != NULL && noticed->len >= MOST ? noticed->len - MOST + 1 : 0;

  for (guint i = skip; noticed != NULL && i < noticed->len; i++)
    g_array_append_val (self, g_array_index (noticed, OofInstant, i));
  g_array_append_val (self, now);
  return self;
}

gboolean
oof_outside_equal (const GArray *a, const GArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (OofInstant)) == 0;
}

gboolean
oof_outside_at_full_hours (const GArray *noticed, OofInstant now)
{
  guint at_hours = 0;
  guint others = 0;

  for (guint i = 0; noticed != NULL && i < noticed->len; i++)
    {
      OofInstant at = g_array_index (noticed, OofInstant, i);

      if (now - at > SECONDS_A_DAY)
        continue;
      if (at % SECONDS_AN_HOUR < AROUND_AN_HOUR)
        at_hours++;
      else
        others++;
    }
  return at_hours > 1 && at_hours > others;
}
