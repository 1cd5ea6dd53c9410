/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "auth/oof-oauth-client.h"
#include "core/oof-token-source.h"

G_BEGIN_DECLS

/* The port OofTokenSource: one sign-in, one scope. Keeps the access token until five minutes before
 * it expires; callers at the same time share one request. */
#define OOF_TYPE_OAUTH_SESSION (oof_oauth_session_get_type ())
G_DECLARE_FINAL_TYPE (OofOauthSession, oof_oauth_session, OOF, OAUTH_SESSION, GObject)

/* A refresh token took the place of the one the session had: to be stored before the program
 * ends. */
typedef void (*OofOauthRotated) (const char *refresh_token, gpointer user_data);

/* The runner. @scope: root of Graph + "/.default", e.g. "https://graph.microsoft.com/.default".
 */
OofOauthSession *
oof_oauth_session_new_for_runner (OofOauthClient *client, const char *scope, const char *secret);
/* A person. @rotated (nullable): NULL keeps new refresh tokens in memory only, as is right for
 * one that came from a file. @destroy (nullable) frees @user_data. */
OofOauthSession *oof_oauth_session_new_for_person (OofOauthClient *client,
                                                   const char *scope,
                                                   const char *refresh_token,
                                                   OofOauthRotated rotated,
                                                   gpointer user_data,
                                                   GDestroyNotify destroy);

G_END_DECLS
