/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-runner-lock.h"

#include <glib/gstdio.h>

#include "core/oof-error.h"

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_rmdir (folder);
}

static void
test_lock (void)
{
  g_autofree char *parent = g_dir_make_tmp ("oof-lock-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "state", NULL);
  g_autoptr (GError) error = NULL;
  OofRunnerLock *lock = oof_runner_lock_take (folder, "https://x.example a@x.example", &error);
  g_autoptr (OofRunnerLock) other = NULL;
  g_autoptr (OofRunnerLock) again = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (lock);
  g_assert_null (oof_runner_lock_take (folder, "https://x.example a@x.example", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
  g_clear_error (&error);
  other = oof_runner_lock_take (folder, "https://x.example b@x.example", &error);
  g_assert_no_error (error);
  oof_runner_lock_free (lock);
  again = oof_runner_lock_take (folder, "https://x.example a@x.example", &error);
  g_assert_no_error (error);
  remove_folder (folder);
  remove_folder (parent);
}

/* Kept; a damaged one is made anew; a folder that cannot be made is an error. */
static void
test_id (void)
{
  g_autofree char *folder = g_dir_make_tmp ("oof-lock-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "runner-id", NULL);
  g_autofree char *below = g_build_filename (file, "state", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = oof_runner_lock_dup_runner_id (folder, &error);
  g_autofree char *second = oof_runner_lock_dup_runner_id (folder, &error);
  g_autofree char *third = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (strchr (first, '@'));
  g_assert_true (g_file_set_contents (file, "garbage", -1, NULL));
  third = oof_runner_lock_dup_runner_id (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (third, !=, first);
  g_assert_null (oof_runner_lock_dup_runner_id (below, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_DISK);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/runner-lock/lock", test_lock);
  g_test_add_func ("/app/runner-lock/id", test_id);
  return g_test_run ();
}
