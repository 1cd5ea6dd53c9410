/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-client.h"

G_BEGIN_DECLS

/* Where to ask, and as whom. Copied. */
typedef struct
{
  const char *address;        /* whose server: the service mailbox */
  const char *base;           /* (nullable) https://SERVER to ask; else by the domain and DNS */
  const char *const *allowed; /* (nullable) origins that a person has seen and allowed */
  const char *ca_file;        /* (nullable) */
  OofHttpAuth auth;           /* NONE: Basic */
  const char *user;
  const char *password; /* (nullable) */
} OofEwsAutodiscoverOptions;

/* Finds the address of Exchange Web Services (MS-OXDSCLI): JSON v2 without credentials, then POX,
 * at the base; without one at DOMAIN, autodiscover.DOMAIN, then where the SRV record
 * _autodiscover._tcp.DOMAIN points. Credentials go over TLS only, and to another server than these
 * only once somebody has allowed it.
 *
 * Errors: INVALID when a redirect leads to http or in circles; AUTH_REQUIRED when the account is
 * refused; NOT_FOUND when nobody knows; those of oof_http_client_send_async(). At most a minute. */
void oof_ews_autodiscover_async (const OofEwsAutodiscoverOptions *options,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full) the address of EWS. NULL without an error: a redirect leads to @elsewhere (out)
 * (transfer full), an origin to be shown; ask again with it in `allowed`. */
char *oof_ews_autodiscover_finish (GAsyncResult *result, char **elsewhere, GError **error);

G_END_DECLS
