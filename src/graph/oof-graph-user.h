/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-person.h"
#include "format/oof-json.h"

G_BEGIN_DECLS

/* For $select: what oof_graph_user_read() looks at. Lists give little without it (graph.md 2). */
extern const char *const oof_graph_user_select;

/* A user as a person, attributes under their template names (decisions 6). @person: (out)
 * (nullable) (transfer full): NULL for guests and for users without a mail address, who have no
 * mailbox. accountEnabled does not matter: shared mailboxes are disabled accounts. */
gboolean oof_graph_user_read (const OofJson *user, OofPerson **person, GError **error);

G_END_DECLS
