/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-call.h"
#include "sim/oof-sim-property.h"

G_BEGIN_DECLS

/* Between a calendar item and Graph's event. */

/* How an event is to be shown. */
typedef struct
{
  gboolean immutable_ids;
  gchar *zone_name;   /* (owned) as asked for: "UTC" unless Prefer: outlook.timezone */
  GTimeZone *zone;    /* (owned) */
  gboolean text_body; /* Prefer: outlook.body-content-type="text" */
  GPtrArray *expand;  /* (owned) of OofSimPropertyId*: named properties to show */
  GStrv select;       /* (owned) (nullable) */
} OofSimEventView;

/* Reads the Prefer headers, $select and $expand; fails the call and gives NULL when they are wrong.
 * (transfer full) */
OofSimEventView *oof_sim_event_view_new (OofSimCall *call);
void oof_sim_event_view_free (OofSimEventView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimEventView, oof_sim_event_view_free)

/* (transfer full) */
JsonObject *oof_sim_event_to_json (const OofSimEventView *view,
                                   const OofSimPerson *owner,
                                   const OofSimItem *item);

/* Puts the body of the request over ITEM; NEW: start and end are required. Fails the call and gives
 * FALSE when something is wrong; ITEM may be half changed then. */
gboolean oof_sim_event_read (OofSimCall *call, OofSimItem *item, gboolean is_new);

/* The item's property of that name and type. (transfer none) (nullable) */
const OofSimProperty *oof_sim_event_find_property (const OofSimItem *item,
                                                   const OofSimPropertyId *id);

G_END_DECLS
