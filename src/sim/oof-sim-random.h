/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small repeatable generator (splitmix64): the same seed gives the same people. Not for secrets.
 */
typedef struct
{
  guint64 state;
} OofSimRandom;

/* A generator for SEED and the purpose TEXT. */
OofSimRandom oof_sim_random_new (guint64 seed, const gchar *text);
guint64 oof_sim_random_next (OofSimRandom *random);
/* 0 .. limit - 1; limit > 0. */
guint oof_sim_random_below (OofSimRandom *random, guint limit);
/* A version 4 GUID. (transfer full) */
gchar *oof_sim_random_uuid (OofSimRandom *random);

G_END_DECLS
