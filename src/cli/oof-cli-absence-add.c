/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "cli/oof-cli-absence-draft.h"
#include "cli/oof-cli-absence-saving.h"
#include "cli/oof-cli-closure.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-report.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"
#include "core/oof-chain.h"
#include "core/oof-error.h"

/* What has become of the drafts. */
typedef struct
{
  OofCli *cli;    /* (not owned) */
  GPtrArray *ids; /* (owned) utf8 */
  guint n_total;
  guint n_done;
  guint n_failed;
  OofCliExit code; /* of the last failure */
} Saving;

static void
list_failure (Saving *saving, const char *address, const GError *error)
{
  g_autofree char *sentence = oof_words_error (error);

  oof_cli_warn ("%s: %s", address, sentence);
  saving->n_failed++;
  saving->code = oof_cli_exit_from_error (error);
}

static gpointer
ref_absence (gconstpointer absence, gpointer user_data)
{
  return oof_absence_ref ((OofAbsence *) absence);
}

/* Adds @draft, which is checked, or the links of its chain. */
static gboolean
add_checked (
    OofCli *cli, GPtrArray *drafts, OofAbsence *draft, const OofCliTyped *typed, GError **error)
{
  int max_months = oof_session_get_options (cli->session)->max_months;
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  if (typed->chain)
    {
      g_ptr_array_unref (links);
      links = oof_absence_chain (draft, max_months);
    }
  else
    g_ptr_array_add (links, oof_absence_ref (draft));
  for (guint i = 0; i < links->len; i++)
    if (!oof_session_check_absence (cli->session, g_ptr_array_index (links, i), error))
      return FALSE;
  g_ptr_array_extend (drafts, links, ref_absence, NULL);
  return TRUE;
}

/* A draft for each of @people (OofPerson), in that person's zone, checked. A mistake ends the
 * command before anything is saved; in a closure it is that member's alone. @deputy, @closure:
 * (nullable). (transfer full) (element-type OofAbsence) */
static GPtrArray *
create_drafts (Saving *saving,
               GPtrArray *people,
               const OofPerson *deputy,
               const OofCliTyped *typed,
               const OofCliWanted *wanted,
               const OofCliClosure *closure,
               GError **error)
{
  OofCli *cli = saving->cli;
  g_autoptr (GPtrArray) drafts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *listed = g_ptr_array_index (people, i);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (OofPerson) person = oof_cli_read_person (cli, listed->address, error);
      if (person == NULL)
        return NULL;
      oof_cli_show_progress (cli, i + 1 == people->len, _ ("%u of %u mailboxes read"), i + 1,
                             people->len);
      g_autoptr (OofAbsence) draft = oof_cli_typed_create_draft (typed, wanted, person, deputy);
      if (wanted->weekdays != 0)
        oof_cli_make_occurrence (draft, wanted);
      if (closure != NULL)
        oof_cli_closure_mark (closure, draft);
      if (add_checked (cli, drafts, draft, typed, &local_error))
        continue;
      if (closure != NULL)
        list_failure (saving, person->address, local_error);
      else
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return g_steal_pointer (&drafts);
}

/* One absence for each occurrence of each draft. (transfer full) */
static GPtrArray *
create_series (GPtrArray *drafts,
               const OofCliTyped *typed,
               const OofCliWanted *wanted,
               GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  OofDay last = typed->open_end ? OOF_DAY_NONE : wanted->last;

  for (guint i = 0; i < drafts->len; i++)
    {
      g_autoptr (GPtrArray) occurrences =
          oof_series_create (g_ptr_array_index (drafts, i), wanted->weekdays, last);
      g_ptr_array_extend (all, occurrences, ref_absence, NULL);
    }
  if (all->len > 0)
    return g_steal_pointer (&all);
  oof_cli_set_usage_error (error, _ ("None of these days lies between the first and the last day"));
  return NULL;
}

static void
added_cb (OofAbsence *draft, OofAbsence *stored, const GError *error, gpointer user_data)
{
  Saving *saving = user_data;

  saving->n_done++;
  oof_cli_show_progress (saving->cli, saving->n_done == saving->n_total,
                         _ ("%u of %u absences saved"), saving->n_done, saving->n_total);
  if (stored != NULL)
    g_ptr_array_add (saving->ids, g_strdup (stored->key));
  else
    list_failure (saving, draft->person, error);
}

/* Saves one after the other; what fails is listed and the others go on. Returns: the exit code. */
static int
save (Saving *saving, GPtrArray *drafts)
{
  OofCli *cli = saving->cli;
  g_autoptr (GError) error = NULL;

  saving->n_total = drafts->len;
  oof_session_add_absences_async (cli->session, drafts, added_cb, saving, cli->cancellable,
                                  oof_cli_done_cb, cli);
  if (!oof_session_add_absences_finish (cli->session, oof_cli_wait (cli), &error)
      && saving->n_done < drafts->len)
    {
      guint n_left = drafts->len - saving->n_done;

      oof_cli_warn (ngettext ("%u absence was not saved", "%u absences were not saved", n_left),
                    n_left);
      saving->n_failed += n_left;
      saving->code = oof_cli_exit_from_error (error);
    }
  if (saving->n_failed == 0)
    return OOF_CLI_DONE;
  return saving->ids->len > 0 ? OOF_CLI_SOME_FAILED : saving->code;
}

static OofPerson *
find_deputy (OofCli *cli, const OofCliTyped *typed, GError **error)
{
  return typed->deputy != NULL ? oof_session_find_person (cli->session, typed->deputy, error)
                               : NULL;
}

/* Who gets the absence. (transfer full) (element-type OofPerson) */
static GPtrArray *
find_people (
    OofCli *cli, const OofCliTyped *typed, char **words, OofCliClosure *closure, GError **error)
{
  return typed->closure ? oof_cli_closure_find (cli, typed, closure, error)
                        : oof_cli_find_people (cli, words, error);
}

/* Saves @drafts and what becomes of the absences in their way. A closure goes before the absences
 * of the people: nothing is in its way. */
static int
save_all (Saving *saving, GPtrArray *drafts, const OofCliTyped *typed, const OofCliWanted *wanted)
{
  OofCli *cli = saving->cli;
  OofOnConflict how = typed->closure ? OOF_ON_CONFLICT_KEEP : wanted->on_conflict;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConflictPlan) plan = NULL;

  if (!typed->closure && !oof_cli_check_deputies (cli, drafts, &error))
    return oof_cli_fail (error);
  plan = oof_cli_resolve_conflicts (cli, drafts, how, &error);
  if (plan == NULL)
    return oof_cli_fail (error);
  int code = save (saving, drafts);
  if (code == OOF_CLI_DONE && !oof_cli_settle (cli, plan, &error))
    {
      oof_cli_fail (error);
      code = OOF_CLI_SOME_FAILED;
    }
  oof_cli_print_ids (cli, saving->ids);
  return code;
}

static int
add (OofCli *cli, OofCliTyped *typed, const OofCliWanted *wanted, char **words)
{
  g_autoptr (GError) error = NULL;
  g_auto (OofCliClosure) closure = { 0 };
  g_autoptr (GPtrArray) people = find_people (cli, typed, words, &closure, &error);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Saving saving = { .cli = cli, .ids = ids };
  OofPerson *deputy = people != NULL ? find_deputy (cli, typed, &error) : NULL;

  if (error == NULL && oof_cli_resolve_forward (cli, &typed->forward, &error))
    drafts = create_drafts (&saving, people, deputy, typed, wanted,
                            typed->closure ? &closure : NULL, &error);
  if (drafts != NULL && typed->closure)
    oof_cli_closure_leave_out (cli, &closure, drafts);
  if (drafts == NULL)
    return oof_cli_fail (error);
  if (wanted->weekdays == 0)
    return save_all (&saving, drafts, typed, wanted);

  g_autoptr (GPtrArray) series = create_series (drafts, typed, wanted, &error);
  return series != NULL ? save_all (&saving, series, typed, wanted) : (int) oof_cli_fail (error);
}

int
oof_cli_absence_add (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (OofCliTyped) typed = { 0 };
  OofCliWanted wanted = { .audience = OOF_AUDIENCE_UNSET };
  g_auto (GStrv) words = oof_cli_typed_parse (cli, arguments, &typed, &error);

  if (words == NULL || !oof_cli_typed_understand (&typed, g_strv_length (words), &wanted, &error)
      || !oof_cli_open (cli, OOF_LOAD_ALL, &error))
    return oof_cli_fail (error);
  return add (cli, &typed, &wanted, words);
}
