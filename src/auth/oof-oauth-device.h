/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "auth/oof-oauth-client.h"

G_BEGIN_DECLS

/* What a person types where: @code at @address, within @seconds. */
typedef void (*OofOauthShowCode) (const char *code,
                                  const char *address,
                                  guint seconds,
                                  gpointer user_data);

typedef struct
{
  const char *scope;
  guint second; /* milliseconds that pass for a second, for tests; 0: 1000 */
  OofOauthShowCode show;
  gpointer user_data; /* must live until the end */
} OofOauthDeviceOptions;

/* The device flow (RFC 8628). Errors: those of oof_oauth_client_request_async(); AUTH_REQUIRED when
 * the person declines or the code has expired; UNSUPPORTED where the service has no such flow. */
void oof_oauth_device_sign_in_async (OofOauthClient *client,
                                     const OofOauthDeviceOptions *options,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full) */
OofOauthTokens *
oof_oauth_device_sign_in_finish (OofOauthClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
