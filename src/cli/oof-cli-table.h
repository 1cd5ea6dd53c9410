/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table for people: columns aligned by what a terminal shows (wide characters take two places),
 * two blanks between them. */
typedef struct _OofCliTable OofCliTable;

/* @headings: NULL-terminated, already translated. */
OofCliTable *oof_cli_table_new (const char *const *headings);
void oof_cli_table_free (OofCliTable *self);
/* As many cells as there are headings; NULL is an empty one. */
void oof_cli_table_add (OofCliTable *self, ...);
/* (transfer full) every line with its line break; "" when there are no rows. */
char *oof_cli_table_to_text (OofCliTable *self);
void oof_cli_table_print (OofCliTable *self);

/* The places that @text takes on a terminal. */
guint oof_cli_text_width (const char *text);
/* At most @width places, with "…" where something was cut off. (transfer full) */
char *oof_cli_text_cut (const char *text, guint width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofCliTable, oof_cli_table_free)

G_END_DECLS
