/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-secret-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/oof-secret.h"
#include "core/oof-error.h"

#define MAX_SIZE 65536

static gboolean
refuse (const char *path, const char *why, GError **error)
{
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "Secret file %s: %s", path, why);
  return FALSE;
}

/* Asked of the open file, so that nobody can exchange it in between. */
static gboolean
check (int file, const char *path, gboolean trusted, GError **error)
{
  struct stat status;

  if (fstat (file, &status) != 0)
    return refuse (path, g_strerror (errno), error);
  if (!S_ISREG (status.st_mode))
    return refuse (path, "not a regular file", error);
  if (!trusted && status.st_uid != geteuid ())
    return refuse (path, "belongs to somebody else", error);
  if (!trusted && (status.st_mode & 077) != 0)
    return refuse (path, "others can reach it; set its mode to 0600", error);
  return TRUE;
}

/* One byte more than the limit tells a longer file. (transfer full) */
static char *
read_all (int file, const char *path, gsize *length, GError **error)
{
  char *text = g_malloc0 (MAX_SIZE + 2);
  gssize part = 1;

  for (*length = 0; part > 0 && *length <= MAX_SIZE;)
    {
      part = read (file, text + *length, MAX_SIZE + 1 - *length);
      if (part < 0 && errno == EINTR)
        part = 1;
      else if (part > 0)
        *length += (gsize) part;
    }
  if (part >= 0 && *length <= MAX_SIZE)
    return text;
  refuse (path, part < 0 ? g_strerror (errno) : "too large", error);
  oof_secret_free (text);
  return NULL;
}

static void
drop_line_end (char *text, gsize *length)
{
  if (*length > 0 && text[*length - 1] == '\n')
    text[--*length] = '\0';
  if (*length > 0 && text[*length - 1] == '\r')
    text[--*length] = '\0';
}

static char *
read_secret (int file, const char *path, GError **error)
{
  gsize length;
  char *text = read_all (file, path, &length, error);

  if (text == NULL)
    return NULL;
  drop_line_end (text, &length);
  if (length > 0 && g_utf8_validate (text, (gssize) length, NULL))
    return text;
  refuse (path, length > 0 ? "not a text" : "empty", error);
  oof_secret_free (text);
  return NULL;
}

/* -1 with an error. O_NONBLOCK: a pipe in its place must not make us wait for a writer. */
static int
open_file (const char *path, gboolean trusted, gboolean *missing, GError **error)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  *missing = file < 0 && errno == ENOENT;
  if (file < 0)
    refuse (path, g_strerror (errno), error);
  else if (!check (file, path, trusted, error))
    {
      close (file);
      file = -1;
    }
  return file;
}

char *
oof_secret_file_read (const char *path, gboolean trusted, gboolean *missing, GError **error)
{
  int file = open_file (path, trusted, missing, error);
  char *secret;

  if (file < 0)
    return NULL;
  secret = read_secret (file, path, error);
  close (file);
  return secret;
}

/* What the bytes are freed with. */
typedef struct
{
  char *text;
  gsize length;
} Content;

static void
content_free (gpointer data)
{
  Content *content = data;

  explicit_bzero (content->text, content->length);
  g_free (content->text);
  g_free (content);
}

GBytes *
oof_secret_file_read_bytes (const char *path, gboolean trusted, gboolean *missing, GError **error)
{
  int file = open_file (path, trusted, missing, error);
  Content *content;
  gsize length = 0;
  char *text;

  if (file < 0)
    return NULL;
  text = read_all (file, path, &length, error);
  close (file);
  if (text == NULL)
    return NULL;
  content = g_new0 (Content, 1);
  content->text = text;
  content->length = length;
  return g_bytes_new_with_free_func (text, length, content_free, content);
}
