/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-ews-call.h"

G_BEGIN_DECLS

/* A calendar item while CreateItem or UpdateItem fills it in: nothing is stored before all of it
 * is right. */
typedef struct
{
  OofSimItem *item; /* (owned) */
  gchar *start;     /* (owned) (nullable) as sent: what it means depends on the zones */
  gchar *end;       /* (owned) (nullable) */
  gchar *zone;      /* (owned) (nullable) Windows name of StartTimeZone as sent */
  gchar *end_zone;  /* (owned) (nullable) */
  gboolean moved;   /* something that start and end depend on was set */
} OofSimEwsDraft;

/* Of a new item, or of a copy of ITEM (nullable). */
OofSimEwsDraft *oof_sim_ews_draft_new (const OofSimItem *item);
void oof_sim_ews_draft_free (OofSimEwsDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimEwsDraft, oof_sim_ews_draft_free)

/* Sets one field from FIELD, a child of t:CalendarItem. */
OofSimEwsCode oof_sim_ews_draft_set (OofSimEwsDraft *draft, const xmlNode *field);
/* Removes what PATH names: t:FieldURI or t:ExtendedFieldURI. */
OofSimEwsCode oof_sim_ews_draft_remove (OofSimEwsDraft *draft, const xmlNode *path);
/* Works out start and end, and checks them. */
OofSimEwsCode oof_sim_ews_draft_finish (OofSimEwsDraft *draft, const OofSimEwsCall *call);

G_END_DECLS
