/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-tenant.h"

G_BEGIN_DECLS

/* Fills the service mailbox with the database of data/demo/database.json (storage.md,
 * docs/storage-format.md) and the people's mailboxes with the replies that the plan wants, dates
 * relative to the tenant's clock. People that the tenant does not have are left out. */
void oof_sim_seed_fill (OofSimTenant *tenant);

G_END_DECLS
