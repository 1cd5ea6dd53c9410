/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-ews-call.h"

G_BEGIN_DECLS

/* Restrictions and pages of FindItem and FindFolder. */

/* The value of the field that PATH (t:FieldURI or t:ExtendedFieldURI) names in OBJECT, whole;
 * NULL when it is not there. */
typedef gchar *(*OofSimEwsGetter) (gpointer object, const xmlNode *path);

/* May RESTRICTION be asked? FIELD: the one t:FieldURI that can be searched here. */
OofSimEwsCode oof_sim_ews_restriction_check (const xmlNode *restriction, const gchar *field);
/* Does OBJECT fit RESTRICTION (nullable)? */
gboolean
oof_sim_ews_restriction_matches (const xmlNode *restriction, OofSimEwsGetter get, gpointer object);

typedef struct
{
  guint from;
  guint count;
  guint total;
  gboolean has_last; /* IncludesLastItemInRange */
  guint next;        /* IndexedPagingOffset */
} OofSimEwsPage;

/* The part of TOTAL entries that VIEW (nullable: everything) asks for, 1000 at most. */
OofSimEwsCode oof_sim_ews_page_read (const xmlNode *view, guint total, OofSimEwsPage *page);
/* Adds m:RootFolder with the attributes of PAGE; INDEXED: the offset of the next page, too. */
xmlNode *oof_sim_ews_page_add (const OofSimEwsPage *page, gboolean indexed, xmlNode *message);

G_END_DECLS
