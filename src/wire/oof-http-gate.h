/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What all callers of one tenant (Graph) or account (EWS) share, so that the server sees one
 * patient client: how many requests are in flight at once, one of them for each mailbox, and an
 * instant before which nobody starts. Requests wait in the order in which they came, urgent ones
 * before all others (graph.md 4, ews.md 1 Throttling). Give it to every OofHttpClient of the
 * route. */
#define OOF_TYPE_HTTP_GATE (oof_http_gate_get_type ())
G_DECLARE_FINAL_TYPE (OofHttpGate, oof_http_gate, OOF, HTTP_GATE, GObject)

#define OOF_HTTP_GATE_DEFAULT_START 4 /* the cautious reading of graph.md 4 */
#define OOF_HTTP_GATE_MAX           32
#define OOF_HTTP_GATE_BUDGET        60 /* seconds */

/* @start: in flight at once to begin with; grows by one with each clean window, is halved when the
 * server refuses, and never leaves 1 to @max. 0 means the default, for @max OOF_HTTP_GATE_MAX,
 * which is also the most. */
OofHttpGate *oof_http_gate_new (guint start, guint max);

guint oof_http_gate_get_max (OofHttpGate *self);
/* Seconds that one request may spend on the server's waits and on repetitions; default
 * OOF_HTTP_GATE_BUDGET. Standing in line behind others costs nothing. */
void oof_http_gate_set_budget (OofHttpGate *self, guint seconds);
/* The server refused a part of what it answered otherwise (an inner request of a $batch, graph.md
 * 5): nobody starts for @seconds, below 0 when it gave no figure. Send that part again by itself;
 * it waits here. */
void oof_http_gate_back_off (OofHttpGate *self, double seconds);

G_END_DECLS
