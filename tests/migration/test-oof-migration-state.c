/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "core/oof-error.h"
#include "migration/oof-migration-file.h"
#include "migration/oof-migration.h"

#define NOW ((OofInstant) 1764580000)

/* A clock that stands. */
typedef struct
{
  GObject parent_instance;
} StillClock;
typedef GObjectClass StillClockClass;

static OofInstant
still_now (OofClock *clock)
{
  return NOW;
}

static void
still_init_clock (OofClockInterface *iface)
{
  iface->now = still_now;
}

GType still_clock_get_type (void);
G_DEFINE_TYPE_WITH_CODE (StillClock,
                         still_clock,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (OOF_TYPE_CLOCK, still_init_clock))

static void
still_clock_class_init (StillClockClass *klass)
{
}

static void
still_clock_init (StillClock *self)
{
}

typedef struct
{
  char *folder;
  char *path;
  OofClock *clock;
  OofMigration *migration;
} Fixture;

static OofMigration *
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  OofMigration *migration = oof_migration_open (fixture->path, "oof@example.com", fixture->clock,
                                                "admin@example.com", &error);

  g_assert_no_error (error);
  return migration;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("oof-migration-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "state", "migration-1.json", NULL);
  fixture->clock = g_object_new (still_clock_get_type (), NULL);
  fixture->migration = reopen (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".old", NULL);
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_object_unref (fixture->migration);
  g_object_unref (fixture->clock);
  g_unlink (fixture->path);
  g_unlink (aside);
  g_rmdir (folder);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Hybrid, everything as it should be. */
static OofMigrationFacts *
make_facts (OofPlace service)
{
  OofMigrationFacts *facts = oof_migration_facts_new ();

  facts->at = NOW;
  facts->has_graph = TRUE;
  facts->has_server = TRUE;
  facts->service = service;
  facts->service_licensed = OOF_KNOWN_YES;
  facts->n_cloud = 190;
  facts->n_onprem = 10;
  facts->sync = OOF_KNOWN_YES;
  facts->synchronised = NOW - 720;
  facts->owa = OOF_KNOWN_YES;
  facts->rights = OOF_KNOWN_YES;
  g_hash_table_insert (facts->replies, g_strdup ("a@example.com"), g_strdup ("0123"));
  return facts;
}

/* A dry run with that many rows of each outcome. */
static gboolean
rehearse (OofMigration *migration, guint same, guint changed, guint failed, GError **error)
{
  g_autoptr (OofRunReport) report = oof_run_report_new (NOW);

  report->unchanged = same;
  report->changed = changed;
  report->failed = failed;
  return oof_migration_set_rehearsal (migration, report, error);
}

static void
fill (Fixture *fixture)
{
  g_autoptr (OofMigrationFacts) facts = make_facts (OOF_PLACE_CLOUD);
  const char *rules[] = { "{person} - {subject}", NULL };
  OofMigrationImport import = { (char *) "AAMk=", (char *) "a:1" };
  g_autoptr (GPtrArray) imports = g_ptr_array_new ();
  GError *error = NULL;

  oof_migration_take_facts (fixture->migration, facts, &error);
  oof_migration_set_trial (fixture->migration, TRUE, &error);
  oof_migration_answer_question (fixture->migration, "owa", TRUE, &error);
  oof_migration_set_step (fixture->migration, "support", OOF_STEP_DONE, NULL, &error);
  oof_migration_set_step (fixture->migration, "update", OOF_STEP_SKIPPED, "läuft nicht\n€", &error);
  oof_migration_set_rules (fixture->migration, rules, &error);
  oof_migration_set_picture (fixture->migration, "exchange", "exchange.png", "ab", 800, 600,
                             &error);
  g_ptr_array_add (imports, &import);
  oof_migration_add_imports (fixture->migration, imports, &error);
  oof_migration_add_imports (fixture->migration, imports, &error);
  rehearse (fixture->migration, 3, 2, 1, &error);
  oof_migration_set_page (fixture->migration, "existing", &error);
  g_assert_no_error (error);
}

/* Switched off at any moment: the next start has everything. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  struct stat status;

  fill (fixture);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_autoptr (OofMigration) again = reopen (fixture);
  g_autofree char *before =
      oof_migration_state_to_json (oof_migration_get_state (fixture->migration));
  g_autofree char *after = oof_migration_state_to_json (oof_migration_get_state (again));
  g_assert_cmpstr (before, ==, after);
  const OofMigrationState *state = oof_migration_get_state (again);
  g_assert_cmpstr (state->page, ==, "existing");
  g_assert_cmpint (oof_migration_state_get_scenario (state), ==, 3);
  g_assert_cmpstr (oof_migration_state_find_mark (state, "update")->reason, ==, "läuft nicht\n€");
  g_assert_cmpuint (state->rehearsal.changed, ==, 2);
  g_assert_cmpuint (state->imported->len, ==, 1);
  g_assert_cmpint (state->cut_over_at, ==, OOF_INSTANT_NONE);
}

/* Nothing is written before the first decision. */
static void
test_fresh (Fixture *fixture, gconstpointer data)
{
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (oof_migration_get_state (fixture->migration)->page, ==, "welcome");
}

static void
expect_refusal (Fixture *fixture, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_file_get_contents (fixture->path, &before, NULL, NULL);
  g_assert_null (
      oof_migration_open (fixture->path, "oof@example.com", fixture->clock, NULL, &error));
  g_assert_error (error, OOF_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_file_get_contents (fixture->path, &after, NULL, NULL);
  g_assert_cmpstr (before, ==, after);
}

static char *
read_file (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  return text;
}

static void
replace_file (Fixture *fixture, const char *old, const char *new)
{
  g_autofree char *text = read_file (fixture);
  g_auto (GStrv) parts = g_strsplit (text, old, 2);
  g_autofree char *changed = g_strjoinv (new, parts);

  g_assert_nonnull (parts[1]);
  g_assert_true (g_file_set_contents (fixture->path, changed, -1, NULL));
}

static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  g_autofree char *text = read_file (fixture);
  gsize length = strlen (text);
  const gsize cuts[] = { 0, 1, length / 2, length - 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, text, (gssize) cuts[i], NULL));
      expect_refusal (fixture, OOF_ERROR_INVALID, "cut off");
    }
}

static void
test_edited (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  replace_file (fixture, "\"concluded\":3", "\"concluded\":1");
  expect_refusal (fixture, OOF_ERROR_INVALID, "something else");
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  replace_file (fixture, "\"oofMigration\":1", "\"oofMigration\":2");
  expect_refusal (fixture, OOF_ERROR_UNSUPPORTED, "newer version");
}

static void
test_put_aside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  fill (fixture);
  replace_file (fixture, "\"seal\"", "\"sael\"");
  g_assert_true (oof_migration_file_put_aside (fixture->path, &kept, &error));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_autoptr (OofMigration) fresh = reopen (fixture);
  g_assert_cmpuint (oof_migration_get_state (fresh)->decisions->len, ==, 0);
}

static void
expect_conflict (gboolean done, GError **error, int code)
{
  g_assert_false (done);
  g_assert_error (*error, OOF_ERROR, code);
  g_clear_error (error);
}

/* What the seed says in capitals, and what the checks say. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  OofMigration *migration = fixture->migration;
  g_autoptr (OofMigrationFacts) blocked = make_facts (OOF_PLACE_ONPREM);
  g_autoptr (OofMigrationFacts) moved = make_facts (OOF_PLACE_CLOUD);
  g_autoptr (GError) error = NULL;

  expect_conflict (oof_migration_set_step (migration, "update", OOF_STEP_DONE, NULL, &error),
                   &error, OOF_ERROR_CONFLICT);
  expect_conflict (oof_migration_set_step (migration, "update", OOF_STEP_SKIPPED, "", &error),
                   &error, OOF_ERROR_INVALID);
  expect_conflict (oof_migration_set_step (migration, "nonsense", OOF_STEP_DONE, NULL, &error),
                   &error, OOF_ERROR_INVALID);
  expect_conflict (oof_migration_set_page (migration, "existing", &error), &error,
                   OOF_ERROR_CONFLICT);
  g_assert_true (oof_migration_take_facts (migration, blocked, &error));
  expect_conflict (oof_migration_set_page (migration, "existing", &error), &error,
                   OOF_ERROR_CONFLICT);
  expect_conflict (
      oof_migration_set_step (migration, "move-service-mailbox", OOF_STEP_DONE, NULL, &error),
      &error, OOF_ERROR_CONFLICT);
  /* Between two pages it was moved: checked again, the way is free. */
  g_assert_true (oof_migration_take_facts (migration, moved, &error));
  g_assert_true (oof_migration_set_page (migration, "existing", &error));
}

static void
test_cut_over (Fixture *fixture, gconstpointer data)
{
  OofMigration *migration = fixture->migration;
  g_autoptr (OofMigrationFacts) facts = make_facts (OOF_PLACE_CLOUD);
  g_autoptr (GError) error = NULL;

  expect_conflict (oof_migration_set_cut_over (migration, &error), &error, OOF_ERROR_CONFLICT);
  g_assert_true (oof_migration_take_facts (migration, facts, &error));
  expect_conflict (oof_migration_set_cut_over (migration, &error), &error, OOF_ERROR_CONFLICT);
  g_assert_true (rehearse (migration, 200, 0, 1, &error));
  expect_conflict (oof_migration_set_cut_over (migration, &error), &error, OOF_ERROR_CONFLICT);
  g_assert_true (rehearse (migration, 200, 0, 0, &error));
  g_assert_true (oof_migration_set_cut_over (migration, &error));
  expect_conflict (oof_migration_set_trial (migration, TRUE, &error), &error, OOF_ERROR_CONFLICT);
  g_autoptr (GPtrArray) reminders =
      oof_migration_list_reminders (oof_migration_get_state (migration));
  g_assert_cmpuint (reminders->len, ==, 6);
  g_assert_true (
      oof_migration_set_step (migration, "ci-toolbar", OOF_STEP_SKIPPED, "not in use", &error));
  g_assert_true (oof_migration_set_step (migration, "remove-old", OOF_STEP_LATER, NULL, &error));
  g_autoptr (GPtrArray) fewer = oof_migration_list_reminders (oof_migration_get_state (migration));
  g_assert_cmpuint (fewer->len, ==, 5);
}

/* A correction is recorded with its reason, and falls when the checks agree with it. */
static void
test_correction (Fixture *fixture, gconstpointer data)
{
  OofMigration *migration = fixture->migration;
  g_autoptr (OofMigrationFacts) facts = make_facts (OOF_PLACE_CLOUD);
  g_autoptr (GError) error = NULL;
  const OofMigrationState *state = oof_migration_get_state (migration);

  g_assert_true (oof_migration_take_facts (migration, facts, &error));
  expect_conflict (oof_migration_correct (migration, 1, NULL, &error), &error, OOF_ERROR_INVALID);
  g_assert_true (oof_migration_correct (migration, 1, "the ten are test accounts", &error));
  g_assert_cmpint (oof_migration_state_get_scenario (state), ==, 1);
  const OofMigrationDecision *last =
      g_ptr_array_index (state->decisions, state->decisions->len - 1);
  g_assert_cmpstr (last->what, ==, "scenario");
  g_assert_cmpstr (last->new, ==, "1: the ten are test accounts");
  g_assert_cmpstr (last->by, ==, "admin@example.com");
  facts->n_onprem = 0;
  g_assert_true (oof_migration_take_facts (migration, facts, &error));
  g_assert_cmpint (state->corrected, ==, 0);
}

/* Every step has its page, every check and flag makes sense. */
static void
test_tables (void)
{
  for (const OofMigrationStep *step = oof_migration_steps; step->id != NULL; step++)
    {
      g_assert_nonnull (oof_migration_find_page (step->page));
      g_assert_true (oof_migration_find_step (step->id) == step);
      g_assert_true (step->check == NULL || oof_migration_check_is_known (step->check));
      g_assert_true (step->vendor[0] != '\0' && step->here[0] != '\0');
    }
  for (const OofMigrationPage *page = oof_migration_pages; page->id != NULL; page++)
    g_assert_true (oof_migration_find_page (page->id) == page);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/migration/state/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fresh", test_fresh);
  ADD ("resume", test_resume);
  ADD ("cut-off", test_cut_off);
  ADD ("edited", test_edited);
  ADD ("newer", test_newer);
  ADD ("put-aside", test_put_aside);
  ADD ("order", test_order);
  ADD ("cut-over", test_cut_over);
  ADD ("correction", test_correction);
  g_test_add_func ("/migration/tables", test_tables);
  return g_test_run ();
}
