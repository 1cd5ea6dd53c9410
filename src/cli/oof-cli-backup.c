/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"

/* As much as the store takes back. */
#define MAX_BYTES ((gsize) 64 * 1024 * 1024)

/* The keys that could not be read and are missing in the backup. (transfer full) */
static GStrv
read_left_out (const char *text)
{
  g_autoptr (OofJson) root = oof_json_parse_text (text, MAX_BYTES, NULL);
  GStrv keys = NULL;

  if (root != NULL)
    oof_json_read_strv (root, "leftOut", OOF_OPTIONAL, &keys, NULL);
  return keys != NULL ? keys : g_new0 (char *, 1);
}

static void
print_backup_json (const char *path, guint n_withheld, char **left_out)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "file", path);
  oof_json_writer_add_strv (writer, "leftOut", (const char *const *) left_out);
  oof_json_writer_add_int (writer, "withheld", n_withheld);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

/* Such a file is plain text: whoever makes one is told what that means. */
static void
say_confidential (OofCli *cli, guint n_inside, guint n_withheld)
{
  if (!cli->quiet && n_inside > 0)
    oof_cli_warn (ngettext ("Note: %u confidential absence is in the backup in plain text",
                            "Note: %u confidential absences are in the backup in plain text",
                            n_inside),
                  n_inside);
  if (!cli->quiet && n_withheld > 0)
    oof_cli_warn (ngettext ("Note: %u confidential absence is not in the backup",
                            "Note: %u confidential absences are not in the backup", n_withheld),
                  n_withheld);
}

int
oof_cli_backup (OofCli *cli, char **arguments)
{
  gboolean without = FALSE;
  guint n_inside, n_withheld;
  const GOptionEntry options[] = {
    { "without-confidential", 0, 0, G_OPTION_ARG_NONE, &without,
      N_ ("Leave the absences with a confidential subject out"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  oof_session_export_async (cli->session, without, cli->cancellable, oof_cli_done_cb, cli);
  text =
      oof_session_export_finish (cli->session, oof_cli_wait (cli), &n_inside, &n_withheld, &error);
  if (text == NULL || !oof_cli_write_file (cli, words[0], text, &error))
    return oof_cli_fail (error);

  g_auto (GStrv) left_out = read_left_out (text);
  for (char **key = left_out; *key != NULL; key++)
    oof_cli_warn (_ ("%s: cannot be read and is not in the backup"), *key);
  if (cli->json && !g_str_equal (words[0], "-"))
    print_backup_json (words[0], n_withheld, left_out);
  say_confidential (cli, n_inside, n_withheld);
  return left_out[0] != NULL ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

static void
print_restore_json (const OofRestoreReport *report)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_int (writer, "created", report->created);
  oof_json_writer_add_int (writer, "changed", report->changed);
  oof_json_writer_add_int (writer, "unchanged", report->unchanged);
  oof_json_writer_begin_array (writer, "failed");
  for (guint i = 0; i < report->failed->len; i++)
    {
      OofRestoreFailure *failure = g_ptr_array_index (report->failed, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "key", failure->key);
      oof_json_writer_add_string (writer, "error", failure->error->message);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_restore (const OofRestoreReport *report, gboolean dry_run)
{
  g_autofree char *line =
      dry_run ? g_strdup_printf (_ ("Would be created: %u, changed: %u, unchanged: %u, failed: %u"),
                                 report->created, report->changed, report->unchanged,
                                 report->failed->len)
              : g_strdup_printf (_ ("Created: %u, changed: %u, unchanged: %u, failed: %u"),
                                 report->created, report->changed, report->unchanged,
                                 report->failed->len);

  oof_cli_print (line);
  oof_cli_print ("\n");
}

static int
finish_restore (OofCli *cli, const OofRestoreReport *report, gboolean dry_run)
{
  if (cli->json)
    print_restore_json (report);
  else
    print_restore (report, dry_run);
  for (guint i = 0; i < report->failed->len; i++)
    {
      OofRestoreFailure *failure = g_ptr_array_index (report->failed, i);
      g_autofree char *sentence = oof_words_error (failure->error);
      oof_cli_warn ("%s: %s", failure->key, sentence);
    }
  return report->failed->len > 0 ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

int
oof_cli_restore (OofCli *cli, char **arguments)
{
  gboolean dry_run = FALSE;
  const GOptionEntry options[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Write nothing"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRestoreReport) report = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);
  g_autofree char *text =
      words != NULL ? oof_cli_read_file (cli, words[0], MAX_BYTES, &error) : NULL;

  if (text == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);
  oof_session_restore_async (cli->session, text, dry_run, cli->cancellable, oof_cli_done_cb, cli);
  report = oof_session_restore_finish (cli->session, oof_cli_wait (cli), &error);
  if (report == NULL)
    return oof_cli_fail (error);
  return finish_restore (cli, report, dry_run);
}
