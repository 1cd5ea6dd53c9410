/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "cli/oof-cli-absence-draft.h"
#include "cli/oof-cli-closure.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-report.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"
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

static OofPerson *
read_person (OofCli *cli, const char *address, GError **error)
{
  oof_session_read_person_async (cli->session, address, cli->cancellable, oof_cli_done_cb, cli);
  return oof_session_read_person_finish (cli->session, oof_cli_wait (cli), error);
}

static void
list_failure (Saving *saving, const char *address, const GError *error)
{
  g_autofree char *sentence = oof_words_error (error);

  oof_cli_warn ("%s: %s", address, sentence);
  saving->n_failed++;
  saving->code = oof_cli_exit_from_error (error);
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
      g_autoptr (OofPerson) person = read_person (cli, listed->address, error);
      if (person == NULL)
        return NULL;
      oof_cli_show_progress (cli, i + 1 == people->len, _ ("%u of %u mailboxes read"), i + 1,
                             people->len);
      g_autoptr (OofAbsence) draft = oof_cli_typed_create_draft (typed, wanted, person, deputy);
      if (closure != NULL)
        oof_cli_closure_mark (closure, draft);
      if (oof_session_check_absence (cli->session, draft, &local_error))
        g_ptr_array_add (drafts, g_steal_pointer (&draft));
      else if (closure != NULL)
        list_failure (saving, person->address, local_error);
      else
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return g_steal_pointer (&drafts);
}

static void
warn_about_conflict (const OofAbsence *other)
{
  g_autofree char *dates = oof_words_absence_dates (other);

  if (*other->subject != '\0')
    oof_cli_warn (_ ("%s has an absence then: %s, %s (%s)"), other->person, dates, other->subject,
                  other->key);
  else
    oof_cli_warn (_ ("%s has an absence then: %s (%s)"), other->person, dates, other->key);
}

/* Lists every absence that a draft overlaps. */
static gboolean
check_conflicts (OofCli *cli, GPtrArray *drafts, GError **error)
{
  guint n_conflicts = 0;

  for (guint i = 0; i < drafts->len; i++)
    {
      g_autoptr (GPtrArray) others =
          oof_session_find_conflicts (cli->session, g_ptr_array_index (drafts, i));
      g_ptr_array_foreach (others, (GFunc) (void (*) (void)) warn_about_conflict, NULL);
      n_conflicts += others->len;
    }
  if (n_conflicts > 0)
    g_set_error_literal (error, OOF_ERROR, OOF_ERROR_CONFLICT,
                         _ ("nothing was saved; --on-conflict keep leaves both"));
  return n_conflicts == 0;
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
    oof_cli_warn (_ ("%u absences were not saved"), drafts->len - saving->n_done);
  if (saving->n_failed == 0)
    return OOF_CLI_DONE;
  return saving->ids->len > 0 ? OOF_CLI_SOME_FAILED : saving->code;
}

static void
print_ids (OofCli *cli, GPtrArray *ids)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  for (guint i = 0; !cli->json && i < ids->len; i++)
    {
      oof_cli_print (g_ptr_array_index (ids, i));
      oof_cli_print ("\n");
    }
  if (!cli->json)
    return;
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "ids");
  for (guint i = 0; i < ids->len; i++)
    oof_json_writer_add_string (writer, NULL, g_ptr_array_index (ids, i));
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
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

static int
add (OofCli *cli, const OofCliTyped *typed, const OofCliWanted *wanted, char **words)
{
  g_autoptr (GError) error = NULL;
  g_auto (OofCliClosure) closure = { 0 };
  g_autoptr (GPtrArray) people = find_people (cli, typed, words, &closure, &error);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Saving saving = { .cli = cli, .ids = ids };
  OofPerson *deputy = people != NULL ? find_deputy (cli, typed, &error) : NULL;

  if (error == NULL)
    drafts = create_drafts (&saving, people, deputy, typed, wanted,
                            typed->closure ? &closure : NULL, &error);
  if (drafts != NULL && typed->closure)
    oof_cli_closure_leave_out (cli, &closure, drafts);
  if (drafts == NULL
      || (!typed->closure && typed->on_conflict == NULL && !check_conflicts (cli, drafts, &error)))
    return oof_cli_fail (error);

  int code = save (&saving, drafts);
  print_ids (cli, ids);
  return code;
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
