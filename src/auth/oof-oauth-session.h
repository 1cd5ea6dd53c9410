/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "auth/oof-oauth-account.h"
#include "core/oof-token-source.h"

G_BEGIN_DECLS

/* The port OofTokenSource: one sign-in, one scope. Keeps the access token until five minutes before
 * it expires; callers at the same time share one request. */
#define OOF_TYPE_OAUTH_SESSION (oof_oauth_session_get_type ())
G_DECLARE_FINAL_TYPE (OofOauthSession, oof_oauth_session, OOF, OAUTH_SESSION, GObject)

/* @scope: root of Graph + "/.default", e.g. "https://graph.microsoft.com/.default". */
OofOauthSession *oof_oauth_session_new (OofOauthAccount *account, const char *scope);

OofOauthAccount *oof_oauth_session_get_account (OofOauthSession *self);
/* What the last token was granted, where the service or a readable token says so. (transfer full)
 * (nullable) */
GStrv oof_oauth_session_dup_permissions (OofOauthSession *self);

G_END_DECLS
