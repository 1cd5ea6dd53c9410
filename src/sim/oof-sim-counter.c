/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-counter.h"

#include <string.h>

struct _OofSimCounter
{
  GHashTable *kinds;   /* (owned) kind -> count */
  GHashTable *running; /* (owned) lower-case address -> requests in flight */
  guint total;
  guint in_flight;
  guint peak;
  guint peak_per_mailbox;
};

OofSimCounter *
oof_sim_counter_new (void)
{
  OofSimCounter *counter = g_new0 (OofSimCounter, 1);

  counter->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  counter->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return counter;
}

void
oof_sim_counter_free (OofSimCounter *counter)
{
  if (counter == NULL)
    return;
  g_hash_table_unref (counter->kinds);
  g_hash_table_unref (counter->running);
  g_free (counter);
}

void
oof_sim_counter_reset (OofSimCounter *counter)
{
  g_hash_table_remove_all (counter->kinds);
  counter->total = 0;
  counter->peak = counter->in_flight;
  counter->peak_per_mailbox = 0;
}

/* Adds DELTA to the count of KEY and gives the new value. */
static guint
add_to (GHashTable *table, const gchar *key, gint delta)
{
  gint value = GPOINTER_TO_INT (g_hash_table_lookup (table, key)) + delta;

  if (value <= 0)
    g_hash_table_remove (table, key);
  else
    g_hash_table_insert (table, g_strdup (key), GINT_TO_POINTER (value));
  return (guint) MAX (value, 0);
}

void
oof_sim_counter_note (OofSimCounter *counter, const gchar *kind)
{
  add_to (counter->kinds, kind, 1);
}

void
oof_sim_counter_begin (OofSimCounter *counter, const gchar *kind, const gchar *mailbox)
{
  oof_sim_counter_note (counter, kind);
  counter->total++;
  counter->in_flight++;
  counter->peak = MAX (counter->peak, counter->in_flight);
  if (mailbox != NULL)
    {
      g_autofree gchar *address = g_ascii_strdown (mailbox, -1);
      guint running = add_to (counter->running, address, 1);

      counter->peak_per_mailbox = MAX (counter->peak_per_mailbox, running);
    }
}

void
oof_sim_counter_end (OofSimCounter *counter, const gchar *mailbox)
{
  counter->in_flight--;
  if (mailbox != NULL)
    {
      g_autofree gchar *address = g_ascii_strdown (mailbox, -1);

      add_to (counter->running, address, -1);
    }
}

guint
oof_sim_counter_get_total (OofSimCounter *counter)
{
  return counter->total;
}

guint
oof_sim_counter_get_peak (OofSimCounter *counter)
{
  return counter->peak;
}

guint
oof_sim_counter_get_peak_per_mailbox (OofSimCounter *counter)
{
  return counter->peak_per_mailbox;
}

GList *
oof_sim_counter_list_kinds (OofSimCounter *counter)
{
  return g_list_sort (g_hash_table_get_keys (counter->kinds), (GCompareFunc) strcmp);
}

guint
oof_sim_counter_get (OofSimCounter *counter, const gchar *kind)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counter->kinds, kind));
}

gboolean
oof_sim_counter_is_calendar_list (const gchar *kind)
{
  static const gchar *const lists[] = { "graph.list-events", "graph.delta-events", "ews.find-item",
                                        "ews.sync-items", NULL };

  return g_strv_contains (lists, kind);
}
