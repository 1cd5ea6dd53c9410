/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Decodes "a=1&b=2%20c"; "+" is a blank. NULL when an
 * escape is broken, the text is not UTF-8 or a name comes twice. Name -> value; names are compared
 * with letter case. (transfer full) (nullable) */
GHashTable *oof_sim_form_parse (const gchar *text, gsize length);

/* One %-escaped piece of a path. (transfer full) (nullable) */
gchar *oof_sim_form_unescape (const gchar *text);

G_END_DECLS
