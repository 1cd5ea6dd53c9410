/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-mailbox-service.h"
#include "core/oof-person.h"
#include "jobs/oof-route-memory.h"

G_BEGIN_DECLS

/* Which service reaches whose mailbox (decisions 10): one per route. */
#define OOF_TYPE_MAILBOX_ROUTER (oof_mailbox_router_get_type ())
G_DECLARE_FINAL_TYPE (OofMailboxRouter, oof_mailbox_router, OOF, MAILBOX_ROUTER, GObject)

/* Both nullable: a route without a service reaches nobody. With both, somebody whom Graph's
 * directory lists is looked for on premises too (jobs/oof-hybrid-mailbox.h). */
OofMailboxRouter *oof_mailbox_router_new (OofMailboxService *graph, OofMailboxService *ews);
/* With both services: what was found before, and by other routers. */
void oof_mailbox_router_use_memory (OofMailboxRouter *self, OofRouteMemory *memory);
/* (transfer none) (nullable) Errors: UNSUPPORTED when nothing here reaches this mailbox. */
OofMailboxService *
oof_mailbox_router_find (OofMailboxRouter *self, OofPerson *person, GError **error);
/* Where the mailbox lies as far as it is known: after a read that is certain. */
OofRoute oof_mailbox_router_get_route (OofMailboxRouter *self, const OofPerson *person);
/* Whether anybody at all is reached: a sign-in of the runner is here. */
gboolean oof_mailbox_router_has_service (OofMailboxRouter *self);

G_END_DECLS
