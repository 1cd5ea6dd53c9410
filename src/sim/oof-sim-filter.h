/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-property.h"

G_BEGIN_DECLS

/* OData filters as far as the documents name them: comparisons joined by "and" and "or", nothing
 * nested, and the any() over named properties. */

typedef struct
{
  gchar *name;      /* (owned) "mail", "start/dateTime"; "any" for the property search */
  gchar *operation; /* (owned) "eq" "ge" "gt" "le" "lt" */
  gchar *value;     /* (owned) without its quotes */
  gboolean quoted;  /* the value was a string */
  gchar *folded;    /* (owned) the value without regard to letter case */
  gboolean is_time; /* the value is a point in time: */
  gint64 instant;
  OofSimPropertyId *property; /* (owned) (nullable) for "any": NULL when its id is none */
} OofSimComparison;

typedef struct
{
  GPtrArray *comparisons; /* (owned) of OofSimComparison* */
  gboolean any;           /* joined by "or", else by "and" */
} OofSimFilter;

/* NULL when TEXT is anything else. (transfer full) (nullable) */
OofSimFilter *oof_sim_filter_parse (const gchar *text);
void oof_sim_filter_free (OofSimFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimFilter, oof_sim_filter_free)

/* Compares as OPERATION says: ORDER is < 0, 0 or > 0 as what is there lies to the value. */
gboolean oof_sim_comparison_holds (const OofSimComparison *comparison, gint order);

G_END_DECLS
