/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-random.h"

OofSimRandom
oof_sim_random_new (guint64 seed, const gchar *text)
{
  OofSimRandom random = { G_GUINT64_CONSTANT (0xcbf29ce484222325) };

  for (; *text != '\0'; text++)
    random.state = (random.state ^ (guchar) *text) * G_GUINT64_CONSTANT (0x100000001b3);
  random.state ^= seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return random;
}

guint64
oof_sim_random_next (OofSimRandom *random)
{
  guint64 value;

  random->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = random->state;
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

guint
oof_sim_random_below (OofSimRandom *random, guint limit)
{
  return (guint) (oof_sim_random_next (random) % limit);
}

gchar *
oof_sim_random_uuid (OofSimRandom *random)
{
  guint64 high = oof_sim_random_next (random);
  guint64 low = oof_sim_random_next (random);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (high >> 32),
                          (guint) (high >> 16 & 0xffff), (guint) (high & 0xfff),
                          (guint) (0x8000 | (low >> 48 & 0x3fff)),
                          low & G_GUINT64_CONSTANT (0xffffffffffff));
}
