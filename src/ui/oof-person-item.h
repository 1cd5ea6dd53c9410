/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-person.h"

G_BEGIN_DECLS

/* An OofPerson in a GListModel. Property "name" for sorting and expressions. */
#define OOF_TYPE_PERSON_ITEM (oof_person_item_get_type ())
G_DECLARE_FINAL_TYPE (OofPersonItem, oof_person_item, OOF, PERSON_ITEM, GObject)

OofPersonItem *oof_person_item_new (OofPerson *person);
OofPerson *oof_person_item_get_person (OofPersonItem *self);

G_END_DECLS
