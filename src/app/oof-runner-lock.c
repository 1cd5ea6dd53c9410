/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-runner-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>

#include "core/oof-error.h"

#define ID_FILE     "runner-id"
#define HASH_LENGTH 16

struct _OofRunnerLock
{
  int fd;
};

static void
set_error (GError **error, const char *path, int number)
{
  g_set_error (error, OOF_ERROR, OOF_ERROR_DISK, "%s: %s", path, g_strerror (number));
}

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  set_error (error, folder, errno);
  return FALSE;
}

char *
oof_runner_lock_dup_name (const char *what)
{
  g_return_val_if_fail (what != NULL, NULL);

  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, what, -1);

  return g_strndup (hash, HASH_LENGTH);
}

OofRunnerLock *
oof_runner_lock_take (const char *folder, const char *what, GError **error)
{
  g_return_val_if_fail (folder != NULL && what != NULL, NULL);

  g_autofree char *hash = oof_runner_lock_dup_name (what);
  g_autofree char *name = g_strdup_printf ("run-%s.lock", hash);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!make_folder (folder, error))
    return NULL;
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      set_error (error, path, errno);
      return NULL;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      int number = errno;
      g_close (fd, NULL);
      if (number == EWOULDBLOCK)
        g_set_error (error, OOF_ERROR, OOF_ERROR_LEASE, "%s: another process here holds it", path);
      else
        set_error (error, path, number);
      return NULL;
    }
  OofRunnerLock *self = g_new0 (OofRunnerLock, 1);
  self->fd = fd;
  return self;
}

/* The file stays: removing it could take the lock from under somebody who waits for it. */
void
oof_runner_lock_free (OofRunnerLock *self)
{
  g_close (self->fd, NULL);
  g_free (self);
}

char *
oof_runner_lock_dup_runner_id (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  g_autofree char *path = g_build_filename (folder, ID_FILE, NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!make_folder (folder, error))
    return NULL;
  if (g_file_get_contents (path, &uuid, NULL, NULL) && g_uuid_string_is_valid (g_strstrip (uuid)))
    return g_strdup_printf ("%s@%s", uuid, g_get_host_name ());
  g_free (uuid);
  uuid = g_uuid_string_random ();
  if (!g_file_set_contents_full (path, uuid, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &local_error))
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_DISK, local_error->message);
      return NULL;
    }
  return g_strdup_printf ("%s@%s", uuid, g_get_host_name ());
}
