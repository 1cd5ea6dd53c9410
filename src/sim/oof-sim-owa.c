/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-owa.h"

static void
handle_owa (OofSimExchange *exchange)
{
  const OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  OofSimServer *server = oof_sim_exchange_get_server (exchange);

  if (tenant->owa_closed)
    {
      oof_sim_exchange_answer (exchange, 403, "text/html", g_strdup ("403 - Forbidden"));
      return;
    }
  g_autofree gchar *place = g_strconcat (oof_sim_server_get_origin (server),
                                         "/owa/auth/logon.aspx?url=%2fowa%2f&reason=0", NULL);
  oof_sim_exchange_set_header (exchange, "Location", place);
  oof_sim_exchange_answer (exchange, 302, "text/html", g_strdup (""));
}

void
oof_sim_owa_register (OofSimServer *server)
{
  oof_sim_server_add_handler (server, "/owa", handle_owa);
}
