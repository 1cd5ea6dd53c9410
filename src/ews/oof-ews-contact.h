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

/* A ResolveNames request (decisions 10), full contact data from the directory alone. */
OofEwsRequest *
oof_ews_resolve_request_new (OofEwsClient *client, const char *mailbox, const char *text);
/* The answers of kind @wanted in a ResolveNamesResponseMessage, people with their attributes.
 * Returns: (transfer full) (element-type OofPerson). */
GPtrArray *oof_ews_resolutions_read (const OofXml *message, OofEwsEntry wanted);

G_END_DECLS
