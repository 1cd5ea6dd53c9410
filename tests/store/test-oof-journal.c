/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-journal.h"

#include "core/oof-error.h"
#include "oof-fake-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define NAME "0011223344556677"
#define RUN  "20261123T090000Z-1a2b3c4d"

typedef struct
{
  char *folder; /* (owned) */
  OofJournal *journal;
} Fixture;

static OofRunLog *
new_head (const char *run)
{
  OofRunLog *head = oof_run_log_new (run, oof_fake_instant ("2026-11-23T09:00:00Z"));

  head->by = g_strdup ("anna@x.example");
  return head;
}

static OofJournal *
new_journal (Fixture *f, const char *run)
{
  g_autoptr (OofRunLog) head = new_head (run);
  OofJournal *journal = oof_journal_new (f->folder, NAME);

  oof_journal_set_run (journal, head);
  return journal;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("oof-journal-XXXXXX", NULL);
  f->journal = new_journal (f, RUN);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Dies without a word: the lock goes, the file stays. The thread lets go of it in its own time. */
static void
die (Fixture *f)
{
  OofJournal *alive = f->journal;

  g_object_add_weak_pointer (G_OBJECT (alive), (gpointer *) &alive);
  g_clear_object (&f->journal);
  while (g_atomic_pointer_get (&alive))
    g_thread_yield ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->journal)
    die (f);
  remove_folder (f->folder);
  g_free (f->folder);
}

static gboolean
add (OofJournal *journal, const char *address, gboolean open, gboolean sent, GError **error)
{
  g_autoptr (OofRunLog) log = new_head (RUN);
  g_autoptr (OofRecord) record = oof_record_new (address);
  g_autoptr (GAsyncResult) result = NULL;
  OofJournalEntry entry = { address, sent ? record : NULL, NULL, open };
  OofLogPerson *line =
      oof_run_log_add_person (log, address, open ? "not-confirmed" : "written", NULL);

  oof_log_person_add_change (line, "state", "disabled", "scheduled", "absence-starts");
  line->ticket = g_strdup ("T-4711");
  entry.line = line;
  record->absence = g_strdup ("a:1");
  record->run = g_strdup (RUN);
  record->written = oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL,
                                         (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_NONE },
                                         "Größe 😀\nzweite Zeile", "");
  oof_journal_add_async (journal, &entry, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_journal_add_finish (journal, result, error);
}

static GPtrArray *
take (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *remains = oof_journal_take_remains (f->folder, NAME, &error);

  g_assert_no_error (error);
  return remains;
}

static OofJournalRemains *
first (GPtrArray *remains)
{
  g_assert_cmpuint (remains->len, ==, 1);
  return g_ptr_array_index (remains, 0);
}

static char *
dup_path (Fixture *f)
{
  return g_build_filename (f->folder, NAME "-" RUN ".journal", NULL);
}

static void
test_remains (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) nothing = take (f);
  g_autoptr (GPtrArray) alive = NULL;
  g_autoptr (GPtrArray) remains = NULL;
  OofJournalRemains *left;
  OofRecord *record;
  OofLogPerson *line;

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_true (add (f->journal, "p1@x.example", TRUE, TRUE, NULL));
  g_assert_true (add (f->journal, "p2@x.example", TRUE, TRUE, NULL));
  g_assert_true (add (f->journal, "p3@x.example", TRUE, TRUE, NULL));
  g_assert_true (add (f->journal, "p1@x.example", FALSE, TRUE, NULL));
  g_assert_true (add (f->journal, "p3@x.example", FALSE, FALSE, NULL));
  alive = take (f);
  g_assert_cmpuint (alive->len, ==, 0);

  die (f);
  remains = take (f);
  left = first (remains);
  g_assert_cmpstr (left->log->run, ==, RUN);
  g_assert_cmpstr (left->log->by, ==, "anna@x.example");
  g_assert_cmpint (left->log->at, ==, oof_fake_instant ("2026-11-23T09:00:00Z"));
  g_assert_cmpuint (left->log->people->len, ==, 3);
  g_assert_cmpuint (left->n_damaged, ==, 0);
  g_assert_cmpuint (g_hash_table_size (left->records), ==, 2);
  g_assert_cmpuint (g_hash_table_size (left->open), ==, 1);
  g_assert_true (g_hash_table_contains (left->open, "p2@x.example"));
  record = g_hash_table_lookup (left->records, "p1@x.example");
  g_assert_cmpstr (record->absence, ==, "a:1");
  g_assert_cmpstr (record->written->internal, ==, "Größe 😀\nzweite Zeile");
  line = g_ptr_array_index (left->log->people, 0);
  g_assert_cmpstr (line->ticket, ==, "T-4711");
  g_assert_cmpuint (line->changes->len, ==, 1);

  /* Not settled: found again. Settled: gone. */
  g_clear_pointer (&remains, g_ptr_array_unref);
  remains = take (f);
  oof_journal_remains_settle (first (remains), TRUE);
  g_clear_pointer (&remains, g_ptr_array_unref);
  remains = take (f);
  g_assert_cmpuint (remains->len, ==, 0);
}

static void
test_discard (Fixture *f, gconstpointer data)
{
  g_autofree char *path = dup_path (f);
  g_autoptr (GPtrArray) remains = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (add (f->journal, "p1@x.example", FALSE, TRUE, NULL));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  oof_journal_discard_async (f->journal, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  oof_journal_discard_finish (f->journal, result);
  g_clear_object (&result);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  die (f);
  remains = take (f);
  g_assert_cmpuint (remains->len, ==, 0);
}

/* Cut at every length, as a power failure may leave it. */
static void
test_torn (Fixture *f, gconstpointer data)
{
  g_autofree char *path = dup_path (f);
  g_autofree char *text = NULL;
  gsize length, n_lines = 0;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *address = g_strdup_printf ("p%u@x.example", i);

      g_assert_true (add (f->journal, address, TRUE, TRUE, NULL));
    }
  die (f);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize cut = 0; cut <= length; cut++)
    {
      g_autoptr (GPtrArray) remains = NULL;
      OofJournalRemains *left;

      n_lines += cut > 0 && text[cut - 1] == '\n';
      g_assert_true (g_file_set_contents (path, text, (gssize) cut, NULL));
      remains = take (f);
      left = first (remains);
      g_assert_cmpstr (left->log->run, ==, RUN);
      g_assert_cmpuint (left->n_damaged, ==, 0);
      g_assert_cmpuint (left->log->people->len, ==, n_lines > 0 ? n_lines - 1 : 0);
      g_assert_cmpuint (g_hash_table_size (left->open), ==, left->log->people->len);
    }
}

static void
expect_messages (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

/* A flipped bit anywhere spoils its line and no other one. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *path = dup_path (f);
  g_autofree char *text = NULL;
  gsize length;
  guint handler = g_log_set_handler (NULL, G_LOG_LEVEL_MESSAGE, expect_messages, NULL);

  g_assert_true (add (f->journal, "p1@x.example", TRUE, TRUE, NULL));
  g_assert_true (add (f->journal, "p2@x.example", TRUE, TRUE, NULL));
  die (f);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize i = 0; i < length; i += 7)
    {
      g_autoptr (GPtrArray) remains = NULL;
      OofJournalRemains *left;

      text[i] ^= 1;
      g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
      text[i] ^= 1;
      remains = take (f);
      left = first (remains);
      g_assert_cmpstr (left->log->run, ==, RUN);
      g_assert_cmpuint (left->n_damaged, >=, 1);
      g_assert_cmpuint (left->log->people->len, >=, text[i] == '\n' ? 0 : 1);
    }
  {
    g_autoptr (GPtrArray) remains = NULL;
    g_autofree char *kept = g_strconcat (path, ".damaged", NULL);

    text[30] ^= 1;
    g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
    remains = take (f);
    oof_journal_remains_settle (first (remains), TRUE);
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  }
  g_log_remove_handler (NULL, handler);
}

/* Full, then not full any more: an entry is there as a whole or not at all. */
static void
test_disk_full (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remains = NULL;
  struct rlimit before, small;

  g_assert_true (add (f->journal, "p1@x.example", TRUE, TRUE, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 1000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (add (f->journal, "p2@x.example", TRUE, TRUE, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_DISK);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_true (add (f->journal, "p3@x.example", TRUE, TRUE, NULL));
  die (f);
  remains = take (f);
  g_assert_cmpuint (first (remains)->n_damaged, ==, 0);
  g_assert_true (g_hash_table_contains (first (remains)->open, "p1@x.example"));
  g_assert_false (g_hash_table_contains (first (remains)->open, "p2@x.example"));
  g_assert_true (g_hash_table_contains (first (remains)->open, "p3@x.example"));
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "folder", NULL);
  g_autoptr (OofJournal) journal = oof_journal_new (below, NAME);
  g_autoptr (OofRunLog) head = new_head (RUN);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  oof_journal_set_run (journal, head);
  g_assert_false (add (journal, "p1@x.example", TRUE, TRUE, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_DISK);
}

static void
test_several (Fixture *f, gconstpointer data)
{
  g_autoptr (OofJournal) later = new_journal (f, "20261123T100000Z-00000000");
  g_autoptr (GPtrArray) remains = NULL;

  g_assert_true (add (later, "p1@x.example", TRUE, TRUE, NULL));
  g_assert_true (add (f->journal, "p1@x.example", TRUE, TRUE, NULL));
  die (f);
  remains = take (f);
  g_assert_cmpstr (first (remains)->log->run, ==, RUN);
  g_clear_object (&later);
  g_clear_pointer (&remains, g_ptr_array_unref);
  remains = take (f);
  g_assert_cmpuint (remains->len, ==, 2);
  g_assert_cmpstr (((OofJournalRemains *) g_ptr_array_index (remains, 0))->log->run, ==, RUN);
}

/* What comes in while the disk is busy goes there together, each with its own answer. */
static void
test_together (Fixture *f, gconstpointer data)
{
  GAsyncResult *results[40] = { NULL };
  g_autoptr (OofRunLog) log = new_head (RUN);
  OofLogPerson *line = oof_run_log_add_person (log, "p@x.example", "written", NULL);
  g_autoptr (GPtrArray) remains = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *address = g_strdup_printf ("p%u@x.example", i);
      OofJournalEntry entry = { address, NULL, line, TRUE };

      oof_journal_add_async (f->journal, &entry, oof_fake_store_cb, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      oof_fake_wait (&results[i]);
      g_assert_true (oof_journal_add_finish (f->journal, results[i], NULL));
      g_object_unref (results[i]);
    }
  die (f);
  remains = take (f);
  g_assert_cmpuint (g_hash_table_size (first (remains)->open), ==, G_N_ELEMENTS (results));
}

#define ADD(name, test) g_test_add ("/store/journal/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("remains", test_remains);
  ADD ("discard", test_discard);
  ADD ("torn", test_torn);
  ADD ("damaged", test_damaged);
  ADD ("disk-full", test_disk_full);
  ADD ("no-folder", test_no_folder);
  ADD ("several", test_several);
  ADD ("together", test_together);
  return g_test_run ();
}
