/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "store/oof-journal-line.h"
#include "store/oof-journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* More than any run writes: what is larger is not ours. */
#define MAX_BYTES ((gsize) 256 * 1024 * 1024)

/* The name of the file says whose run it was, even if the first line cannot be read. */
static OofJournalRemains *
remains_new (const char *path, const char *run, int fd)
{
  OofJournalRemains *self = g_new0 (OofJournalRemains, 1);

  self->log = oof_run_log_new (run, OOF_INSTANT_NONE);

  self->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_record_unref);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->path = g_strdup (path);
  self->fd = fd;
  return self;
}

void
oof_journal_remains_free (OofJournalRemains *self)
{
  g_close (self->fd, NULL);
  g_free (self->path);
  oof_run_log_unref (self->log);
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->open);
  g_free (self);
}

void
oof_journal_remains_settle (OofJournalRemains *self, gboolean keep_damaged)
{
  g_autofree char *kept = g_strconcat (self->path, ".damaged", NULL);

  if (self->n_damaged == 0 || !keep_damaged)
    g_unlink (self->path);
  else if (g_rename (self->path, kept) != 0)
    g_message ("%s: %s", self->path, g_strerror (errno));
}

static gboolean
read_line (OofJournalRemains *self, const char *line, gsize length, GError **error)
{
  g_autoptr (OofJson) json = oof_journal_line_open (line, length, error);

  return json && oof_journal_line_read (json, self, error);
}

/* A last line without its end was being written when the run died: what it announces was not
 * sent. */
static void
read_lines (OofJournalRemains *self, const char *text, gsize length)
{
  const char *end = text + length;
  const char *feed;

  for (const char *line = text; (feed = memchr (line, '\n', (gsize) (end - line))) != NULL;
       line = feed + 1)
    {
      g_autoptr (GError) error = NULL;

      if (read_line (self, line, (gsize) (feed - line), &error))
        continue;
      self->n_damaged++;
      g_message ("%s: %s", self->path, error->message);
    }
}

/* (nullable): it belongs to a run that is alive, or has gone meanwhile. */
static OofJournalRemains *
take (const char *folder, const char *file, const char *name)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *run = g_strndup (
      file + strlen (name) + 1, strlen (file) - strlen (name) - strlen ("-" OOF_JOURNAL_SUFFIX));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  OofJournalRemains *self;
  gsize length = 0;
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  if (fd < 0)
    return NULL;
  self = remains_new (path, run, fd);
  if (flock (fd, LOCK_EX | LOCK_NB) != 0 || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      oof_journal_remains_free (self);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, &error) || length > MAX_BYTES)
    {
      self->n_damaged++;
      g_message ("%s: %s", path, error ? error->message : "too large");
    }
  else
    read_lines (self, text, length);
  return self;
}

static int
compare_remains (gconstpointer a, gconstpointer b)
{
  const OofJournalRemains *left = *(const OofJournalRemains *const *) a;
  const OofJournalRemains *right = *(const OofJournalRemains *const *) b;

  return strcmp (left->log->run, right->log->run);
}

GPtrArray *
oof_journal_take_remains (const char *folder, const char *name, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &local);
  g_autofree char *prefix = g_strconcat (name, "-", NULL);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_journal_remains_free);
  const char *file;

  if (!dir && g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return all;
  if (!dir)
    {
      g_ptr_array_unref (all);
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_DISK, local->message);
      return NULL;
    }
  while ((file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (file, prefix) && g_str_has_suffix (file, OOF_JOURNAL_SUFFIX)
        && strlen (file) > strlen (prefix) + strlen (OOF_JOURNAL_SUFFIX))
      {
        OofJournalRemains *remains = take (folder, file, name);

        if (remains)
          g_ptr_array_add (all, remains);
      }
  g_ptr_array_sort (all, compare_remains);
  return all;
}
