/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/oof-secret.h"
#include "core/oof-error.h"
#include "script-server.h"

/* Secrets from files and credentials. The Secret Service is in test-oof-secret-service.c. */

static char *folder;

static char *
write_file (const char *name, const char *content, gssize length, int mode)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
  return g_steal_pointer (&path);
}

static char *
find (const OofSecretQuery *query, OofSecretOrigin *origin, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_secret_find_async (query, NULL, script_await_cb, &result);
  return oof_secret_find_finish (script_await (&result), origin, error);
}

static void
test_file (void)
{
  static const struct
  {
    const char *content;
    const char *secret;
  } cases[] = {
    { "pass word", "pass word" },       { "pässwörd\n", "pässwörd" }, { "windows\r\n", "windows" },
    { "two lines\n\n", "two lines\n" }, { " blanks \n", " blanks " }, { "-\r", "-" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_file ("good", cases[i].content, -1, 0600);
      g_autoptr (GError) error = NULL;
      char *secret = oof_secret_read_file (path, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (secret, ==, cases[i].secret);
      oof_secret_free (secret);
    }
}

static void
assert_refused (const char *path, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (oof_secret_read_file (path, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_null (strstr (error->message, "hidden"));
}

static void
test_bad_files (void)
{
  static const int modes[] = { 0640, 0604, 0644, 0660, 0601, 0610, 0602 };
  g_autofree char *large = g_strnfill (70000, 'x');
  g_autofree char *limit = g_strnfill (65536, 'x');
  g_autofree char *path = NULL;
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  char *secret;

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *open = write_file ("open", "hidden", -1, modes[i]);

      assert_refused (open, "0600");
    }
  path = write_file ("bad", "", -1, 0600);
  assert_refused (path, "empty");
  g_free (path);
  path = write_file ("bad", "\n", -1, 0600);
  assert_refused (path, "empty");
  g_free (path);
  path = write_file ("bad", "hid\0den", 7, 0600);
  assert_refused (path, "not a text");
  g_free (path);
  path = write_file ("bad", "hidden \xff", -1, 0600);
  assert_refused (path, "not a text");
  g_free (path);
  path = write_file ("bad", large, -1, 0600);
  assert_refused (path, "too large");
  g_free (path);
  path = write_file ("bad", limit, -1, 0600);
  secret = oof_secret_read_file (path, NULL);
  g_assert_cmpstr (secret, ==, limit);
  oof_secret_free (secret);
  assert_refused (missing, g_strerror (ENOENT));
  assert_refused (folder, "not a regular file");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (pipe, "not a regular file");
  assert_refused ("/dev/null", "not a regular file");
}

static void
test_foreign_file (void)
{
  g_autofree char *path = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can give a file away");
      return;
    }
  path = write_file ("foreign", "hidden", -1, 0600);
  g_assert_cmpint (chown (path, 12345, 12345), ==, 0);
  assert_refused (path, "somebody else");
}

/* An explicit file counts alone, then the credential; a credential has the mode systemd gives it.
 */
static void
test_order (void)
{
  g_autofree char *file = write_file ("good", "from file", -1, 0600);
  g_autofree char *credential = write_file ("runner", "from systemd\n", -1, 0440);
  OofSecretQuery query = {
    .file = file, .credentials = folder, .connection = "c", .role = "runner"
  };
  g_autoptr (GError) error = NULL;
  OofSecretOrigin origin;
  char *secret;

  secret = find (&query, &origin, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "from file");
  g_assert_cmpint (origin, ==, OOF_SECRET_FROM_FILE);
  oof_secret_free (secret);

  query.file = NULL;
  secret = find (&query, &origin, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "from systemd");
  g_assert_cmpint (origin, ==, OOF_SECRET_FROM_CREDENTIAL);
  oof_secret_free (secret);

  query.file = credential;
  g_assert_null (find (&query, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
}

/* libsecret's file backend, as behind the Secret portal: nobody can be asked about a collection. */
static void
test_none_stored (void)
{
  OofSecretQuery query = {
    .credentials = "/nonexistent", .connection = "c", .role = "runner", .unattended = TRUE
  };
  g_autoptr (GError) error = NULL;

  g_assert_null (find (&query, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_cmpstr (
      error->message, ==,
      "No secret for \"runner\": none is stored; there is no /nonexistent/runner either");
}

static void
test_cancelled (void)
{
  OofSecretQuery query = { .connection = "a", .role = "runner", .unattended = TRUE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  oof_secret_find_async (&query, cancellable, script_await_cb, &result);
  g_assert_null (oof_secret_find_finish (script_await (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
remove_folder (void)
{
  static const char *const names[] = { "good",    "open",   "bad",     "pipe",
                                       "foreign", "runner", "keyring", "keyring~" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

int
main (int argc, char *argv[])
{
  g_autofree char *keyring = NULL;
  int status;

  folder = g_dir_make_tmp ("oof-secret-XXXXXX", NULL);
  keyring = g_build_filename (folder, "keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/secret/file", test_file);
  g_test_add_func ("/auth/secret/bad-files", test_bad_files);
  g_test_add_func ("/auth/secret/foreign-file", test_foreign_file);
  g_test_add_func ("/auth/secret/order", test_order);
  g_test_add_func ("/auth/secret/none-stored", test_none_stored);
  g_test_add_func ("/auth/secret/cancelled", test_cancelled);
  status = g_test_run ();
  remove_folder ();
  return status;
}
