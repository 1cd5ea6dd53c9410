/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ews/oof-ews-client.h"
#include "format/oof-xml-writer.h"
#include "format/oof-xml.h"

G_BEGIN_DECLS

/* The namespaces of ews.md 1; the one of SOAP 1.1 is needed by the client alone. */
#define OOF_EWS_M "http://schemas.microsoft.com/exchange/services/2006/messages"
#define OOF_EWS_T "http://schemas.microsoft.com/exchange/services/2006/types"

typedef enum
{
  OOF_EWS_CALL_PLAIN = 0,
  OOF_EWS_CALL_WRITE = 1 << 0,     /* changes something: an answer that is lost is UNCERTAIN */
  OOF_EWS_CALL_BATCH = 1 << 1,     /* several response messages, which the caller checks */
  OOF_EWS_CALL_DIRECTORY = 1 << 2, /* works on no mailbox, whoever it asks as: several at a time */
  OOF_EWS_CALL_URGENT = 1 << 3,    /* a person waits for it: before all others in line */
  OOF_EWS_CALL_FINISHES = 1 << 4   /* cancelled only in line: CANCELLED says that it did nothing */
} OofEwsCallFlags;

/* One request while it is written: envelope and headers stand already, the operation is open. */
typedef struct _OofEwsRequest OofEwsRequest;

/* @operation: name of the element in the SOAP body. @mailbox: (nullable) primary address of the
 * mailbox it works on: X-AnchorMailbox, and whom a runner impersonates. (transfer full) */
OofEwsRequest *oof_ews_request_new (OofEwsClient *client,
                                    const char *operation,
                                    const char *mailbox,
                                    OofEwsCallFlags flags);
void oof_ews_request_free (OofEwsRequest *self);
/* For attributes and children of the operation; prefixes "m" and "t" are bound. (transfer none) */
OofXmlWriter *oof_ews_request_get_xml (OofEwsRequest *self);

/* Sends @request (transfer full) through the gate of the account, which repeats what is answered
 * ErrorServerBusy and, unless it is a WRITE, what the server was not able to do for now.
 *
 * Errors, with the server's code and text and the request ids, never credentials:
 * - OOF_ERROR_AUTH_REQUIRED: HTTP 401, for the whole account.
 * - those of oof_ews_code_to_error() for faults and error messages; UNCERTAIN instead of
 *   UNREACHABLE when a write may have happened.
 * - OOF_ERROR_PROTOCOL: no SOAP, or not the answer to this operation; UNCERTAIN for a write.
 * - OOF_ERROR_INVALID: a text that XML cannot carry. Those of oof_http_client_send_async(). */
void oof_ews_client_call_async (OofEwsClient *self,
                                OofEwsRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full) for BATCH m:ResponseMessages; else the only response message, checked;
 * for the operations of automatic replies, whose message lies beside the result, and of inbox
 * rules, which are their own message, their response. */
OofXml *oof_ews_client_call_finish (OofEwsClient *self, GAsyncResult *result, GError **error);
/* Whether a call failed for what the answer holds (not well-formed, or too large): then a request
 * for less may succeed (storage.md rule 4). */
gboolean oof_ews_client_call_was_unreadable (GAsyncResult *result);

G_END_DECLS
