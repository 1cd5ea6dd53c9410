/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 256 bits from the kernel as 43 letters: a code verifier (RFC 7636), `state`, `nonce` or `jti`.
 * (transfer full) */
char *oof_oauth_pkce_create_random (void);
/* The challenge of method S256. (transfer full) */
char *oof_oauth_pkce_get_challenge (const char *verifier);

G_END_DECLS
