/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-table.h"

static void
print_json (GPtrArray *templates)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "templates");
  for (guint i = 0; i < templates->len; i++)
    {
      OofTemplate *tmpl = g_ptr_array_index (templates, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "name", tmpl->name);
      oof_json_writer_add_string (writer, "format", tmpl->html ? "html" : "text");
      oof_json_writer_add_string_or_null (writer, "audience",
                                          oof_audience_to_string (tmpl->audience));
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_table (GPtrArray *templates)
{
  const char *headings[] = { _ ("Template"), _ ("Format"), _ ("External audience"), NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < templates->len; i++)
    {
      OofTemplate *tmpl = g_ptr_array_index (templates, i);
      oof_cli_table_add (table, tmpl->name, tmpl->html ? _ ("HTML") : _ ("text"),
                         tmpl->audience != OOF_AUDIENCE_UNSET ? oof_words_audience (tmpl->audience)
                                                              : NULL);
    }
  oof_cli_table_print (table);
}

int
oof_cli_template_list (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  if (cli->json)
    print_json (oof_session_get_templates (cli->session));
  else
    print_table (oof_session_get_templates (cli->session));
  return OOF_CLI_DONE;
}
