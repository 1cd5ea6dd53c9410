/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-tenant.h"

G_BEGIN_DECLS

/* Fills TENANT with its names, COUNT people, the service mailbox and the groups of
 * data/demo/people.json, the same ones for the same seed. SITES: where their mailboxes lie. */
void oof_sim_people_fill (OofSimTenant *tenant, guint64 seed, guint count, OofSimSites sites);

G_END_DECLS
