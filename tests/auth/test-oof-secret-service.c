/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "auth/oof-secret.h"
#include "core/oof-error.h"
#include "script-server.h"

/* The Secret Service on buses of our own. libsecret keeps what it has found, so each situation has
 * a process to itself. */

#define NAME "org.freedesktop.secrets"

/* Stopped, never taken down: that waits for libsecret's connection, which stays. */
static GTestDBus *bus;

static char *
find (const char *connection, const char *role, GError **error)
{
  OofSecretQuery query = { .connection = connection, .role = role, .unattended = TRUE };
  g_autoptr (GAsyncResult) result = NULL;
  OofSecretOrigin origin;
  char *secret;

  oof_secret_find_async (&query, NULL, script_await_cb, &result);
  secret = oof_secret_find_finish (script_await (&result), &origin, error);
  if (secret != NULL)
    g_assert_cmpint (origin, ==, OOF_SECRET_FROM_SERVICE);
  return secret;
}

static void
assert_found (const char *connection, const char *role, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = find (connection, role, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  oof_secret_free (secret);
}

static void
assert_missing (OofSecretTrouble trouble)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find ("c", "runner", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_true (g_str_has_prefix (error->message, "No secret for \"runner\": "));
  g_assert_cmpint (oof_secret_get_trouble (error), ==, trouble);
}

static gboolean
store (const char *connection, const char *role, const char *secret, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_secret_store_async (connection, role, secret, NULL, script_await_cb, &result);
  return oof_secret_store_finish (script_await (&result), error);
}

static gboolean
clear (const char *connection, const char *role, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_secret_clear_async (connection, role, NULL, script_await_cb, &result);
  return oof_secret_clear_finish (script_await (&result), error);
}

static void
assert_not_stored (OofSecretTrouble trouble)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (store ("c", "runner", "the value", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
  g_assert_null (strstr (error->message, "the value"));
  g_assert_cmpint (oof_secret_get_trouble (error), ==, trouble);
}

static void
remove_tree (GFile *folder)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL)
         && child != NULL)
    remove_tree (child);
  g_file_delete (folder, NULL, NULL);
}

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
await_service (void)
{
  gboolean there = FALSE;
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                  appeared_cb, NULL, &there, NULL);

  while (!there)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
}

/* gnome-keyring with an unlocked keyring in a home of its own. */
static GSubprocess *
start_keyring (const char *home)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                 | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *keyring;
  GOutputStream *input;

  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", home, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "MALLOC_CHECK_");
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  keyring = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground",
                                         "--unlock", "--components=secrets", NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (keyring);
  g_output_stream_write_all (input, "pw", 2, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, NULL);
  await_service ();
  return keyring;
}

static void
lock_keyring (void)
{
  const char *const paths[] = { "/org/freedesktop/secrets/collection/login", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) reply = NULL;

  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (
      connection, NAME, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock",
      g_variant_new ("(^ao)", paths), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
start_bus (void)
{
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
}

static void
test_keyring (void)
{
  g_autofree char *home = g_dir_make_tmp ("oof-keyring-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (home);
  g_autoptr (GSubprocess) keyring = NULL;
  g_autoptr (GError) error = NULL;

  start_bus ();
  keyring = start_keyring (home);
  assert_missing (OOF_SECRET_TROUBLE_NOT_STORED);
  g_assert_true (store ("c", "runner", "one", &error));
  g_assert_true (store ("c", "person", "two", &error));
  g_assert_true (store ("d", "runner", "drei ß", &error));
  g_assert_no_error (error);
  assert_found ("c", "runner", "one");
  assert_found ("c", "person", "two");
  assert_found ("d", "runner", "drei ß");
  g_assert_true (store ("c", "runner", "new", &error));
  assert_found ("c", "runner", "new");
  g_assert_true (clear ("c", "runner", &error));
  g_assert_true (clear ("c", "runner", &error));
  g_assert_no_error (error);
  assert_missing (OOF_SECRET_TROUBLE_NOT_STORED);
  assert_found ("c", "person", "two");
  g_assert_true (store ("c", "runner", "again", &error));
  lock_keyring ();
  assert_missing (OOF_SECRET_TROUBLE_LOCKED);
  assert_not_stored (OOF_SECRET_TROUBLE_LOCKED);

  g_subprocess_force_exit (keyring);
  g_subprocess_wait (keyring, NULL, NULL);
  remove_tree (folder);
  g_test_dbus_stop (bus);
}

static void
test_no_service (void)
{
  start_bus ();
  assert_missing (OOF_SECRET_TROUBLE_ABSENT);
  assert_not_stored (OOF_SECRET_TROUBLE_ABSENT);
  g_test_dbus_stop (bus);
}

static void
test_no_bus (void)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  assert_missing (OOF_SECRET_TROUBLE_ABSENT);
  assert_not_stored (OOF_SECRET_TROUBLE_ABSENT);
}

static GDBusMessage *
swallow (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  if (incoming && g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    g_clear_object (&message);
  return message;
}

/* A service that owns the name and never answers: three seconds, not libsecret's 25. */
static void
test_silent (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GDBusConnection) service = NULL;

  start_bus ();
  service =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (service, swallow, NULL, NULL);
  reply = g_dbus_connection_call_sync (service, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", NAME, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  assert_missing (OOF_SECRET_TROUBLE_SILENT);
  g_dbus_connection_close_sync (service, NULL, NULL);
  g_test_dbus_stop (bus);
}

static gboolean
is_installed (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  return path != NULL;
}

/* Runs the situation in a process of its own. */
static void
test_apart (gconstpointer data)
{
  if (!is_installed ("dbus-daemon") || !is_installed ("gnome-keyring-daemon"))
    {
      g_test_skip ("no dbus-daemon or no gnome-keyring-daemon");
      return;
    }
  g_test_trap_subprocess (data, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    const char *apart;
    GTestFunc function;
  } tests[] = {
#define situation(name, function)                                                                  \
  { "/auth/secret-service/" name, "/auth/secret-service/" name "/subprocess", function }
    situation ("keyring", test_keyring),
    situation ("no-service", test_no_service),
    situation ("no-bus", test_no_bus),
    situation ("silent", test_silent),
  };

  g_unsetenv ("SECRET_BACKEND");
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_test_add_data_func (tests[i].path, tests[i].apart, test_apart);
      g_test_add_func (tests[i].apart, tests[i].function);
    }
  return g_test_run ();
}
