/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-findings.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-template.h"
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

static int
report (OofCli *cli, GPtrArray *findings)
{
  if (cli->json)
    print_json (findings);
  else
    print_lines (findings);
  return oof_cli_findings_have_error (findings) ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

/* For one absence of one person. @id: (nullable) Returns: the exit code. */
static int
check_text (OofCli *cli, const char *name, const char *who, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofPerson) person = NULL;
  g_autoptr (OofAbsence) absence = NULL;
  OofTemplate *tmpl = oof_cli_find_template (cli, name, &error);

  if (tmpl != NULL)
    person = oof_cli_read_person (cli, who, &error);
  if (person != NULL)
    absence = oof_cli_find_absence_of (cli, person, id, &error);
  if (absence == NULL)
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) findings = oof_session_check_text (cli->session, tmpl, person, absence);
  return report (cli, findings);
}

/* The template alone. Returns: the exit code. */
static int
check_template (OofCli *cli, const char *name)
{
  g_autoptr (GError) error = NULL;
  OofTemplate *tmpl = oof_cli_find_template (cli, name, &error);

  if (tmpl == NULL)
    return oof_cli_fail (error);
  g_autoptr (GPtrArray) findings = oof_session_check_template (cli->session, tmpl);
  return report (cli, findings);
}

int
oof_cli_template_check (OofCli *cli, char **arguments)
{
  g_autofree char *person = NULL;
  g_autofree char *absence = NULL;
  const GOptionEntry options[] = {
    { "person", 'p', 0, G_OPTION_ARG_FILENAME, &person,
      N_ ("Check the text of this person's reply, too"), N_ ("PERSON") },
    { "absence", 'a', 0, G_OPTION_ARG_FILENAME, &absence,
      N_ ("For which absence; default: the running or next one, else a week from today"),
      N_ ("ID") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words != NULL && absence != NULL && person == NULL)
    oof_cli_set_usage_error (&error, _ ("--person is missing"));
  if (words == NULL || error != NULL
      || !oof_cli_open (cli, person != NULL ? OOF_LOAD_ALL : OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  return person != NULL ? check_text (cli, words[0], person, absence)
                        : check_template (cli, words[0]);
}
