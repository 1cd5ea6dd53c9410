/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-migrate.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "migration/oof-migration-sentence.h"

OofMigration *
oof_cli_open_migration (OofCli *cli, OofLoad what, GError **error)
{
  if (!oof_cli_open (cli, what, error))
    return NULL;
  return oof_session_open_migration (cli->session, error);
}

void
oof_cli_write_conclusion (OofJsonWriter *writer, const OofMigrationState *state)
{
  int scenario = oof_migration_state_get_scenario (state);

  if (scenario != 0)
    oof_json_writer_add_int (writer, "scenario", scenario);
  else
    oof_json_writer_add_null (writer, "scenario");
  oof_json_writer_add_bool (writer, "ready", state->ready);
  oof_json_writer_begin_array (writer, "reasons");
  for (guint i = 0; i < state->reasons->len; i++)
    {
      g_autofree char *reason = oof_sentence_say (g_ptr_array_index (state->reasons, i));

      oof_json_writer_add_string (writer, NULL, reason);
    }
  oof_json_writer_end_array (writer);
}

/* @details: with remedy and time (`status`), else what `check` promises. */
static void
write_checks (OofJsonWriter *writer, const OofMigrationState *state, gboolean details)
{
  oof_json_writer_begin_array (writer, "checks");
  for (guint i = 0; i < state->checks->len; i++)
    {
      const OofMigrationCheck *check = g_ptr_array_index (state->checks, i);
      g_autofree char *at = oof_instant_format (check->at);
      g_autofree char *evidence = oof_sentence_say (check->evidence);
      g_autofree char *remedy = check->remedy != NULL ? oof_sentence_say (check->remedy) : NULL;

      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "id", check->id);
      oof_json_writer_add_string (writer, "verdict",
                                  oof_migration_verdict_to_string (check->verdict));
      oof_json_writer_add_string (writer, "evidence", evidence);
      if (details)
        {
          oof_json_writer_add_string_or_null (writer, "remedy", remedy);
          oof_json_writer_add_string_or_null (writer, "at", at);
        }
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
print_conclusion (const OofMigrationState *state)
{
  int scenario = oof_migration_state_get_scenario (state);
  g_autofree char *line =
      scenario != 0 ? g_strdup_printf (state->ready ? _ ("Scenario %d: you can begin\n")
                                                    : _ ("Scenario %d: you cannot begin yet\n"),
                                       scenario)
                    : g_strdup (_ ("No scenario can be concluded\n"));

  oof_cli_print (line);
  if (state->corrected != 0)
    {
      g_autofree char *corrected =
          g_strdup_printf (_ ("  corrected by hand; the checks say %d\n"), state->concluded);
      oof_cli_print (corrected);
    }
  for (guint i = 0; i < state->reasons->len; i++)
    {
      g_autofree char *said = oof_sentence_say (g_ptr_array_index (state->reasons, i));
      g_autofree char *reason = oof_cli_dup_line (said);
      g_autofree char *text = g_strdup_printf ("  %s\n", reason);
      oof_cli_print (text);
    }
}

static void
print_checks (const OofMigrationState *state)
{
  for (guint i = 0; i < state->checks->len; i++)
    {
      const OofMigrationCheck *check = g_ptr_array_index (state->checks, i);
      g_autofree char *said = oof_sentence_say (check->evidence);
      g_autofree char *evidence = oof_cli_dup_line (said);
      g_autofree char *line = g_strdup_printf (
          "%-18s %s: %s\n", check->id, oof_migration_verdict_to_words (check->verdict), evidence);

      oof_cli_print (line);
      if (check->remedy == NULL)
        continue;
      g_autofree char *mend = oof_sentence_say (check->remedy);
      g_autofree char *remedy = g_strdup_printf ("%-18s → %s\n", "", mend);
      oof_cli_print (remedy);
    }
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  OofCli *cli = user_data;

  if (!cli->quiet && isatty (STDERR_FILENO))
    g_printerr ("\r%u/%u%s", done, total, done == total ? "\n" : "");
}

int
oof_cli_migrate_check (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);
  g_autoptr (OofMigration) migration =
      words != NULL ? oof_cli_open_migration (cli, 0, &error) : NULL;

  if (migration == NULL)
    return oof_cli_fail (error);
  oof_session_look_around_async (cli->session, progress_cb, cli, cli->cancellable, oof_cli_done_cb,
                                 cli);
  g_autoptr (OofMigrationFacts) facts =
      oof_session_look_around_finish (cli->session, oof_cli_wait (cli), &error);
  if (facts == NULL || !oof_migration_take_facts (migration, facts, &error))
    return oof_cli_fail (error);
  const OofMigrationState *state = oof_migration_get_state (migration);
  if (cli->json)
    {
      g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
      oof_json_writer_begin_object (writer, NULL);
      oof_cli_write_conclusion (writer, state);
      write_checks (writer, state, FALSE);
      oof_json_writer_end_object (writer);
      oof_cli_print_json (writer);
      return OOF_CLI_DONE;
    }
  print_conclusion (state);
  print_checks (state);
  return OOF_CLI_DONE;
}

/* Status: where the migration stands. */

static void
write_steps (OofJsonWriter *writer, const OofMigrationState *state)
{
  oof_json_writer_begin_array (writer, "steps");
  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    {
      const OofMigrationMark *mark = oof_migration_state_find_mark (state, step->id);

      if (!oof_migration_step_applies (step, state))
        continue;
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "page", step->page);
      oof_json_writer_add_string (writer, "id", step->id);
      oof_json_writer_add_string (
          writer, "status",
          oof_step_status_to_string (mark != NULL ? mark->status : OOF_STEP_OPEN));
      oof_json_writer_add_string_or_null (writer, "reason", mark != NULL ? mark->reason : NULL);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
print_status_json (const OofMigrationState *state)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
  g_autofree char *cut_over = oof_instant_format (state->cut_over_at);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "mailbox", state->mailbox);
  oof_json_writer_add_string (writer, "goal", state->trial ? "trial" : "real");
  oof_json_writer_add_string (writer, "page", state->page);
  oof_cli_write_conclusion (writer, state);
  write_checks (writer, state, TRUE);
  write_steps (writer, state);
  oof_json_writer_add_int (writer, "imported", state->imported->len);
  oof_json_writer_add_int (writer, "decisions", state->decisions->len);
  oof_json_writer_add_string_or_null (writer, "cutOverAt", cut_over);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_steps (const OofMigrationState *state)
{
  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    {
      OofStepStatus status = oof_migration_state_get_status (state, step->id);
      g_autofree char *line = g_strdup_printf ("%-12s %-20s %s: %s\n", step->page, step->id,
                                               oof_step_status_to_words (status), _ (step->vendor));

      if (oof_migration_step_applies (step, state))
        oof_cli_print (line);
    }
}

int
oof_cli_migrate_status (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);
  g_autoptr (OofMigration) migration =
      words != NULL ? oof_cli_open_migration (cli, 0, &error) : NULL;

  if (migration == NULL)
    return oof_cli_fail (error);
  const OofMigrationState *state = oof_migration_get_state (migration);
  if (cli->json)
    {
      print_status_json (state);
      return OOF_CLI_DONE;
    }
  print_conclusion (state);
  print_checks (state);
  print_steps (state);
  return OOF_CLI_DONE;
}
