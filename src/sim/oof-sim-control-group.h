/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-json.h"
#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* POST /_sim/groups/NAME {"add":[ADDRESS,…],"remove":[ADDRESS,…],"nest":[NAME,…]}: people join or
 * leave a group of the directory, groups become members of it, cycles included. The answer names
 * the people among its direct members. */
void oof_sim_control_change_group (OofSimExchange *exchange, const gchar *name, JsonObject *change);

G_END_DECLS
