/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-json.h"
#include "sim/oof-sim-server.h"

G_BEGIN_DECLS

/* Who has the mailbox of @address, as it stands in the path. NULL: answered with what is wrong.
 * (transfer none) (nullable) */
OofSimPerson *oof_sim_control_find_mailbox (OofSimExchange *exchange, const gchar *address);

/* GET and POST /_sim/mailboxes/ADDRESS. ADDRESS as sent, still escaped.
 *
 * The answer to both: {"state","audience","from","to","internal","external","rules","smtpForward",
 * "writes"}; from and to are null unless the reply is scheduled. A POST has any of these members
 * but "writes", and "location": "cloud"|"onprem", "contacts": [ADDRESS…], "deleted": true (the
 * account is); "rules" replaces all rules, an entry is
 * {"name","enabled","redirectTo":[…],"forwardTo":[…],"moveToFolder","stop","readOnly"}, "rule" adds
 * one. It does what a user or an administrator would, so it is no write of a program and does not
 * count as one; it is validated like any other change of a reply. */
void oof_sim_control_show_mailbox (OofSimExchange *exchange, const gchar *address);
void
oof_sim_control_change_mailbox (OofSimExchange *exchange, const gchar *address, JsonObject *change);

G_END_DECLS
