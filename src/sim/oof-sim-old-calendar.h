/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-tenant.h"

G_BEGIN_DECLS

/* The service mailbox's calendar as the original might have left it. How it writes its appointments
 * is not published (original.md 11): this is one plausible way, "Bernd Krause - Urlaub", the deputy
 * as location, address and note as lines of the body.
 *
 * COUNT items, ODD of them not what they should be, eight kinds in turn: somebody who has left, no
 * person at all, the same appointment twice, no length, longer than six months, two people of one
 * name part, an ordinary meeting, an empty subject. The others take the tenant's people in turn,
 * each with the next days and the next Betreff, so that counts can be told from outside. */
void oof_sim_old_calendar_fill (OofSimTenant *tenant, guint count, guint odd);

G_END_DECLS
