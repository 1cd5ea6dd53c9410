/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-findings.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"

/* Far above what a reply can hold; oof_template_check() knows the real limit. */
#define MAX_BYTES (4 * 1024 * 1024)

/* @path "-": standard input. */
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
read_all (OofCli *cli, GInputStream *input, char *buffer, gsize *length, GError **error)
{
  g_input_stream_read_all_async (input, buffer, MAX_BYTES + 1, G_PRIORITY_DEFAULT, cli->cancellable,
                                 oof_cli_done_cb, cli);
  return g_input_stream_read_all_finish (input, oof_cli_wait (cli), length, error);
}

/* Files from Windows may start with a byte order mark and end their lines with "\r\n". (transfer
 * full) */
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

/* Returns: (transfer full) */
static char *
understand_text (const char *path, const char *buffer, gsize length, GError **error)
{
  if (length > MAX_BYTES)
    oof_cli_set_usage_error (error, _ ("%s: is too long for a template"), path);
  else if (!g_utf8_validate_len (buffer, length, NULL))
    oof_cli_set_usage_error (error, _ ("%s: is not text in UTF-8"), path);
  else
    {
      g_autofree char *text = g_strndup (buffer, length);
      g_autofree char *clean = clean_text (text);
      if (*g_strstrip (text) != '\0')
        return g_steal_pointer (&clean);
      oof_cli_set_usage_error (error, _ ("%s: is empty"), path);
    }
  return NULL;
}

/* Returns: (transfer full) */
static char *
read_body (OofCli *cli, const char *path, GError **error)
{
  g_autofree char *buffer = g_malloc (MAX_BYTES + 1);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GInputStream) input = open_input (path, &local_error);
  gsize length = 0;

  if (input != NULL && read_all (cli, input, buffer, &length, &local_error))
    return understand_text (path, buffer, length, error);
  set_file_error (path, local_error, error);
  return NULL;
}

static gboolean
read_format (const char *format, gboolean *html, GError **error)
{
  *html = g_strcmp0 (format, "html") == 0;
  if (format == NULL || *html || g_strcmp0 (format, "text") == 0)
    return TRUE;
  oof_cli_set_usage_error (error, _ ("--format: “%s” is neither text nor html"), format);
  return FALSE;
}

/* The next revision of the template of that name, or a new one. The file is the whole template:
 * it serves both replies. (transfer full) */
static OofTemplate *
create_template (OofCli *cli, const char *name, const char *format, gboolean html, const char *body)
{
  OofTemplate *known = oof_template_find (oof_session_get_templates (cli->session), name);

  if (known == NULL)
    return oof_template_new (name, html, body);
  OofTemplate *next = oof_template_copy (known);
  next->html = format != NULL ? html : known->html;
  g_free (next->body);
  next->body = g_strdup (body);
  g_clear_pointer (&next->external, g_free);
  return next;
}

static void
print_result (OofCli *cli, const OofTemplate *tmpl, GPtrArray *findings)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  if (!cli->json)
    return;
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "name", tmpl->name);
  oof_json_writer_add_string (writer, "format", tmpl->html ? "html" : "text");
  oof_cli_findings_write (findings, writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

/* Returns: the exit code. */
static int
check_and_save (OofCli *cli, OofTemplate *tmpl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = oof_template_check (tmpl);

  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *text = oof_cli_finding_to_text (g_ptr_array_index (findings, i));
      oof_cli_warn ("%s", text);
    }
  if (oof_cli_findings_have_error (findings))
    {
      oof_cli_set_usage_error (&error, _ ("The template was not saved"));
      return oof_cli_fail (error);
    }
  oof_session_save_template_async (cli->session, tmpl, cli->cancellable, oof_cli_done_cb, cli);
  g_autoptr (OofTemplate) saved =
      oof_session_save_template_finish (cli->session, oof_cli_wait (cli), &error);
  if (saved == NULL)
    return oof_cli_fail (error);
  print_result (cli, saved, findings);
  return OOF_CLI_DONE;
}

int
oof_cli_template_set (OofCli *cli, char **arguments)
{
  g_autofree char *path = NULL;
  g_autofree char *format = NULL;
  const GOptionEntry options[] = {
    { "file", 'f', 0, G_OPTION_ARG_FILENAME, &path, N_ ("The text; - is standard input"),
      N_ ("PATH") },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &format,
      N_ ("text or html; default: as it is, text for a new template"), N_ ("FORMAT") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  gboolean html = FALSE;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words != NULL && path == NULL)
    oof_cli_set_usage_error (&error, _ ("--file is missing"));
  else if (words != NULL && read_format (format, &html, &error))
    body = read_body (cli, path, &error);
  if (body == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  g_autoptr (OofTemplate) tmpl = create_template (cli, words[0], format, html, body);
  return check_and_save (cli, tmpl);
}
