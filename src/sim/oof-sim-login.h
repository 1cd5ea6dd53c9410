/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* The sign-in endpoints of Microsoft's identity platform (graph.md 1b): openid-configuration and
 * token, under /TENANT where TENANT is the tenant's id, one of its domains, "organizations" or
 * "common". */
void oof_sim_login_register (OofSimServer *server);

G_END_DECLS
