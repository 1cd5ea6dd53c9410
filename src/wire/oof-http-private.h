/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-request.h"
#include "wire/oof-http-response.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the client needs of the two values and no other folder does. */

/* The headers that were set. NULL with OOF_ERROR_INVALID when one of them cannot be sent. */
SoupMessageHeaders *oof_http_request_peek_headers (const OofHttpRequest *self, GError **error);

/* Takes a reference to headers and body, copies the texts. */
OofHttpResponse *oof_http_response_new (guint status,
                                        const char *reason,
                                        SoupMessageHeaders *headers,
                                        GBytes *body,
                                        const char *client_request_id);

G_END_DECLS
