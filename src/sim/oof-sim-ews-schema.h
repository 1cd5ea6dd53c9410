/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-xml.h"

G_BEGIN_DECLS

/* The part of Microsoft's schema (messages.xsd, types.xsd) that the tenant understands, and its
 * strict check: names, namespaces, order, required attributes, values. Elements of the real
 * schema that are not simulated are refused like unknown ones. */

/* Is there a type of this name? Operations are types: "GetItem". */
gboolean oof_sim_ews_schema_has (const gchar *type);

/* Is VALUE one of the simple TYPE? */
gboolean oof_sim_ews_schema_is_value (const gchar *value, const gchar *type);

/* NULL when NODE is a valid element of TYPE; else what is wrong (transfer full), and WHERE (out)
 * is the node at fault. */
gchar *oof_sim_ews_schema_check (const xmlNode *node, const gchar *type, const xmlNode **where);

G_END_DECLS
