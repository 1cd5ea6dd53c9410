/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-connection.h"

#include <gio/gio.h>
#include <string.h>

#include "app/oof-paths.h"
#include "core/oof-error.h"
#include "wire/oof-http-origin.h"

#define GRAPH "https://graph.microsoft.com"

/* Far more than any connection file needs; a wrong file is refused before it is read whole. */
#define MAX_FILE_SIZE (256 * 1024)

G_DEFINE_BOXED_TYPE (OofConnection, oof_connection, oof_connection_ref, oof_connection_unref)

static const struct
{
  const char *name;
  OofConnectionAuth auth;
} auth_names[] = {
  { "basic", OOF_CONNECTION_AUTH_BASIC },
  { "ntlm", OOF_CONNECTION_AUTH_NTLM },
  { "negotiate", OOF_CONNECTION_AUTH_NEGOTIATE },
  { "interactive", OOF_CONNECTION_AUTH_INTERACTIVE },
  { "device", OOF_CONNECTION_AUTH_DEVICE },
  { "secret", OOF_CONNECTION_AUTH_SECRET },
  { "certificate", OOF_CONNECTION_AUTH_CERTIFICATE },
};

/* What the readers below share: the file, its folder, and the first error. */
typedef struct
{
  GKeyFile *keys;
  const char *path;
  char *folder;
  GError *error;
} Reader;

static void
fail (Reader *reader, const char *group, const char *key, const char *what)
{
  if (reader->error == NULL)
    g_set_error (&reader->error, OOF_ERROR, OOF_ERROR_INVALID, "%s: [%s] %s: %s", reader->path,
                 group, key, what);
}

/* An empty value counts as absent. */
static char *
read_string (Reader *reader, const char *group, const char *key)
{
  g_autofree char *value = g_key_file_get_string (reader->keys, group, key, NULL);

  if (value == NULL || *g_strstrip (value) == '\0')
    return NULL;
  return g_steal_pointer (&value);
}

static char *
read_required (Reader *reader, const char *group, const char *key)
{
  char *value = read_string (reader, group, key);

  if (value == NULL)
    fail (reader, group, key, "is missing");
  return value;
}

static char *
read_path (Reader *reader, const char *group, const char *key)
{
  g_autofree char *value = read_string (reader, group, key);

  return value != NULL ? g_canonicalize_filename (value, reader->folder) : NULL;
}

static gboolean
read_boolean (Reader *reader, const char *group, const char *key)
{
  g_autoptr (GError) error = NULL;
  gboolean value = FALSE;

  if (g_key_file_has_key (reader->keys, group, key, NULL))
    value = g_key_file_get_boolean (reader->keys, group, key, &error);
  if (error != NULL)
    fail (reader, group, key, "expected true or false");
  return value;
}

static int
read_integer (Reader *reader, const char *group, const char *key, int fallback)
{
  g_autofree char *text = read_string (reader, group, key);
  gint64 value = fallback;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, 1000000, &value, NULL))
    fail (reader, group, key, "expected a number from 0 to 1000000");
  return (int) value;
}

static OofConnectionAuth
read_auth (Reader *reader, const char *group, OofConnectionAuth fallback)
{
  g_autofree char *text = read_string (reader, group, "auth");

  if (text == NULL)
    return fallback;
  for (gsize i = 0; i < G_N_ELEMENTS (auth_names); i++)
    if (strcmp (auth_names[i].name, text) == 0)
      return auth_names[i].auth;
  fail (reader, group, "auth",
        "is none of basic, ntlm, negotiate, interactive, device, secret, certificate");
  return fallback;
}

static gboolean
read_is_ews (Reader *reader, const char *group, const char *key, const char *fallback)
{
  g_autofree char *value = read_string (reader, group, key);

  if (g_strcmp0 (value != NULL ? value : fallback, "ews") == 0)
    return TRUE;
  if (value != NULL && strcmp (value, "graph") != 0)
    fail (reader, group, key, "expected graph or ews");
  return FALSE;
}

static void
read_sign_in (Reader *reader,
              const char *group,
              OofConnectionAuth fallback,
              OofConnectionSignIn *sign_in)
{
  sign_in->present = TRUE;
  sign_in->auth = read_auth (reader, group, fallback);
  sign_in->client_id = read_string (reader, group, "client-id");
  sign_in->user = read_string (reader, group, "user");
  sign_in->secret_file = read_path (reader, group, "secret-file");
  sign_in->certificate = read_path (reader, group, "certificate");
  if (sign_in->auth == OOF_CONNECTION_AUTH_CERTIFICATE && sign_in->certificate == NULL)
    fail (reader, group, "certificate", "is missing");
}

static void
read_person (Reader *reader, OofConnection *self)
{
  if (!g_key_file_has_group (reader->keys, "person"))
    return;
  self->person.over_ews = read_is_ews (reader, "person", "protocol", "graph");
  read_sign_in (reader, "person",
                self->person.over_ews ? OOF_CONNECTION_AUTH_BASIC : OOF_CONNECTION_AUTH_INTERACTIVE,
                &self->person);
  if (self->person.over_ews && self->person.user == NULL)
    fail (reader, "person", "user", "is missing");
  if (!self->person.over_ews && self->person.client_id == NULL)
    fail (reader, "person", "client-id", "is missing");
}

static void
read_exchange (Reader *reader, OofConnection *self)
{
  if (!g_key_file_has_group (reader->keys, "ews"))
    return;
  self->has_ews = TRUE;
  self->ews_url = read_string (reader, "ews", "url");
  self->autodiscover = read_string (reader, "ews", "autodiscover");
  self->ews_ca_file = read_path (reader, "ews", "ca-file");
  self->ews.over_ews = TRUE;
  if (g_key_file_has_key (reader->keys, "ews", "user", NULL))
    read_sign_in (reader, "ews", OOF_CONNECTION_AUTH_BASIC, &self->ews);
}

static void
read_cloud (Reader *reader, OofConnection *self)
{
  if (g_key_file_has_group (reader->keys, "graph"))
    {
      self->graph_endpoint = read_required (reader, "graph", "endpoint");
      self->authority = read_required (reader, "graph", "authority");
      self->tenant = read_required (reader, "graph", "tenant");
    }
  if (g_key_file_has_group (reader->keys, "runner"))
    {
      read_sign_in (reader, "runner", OOF_CONNECTION_AUTH_SECRET, &self->runner);
      if (self->runner.client_id == NULL)
        fail (reader, "runner", "client-id", "is missing");
      if (self->graph_endpoint == NULL)
        fail (reader, "graph", "endpoint", "is missing, and [runner] needs it");
    }
}

/* A wall that is misspelt would not stand, and nobody would notice. */
static void
check_names (Reader *reader)
{
  static const char *const groups[] = { "service-mailbox", "graph", "person", "runner", "ews",
                                        "policy",          NULL };
  static const char *const limits[] = { "external-forward", "max-changes", "group", NULL };
  g_auto (GStrv) names = g_key_file_get_groups (reader->keys, NULL);
  g_auto (GStrv) keys = g_key_file_get_keys (reader->keys, "policy", NULL, NULL);

  for (char **name = names; *name != NULL; name++)
    if (!g_strv_contains (groups, *name) && reader->error == NULL)
      g_set_error (&reader->error, OOF_ERROR, OOF_ERROR_INVALID,
                   "%s: [%s] is no part of a connection file", reader->path, *name);
  for (char **key = keys; key != NULL && *key != NULL; key++)
    if (!g_strv_contains (limits, *key))
      fail (reader, "policy", *key, "is none of external-forward, max-changes and group");
}

static void
read_all (Reader *reader, OofConnection *self)
{
  check_names (reader);
  g_autofree char *address = read_required (reader, "service-mailbox", "address");

  self->service_mailbox = address != NULL ? g_utf8_strdown (address, -1) : NULL;
  read_cloud (reader, self);
  read_exchange (reader, self);
  read_person (reader, self);
  self->database_over_ews = read_is_ews (reader, "service-mailbox", "route",
                                         self->graph_endpoint != NULL ? "graph" : "ews");
  if (self->database_over_ews && !self->has_ews)
    fail (reader, "ews", "url", "is missing, and the service mailbox is reached over it");
  if (!self->database_over_ews && self->graph_endpoint == NULL)
    fail (reader, "graph", "endpoint", "is missing, and the service mailbox is reached over it");
  if (self->person.present && self->person.over_ews && !self->has_ews)
    fail (reader, "ews", "url", "is missing, and [person] needs it");
  if (self->person.present && !self->person.over_ews && self->graph_endpoint == NULL)
    fail (reader, "graph", "endpoint", "is missing, and [person] needs it");
  self->timeout = read_integer (reader, "service-mailbox", "timeout", 0);
  self->external_forward = read_boolean (reader, "policy", "external-forward");
  self->max_changes = read_integer (reader, "policy", "max-changes", 500);
  self->policy_group = read_string (reader, "policy", "group");
}

static gboolean
load_keys (GKeyFile *keys, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, "standard::size,standard::type",
                                                  G_FILE_QUERY_INFO_NONE, NULL, &local_error);

  if (info == NULL)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s: %s", path, local_error->message);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR
      || g_file_info_get_size (info) > MAX_FILE_SIZE)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s: is not a connection file", path);
      return FALSE;
    }
  if (!g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, &local_error))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s: %s", path, local_error->message);
      return FALSE;
    }
  return TRUE;
}

OofConnection *
oof_connection_new_from_keys (GKeyFile *keys, const char *path, GError **error)
{
  g_return_val_if_fail (keys != NULL && path != NULL, NULL);

  g_autoptr (OofConnection) self = g_atomic_rc_box_new0 (OofConnection);
  g_autofree char *folder = g_path_get_dirname (path);
  Reader reader = { keys, path, folder, NULL };

  self->path = g_strdup (path);
  read_all (&reader, self);
  if (reader.error != NULL)
    {
      g_propagate_error (error, reader.error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

OofConnection *
oof_connection_load (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  return load_keys (keys, absolute, error) ? oof_connection_new_from_keys (keys, absolute, error)
                                           : NULL;
}

OofConnection *
oof_connection_ref (OofConnection *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sign_in_clear (OofConnectionSignIn *sign_in)
{
  g_free (sign_in->client_id);
  g_free (sign_in->user);
  g_free (sign_in->secret_file);
  g_free (sign_in->certificate);
}

static void
connection_clear (gpointer data)
{
  OofConnection *self = data;

  g_free (self->path);
  g_free (self->service_mailbox);
  g_free (self->graph_endpoint);
  g_free (self->authority);
  g_free (self->tenant);
  g_free (self->ews_url);
  g_free (self->autodiscover);
  g_free (self->ews_ca_file);
  g_free (self->policy_group);
  sign_in_clear (&self->person);
  sign_in_clear (&self->runner);
  sign_in_clear (&self->ews);
}

void
oof_connection_unref (OofConnection *self)
{
  g_atomic_rc_box_release_full (self, connection_clear);
}

char *
oof_connection_dup_resource (const OofConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->graph_endpoint == NULL)
    return NULL;
  return g_ascii_strncasecmp (self->graph_endpoint, "http:", 5) == 0
             ? g_strdup (GRAPH)
             : oof_http_origin_from_url (self->graph_endpoint, NULL);
}

gboolean
oof_connection_has_runner (const OofConnection *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->runner.present || self->ews.present;
}

gboolean
oof_connection_check_auth (OofConnectionAuth auth, GError **error)
{
  if (auth != OOF_CONNECTION_AUTH_NEGOTIATE || !oof_paths_is_sandboxed ()
      || g_file_test ("/run/.heim_org.h5l.kcm-socket", G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error_literal (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
                       "auth=negotiate: inside Flatpak there is no Kerberos ticket; grant "
                       "/run/.heim_org.h5l.kcm-socket, or use NTLM");
  return FALSE;
}
