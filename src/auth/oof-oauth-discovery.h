/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-client.h"

G_BEGIN_DECLS

/* Finds the token endpoint: {authority}/{tenant}/v2.0/.well-known/openid-configuration, then
 * {authority}/.well-known/openid-configuration. Errors: AUTH_REQUIRED (the authority refuses, e.g.
 * does not know the tenant; or its endpoint is neither https nor loopback), UNREACHABLE. */
void oof_oauth_discover_async (OofHttpClient *http,
                               const char *authority,
                               const char *tenant,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Returns: (transfer full) the URL. */
char *oof_oauth_discover_finish (OofHttpClient *http, GAsyncResult *result, GError **error);

G_END_DECLS
