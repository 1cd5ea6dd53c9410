/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-context.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "app/oof-paths.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-table.h"
#include "config.h"

/* What the global options gave in one of the two places where they may stand. */
typedef struct
{
  char *connection_file; /* (owned) (nullable) */
  char *secret_file;     /* (owned) (nullable) */
} Globals;

static void
add_globals (GOptionContext *context, OofCli *cli, Globals *globals)
{
  const GOptionEntry entries[] = {
    { "connection", 'c', 0, G_OPTION_ARG_FILENAME, &globals->connection_file,
      N_ ("Connection file; default: connection.ini in ~/.config/oof-manager"), N_ ("FILE") },
    { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &globals->secret_file,
      N_ ("File with the secret of the sign-in, readable by its owner alone"), N_ ("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Print one JSON object"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &cli->quiet, N_ ("No progress and no notes"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &cli->version, N_ ("Print the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &cli->help, N_ ("Print this help"), NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/* What stands behind the command wins. */
static void
take (char **target, char *value)
{
  if (value == NULL)
    return;
  g_free (*target);
  *target = value;
}

static gboolean
parse (OofCli *cli, GOptionContext *context, Globals *globals, GStrv *arguments, GError **error)
{
  gboolean parsed = g_option_context_parse_strv (context, arguments, error);

  take (&cli->connection_file, globals->connection_file);
  take (&cli->secret_file, globals->secret_file);
  return parsed;
}

gboolean
oof_cli_parse_globals (OofCli *cli, GStrv *arguments, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  Globals globals = { 0 };

  add_globals (context, cli, &globals);
  g_option_context_set_strict_posix (context, TRUE);
  return parse (cli, context, &globals, arguments, error);
}

static void
print_help (OofCli *cli, GOptionContext *context)
{
  g_autofree char *name = g_strconcat ("oofctl ", cli->command->name, NULL);

  g_set_prgname (name);
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
  g_set_prgname ("oofctl");
  oof_cli_print (help);
}

static gboolean
check_count (OofCli *cli, guint count, guint min, guint max, GError **error)
{
  if (count < min)
    oof_cli_set_usage_error (error, _ ("“%s” needs more arguments: %s"), cli->command->name,
                             cli->command->arguments);
  else if (count > max)
    oof_cli_set_usage_error (error, _ ("“%s” got too many arguments"), cli->command->name);
  return count >= min && count <= max;
}

GStrv
oof_cli_parse (OofCli *cli,
               const GOptionEntry *options,
               char **arguments,
               guint min,
               guint max,
               GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (cli->command->arguments);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  const GOptionEntry rest[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, NULL },
    { NULL },
  };
  Globals globals = { 0 };

  g_option_context_set_summary (context, _ (cli->command->summary));
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  add_globals (context, cli, &globals);
  g_option_context_add_main_entries (context, rest, NULL);
  g_strv_builder_add (builder, "oofctl");
  g_strv_builder_addv (builder, (const char **) arguments);
  g_auto (GStrv) copy = g_strv_builder_end (builder);
  if (!parse (cli, context, &globals, &copy, error))
    return NULL;
  if (cli->help)
    print_help (cli, context);
  else if (cli->version)
    oof_cli_print ("oofctl " OOF_VERSION "\n");
  if (cli->help || cli->version)
    return NULL;
  if (words == NULL)
    words = g_new0 (char *, 1);
  return check_count (cli, g_strv_length (words), min, max, error) ? g_steal_pointer (&words)
                                                                   : NULL;
}

char *
oof_cli_dup_connection_path (OofCli *cli, GError **error)
{
  g_autofree char *usual =
      g_build_filename (g_get_user_config_dir (), "oof-manager", "connection.ini", NULL);

  if (cli->connection_file != NULL)
    return g_strdup (cli->connection_file);
  if (g_file_test (usual, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&usual);
  oof_cli_set_usage_error (
      error, _ ("There is no connection file: name one with --connection, or put it at %s"), usual);
  return NULL;
}

void
oof_cli_create_session (OofCli *cli, OofConnection *connection)
{
  cli->session = oof_session_new (connection, cli->secret_file, oof_paths_get_credentials (),
                                  !isatty (STDIN_FILENO));
}

gboolean
oof_cli_open (OofCli *cli, OofLoad what, GError **error)
{
  g_autofree char *path = oof_cli_dup_connection_path (cli, error);
  g_autoptr (OofConnection) connection = path != NULL ? oof_connection_load (path, error) : NULL;

  if (connection == NULL)
    return FALSE;
  oof_cli_create_session (cli, connection);
  oof_session_open_async (cli->session, cli->cancellable, oof_cli_done_cb, cli);
  return oof_session_open_finish (cli->session, oof_cli_wait (cli), error)
         && (what == 0 || oof_cli_load (cli, what, error));
}

gboolean
oof_cli_load (OofCli *cli, OofLoad what, GError **error)
{
  oof_session_load_async (cli->session, what, cli->cancellable, oof_cli_done_cb, cli);
  if (!oof_session_load_finish (cli->session, oof_cli_wait (cli), error))
    return FALSE;

  GPtrArray *problems = oof_session_get_problems (cli->session);
  for (guint i = 0; !cli->quiet && i < problems->len; i++)
    oof_cli_warn (_ ("Note: %s"), (const char *) g_ptr_array_index (problems, i));
  return TRUE;
}

static gboolean
is_of_group (const OofCliCommand *command, const char *group)
{
  const char *rest = command->name;

  if (group == NULL)
    return TRUE;
  if (!g_str_has_prefix (rest, group))
    return FALSE;
  rest += strlen (group);
  return *rest == ' ' || *rest == '\0';
}

char *
oof_cli_dup_overview (const OofCliCommand *commands, const char *group)
{
  const char *headings[] = { _ ("Commands:"), "", NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (const OofCliCommand *command = commands; command->name != NULL; command++)
    if (is_of_group (command, group))
      {
        g_autofree char *usage =
            g_strjoin (" ", "  oofctl", command->name, command->arguments, NULL);
        oof_cli_table_add (table, usage, _ (command->summary));
      }
  g_autofree char *text = oof_cli_table_to_text (table);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}
