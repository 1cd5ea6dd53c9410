/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sim/oof-sim-counter.h"
#include "sim/oof-sim-fault.h"
#include "sim/oof-sim-record.h"
#include "sim/oof-sim-tenant.h"
#include "sim/oof-sim-throttle.h"

G_BEGIN_DECLS

/* The HTTP server on loopback. A protocol registers a path; its handler gets one OofSimExchange
 * per request, in this order: authenticate, find out the kind of request and the mailbox, call
 * oof_sim_exchange_enter(), do the work, call oof_sim_exchange_answer() exactly once before it
 * returns. Date and latency are the server's.
 * Each protocol has one public function that registers its paths: oof_sim_graph_register(),
 * oof_sim_login_register(), oof_sim_control_register(), oof_sim_ews_register(), all of them
 * taking the server. */
typedef struct _OofSimServer OofSimServer;
typedef struct _OofSimExchange OofSimExchange;

typedef void (*OofSimHandler) (OofSimExchange *exchange);

/* Takes nothing: TENANT must outlive the server. LATENCY in milliseconds before each answer. */
OofSimServer *oof_sim_server_new (OofSimTenant *tenant, guint latency);
void oof_sim_server_free (OofSimServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimServer, oof_sim_server_free)

OofSimTenant *oof_sim_server_get_tenant (OofSimServer *server);
OofSimCounter *oof_sim_server_get_counter (OofSimServer *server);
OofSimFaults *oof_sim_server_get_faults (OofSimServer *server);
OofSimThrottle *oof_sim_server_get_throttle (OofSimServer *server);

/* HANDLER gets every request whose path is PREFIX or begins with PREFIX and "/"; without regard
 * to letter case, as IIS does. The longest prefix wins. */
void oof_sim_server_add_handler (OofSimServer *server, const gchar *prefix, OofSimHandler handler);

/* LISTEN "127.0.0.1:0" (loopback only). CERTIFICATE (nullable) opens a second, TLS, port for EWS
 * and Autodiscover. */
gboolean oof_sim_server_listen (OofSimServer *server,
                                const gchar *listen,
                                GTlsCertificate *certificate,
                                GError **error);

/* Where it listens: "http://127.0.0.1:P", "https://127.0.0.1:P" (NULL without TLS). */
const gchar *oof_sim_server_get_origin (OofSimServer *server);
const gchar *oof_sim_server_get_tls_origin (OofSimServer *server);
/* What links in answers start with, without a slash at the end: the origin unless --public was
 * given. BASE may end in "/v1.0". */
const gchar *oof_sim_server_get_base (OofSimServer *server);
void oof_sim_server_set_base (OofSimServer *server, const gchar *base);

/* Whether answers carry a Date header: they do unless told otherwise. */
void oof_sim_server_set_dated (OofSimServer *server, gboolean dated);

/* Keeps every request that comes in. RECORD (transfer full) (nullable). */
void oof_sim_server_set_record (OofSimServer *server, OofSimRecord *record);

OofSimServer *oof_sim_exchange_get_server (OofSimExchange *exchange);
OofSimTenant *oof_sim_exchange_get_tenant (OofSimExchange *exchange);
const gchar *oof_sim_exchange_get_method (OofSimExchange *exchange);
const gchar *oof_sim_exchange_get_path (OofSimExchange *exchange);  /* as sent, still %-escaped */
const gchar *oof_sim_exchange_get_query (OofSimExchange *exchange); /* (nullable), still escaped */
const gchar *oof_sim_exchange_get_header (OofSimExchange *exchange,
                                          const gchar *name); /* (nullable) */
/* The media type without parameters, lower case; "" when there is none. */
const gchar *oof_sim_exchange_get_content_type (OofSimExchange *exchange);
GBytes *oof_sim_exchange_get_body (OofSimExchange *exchange); /* (transfer none) */

/* The connection it came over, to keep things at: NTLM proves a whole connection. */
GObject *oof_sim_exchange_get_connection (OofSimExchange *exchange);

/* Counts the request and looks for a fault. Called again for the inner requests of a batch, which
 * are counted by kind alone. Gives NONE or a fault that the protocol has to say in its own words:
 * throttle, busy, error, unavailable, gateway, unauthorized, forbidden, not-found, conflict,
 * touched, lag. All others are the server's; then `*gone` is TRUE when the handler must return at
 * once without an answer. KIND is a static string of oof-sim-counter.h. */
OofSimFault oof_sim_exchange_enter (OofSimExchange *exchange,
                                    const gchar *kind,
                                    const gchar *mailbox,
                                    gboolean *gone);

/* May a request of KEY go on? Gives 0, or the seconds to wait: its budget is used up, or (CROWDED)
 * LIMIT others of KEY are in flight. LIMIT 0: only the budget, as inside a batch. */
guint oof_sim_exchange_throttle (OofSimExchange *exchange,
                                 const gchar *key,
                                 guint limit,
                                 gboolean *crowded);

void oof_sim_exchange_set_header (OofSimExchange *exchange, const gchar *name, const gchar *value);
/* BODY (transfer full) (nullable); CONTENT_TYPE (nullable) with its parameters. */
void oof_sim_exchange_answer (OofSimExchange *exchange,
                              guint status,
                              const gchar *content_type,
                              gchar *body);

G_END_DECLS
