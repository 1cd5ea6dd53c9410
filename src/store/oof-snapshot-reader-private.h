/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "store/oof-snapshot.h"

G_BEGIN_DECLS

/* Makes a snapshot of the items of both calendars (OofItem). An item that cannot be used becomes a
 * problem and stops no other. Absences outside of @range are left out. @known (key -> OofItem,
 * owned) is given the item that keeps each key, readable or not. */
OofSnapshot *oof_snapshot_reader_read (GPtrArray *documents,
                                       GPtrArray *absences,
                                       OofRange range,
                                       GHashTable *known);

G_END_DECLS
