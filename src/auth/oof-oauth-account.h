/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "auth/oof-oauth-client.h"

G_BEGIN_DECLS

/* One account at one app registration: what it shows for tokens. With a refresh token at most one
 * request is under way, whatever the scopes, since a service may take a second one for theft
 * (graph.md 1b, Tokens). */
#define OOF_TYPE_OAUTH_ACCOUNT (oof_oauth_account_get_type ())
G_DECLARE_FINAL_TYPE (OofOauthAccount, oof_oauth_account, OOF, OAUTH_ACCOUNT, GObject)

/* A refresh token took the place of the one the account had: to be stored before the program
 * ends. */
typedef void (*OofOauthRotated) (const char *refresh_token, gpointer user_data);

/* The runner. */
OofOauthAccount *oof_oauth_account_new_for_secret (OofOauthClient *client, const char *secret);
OofOauthAccount *oof_oauth_account_new_for_certificate (OofOauthClient *client,
                                                        OofOauthCertificate *certificate);
/* A person. @rotated (nullable): NULL keeps new refresh tokens in memory only, as is right for
 * one that came from a file. @destroy (nullable) frees @user_data. */
OofOauthAccount *oof_oauth_account_new_for_person (OofOauthClient *client,
                                                   const char *refresh_token,
                                                   OofOauthRotated rotated,
                                                   gpointer user_data,
                                                   GDestroyNotify destroy);

OofOauthClient *oof_oauth_account_get_client (OofOauthAccount *self);

/* Asks for a token of @scope, when it is this request's turn. @claims: (nullable) JSON of a
 * challenge. Not cancellable: a new refresh token in the answer must not be lost. Errors: those of
 * oof_oauth_client_request_async(); a refresh token that is dead is not shown again. */
void oof_oauth_account_request_async (OofOauthAccount *self,
                                      const char *scope,
                                      const char *claims,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) its refresh token is taken out. */
OofOauthTokens *
oof_oauth_account_request_finish (OofOauthAccount *self, GAsyncResult *result, GError **error);

/* What the next sign-in in a browser has to satisfy, as the service said last. (nullable) JSON. */
const char *oof_oauth_account_get_claims (OofOauthAccount *self);

G_END_DECLS
