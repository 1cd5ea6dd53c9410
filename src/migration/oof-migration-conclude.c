/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-conclude.h"

#include <glib/gi18n.h>

#include "migration/oof-migration-sentence.h"

static void
reason_free (gpointer data)
{
  OofConclusionReason *reason = data;

  g_free (reason->text);
  g_free (reason);
}

/* Takes @text. */
static void
add (OofConclusion *self, OofConcluded code, char *text)
{
  OofConclusionReason *reason = g_new0 (OofConclusionReason, 1);

  reason->code = code;
  reason->text = text;
  g_ptr_array_add (self->reasons, reason);
}

/* Takes @text. */
static void
block (OofConclusion *self, OofConcluded code, char *text)
{
  add (self, code, text);
  self->ready = FALSE;
}

/* Returns: whether there is one. */
static gboolean
conclude_without_service (OofConclusion *self, const OofMigrationFacts *facts)
{
  if (!facts->has_graph)
    block (self, OOF_CONCLUDED_NO_GRAPH,
           oof_sentence_new (
               N_ ("the connection knows no Microsoft 365: Exchange on premises alone needs no "
                   "migration")));
  else if (facts->service == OOF_PLACE_NOWHERE)
    block (
        self, OOF_CONCLUDED_NO_SERVICE,
        oof_sentence_new (N_ ("the service mailbox does not exist, or has no mailbox anywhere")));
  else if (facts->service == OOF_PLACE_UNKNOWN)
    block (self, OOF_CONCLUDED_SERVICE_UNKNOWN,
           oof_sentence_new (N_ ("where the service mailbox lives could not be found out")));
  else
    return FALSE;
  return TRUE;
}

/* Where nobody's mailbox was seen the scenario could be 1 as well as 3. */
static void
conclude_scenario (OofConclusion *self, const OofMigrationFacts *facts)
{
  if (facts->service == OOF_PLACE_ONPREM)
    {
      self->scenario = 2;
      block (self, OOF_CONCLUDED_SERVICE_ONPREM,
             oof_sentence_new (
                 N_ ("the service mailbox is still on premises: it has to be migrated to "
                     "Microsoft 365 first")));
    }
  else if (facts->n_onprem > 0)
    {
      self->scenario = 3;
      add (
          self, OOF_CONCLUDED_MIXED,
          oof_sentence_new (N_ ("the service mailbox is in Microsoft 365, %u mailboxes too, and %u "
                                "are on premises"),
                            facts->n_cloud, facts->n_onprem));
    }
  else if (!oof_migration_facts_is_blind (facts))
    {
      self->scenario = 1;
      add (self, OOF_CONCLUDED_ALL_CLOUD,
           oof_sentence_new (
               N_ ("the service mailbox and all %u mailboxes are already in Microsoft 365"),
               facts->n_cloud));
    }
}

static void
check_sync (OofConclusion *self, const OofMigrationFacts *facts)
{
  gint64 age =
      facts->synchronised != OOF_INSTANT_NONE ? facts->at - facts->synchronised : G_MAXINT64;

  if (facts->sync == OOF_KNOWN_NO)
    block (self, OOF_CONCLUDED_SYNC_OFF,
           oof_sentence_new (N_ ("users are not synchronised by Azure AD Connect")));
  else if (facts->sync == OOF_KNOWN_NOT)
    block (self, OOF_CONCLUDED_SYNC_UNKNOWN,
           oof_sentence_new (
               N_ ("whether users are synchronised by Azure AD Connect could not be read")));
  else if (age > OOF_MIGRATION_SYNC_OLD)
    block (self, OOF_CONCLUDED_SYNC_OLD,
           oof_sentence_new (
               N_ ("the last synchronisation by Azure AD Connect is more than a day old")));
}

/* What the administrator says of the outside counts more than what was seen from here; a door that
 * is closed from here is closed. */
static void
check_owa (OofConclusion *self, const OofMigrationFacts *facts, OofKnown owa)
{
  if (owa == OOF_KNOWN_NO || (facts->owa == OOF_KNOWN_NO && owa != OOF_KNOWN_YES))
    block (self, OOF_CONCLUDED_OWA_CLOSED,
           oof_sentence_new (N_ ("OWA is not reachable from outside")));
  else if (owa == OOF_KNOWN_NOT && facts->owa == OOF_KNOWN_NOT)
    block (self, OOF_CONCLUDED_OWA_UNKNOWN,
           oof_sentence_new (
               N_ ("whether OWA is reachable from outside is neither seen nor answered")));
}

static void
check_hybrid (OofConclusion *self, const OofMigrationFacts *facts, OofKnown owa)
{
  check_sync (self, facts);
  check_owa (self, facts, owa);
  if (!facts->has_server)
    block (self, OOF_CONCLUDED_NO_SERVER,
           oof_sentence_new (N_ ("the connection has no local Exchange server for the mailboxes on "
                                 "premises")));
}

/* (transfer full) */
static char *
dup_unreadable (const OofMigrationFacts *facts)
{
  if (facts->unreadable == NULL)
    return oof_sentence_new_plural (NP_ ("where %u mailbox lives could not be found out",
                                         "where %u mailboxes live could not be found out"),
                                    facts->n_unreadable, facts->n_unreadable);
  return oof_sentence_new_plural (
      NP_ ("where %u mailbox lives could not be found out: %s",
           "where %u mailboxes live could not be found out, the first: %s"),
      facts->n_unreadable, facts->n_unreadable, facts->unreadable);
}

static void
check_everywhere (OofConclusion *self, const OofMigrationFacts *facts)
{
  if (facts->n_unreadable > 0)
    block (self, OOF_CONCLUDED_UNREADABLE, dup_unreadable (facts));
  if (facts->service == OOF_PLACE_CLOUD && facts->service_licensed == OOF_KNOWN_NO)
    block (self, OOF_CONCLUDED_NO_LICENCE,
           oof_sentence_new (N_ ("the service mailbox has no licence with a mailbox")));
  if (facts->rights != OOF_KNOWN_YES)
    block (self, OOF_CONCLUDED_NO_RIGHTS,
           facts->rights_evidence != NULL
               ? oof_sentence_new (N_ ("rights are missing: %s"), facts->rights_evidence)
               : oof_sentence_new (N_ ("whether the rights are there could not be seen")));
}

OofConclusion *
oof_migration_conclude (const OofMigrationFacts *facts, OofKnown owa)
{
  g_return_val_if_fail (facts != NULL, NULL);

  OofConclusion *self = g_new0 (OofConclusion, 1);

  self->reasons = g_ptr_array_new_with_free_func (reason_free);
  self->ready = TRUE;
  if (conclude_without_service (self, facts))
    return self;
  conclude_scenario (self, facts);
  if (self->scenario == 3)
    check_hybrid (self, facts, owa);
  check_everywhere (self, facts);
  return self;
}

void
oof_conclusion_free (OofConclusion *self)
{
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

gboolean
oof_conclusion_has (const OofConclusion *self, OofConcluded code)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->reasons->len; i++)
    if (((OofConclusionReason *) g_ptr_array_index (self->reasons, i))->code == code)
      return TRUE;
  return FALSE;
}
