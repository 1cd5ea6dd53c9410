/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "cli/oof-cli-act.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-confirm.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"

/* CheckCurrentState: is the automatic reply on, and should it go off? */

typedef enum
{
  ACTION_NONE,
  ACTION_ASKED,
  ACTION_SWITCHED_OFF
} Action;

static const char *const action_names[] = { "none", "asked", "switched-off" };

/* What the mailbox holds: live where it can be read from here, else as published last. (transfer
 * full) (nullable) */
static OofReplyState *
read_state (OofCli *cli, const OofPerson *person, GError **error)
{
  const char *scope[] = { person->address, NULL };

  if (!oof_session_can_act (cli->session, person->address))
    {
      OofRecord *record = oof_session_get_record (cli->session, person->address);
      if (record != NULL && record->seen != NULL)
        return oof_reply_state_ref (record->seen);
      oof_cli_set_usage_error (error, _ ("%s: no run has looked at this mailbox yet"),
                               person->address);
      return NULL;
    }
  g_autoptr (OofRunJob) job = oof_session_create_run_job (cli->session, OOF_RUN_STATUS, scope);
  OofRunReport *report = oof_cli_run_job (cli, job, error);
  OofRunRow *row = report != NULL ? oof_run_report_find (report, person->address) : NULL;
  if (row != NULL && row->plan != NULL)
    return oof_reply_state_ref (row->plan->current);
  if (row != NULL && row->error != NULL && error != NULL && *error == NULL)
    g_propagate_error (error, g_error_copy (row->error));
  return NULL;
}

/* The absence that counts now. (transfer full) (nullable) */
static char *
dup_absence (OofCli *cli, const OofPerson *person)
{
  g_autoptr (GPtrArray) all = oof_session_dup_absences_of (cli->session, person->address);
  OofInstant now = oof_clock_now (oof_session_get_clock (cli->session));
  g_autoptr (GPtrArray) running = oof_absence_list_at (all, now);
  OofAbsence *counting = oof_absence_find_counting (running, now);

  return counting != NULL ? g_strdup (counting->key) : NULL;
}

static gboolean
says_yes (OofCli *cli, const OofPerson *person, GError **error)
{
  char answer[64] = "";

  fprintf (stderr, _ ("The automatic reply of %s is on. Switch it off? [y/N] "), person->name);
  fflush (stderr);
  return oof_cli_read_line (cli, answer, sizeof answer, error) && oof_cli_is_yes (answer);
}

static Action
switch_off (OofCli *cli, const OofPerson *person, GError **error)
{
  g_autoptr (OofRequest) order = oof_request_new (OOF_ACTION_SWITCH_OFF, person->address);
  g_autoptr (OofRunReport) report = oof_cli_act (cli, order, OOF_SESSION_REQUEST_SECONDS, error);
  OofRunRow *row = report != NULL ? oof_run_report_find (report, person->address) : NULL;

  if (row == NULL)
    return ACTION_NONE;
  if (row->error == NULL)
    return ACTION_SWITCHED_OFF;
  oof_cli_warn ("%s: %s", person->address, row->error->message);
  return ACTION_ASKED;
}

static void
print (OofCli *cli,
       const OofPerson *person,
       const OofReplyState *state,
       const char *absence,
       Action action)
{
  OofReplyStatus status = action == ACTION_SWITCHED_OFF ? OOF_REPLY_DISABLED : state->status;
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "person", person->address);
  oof_json_writer_add_string (writer, "state", oof_reply_status_to_string (status));
  oof_json_writer_add_string_or_null (writer, "absence", absence);
  oof_json_writer_add_string (writer, "action", action_names[action]);
  oof_json_writer_end_object (writer);
  if (cli->json)
    {
      oof_cli_print_json (writer);
      return;
    }
  oof_cli_print (person->address);
  oof_cli_print (": ");
  oof_cli_print (action == ACTION_SWITCHED_OFF ? _ ("switched off")
                                               : oof_words_reply_status (status));
  oof_cli_print ("\n");
}

static int
check (OofCli *cli, const OofPerson *person, gboolean yes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofReplyState) state = read_state (cli, person, &error);
  g_autofree char *absence = dup_absence (cli, person);
  OofInstant now = oof_clock_now (oof_session_get_clock (cli->session));
  Action action = ACTION_NONE;

  if (state == NULL)
    return oof_cli_fail (error);
  if (oof_reply_state_answers_at (state, now) && !yes && isatty (STDIN_FILENO))
    {
      action = ACTION_ASKED;
      yes = says_yes (cli, person, &error);
    }
  if (oof_reply_state_answers_at (state, now) && yes)
    action = switch_off (cli, person, &error);
  if (error != NULL)
    return oof_cli_fail (error);
  print (cli, person, state, absence, action);
  return OOF_CLI_DONE;
}

/* @text: (nullable) whom somebody named; else who is signed in. */
static OofPerson *
find_person (OofCli *cli, const char *text, GError **error)
{
  if (text == NULL && !oof_session_get_connection (cli->session)->person.present)
    {
      oof_cli_set_usage_error (error, _ ("Nobody signs in with this connection: name a person with "
                                         "--person"));
      return NULL;
    }
  return oof_session_find_person (
      cli->session, text != NULL ? text : oof_session_get_author (cli->session), error);
}

int
oof_cli_ccs (OofCli *cli, char **arguments)
{
  g_autofree char *text = NULL;
  gboolean yes = FALSE;
  const GOptionEntry options[] = {
    { "person", 'p', 0, G_OPTION_ARG_FILENAME, &text, N_ ("This person; default: who is signed in"),
      N_ ("PERSON") },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_ ("Switch it off without asking"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  OofPerson *person = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 0, &error);

  if (words != NULL && oof_cli_open (cli, OOF_LOAD_ALL, &error))
    person = find_person (cli, text, &error);
  return person != NULL ? check (cli, person, yes) : (int) oof_cli_fail (error);
}
