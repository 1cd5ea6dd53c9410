/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-cause.h"
#include "app/oof-task-engine.h"
#include "core/oof-error.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* What a scheduled run needs somebody for, and that it is said once; when a window runs it. */

static OofRunRow *
add_row (OofRunReport *report, const char *address, OofRunResult result, int code)
{
  OofRunRow *row = oof_run_report_add (report, address, NULL);

  row->result = result;
  if (code >= 0)
    row->error = g_error_new (OOF_ERROR, code, "on demand");
  return row;
}

static void
assert_kinds (GPtrArray *causes, guint n, const OofCauseKind *kinds)
{
  g_assert_cmpuint (causes->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (((OofCause *) causes->pdata[i])->kind, ==, kinds[i]);
}

static void
test_list (void)
{
  static const OofCauseKind kinds[] = { OOF_CAUSE_RUN, OOF_CAUSE_FAILED, OOF_CAUSE_SKIPPED,
                                        OOF_CAUSE_MISSING };
  g_autoptr (OofRunReport) report = oof_run_report_new (0);
  g_autoptr (GError) error = g_error_new (OOF_ERROR, OOF_ERROR_DISK, "full");
  g_autoptr (GPtrArray) causes = NULL;

  add_row (report, "a@x", OOF_RESULT_WRITTEN, -1);
  add_row (report, "b@x", OOF_RESULT_WRITTEN, OOF_ERROR_FORBIDDEN); /* a mail that did not go */
  add_row (report, "c@x", OOF_RESULT_SKIPPED, OOF_ERROR_LIMIT);
  add_row (report, "d@x", OOF_RESULT_SKIPPED, OOF_ERROR_LIMIT);
  add_row (report, "e@x", OOF_RESULT_SKIPPED, OOF_ERROR_FORBIDDEN); /* the policy: meant so */
  add_row (report, "f@x", OOF_RESULT_FAILED, OOF_ERROR_CONFLICT);
  add_row (report, "g@x", OOF_RESULT_FAILED, OOF_ERROR_NOT_FOUND);
  causes = oof_causes_list (report, error);
  assert_kinds (causes, G_N_ELEMENTS (kinds), kinds);
}

/* What the service mailbox tells a window about a run elsewhere has the same keys; a mailbox that
 * failed waits for nobody. */
static void
test_list_open (void)
{
  static const OofCauseKind kinds[] = { OOF_CAUSE_RUN, OOF_CAUSE_SKIPPED, OOF_CAUSE_MISSING,
                                        OOF_CAUSE_DRIFT };
  static const struct
  {
    const char *result;
    const char *code;
  } lines[] = { { "written", NULL },        { "skipped", "limit" },   { "skipped", "limit" },
                { "skipped", "forbidden" }, { "failed", "conflict" }, { "failed", "not-found" },
                { "skipped", NULL } };
  g_autoptr (OofRunLog) log = oof_run_log_new ("20261123T090000Z-00000001", 0);
  g_autoptr (OofPerson) person = oof_person_new ("1", "anna@x.example", "Anna");
  g_autoptr (GPtrArray) drifted = g_ptr_array_new ();
  g_autoptr (GPtrArray) nothing = oof_causes_list_open (NULL, drifted);
  g_autoptr (GPtrArray) causes = NULL;
  g_autoptr (GPtrArray) fine = NULL;
  const OofCause *last;

  g_assert_cmpuint (nothing->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    oof_run_log_add_person (log, "x@x.example", lines[i].result, "on demand")->code =
        g_strdup (lines[i].code);
  log->ended = g_strdup ("disk");
  g_ptr_array_add (drifted, person);
  causes = oof_causes_list_open (log, drifted);
  assert_kinds (causes, G_N_ELEMENTS (kinds), kinds);
  last = causes->pdata[3];
  g_assert_cmpstr (last->key, ==, "drift anna@x.example");
  g_assert_cmpstr (last->name, ==, "Anna");
  g_assert_cmpstr (((OofCause *) causes->pdata[1])->key, ==, "skipped");

  g_ptr_array_set_size (log->people, 0);
  g_ptr_array_set_size (drifted, 0);
  g_free (log->ended);
  log->ended = g_strdup ("cancelled");
  fine = oof_causes_list_open (log, drifted);
  g_assert_cmpuint (fine->len, ==, 0);
}

/* Somebody else runs it, or somebody stopped it: nothing to say. */
static void
test_nothing (void)
{
  g_autoptr (GError) lease = g_error_new (OOF_ERROR, OOF_ERROR_LEASE, "taken");
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  g_autoptr (GPtrArray) first = oof_causes_list (NULL, lease);
  g_autoptr (GPtrArray) second = oof_causes_list (NULL, cancelled);

  g_assert_cmpuint (first->len, ==, 0);
  g_assert_cmpuint (second->len, ==, 0);
}

static guint
keep (OofRunReport *report, const GError *error, const char *folder)
{
  g_autoptr (GPtrArray) causes = oof_causes_list (report, error);
  g_autoptr (GPtrArray) news =
      oof_causes_keep (causes, report != NULL && error == NULL, folder, "db");

  return news->len;
}

/* Said once; said again when it was over in between; a run that broke off ends nothing. */
static void
test_once (void)
{
  g_autofree char *folder = g_dir_make_tmp ("oof-causes-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "new", NULL);
  g_autofree char *path = g_build_filename (inner, "db.causes", NULL);
  g_autoptr (OofRunReport) bad = oof_run_report_new (0);
  g_autoptr (OofRunReport) good = oof_run_report_new (0);
  g_autoptr (GError) error = g_error_new (OOF_ERROR, OOF_ERROR_UNREACHABLE, "away");

  add_row (bad, "a@x", OOF_RESULT_FAILED, OOF_ERROR_NOT_FOUND);
  g_assert_cmpuint (keep (good, NULL, inner), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (keep (bad, NULL, inner), ==, 1);
  g_assert_cmpuint (keep (bad, NULL, inner), ==, 0);
  g_assert_cmpuint (keep (NULL, error, inner), ==, 1);
  g_assert_cmpuint (keep (NULL, error, inner), ==, 0);
  g_assert_cmpuint (keep (bad, NULL, inner), ==, 0);
  add_row (bad, "b@x", OOF_RESULT_FAILED, OOF_ERROR_NOT_FOUND);
  g_assert_cmpuint (keep (bad, NULL, inner), ==, 1);
  g_assert_cmpuint (keep (good, NULL, inner), ==, 0);
  g_assert_cmpuint (keep (bad, NULL, inner), ==, 2);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (inner), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* At the full hour and a little later; soon when this hour's run is missing. */
static void
test_next (void)
{
  OofInstant ten = 1795600800 / 3600 * 3600;

  g_assert_cmpint (oof_task_engine_find_next (OOF_INSTANT_NONE, ten + 600, 200), ==, ten + 800);
  g_assert_cmpint (oof_task_engine_find_next (ten - 1, ten + 600, 200), ==, ten + 800);
  g_assert_cmpint (oof_task_engine_find_next (ten, ten + 600, 200), ==, ten + 3800);
  g_assert_cmpint (oof_task_engine_find_next (ten + 500, ten + 600, 0), ==, ten + 3600);
  g_assert_cmpint (oof_task_engine_find_next (ten - 1, ten, 0), ==, ten);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/cause/list", test_list);
  g_test_add_func ("/app/cause/list-open", test_list_open);
  g_test_add_func ("/app/cause/nothing", test_nothing);
  g_test_add_func ("/app/cause/once", test_once);
  g_test_add_func ("/app/task-engine/next", test_next);
  return g_test_run ();
}
