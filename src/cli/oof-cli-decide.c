/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-decisions.h"
#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "cli/oof-cli-act.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"

/* What somebody decides about one mailbox: drift and hold. */

OofRunReport *
oof_cli_act (OofCli *cli, OofRequest *order, guint seconds, GError **error)
{
  oof_session_act_async (cli->session, order, seconds, cli->cancellable, oof_cli_done_cb, cli);
  return oof_session_act_finish (cli->session, oof_cli_wait (cli), error);
}

int
oof_cli_say_acted (OofCli *cli, const OofRunReport *report)
{
  gboolean done = TRUE;

  oof_cli_print_report (cli, report);
  for (guint i = 0; i < report->rows->len; i++)
    {
      OofRunRow *row = g_ptr_array_index (report->rows, i);
      done = done && row->error == NULL;
      if (row->error == NULL)
        continue;
      g_autofree char *sentence = row->error->domain == G_IO_ERROR ? g_strdup (row->error->message)
                                                                   : oof_words_error (row->error);
      oof_cli_warn ("%s: %s", row->address, sentence);
    }
  return done ? OOF_CLI_DONE : OOF_CLI_SOME_FAILED;
}

static int
decide (OofCli *cli, char **arguments, OofAction action)
{
  int wait = OOF_SESSION_REQUEST_SECONDS;
  const GOptionEntry options[] = {
    { "wait", 0, 0, G_OPTION_ARG_INT, &wait,
      N_ ("Without a runner here: how long to wait for the answer of the one elsewhere"),
      N_ ("SECONDS") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = NULL;
  OofPerson *person = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words != NULL && oof_cli_open (cli, OOF_LOAD_ALL, &error))
    person = oof_session_find_person (cli->session, words[0], &error);
  if (person != NULL)
    {
      g_autoptr (OofRequest) order = oof_request_new (action, person->address);
      report = oof_cli_act (cli, order, (guint) MAX (wait, 0), &error);
    }
  return report != NULL ? oof_cli_say_acted (cli, report) : (int) oof_cli_fail (error);
}

int
oof_cli_drift_keep (OofCli *cli, char **arguments)
{
  return decide (cli, arguments, OOF_ACTION_KEEP);
}

int
oof_cli_drift_restore (OofCli *cli, char **arguments)
{
  return decide (cli, arguments, OOF_ACTION_RESTORE);
}

int
oof_cli_hold_list (OofCli *cli, char **arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, "--state", "on-hold", NULL);
  g_strv_builder_addv (builder, (const char **) arguments);
  g_auto (GStrv) all = g_strv_builder_end (builder);
  return oof_cli_absence_list (cli, all);
}

int
oof_cli_hold_release (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) released = NULL;
  OofPerson *person = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);

  if (words != NULL && oof_cli_open (cli, OOF_LOAD_ALL, &error))
    person = oof_session_find_person (cli->session, words[0], &error);
  if (person != NULL)
    {
      oof_session_release_async (cli->session, person->address, cli->cancellable, oof_cli_done_cb,
                                 cli);
      released = oof_session_release_finish (cli->session, oof_cli_wait (cli), &error);
    }
  if (released != NULL)
    oof_cli_print_absence_ids (cli, released);
  return oof_cli_fail (error);
}

void
oof_cli_print_absence_ids (OofCli *cli, GPtrArray *absences)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "ids");
  for (guint i = 0; i < absences->len; i++)
    {
      const OofAbsence *absence = g_ptr_array_index (absences, i);
      oof_json_writer_add_string (writer, NULL, absence->key);
      if (cli->json)
        continue;
      oof_cli_print (absence->key);
      oof_cli_print ("\n");
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  if (cli->json)
    oof_cli_print_json (writer);
}
