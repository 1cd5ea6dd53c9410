/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-throttle.h"

/* What a key has spent in the span that began at START. */
typedef struct
{
  gint64 start;
  guint spent;
} Budget;

struct _OofSimThrottle
{
  GHashTable *running; /* (owned) key -> requests in flight */
  GHashTable *budgets; /* (owned) key -> Budget */
  guint requests;
  guint seconds;
};

OofSimThrottle *
oof_sim_throttle_new (void)
{
  OofSimThrottle *throttle = g_new0 (OofSimThrottle, 1);

  throttle->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  throttle->budgets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return throttle;
}

void
oof_sim_throttle_free (OofSimThrottle *throttle)
{
  if (throttle == NULL)
    return;
  g_hash_table_unref (throttle->running);
  g_hash_table_unref (throttle->budgets);
  g_free (throttle);
}

void
oof_sim_throttle_set_rate (OofSimThrottle *throttle, guint requests, guint seconds)
{
  throttle->requests = requests;
  throttle->seconds = seconds;
  g_hash_table_remove_all (throttle->budgets);
}

gboolean
oof_sim_throttle_begin (OofSimThrottle *throttle, const gchar *key, guint limit)
{
  guint running = GPOINTER_TO_UINT (g_hash_table_lookup (throttle->running, key));

  if (running >= limit)
    return FALSE;
  g_hash_table_insert (throttle->running, g_strdup (key), GUINT_TO_POINTER (running + 1));
  return TRUE;
}

void
oof_sim_throttle_end (OofSimThrottle *throttle, const gchar *key)
{
  guint running = GPOINTER_TO_UINT (g_hash_table_lookup (throttle->running, key));

  if (running <= 1)
    g_hash_table_remove (throttle->running, key);
  else
    g_hash_table_insert (throttle->running, g_strdup (key), GUINT_TO_POINTER (running - 1));
}

guint
oof_sim_throttle_spend (OofSimThrottle *throttle, const gchar *key, gint64 now)
{
  gint64 span = (gint64) throttle->seconds * G_USEC_PER_SEC;
  Budget *budget = g_hash_table_lookup (throttle->budgets, key);

  if (throttle->requests == 0)
    return 0;
  if (budget == NULL)
    {
      budget = g_new0 (Budget, 1);
      g_hash_table_insert (throttle->budgets, g_strdup (key), budget);
    }
  if (now < budget->start || now >= budget->start + span)
    *budget = (Budget){ now, 0 };
  if (budget->spent >= throttle->requests)
    return (guint) ((budget->start + span - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  budget->spent++;
  return 0;
}
