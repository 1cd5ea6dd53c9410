/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-client.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the client needs of its parts and no other folder does. */

/* The headers that were set. NULL with OOF_ERROR_INVALID when one of them cannot be sent. */
SoupMessageHeaders *oof_http_request_peek_headers (const OofHttpRequest *self, GError **error);
/* By status, headers and the request's own judge. */
OofHttpVerdict
oof_http_request_judge (const OofHttpRequest *self, OofHttpResponse *response, double *wait);

/* Takes a reference to headers and body, copies the texts. */
OofHttpResponse *oof_http_response_new (guint status,
                                        const char *reason,
                                        SoupMessageHeaders *headers,
                                        GBytes *body,
                                        const char *client_request_id);
/* Which attempt it answers, and the seconds that went by before. */
void oof_http_response_set_attempt (OofHttpResponse *self, guint attempt, double spent);

/* At most @connections at once. NULL with OOF_ERROR_INVALID when the ca_file cannot be used. */
SoupSession *
oof_http_session_new (const OofHttpClientOptions *options, guint connections, GError **error);

/* For tests. */
OofHttpGate *oof_http_client_get_gate (OofHttpClient *self);

G_END_DECLS
