/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-check.h"

#include <glib/gi18n.h>

static const struct
{
  const char *code;
  const char *words;
} verdicts[] = {
  [OOF_MIGRATION_OK] = { "ok", N_ ("ok") },
  [OOF_MIGRATION_WARNING] = { "warning", N_ ("warning") },
  [OOF_MIGRATION_BLOCKED] = { "blocked", N_ ("blocked") },
  [OOF_MIGRATION_UNKNOWN] = { "unknown", N_ ("unknown") },
};

static const struct
{
  const char *id;
  const char *title;
} titles[] = {
  { "service-mailbox", N_ ("Service mailbox") },
  { "service-licence", N_ ("Licence of the service mailbox") },
  { "mailboxes", N_ ("Where the mailboxes live") },
  { "directory-sync", N_ ("Azure AD Connect") },
  { "owa", N_ ("OWA from outside") },
  { "rights", N_ ("Rights") },
  { "active-forwards", N_ ("Active absences that forward") },
  { "ews-cloud", N_ ("EWS at Microsoft 365") },
  { "foreign-rules", N_ ("Rules of other programs") },
  { "public-calendar", N_ ("Public calendar") },
  { "old-task", N_ ("Local task of the desktop version") },
};

const char *const oof_migration_check_ids[] = {
  "service-mailbox", "service-licence", "mailboxes",     "directory-sync",  "owa",      "rights",
  "active-forwards", "ews-cloud",       "foreign-rules", "public-calendar", "old-task", NULL
};

static const struct
{
  const char *id;
  const char *text;
} questions[] = {
  { "owa", N_ ("Is OWA of your Exchange server reachable from outside?") },
  { "public-calendar", N_ ("Does the desktop version write appointments into a public calendar?") },
  { "ews-cloud", N_ ("Does your tenant still allow EWS (Get-OrganizationConfig, EwsEnabled)?") },
  { "support", N_ ("Do you have a support contract for the desktop version?") },
};

const char *const oof_migration_question_ids[] = { "owa", "public-calendar", "ews-cloud", "support",
                                                   NULL };

const char *
oof_migration_verdict_to_string (OofMigrationVerdict verdict)
{
  return verdicts[verdict].code;
}

gboolean
oof_migration_verdict_from_string (const char *text, OofMigrationVerdict *verdict)
{
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (g_strcmp0 (verdicts[i].code, text) == 0)
      {
        *verdict = (OofMigrationVerdict) i;
        return TRUE;
      }
  return FALSE;
}

const char *
oof_migration_verdict_to_words (OofMigrationVerdict verdict)
{
  return _ (verdicts[verdict].words);
}

OofMigrationCheck *
oof_migration_check_new (
    const char *id, OofMigrationVerdict verdict, char *evidence, char *remedy, OofInstant at)
{
  OofMigrationCheck *self = g_new0 (OofMigrationCheck, 1);

  self->id = g_strdup (id);
  self->verdict = verdict;
  self->evidence = evidence;
  self->remedy = remedy;
  self->at = at;
  return self;
}

void
oof_migration_check_free (OofMigrationCheck *self)
{
  g_free (self->id);
  g_free (self->evidence);
  g_free (self->remedy);
  g_free (self);
}

const char *
oof_migration_check_get_title (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].id, id) == 0)
      return _ (titles[i].title);
  return id;
}

gboolean
oof_migration_check_is_known (const char *id)
{
  return g_strv_contains (oof_migration_check_ids, id);
}

const char *
oof_migration_question_get_text (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (g_strcmp0 (questions[i].id, id) == 0)
      return _ (questions[i].text);
  return id;
}

OofKnown
oof_migration_answer (GHashTable *answers, const char *question)
{
  const char *value = answers != NULL ? g_hash_table_lookup (answers, question) : NULL;

  if (value == NULL)
    return OOF_KNOWN_NOT;
  return g_str_equal (value, "yes") ? OOF_KNOWN_YES : OOF_KNOWN_NO;
}
