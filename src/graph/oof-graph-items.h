/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "graph/oof-graph-client.h"

G_BEGIN_DECLS

/* The port OofItemStore over the calendars of the service mailbox (graph.md 6, storage.md). */
#define OOF_TYPE_GRAPH_ITEMS (oof_graph_items_get_type ())
G_DECLARE_FINAL_TYPE (OofGraphItems, oof_graph_items, OOF, GRAPH_ITEMS, GObject)

/* @mailbox: address of the service mailbox. */
OofGraphItems *oof_graph_items_new (OofGraphClient *client, const char *mailbox);

G_END_DECLS
