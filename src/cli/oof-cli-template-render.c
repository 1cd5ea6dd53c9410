/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-template.h"
#include "cli/oof-cli-values.h"

static void
print_json (const OofRendered *rendered)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string_or_null (writer, "subject", rendered->subject);
  oof_json_writer_add_string (writer, "text", rendered->text);
  oof_json_writer_add_string (writer, "html", rendered->html);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

/* @id: (nullable) Returns: the exit code. */
static int
render (OofCli *cli, const char *name, const char *who, const char *id, OofRenderTarget target)
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

  g_autoptr (OofRendered) rendered =
      oof_session_render_template (cli->session, tmpl, person, absence, target);
  if (cli->json)
    print_json (rendered);
  else
    oof_cli_print_bare (rendered->text);
  return OOF_CLI_DONE;
}

int
oof_cli_template_render (OofCli *cli, char **arguments)
{
  g_autofree char *person = NULL;
  g_autofree char *absence = NULL;
  g_autofree char *audience = NULL;
  const GOptionEntry options[] = {
    { "person", 'p', 0, G_OPTION_ARG_FILENAME, &person, N_ ("Whose reply"), N_ ("PERSON") },
    { "absence", 'a', 0, G_OPTION_ARG_FILENAME, &absence,
      N_ ("For which absence; default: the running or next one, else a week from today"),
      N_ ("ID") },
    { "audience", 0, 0, G_OPTION_ARG_FILENAME, &audience, N_ ("internal (default) or external"),
      N_ ("WHO") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);
  gboolean external = g_strcmp0 (audience, "external") == 0;

  if (words != NULL && person == NULL)
    oof_cli_set_usage_error (&error, _ ("--person is missing"));
  else if (words != NULL && audience != NULL && !external && g_strcmp0 (audience, "internal") != 0)
    oof_cli_set_usage_error (&error, _ ("--audience: “%s” is neither internal nor external"),
                             audience);
  if (words == NULL || error != NULL || !oof_cli_open (cli, OOF_LOAD_ALL, &error))
    return oof_cli_fail (error);
  return render (cli, words[0], person, absence,
                 external ? OOF_RENDER_EXTERNAL : OOF_RENDER_INTERNAL);
}
