/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* Autodiscover (MS-OXDSCLI): JSON v2 without credentials, POX with them, both below /autodiscover.
 */
void oof_sim_autodiscover_register (OofSimServer *server);

G_END_DECLS
