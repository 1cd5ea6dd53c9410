/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the token endpoint gave. */
typedef struct
{
  char *access_token;  /* (owned) wiped when freed */
  char *refresh_token; /* (owned) (nullable) wiped when freed */
  gint64 expires_in;   /* seconds */
} OofOauthTokens;

void oof_oauth_tokens_free (OofOauthTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofOauthTokens, oof_oauth_tokens_free)

/* One app registration at one authority (graph.md 1b): finds the token endpoint and asks it. */
#define OOF_TYPE_OAUTH_CLIENT (oof_oauth_client_get_type ())
G_DECLARE_FINAL_TYPE (OofOauthClient, oof_oauth_client, OOF, OAUTH_CLIENT, GObject)

/* @authority: "https://login.microsoftonline.com"; @tenant: GUID or domain. NULL with
 * OOF_ERROR_INVALID when @authority is neither https nor written as a loopback address. */
OofOauthClient *oof_oauth_client_new (const char *authority,
                                      const char *tenant,
                                      const char *client_id,
                                      GError **error);

/* Client credentials with a secret: the runner. Errors, with `error`, `suberror`, correlation id
 * and timestamp in the message, never a secret: AUTH_REQUIRED, CONSENT_REQUIRED, UNREACHABLE. */
void oof_oauth_client_request_with_secret_async (OofOauthClient *self,
                                                 const char *scope,
                                                 const char *secret,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
/* Refresh token: a person. Errors as above. */
void oof_oauth_client_request_with_refresh_token_async (OofOauthClient *self,
                                                        const char *scope,
                                                        const char *refresh_token,
                                                        GCancellable *cancellable,
                                                        GAsyncReadyCallback callback,
                                                        gpointer user_data);
/* Finishes either. @invalid_grant (out) (optional): the refresh token is dead, asking again is of
 * no use. */
OofOauthTokens *oof_oauth_client_request_finish (OofOauthClient *self,
                                                 GAsyncResult *result,
                                                 gboolean *invalid_grant,
                                                 GError **error);

G_END_DECLS
