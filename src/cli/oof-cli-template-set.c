/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-findings.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-template.h"

/* Far above what a reply can hold; oof_template_check() knows the real limit. */
#define MAX_BYTES (4 * 1024 * 1024)

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
  g_autoptr (OofTemplate) saved = NULL;

  if (oof_cli_accept_template (cli, tmpl, &error))
    saved = oof_cli_save_template (cli, tmpl, &error);
  if (saved == NULL)
    return oof_cli_fail (error);
  g_autoptr (GPtrArray) findings = oof_session_check_template (cli->session, saved);
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
    body = oof_cli_read_file (cli, path, MAX_BYTES, &error);
  if (body == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  g_autoptr (OofTemplate) tmpl = create_template (cli, words[0], format, html, body);
  return check_and_save (cli, tmpl);
}
