/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-checks.h"

#include "app/oof-words.h"

static void
check_free (gpointer data)
{
  OofCliCheck *check = data;

  g_free (check->evidence);
  g_free (check->remedy);
  g_free (check);
}

GPtrArray *
oof_cli_checks_new (void)
{
  return g_ptr_array_new_with_free_func (check_free);
}

void
oof_cli_checks_add (
    GPtrArray *checks, const char *id, OofCheckVerdict verdict, char *evidence, char *remedy)
{
  OofCliCheck *check = g_new0 (OofCliCheck, 1);

  check->id = id;
  check->verdict = verdict;
  check->evidence = evidence;
  check->remedy = remedy;
  g_ptr_array_add (checks, check);
}

void
oof_cli_checks_add_error (GPtrArray *checks, const char *id, const GError *error, char *remedy)
{
  oof_cli_checks_add (checks, id, OOF_CHECK_BLOCKED, oof_words_error (error), remedy);
}

gboolean
oof_cli_checks_has_blocked (GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    if (((OofCliCheck *) g_ptr_array_index (checks, i))->verdict == OOF_CHECK_BLOCKED)
      return TRUE;
  return FALSE;
}
