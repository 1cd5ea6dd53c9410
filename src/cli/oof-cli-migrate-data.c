/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-cut-over.h"
#include "app/oof-session-migration-data.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-migrate.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"

#define MAX_RULES (64 * 1024)

/* The old appointments: rules, reading, taking over and back. */

int
oof_cli_migrate_rules (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 1, &error);
  g_autoptr (OofMigration) migration =
      words != NULL ? oof_cli_open_migration (cli, 0, &error) : NULL;

  if (migration == NULL)
    return oof_cli_fail (error);
  if (words[0] != NULL)
    {
      g_autofree char *text = oof_cli_read_file (cli, words[0], MAX_RULES, &error);
      g_auto (GStrv) lines = text != NULL ? g_strsplit (g_strchomp (text), "\n", -1) : NULL;
      g_autoptr (OofMigrationRules) rules =
          lines != NULL ? oof_migration_rules_parse ((const char *const *) lines, &error) : NULL;
      if (rules == NULL
          || !oof_migration_set_rules (migration, (const char *const *) lines, &error))
        return oof_cli_fail (error);
    }
  g_auto (GStrv) lines = oof_session_dup_rules (migration);
  g_autofree char *joined = g_strjoinv ("\n", lines);
  g_autofree char *text = g_strconcat (joined, "\n", NULL);
  if (!cli->quiet)
    oof_cli_print (text);
  return OOF_CLI_DONE;
}

/* Reads the calendar and maps it. (transfer full) (nullable) */
static GPtrArray *
read_and_map (OofCli *cli, OofMigration *migration, GError **error)
{
  oof_session_list_old_async (cli->session, cli->cancellable, oof_cli_done_cb, cli);
  g_autoptr (GPtrArray) old = oof_session_list_old_finish (cli->session, oof_cli_wait (cli), error);

  return old != NULL ? oof_session_map_old (cli->session, migration, old, error) : NULL;
}

static void
write_item (OofJsonWriter *writer, const OofMapped *one)
{
  const OofItem *item = one->old->item;
  g_autofree char *from =
      item->all_day ? oof_day_format (item->first_day) : oof_instant_format (item->range.from);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "id", item->id);
  oof_json_writer_add_string (writer, "subject", item->subject);
  oof_json_writer_add_string_or_null (writer, "from", from);
  oof_json_writer_add_string (writer, "verdict", oof_mapped_verdict_to_string (one->verdict));
  oof_json_writer_add_string_or_null (writer, "remark", one->remark);
  oof_json_writer_end_object (writer);
}

static void
write_counts (OofJsonWriter *writer, GPtrArray *counts)
{
  oof_json_writer_begin_array (writer, "people");
  for (guint i = 0; i < counts->len; i++)
    {
      const OofMigrationCount *count = g_ptr_array_index (counts, i);

      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "person", count->person);
      oof_json_writer_add_string (writer, "kind", count->kind);
      oof_json_writer_add_int (writer, "before", count->before);
      oof_json_writer_add_int (writer, "after", count->after);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
print_mapped_json (GPtrArray *mapped, GPtrArray *counts)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
  guint verdicts[OOF_N_MAPPED];

  oof_mapping_count_verdicts (mapped, verdicts);
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_int (writer, "total", mapped->len);
  oof_json_writer_begin_object (writer, "counts");
  for (guint i = 0; i < OOF_N_MAPPED; i++)
    oof_json_writer_add_int (writer, oof_mapped_verdict_to_string ((OofMappedVerdict) i),
                             verdicts[i]);
  oof_json_writer_end_object (writer);
  oof_json_writer_begin_array (writer, "odd");
  for (guint i = 0; i < mapped->len; i++)
    {
      const OofMapped *one = g_ptr_array_index (mapped, i);

      if (oof_mapped_verdict_is_odd (one->verdict))
        write_item (writer, one);
    }
  oof_json_writer_end_array (writer);
  write_counts (writer, counts);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_mapped (GPtrArray *mapped)
{
  guint verdicts[OOF_N_MAPPED];

  oof_mapping_count_verdicts (mapped, verdicts);
  for (guint i = 0; i < OOF_N_MAPPED; i++)
    {
      g_autofree char *line = g_strdup_printf ("%6u %s\n", verdicts[i],
                                               oof_mapped_verdict_to_words ((OofMappedVerdict) i));
      if (verdicts[i] > 0)
        oof_cli_print (line);
    }
  for (guint i = 0; i < mapped->len; i++)
    {
      const OofMapped *one = g_ptr_array_index (mapped, i);
      g_autofree char *text = g_strdup_printf (
          "%s: %s%s%s", one->old->item->subject, oof_mapped_verdict_to_words (one->verdict),
          one->remark != NULL ? ": " : "", one->remark != NULL ? one->remark : "");
      g_autofree char *line = oof_cli_dup_line (text);
      g_autofree char *ended = g_strconcat (line, "\n", NULL);
      if (oof_mapped_verdict_is_odd (one->verdict))
        oof_cli_print (ended);
    }
}

/* Maps once more, keeps the counts and prints. Returns: the exit code. */
static int
report (OofCli *cli, OofMigration *migration, GPtrArray *mapped, GError **error)
{
  g_autoptr (GPtrArray) counts = oof_mapping_count (mapped);

  if (!oof_migration_set_counts (migration, counts, error))
    return oof_cli_fail (*error);
  if (cli->json)
    print_mapped_json (mapped, counts);
  else if (!cli->quiet)
    print_mapped (mapped);
  return OOF_CLI_DONE;
}

int
oof_cli_migrate_read (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);
  g_autoptr (OofMigration) migration =
      words != NULL ? oof_cli_open_migration (cli, OOF_LOAD_ALL, &error) : NULL;
  g_autoptr (GPtrArray) mapped = migration != NULL ? read_and_map (cli, migration, &error) : NULL;

  if (mapped == NULL)
    return oof_cli_fail (error);
  return report (cli, migration, mapped, &error);
}

int
oof_cli_migrate_import (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);
  g_autoptr (OofMigration) migration =
      words != NULL ? oof_cli_open_migration (cli, OOF_LOAD_ALL, &error) : NULL;
  g_autoptr (GPtrArray) mapped = migration != NULL ? read_and_map (cli, migration, &error) : NULL;
  guint taken, failed;

  if (mapped == NULL)
    return oof_cli_fail (error);
  oof_session_take_over_async (cli->session, migration, mapped, NULL, NULL, cli->cancellable,
                               oof_cli_done_cb, cli);
  if (!oof_session_take_over_finish (cli->session, oof_cli_wait (cli), &taken, &failed, &error))
    return oof_cli_fail (error);
  g_autoptr (GPtrArray) again = read_and_map (cli, migration, &error);
  if (again == NULL)
    return oof_cli_fail (error);
  int code = report (cli, migration, again, &error);
  if (failed > 0)
    oof_cli_warn (_ ("%u appointments could not be taken over"), failed);
  return failed > 0 ? OOF_CLI_SOME_FAILED : code;
}

int
oof_cli_migrate_take_back (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);
  g_autoptr (OofMigration) migration =
      words != NULL ? oof_cli_open_migration (cli, OOF_LOAD_DATABASE, &error) : NULL;
  guint n = 0;

  if (migration == NULL)
    return oof_cli_fail (error);
  oof_session_take_back_async (cli->session, migration, NULL, NULL, cli->cancellable,
                               oof_cli_done_cb, cli);
  if (!oof_session_take_back_finish (cli->session, oof_cli_wait (cli), &n, &error))
    return oof_cli_fail (error);
  g_autofree char *line = g_strdup_printf (
      ngettext ("%u appointment was taken back\n", "%u appointments were taken back\n", n), n);
  if (!cli->quiet)
    oof_cli_print (line);
  return OOF_CLI_DONE;
}

static void
print_rehearsal_json (const OofMigrationState *state)
{
  const OofMigrationRehearsal *rehearsal = &state->rehearsal;
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_int (writer, "same", rehearsal->same);
  oof_json_writer_add_int (writer, "changed", rehearsal->changed);
  oof_json_writer_add_int (writer, "failed", rehearsal->failed);
  oof_json_writer_add_int (writer, "textsSame", rehearsal->texts_same);
  oof_json_writer_add_int (writer, "textsDifferent", rehearsal->texts_different);
  oof_json_writer_add_int (writer, "textsNew", rehearsal->texts_new);
  oof_json_writer_begin_array (writer, "texts");
  for (guint i = 0; i < state->texts->len; i++)
    {
      const OofMigrationText *text = g_ptr_array_index (state->texts, i);

      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "person", text->person);
      oof_json_writer_add_string (writer, "audience", text->external ? "external" : "internal");
      oof_json_writer_add_string (writer, "old", text->old);
      oof_json_writer_add_string (writer, "new", text->new);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_rehearsal (OofCli *cli, const OofMigrationState *state)
{
  const OofMigrationRehearsal *rehearsal = &state->rehearsal;
  g_autofree char *line =
      g_strdup_printf (_ ("%u mailboxes keep what they have, %u would be changed, %u failed\n"),
                       rehearsal->same, rehearsal->changed, rehearsal->failed);
  g_autofree char *texts =
      g_strdup_printf (_ ("Texts of running replies: %u stay, %u would change; %u replies would be "
                          "switched on\n"),
                       rehearsal->texts_same, rehearsal->texts_different, rehearsal->texts_new);

  oof_cli_print (line);
  oof_cli_print (texts);
  for (guint i = 0; i < state->texts->len; i++)
    {
      const OofMigrationText *text = g_ptr_array_index (state->texts, i);
      g_autofree char *old = oof_cli_dup_line (text->old);
      g_autofree char *new = oof_cli_dup_line (text->new);
      g_autofree char *both = g_strdup_printf ("%s (%s): %s → %s\n", text->person,
                                               text->external ? _ ("external") : _ ("internal"),
                                               old, *new != '\0' ? new : _ ("no reply"));

      oof_cli_print (both);
    }
}

int
oof_cli_migrate_rehearse (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);
  g_autoptr (OofMigration) migration =
      words != NULL ? oof_cli_open_migration (cli, OOF_LOAD_ALL, &error) : NULL;

  if (migration == NULL)
    return oof_cli_fail (error);
  oof_session_rehearse_async (cli->session, migration, NULL, NULL, cli->cancellable,
                              oof_cli_done_cb, cli);
  g_autoptr (OofRunReport) outcome =
      oof_session_rehearse_finish (cli->session, oof_cli_wait (cli), &error);
  if (outcome == NULL)
    return oof_cli_fail (error);
  if (cli->json)
    print_rehearsal_json (oof_migration_get_state (migration));
  else if (!cli->quiet)
    print_rehearsal (cli, oof_migration_get_state (migration));
  return outcome->failed > 0 ? OOF_CLI_SOME_FAILED : OOF_CLI_DONE;
}

int
oof_cli_migrate_cut_over (OofCli *cli, char **arguments)
{
  gboolean yes = FALSE;
  const GOptionEntry options[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_ ("Do it: there is no way back"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 0, 0, &error);

  if (words != NULL && !yes)
    oof_cli_set_usage_error (&error, _ ("This is the point of no return; say --yes"));
  if (words == NULL || error != NULL)
    return oof_cli_fail (error);
  g_autoptr (OofMigration) migration = oof_cli_open_migration (cli, OOF_LOAD_DATABASE, &error);
  if (migration == NULL)
    return oof_cli_fail (error);
  oof_session_cut_over_async (cli->session, migration, cli->cancellable, oof_cli_done_cb, cli);
  if (!oof_session_cut_over_finish (cli->session, oof_cli_wait (cli), &error))
    return oof_cli_fail (error);
  return OOF_CLI_DONE;
}
