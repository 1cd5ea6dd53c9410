/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-mailbox-service.h"
#include "ews/oof-ews-client.h"

G_BEGIN_DECLS

/* The port OofMailboxService over Get- and SetUserOofSettings (ews.md 1). A runner's client
 * impersonates each mailbox, a person's reaches the own one only. Zone and language are not told by
 * EWS. Also OofRuleService over Get- and UpdateInboxRules. */
#define OOF_TYPE_EWS_MAILBOX (oof_ews_mailbox_get_type ())
G_DECLARE_FINAL_TYPE (OofEwsMailbox, oof_ews_mailbox, OOF, EWS_MAILBOX, GObject)

OofEwsMailbox *oof_ews_mailbox_new (OofEwsClient *client);
/* Another one over the same client, whose calls overtake what waits there. */
OofEwsMailbox *oof_ews_mailbox_new_urgent (OofEwsClient *client);

G_END_DECLS
