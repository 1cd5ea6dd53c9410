/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-json.h"
#include "sim/oof-sim-mailbox.h"

G_BEGIN_DECLS

/* Inbox rules in GET and POST /_sim/mailboxes/ADDRESS. */

JsonArray *oof_sim_control_rules_to_json (OofSimMailbox *mailbox);
/* "rule": one more; "rules": these and no others. Gives what is wrong, or NULL. */
const gchar *oof_sim_control_change_rules (OofSimMailbox *mailbox, JsonObject *change);
/* A list of addresses; FALSE when it holds anything else. Absent: nothing is added. */
gboolean oof_sim_control_read_texts (JsonObject *object, const gchar *member, GPtrArray *texts);

G_END_DECLS
