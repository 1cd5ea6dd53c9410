/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-connection.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/oof-error.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("oof-connection-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "connection.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static OofConnection *
load (Fixture *fixture, const char *text, GError **error)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  return oof_connection_load (fixture->path, error);
}

#define CLOUD                                                                                      \
  "[service-mailbox]\naddress=OOF@Example.COM\n[graph]\nendpoint=https://graph.example/v1.0\n"     \
  "authority=https://login.example\ntenant=t\n"

static void
test_resource (Fixture *fixture, gconstpointer data)
{
  static const char *const endpoints[][2] = {
    { "https://graph.microsoft.com/v1.0", "https://graph.microsoft.com" },
    { "https://microsoftgraph.chinacloudapi.cn/v1.0", "https://microsoftgraph.chinacloudapi.cn" },
    { "http://127.0.0.1:8080/v1.0", "https://graph.microsoft.com" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "[service-mailbox]\naddress=a@b.c\n[graph]\nendpoint=%s\nauthority=https://l.example\n"
          "tenant=t\n[person]\nclient-id=p\nuser=anna@example.com\n",
          endpoints[i][0]);
      g_autoptr (GError) error = NULL;
      g_autoptr (OofConnection) connection = load (fixture, text, &error);
      g_autofree char *resource = NULL;

      g_assert_no_error (error);
      resource = oof_connection_dup_resource (connection);
      g_assert_cmpstr (resource, ==, endpoints[i][1]);
    }
}

static void
test_cloud (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) connection = load (
      fixture,
      CLOUD "[person]\nclient-id=p\nuser=anna@example.com\nsecret-file=person\n"
            "[runner]\nclient-id=r\nauth=secret\nsecret-file=/run/r\n[policy]\nmax-changes=7\n",
      &error);
  g_autofree char *beside = g_build_filename (fixture->folder, "person", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (connection->service_mailbox, ==, "oof@example.com");
  g_assert_false (connection->database_over_ews);
  g_assert_true (connection->person.present);
  g_assert_cmpint (connection->person.auth, ==, OOF_CONNECTION_AUTH_INTERACTIVE);
  g_assert_cmpstr (connection->person.secret_file, ==, beside);
  g_assert_cmpstr (connection->runner.secret_file, ==, "/run/r");
  g_assert_true (oof_connection_has_runner (connection));
  g_assert_cmpint (connection->max_changes, ==, 7);
  g_assert_cmpint (connection->timeout, ==, 0);
  g_assert_false (connection->external_forward);
}

static void
test_exchange (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) connection =
      load (fixture,
            "[service-mailbox]\naddress=a@b\ntimeout=90\n"
            "[ews]\nurl=https://mail.example/EWS/Exchange.asmx\n"
            "user=svc\nauth=basic\nca-file=ca.pem\n[person]\nprotocol=ews\nuser=anna\n",
            &error);
  g_autofree char *beside = g_build_filename (fixture->folder, "ca.pem", NULL);

  g_assert_no_error (error);
  g_assert_true (connection->database_over_ews);
  g_assert_true (connection->person.over_ews);
  g_assert_cmpint (connection->person.auth, ==, OOF_CONNECTION_AUTH_BASIC);
  g_assert_cmpstr (connection->ews_ca_file, ==, beside);
  g_assert_true (oof_connection_has_runner (connection));
  g_assert_cmpint (connection->max_changes, ==, 500);
  g_assert_cmpint (connection->timeout, ==, 90);
}

static void
test_person_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) connection =
      load (fixture,
            "[service-mailbox]\naddress=a@b\n[ews]\nurl=https://mail.example/\n"
            "[person]\nprotocol=ews\nuser=anna\n",
            &error);

  g_assert_no_error (error);
  g_assert_false (oof_connection_has_runner (connection));
}

/* Each is refused with a message that names the file and contains the second string. */
static const struct
{
  const char *text;
  const char *expected;
} broken[] = {
  { "", "[service-mailbox] address: is missing" },
  { "not a key file", "connection.ini" },
  { "[service-mailbox]\naddress=a@b\n", "url: is missing" },
  { "[service-mailbox]\naddress=a@b\nroute=pigeon\n", "expected graph or ews" },
  { "[service-mailbox]\naddress=a@b\nroute=graph\n[ews]\nurl=https://x/\nuser=u\n",
    "endpoint: is missing" },
  { "[service-mailbox]\naddress=a@b\n[graph]\nendpoint=https://x\n",
    "[graph] authority: is missing" },
  { CLOUD "[runner]\nauth=secret\n", "[runner] client-id: is missing" },
  { CLOUD "[runner]\nclient-id=r\nauth=magic\n", "[runner] auth: is none of" },
  { CLOUD "[person]\nprotocol=ews\nuser=a\n", "[ews] url: is missing" },
  { CLOUD "[policy]\ngruop=Vertrieb\n", "[policy] gruop: is none of" },
  { CLOUD "[Policy]\ngroup=Vertrieb\n", "[Policy] is no part of a connection file" },
  { CLOUD "[policy]\nmax-changes=lots\n", "[policy] max-changes: expected a number" },
  { "[service-mailbox]\naddress=a@b\ntimeout=long\n[ews]\nurl=https://x/\nuser=u\n",
    "[service-mailbox] timeout: expected a number" },
  { CLOUD "[policy]\nexternal-forward=perhaps\n",
    "[policy] external-forward: expected true or false" },
};

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (load (fixture, broken[i].text, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, fixture->path));
      g_assert_nonnull (strstr (error->message, broken[i].expected));
    }
}

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (oof_connection_load (fixture->path, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (oof_connection_load (fixture->folder, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/app/connection/cloud", test_cloud);
  ADD ("/app/connection/resource", test_resource);
  ADD ("/app/connection/exchange", test_exchange);
  ADD ("/app/connection/person-alone", test_person_alone);
  ADD ("/app/connection/broken", test_broken);
  ADD ("/app/connection/no-file", test_no_file);
  return g_test_run ();
}
