/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-findings.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-values.h"

static void
print_json (GPtrArray *findings)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_cli_findings_write (findings, writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_lines (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *text = oof_cli_finding_to_text (g_ptr_array_index (findings, i));
      g_autofree char *line = oof_cli_dup_line (text);
      oof_cli_print (line);
      oof_cli_print ("\n");
    }
}

int
oof_cli_template_check (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  OofTemplate *tmpl = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);

  if (words != NULL && oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    tmpl = oof_cli_find_template (cli, words[0], &error);
  if (tmpl == NULL)
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) findings = oof_template_check (tmpl);
  if (cli->json)
    print_json (findings);
  else
    print_lines (findings);
  return oof_cli_findings_have_error (findings) ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}
