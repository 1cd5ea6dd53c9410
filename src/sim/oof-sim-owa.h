/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* /owa of the own Exchange server: sends whoever comes to its sign-in page, as Exchange does; 403
 * while it is closed (POST /_sim/organization {"owa":false}). */
void oof_sim_owa_register (OofSimServer *server);

G_END_DECLS
