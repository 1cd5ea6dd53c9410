/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-rule-service.h"
#include "graph/oof-graph-call.h"
#include "graph/oof-graph-mailbox.h"

G_BEGIN_DECLS

/* What a mailbox and its rules need (graph.md 8). */
#define OOF_GRAPH_MAILBOX_PERMISSION "the permission MailboxSettings.ReadWrite"

OofGraphClient *_oof_graph_mailbox_get_client (OofGraphMailbox *self);
OofGraphCallFlags _oof_graph_mailbox_get_flags (OofGraphMailbox *self);
/* The port to inbox rules, in oof-graph-rules.c. */
void _oof_graph_rules_init (OofRuleServiceInterface *iface);

G_END_DECLS
