/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-json.h"
#include "sim/oof-sim-mailbox.h"

G_BEGIN_DECLS

/* What people do to calendar items in Outlook: {"deleteItem":KEY}, {"moveItem":KEY,"days":N},
 * {"copyItem":KEY}; KEY is the item's OofKey. Gives what is wrong, or NULL; then nothing has
 * changed. */
const gchar *oof_sim_control_change_items (OofSimMailbox *mailbox, JsonObject *change, gint64 now);
/* What another program writes: the item's OofDoc and OofRev. FALSE when there is no such item. */
gboolean oof_sim_control_overwrite_item (
    OofSimMailbox *mailbox, const gchar *key, const gchar *document, gint64 rev, gint64 now);

G_END_DECLS
