/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-mailbox-service.h"
#include "graph/oof-graph-client.h"

G_BEGIN_DECLS

/* The port OofMailboxService over /users/{address}/mailboxSettings (graph.md 1), and OofRuleService
 * over the messageRules of the inbox (graph.md 7). */
#define OOF_TYPE_GRAPH_MAILBOX (oof_graph_mailbox_get_type ())
G_DECLARE_FINAL_TYPE (OofGraphMailbox, oof_graph_mailbox, OOF, GRAPH_MAILBOX, GObject)

OofGraphMailbox *oof_graph_mailbox_new (OofGraphClient *client);
/* Another one over the same client, whose single reads and writes overtake what waits there. */
OofGraphMailbox *oof_graph_mailbox_new_urgent (OofGraphClient *client);

G_END_DECLS
