/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-ews-target.h"

G_BEGIN_DECLS

/* Which fields of an item an answer has, and writing them. */

typedef struct
{
  guint64 bits;       /* of the standard fields */
  GArray *properties; /* (owned) of OofSimEwsPath, each once */
  gchar *body_type;   /* (owned) (nullable) "Best", "HTML", "Text" */
  gboolean whole;     /* GetItem; else strings are cut at 255 and there is no body */
} OofSimEwsShape;

/* Reads m:ItemShape into SHAPE. */
OofSimEwsCode oof_sim_ews_shape_read (OofSimEwsShape *shape, const xmlNode *node, gboolean whole);
void oof_sim_ews_shape_clear (OofSimEwsShape *shape);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofSimEwsShape, oof_sim_ews_shape_clear)

/* Adds t:CalendarItem to ITEMS, in the order of the schema. SHAPE NULL: the id alone. */
void oof_sim_ews_add_item (xmlNode *items,
                           const OofSimEwsCall *call,
                           const OofSimEwsItem *found,
                           const OofSimEwsShape *shape);

G_END_DECLS
