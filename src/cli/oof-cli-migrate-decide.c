/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-migrate.h"
#include "cli/oof-cli-output.h"

/* What an administrator decides: goal, scenario, answers, steps, pages. */

/* The exit code of a change. @error is looked at when the change has been tried. */
static int
say (gboolean done, GError *const *error)
{
  return done ? OOF_CLI_DONE : oof_cli_fail (*error);
}

static gboolean
read_choice (const char *text, const char *yes, const char *no, gboolean *value, GError **error)
{
  *value = g_str_equal (text, yes);
  if (*value || g_str_equal (text, no))
    return TRUE;
  oof_cli_set_usage_error (error, _ ("“%s” is neither “%s” nor “%s”"), text, yes, no);
  return FALSE;
}

int
oof_cli_migrate_page (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);
  g_autoptr (OofMigration) migration =
      words != NULL ? oof_cli_open_migration (cli, 0, &error) : NULL;

  return say (migration != NULL && oof_migration_set_page (migration, words[0], &error), &error);
}

int
oof_cli_migrate_goal (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);
  gboolean trial = FALSE;

  if (words == NULL || !read_choice (words[0], "trial", "real", &trial, &error))
    return oof_cli_fail (error);
  g_autoptr (OofMigration) migration = oof_cli_open_migration (cli, 0, &error);
  return say (migration != NULL && oof_migration_set_trial (migration, trial, &error), &error);
}

int
oof_cli_migrate_answer (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 2, 2, &error);
  gboolean yes = FALSE;

  if (words == NULL || !read_choice (words[1], "yes", "no", &yes, &error))
    return oof_cli_fail (error);
  g_autoptr (OofMigration) migration = oof_cli_open_migration (cli, 0, &error);
  return say (migration != NULL && oof_migration_answer_question (migration, words[0], yes, &error),
              &error);
}

int
oof_cli_migrate_scenario (OofCli *cli, char **arguments)
{
  g_autofree char *reason = NULL;
  const GOptionEntry options[] = {
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &reason, N_ ("Why the checks are wrong"),
      N_ ("TEXT") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);
  guint64 scenario = 0;

  if (words != NULL && !g_str_equal (words[0], "auto")
      && !g_ascii_string_to_unsigned (words[0], 10, 1, 3, &scenario, NULL))
    oof_cli_set_usage_error (&error, _ ("The scenario is 1, 2, 3 or “auto”"));
  if (words == NULL || error != NULL)
    return oof_cli_fail (error);
  g_autoptr (OofMigration) migration = oof_cli_open_migration (cli, 0, &error);
  return say (migration != NULL
                  && oof_migration_correct (migration, (int) scenario, reason, &error),
              &error);
}

static gboolean
read_status (const char *text, OofStepStatus *status, GError **error)
{
  if (g_str_equal (text, "skip"))
    *status = OOF_STEP_SKIPPED;
  else if (!oof_step_status_from_string (text, status))
    {
      oof_cli_set_usage_error (error, _ ("A step is “done”, “skip”, “later” or “open”"));
      return FALSE;
    }
  return TRUE;
}

int
oof_cli_migrate_step (OofCli *cli, char **arguments)
{
  g_autofree char *reason = NULL;
  const GOptionEntry options[] = {
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &reason, N_ ("Why it is skipped"), N_ ("TEXT") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 2, 2, &error);
  OofStepStatus status;

  if (words == NULL || !read_status (words[1], &status, &error))
    return oof_cli_fail (error);
  g_autoptr (OofMigration) migration = oof_cli_open_migration (cli, 0, &error);
  return say (migration != NULL
                  && oof_migration_set_step (migration, words[0], status, reason, &error),
              &error);
}

int
oof_cli_migrate_skip (OofCli *cli, char **arguments)
{
  g_autofree char *reason = NULL;
  const GOptionEntry options[] = {
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &reason, N_ ("Why they are skipped"), N_ ("TEXT") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words != NULL && oof_migration_find_page (words[0]) == NULL)
    oof_cli_set_usage_error (&error, _ ("there is no page “%s”"), words[0]);
  if (words == NULL || error != NULL)
    return oof_cli_fail (error);
  g_autoptr (OofMigration) migration = oof_cli_open_migration (cli, 0, &error);
  return say (migration != NULL && oof_migration_skip_page (migration, words[0], reason, &error),
              &error);
}

int
oof_cli_migrate_restart (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);

  if (words == NULL || !oof_cli_open (cli, 0, &error)
      || !oof_session_restart_migration (cli->session, &kept, &error))
    return oof_cli_fail (error);
  if (kept != NULL && !cli->quiet)
    {
      g_autofree char *line = g_strdup_printf (_ ("What there was is kept as %s\n"), kept);
      oof_cli_print (line);
    }
  return OOF_CLI_DONE;
}

/* Pages, steps and checks: what docs/migration.md maps the seed to. */

static void
write_pages (OofJsonWriter *writer)
{
  oof_json_writer_begin_array (writer, "pages");
  for (const OofMigrationPage *page = oof_migration_pages; page->id != NULL; page++)
    {
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "id", page->id);
      oof_json_writer_add_string (writer, "title", _ (page->title));
      oof_json_writer_begin_array (writer, "steps");
      for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
        if (g_str_equal (step->page, page->id))
          {
            oof_json_writer_begin_object (writer, NULL);
            oof_json_writer_add_string (writer, "id", step->id);
            oof_json_writer_add_string (writer, "vendor", _ (step->vendor));
            oof_json_writer_add_string (writer, "here", _ (step->here));
            oof_json_writer_add_string_or_null (writer, "check", step->check);
            oof_json_writer_end_object (writer);
          }
      oof_json_writer_end_array (writer);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
print_pages_json (void)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  write_pages (writer);
  oof_json_writer_add_strv (writer, "checks", oof_migration_check_ids);
  oof_json_writer_add_strv (writer, "questions", oof_migration_question_ids);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

int
oof_cli_migrate_pages (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 0, 0, &error);

  if (words == NULL)
    return oof_cli_fail (error);
  if (cli->json)
    {
      print_pages_json ();
      return OOF_CLI_DONE;
    }
  for (const OofMigrationPage *page = oof_migration_pages; page->id != NULL; page++)
    {
      g_autofree char *line = g_strdup_printf ("%s: %s\n", page->id, _ (page->title));
      oof_cli_print (line);
      for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
        if (g_str_equal (step->page, page->id))
          {
            g_autofree char *text = g_strdup_printf ("  %-20s %s\n  %-20s → %s\n", step->id,
                                                     _ (step->vendor), "", _ (step->here));
            oof_cli_print (text);
          }
    }
  return OOF_CLI_DONE;
}
