/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The urgent lane: "sick today" for one person, with the usual deputy, on one Enter. Says
 * beforehand what it does.
 *
 * Signal: "confirmed" (OofAbsence): to be saved and applied. */
#define OOF_TYPE_SICK_POPOVER (oof_sick_popover_get_type ())
G_DECLARE_FINAL_TYPE (OofSickPopover, oof_sick_popover, OOF, SICK_POPOVER, GtkPopover)

GtkWidget *oof_sick_popover_new (OofSession *session);
void oof_sick_popover_set_person (OofSickPopover *self, OofPerson *person);

G_END_DECLS
