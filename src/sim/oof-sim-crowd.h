/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-tenant.h"

G_BEGIN_DECLS

/* Beside the groups that every tenant has, TENANT gets COUNT more, among which its people are dealt
 * out. Some of the groups and some of the people have names that are far too long, or that are
 * written from right to left. */
void oof_sim_crowd_add (OofSimTenant *tenant, guint count);
/* Adds those groups to GROUPS, the list of the database, which goes on from PRIORITY. */
void oof_sim_crowd_list (OofSimTenant *tenant, JsonArray *groups, gint priority);

G_END_DECLS
