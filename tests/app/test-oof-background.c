/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-background.h"
#include "core/oof-error.h"

#include <string.h>

/* The Background portal, as the desktop answers it. */

static const char introspection[] =
    "<node><interface name='org.freedesktop.portal.Background'>"
    "<method name='RequestBackground'><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "</interface></node>";

#define REASON "Weil es sein muss"

/* What the person answers, and how often it was asked. */
static guint32 response;
static gboolean background;
static guint n_asked;

/* The portal's description: the parent window, and of the options nothing but a name for the
 * answer, what is told to the person, and that the program is not to be started with the session.
 */
static void
check_call (const char *path, const char *interface, const char *method, GVariant *parameters)
{
  g_autoptr (GVariant) options = NULL;
  const char *parent, *reason = NULL;
  gboolean autostart = TRUE;

  g_assert_cmpstr (path, ==, "/org/freedesktop/portal/desktop");
  g_assert_cmpstr (interface, ==, "org.freedesktop.portal.Background");
  g_assert_cmpstr (method, ==, "RequestBackground");
  g_variant_get (parameters, "(&s@a{sv})", &parent, &options);
  g_assert_cmpstr (parent, ==, "");
  g_assert_cmpuint (g_variant_n_children (options), ==, 3);
  g_assert_true (g_variant_lookup (options, "reason", "&s", &reason));
  g_assert_cmpstr (reason, ==, REASON);
  g_assert_true (g_variant_lookup (options, "autostart", "b", &autostart));
  g_assert_false (autostart);
}

static void
call_cb (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  const char *token = NULL;
  GVariantBuilder results;

  n_asked++;
  check_call (path, interface, method, parameters);
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  /* It becomes a part of an object path. */
  g_assert_cmpuint (
      strspn (token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"), ==,
      strlen (token));
  request = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  g_variant_builder_init (&results, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (background));
  g_dbus_connection_emit_signal (bus, sender, request, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", response, &results), NULL);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
ask (GDBusConnection *bus, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_background_request_async (bus, REASON, NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return oof_background_request_finish (result, error);
}

static GDBusConnection *
connect_to (GTestDBus *bus)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

/* The desktop, on a connection of its own. */
static void
serve (GDBusConnection *desktop, GDBusNodeInfo *node)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb };
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_dbus_connection_register_object (desktop, "/org/freedesktop/portal/desktop",
                                     node->interfaces[0], &vtable, NULL, NULL, &error);
  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (desktop, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus", "RequestName",
                                        g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 0),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
test_answers (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GDBusConnection) client = NULL;
  g_autoptr (GDBusConnection) desktop = NULL;
  GError *error = NULL;

  g_test_dbus_up (bus);
  client = connect_to (bus);
  desktop = connect_to (bus);
  g_assert_false (ask (client, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  serve (desktop, node);
  background = FALSE;
  g_assert_false (ask (client, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_clear_error (&error);
  background = TRUE; /* the person has thought better of it */
  g_assert_true (ask (client, &error));
  g_assert_no_error (error);
  background = TRUE;
  response = 1; /* the person has closed the question */
  g_assert_false (ask (client, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_cmpuint (n_asked, ==, 3);
  g_dbus_connection_close_sync (client, NULL, NULL);
  g_dbus_connection_close_sync (desktop, NULL, NULL);
  g_test_dbus_down (bus);
}

static void
test_no_bus (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ask (NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/background/answers", test_answers);
  g_test_add_func ("/app/background/no-bus", test_no_bus);
  return g_test_run ();
}
