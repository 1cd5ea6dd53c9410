/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-check.h"

#include <glib/gi18n.h>

#include "migration/oof-migration-sentence.h"

#define HOUR 3600

/* One judgement under way. */
typedef struct
{
  const OofMigrationFacts *facts;
  GHashTable *answers; /* (nullable) */
  OofInstant look_at;
  GHashTable *look;  /* (nullable) */
  GPtrArray *checks; /* OofMigrationCheck */
  gboolean hybrid;   /* some mailboxes stay on premises */
} Judge;

/* Takes @evidence and @remedy (nullable). */
static void
say (Judge *judge, const char *id, OofMigrationVerdict verdict, char *evidence, char *remedy)
{
  g_ptr_array_add (judge->checks,
                   oof_migration_check_new (id, verdict, evidence, remedy, judge->facts->at));
}

/* What is seen in the mailboxes is not "none" when no mailbox was seen. */
static gboolean
say_blind (Judge *judge, const char *id)
{
  if (!oof_migration_facts_is_blind (judge->facts))
    return FALSE;
  say (judge, id, OOF_MIGRATION_UNKNOWN, oof_sentence_new (N_ ("no mailbox could be looked at")),
       NULL);
  return TRUE;
}

static void
judge_service (Judge *judge)
{
  switch (judge->facts->service)
    {
    case OOF_PLACE_CLOUD:
      say (judge, "service-mailbox", OOF_MIGRATION_OK,
           oof_sentence_new (N_ ("it exists and lives in Microsoft 365")), NULL);
      return;
    case OOF_PLACE_ONPREM:
      say (judge, "service-mailbox", OOF_MIGRATION_BLOCKED,
           oof_sentence_new (N_ ("it exists and lives on premises")),
           oof_sentence_new (
               N_ ("Migrate the service mailbox to Microsoft 365 first, then check again")));
      return;
    case OOF_PLACE_NOWHERE:
      say (judge, "service-mailbox", OOF_MIGRATION_BLOCKED,
           oof_sentence_new (N_ ("there is no such mailbox")),
           oof_sentence_new (N_ ("Create a user with a mailbox licence, or correct the address")));
      return;
    case OOF_PLACE_UNKNOWN:
    default:
      say (judge, "service-mailbox", OOF_MIGRATION_UNKNOWN,
           oof_sentence_new (N_ ("it could not be looked at")),
           oof_sentence_new (N_ ("Check the sign-in and its permissions")));
      return;
    }
}

static void
judge_licence (Judge *judge)
{
  OofKnown licensed = judge->facts->service_licensed;

  if (judge->facts->service == OOF_PLACE_ONPREM)
    say (judge, "service-licence", OOF_MIGRATION_OK,
         oof_sentence_new (N_ ("needed as soon as it is in Microsoft 365")), NULL);
  else if (licensed == OOF_KNOWN_YES)
    say (judge, "service-licence", OOF_MIGRATION_OK,
         oof_sentence_new (N_ ("a plan with Exchange is assigned")), NULL);
  else if (licensed == OOF_KNOWN_NO)
    say (judge, "service-licence", OOF_MIGRATION_BLOCKED,
         oof_sentence_new (N_ ("no plan with Exchange is assigned")),
         oof_sentence_new (N_ ("Assign a licence with a mailbox to the service mailbox")));
  else
    say (judge, "service-licence", OOF_MIGRATION_UNKNOWN,
         oof_sentence_new (N_ ("the plans could not be read")), NULL);
}

static void
judge_mailboxes (Judge *judge)
{
  const OofMigrationFacts *facts = judge->facts;
  char *evidence = oof_sentence_new (
      N_ ("%u in Microsoft 365, %u on premises, %u without a mailbox, %u not found out"),
      facts->n_cloud, facts->n_onprem, facts->n_nowhere, facts->n_unreadable);

  if (facts->n_unreadable > 0)
    say (judge, "mailboxes", OOF_MIGRATION_BLOCKED, evidence,
         facts->unreadable != NULL
             ? oof_sentence_new (N_ ("The first that could not be read: %s"), facts->unreadable)
             : NULL);
  else
    say (judge, "mailboxes", OOF_MIGRATION_OK, evidence, NULL);
}

static void
judge_sync (Judge *judge)
{
  const OofMigrationFacts *facts = judge->facts;
  g_autofree char *at = oof_instant_format (facts->synchronised);
  gint64 age = at != NULL ? facts->at - facts->synchronised : G_MAXINT64;
  g_autofree char *remedy =
      oof_sentence_new (N_ ("Look at Azure AD Connect on its server (Start-ADSyncSyncCycle)"));

  if (!judge->hybrid && say_blind (judge, "directory-sync"))
    return;
  if (!judge->hybrid)
    say (judge, "directory-sync", OOF_MIGRATION_OK,
         oof_sentence_new (N_ ("not needed: no mailbox is on premises")), NULL);
  else if (facts->sync == OOF_KNOWN_NOT)
    say (judge, "directory-sync", OOF_MIGRATION_UNKNOWN,
         oof_sentence_new (N_ ("could not be read from the tenant")), NULL);
  else if (facts->sync == OOF_KNOWN_NO)
    say (judge, "directory-sync", OOF_MIGRATION_BLOCKED,
         oof_sentence_new (N_ ("the tenant is not synchronised")), g_strdup (remedy));
  else if (at == NULL)
    say (judge, "directory-sync", OOF_MIGRATION_BLOCKED,
         oof_sentence_new (N_ ("on, but it has never run")), g_strdup (remedy));
  else
    say (judge, "directory-sync",
         age > OOF_MIGRATION_SYNC_OLD    ? OOF_MIGRATION_BLOCKED
         : age > OOF_MIGRATION_SYNC_LATE ? OOF_MIGRATION_WARNING
                                         : OOF_MIGRATION_OK,
         age < 60 * 120 ? oof_sentence_new (N_ ("on, the last time %d minutes before this check"),
                                            (int) (age / 60))
                        : oof_sentence_new (N_ ("on, the last time %s"), at),
         age > OOF_MIGRATION_SYNC_LATE ? g_strdup (remedy) : NULL);
}

static char *
dup_owa_evidence (Judge *judge, OofKnown answer)
{
  const char *seen = judge->facts->owa_evidence;
  g_autofree char *said =
      answer == OOF_KNOWN_YES  ? oof_sentence_new (N_ ("answered: reachable from outside"))
      : answer == OOF_KNOWN_NO ? oof_sentence_new (N_ ("answered: not reachable from outside"))
                               : oof_sentence_new (N_ ("from outside: not answered yet"));

  return seen != NULL ? oof_sentence_new (N_ ("%s; seen from here: %s"), said, seen)
                      : g_steal_pointer (&said);
}

static void
judge_owa (Judge *judge)
{
  OofKnown answer = oof_migration_answer (judge->answers, "owa");
  OofKnown seen = judge->facts->owa;
  OofMigrationVerdict verdict =
      answer == OOF_KNOWN_NO    ? OOF_MIGRATION_BLOCKED
      : answer == OOF_KNOWN_YES ? (seen == OOF_KNOWN_NO ? OOF_MIGRATION_WARNING : OOF_MIGRATION_OK)
      : seen == OOF_KNOWN_NO    ? OOF_MIGRATION_BLOCKED
      : seen == OOF_KNOWN_YES   ? OOF_MIGRATION_WARNING
                                : OOF_MIGRATION_UNKNOWN;

  if (!judge->hybrid && say_blind (judge, "owa"))
    return;
  if (!judge->hybrid)
    say (judge, "owa", OOF_MIGRATION_OK,
         oof_sentence_new (N_ ("not needed: no mailbox is on premises")), NULL);
  else
    say (judge, "owa", verdict, dup_owa_evidence (judge, answer),
         verdict != OOF_MIGRATION_OK ? oof_sentence_new (
             N_ ("Open OWA in a browser outside your network and answer the question"))
                                     : NULL);
}

static void
judge_rights (Judge *judge)
{
  const OofMigrationFacts *facts = judge->facts;

  if (facts->rights == OOF_KNOWN_YES)
    say (judge, "rights", OOF_MIGRATION_OK,
         oof_sentence_new (N_ ("everything that is needed is granted, and every mailbox answers")),
         NULL);
  else
    say (
        judge, "rights",
        facts->rights == OOF_KNOWN_NO ? OOF_MIGRATION_BLOCKED : OOF_MIGRATION_UNKNOWN,
        facts->rights_evidence != NULL ? g_strdup (facts->rights_evidence)
                                       : oof_sentence_new (N_ ("could not be seen")),
        oof_sentence_new (N_ ("Grant them under “Prepare cloud”; “oofctl doctor” gives the link")));
}

static void
judge_forwards (Judge *judge)
{
  guint hidden = oof_migration_facts_count_hidden (judge->facts, TRUE);

  if (say_blind (judge, "active-forwards"))
    return;
  if (hidden == 0)
    say (judge, "active-forwards", OOF_MIGRATION_OK,
         oof_sentence_new (
             N_ ("%u replies are on or scheduled; none forwards by a rule that was set "
                 "through EWS"),
             judge->facts->n_active),
         NULL);
  else
    say (judge, "active-forwards", OOF_MIGRATION_WARNING,
         oof_sentence_new_plural (
             NP_ ("%u active absence forwards by a rule that was set through EWS",
                  "%u active absences forward by rules that were set through EWS"),
             hidden, hidden),
         oof_sentence_new (N_ ("They need the EWS token, or the lines of the leftovers list")));
}

static void
judge_ews (Judge *judge)
{
  OofKnown answer = oof_migration_answer (judge->answers, "ews-cloud");

  if (say_blind (judge, "ews-cloud"))
    return;
  if (oof_migration_facts_count_hidden (judge->facts, FALSE) == 0)
    say (judge, "ews-cloud", OOF_MIGRATION_OK,
         oof_sentence_new (N_ ("not needed: no forward was set through EWS")), NULL);
  else if (answer == OOF_KNOWN_YES)
    say (judge, "ews-cloud", OOF_MIGRATION_OK, oof_sentence_new (N_ ("answered: still allowed")),
         NULL);
  else if (answer == OOF_KNOWN_NO)
    say (judge, "ews-cloud", OOF_MIGRATION_WARNING,
         oof_sentence_new (N_ ("answered: not allowed any more")),
         oof_sentence_new (
             N_ ("Remove these rules with PowerShell; the lines stand in the leftovers list")));
  else
    say (judge, "ews-cloud", OOF_MIGRATION_UNKNOWN,
         oof_sentence_new (N_ ("cannot be seen from here without the EWS token")),
         g_strdup ("Get-OrganizationConfig | Format-List EwsEnabled, EwsAllowedAppIDs"));
}

static void
judge_rules (Judge *judge)
{
  guint n = judge->facts->leftovers->len;
  const OofLeftover *first = n > 0 ? g_ptr_array_index (judge->facts->leftovers, 0) : NULL;

  if (say_blind (judge, "foreign-rules"))
    return;
  if (n == 0)
    say (judge, "foreign-rules", OOF_MIGRATION_OK,
         oof_sentence_new (N_ ("no foreign rule forwards mails")), NULL);
  else
    say (judge, "foreign-rules", OOF_MIGRATION_WARNING,
         oof_sentence_new_plural (
             NP_ ("%u foreign rule, of %s", "%u foreign rules, the first of %s"), n, n,
             first->address),
         oof_leftover_dup_removal (first));
}

static void
judge_public_calendar (Judge *judge)
{
  OofKnown answer = oof_migration_answer (judge->answers, "public-calendar");

  if (answer == OOF_KNOWN_NO)
    say (judge, "public-calendar", OOF_MIGRATION_OK, oof_sentence_new (N_ ("answered: not in use")),
         NULL);
  else if (answer == OOF_KNOWN_YES)
    say (judge, "public-calendar", OOF_MIGRATION_WARNING,
         oof_sentence_new (N_ ("answered: in use")),
         oof_sentence_new (
             N_ ("Microsoft Graph knows no public calendars: use a resource mailbox")));
  else
    say (judge, "public-calendar", OOF_MIGRATION_UNKNOWN,
         oof_sentence_new (N_ ("not answered yet: the picture “Kalender” shows it")), NULL);
}

/* Replies that are not ours and are others than at the look before. */
static guint
count_changed (Judge *judge)
{
  GHashTableIter iter;
  gpointer address, value;
  guint n = 0;

  g_hash_table_iter_init (&iter, judge->facts->replies);
  while (g_hash_table_iter_next (&iter, &address, &value))
    {
      const char *before = g_hash_table_lookup (judge->look, address);

      n += before != NULL && *(const char *) value != '=' && !g_str_equal (before, value);
    }
  return n;
}

/* The heartbeat: the original's task changes replies at full hours. */
static void
judge_old_task (Judge *judge)
{
  guint changed;

  if (say_blind (judge, "old-task"))
    return;
  if (judge->look == NULL || judge->look_at == OOF_INSTANT_NONE
      || judge->look_at / HOUR == judge->facts->at / HOUR)
    {
      say (judge, "old-task", OOF_MIGRATION_UNKNOWN,
           oof_sentence_new (N_ ("replies were looked at, but no full hour has passed since")),
           oof_sentence_new (N_ ("Check again after the next full hour")));
      return;
    }
  changed = count_changed (judge);
  if (changed == 0)
    say (judge, "old-task", OOF_MIGRATION_OK,
         oof_sentence_new (N_ ("nobody but OOF Manager changed a reply at the full hour")), NULL);
  else
    say (judge, "old-task", OOF_MIGRATION_WARNING,
         oof_sentence_new_plural (
             NP_ ("%u reply was changed by somebody else over the full hour",
                  "%u replies were changed by somebody else over the full hour"),
             changed, changed),
         oof_sentence_new (N_ ("Disable the task of the desktop version before the cut-over")));
}

GPtrArray *
oof_migration_judge (const OofMigrationFacts *facts,
                     GHashTable *answers,
                     OofInstant look_at,
                     GHashTable *look)
{
  g_return_val_if_fail (facts != NULL, NULL);

  Judge judge = {
    .facts = facts,
    .answers = answers,
    .look_at = look_at,
    .look = look,
    .checks = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_migration_check_free),
    .hybrid = facts->n_onprem > 0 || facts->service == OOF_PLACE_ONPREM,
  };

  judge_service (&judge);
  judge_licence (&judge);
  judge_mailboxes (&judge);
  judge_sync (&judge);
  judge_owa (&judge);
  judge_rights (&judge);
  judge_forwards (&judge);
  judge_ews (&judge);
  judge_rules (&judge);
  judge_public_calendar (&judge);
  judge_old_task (&judge);
  return judge.checks;
}
