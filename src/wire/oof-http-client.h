/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-gate.h"
#include "wire/oof-http-request.h"
#include "wire/oof-http-response.h"
#include "wire/oof-server-clock.h"

G_BEGIN_DECLS

/* HTTP to one server (one scheme, host and port), asynchronous, on the main context of the thread
 * that made it. No cookies are kept. */
#define OOF_TYPE_HTTP_CLIENT (oof_http_client_get_type ())
G_DECLARE_FINAL_TYPE (OofHttpClient, oof_http_client, OOF, HTTP_CLIENT, GObject)

#define OOF_HTTP_DEFAULT_MAX_BODY ((gsize) 32 * 1024 * 1024)

/* Proofs that belong to the connection, which the server asks for (ews.md). */
typedef enum
{
  OOF_HTTP_AUTH_NONE, /* what a request itself carries */
  OOF_HTTP_AUTH_NTLM,
  OOF_HTTP_AUTH_NEGOTIATE /* Kerberos, with the ticket of whoever runs this */
} OofHttpAuth;

/* Zero or NULL means the default. */
typedef struct
{
  const char *base_url;  /* required; only scheme, host and port count */
  OofHttpGate *gate;     /* of the tenant or account; default one of its own, see below */
  guint max_connections; /* at once; default the gate's upper bound, without one 4 */
  guint timeout;         /* seconds without a byte; default 30 */
  gsize max_body;        /* of an answer, unpacked; default OOF_HTTP_DEFAULT_MAX_BODY */
  const char *ca_file;   /* PEM, trusted in place of the system's authorities; default the system */
  const char *user_agent; /* default "OOF-Manager" */
  OofHttpAuth auth;       /* one account for the whole client */
  const char *user;       /* for NTLM: "DOMAIN\\user" or "user@domain" */
  const char *password;   /* for NTLM */
} OofHttpClientOptions;

/* Each attempt passes the gate. Without one in the options the client has its own: repeats only
 * when the server says for how long to wait, within ten seconds.
 *
 * clock (nullable) learns the server's time from every answer. NULL with OOF_ERROR_INVALID when
 * base_url is no http(s) address or ca_file cannot be used (the message names it). */
OofHttpClient *
oof_http_client_new (const OofHttpClientOptions *options, OofServerClock *clock, GError **error);

/* Sends the request and reads the whole answer. Any HTTP status is success here, with one
 * exception: a redirect of a request with credentials, which is not followed. Each attempt
 * carries its own client-request-id. What the server refuses (429, 503, or by the request's judge)
 * is repeated within the gate's budget; what fails (502, 504, a lost answer) up to three times,
 * only if it is repeatable.
 *
 * Errors:
 * - OOF_ERROR_INVALID: a broken URL or header, another server than base_url's, or credentials
 *   without TLS (decisions.md 10); nothing was sent.
 * - OOF_ERROR_THROTTLED: it had to wait longer than its budget, and the last attempt, if any, was
 *   refused or failed.
 * - OOF_ERROR_UNREACHABLE: no connection, certificate not trusted, time-out, connection lost.
 * - OOF_ERROR_UNCERTAIN: the answer to a request that is not repeatable was lost after sending.
 * - OOF_ERROR_LIMIT: the answer is larger than max_body.
 * - OOF_ERROR_PROTOCOL: a redirect.
 * - G_IO_ERROR_CANCELLED. */
void oof_http_client_send_async (OofHttpClient *self,
                                 OofHttpRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* The answer (owned). */
OofHttpResponse *
oof_http_client_send_finish (OofHttpClient *self, GAsyncResult *result, GError **error);

/* scheme://host[:port] of base_url. */
const char *oof_http_client_get_origin (OofHttpClient *self);
/* Requests that went out so far, repetitions included. */
guint oof_http_client_get_n_requests (OofHttpClient *self);

G_END_DECLS
