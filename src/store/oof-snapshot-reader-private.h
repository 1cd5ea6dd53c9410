/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "store/oof-snapshot.h"

G_BEGIN_DECLS

/* What was made of items before, so that one that did not change is not read again: absences and
 * state pages, of which there are thousands. */
typedef struct
{
  GHashTable *absences; /* (owned) OofItem -> OofAbsence */
  GHashTable *pages;    /* (owned) OofItem -> GHashTable of address -> OofRecord */
  GPtrArray *listed;    /* (owned) (nullable) OofItem of the absences; NULL: read them one by one */
  OofRange range;       /* of @listed */
  OofSnapshot *snapshot; /* (owned) (nullable) with what became of @listed */
} OofSnapshotMemory;

OofSnapshotMemory *oof_snapshot_memory_new (void);
void oof_snapshot_memory_free (OofSnapshotMemory *self);

/* Makes a snapshot of the items of both calendars (OofItem). An item that cannot be used becomes a
 * problem and stops no other. Absences outside of @range are left out. @known (key -> OofItem,
 * owned) is given the item that keeps each key, readable or not, in place of what it held. @memory:
 * (nullable) of the last reading into the same @known, and then of this one. */
OofSnapshot *oof_snapshot_reader_read (GPtrArray *documents,
                                       GPtrArray *absences,
                                       OofRange range,
                                       GHashTable *known,
                                       OofSnapshotMemory *memory);

G_END_DECLS
