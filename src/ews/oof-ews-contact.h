/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-person.h"
#include "ews/oof-ews-call.h"

G_BEGIN_DECLS

/* What a t:Mailbox is to us. */
typedef enum
{
  OOF_EWS_ENTRY_PERSON,
  OOF_EWS_ENTRY_GROUP,
  OOF_EWS_ENTRY_OTHER /* a mail contact, a public folder, or without an SMTP address */
} OofEwsEntry;

/* @person: (out) (transfer full) set unless OTHER: address and name, no attributes. */
OofEwsEntry oof_ews_entry_read (const OofXml *mailbox, OofPerson **person);

/* ResolveNames with full contact data, in the directory alone. @mailbox: (nullable) as in
 * oof_ews_request_new(). */
void oof_ews_resolve_async (OofEwsClient *client,
                            const char *mailbox,
                            const char *text,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* Those of kind @wanted that were found, people with their attributes; nobody is no error.
 * Returns: (transfer full) (element-type OofPerson). */
GPtrArray *oof_ews_resolve_finish (OofEwsClient *client,
                                   GAsyncResult *result,
                                   OofEwsEntry wanted,
                                   GError **error);

G_END_DECLS
