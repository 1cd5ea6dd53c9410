/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* One person: status card, absence calendar, list of absences.
 *
 * Signals: "plan" (OofPerson, int first, int last): a new absence is wanted for these days; "edit",
 * "cancel" (OofAbsence); "sick" (OofAbsence): to be saved and applied at once; "details"
 * (OofPerson); "act" (OofPerson, int OofAction): what was decided about the mailbox. */
#define OOF_TYPE_HOME_PAGE (oof_home_page_get_type ())
G_DECLARE_FINAL_TYPE (OofHomePage, oof_home_page, OOF, HOME_PAGE, AdwBin)

GtkWidget *oof_home_page_new (OofSession *session);
/* Shows @person and reads the mailbox. */
void oof_home_page_show_person (OofHomePage *self, OofPerson *person);
/* (transfer none) (nullable) */
OofPerson *oof_home_page_get_person (OofHomePage *self);
/* Reads the mailbox of the person shown again. */
void oof_home_page_refresh_status (OofHomePage *self);
/* The focus goes to where the urgent case begins. */
void oof_home_page_focus_urgent (OofHomePage *self);

G_END_DECLS
