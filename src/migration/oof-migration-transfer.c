/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-transfer.h"

#include <string.h>

#define OPTION  "option "
#define SUBJECT "subject "

static const char *
get_rest (const char *what, const char *prefix)
{
  return g_str_has_prefix (what, prefix) ? what + strlen (prefix) : NULL;
}

const char *
oof_migration_transfer_get_option (const char *what)
{
  g_return_val_if_fail (what != NULL, NULL);

  return get_rest (what, OPTION);
}

const char *
oof_migration_transfer_get_subject (const char *what)
{
  g_return_val_if_fail (what != NULL, NULL);

  return get_rest (what, SUBJECT);
}

gboolean
oof_migration_is_transfer (const char *what)
{
  return oof_migration_transfer_get_option (what) != NULL
         || oof_migration_transfer_get_subject (what) != NULL;
}

char *
oof_migration_transfer_dup_option (const char *name)
{
  return g_strconcat (OPTION, name, NULL);
}

char *
oof_migration_transfer_dup_subject (const char *name)
{
  return g_strconcat (SUBJECT, name, NULL);
}

GPtrArray *
oof_migration_list_transfers (const OofMigrationState *state)
{
  g_return_val_if_fail (state != NULL, NULL);

  g_autoptr (GHashTable) newest = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  GPtrArray *transfers = g_ptr_array_new ();

  for (guint i = 0; i < state->decisions->len; i++)
    {
      OofMigrationDecision *decision = g_ptr_array_index (state->decisions, i);

      if (oof_migration_is_transfer (decision->what)
          && g_hash_table_insert (newest, decision->what, decision))
        g_ptr_array_add (order, decision->what);
    }
  for (guint i = 0; i < order->len; i++)
    {
      OofMigrationDecision *last = g_hash_table_lookup (newest, g_ptr_array_index (order, i));

      if (last->new != NULL)
        g_ptr_array_add (transfers, last);
    }
  return transfers;
}

const OofMigrationDecision *
oof_migration_find_transfer (const OofMigrationState *state, const char *what)
{
  g_return_val_if_fail (state != NULL && what != NULL, NULL);

  for (guint i = state->decisions->len; i > 0; i--)
    {
      const OofMigrationDecision *decision = g_ptr_array_index (state->decisions, i - 1);

      if (g_str_equal (decision->what, what))
        return decision->new != NULL ? decision : NULL;
    }
  return NULL;
}
