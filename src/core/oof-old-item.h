/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"

G_BEGIN_DECLS

/* An entry of the service mailbox's calendar that is none of ours: perhaps an appointment of the
 * original. It is only ever read. Reference-counted, not changed once shared. */
typedef struct
{
  OofItem *item;      /* (owned) id, subject and times; key NULL */
  char *location;     /* (owned) "" when none */
  char *text;         /* (owned) the beginning of its body, plain */
  GStrv attendees;    /* (owned) addresses, lower case */
  gboolean recurring; /* the master of a series */
  char *problem;      /* (owned) (nullable) it could not be read: why; then nothing else counts */
} OofOldItem;

#define OOF_TYPE_OLD_ITEM (oof_old_item_get_type ())
GType oof_old_item_get_type (void);

/* Empty texts, no attendees. @item is referenced. */
OofOldItem *oof_old_item_new (OofItem *item);
OofOldItem *oof_old_item_ref (OofOldItem *self);
void oof_old_item_unref (OofOldItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofOldItem, oof_old_item_unref)

G_END_DECLS
