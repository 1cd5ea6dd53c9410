/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-file.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"

#define OWNER_ONLY 0600

static GInputStream *
open_input (const char *path, GError **error)
{
  if (g_strcmp0 (path, "-") == 0)
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

/* Reads up to one byte more than is allowed. */
static gboolean
read_all (OofCli *cli, GInputStream *input, char *buffer, gsize max, gsize *length, GError **error)
{
  g_input_stream_read_all_async (input, buffer, max + 1, G_PRIORITY_DEFAULT, cli->cancellable,
                                 oof_cli_done_cb, cli);
  return g_input_stream_read_all_finish (input, oof_cli_wait (cli), length, error);
}

/* (transfer full) */
static char *
clean_text (const char *text)
{
  const char *bom = "\357\273\277";
  g_auto (GStrv) lines =
      g_strsplit (g_str_has_prefix (text, bom) ? text + strlen (bom) : text, "\r\n", -1);

  return g_strjoinv ("\n", lines);
}

/* A file that cannot be read is a wrong argument; Ctrl-C is none. */
static void
set_file_error (const char *path, const GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    oof_cli_set_usage_error (error, "%s: %s", path, cause->message);
}

static gboolean
is_blank (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text == '\0';
}

/* (transfer full) */
static char *
understand_text (const char *path, const char *buffer, gsize length, gsize max, GError **error)
{
  if (length > max)
    oof_cli_set_usage_error (error, _ ("%s: is too long"), path);
  else if (!g_utf8_validate_len (buffer, length, NULL))
    oof_cli_set_usage_error (error, _ ("%s: is not text in UTF-8"), path);
  else
    {
      g_autofree char *text = g_strndup (buffer, length);
      if (!is_blank (text))
        return clean_text (text);
      oof_cli_set_usage_error (error, _ ("%s: is empty"), path);
    }
  return NULL;
}

char *
oof_cli_read_file (OofCli *cli, const char *path, gsize max, GError **error)
{
  g_autofree char *buffer = g_malloc (max + 1);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GInputStream) input = open_input (path, &local_error);
  gsize length = 0;

  if (input != NULL && read_all (cli, input, buffer, max, &length, &local_error))
    return understand_text (path, buffer, length, max, error);
  set_file_error (path, local_error, error);
  return NULL;
}

gboolean
oof_cli_write_file (const char *path, const char *text, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (g_strcmp0 (path, "-") == 0)
    {
      oof_cli_print (text);
      return TRUE;
    }
  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, OWNER_ONLY,
                                &local_error))
    return TRUE;
  set_file_error (path, local_error, error);
  return FALSE;
}
