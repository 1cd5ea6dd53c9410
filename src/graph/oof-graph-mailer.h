/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-mailer.h"
#include "graph/oof-graph-client.h"

G_BEGIN_DECLS

/* The port OofMailer over POST /users/{sender}/sendMail (permission Mail.Send, graph.md 8). */
#define OOF_TYPE_GRAPH_MAILER (oof_graph_mailer_get_type ())
G_DECLARE_FINAL_TYPE (OofGraphMailer, oof_graph_mailer, OOF, GRAPH_MAILER, GObject)

/* @sender: address of the mailbox that the mails come from. */
OofGraphMailer *oof_graph_mailer_new (OofGraphClient *client, const char *sender);

G_END_DECLS
