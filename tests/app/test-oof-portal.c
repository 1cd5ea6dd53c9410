/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-background.h"
#include "app/oof-browser.h"
#include "app/oof-screenshot.h"
#include "core/oof-error.h"

#include <string.h>

#define REASON "Weil es sein muss"

/* The portals, as the desktop answers them. */

static const char introspection[] =
    "<node><interface name='org.freedesktop.portal.Background'>"
    "<method name='RequestBackground'><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "</interface><interface name='org.freedesktop.portal.Screenshot'>"
    "<method name='Screenshot'><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "</interface><interface name='org.freedesktop.portal.OpenURI'>"
    "<method name='OpenURI'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "</interface></node>";

/* What the person answers. */
static guint32 response;
static gboolean background;
static const char *picture;

/* What the browser got. */
static char *opened;

/* What the portal's description asks for: nothing but a name for the answer, what is told to the
 * person, and that the program is not to be started with the session. */
static void
check_background (GVariant *options)
{
  const char *reason = NULL;
  gboolean autostart = TRUE;

  g_assert_cmpuint (g_variant_n_children (options), ==, 3);
  g_assert_true (g_variant_lookup (options, "reason", "&s", &reason));
  g_assert_cmpstr (reason, ==, REASON);
  g_assert_true (g_variant_lookup (options, "autostart", "b", &autostart));
  g_assert_false (autostart);
}

/* It becomes a part of an object path. */
static void
check_token (const char *token)
{
  g_assert_cmpuint (
      strspn (token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"), ==,
      strlen (token));
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
  g_autoptr (GVariant) options =
      g_variant_get_child_value (parameters, g_variant_n_children (parameters) - 1);
  const char *token = NULL;
  GVariantBuilder results;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  check_token (token);
  if (g_str_equal (method, "RequestBackground"))
    check_background (options);
  if (g_str_equal (method, "OpenURI"))
    g_variant_get_child (parameters, 1, "s", &opened);
  request = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  g_variant_builder_init (&results, G_VARIANT_TYPE ("a{sv}"));
  if (g_str_equal (method, "RequestBackground"))
    g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (background));
  else if (picture != NULL)
    g_variant_builder_add (&results, "{sv}", "uri", g_variant_new_string (picture));
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

/* (transfer full) */
static GFile *
take_picture (GDBusConnection *bus, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_screenshot_take_async (bus, NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return oof_screenshot_take_finish (result, error);
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

  for (guint i = 0; node->interfaces[i] != NULL; i++)
    {
      g_dbus_connection_register_object (desktop, "/org/freedesktop/portal/desktop",
                                         node->interfaces[i], &vtable, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  answer = g_dbus_connection_call_sync (desktop, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus", "RequestName",
                                        g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 0),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  GTestDBus *bus;           /* (owned) */
  GDBusNodeInfo *node;      /* (owned) */
  GDBusConnection *client;  /* (owned) */
  GDBusConnection *desktop; /* (owned) serves nothing at first */
} Desk;

static void
set_up (Desk *self, gconstpointer data)
{
  response = 0;
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  self->node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_test_dbus_up (self->bus);
  self->client = connect_to (self->bus);
  self->desktop = connect_to (self->bus);
}

static void
tear_down (Desk *self, gconstpointer data)
{
  g_dbus_connection_close_sync (self->client, NULL, NULL);
  g_dbus_connection_close_sync (self->desktop, NULL, NULL);
  g_object_unref (self->client);
  g_object_unref (self->desktop);
  g_dbus_node_info_unref (self->node);
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
}

static void
test_background (Desk *self, gconstpointer data)
{
  GError *error = NULL;

  g_assert_false (ask (self->client, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  serve (self->desktop, self->node);
  background = TRUE;
  g_assert_true (ask (self->client, &error));
  g_assert_no_error (error);
  background = FALSE;
  g_assert_false (ask (self->client, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_clear_error (&error);
  background = TRUE;
  response = 1; /* the person has closed the question */
  g_assert_false (ask (self->client, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_clear_error (&error);
}

static void
test_screenshot (Desk *self, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (GFile) file = NULL;

  g_assert_null (take_picture (self->client, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  serve (self->desktop, self->node);
  picture = "file:///tmp/Bild%20eins.png";
  file = take_picture (self->client, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_file_peek_path (file), ==, "/tmp/Bild eins.png");
  picture = NULL; /* a desktop that says yes and names no file */
  g_assert_null (take_picture (self->client, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  response = 1;
  g_assert_null (take_picture (self->client, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_clear_error (&error);
}

static gboolean
open_uri (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_browser_open_async ("https://example.com/", NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return oof_browser_open_finish (result, error);
}

/* In a sandbox on a desktop without the portal, the program goes on. */
static void
test_browser (Desk *self, gconstpointer data)
{
  g_autoptr (GDBusConnection) shared = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  GError *error = NULL;

  g_dbus_connection_set_exit_on_close (shared, FALSE);
  g_assert_false (open_uri (&error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  serve (self->desktop, self->node);
  g_assert_true (open_uri (&error));
  g_assert_no_error (error);
  g_assert_cmpstr (opened, ==, "https://example.com/");
  g_clear_pointer (&opened, g_free);
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
  g_setenv ("FLATPAK_ID", "io.github.oofmanager.OofManager",
            TRUE); /* links go through the portal */
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/portal/background", Desk, NULL, set_up, test_background, tear_down);
  g_test_add ("/app/portal/screenshot", Desk, NULL, set_up, test_screenshot, tear_down);
  g_test_add ("/app/portal/browser", Desk, NULL, set_up, test_browser, tear_down);
  g_test_add_func ("/app/portal/no-bus", test_no_bus);
  return g_test_run ();
}
