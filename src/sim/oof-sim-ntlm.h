/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-access.h"
#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* The exchange of MS-NLMP over HTTP, as far as a client notices: three messages on one connection,
 * which is the account's from then on. The proof itself is not checked, only whose it says it is
 * (ews.md 3). */

/* Is the connection proven, or does this request prove it? Else CHALLENGE (out) (transfer full) is
 * what WWW-Authenticate says. */
gboolean oof_sim_ntlm_enter (OofSimExchange *exchange, OofSimCaller *caller, gchar **challenge);

G_END_DECLS
