/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/oof-sign-in.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "core/oof-error.h"

#define MAX_SECRET 65536

static const char *const roles[] = { "person", "runner", "ews", NULL };

static OofConnection *
load (OofCli *cli, const char *role, GError **error)
{
  g_autofree char *path = NULL;

  if (!g_strv_contains (roles, role))
    {
      oof_cli_set_usage_error (error, _ ("“%s” is none of person, runner and ews"), role);
      return NULL;
    }
  path = oof_cli_dup_connection_path (cli, error);
  return path != NULL ? oof_connection_load (path, error) : NULL;
}

/* Letters typed do not show. Returns: whether @old is to be restored. */
static gboolean
hide_typing (struct termios *old)
{
  struct termios silent;

  if (tcgetattr (STDIN_FILENO, old) != 0)
    return FALSE;
  silent = *old;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  return tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent) == 0;
}

/* The first line, or everything up to the end. The buffer is wiped by the caller. */
static gboolean
read_secret (OofCli *cli, char *buffer, GError **error)
{
  if (!oof_cli_read_line (cli, buffer, MAX_SECRET + 1, error))
    return FALSE;
  gsize length = strlen (buffer);
  buffer[strcspn (buffer, "\r\n")] = '\0';
  if (buffer[0] != '\0' && length < MAX_SECRET && g_utf8_validate (buffer, -1, NULL))
    return TRUE;
  oof_cli_set_usage_error (error, _ ("No secret came from standard input"));
  return FALSE;
}

static gboolean
ask (OofCli *cli, char *buffer, GError **error)
{
  struct termios old;
  gboolean hidden = FALSE, read_it;

  if (isatty (STDIN_FILENO))
    {
      /* First: what is typed before is thrown away. */
      hidden = hide_typing (&old);
      oof_cli_warn (_ ("Type the secret and press Enter:"));
    }
  read_it = read_secret (cli, buffer, error);
  if (hidden)
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &old);
  return read_it;
}

/* @secret: NULL forgets. */
static int
store (OofCli *cli, OofConnection *connection, const char *role, const char *secret)
{
  g_autoptr (GError) error = NULL;

  oof_sign_in_store_async (connection, role, secret, cli->cancellable, oof_cli_done_cb, cli);
  if (!oof_sign_in_store_finish (oof_cli_wait (cli), &error))
    return oof_cli_fail (error);
  return OOF_CLI_DONE;
}

int
oof_cli_secret_set (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);
  g_autoptr (OofConnection) connection = words != NULL ? load (cli, words[0], &error) : NULL;
  int code;

  if (connection == NULL)
    return oof_cli_fail (error);
  char *buffer = g_malloc0 (MAX_SECRET + 1);
  code = ask (cli, buffer, &error) ? store (cli, connection, words[0], buffer)
                                   : (int) oof_cli_fail (error);
  explicit_bzero (buffer, MAX_SECRET);
  g_free (buffer);
  return code;
}

int
oof_cli_secret_clear (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);
  g_autoptr (OofConnection) connection = words != NULL ? load (cli, words[0], &error) : NULL;

  if (connection == NULL)
    return oof_cli_fail (error);
  return store (cli, connection, words[0], NULL);
}
