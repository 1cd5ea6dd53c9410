/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-response.h"

G_BEGIN_DECLS

/* What is to be sent: method, absolute URL, headers, body. Fill it, send it, do not change it
 * afterwards; it may be sent more than once. */
typedef struct _OofHttpRequest OofHttpRequest;

#define OOF_TYPE_HTTP_REQUEST (oof_http_request_get_type ())

GType oof_http_request_get_type (void);

/* Called once with the answer to each attempt, before it is decided whether that is repeated.
 * @verdict and @wait (seconds, below 0 without) hold what the status and Retry-After say, and take
 * what the answer's content says. */
typedef void (*OofHttpJudge) (OofHttpResponse *response,
                              OofHttpVerdict *verdict,
                              double *wait,
                              gpointer user_data);

/* GET and HEAD are repeatable from the start, all others not. */
OofHttpRequest *oof_http_request_new (const char *method, const char *url);
OofHttpRequest *oof_http_request_ref (OofHttpRequest *self);
void oof_http_request_unref (OofHttpRequest *self);

/* Sets a header, in place of an earlier one of that name in any letter case. A name or value that
 * cannot be a header (line breaks) makes the send fail with OOF_ERROR_INVALID. Accept, Prefer,
 * If-Match, SOAPAction, X-AnchorMailbox ...; Host, Content-Length, User-Agent and
 * client-request-id are the client's. */
void oof_http_request_set_header (OofHttpRequest *self, const char *name, const char *value);
void oof_http_request_set_body (OofHttpRequest *self, GBytes *body, const char *content_type);
/* Authorization; each replaces the other. Credentials travel over TLS only (decisions.md 10). */
void oof_http_request_set_bearer (OofHttpRequest *self, const char *token);
void oof_http_request_set_basic (OofHttpRequest *self, const char *user, const char *password);
/* Whether doing it twice is as good as once (a read by POST). Decides whether a lost answer is
 * OOF_ERROR_UNCERTAIN, or the request is repeated and the last one OOF_ERROR_UNREACHABLE. */
void oof_http_request_set_repeatable (OofHttpRequest *self, gboolean repeatable);
/* A mailbox that it works on, by whatever name its callers agree on; none for the directory, many
 * for a $batch. No other request of the gate that names one of them is in flight meanwhile. */
void oof_http_request_add_mailbox (OofHttpRequest *self, const char *mailbox);
/* A person waits for it: it goes before all that is not urgent. */
void oof_http_request_set_urgent (OofHttpRequest *self, gboolean urgent);
/* Cancelled only as long as it stands in line: CANCELLED says that it did nothing. Once it has
 * left, its answer counts. For writes that give way to somebody's. */
void oof_http_request_set_finishes (OofHttpRequest *self, gboolean finishes);
/* A redirect is an answer like any other, though there are credentials: the caller decides. */
void oof_http_request_set_shows_redirects (OofHttpRequest *self, gboolean shows);
gboolean oof_http_request_get_shows_redirects (const OofHttpRequest *self);
/* For protocols that say in the answer's content that the server is busy. user_data must live as
 * long as the request is being sent. */
void oof_http_request_set_judge (OofHttpRequest *self, OofHttpJudge judge, gpointer user_data);

const char *oof_http_request_get_method (const OofHttpRequest *self);
const char *oof_http_request_get_url (const OofHttpRequest *self);
/* NULL when absent. */
const char *oof_http_request_get_header (const OofHttpRequest *self, const char *name);
GBytes *oof_http_request_get_body (const OofHttpRequest *self);
gboolean oof_http_request_get_repeatable (const OofHttpRequest *self);
gboolean oof_http_request_get_urgent (const OofHttpRequest *self);
gboolean oof_http_request_get_finishes (const OofHttpRequest *self);
/* (transfer none) (element-type utf8): each once, in lower case. */
const GPtrArray *oof_http_request_peek_mailboxes (const OofHttpRequest *self);
/* Carries Authorization or Cookie. */
gboolean oof_http_request_has_credentials (const OofHttpRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofHttpRequest, oof_http_request_unref)

G_END_DECLS
