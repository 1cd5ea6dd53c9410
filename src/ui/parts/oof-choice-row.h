/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row with one of several names, each standing for a value. Property "value": that of the chosen
 * name, NULL before there are any. */
#define OOF_TYPE_CHOICE_ROW (oof_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (OofChoiceRow, oof_choice_row, OOF, CHOICE_ROW, AdwActionRow)

GtkWidget *oof_choice_row_new (void);
/* @values, @names: NULL-terminated, as many of one as of the other. The chosen value stays chosen
 * where it is still there. The title must be set before. */
void oof_choice_row_set_choices (OofChoiceRow *self,
                                 const char *const *values,
                                 const char *const *names);
const char *oof_choice_row_get_value (OofChoiceRow *self);
/* A value that is not among them is added under its own name, so that nothing is lost by looking.
 */
void oof_choice_row_set_value (OofChoiceRow *self, const char *value);

G_END_DECLS
