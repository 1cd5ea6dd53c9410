/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-report-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "migration/oof-migration-pages.h"
#include "migration/oof-migration-transfer.h"

#define STEP   "step "
#define ANSWER "answer "

static const struct
{
  const char *what;
  const char *words;
} plain[] = {
  { "goal", N_ ("Goal") },
  { "scenario", N_ ("Scenario, corrected by hand") },
  { "concluded", N_ ("Scenario, as the checks conclude") },
  { "rules", N_ ("Rules for reading old appointments") },
  { "taken over", N_ ("Appointments taken over") },
  { "cut-over", N_ ("Cut-over") },
  { "connection", N_ ("Connection") },
  { "test graph", N_ ("Test of a mailbox in Microsoft 365") },
  { "test ews", N_ ("Test of a mailbox on the local Exchange server") },
};

static const struct
{
  const char *code;
  const char *words;
} values[] = {
  { "yes", N_ ("yes") },     { "no", N_ ("no") },           { "real", N_ ("real move") },
  { "trial", N_ ("trial") }, { "open", N_ ("open") },       { "done", N_ ("done") },
  { "later", N_ ("later") }, { "skipped", N_ ("skipped") },
};

/* Options and subjects keep their own names and values. */
static gboolean
is_spoken (const OofMigrationDecision *decision)
{
  return !oof_migration_is_transfer (decision->what);
}

char *
oof_migration_report_dup_what (const OofMigrationDecision *decision, OofMigrationOptionTitle title)
{
  g_return_val_if_fail (decision != NULL && title != NULL, NULL);

  const char *what = decision->what;
  const OofMigrationStep *step =
      g_str_has_prefix (what, STEP) ? oof_migration_find_step (what + strlen (STEP)) : NULL;

  if (step != NULL)
    return g_strdup_printf (_ ("Step: %s"), _ (step->vendor));
  if (g_str_has_prefix (what, ANSWER))
    return g_strdup (oof_migration_question_get_text (what + strlen (ANSWER)));
  if (oof_migration_transfer_get_option (what) != NULL)
    return g_strdup_printf (_ ("Option “%s”"), title (oof_migration_transfer_get_option (what)));
  if (oof_migration_transfer_get_subject (what) != NULL)
    return g_strdup_printf (_ ("Betreff “%s”"), oof_migration_transfer_get_subject (what));
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (plain[i].what, what))
      return g_strdup (_ (plain[i].words));
  return g_strdup (what);
}

/* "skipped: no licence": the code stands first, the reason is what somebody wrote. */
char *
oof_migration_report_dup_value (const OofMigrationDecision *decision, const char *value)
{
  g_return_val_if_fail (decision != NULL, NULL);

  gsize length = value != NULL ? strcspn (value, ":") : 0;

  if (value == NULL || *value == '\0')
    return g_strdup ("–");
  for (gsize i = 0; is_spoken (decision) && i < G_N_ELEMENTS (values); i++)
    if (strlen (values[i].code) == length && strncmp (values[i].code, value, length) == 0)
      return g_strconcat (_ (values[i].words), value + length, NULL);
  return g_strdup (value);
}
