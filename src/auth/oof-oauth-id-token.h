/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads an ID token that came straight from the token endpoint, whose TLS takes the place of a
 * signature check (OpenID Connect Core 3.1.3.7, 6). @nonce: (nullable) what /authorize was given.
 * Returns: (transfer full) the account's name, "" when the token does not tell. NULL with
 * OOF_ERROR_AUTH_REQUIRED when it is no such token, is meant for another application, or answers
 * another request. */
char *oof_oauth_id_token_read (const char *token,
                               const char *client_id,
                               const char *nonce,
                               GError **error);

/* For messages only (graph.md 1b: access tokens are opaque): the application permissions, `roles`,
 * or the delegated ones, `scp`, that a readable access token names. (transfer full) (nullable):
 * NULL when it cannot be read. */
GStrv oof_oauth_access_token_dup_permissions (const char *token);

G_END_DECLS
