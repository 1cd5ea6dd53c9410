/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* Finds a variable by its name or meaning, with the value that it has for somebody.
 *
 * Signal: "picked" (const char *), the text to be inserted: "@@name" or "##name". */
#define OOF_TYPE_VARIABLE_POPOVER (oof_variable_popover_get_type ())
G_DECLARE_FINAL_TYPE (OofVariablePopover, oof_variable_popover, OOF, VARIABLE_POPOVER, GtkPopover)

GtkWidget *oof_variable_popover_new (OofSession *session);
/* Whose values are shown when it opens next. @person, @absence: (nullable) */
void
oof_variable_popover_set_example (OofVariablePopover *self, OofPerson *person, OofAbsence *absence);

G_END_DECLS
