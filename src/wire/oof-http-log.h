/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-request.h"
#include "wire/oof-http-response.h"

G_BEGIN_DECLS

/* One line for a request and one for its answer, G_LOG_LEVEL_DEBUG in the domain "oof-wire". Never
 * bodies, never headers but the two request ids, and query values only of names known to be
 * harmless. */
#define OOF_HTTP_LOG_DOMAIN "oof-wire"

void oof_http_log_request (const OofHttpRequest *request, const char *client_request_id);
void oof_http_log_response (const OofHttpRequest *request, const OofHttpResponse *response);
void oof_http_log_failure (const OofHttpRequest *request,
                           const char *client_request_id,
                           const GError *failure);
/* The URL without user name and fragment, query values replaced by "..." (owned). */
char *oof_http_log_redact_url (const char *url);

G_END_DECLS
