/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-control-items.h"
#include "sim/oof-sim-server-private.h"

#include <string.h>

OofSimServer *
oof_sim_exchange_get_server (OofSimExchange *exchange)
{
  return exchange->server;
}

OofSimTenant *
oof_sim_exchange_get_tenant (OofSimExchange *exchange)
{
  return exchange->server->tenant;
}

const gchar *
oof_sim_exchange_get_method (OofSimExchange *exchange)
{
  return soup_server_message_get_method (exchange->message);
}

const gchar *
oof_sim_exchange_get_path (OofSimExchange *exchange)
{
  return g_uri_get_path (soup_server_message_get_uri (exchange->message));
}

const gchar *
oof_sim_exchange_get_query (OofSimExchange *exchange)
{
  return g_uri_get_query (soup_server_message_get_uri (exchange->message));
}

const gchar *
oof_sim_exchange_get_header (OofSimExchange *exchange, const gchar *name)
{
  return soup_message_headers_get_list (soup_server_message_get_request_headers (exchange->message),
                                        name);
}

const gchar *
oof_sim_exchange_get_content_type (OofSimExchange *exchange)
{
  return exchange->content_type;
}

GBytes *
oof_sim_exchange_get_body (OofSimExchange *exchange)
{
  return exchange->body;
}

GObject *
oof_sim_exchange_get_connection (OofSimExchange *exchange)
{
  return G_OBJECT (soup_server_message_get_socket (exchange->message));
}

/* Something between the client and the service answers in its place. */
static void
answer_instead (OofSimExchange *exchange, OofSimFault fault)
{
  gboolean html = fault == OOF_SIM_FAULT_WRONG_CONTENT;

  oof_sim_exchange_answer (
      exchange, 200, html ? "text/html; charset=utf-8" : NULL,
      html ? g_strdup ("<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>")
           : NULL);
}

/* Nothing is said, at once or ever. */
static void
stay_silent (OofSimExchange *exchange, OofSimFault fault)
{
  exchange->gone = TRUE;
  oof_sim_server_stop_counting (exchange->server, &exchange->ending);
  if (fault == OOF_SIM_FAULT_REFUSE)
    oof_sim_server_leave (exchange->server);
  if (fault == OOF_SIM_FAULT_RESET || fault == OOF_SIM_FAULT_REFUSE)
    oof_sim_server_cut (exchange->message);
  else
    soup_server_message_pause (exchange->message);
}

/* Somebody else is quicker. */
static void
overwrite (OofSimServer *server)
{
  const gchar *document;
  gint64 rev;
  const gchar *key = oof_sim_faults_get_document (server->faults, &document, &rev);

  if (key != NULL)
    oof_sim_control_overwrite_item (server->tenant->service->mailbox, key, document, rev,
                                    oof_sim_tenant_now (server->tenant));
}

OofSimFault
oof_sim_exchange_enter (OofSimExchange *exchange,
                        const gchar *kind,
                        const gchar *mailbox,
                        gboolean *gone)
{
  OofSimServer *server = exchange->server;
  OofSimFault fault = oof_sim_faults_take (server->faults, kind);

  if (exchange->ending.entered)
    oof_sim_counter_note (server->counter, kind);
  else
    {
      oof_sim_counter_begin (server->counter, kind, mailbox);
      exchange->ending.mailbox = g_strdup (mailbox);
    }
  exchange->ending.entered = TRUE;
  exchange->ending.lost = exchange->ending.lost || fault == OOF_SIM_FAULT_LOST_ANSWER;
  exchange->ending.half = exchange->ending.half || fault == OOF_SIM_FAULT_HALF_ANSWER;
  if (fault == OOF_SIM_FAULT_OVERWRITE)
    {
      overwrite (server);
      fault = OOF_SIM_FAULT_NONE;
    }
  *gone = TRUE;
  if (fault == OOF_SIM_FAULT_WRONG_CONTENT || fault == OOF_SIM_FAULT_EMPTY)
    answer_instead (exchange, fault);
  else if (fault == OOF_SIM_FAULT_RESET || fault == OOF_SIM_FAULT_REFUSE
           || fault == OOF_SIM_FAULT_HANG)
    stay_silent (exchange, fault);
  else
    *gone = FALSE;
  if (*gone || fault == OOF_SIM_FAULT_LOST_ANSWER || fault == OOF_SIM_FAULT_HALF_ANSWER)
    return OOF_SIM_FAULT_NONE;
  return fault;
}

guint
oof_sim_exchange_throttle (OofSimExchange *exchange,
                           const gchar *key,
                           guint limit,
                           gboolean *crowded)
{
  OofSimServer *server = exchange->server;
  guint wait = oof_sim_throttle_spend (server->throttle, key, oof_sim_tenant_now (server->tenant));

  *crowded = FALSE;
  if (wait > 0 || exchange->ending.place != NULL || limit == 0)
    return wait;
  *crowded = !oof_sim_throttle_begin (server->throttle, key, limit);
  if (!*crowded)
    exchange->ending.place = g_strdup (key);
  return *crowded ? 1 : 0;
}

void
oof_sim_exchange_set_header (OofSimExchange *exchange, const gchar *name, const gchar *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (exchange->message), name,
                                value);
}

void
oof_sim_exchange_answer (OofSimExchange *exchange,
                         guint status,
                         const gchar *content_type,
                         gchar *body)
{
  soup_server_message_set_status (exchange->message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (exchange->message, content_type, SOUP_MEMORY_TAKE, body,
                                      strlen (body));
}
