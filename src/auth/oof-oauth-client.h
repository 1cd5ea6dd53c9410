/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "auth/oof-oauth-certificate.h"
#include "auth/oof-oauth-error.h"

G_BEGIN_DECLS

/* What the token endpoint gave. */
typedef struct
{
  char *access_token;  /* (owned) wiped when freed */
  char *refresh_token; /* (owned) (nullable) wiped when freed */
  char *account;       /* (owned) (nullable) who signed in, where an ID token tells */
  char *scope;         /* (owned) (nullable) what was granted, where the server says so */
  gint64 expires_in;   /* seconds */
} OofOauthTokens;

void oof_oauth_tokens_free (OofOauthTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofOauthTokens, oof_oauth_tokens_free)

/* One app registration at one authority (graph.md 1b): finds the endpoints and asks them. No
 * endpoint is built by hand. */
#define OOF_TYPE_OAUTH_CLIENT (oof_oauth_client_get_type ())
G_DECLARE_FINAL_TYPE (OofOauthClient, oof_oauth_client, OOF, OAUTH_CLIENT, GObject)

/* @authority: "https://login.microsoftonline.com"; @tenant: GUID or domain. NULL with
 * OOF_ERROR_INVALID when @authority is neither https nor written as a loopback address. */
OofOauthClient *oof_oauth_client_new (const char *authority,
                                      const char *tenant,
                                      const char *client_id,
                                      GError **error);

const char *oof_oauth_client_get_client_id (OofOauthClient *self);

/* Finds the endpoints, once. Errors: AUTH_REQUIRED, UNREACHABLE. */
void oof_oauth_client_discover_async (OofOauthClient *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
oof_oauth_client_discover_finish (OofOauthClient *self, GAsyncResult *result, GError **error);
/* What was found. (nullable): NULL before, or when the service has no such endpoint. */
const char *oof_oauth_client_get_issuer (OofOauthClient *self);
const char *oof_oauth_client_get_authorization_endpoint (OofOauthClient *self);
const char *oof_oauth_client_get_device_endpoint (OofOauthClient *self);

/* What is shown for a token. Text values (nullable) unless said otherwise; nothing is kept. */
typedef struct
{
  const char *grant; /* required: "client_credentials", "refresh_token", "authorization_code",
                        "urn:ietf:params:oauth:grant-type:device_code" */
  const char *scope;
  const char *secret_name; /* the field that carries @secret: "client_secret", "refresh_token",
                              "code", "device_code" */
  const char *secret;
  OofOauthCertificate *certificate; /* (nullable) instead of a secret */
  const char *verifier;             /* PKCE */
  const char *redirect;             /* that the code was sent to */
  const char *nonce;                /* that the ID token must repeat */
  const char *claims;               /* JSON of a challenge */
} OofOauthGrant;

/* Errors, with `error`, `suberror`, correlation id and timestamp in the message, never a secret:
 * AUTH_REQUIRED, CONSENT_REQUIRED, UNREACHABLE. Asking twice with a refresh token may look like
 * theft to a server that revokes used ones, so only client credentials are repeated unasked. */
void oof_oauth_client_request_async (OofOauthClient *self,
                                     const OofOauthGrant *grant,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* @refusal: (out) (optional) (transfer full) NULL unless the service refused in its own words. */
OofOauthTokens *oof_oauth_client_request_finish (OofOauthClient *self,
                                                 GAsyncResult *result,
                                                 OofOauthRefusal **refusal,
                                                 GError **error);

/* POST @form to @url, for endpoints beside the token endpoint (RFC 8628). */
void oof_oauth_client_post_async (OofOauthClient *self,
                                  const char *url,
                                  const char *form,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) an answer of whatever status. Errors: UNREACHABLE. */
OofHttpResponse *
oof_oauth_client_post_finish (OofOauthClient *self, GAsyncResult *result, GError **error);

/* The `claims` parameter: @challenge (nullable) JSON, with the wish to be told of challenges (cp1,
 * graph.md "Conditional Access") added. (transfer full) (nullable): NULL without a challenge where
 * nobody understands that wish. */
char *oof_oauth_client_dup_claims (OofOauthClient *self, const char *challenge);
/* Where an administrator agrees for everybody: beside the authorization endpoint of Microsoft's
 * services, which do not publish it. (transfer full) (nullable): NULL elsewhere. */
char *oof_oauth_client_dup_consent_endpoint (OofOauthClient *self);
/* Appends "name=value", escaped, with "&" in front of all but the first. */
void oof_oauth_client_append_field (GString *form, const char *name, const char *value);

G_END_DECLS
