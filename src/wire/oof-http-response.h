/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An answer of whatever status, body complete. Look at the status first, then the content type,
 * then the body. Immutable, reference-counted. */
typedef struct _OofHttpResponse OofHttpResponse;

#define OOF_TYPE_HTTP_RESPONSE (oof_http_response_get_type ())

GType oof_http_response_get_type (void);

/* What an answer means for its request: whether it is worth repeating. */
typedef enum
{
  OOF_HTTP_VERDICT_DONE,    /* it was carried out, or will never be */
  OOF_HTTP_VERDICT_REFUSED, /* not now, and nothing was done: any request may be repeated */
  OOF_HTTP_VERDICT_FAILED   /* perhaps it was carried out: only a repeatable one may be */
} OofHttpVerdict;

OofHttpResponse *oof_http_response_ref (OofHttpResponse *self);
void oof_http_response_unref (OofHttpResponse *self);

guint oof_http_response_get_status (const OofHttpResponse *self);
/* 200 to 299. */
gboolean oof_http_response_is_success (const OofHttpResponse *self);
/* The header, its values joined by ", "; NULL when absent. Any letter case. */
const char *oof_http_response_get_header (const OofHttpResponse *self, const char *name);
/* Whether the media type, parameters aside, is that one, e.g. "application/json". */
gboolean oof_http_response_has_content_type (const OofHttpResponse *self, const char *type);
/* Never NULL. */
GBytes *oof_http_response_get_body (const OofHttpResponse *self);
/* The GUID we sent, and the server's own request-id (NULL when it gave none). */
const char *oof_http_response_get_client_request_id (const OofHttpResponse *self);
const char *oof_http_response_get_request_id (const OofHttpResponse *self);
/* Retry-After in seconds: figures, a fraction (graph.md 4) or an HTTP date, then counted from the
 * answer's own Date. Below 0 when absent or not understood. */
double oof_http_response_get_retry_after (const OofHttpResponse *self);
/* By the status alone: 429, 503 and 509 refuse, 502 and 504 fail (graph.md 4). */
OofHttpVerdict oof_http_response_get_verdict (const OofHttpResponse *self);
/* For the end of an error message: "HTTP 503 Service Unavailable (request-id ...,
 * client-request-id ..., attempt 3 after 7.2 s)"; the attempt only when it was not the first
 * (owned). */
char *oof_http_response_describe (const OofHttpResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofHttpResponse, oof_http_response_unref)

G_END_DECLS
