/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-facts.h"

#include "core/oof-text.h"

static void
leftover_free (gpointer data)
{
  OofLeftover *leftover = data;

  g_free (leftover->address);
  g_free (leftover->rule);
  g_free (leftover->to);
  g_free (leftover);
}

OofMigrationFacts *
oof_migration_facts_new (void)
{
  OofMigrationFacts *self = g_new0 (OofMigrationFacts, 1);

  self->at = OOF_INSTANT_NONE;
  self->synchronised = OOF_INSTANT_NONE;
  self->leftovers = g_ptr_array_new_with_free_func (leftover_free);
  self->replies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
oof_migration_facts_free (OofMigrationFacts *self)
{
  g_free (self->unreadable);
  g_free (self->owa_evidence);
  g_free (self->rights_evidence);
  g_ptr_array_unref (self->leftovers);
  g_hash_table_unref (self->replies);
  g_free (self);
}

OofLeftover *
oof_migration_facts_add_leftover (OofMigrationFacts *self,
                                  const char *address,
                                  const OofForward *forward,
                                  gboolean active)
{
  g_return_val_if_fail (self != NULL && address != NULL && forward != NULL, NULL);

  OofLeftover *leftover = g_new0 (OofLeftover, 1);

  leftover->address = g_strdup (address);
  leftover->rule = g_strdup (forward->rule != NULL ? forward->rule : "");
  leftover->to = g_strdup (forward->to);
  leftover->hidden = forward->hidden;
  leftover->active = active;
  g_ptr_array_add (self->leftovers, leftover);
  return leftover;
}

gboolean
oof_migration_facts_is_blind (const OofMigrationFacts *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_unreadable > 0 && self->n_cloud + self->n_onprem == 0;
}

guint
oof_migration_facts_count_hidden (const OofMigrationFacts *self, gboolean active_only)
{
  g_return_val_if_fail (self != NULL, 0);

  guint n = 0;

  for (guint i = 0; i < self->leftovers->len; i++)
    {
      const OofLeftover *leftover = g_ptr_array_index (self->leftovers, i);

      n += leftover->hidden && (leftover->active || !active_only);
    }
  return n;
}

char *
oof_leftover_dup_removal (const OofLeftover *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *mailbox = oof_text_quote_powershell (self->address);
  g_autofree char *rule = oof_text_quote_powershell (self->rule);

  return g_strdup_printf ("Remove-InboxRule -Mailbox %s -Identity %s", mailbox, rule);
}
