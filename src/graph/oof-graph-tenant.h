/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-time.h"
#include "graph/oof-graph-client.h"

G_BEGIN_DECLS

/* What a tenant says of itself and of one mailbox owner (graph.md 2). */
typedef enum
{
  OOF_GRAPH_SYNC_NEVER, /* null */
  OOF_GRAPH_SYNC_OFF,   /* false: once it was synchronised */
  OOF_GRAPH_SYNC_ON
} OofGraphSync;

typedef struct
{
  OofGraphSync sync;       /* onPremisesSyncEnabled */
  OofInstant synchronised; /* onPremisesLastSyncDateTime; NONE: not told */
  gboolean known;          /* the directory has the address */
  gboolean licensed;       /* an enabled plan with Exchange in assignedPlans */
} OofGraphTenant;

/* Reads the organization and the plans of @address. Errors: as oof_graph_client_call_async(). */
void oof_graph_tenant_read_async (OofGraphClient *client,
                                  const char *address,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean oof_graph_tenant_read_finish (OofGraphClient *client,
                                       GAsyncResult *result,
                                       OofGraphTenant *tenant,
                                       GError **error);

G_END_DECLS
