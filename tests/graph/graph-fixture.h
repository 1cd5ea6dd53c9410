/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "graph/oof-graph-client.h"
#include "script-server.h"

G_BEGIN_DECLS

/* A Graph client on a server with written answers. Its tokens are "secret-token-1", then, when that
 * one was refused, "secret-token-2" and so on. */
typedef struct
{
  ScriptServer *server;
  OofHttpGate *gate;
  OofTokenSource *tokens;
  char *claims; /* (owned) (nullable) */
  OofGraphClient *client;
} GraphFixture;

void graph_fixture_set_up (GraphFixture *self, gconstpointer data);
void graph_fixture_tear_down (GraphFixture *self, gconstpointer data);

/* {"error":{"code":CODE,"message":"..."}} */
void graph_fixture_add_error (GraphFixture *self, guint status, const char *code);

/* What the server has asked of the next token since this was asked last; NULL: nothing. */
const char *graph_fixture_get_claims (GraphFixture *self);

#define graph_test(path, function)                                                                 \
  g_test_add (path, GraphFixture, NULL, graph_fixture_set_up, function, graph_fixture_tear_down)

G_END_DECLS
