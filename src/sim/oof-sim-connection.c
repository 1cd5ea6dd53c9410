/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-connection.h"

#include "sim/oof-sim-access.h"
#include "sim/oof-sim-ews.h"

#include <glib/gstdio.h>
#include <string.h>

struct _OofSimConnection
{
  OofSimServer *server; /* (not owned) */
  gchar *directory;     /* (owned) */
  gchar *path;          /* (owned) the connection file */
  GPtrArray *files;     /* (owned) of gchar*: everything to be removed */
  GKeyFile *keys;       /* (owned) */
  GError *error;        /* (owned) (nullable) the first failure */
};

/* Writes a file that its owner alone can read and gives its path. (transfer none) */
static const gchar *
write_file (OofSimConnection *self, const gchar *name, const gchar *content)
{
  gchar *path = g_build_filename (self->directory, name, NULL);

  g_ptr_array_add (self->files, path);
  if (self->error == NULL)
    g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_NONE, 0600, &self->error);
  return path;
}

static void
set (OofSimConnection *self, const gchar *group, const gchar *key, const gchar *value)
{
  g_key_file_set_string (self->keys, group, key, value);
}

static void
set_secret (OofSimConnection *self, const gchar *group, const gchar *file, const gchar *secret)
{
  set (self, group, "secret-file", write_file (self, file, secret));
}

static void
add_graph (OofSimConnection *self, const OofSimTenant *tenant)
{
  const gchar *origin = oof_sim_server_get_origin (self->server);
  g_autofree gchar *endpoint = g_strconcat (origin, "/v1.0", NULL);

  set (self, "graph", "endpoint", endpoint);
  set (self, "graph", "authority", origin);
  set (self, "graph", "tenant", tenant->id);
}

/* Where the service mailbox lives decides how people reach it. */
static gboolean
is_served_by_graph (const OofSimTenant *tenant)
{
  return tenant->service->location == OOF_SIM_LOCATION_CLOUD;
}

static void
add_person (OofSimConnection *self, OofSimTenant *tenant)
{
  const OofSimPerson *person = tenant->helpdesk;
  g_autofree gchar *token = NULL;

  set (self, "person", "protocol", is_served_by_graph (tenant) ? "graph" : "ews");
  set (self, "person", "user", person->upn);
  if (!is_served_by_graph (tenant))
    {
      set (self, "person", "auth", "basic");
      set_secret (self, "person", "person-password", person->password);
      return;
    }
  token = oof_sim_access_issue_refresh (tenant, person);
  set (self, "person", "auth", "interactive");
  set (self, "person", "client-id", tenant->person_client_id);
  set_secret (self, "person", "person-token", token);
}

static void
add_runner (OofSimConnection *self, const OofSimTenant *tenant)
{
  set (self, "runner", "client-id", tenant->runner_id);
  set (self, "runner", "auth", "secret");
  set_secret (self, "runner", "runner-secret", tenant->runner_secret);
}

static void
add_ews (OofSimConnection *self,
         const OofSimTenant *tenant,
         const gchar *ca_pem,
         gboolean with_account)
{
  g_autofree gchar *url = oof_sim_connection_make_ews_url (self->server);
  const gchar *account = strrchr (tenant->runner_account, '\\') + 1;
  g_autofree gchar *user = g_strdup_printf ("%s@%s", account, tenant->domain);

  set (self, "ews", "url", url);
  if (ca_pem != NULL)
    set (self, "ews", "ca-file", write_file (self, "ca.pem", ca_pem));
  if (!with_account)
    return;
  set (self, "ews", "user", user);
  set (self, "ews", "auth", "basic");
  set_secret (self, "ews", "ews-password", tenant->runner_password);
}

static void
fill (OofSimConnection *self, const gchar *ca_pem, gboolean with_person, gboolean with_runner)
{
  OofSimTenant *tenant = oof_sim_server_get_tenant (self->server);

  set (self, "service-mailbox", "address", tenant->service->mail);
  set (self, "service-mailbox", "route", is_served_by_graph (tenant) ? "graph" : "ews");
  if (tenant->has_graph)
    add_graph (self, tenant);
  if (with_person)
    add_person (self, tenant);
  if (with_runner && tenant->has_graph)
    add_runner (self, tenant);
  if (tenant->has_ews && (with_runner || !is_served_by_graph (tenant)))
    add_ews (self, tenant, ca_pem, with_runner);
  g_key_file_set_boolean (self->keys, "policy", "external-forward", FALSE);
  g_key_file_set_integer (self->keys, "policy", "max-changes", 500);
}

OofSimConnection *
oof_sim_connection_new (OofSimServer *server,
                        const gchar *ca_pem,
                        gboolean with_person,
                        gboolean with_runner,
                        GError **error)
{
  g_autoptr (OofSimConnection) self = g_new0 (OofSimConnection, 1);
  g_autofree gchar *text = NULL;

  self->server = server;
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_key_file_new ();
  self->directory = g_dir_make_tmp ("oof-sim-XXXXXX", error);
  if (self->directory == NULL)
    return NULL;
  fill (self, ca_pem, with_person, with_runner);
  text = g_key_file_to_data (self->keys, NULL, NULL);
  self->path = g_strdup (write_file (self, "connection.ini", text));
  if (self->error == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&self->error));
  return NULL;
}

const gchar *
oof_sim_connection_get_path (OofSimConnection *connection)
{
  return connection->path;
}

void
oof_sim_connection_free (OofSimConnection *connection)
{
  if (connection == NULL)
    return;
  for (guint i = 0; i < connection->files->len; i++)
    g_unlink (connection->files->pdata[i]);
  if (connection->directory != NULL)
    g_rmdir (connection->directory);
  g_ptr_array_unref (connection->files);
  g_key_file_unref (connection->keys);
  g_clear_error (&connection->error);
  g_free (connection->directory);
  g_free (connection->path);
  g_free (connection);
}

gchar *
oof_sim_connection_make_ews_url (OofSimServer *server)
{
  const gchar *tls = oof_sim_server_get_tls_origin (server);

  return g_strconcat (tls == NULL ? oof_sim_server_get_origin (server) : tls, OOF_SIM_EWS_PATH,
                      NULL);
}
