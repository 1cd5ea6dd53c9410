/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-journal.h"

#include "core/oof-error.h"
#include "store/oof-journal-line.h"
#include "store/oof-journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct _OofJournal
{
  GObject parent_instance;

  char *folder;    /* (owned) */
  char *name;      /* (owned) */
  OofRunLog *head; /* (owned) (nullable) */

  /* the thread's while it is busy */
  char *path; /* (owned) (nullable) before the first entry */
  int fd;
  goffset length;

  GPtrArray *waiting; /* (owned) GTask with their line */
  gboolean busy;
  GTask *discard; /* (owned) (nullable) waits for the thread */
  gboolean discarded;
};

G_DEFINE_FINAL_TYPE (OofJournal, oof_journal, G_TYPE_OBJECT)

static gboolean
fail (const char *path, const char *what, GError **error)
{
  int number = errno;

  g_set_error (error, OOF_ERROR, OOF_ERROR_DISK, "%s: %s: %s", path, what, g_strerror (number));
  return FALSE;
}

/* In the thread */

static gboolean
sync_folder (const char *folder, GError **error)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    fail (folder, "fsync", error);
  if (fd >= 0)
    g_close (fd, NULL);
  return synced;
}

/* Somebody who looked for remains between creation and lock has taken it away: then again. */
static gboolean
lock_file (OofJournal *self)
{
  struct stat status;

  return flock (self->fd, LOCK_EX | LOCK_NB) == 0 && fstat (self->fd, &status) == 0
         && status.st_nlink > 0;
}

static void
close_file (OofJournal *self)
{
  g_close (self->fd, NULL);
  self->fd = -1;
}

static gboolean
open_file (OofJournal *self, GError **error)
{
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return fail (self->folder, "mkdir", error);
  for (guint attempt = 0; self->fd < 0 && attempt < 10; attempt++)
    {
      self->fd = g_open (self->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
      if (self->fd < 0)
        return fail (self->path, "open", error);
      if (!lock_file (self))
        close_file (self);
    }
  if (self->fd < 0)
    return fail (self->path, "flock", error);
  return sync_folder (self->folder, error);
}

static gboolean
write_all (OofJournal *self, const char *text, gsize length, GError **error)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n = write (self->fd, text + done, length - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return fail (self->path, "write", error);
      done += (gsize) n;
    }
  return fsync (self->fd) == 0 || fail (self->path, "fsync", error);
}

/* All of @text or nothing: half a line would spoil the next one. */
static gboolean
append (OofJournal *self, const char *text, gsize length, GError **error)
{
  if (self->fd < 0 && !open_file (self, error))
    return FALSE;
  if (write_all (self, text, length, error))
    {
      self->length += (goffset) length;
      return TRUE;
    }
  /* What cannot be cut off is a torn line, which readers skip. */
  if (ftruncate (self->fd, self->length) != 0)
    g_message ("%s: %s", self->path, g_strerror (errno));
  return FALSE;
}

static void
append_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GString *text = data;
  GError *error = NULL;

  if (append (source, text->str, text->len, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* In the main loop */

static void append_waiting (OofJournal *self);

static void
discard_if_idle (OofJournal *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->busy)
    return;
  task = g_steal_pointer (&self->discard);
  if (task && self->fd >= 0)
    {
      g_unlink (self->path);
      close_file (self);
    }
  if (task)
    g_task_return_boolean (task, TRUE);
}

static void
appended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  OofJournal *self = OOF_JOURNAL (source);
  g_autoptr (GPtrArray) through = user_data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->busy = FALSE;
  append_waiting (self);
  for (guint i = 0; i < through->len; i++)
    if (error)
      g_task_return_error (g_ptr_array_index (through, i), g_error_copy (error));
    else
      g_task_return_boolean (g_ptr_array_index (through, i), TRUE);
  discard_if_idle (self);
}

static void
free_text (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
append_waiting (OofJournal *self)
{
  g_autoptr (GTask) thread = NULL;
  GPtrArray *batch = self->waiting;
  GString *text;

  if (self->busy || batch->len == 0)
    return;
  self->busy = TRUE;
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  text = g_string_new (NULL);
  if (self->length == 0)
    {
      g_autofree char *head = oof_journal_line_write_head (self->head);

      g_string_append (text, head);
    }
  for (guint i = 0; i < batch->len; i++)
    g_string_append (text, g_task_get_task_data (g_ptr_array_index (batch, i)));
  thread = g_task_new (self, NULL, appended_cb, batch);
  g_task_set_source_tag (thread, append_waiting);
  g_task_set_task_data (thread, text, free_text);
  g_task_run_in_thread (thread, append_in_thread);
}

void
oof_journal_add_async (OofJournal *self,
                       const OofJournalEntry *entry,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_JOURNAL (self) && self->head);
  g_return_if_fail (entry != NULL && !self->discarded);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, oof_journal_add_async);
  g_task_set_task_data (task, oof_journal_line_write_entry (entry), g_free);
  g_ptr_array_add (self->waiting, task);
  append_waiting (self);
}

gboolean
oof_journal_add_finish (OofJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
oof_journal_discard_async (OofJournal *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (OOF_IS_JOURNAL (self) && !self->discarded);

  self->discarded = TRUE;
  self->discard = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->discard, oof_journal_discard_async);
  discard_if_idle (self);
}

void
oof_journal_discard_finish (OofJournal *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

void
oof_journal_set_run (OofJournal *self, const OofRunLog *head)
{
  g_autofree char *file = NULL;

  g_return_if_fail (OOF_IS_JOURNAL (self) && !self->head);

  self->head = oof_run_log_new (head->run, head->at);
  self->head->by = g_strdup (head->by);
  file = g_strconcat (self->name, "-", head->run, OOF_JOURNAL_SUFFIX, NULL);
  self->path = g_build_filename (self->folder, file, NULL);
}

static void
oof_journal_finalize (GObject *object)
{
  OofJournal *self = OOF_JOURNAL (object);

  if (self->fd >= 0)
    close_file (self);
  g_free (self->folder);
  g_free (self->name);
  g_free (self->path);
  g_clear_pointer (&self->head, oof_run_log_unref);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (oof_journal_parent_class)->finalize (object);
}

static void
oof_journal_class_init (OofJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_journal_finalize;
}

static void
oof_journal_init (OofJournal *self)
{
  self->fd = -1;
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

OofJournal *
oof_journal_new (const char *folder, const char *name)
{
  OofJournal *self;

  g_return_val_if_fail (folder != NULL && name != NULL, NULL);

  self = g_object_new (OOF_TYPE_JOURNAL, NULL);
  self->folder = g_strdup (folder);
  self->name = g_strdup (name);
  return self;
}
