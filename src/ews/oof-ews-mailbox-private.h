/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-rule-service.h"
#include "ews/oof-ews-call.h"
#include "ews/oof-ews-mailbox.h"
#include "format/oof-xml-writer.h"
#include "format/oof-xml.h"

G_BEGIN_DECLS

OofEwsClient *_oof_ews_mailbox_get_client (OofEwsMailbox *self);
OofEwsCallFlags _oof_ews_mailbox_get_flags (OofEwsMailbox *self);
/* The port to inbox rules, in oof-ews-rules.c. */
void _oof_ews_rules_init (OofRuleServiceInterface *iface);

/* t:Rule -> rule (oof-ews-rule.c). (transfer full) (nullable) */
OofInboxRule *_oof_ews_rule_read (const OofXml *xml, GError **error);
/* A forward of ours as a t:Rule. */
void _oof_ews_rule_write (OofXmlWriter *writer, const OofInboxRule *rule);
/* A t:Rule as the server gave it, but switched on or off: what SetRuleOperation leaves out would be
 * gone. */
void _oof_ews_rule_write_switched (OofXmlWriter *writer, const OofXml *xml, gboolean enabled);

G_END_DECLS
