/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "store/oof-run-log-json.h"

#include <string.h>

/* So many single cases may lie between now and the last run over all. */
#define MOST_LOGS 20

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

/* The keys of all first parts, which begin with their time. (transfer container) */
static GPtrArray *
list_keys (OofStore *self)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, oof_store_get_known (self));
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (oof_run_log_json_get_time (key) != OOF_INSTANT_NONE && strchr (key, '.') == NULL)
      g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_newest_first);
  return keys;
}

/* (transfer full) (nullable) */
static OofRunLog *
read_log (OofStore *self, const char *key)
{
  const OofItem *item = g_hash_table_lookup (oof_store_get_known (self), key);

  return item && item->document ? oof_run_log_json_read (key, item->document, NULL) : NULL;
}

/* With the people of its other parts. Takes @log. */
static OofRunLog *
read_whole (OofStore *self, OofRunLog *log)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_run_log_unref);

  g_ptr_array_add (parts, log);
  for (guint n = 2; n <= log->n_parts; n++)
    {
      g_autofree char *key = oof_run_log_json_dup_key (log->run, n);
      OofRunLog *part = read_log (self, key);

      if (part)
        g_ptr_array_add (parts, part);
    }
  oof_run_log_join (parts);
  return oof_run_log_ref (log);
}

OofRunLog *
oof_store_dup_last_log (OofStore *self)
{
  g_autoptr (GPtrArray) keys = NULL;

  g_return_val_if_fail (OOF_IS_STORE (self), NULL);

  keys = list_keys (self);
  for (guint i = 0; i < MIN (keys->len, MOST_LOGS); i++)
    {
      g_autoptr (OofRunLog) log = read_log (self, keys->pdata[i]);

      if (log && !log->partial)
        return read_whole (self, g_steal_pointer (&log));
    }
  return NULL;
}

/* A log that cannot be read is one of a run, too. */
OofInstant
oof_store_get_last_run (OofStore *self)
{
  g_autoptr (GPtrArray) keys = NULL;

  g_return_val_if_fail (OOF_IS_STORE (self), OOF_INSTANT_NONE);

  keys = list_keys (self);
  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (OofRunLog) log = read_log (self, keys->pdata[i]);

      if (!log || !log->partial)
        return oof_run_log_json_get_time (keys->pdata[i]);
    }
  return OOF_INSTANT_NONE;
}
