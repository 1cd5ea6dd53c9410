/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "store/oof-absence-json.h"
#include "store/oof-document-private.h"

G_BEGIN_DECLS

/* An absence as calendar item (docs/storage-format.md): what a person sees in Outlook, and the
 * JSON. */

/* How the entry reads in the calendar. */
typedef struct
{
  const char *person_name; /* (nullable) the address is shown instead */
  gboolean confidential;   /* neither subject nor note may be seen (decisions 9) */
  OofInstant now;          /* an entry without end reaches up to tomorrow */
} OofAbsenceLook;

/* The dates of @item in the form of an echo. */
void oof_absence_item_get_echo (const OofItem *item, OofEcho *echo);
gboolean oof_echo_equal (const OofEcho *a, const OofEcho *b);

/* The absence of @item. Moved in Outlook (its dates differ from the echo): the item's dates count,
 * the old ones join moved. rev is OofRev. */
OofAbsence *oof_absence_item_read (const OofItem *item, GError **error);

/* A complete item but for id and change key. @base: (nullable) the item it replaces: categories
 * of others stay. */
OofItem *oof_absence_item_new (const OofAbsence *absence,
                               const OofAbsenceLook *look,
                               const OofItem *base,
                               const OofStamp *stamp,
                               GError **error);
/* A copy of @base with @absence cancelled: subject marked, free, dates as they are. */
OofItem *oof_absence_item_new_cancelled (const OofAbsence *absence,
                                         const OofItem *base,
                                         const OofStamp *stamp,
                                         GError **error);
/* A copy of @base, an entry without end, that reaches up to tomorrow. */
OofItem *oof_absence_item_new_extended (const OofAbsence *absence,
                                        const OofItem *base,
                                        OofInstant now,
                                        const OofStamp *stamp,
                                        GError **error);
/* A copy of @base whose JSON knows the dates that the server made of it. */
OofItem *oof_absence_item_new_echo (const OofAbsence *absence,
                                    const OofItem *base,
                                    const OofStamp *stamp,
                                    GError **error);

G_END_DECLS
