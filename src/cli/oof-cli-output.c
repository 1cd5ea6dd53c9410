/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* Why standard output took something not; 0: it took everything. */
static int failure;

/* A stream that is closed is not free for the next socket: what is printed would go there. */
static void
occupy_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) == -1)
      open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void
oof_cli_output_init (void)
{
  occupy_streams ();
  /* Errors that are said, as any other. */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  g_log_writer_default_set_use_stderr (TRUE);
}

void
oof_cli_print (const char *text)
{
  if (fputs (text, stdout) == EOF && failure == 0)
    failure = errno;
}

void
oof_cli_print_bare (const char *text)
{
  oof_cli_print (text);
  if (isatty (STDOUT_FILENO) && !g_str_has_suffix (text, "\n"))
    oof_cli_print ("\n");
}

void
oof_cli_print_json (OofJsonWriter *writer)
{
  g_autofree char *text = oof_json_writer_finish (writer);

  oof_cli_print (text);
  oof_cli_print ("\n");
}

void
oof_cli_warn (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_autofree char *line = oof_cli_dup_line (text);
  fprintf (stderr, "oofctl: %s\n", line);
}

gboolean
oof_cli_flush (void)
{
  if (fflush (stdout) != 0 && failure == 0)
    failure = errno;
  /* Whoever read it, such as `head`, has seen enough. */
  if (failure != 0 && failure != EPIPE)
    oof_cli_warn (_ ("Standard output cannot be written: %s"), g_strerror (failure));
  return failure == 0;
}

char *
oof_cli_dup_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      g_string_append_unichar (line, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (line, FALSE);
}
