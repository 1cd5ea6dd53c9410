/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-tenant.h"

G_BEGIN_DECLS

#define OOF_SIM_MAX_PEOPLE 100000
#define OOF_SIM_MAX_GROUPS 1000

/* What a scenario is started with. */
typedef struct
{
  const gchar *name; /* "demo", "cloud", "hybrid-blocked", "hybrid", "onprem", "large" */
  guint64 seed;
  guint people; /* 0: as many as the scenario has */
  guint groups; /* beside those of the scenario */
  gint64 now;   /* 0: the real clock */
} OofSimStart;

/* A tenant of that scenario: people, database, replies; ids and secrets fresh at each start.
 * NULL and ERROR (G_IO_ERROR_NOT_FOUND) for an unknown name. (transfer full) */
OofSimTenant *oof_sim_scenario_new (const OofSimStart *start, GError **error);

gboolean oof_sim_scenario_is_known (const gchar *name);

/* Puts everything back as it was at the start: people, mailboxes, database, clock. Ids, secrets and
 * tokens stay valid. */
void oof_sim_scenario_fill (OofSimTenant *tenant);

G_END_DECLS
