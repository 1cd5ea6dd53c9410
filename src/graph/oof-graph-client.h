/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-token-source.h"
#include "wire/oof-http-client.h"

G_BEGIN_DECLS

/* Microsoft Graph with one sign-in: adds the token, repeats once after 401 with another one, turns
 * error answers into OOF_ERROR. The ports of this folder share one; calls are in
 * oof-graph-call.h. */
#define OOF_TYPE_GRAPH_CLIENT (oof_graph_client_get_type ())
G_DECLARE_FINAL_TYPE (OofGraphClient, oof_graph_client, OOF, GRAPH_CLIENT, GObject)

/* @endpoint: root with version, "https://graph.microsoft.com/v1.0"; @http was made for the same
 * server. NULL with OOF_ERROR_INVALID when @endpoint is no http(s) URL or lies elsewhere. */
OofGraphClient *oof_graph_client_new (const char *endpoint,
                                      OofHttpClient *http,
                                      OofTokenSource *tokens,
                                      GError **error);

G_END_DECLS
