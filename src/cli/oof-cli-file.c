/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "core/oof-error.h"

#define OWNER_ONLY 0600

/* Not blocking, so that a pipe nobody writes into is waited for in the loop, where a signal ends
 * the wait. */
static int
open_file (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
  int cause = errno;

  if (fd < 0)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (cause), g_strerror (cause));
  return fd;
}

static GInputStream *
open_input (const char *path, GError **error)
{
  if (g_str_equal (path, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  int fd = open_file (path, O_RDONLY, error);
  return fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : NULL;
}

/* Reads up to one byte more than is allowed. */
static gboolean
read_all (OofCli *cli, GInputStream *input, char *buffer, gsize max, gsize *length, GError **error)
{
  g_input_stream_read_all_async (input, buffer, max + 1, G_PRIORITY_DEFAULT, cli->cancellable,
                                 oof_cli_done_cb, cli);
  return g_input_stream_read_all_finish (input, oof_cli_wait (cli), length, error);
}

/* A file that cannot be used is a wrong argument; Ctrl-C is none. */
static void
set_file_error (const char *path, const GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    oof_cli_set_usage_error (error, "%s: %s", path, cause->message);
}

GBytes *
oof_cli_read_bytes (OofCli *cli, const char *path, gsize max, GError **error)
{
  g_autofree char *buffer = g_malloc (max + 1);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GInputStream) input = open_input (path, &cause);
  gsize length = 0;

  if (input == NULL || !read_all (cli, input, buffer, max, &length, &cause))
    set_file_error (path, cause, error);
  else if (length > max)
    oof_cli_set_usage_error (error, _ ("%s: is too long"), path);
  else
    return g_bytes_new_take (g_realloc (g_steal_pointer (&buffer), MAX (length, 1)), length);
  return NULL;
}

gboolean
oof_cli_read_line (OofCli *cli, char *buffer, gsize size, GError **error)
{
  g_autoptr (GInputStream) input = open_input ("-", error);
  gsize length = 0;
  gssize part = 1;

  while (part > 0 && length < size - 1 && memchr (buffer, '\n', length) == NULL)
    {
      g_input_stream_read_async (input, buffer + length, size - 1 - length, G_PRIORITY_DEFAULT,
                                 cli->cancellable, oof_cli_done_cb, cli);
      part = g_input_stream_read_finish (input, oof_cli_wait (cli), error);
      length += part > 0 ? (gsize) part : 0;
    }
  buffer[length] = '\0';
  return part >= 0;
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

static gboolean
is_blank (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text == '\0';
}

char *
oof_cli_read_file (OofCli *cli, const char *path, gsize max, GError **error)
{
  g_autoptr (GBytes) bytes = oof_cli_read_bytes (cli, path, max, error);
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes == NULL)
    return NULL;
  if (!g_utf8_validate_len (data, length, NULL))
    {
      oof_cli_set_usage_error (error, _ ("%s: is not text in UTF-8"), path);
      return NULL;
    }
  g_autofree char *text = g_strndup (data, length);
  if (!is_blank (text))
    return clean_text (text);
  oof_cli_set_usage_error (error, _ ("%s: is empty"), path);
  return NULL;
}

/* A device, a pipe, a socket: what another file must not take the place of. */
static gboolean
is_special (const char *path)
{
  GStatBuf buffer;

  return g_stat (path, &buffer) == 0 && !S_ISREG (buffer.st_mode) && !S_ISDIR (buffer.st_mode);
}

static gboolean
write_special (OofCli *cli, const char *path, const char *text, GError **error)
{
  int fd = open_file (path, O_WRONLY, error);

  if (fd < 0)
    return FALSE;
  g_autoptr (GOutputStream) output = g_unix_output_stream_new (fd, TRUE);
  g_output_stream_write_all_async (output, text, strlen (text), G_PRIORITY_DEFAULT,
                                   cli->cancellable, oof_cli_done_cb, cli);
  return g_output_stream_write_all_finish (output, oof_cli_wait (cli), NULL, error)
         && g_output_stream_close (output, NULL, error);
}

/* Where a link leads, so that the link stays. */
static gboolean
write_regular (const char *path, const char *text, GError **error)
{
  char *target = realpath (path, NULL);
  gboolean written = g_file_set_contents_full (target != NULL ? target : path, text, -1,
                                               G_FILE_SET_CONTENTS_CONSISTENT, OWNER_ONLY, error);

  free (target);
  return written;
}

/* Full, over the limit of a file, broken. */
static gboolean
is_disk (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
         || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_FAILED)
         || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
         || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_IO)
         || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_FAILED);
}

void
oof_cli_set_write_error (const char *path, const GError *cause, GError **error)
{
  if (is_disk (cause))
    g_set_error (error, OOF_ERROR, OOF_ERROR_DISK, "%s: %s", path, cause->message);
  else
    set_file_error (path, cause, error);
}

gboolean
oof_cli_write_file (OofCli *cli, const char *path, const char *text, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_str_equal (path, "-"))
    {
      oof_cli_print (text);
      return TRUE;
    }
  if (is_special (path) ? write_special (cli, path, text, &cause)
                        : write_regular (path, text, &cause))
    return TRUE;
  oof_cli_set_write_error (path, cause, error);
  return FALSE;
}
