/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-template.h"

static void
print_json (const OofTemplate *tmpl)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "name", tmpl->name);
  oof_json_writer_add_string (writer, "format", tmpl->html ? "html" : "text");
  oof_json_writer_add_string (writer, "body", tmpl->body);
  oof_json_writer_add_string_or_null (writer, "external", tmpl->external);
  oof_json_writer_add_string_or_null (writer, "audience", oof_audience_to_string (tmpl->audience));
  if (tmpl->groups != NULL)
    oof_json_writer_add_strv (writer, "groups", (const char *const *) tmpl->groups);
  else
    oof_json_writer_add_null (writer, "groups");
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

int
oof_cli_template_show (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  const OofTemplate *tmpl = oof_cli_open_template (cli, arguments, 1, &words, &error);

  if (tmpl == NULL)
    return oof_cli_fail (error);
  if (cli->json)
    print_json (tmpl);
  else
    oof_cli_print_bare (tmpl->body);
  return OOF_CLI_DONE;
}
