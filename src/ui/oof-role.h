/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"

G_BEGIN_DECLS

/* Why whoever is signed in only looks at what administrators set, in one sentence with whom to ask;
 * NULL for an administrator. (transfer full) (nullable)
 *
 * The list of users shapes the interface and is no wall (decisions 3): as long as it names no
 * administrator, everybody is one; so is a runner without a person. */
char *oof_role_explain_read_only (OofSession *session);

G_END_DECLS
