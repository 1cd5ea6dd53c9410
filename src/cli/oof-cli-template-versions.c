/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-table.h"
#include "cli/oof-cli-template.h"

static void
write_version (OofJsonWriter *writer, gint64 rev, OofInstant at, const char *by)
{
  g_autofree char *when = oof_instant_format (at);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_int (writer, "version", rev);
  oof_json_writer_add_string_or_null (writer, "savedAt", when);
  oof_json_writer_add_string_or_null (writer, "savedBy", by);
  oof_json_writer_end_object (writer);
}

static void
print_json (const OofTemplate *tmpl)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "name", tmpl->name);
  oof_json_writer_begin_array (writer, "versions");
  write_version (writer, tmpl->rev, tmpl->saved_at, tmpl->saved_by);
  for (guint i = 0; i < tmpl->versions->len; i++)
    {
      const OofTemplateVersion *version = g_ptr_array_index (tmpl->versions, i);
      write_version (writer, version->rev, version->saved_at, version->saved_by);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
add_row (OofCli *cli, OofCliTable *table, gint64 rev, OofInstant at, const char *by)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, rev);
  g_autofree char *when = at != OOF_INSTANT_NONE
                              ? oof_words_instant (at, oof_session_get_options (cli->session)->zone)
                              : NULL;

  oof_cli_table_add (table, number, when, by);
}

static void
print_table (OofCli *cli, const OofTemplate *tmpl)
{
  const char *headings[] = { _ ("Version"), _ ("Saved"), _ ("By"), NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  add_row (cli, table, tmpl->rev, tmpl->saved_at, tmpl->saved_by);
  for (guint i = 0; i < tmpl->versions->len; i++)
    {
      const OofTemplateVersion *version = g_ptr_array_index (tmpl->versions, i);
      add_row (cli, table, version->rev, version->saved_at, version->saved_by);
    }
  oof_cli_table_print (table);
}

int
oof_cli_template_versions (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  const OofTemplate *tmpl = oof_cli_open_template (cli, arguments, 1, &words, &error);

  if (tmpl == NULL)
    return oof_cli_fail (error);
  if (cli->json)
    print_json (tmpl);
  else
    print_table (cli, tmpl);
  return OOF_CLI_DONE;
}

/* The template as it was. (transfer full) */
static OofTemplate *
restore (const OofTemplate *tmpl, const char *number, GError **error)
{
  gint64 rev = 0;
  OofTemplate *restored = NULL;

  if (g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &rev, NULL))
    restored = oof_template_restore (tmpl, rev);
  if (restored == NULL)
    oof_cli_set_usage_error (error, _ ("%s has no version %s"), tmpl->name, number);
  return restored;
}

int
oof_cli_template_restore (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) restored = NULL;
  g_autoptr (OofTemplate) saved = NULL;
  g_auto (GStrv) words = NULL;
  const OofTemplate *tmpl = oof_cli_open_template (cli, arguments, 2, &words, &error);

  if (tmpl != NULL)
    restored = restore (tmpl, words[1], &error);
  if (restored != NULL)
    saved = oof_cli_save_template (cli, restored, &error);
  if (saved == NULL)
    return oof_cli_fail (error);
  if (cli->json)
    print_json (saved);
  return OOF_CLI_DONE;
}
