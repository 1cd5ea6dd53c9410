/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether a link that a server gave (@odata.nextLink) stays with the scheme, host and port of
 * base_url. Otherwise FALSE with OOF_ERROR_PROTOCOL naming the other server: a token must never
 * follow a link away. */
gboolean oof_http_origin_check (const char *base_url, const char *link, GError **error);
/* scheme://host[:port], lower case, the port only when it is not the scheme's own (owned); NULL
 * with OOF_ERROR_INVALID when it is no http(s) URL, or carries a user name. */
char *oof_http_origin_from_url (const char *url, GError **error);
/* Whether credentials may travel to that URL: https, or a host written as 127.0.0.0/8 or [::1] in
 * figures (decisions.md 10). Otherwise FALSE with OOF_ERROR_INVALID. */
gboolean oof_http_origin_check_secure (const char *url, GError **error);

G_END_DECLS
