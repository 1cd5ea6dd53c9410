/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-run-world.h"

/* What keeps a run from writing: [policy] of the connection file, and a guard (the lease). */

typedef struct
{
  OofFakeDirectory *directory;
  guint max_changes;
  const char *group;
  guint n_guarded; /* writes that the guard lets pass, counted down */
} Walls;

static gboolean
guard (gpointer data, GError **error)
{
  Walls *walls = data;

  if (walls->n_guarded > 0)
    {
      walls->n_guarded--;
      return TRUE;
    }
  g_set_error_literal (error, OOF_ERROR, OOF_ERROR_LEASE, "the lease is gone");
  return FALSE;
}

static void
prepare (OofRunJob *job, gpointer data)
{
  Walls *walls = data;

  oof_run_job_set_policy (job, walls->max_changes, OOF_DIRECTORY (walls->directory), walls->group);
  oof_run_job_set_guard (job, guard, walls);
}

static void
walls_clear (Walls *walls)
{
  g_object_unref (walls->directory);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walls, walls_clear)

/* Five people who are away. */
static void
set_up (OofRunWorld *w, Walls *walls)
{
  oof_run_world_add_people (w, 5);
  for (guint i = 0; i < 5; i++)
    g_free (oof_run_world_add_absence (w, i, "2026-11-20", "2026-11-24"));
  w->max_in_flight = 1;
  w->prepare = prepare;
  w->data = walls;
}

static void
test_max_changes (OofRunWorld *w, gconstpointer data)
{
  g_auto (Walls) walls = { oof_fake_directory_new (), 2, NULL, G_MAXUINT };
  OofRunReport *report;

  set_up (w, &walls);
  /* A write that has to be repeated is still one change. */
  oof_run_world_mailbox (w, 0)->write_error = OOF_ERROR_THROTTLED;
  oof_run_world_mailbox (w, 0)->n_write_errors = 1;
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  g_assert_cmpuint (report->changed, ==, 2);
  g_assert_cmpuint (report->unchanged, ==, 3);
  g_assert_cmpint (oof_run_world_row (w, 1)->result, ==, OOF_RESULT_WRITTEN);
  g_assert_cmpint (oof_run_world_row (w, 2)->result, ==, OOF_RESULT_SKIPPED);
  g_assert_error (oof_run_world_row (w, 2)->error, OOF_ERROR, OOF_ERROR_LIMIT);
  g_assert_cmpuint (w->mailboxes->n_writes, ==, 2);

  /* The next run goes on with the others. */
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpuint (w->mailboxes->n_writes, ==, 4);

  walls.max_changes = 0;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpuint (w->mailboxes->n_writes, ==, 4);
}

static void
test_group (OofRunWorld *w, gconstpointer data)
{
  g_auto (Walls) walls = { oof_fake_directory_new (), 500, "pilot@x.example", G_MAXUINT };
  OofRunReport *report;

  set_up (w, &walls);
  g_hash_table_insert (walls.directory->groups, g_strdup ("pilot@x.example"),
                       g_strdup ("P1@x.example,p3@x.example"));
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  g_assert_cmpuint (report->changed, ==, 2);
  g_assert_cmpint (oof_run_world_row (w, 1)->result, ==, OOF_RESULT_WRITTEN);
  g_assert_error (oof_run_world_row (w, 2)->error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_assert_cmpint (oof_run_world_row (w, 2)->result, ==, OOF_RESULT_SKIPPED);

  /* A group that cannot be resolved lets nobody pass; looking is free. */
  g_hash_table_remove_all (walls.directory->groups);
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_error (w->error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (w->error->message, "pilot@x.example"));
  g_assert_cmpuint (w->mailboxes->n_writes, ==, 2);
  oof_run_world_run (w, OOF_RUN_PLAN);
  g_assert_no_error (w->error);
}

/* The lease is lost in the middle: what is written is recorded, nothing more is begun. */
static void
test_guard (OofRunWorld *w, gconstpointer data)
{
  g_auto (Walls) walls = { oof_fake_directory_new (), 500, NULL, 2 };
  g_autoptr (OofRecord) record = NULL;
  OofRunReport *report;

  set_up (w, &walls);
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_error (w->error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_cmpuint (report->changed, ==, 2);
  g_assert_cmpuint (report->rows->len, ==, 5);
  g_assert_cmpuint (w->mailboxes->n_writes, ==, 2);
  record = oof_run_world_record (w, 1);
  g_assert_nonnull (record->absence);
}

/* Lost between a write that failed and its repetition: the write's own error counts. */
static void
test_guard_repetition (OofRunWorld *w, gconstpointer data)
{
  g_auto (Walls) walls = { oof_fake_directory_new (), 500, NULL, 1 };

  set_up (w, &walls);
  oof_run_world_mailbox (w, 0)->write_error = OOF_ERROR_UNCERTAIN;
  oof_run_world_mailbox (w, 0)->n_write_errors = 1;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_error (w->error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_FAILED);
  g_assert_error (oof_run_world_row (w, 0)->error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
  g_assert_cmpuint (w->mailboxes->n_writes, ==, 0);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/jobs/run-policy/" name, OofRunWorld, NULL, oof_run_world_set_up, func,             \
              oof_run_world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("max-changes", test_max_changes);
  ADD ("group", test_group);
  ADD ("guard", test_guard);
  ADD ("guard-repetition", test_guard_repetition);
  return g_test_run ();
}
