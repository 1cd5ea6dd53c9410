/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* Timeline (Zeitlinie): people across, days along, with what chooses both, the legend, and what can
 * be done with a selection.
 *
 * Signals: "plan" (GPtrArray of OofPerson, int first, int last), "edit" (OofAbsence), "cancel"
 * (OofAbsence), "cancel-all" (GPtrArray of OofAbsence), "closure" (GPtrArray of OofPerson, int
 * first, int last, name of a group nullable), "person-picked" (OofPerson). */
#define OOF_TYPE_TIMELINE_PAGE (oof_timeline_page_get_type ())
G_DECLARE_FINAL_TYPE (OofTimelinePage, oof_timeline_page, OOF, TIMELINE_PAGE, AdwBin)

GtkWidget *oof_timeline_page_new (OofSession *session);
/* Shows the row of @person, once: who comes back to the page finds it as it was. */
void oof_timeline_page_show_person (OofTimelinePage *self, OofPerson *person);

G_END_DECLS
