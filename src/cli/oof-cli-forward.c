/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-sync.h"
#include "core/oof-people.h"

/* What an administrator agrees to for one person. @value: (nullable) */
static int
decide (OofCli *cli, char **arguments, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);
  OofPerson *person = NULL;

  if (words != NULL && oof_cli_open (cli, OOF_LOAD_ALL, &error))
    person = oof_session_find_person (cli->session, words[0], &error);
  if (person == NULL)
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) people = oof_people_set_fact (
      oof_session_get_imported (cli->session), person->address, OOF_PERSON_OVER_OUTLOOK, value);
  oof_session_save_imported_async (cli->session, people, cli->cancellable, oof_cli_done_cb, cli);
  oof_session_save_imported_finish (cli->session, oof_cli_wait (cli), &error);
  return oof_cli_fail (error);
}

int
oof_cli_forward_allow (OofCli *cli, char **arguments)
{
  return decide (cli, arguments, "yes");
}

int
oof_cli_forward_refuse (OofCli *cli, char **arguments)
{
  return decide (cli, arguments, NULL);
}
