/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-table.h"

/* FALSE for a group that could not be resolved. */
static gboolean
count_members (OofCli *cli, const OofGroup *group, guint *count)
{
  if (group->address == NULL)
    *count = oof_session_get_people (cli->session)->len;
  else if (group->members != NULL)
    *count = g_hash_table_size (group->members);
  else
    return FALSE;
  return TRUE;
}

static void
write_group (OofCli *cli, OofJsonWriter *writer, const OofGroup *group)
{
  guint count;

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "name", group->name);
  oof_json_writer_add_int (writer, "priority", group->priority);
  oof_json_writer_add_string_or_null (writer, "template", group->template_name);
  oof_json_writer_add_bool (writer, "openEnd", group->open_end);
  if (count_members (cli, group, &count))
    oof_json_writer_add_int (writer, "members", count);
  else
    oof_json_writer_add_null (writer, "members");
  oof_json_writer_end_object (writer);
}

static void
print_json (OofCli *cli, GPtrArray *groups)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "groups");
  for (guint i = 0; i < groups->len; i++)
    write_group (cli, writer, g_ptr_array_index (groups, i));
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_table (OofCli *cli, GPtrArray *groups)
{
  const char *headings[] = { _ ("Group"),   _ ("Priority"), _ ("Template"),
                             _ ("Members"), _ ("No end"),   NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);
      guint count;
      g_autofree char *priority = g_strdup_printf ("%d", group->priority);
      g_autofree char *members =
          count_members (cli, group, &count) ? g_strdup_printf ("%u", count) : g_strdup ("?");
      oof_cli_table_add (table, group->name, priority, group->template_name, members,
                         group->open_end ? _ ("yes") : NULL);
    }
  oof_cli_table_print (table);
}

int
oof_cli_groups (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_ALL, &error))
    return oof_cli_fail (error);

  GPtrArray *groups = oof_session_get_groups (cli->session);
  if (cli->json)
    print_json (cli, groups);
  else
    print_table (cli, groups);
  return OOF_CLI_DONE;
}
