/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* The control calls under /_sim (cli.md): mail, mailboxes/ADDRESS, requests, clock, fault, reset.
 * JSON whatever the Content-Type; what is wrong is refused with 400 and {"error": "…"}. */
void oof_sim_control_register (OofSimServer *server);

G_END_DECLS
