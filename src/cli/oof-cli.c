/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli.h"

#include <glib/gi18n.h>

#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-switches.h"
#include "cli/oof-cli-sync.h"
#include "config.h"

/* File names and texts are UTF-8 here, whatever the locale says. */
static gboolean
check_encoding (char **arguments, GError **error)
{
  for (char **word = arguments; *word != NULL; word++)
    if (!g_utf8_validate (*word, -1, NULL))
      {
        oof_cli_set_usage_error (error, _ ("An argument is not UTF-8"));
        return FALSE;
      }
  return TRUE;
}

/* @group: (nullable) the first word, when it begins several commands. */
static int
print_overview (const char *group, GError **error)
{
  g_autofree char *commands = oof_cli_dup_overview (oof_cli_commands, group);

  if (commands == NULL)
    {
      oof_cli_set_usage_error (error, _ ("There is no command “%s”. See “oofctl --help”."), group);
      return OOF_CLI_USAGE;
    }
  oof_cli_print (_ ("Usage: oofctl [OPTION…] COMMAND …"));
  oof_cli_print ("\n\n");
  oof_cli_print (commands);
  oof_cli_print ("\n");
  oof_cli_print (_ ("Options in front of every command and behind it: --connection FILE, "
                    "--secret-file FILE,\n--json, --quiet, --help, --version. "
                    "“oofctl COMMAND --help” explains a command."));
  oof_cli_print ("\n");
  return OOF_CLI_DONE;
}

static gboolean
asks_for_help (char **words)
{
  return g_strv_contains ((const char *const *) words, "--help")
         || g_strv_contains ((const char *const *) words, "-h");
}

static void
set_unknown_error (char **words, GError **error)
{
  g_autofree char *siblings =
      words[0] != NULL ? oof_cli_dup_overview (oof_cli_commands, words[0]) : NULL;
  g_autofree char *name = g_strjoin (" ", words[0], words[0] != NULL ? words[1] : NULL, NULL);

  if (words[0] == NULL)
    oof_cli_set_usage_error (error, _ ("What is to be done? See “oofctl --help”."));
  else if (siblings != NULL)
    oof_cli_set_usage_error (error, _ ("There is no command “%s”. See “oofctl %s --help”."), name,
                             words[0]);
  else
    oof_cli_set_usage_error (error, _ ("There is no command “%s”. See “oofctl --help”."), words[0]);
}

/* What to do when the words name no command. */
static int
run_no_command (OofCli *cli, char **words, GError **error)
{
  if (cli->help || asks_for_help (words))
    return print_overview (words[0], error);
  if (cli->version)
    {
      oof_cli_print ("oofctl " OOF_VERSION "\n");
      return OOF_CLI_DONE;
    }
  set_unknown_error (words, error);
  return OOF_CLI_USAGE;
}

static int
run (OofCli *cli, char **words)
{
  g_autoptr (GError) error = NULL;
  guint n_words = 0;

  cli->command = oof_cli_find_command (words, &n_words);
  if (cli->command != NULL)
    return cli->command->run (cli, words + n_words);
  int code = run_no_command (cli, words, &error);
  oof_cli_fail (error);
  return code;
}

/* The words behind the program's name, old switches translated, global options in front read; the
 * program's name is their first. */
static GStrv
read_arguments (OofCli *cli, char **arguments, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (!check_encoding (arguments, error))
    return NULL;
  words = oof_cli_translate_switches (arguments);
  g_strv_builder_add (builder, "oofctl");
  g_strv_builder_addv (builder, (const char **) words);
  g_strfreev (words);
  words = g_strv_builder_end (builder);
  return oof_cli_parse_globals (cli, &words, error) ? g_steal_pointer (&words) : NULL;
}

int
oof_cli_main (int argc, char **argv)
{
  OofCli cli = { 0 };
  g_autoptr (GError) error = NULL;
  char *none[] = { NULL };

  g_set_prgname ("oofctl");
  oof_cli_output_init ();
  oof_cli_sync_init (&cli);
  g_auto (GStrv) words = read_arguments (&cli, argc > 0 ? argv + 1 : none, &error);
  int code = words != NULL ? run (&cli, words + 1) : (int) oof_cli_fail (error);
  if (code == OOF_CLI_SIGN_IN && words != NULL)
    oof_cli_show_ways_in (&cli);
  if (!oof_cli_flush () && code == OOF_CLI_DONE)
    code = OOF_CLI_SOME_FAILED;
  g_clear_object (&cli.session);
  oof_cli_sync_clear (&cli);
  g_free (cli.connection_file);
  g_free (cli.secret_file);
  return code;
}
