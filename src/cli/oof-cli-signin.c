/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-browser.h"
#include "app/oof-paths.h"
#include "app/oof-sign-in.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"

/* The address stands alone in its line, at once, so that a script can follow it. */
static void
show_cb (const char *link, const char *code, gpointer user_data)
{
  OofCli *cli = user_data;

  if (link == NULL)
    return;
  g_autofree char *line = g_strconcat (link, "\n", NULL);
  g_autofree char *words = code != NULL
                               ? g_strdup_printf (_ ("Enter the code %s at:"), code)
                               : g_strdup (_ ("Open this address in a browser on this machine:"));

  if (cli->json)
    oof_cli_warn ("%s %s", words, link);
  else
    {
      oof_cli_print (words);
      oof_cli_print ("\n");
      oof_cli_print (line);
      oof_cli_flush ();
    }
  if (code == NULL && oof_paths_has_display ())
    oof_browser_open_async (link, NULL, NULL, NULL);
}

static void
print_json (OofSignedIn *signed_in)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "account", oof_signed_in_get_account (signed_in));
  oof_json_writer_add_bool (writer, "kept", oof_signed_in_get_unkept (signed_in) == NULL);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

/* What the next command will find. Returns: the exit code. */
static int
report (OofCli *cli, OofConnection *connection, OofSignedIn *signed_in)
{
  g_autofree char *line =
      g_strdup_printf (_ ("Signed in as %s.\n"), oof_signed_in_get_account (signed_in));
  const char *unkept = oof_signed_in_get_unkept (signed_in);

  if (cli->json)
    print_json (signed_in);
  else
    oof_cli_print (line);
  if (unkept != NULL)
    {
      oof_cli_warn (_ ("The sign-in cannot be kept, it ended with this command: %s"), unkept);
      return OOF_CLI_SIGN_IN;
    }
  if (connection->person.secret_file != NULL)
    oof_cli_warn (_ ("The connection file names a secret-file= for [person], which goes first; "
                     "without that line this sign-in is used."));
  return OOF_CLI_DONE;
}

static int
consent (OofCli *cli, OofConnection *connection)
{
  g_autoptr (GError) error = NULL;

  oof_sign_in_consent_async (connection, connection->runner.present, show_cb, cli, cli->cancellable,
                             oof_cli_done_cb, cli);
  if (!oof_sign_in_consent_finish (oof_cli_wait (cli), &error))
    return oof_cli_fail (error);
  if (!cli->json)
    oof_cli_print (_ ("An administrator has agreed.\n"));
  return OOF_CLI_DONE;
}

static OofConnection *
load (OofCli *cli, GError **error)
{
  g_autofree char *path = oof_cli_dup_connection_path (cli, error);

  return path != NULL ? oof_connection_load (path, error) : NULL;
}

int
oof_cli_signin (OofCli *cli, char **arguments)
{
  gboolean device = FALSE, write = FALSE, admin = FALSE;
  const GOptionEntry options[] = {
    { "device", 0, 0, G_OPTION_ARG_NONE, &device, N_ ("With a code, in a browser anywhere"), NULL },
    { "write", 0, 0, G_OPTION_ARG_NONE, &write, N_ ("Ask for the permissions to change plans too"),
      NULL },
    { "admin-consent", 0, 0, G_OPTION_ARG_NONE, &admin,
      N_ ("An administrator agrees for everybody"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 0, &error);
  g_autoptr (OofConnection) connection = words != NULL ? load (cli, &error) : NULL;
  OofSignInFlags flags =
      (device ? OOF_SIGN_IN_BY_CODE : 0) | (write ? OOF_SIGN_IN_WITH_WRITING : 0);

  if (connection == NULL)
    return oof_cli_fail (error);
  if (admin)
    return consent (cli, connection);
  oof_sign_in_async (connection, flags, show_cb, cli, cli->cancellable, oof_cli_done_cb, cli);
  g_autoptr (OofSignedIn) signed_in = oof_sign_in_finish (oof_cli_wait (cli), &error);
  return signed_in != NULL ? report (cli, connection, signed_in) : (int) oof_cli_fail (error);
}

int
oof_cli_signout (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);
  g_autoptr (OofConnection) connection = words != NULL ? load (cli, &error) : NULL;

  if (connection == NULL)
    return oof_cli_fail (error);
  oof_sign_in_store_async (connection, "person", NULL, cli->cancellable, oof_cli_done_cb, cli);
  if (!oof_sign_in_store_finish (oof_cli_wait (cli), &error))
    return oof_cli_fail (error);
  return OOF_CLI_DONE;
}

static void
show_consent (OofCli *cli, OofConnection *connection, gboolean runner)
{
  g_autofree char *link = NULL;

  oof_sign_in_find_link_async (connection, runner, cli->cancellable, oof_cli_done_cb, cli);
  link = oof_sign_in_find_link_finish (oof_cli_wait (cli), NULL);
  if (link == NULL)
    return;
  if (runner)
    oof_cli_warn (_ ("An administrator agrees to the runner's permissions at %s"), link);
  else
    oof_cli_warn (_ ("An administrator agrees to the permissions of people at %s"), link);
}

void
oof_cli_show_ways_in (OofCli *cli)
{
  g_autoptr (OofConnection) connection = load (cli, NULL);

  if (connection == NULL || g_cancellable_is_cancelled (cli->cancellable))
    return;
  if (cli->session != NULL)
    oof_session_remember_claims (cli->session);
  if (connection->person.present && !connection->person.over_ews)
    oof_cli_warn (_ ("Sign in with “oofctl signin”, to change plans too with “oofctl signin "
                     "--write”"));
  if (connection->runner.present && connection->runner.auth == OOF_CONNECTION_AUTH_SECRET)
    oof_cli_warn (_ ("The runner's secret is taken in by “oofctl secret set runner”; where it does "
                     "not belong, the connection file has no [runner]"));
  if (connection->runner.present)
    show_consent (cli, connection, TRUE);
  if (connection->person.present && !connection->person.over_ews)
    show_consent (cli, connection, FALSE);
}
