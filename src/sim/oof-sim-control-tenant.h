/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-json.h"
#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* POST /_sim/organization: {"sync":true|false|null,"lastSync":TIME,"owa":BOOL,"licence":BOOL}: the
 * directory's synchronisation, Outlook on the web of the own server, and the service mailbox's
 * plan. */
void oof_sim_control_change_organization (OofSimExchange *exchange, JsonObject *change);
/* POST /_sim/old-calendar: {"count":N,"odd":N}: the service mailbox's calendar is filled as the
 * original would have filled it (oof-sim-old-calendar.h). */
void oof_sim_control_fill_calendar (OofSimExchange *exchange, JsonObject *change);
/* GET /_sim/calendar, GET /_sim/calendar/ADDRESS:
 * {"items":[{"id","changeKey","modified",…,"ours"}]}: what lies in the first calendar of the
 * service mailbox, or of that one, with every property there is. @address: (nullable). */
void oof_sim_control_show_calendar (OofSimExchange *exchange, const gchar *address);

G_END_DECLS
