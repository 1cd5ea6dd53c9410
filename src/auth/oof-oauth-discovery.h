/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-client.h"

G_BEGIN_DECLS

/* What a sign-in service says about itself (OpenID Connect Discovery, RFC 8414, RFC 8628). Every
 * endpoint is https or a loopback address in figures. Reference-counted, immutable. */
typedef struct
{
  char *issuer;         /* (owned) (nullable) */
  char *authorization;  /* (owned) (nullable) endpoint for browsers */
  char *token;          /* (owned) endpoint for programs */
  char *device;         /* (owned) (nullable) endpoint of the device flow */
  gboolean takes_ps256; /* for client assertions: unless it lists others only */
  gboolean is_entra;    /* one of Microsoft's clouds, by what only they publish */
  gboolean is_guess;    /* there was no document: as Entra has it */
} OofOauthMetadata;

OofOauthMetadata *oof_oauth_metadata_ref (OofOauthMetadata *self);
void oof_oauth_metadata_unref (OofOauthMetadata *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofOauthMetadata, oof_oauth_metadata_unref)

/* Reads {authority}/{tenant}/v2.0/.well-known/openid-configuration, else
 * {authority}/.well-known/openid-configuration; where there is neither (404), the endpoints are
 * taken to lie where Entra has them. Errors: AUTH_REQUIRED (the authority refuses, e.g.
 * does not know the tenant; or an endpoint is neither https nor loopback), UNREACHABLE. */
void oof_oauth_discover_async (OofHttpClient *http,
                               const char *authority,
                               const char *tenant,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) */
OofOauthMetadata *
oof_oauth_discover_finish (OofHttpClient *http, GAsyncResult *result, GError **error);

G_END_DECLS
