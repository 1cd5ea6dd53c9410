/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Which mailboxes of a hybrid organisation lie on premises, found once and remembered with the
 * reason: what Graph said about them. A cache on this machine: lost, it is found again, and a
 * mailbox that is no longer there is looked for anew. */
#define OOF_TYPE_ROUTE_MEMORY (oof_route_memory_get_type ())
G_DECLARE_FINAL_TYPE (OofRouteMemory, oof_route_memory, OOF, ROUTE_MEMORY, GObject)

/* @path: (nullable) the file it is read from now and written to at the end; NULL: none. */
OofRouteMemory *oof_route_memory_new (const char *path);
gboolean oof_route_memory_is_on_premises (OofRouteMemory *self, const char *address);
/* (transfer none) (nullable) NULL for a mailbox that lies in the cloud or was never looked for. */
const char *oof_route_memory_get_reason (OofRouteMemory *self, const char *address);
/* @reason: why it does not lie in the cloud; NULL: it does. */
void oof_route_memory_learn (OofRouteMemory *self, const char *address, const char *reason);

G_END_DECLS
