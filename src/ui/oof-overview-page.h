/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The absences of everybody, filtered by state and text; the log of the runs in a second tab.
 *
 * Signals: "person-picked" (OofPerson): show that person; "edit", "cancel" (OofAbsence); "apply"
 * (GStrv): the plan, to the mailboxes of these addresses; "changed" (GPtrArray of OofAbsence,
 * GPtrArray of OofAbsence, OofRunReport nullable): several were changed at once, and what they were
 * before. */
#define OOF_TYPE_OVERVIEW_PAGE (oof_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (OofOverviewPage, oof_overview_page, OOF, OVERVIEW_PAGE, AdwBin)

GtkWidget *oof_overview_page_new (OofSession *session);

G_END_DECLS
