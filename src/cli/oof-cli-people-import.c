/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-people-file.h"
#include "app/oof-session-documents.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "core/oof-people.h"
#include "format/oof-csv.h"

/* All good rows, or a usage error after every bad one was listed: nothing is half taken in.
 * (transfer full) (nullable) */
static GPtrArray *
read_file (OofCli *cli, const char *path, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) bytes = oof_cli_read_bytes (cli, path, OOF_CSV_DEFAULT_MAX_BYTES, error);
  g_autoptr (GPtrArray) rows =
      bytes != NULL ? oof_people_file_read (bytes, problems, &cause) : NULL;

  for (guint i = 0; i < problems->len; i++)
    oof_cli_warn ("%s: %s", path, (const char *) g_ptr_array_index (problems, i));
  if (cause != NULL)
    oof_cli_set_usage_error (error, "%s: %s", path, cause->message);
  else if (problems->len > 0)
    oof_cli_set_usage_error (error, _ ("%u of %u rows are wrong: nothing was imported"),
                             problems->len, problems->len + rows->len);
  return rows != NULL && problems->len == 0 ? g_steal_pointer (&rows) : NULL;
}

static void
print_result (OofCli *cli, guint n_rows, guint n_total, gboolean dry_run)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  if (!cli->json)
    {
      if (!cli->quiet)
        oof_cli_warn (
            dry_run ? ngettext ("Note: %u person would be imported; then there are %u",
                                "Note: %u people would be imported; then there are %u", n_rows)
                    : ngettext ("Note: %u person was imported; now there are %u",
                                "Note: %u people were imported; now there are %u", n_rows),
            n_rows, n_total);
      return;
    }
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_int (writer, "imported", n_rows);
  oof_json_writer_add_int (writer, "total", n_total);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

int
oof_cli_people_import (OofCli *cli, char **arguments)
{
  gboolean replace = FALSE;
  gboolean dry_run = FALSE;
  const GOptionEntry options[] = {
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace,
      N_ ("Forget those who were imported before and are not in the file"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Only say what would be imported"),
      NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words != NULL)
    rows = read_file (cli, words[0], &error);
  if (rows == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  people = oof_people_update (oof_session_get_imported (cli->session), rows, replace);
  if (!dry_run)
    {
      oof_session_save_imported_async (cli->session, people, cli->cancellable, oof_cli_done_cb,
                                       cli);
      if (!oof_session_save_imported_finish (cli->session, oof_cli_wait (cli), &error))
        return oof_cli_fail (error);
    }
  print_result (cli, rows->len, people->len, dry_run);
  return OOF_CLI_DONE;
}

int
oof_cli_people_export (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 1, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  g_autofree char *text = oof_people_file_write (oof_session_get_imported (cli->session));
  oof_cli_write_file (cli, words[0] != NULL ? words[0] : "-", text, &error);
  return oof_cli_fail (error);
}
