/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"

/* Returns: (transfer full) the key. */
static char *
cancel (OofCli *cli, const char *id, GError **error)
{
  g_autofree char *key = oof_cli_dup_key (id);

  oof_session_cancel_absence_async (cli->session, key, cli->cancellable, oof_cli_done_cb, cli);
  g_autoptr (OofAbsence) cancelled =
      oof_session_cancel_absence_finish (cli->session, oof_cli_wait (cli), error);
  return cancelled != NULL ? g_steal_pointer (&key) : NULL;
}

/* Each absence is looked up by its id, wherever its dates lie: nothing has to be read before. */
int
oof_cli_absence_cancel (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
  OofCliExit code = OOF_CLI_DONE;
  guint n_cancelled = 0;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, G_MAXUINT, &error);

  if (words == NULL || !oof_cli_open (cli, 0, &error))
    return oof_cli_fail (error);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "ids");
  for (char **word = words; *word != NULL; word++)
    {
      g_autoptr (GError) item_error = NULL;
      g_autofree char *key = cancel (cli, *word, &item_error);
      oof_json_writer_add_string (writer, NULL, key);
      n_cancelled += key != NULL;
      if (key != NULL)
        continue;
      g_autofree char *sentence = oof_words_error (item_error);
      oof_cli_warn ("%s: %s", *word, sentence);
      code = oof_cli_exit_from_error (item_error);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  if (cli->json)
    oof_cli_print_json (writer);
  return code != OOF_CLI_DONE && n_cancelled > 0 ? OOF_CLI_SOME_FAILED : code;
}
