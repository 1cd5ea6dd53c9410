/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-error.h"
#include "ews/oof-ews-call.h"

G_BEGIN_DECLS

/* What the client has to know of an answer beside its error. */
typedef struct
{
  gboolean busy;       /* its content asks for patience, nothing was done */
  gint64 back_off;     /* milliseconds, -1 when the server gives none; only when busy */
  gboolean unreadable; /* not well-formed: see oof_ews_client_call_was_unreadable() */
  gboolean uncertain;  /* says nothing about whether the operation was carried out */
} OofEwsVerdict;

/* The code for one of Exchange's response codes; PROTOCOL for names that we do not act on. */
OofError oof_ews_code_to_error (const char *code);

/* Success and Warning are TRUE. Else FALSE with the message's code and text. */
gboolean oof_ews_message_check (const OofXml *message, GError **error);
/* The ResponseCode (transfer full); "" when there is none. */
char *oof_ews_message_dup_code (const OofXml *message);

/* Whatever the server sent -> what oof_ews_client_call_finish() gives. @response_name: of the
 * element expected in the SOAP body. */
OofXml *oof_ews_answer_read (OofHttpResponse *http,
                             const char *response_name,
                             OofEwsCallFlags flags,
                             OofEwsVerdict *verdict,
                             GError **error);

G_END_DECLS
