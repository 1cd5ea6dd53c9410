/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-migration-transfer.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-migrate.h"
#include "cli/oof-cli-output.h"
#include "migration/oof-migration-transfer.h"

#define MAX_SUBJECTS (64 * 1024)

/* What is copied out of the screenshots: options and Betreffs, as old -> new until the cut-over. */

static void
print_json (OofCli *cli, GPtrArray *transfers)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "transfers");
  for (guint i = 0; i < transfers->len; i++)
    {
      const OofMigrationDecision *one = g_ptr_array_index (transfers, i);
      g_autofree char *old = oof_session_dup_transfer_old (cli->session, one);

      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "what", one->what);
      oof_json_writer_add_string_or_null (writer, "old", old);
      oof_json_writer_add_string (writer, "new", one->new);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print (OofCli *cli, OofMigration *migration)
{
  g_autoptr (GPtrArray) transfers =
      oof_migration_list_transfers (oof_migration_get_state (migration));

  if (cli->json)
    {
      print_json (cli, transfers);
      return;
    }
  for (guint i = 0; i < transfers->len && !cli->quiet; i++)
    {
      const OofMigrationDecision *one = g_ptr_array_index (transfers, i);
      g_autofree char *old = oof_session_dup_transfer_old (cli->session, one);
      g_autofree char *text = g_strdup_printf ("%s: %s → %s", one->what,
                                               old != NULL && *old != '\0' ? old : "–", one->new);
      g_autofree char *line = oof_cli_dup_line (text);
      g_autofree char *ended = g_strconcat (line, "\n", NULL);

      oof_cli_print (ended);
    }
}

static gboolean
transfer_subjects (OofCli *cli, OofMigration *migration, const char *path, GError **error)
{
  g_autofree char *text = oof_cli_read_file (cli, path, MAX_SUBJECTS, error);

  return text != NULL && oof_session_transfer_subjects (cli->session, migration, text, error);
}

/* Does what @words say. */
static gboolean
carry_out (OofCli *cli, OofMigration *migration, char **words, GError **error)
{
  guint n = g_strv_length (words);

  if (n == 0)
    return TRUE;
  if (n == 3 && g_str_equal (words[0], "option"))
    return oof_session_transfer_option (cli->session, migration, words[1], words[2], error);
  if (n == 2 && g_str_equal (words[0], "subjects"))
    return transfer_subjects (cli, migration, words[1], error);
  if (n <= 2 && g_str_equal (words[0], "back"))
    return oof_session_take_back_transfer (cli->session, migration, words[1], error);
  oof_cli_set_usage_error (error, _ ("Say “option NAME VALUE”, “subjects FILE” or “back [WHAT]”"));
  return FALSE;
}

int
oof_cli_migrate_transfer (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 3, &error);
  g_autoptr (OofMigration) migration =
      words != NULL ? oof_cli_open_migration (cli, OOF_LOAD_DATABASE, &error) : NULL;

  if (migration == NULL || !carry_out (cli, migration, words, &error))
    return oof_cli_fail (error);
  print (cli, migration);
  return OOF_CLI_DONE;
}
