/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-old-item.h"

G_DEFINE_BOXED_TYPE (OofOldItem, oof_old_item, oof_old_item_ref, oof_old_item_unref)

OofOldItem *
oof_old_item_new (OofItem *item)
{
  g_return_val_if_fail (item != NULL, NULL);

  OofOldItem *self = g_atomic_rc_box_new0 (OofOldItem);

  self->item = oof_item_ref (item);
  self->location = g_strdup ("");
  self->text = g_strdup ("");
  self->attendees = g_new0 (char *, 1);
  return self;
}

OofOldItem *
oof_old_item_ref (OofOldItem *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  OofOldItem *self = data;

  oof_item_unref (self->item);
  g_free (self->location);
  g_free (self->text);
  g_strfreev (self->attendees);
  g_free (self->problem);
}

void
oof_old_item_unref (OofOldItem *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
