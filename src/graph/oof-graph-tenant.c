/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-tenant.h"

#include "core/oof-error.h"
#include "core/oof-range.h"
#include "graph/oof-graph-call.h"

typedef struct
{
  char *address; /* (owned) */
  OofGraphTenant tenant;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->address);
  g_free (reading);
}

static gboolean
read_sync (const OofJson *organization, OofGraphTenant *tenant, GError **error)
{
  g_autoptr (OofJson) enabled = oof_json_get_member (organization, "onPremisesSyncEnabled");
  g_autofree char *at = NULL;
  gboolean on = FALSE;

  if (!oof_json_read_bool (organization, "onPremisesSyncEnabled", OOF_OPTIONAL, &on, error)
      || !oof_json_read_string (organization, "onPremisesLastSyncDateTime", OOF_OPTIONAL, &at,
                                error))
    return FALSE;
  tenant->sync = enabled == NULL || oof_json_get_kind (enabled) == OOF_JSON_NULL
                     ? OOF_GRAPH_SYNC_NEVER
                 : on ? OOF_GRAPH_SYNC_ON
                      : OOF_GRAPH_SYNC_OFF;
  tenant->synchronised = OOF_INSTANT_NONE;
  return at == NULL || oof_instant_parse (at, &tenant->synchronised, error);
}

static gboolean
read_plans (const OofJson *user, OofGraphTenant *tenant, GError **error)
{
  g_autoptr (OofJson) plans = NULL;

  if (!oof_json_read_array (user, "assignedPlans", OOF_OPTIONAL, &plans, error))
    return FALSE;
  tenant->known = TRUE;
  for (guint i = 0; plans != NULL && i < oof_json_get_length (plans); i++)
    {
      g_autoptr (OofJson) plan = oof_json_get_element (plans, i);
      g_autofree char *service = NULL;
      g_autofree char *status = NULL;

      if (!oof_json_read_string (plan, "service", OOF_OPTIONAL, &service, error)
          || !oof_json_read_string (plan, "capabilityStatus", OOF_OPTIONAL, &status, error))
        return FALSE;
      if (g_strcmp0 (service, "exchange") == 0 && g_strcmp0 (status, "Enabled") == 0)
        tenant->licensed = TRUE;
    }
  return TRUE;
}

static void
user_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (OofJson) user = NULL;
  g_autoptr (GError) error = NULL;

  if (oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, &user, &error)
      && read_plans (user, &reading->tenant, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
read_user (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autofree char *segment = oof_graph_escape (reading->address);
  g_autofree char *path = g_strdup_printf ("/users/%s?$select=id,assignedPlans", segment);
  OofGraphCall call = { .method = "GET",
                        .path = path,
                        .permission = "the permission User.Read.All" };

  oof_graph_client_call_async (g_task_get_source_object (task), &call,
                               g_task_get_cancellable (task), user_cb, g_object_ref (task));
}

static void
organization_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) list =
      oof_graph_client_list_finish (OOF_GRAPH_CLIENT (source), result, &error);

  if (list != NULL && list->len == 0)
    g_set_error (&error, OOF_ERROR, OOF_ERROR_PROTOCOL, "The tenant has no organization");
  if (error == NULL && read_sync (g_ptr_array_index (list, 0), &reading->tenant, &error))
    read_user (task);
  else
    g_task_return_error (task, error);
}

void
oof_graph_tenant_read_async (OofGraphClient *client,
                             const char *address,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_GRAPH_CLIENT (client));
  g_return_if_fail (address != NULL);

  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);
  OofGraphCall call = {
    .method = "GET",
    .path = "/organization?$select=id,onPremisesSyncEnabled,onPremisesLastSyncDateTime",
    .permission = "the permission User.Read.All or Organization.Read.All",
  };

  g_task_set_source_tag (task, oof_graph_tenant_read_async);
  reading->address = g_strdup (address);
  g_task_set_task_data (task, reading, reading_free);
  oof_graph_client_list_async (client, &call, cancellable, organization_cb, g_object_ref (task));
}

gboolean
oof_graph_tenant_read_finish (OofGraphClient *client,
                              GAsyncResult *result,
                              OofGraphTenant *tenant,
                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  Reading *reading = g_task_get_task_data (G_TASK (result));

  *tenant = reading->tenant;
  return g_task_propagate_boolean (G_TASK (result), error);
}
