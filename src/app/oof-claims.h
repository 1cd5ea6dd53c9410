/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-connection.h"

G_BEGIN_DECLS

/* What the next sign-in of a person has to satisfy (graph.md, Conditional Access): demanded by
 * Graph while one program works, met by a sign-in of the same or another one. No secret; kept in a
 * file of $XDG_STATE_HOME until then. */

/* Nothing is kept when that cannot be written: the sign-in is refused once more and says why. */
void oof_claims_remember (const OofConnection *connection, const char *claims);
/* (transfer full) (nullable) JSON. */
char *oof_claims_dup (const OofConnection *connection);
void oof_claims_forget (const OofConnection *connection);

G_END_DECLS
