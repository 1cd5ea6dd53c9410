/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-recovery.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/oof-error.h"
#include "oof-run-world.h"

/* Runs with a journal, and what becomes of one whose run was killed. */

#define NAME   "world"
#define KILLED "20261120T080000Z-00000000"

typedef struct
{
  OofRunWorld run; /* first */
  char *folder;    /* (owned) */
  OofJournal *journal;
  const char *const *first;
  guint n_batches;
  GPtrArray *remains; /* (owned) (nullable) found after the last run */
} World;

static void
first_batch_cb (OofRunJob *job, World *w)
{
  w->n_batches++;
}

static void
prepare_cb (OofRunJob *job, gpointer data)
{
  World *w = data;

  g_clear_object (&w->journal);
  w->journal = oof_journal_new (w->folder, NAME);
  oof_run_job_set_journal (job, w->journal);
  oof_run_job_set_first_batch (job, w->first);
  g_signal_connect (job, "first-batch", G_CALLBACK (first_batch_cb), w);
}

/* Its thread lets go of it in its own time, and only then of the file. */
static void
die (OofJournal **journal)
{
  OofJournal *alive = *journal;

  if (!alive)
    return;
  g_object_add_weak_pointer (G_OBJECT (alive), (gpointer *) &alive);
  g_clear_object (journal);
  while (g_atomic_pointer_get (&alive))
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up (World *w, gconstpointer data)
{
  oof_run_world_set_up (&w->run, data);
  w->folder = g_dir_make_tmp ("oof-recovery-XXXXXX", NULL);
  w->run.prepare = prepare_cb;
  w->run.data = w;
}

static GPtrArray *
take (World *w)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *remains = oof_journal_take_remains (w->folder, NAME, &error);

  g_assert_no_error (error);
  return remains;
}

static void
tear_down (World *w, gconstpointer data)
{
  g_clear_object (&w->run.job);
  g_clear_object (&w->journal);
  g_clear_pointer (&w->remains, g_ptr_array_unref);
  oof_run_world_tear_down (&w->run, data);
  g_assert_cmpint (g_rmdir (w->folder), ==, 0); /* nothing stays behind */
  g_free (w->folder);
}

static void
recover (World *w, GError **error)
{
  g_autoptr (GPtrArray) remains = take (w);
  g_autoptr (OofSnapshot) snapshot = oof_run_world_read (&w->run);
  g_autoptr (OofRoster) roster = oof_roster_new (w->run.people, w->run.groups);
  g_autoptr (GAsyncResult) result = NULL;

  oof_recovery_async (remains, w->run.store, w->run.router, roster, snapshot,
                      OOF_CLOCK (w->run.clock), NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  oof_recovery_finish (result, error);
}

static OofReplyState *
new_reply (const char *text)
{
  return oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL,
                              (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_NONE }, text, text);
}

/* What the killed run put down before a write: from switched off to @text. */
static void
put_down (OofJournal *journal, const char *address, const char *text, gboolean open)
{
  g_autoptr (OofRunLog) log = oof_run_log_new (KILLED, 0);
  g_autoptr (OofRecord) record = oof_record_new (address);
  g_autoptr (GAsyncResult) result = NULL;
  OofLogPerson *line =
      oof_run_log_add_person (log, address, open ? "not-confirmed" : "written", NULL);
  OofJournalEntry entry = { address, record, line, open };

  oof_log_person_add_change (line, "state", "disabled", "enabled", "absence-runs");
  record->absence = g_strdup ("a:none");
  record->run = g_strdup (KILLED);
  record->written = new_reply (text);
  record->previous = oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_ALL,
                                          (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_NONE }, "", "");
  record->seen = oof_reply_state_ref (open ? record->previous : record->written);
  oof_journal_add_async (journal, &entry, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  g_assert_true (oof_journal_add_finish (journal, result, NULL));
}

static void
leave_journal (World *w, const char *const *addresses, const char *text, gboolean open)
{
  OofJournal *journal = oof_journal_new (w->folder, NAME);
  g_autoptr (OofRunLog) head = oof_run_log_new (KILLED, oof_fake_instant ("2026-11-20T08:00:00Z"));

  head->by = g_strdup ("killed@x.example");
  oof_journal_set_run (journal, head);
  for (; *addresses; addresses++)
    put_down (journal, *addresses, text, open);
  die (&journal);
}

static OofRunLog *
find_log (World *w, const char *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  oof_store_list_runs_async (w->run.store, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  runs = oof_store_list_runs_finish (w->run.store, result, NULL);
  for (guint i = 0; i < runs->len; i++)
    if (g_str_equal (((OofRunLog *) g_ptr_array_index (runs, i))->run, run))
      return oof_run_log_ref (g_ptr_array_index (runs, i));
  return NULL;
}

static const char *
get_result (OofRunLog *log, const char *address)
{
  for (guint i = 0; i < log->people->len; i++)
    {
      OofLogPerson *person = g_ptr_array_index (log->people, i);

      if (g_str_equal (person->address, address))
        return person->result;
    }
  return NULL;
}

/* p0's write arrived, p1's did not, p2 has changed the reply since, p3's is known, p4 is gone. */
static void
test_killed (World *w, gconstpointer data)
{
  const char *open[] = { "p0@x.example", "p1@x.example", "p2@x.example", "p4@x.example", NULL };
  g_autoptr (OofRunLog) log = NULL;
  g_autoptr (OofRecord) arrived = NULL;
  g_autoptr (OofRecord) lost = NULL;
  g_autoptr (OofRecord) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nothing = NULL;

  oof_run_world_add_people (&w->run, 4);
  leave_journal (w, open, "ours", TRUE);
  oof_fake_mailbox_set (oof_run_world_mailbox (&w->run, 0), new_reply ("ours"));
  oof_fake_mailbox_set (oof_run_world_mailbox (&w->run, 2), new_reply ("theirs"));
  recover (w, &error);
  g_assert_no_error (error);

  arrived = oof_run_world_record (&w->run, 0);
  g_assert_cmpstr (arrived->returned->internal, ==, "ours");
  g_assert_cmpint (arrived->previous->status, ==, OOF_REPLY_DISABLED);
  g_assert_cmpstr (arrived->run, ==, KILLED);
  lost = oof_run_world_record (&w->run, 1);
  g_assert_null (lost);
  changed = oof_run_world_record (&w->run, 2);
  g_assert_cmpstr (changed->written->internal, ==, "ours");
  g_assert_nonnull (changed->returned);
  log = find_log (w, KILLED);
  g_assert_cmpstr (log->ended, ==, "killed");
  g_assert_cmpstr (log->by, ==, "killed@x.example");
  g_assert_cmpstr (get_result (log, "p0@x.example"), ==, "written");
  g_assert_cmpstr (get_result (log, "p1@x.example"), ==, "failed");
  g_assert_cmpstr (get_result (log, "p2@x.example"), ==, "written");
  g_assert_cmpstr (get_result (log, "p4@x.example"), ==, "not-confirmed");
  g_assert_cmpint (log->changed, ==, 3);
  g_assert_cmpint (log->failed, ==, 1);
  nothing = take (w);
  g_assert_cmpuint (nothing->len, ==, 0);
}

/* With the option hashTexts: the texts lie on the disk while they may be needed, for nobody else.
 */

static void
want_hashes (World *w)
{
  oof_fake_store_put_document (w->run.items, "d:options", 1,
                               "{\"v\":1,\"key\":\"d:options\",\"rev\":1,\"hashTexts\":true}");
}

static char *
find_file (World *w)
{
  g_autoptr (GDir) dir = g_dir_open (w->folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  return name ? g_build_filename (w->folder, name, NULL) : NULL;
}

static void
row_cb (OofRunJob *job, OofRunRow *row, World *w)
{
  g_autofree char *path = find_file (w);
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_nonnull (path);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "nicht da"));
  w->n_batches++;
}

static void
prepare_hashed_cb (OofRunJob *job, gpointer data)
{
  prepare_cb (job, data);
  g_signal_connect (job, "row", G_CALLBACK (row_cb), data);
}

static void
test_hashed (World *w, gconstpointer data)
{
  want_hashes (w);
  oof_run_world_add_people (&w->run, 2);
  g_free (oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24"));
  g_free (oof_run_world_add_absence (&w->run, 1, "2026-11-20", "2026-11-24"));
  w->run.prepare = prepare_hashed_cb;
  oof_run_world_run (&w->run, OOF_RUN_APPLY);
  g_assert_cmpuint (w->n_batches, ==, 2);
  g_assert_null (find_file (w));
}

/* Not even for people who would like to know what was damaged. */
static void
test_hashed_damage (World *w, gconstpointer data)
{
  const char *open[] = { "p0@x.example", NULL };
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *damaged = NULL;
  g_autoptr (OofRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  want_hashes (w);
  oof_run_world_add_people (&w->run, 1);
  leave_journal (w, open, "ours", TRUE);
  oof_fake_mailbox_set (oof_run_world_mailbox (&w->run, 0), new_reply ("ours"));
  path = find_file (w);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  damaged = g_strconcat (text, "0123456789abcdef {\"half\n", NULL);
  g_assert_true (g_file_set_contents (path, damaged, -1, NULL));
  g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "*checksum*");
  recover (w, &error);
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
  record = oof_run_world_record (&w->run, 0);
  g_assert_true (g_str_has_prefix (record->written->internal, "sha256:"));
  g_free (path);
  path = find_file (w);
  g_assert_null (path);
}

/* Without connection everything stays as it is; a later run's record is not overwritten. */
static void
test_later (World *w, gconstpointer data)
{
  const char *open[] = { "p0@x.example", NULL };
  const char *known[] = { "p0@x.example", NULL };
  g_autoptr (OofRecord) before = NULL;
  g_autoptr (OofRecord) after = NULL;
  g_autoptr (GPtrArray) remains = NULL;
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 1);
  g_free (oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24"));
  leave_journal (w, open, "ours", TRUE);
  oof_run_world_mailbox (&w->run, 0)->read_error = OOF_ERROR_UNREACHABLE;
  oof_run_world_mailbox (&w->run, 0)->n_read_errors = 1;
  recover (w, &error);
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  remains = take (w);
  g_assert_cmpuint (remains->len, ==, 1);
  oof_journal_remains_settle (g_ptr_array_index (remains, 0), TRUE);
  g_clear_error (&error);

  oof_run_world_run (&w->run, OOF_RUN_APPLY);
  g_assert_no_error (w->run.error);
  before = oof_run_world_record (&w->run, 0);
  leave_journal (w, known, "ours", FALSE);
  recover (w, &error);
  g_assert_no_error (error);
  after = oof_run_world_record (&w->run, 0);
  g_assert_cmpstr (after->run, ==, before->run);
  g_assert_true (oof_record_equal (before, after));
}

/* The journal stands until everything is recorded, and is found when that failed. */
static void
test_not_recorded (World *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autoptr (OofRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 1);
  key = oof_run_world_add_absence (&w->run, 0, "2026-11-20", "2026-11-24");
  oof_fake_store_fail (w->run.items, OOF_FAKE_CREATE, OOF_ERROR_UNREACHABLE, 99, FALSE);
  oof_run_world_run (&w->run, OOF_RUN_APPLY);
  g_assert_error (w->run.error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 1);
  w->run.items->n_faults = 0;
  g_clear_object (&w->run.job);
  die (&w->journal);
  recover (w, &error);
  g_assert_no_error (error);
  record = oof_run_world_record (&w->run, 0);
  g_assert_cmpstr (record->absence, ==, key);
  g_assert_nonnull (record->returned);
  g_assert_cmpuint (oof_fake_store_count (w->run.items, "l:"), ==, 1);
  oof_run_world_run (&w->run, OOF_RUN_APPLY);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 1);
}

/* What cannot be put down is not written, and the run ends. */
static void
test_disk (World *w, gconstpointer data)
{
  g_autofree char *folder = g_steal_pointer (&w->folder);
  OofRunReport *report;

  oof_run_world_add_people (&w->run, 30);
  for (guint i = 0; i < 30; i++)
    g_free (oof_run_world_add_absence (&w->run, i, "2026-11-20", "2026-11-24"));
  w->folder = g_strdup ("/dev/null/no-folder");
  report = oof_run_world_run (&w->run, OOF_RUN_APPLY);
  g_assert_error (w->run.error, OOF_ERROR, OOF_ERROR_DISK);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 0);
  g_assert_cmpuint (report->rows->len, ==, 30);
  g_assert_cmpuint (report->changed, ==, 0);
  g_free (w->folder);
  w->folder = g_steal_pointer (&folder);
}

static void
iterate_until (guint *counter, guint n)
{
  while (*counter < n)
    g_main_context_iteration (NULL, TRUE);
}

/* Those of the first batch, then nobody until somebody says so. */
static void
test_first_batch (World *w, gconstpointer data)
{
  const char *first[] = { "p7@x.example", "p3@x.example", "nobody@x.example", NULL };
  g_autoptr (OofSnapshot) snapshot = NULL;
  g_autoptr (OofRoster) roster = NULL;
  gboolean stop = GPOINTER_TO_INT (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofRunReport) report = NULL;
  g_autoptr (OofRunJob) job = NULL;
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (&w->run, 30);
  for (guint i = 0; i < 30; i++)
    g_free (oof_run_world_add_absence (&w->run, i, "2026-11-20", "2026-11-24"));
  snapshot = oof_run_world_read (&w->run);
  roster = oof_roster_new (w->run.people, w->run.groups);
  job = oof_run_job_new (OOF_RUN_APPLY, w->run.store, w->run.router, roster, snapshot,
                         OOF_CLOCK (w->run.clock));
  oof_run_job_set_max_in_flight (job, 4);
  oof_run_job_set_read_back_delays (job, (const guint[]){ 0, 0, 0 });
  w->first = first;
  prepare_cb (job, w);
  oof_run_job_run_async (job, cancellable, oof_fake_store_cb, &result);
  iterate_until (&w->n_batches, 1);
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (oof_run_job_is_paused (job));
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, 2);
  g_assert_cmpuint (oof_run_world_mailbox (&w->run, 7)->n_writes, ==, 1);
  g_assert_cmpuint (oof_run_world_mailbox (&w->run, 3)->n_writes, ==, 1);
  g_assert_null (result);
  if (stop)
    g_cancellable_cancel (cancellable);
  else
    oof_run_job_resume (job);
  oof_fake_wait (&result);
  report = oof_run_job_run_finish (job, result, &error);
  g_assert_cmpuint (w->run.mailboxes->n_writes, ==, stop ? 2 : 30);
  g_assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) == stop);
  g_assert_cmpuint (oof_run_job_get_report (job)->changed, ==, stop ? 2 : 30);
  g_assert_cmpuint (oof_run_job_get_report (job)->rows->len, ==, 30);
  g_assert_cmpuint (w->n_batches, ==, 1);
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/jobs/recovery/" name, World, GINT_TO_POINTER (data), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("killed", 0, test_killed);
  ADD ("later", 0, test_later);
  ADD ("not-recorded", 0, test_not_recorded);
  ADD ("disk", 0, test_disk);
  ADD ("hashed", 0, test_hashed);
  ADD ("hashed-damage", 0, test_hashed_damage);
  ADD ("first-batch", FALSE, test_first_batch);
  ADD ("first-batch-stopped", TRUE, test_first_batch);
  return g_test_run ();
}
