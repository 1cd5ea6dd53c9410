/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"

G_BEGIN_DECLS

/* The calendars of @inner, remembered (storage.md rule 4): the first list of a calendar reads it
 * whole, from the second one on only what has changed is asked for. An item that did not change is
 * the same OofItem as before. Where @inner knows no changes everything is read each time. Nothing
 * is kept on disk. */
#define OOF_TYPE_ITEM_CACHE (oof_item_cache_get_type ())
G_DECLARE_FINAL_TYPE (OofItemCache, oof_item_cache, OOF, ITEM_CACHE, GObject)

OofItemStore *oof_item_cache_new (OofItemStore *inner);

G_END_DECLS
