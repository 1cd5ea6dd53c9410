/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-directory.h"
#include "graph/oof-graph-client.h"

G_BEGIN_DECLS

/* The port OofDirectory over /users and /groups (graph.md 2). People have the route Graph, which
 * says where they were found; a mailbox on premises answers NOT_FOUND when it is read. No zone:
 * Graph tells it with the mailbox only. */
#define OOF_TYPE_GRAPH_DIRECTORY (oof_graph_directory_get_type ())
G_DECLARE_FINAL_TYPE (OofGraphDirectory, oof_graph_directory, OOF, GRAPH_DIRECTORY, GObject)

OofGraphDirectory *oof_graph_directory_new (OofGraphClient *client);

G_END_DECLS
