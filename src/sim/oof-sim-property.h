/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-calendar.h"

G_BEGIN_DECLS

/* Graph's names of named properties: "String {GUID} Name OofKey". */
typedef struct
{
  OofSimPropertyType type;
  gchar *set;  /* (owned) lower case, without braces */
  gchar *name; /* (owned) */
} OofSimPropertyId;

/* NULL when TEXT is not such a name. (transfer full) (nullable) */
OofSimPropertyId *oof_sim_property_id_parse (const gchar *text);
void oof_sim_property_id_free (OofSimPropertyId *id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimPropertyId, oof_sim_property_id_free)

/* The canonical spelling: GUID in lower case. (transfer full) */
gchar *oof_sim_property_dup_id (const OofSimProperty *property);

/* Does VALUE have the form that TYPE wants? */
gboolean oof_sim_property_value_fits (OofSimPropertyType type, const gchar *value);

G_END_DECLS
