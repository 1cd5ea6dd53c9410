/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-access.h"
#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

#define OOF_SIM_EWS_PATH "/EWS/Exchange.asmx"

/* Basic or NTLM. FALSE when a 401 has answered. */
gboolean oof_sim_ews_authenticate (OofSimExchange *exchange, OofSimCaller *caller);

/* Exchange Web Services (ews.md) at OOF_SIM_EWS_PATH: POST with Basic or NTLM authentication. Where
 * documents and reports know several answers to the same thing (access denied, Duration with and
 * without zone designator) they take turns from request to request. */
void oof_sim_ews_register (OofSimServer *server);

G_END_DECLS
