/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-paths.h"
#include "app/oof-session-report.h"
#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-migrate.h"
#include "cli/oof-cli-sync.h"
#include "migration/oof-migration-picture.h"
#include "migration/oof-migration-report.h"

/* Pictures and the report. */

int
oof_cli_migrate_picture (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  g_autofree char *sha = NULL;
  OofMigrationPictureInfo info;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 2, 2, &error);
  g_autoptr (GBytes) bytes =
      words != NULL ? oof_cli_read_bytes (cli, words[1], OOF_MIGRATION_PICTURE_MAX_BYTES, &error)
                    : NULL;
  g_autoptr (OofMigration) migration =
      bytes != NULL ? oof_cli_open_migration (cli, 0, &error) : NULL;

  if (migration == NULL)
    return oof_cli_fail (error);
  g_autofree char *folder = oof_session_dup_migration_folder (cli->session);
  if (!oof_migration_picture_store (folder, words[0], bytes, &info, &file, &sha, &error)
      || !oof_migration_set_picture (migration, words[0], file, sha, info.width, info.height,
                                     &error))
    return oof_cli_fail (error);
  return OOF_CLI_DONE;
}

static gboolean
set_language (const char *language, GError **error)
{
  if (language == NULL)
    return TRUE;
  if (!g_str_equal (language, "de") && !g_str_equal (language, "en"))
    {
      oof_cli_set_usage_error (error, _ ("The report is in “de” or “en”"));
      return FALSE;
    }
  oof_paths_use_language (language);
  return TRUE;
}

int
oof_cli_migrate_report (OofCli *cli, char **arguments)
{
  g_autofree char *language = NULL;
  gboolean keep = FALSE;
  const GOptionEntry options[] = {
    { "keep", 0, 0, G_OPTION_ARG_NONE, &keep,
      N_ ("Keep it in the service mailbox too, without pictures"), NULL },
    { "language", 0, 0, G_OPTION_ARG_FILENAME, &language, N_ ("Of the report: de or en"),
      N_ ("LANGUAGE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);
  g_autoptr (OofMigration) migration =
      words != NULL && set_language (language, &error)
          ? oof_cli_open_migration (cli, keep ? OOF_LOAD_DATABASE : 0, &error)
          : NULL;

  if (migration == NULL)
    return oof_cli_fail (error);
  g_autofree char *folder = oof_session_dup_migration_folder (cli->session);
  g_autoptr (GPtrArray) blocks =
      oof_migration_report_build (oof_migration_get_state (migration), oof_words_option_title);
  g_autofree char *html = oof_migration_report_to_html (blocks, folder);
  if (!oof_cli_write_file (cli, words[0], html, &error))
    return oof_cli_fail (error);
  if (!keep)
    return OOF_CLI_DONE;
  oof_session_keep_report_async (cli->session, migration, cli->cancellable, oof_cli_done_cb, cli);
  if (!oof_session_keep_report_finish (cli->session, oof_cli_wait (cli), &error))
    return oof_cli_fail (error);
  return OOF_CLI_DONE;
}
