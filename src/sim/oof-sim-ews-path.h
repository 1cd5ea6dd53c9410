/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-ews-call.h"

G_BEGIN_DECLS

/* A named property as t:ExtendedFieldURI names it. */
typedef struct
{
  gchar *set;  /* (owned) (nullable) lower case */
  gchar *name; /* (owned) (nullable) NULL: a tag or number, which the tenant never stores */
  gint type;   /* OofSimPropertyType, -1 for a type that the tenant does not store */
} OofSimEwsPath;

void oof_sim_ews_path_clear (OofSimEwsPath *path);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofSimEwsPath, oof_sim_ews_path_clear)

/* Reads t:ExtendedFieldURI into PATH, which must be zeroed. */
OofSimEwsCode oof_sim_ews_path_read (const xmlNode *uri, OofSimEwsPath *path);
gboolean oof_sim_ews_path_equal (const OofSimEwsPath *a, const OofSimEwsPath *b);

/* The property of ITEM, of that type; (nullable). */
const OofSimProperty *oof_sim_ews_path_find (const OofSimEwsPath *path, const OofSimItem *item);
/* Adds t:ExtendedProperty with VALUE. */
void oof_sim_ews_path_add (const OofSimEwsPath *path, xmlNode *parent, const gchar *value);
/* Sets the property of ITEM from t:Value. */
OofSimEwsCode
oof_sim_ews_path_set (const OofSimEwsPath *path, OofSimItem *item, const gchar *value);

G_END_DECLS
