/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-decisions.h"
#include "app/oof-session-runner.h"
#include "cli/oof-cli-act.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"

/* @run, or what was written to @person's mailbox after @as_of. (transfer full) (nullable) */
static OofRunReport *
undo (OofCli *cli,
      const char *run,
      const char *person_text,
      const char *as_of,
      guint seconds,
      GError **error)
{
  OofPerson *person =
      person_text != NULL ? oof_session_find_person (cli->session, person_text, error) : NULL;

  if (person_text == NULL)
    {
      oof_session_undo_run_async (cli->session, run, seconds, cli->cancellable, oof_cli_done_cb,
                                  cli);
      return oof_session_undo_run_finish (cli->session, oof_cli_wait (cli), error);
    }
  if (person == NULL)
    return NULL;
  g_autoptr (OofRequest) order = oof_request_new (OOF_ACTION_UNDO, person->address);
  order->run = g_strdup (run);
  if (as_of != NULL
      && !oof_cli_parse_instant ("--as-of", as_of, oof_session_get_options (cli->session)->zone,
                                 &order->as_of, error))
    return NULL;
  return oof_cli_act (cli, order, seconds, error);
}

static gboolean
check (const char *run, const char *person, const char *as_of, int wait, GError **error)
{
  if (run == NULL && (person == NULL || as_of == NULL))
    oof_cli_set_usage_error (error, _ ("Name a run, or a person with --person and a time with "
                                       "--as-of"));
  else if (run != NULL && as_of != NULL)
    oof_cli_set_usage_error (error, _ ("A run goes without --as-of"));
  else if (wait < 0)
    oof_cli_set_usage_error (error, _ ("--wait must not be negative"));
  else
    return TRUE;
  return FALSE;
}

int
oof_cli_undo (OofCli *cli, char **arguments)
{
  g_autofree char *person = NULL;
  g_autofree char *as_of = NULL;
  int wait = OOF_SESSION_REQUEST_SECONDS;
  const GOptionEntry options[] = {
    { "person", 'p', 0, G_OPTION_ARG_FILENAME, &person, N_ ("Only this person's mailbox"),
      N_ ("PERSON") },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &as_of,
      N_ ("Take back what was written after this time (RFC 3339, or a day)"), N_ ("TIME") },
    { "wait", 0, 0, G_OPTION_ARG_INT, &wait,
      N_ ("Without a runner here: how long to wait for the answer of the one elsewhere"),
      N_ ("SECONDS") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 1, &error);

  if (words != NULL && check (words[0], person, as_of, wait, &error)
      && oof_cli_open (cli, OOF_LOAD_ALL, &error))
    report = undo (cli, words[0], person, as_of, (guint) wait, &error);
  return report != NULL ? oof_cli_say_acted (cli, report) : (int) oof_cli_fail (error);
}
