/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-connection-draft.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/oof-error.h"

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("oof-draft-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "connection.ini", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

#define HYBRID                                                                                     \
  "# "                                                                                             \
  "ours\n[service-mailbox]\naddress=oof@example.com\n\n[graph]\nendpoint=https://g.example/v1.0\n" \
  "authority=https://l.example\ntenant=t\n\n[runner]\nclient-id=r\n\n[ews]\nurl=https://"          \
  "e.example/E\n"                                                                                  \
  "user=svc\nfuture=kept\n\n[policy]\nmax-changes=7\n"

static OofConnectionDraft *
load (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  OofConnectionDraft *draft;

  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  draft = oof_connection_draft_load (self->path, &error);
  g_assert_no_error (error);
  return draft;
}

static char *
read_back (Fixture *self)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  return text;
}

/* What is not touched stays, comments and unknown lines too; nobody else can read it. */
static void
test_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (OofConnectionDraft) draft = load (self, HYBRID);
  g_autofree char *none = oof_connection_draft_list_changes (draft);
  g_autofree char *changes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) saved = NULL;
  GStatBuf info;

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (oof_connection_draft_get_kind (draft), ==, OOF_CONNECTION_HYBRID);
  oof_connection_draft_set (draft, "ews", "url", "");
  oof_connection_draft_set (draft, "graph", "tenant", " other ");
  changes = oof_connection_draft_list_changes (draft);
  g_assert_cmpstr (changes, ==, "[graph] tenant: t → other\n[ews] url: https://e.example/E → –");
  saved = oof_connection_draft_save (draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (saved->tenant, ==, "other");
  g_assert_null (saved->ews_url);
  text = read_back (self);
  g_assert_nonnull (strstr (text, "# ours"));
  g_assert_nonnull (strstr (text, "future=kept"));
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_kinds (Fixture *self, gconstpointer data)
{
  g_autoptr (OofConnectionDraft) draft = load (self, HYBRID);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) cloud = NULL;
  g_autoptr (OofConnection) server = NULL;
  g_autoptr (OofConnection) local = NULL;

  oof_connection_draft_set_kind (draft, OOF_CONNECTION_CLOUD);
  cloud = oof_connection_draft_parse (draft, OOF_CONNECTION_WHOLE, &error);
  g_assert_no_error (error);
  g_assert_false (cloud->has_ews);
  oof_connection_draft_set_kind (draft, OOF_CONNECTION_LOCAL);
  local = oof_connection_draft_parse (draft, OOF_CONNECTION_WHOLE, &error);
  g_assert_no_error (error);
  g_assert_true (local->database_over_ews);
  g_assert_null (local->graph_endpoint);
  g_assert_false (local->runner.present);
  oof_connection_draft_set_kind (draft, OOF_CONNECTION_HYBRID);
  server = oof_connection_draft_parse (draft, OOF_CONNECTION_SERVER, &error);
  g_assert_no_error (error);
  g_assert_true (server->ews.present);
  g_assert_false (server->runner.present);
}

/* What cannot be opened afterwards is not written. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (OofConnectionDraft) draft = load (self, HYBRID);
  g_autoptr (OofConnectionDraft) broken = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  oof_connection_draft_set (draft, "graph", "authority", NULL);
  g_assert_null (oof_connection_draft_save (draft, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "[graph] authority"));
  g_clear_error (&error);
  text = read_back (self);
  g_assert_cmpstr (text, ==, HYBRID);
  g_assert_true (g_file_set_contents (self->path, "nonsense", -1, NULL));
  broken = oof_connection_draft_load (self->path, &error);
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
}

/* A sign-in without its application is none; a new file begins in the cloud. */
static void
test_new (Fixture *self, gconstpointer data)
{
  g_autoptr (OofConnectionDraft) draft = oof_connection_draft_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) connection = NULL;

  g_assert_true (g_str_has_suffix (oof_connection_draft_get_path (draft), ".ini"));
  oof_connection_draft_set (draft, "service-mailbox", "address", "oof@example.com");
  oof_connection_draft_set (draft, "graph", "endpoint", "https://g.example/v1.0");
  oof_connection_draft_set (draft, "graph", "authority", "https://l.example");
  oof_connection_draft_set (draft, "graph", "tenant", "t");
  oof_connection_draft_set (draft, "runner", "auth", "secret");
  connection = oof_connection_draft_parse (draft, OOF_CONNECTION_WHOLE, &error);
  g_assert_no_error (error);
  g_assert_false (connection->runner.present);
  g_assert_false (connection->database_over_ews);
}

/* Kerberos tickets do not reach into Flatpak by themselves. */
static void
test_negotiate (void)
{
  g_autoptr (GError) error = NULL;

  g_unsetenv ("FLATPAK_ID");
  g_assert_true (oof_connection_check_auth (OOF_CONNECTION_AUTH_NEGOTIATE, &error));
  g_setenv ("FLATPAK_ID", "io.github.oofmanager.OofManager", TRUE);
  g_assert_true (oof_connection_check_auth (OOF_CONNECTION_AUTH_NTLM, &error));
  g_assert_false (oof_connection_check_auth (OOF_CONNECTION_AUTH_NEGOTIATE, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "kcm-socket"));
  g_unsetenv ("FLATPAK_ID");
}

#define add(path, function)                                                                        \
  g_test_add ("/app/connection-draft/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("changed", test_changed);
  add ("kinds", test_kinds);
  add ("refused", test_refused);
  add ("new", test_new);
  g_test_add_func ("/app/connection-draft/negotiate", test_negotiate);
  return g_test_run ();
}
