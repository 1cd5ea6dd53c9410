/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names of groups, subjects, holiday calendars …: whatever identifies a line of a list. */

/* Remembers names without regard to case. (transfer full) */
GHashTable *oof_list_names_new (void);
/* Whether @name is a line of 1 to @limit characters without blanks around it. Errors: INVALID:
 * "@kind \"name\": what is wrong". */
gboolean oof_list_name_check (const char *kind, const char *name, glong limit, GError **error);
/* The same, and @names does not hold it yet; then it does. */
gboolean oof_list_names_add (
    GHashTable *names, const char *kind, const char *name, glong limit, GError **error);

G_END_DECLS
