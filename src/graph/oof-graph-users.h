/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-json.h"

G_BEGIN_DECLS

/* Whose mailbox an address is. The paths of Graph take an id or a principal name ({id |
 * userPrincipalName} in Microsoft's documents), and an address need be neither. */
typedef struct _OofGraphUsers OofGraphUsers;

OofGraphUsers *oof_graph_users_new (void);
void oof_graph_users_free (OofGraphUsers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofGraphUsers, oof_graph_users_free)

void oof_graph_users_learn (OofGraphUsers *self, const char *address, const char *id);
/* "/users/ADDRESS..." with the id in place of an address that is known; everything else as it is.
 * (transfer full) */
char *oof_graph_users_translate (const OofGraphUsers *self, const char *path);

/* The address in "/users/ADDRESS...". (transfer full) (nullable): there is none. */
char *oof_graph_users_dup_address (const char *path);
/* The query for the user who has an address. (transfer full) */
char *oof_graph_users_build_query (const char *address);
/* Learns from the answer to that; FALSE when nobody has the address. */
gboolean oof_graph_users_take (OofGraphUsers *self, const char *address, const OofJson *answer);

G_END_DECLS
